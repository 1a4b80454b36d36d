using System.Numerics;

namespace Diff.Tests.Numerics;

/// <summary>Derivatives of <see cref="MatrixKernels"/>: in both modes, of both orders, against differences.</summary>
public sealed class MatrixKernelTests
{
    /// <summary>Central differences of floats: rounding of 1e-7 · 64, and third derivatives by 1/64².</summary>
    private const double Difference = 1e-2;

    /// <summary>Some hundred operations of 24 bits.</summary>
    private const double Rounding = 2e-4;

    private const double Step = 1.0 / 64;

    private static readonly Matrix4x4 Turn = Matrix4x4.CreateFromYawPitchRoll(0.3f, 0.2f, 0.4f);

    private delegate (double Value, double Tangent) Jvp(double[] x, ReadOnlySpan<double> xTangent);

    [Fact]
    public void An_inverse_matrix_replaces_its_matrix()
    {
        var frame = new Matrix4x4(2, 0.3f, -0.4f, 0, 0.5f, 1.5f, 0.2f, 0.1f, -0.3f, 0.6f, 1.2f, 0.2f, 1, 2, 3, 1);
        Check([.. Enumerable.Range(0, 9).Select(i => 0.02 * i)], x => MatrixKernels.Inverse(x, frame), x => MatrixKernels.InverseGradient(x, frame), (x, v) => MatrixKernels.InverseJvp(x, frame, v), x => MatrixKernels.InverseHessian(x, frame));
    }

    [Fact]
    public void A_matrix_without_inverse_gives_the_result_for_that() => Assert.All(MatrixKernels.InverseGradient(new double[9], default), element => Assert.Equal(0, element));

    [Fact]
    public void A_plane_transformation_is_inverted() =>
        Check([1.7, 1.4, 0.3], MatrixKernels.PlaneInverse, x => MatrixKernels.PlaneInverseGradient(x), (x, v) => MatrixKernels.PlaneInverseJvp(x, v), x => MatrixKernels.PlaneInverseHessian(x));

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(-1, 2, 3)]
    [InlineData(1, -2, 3)]
    [InlineData(2, 1.5f, -1)]
    [InlineData(-2, -1, -3)]
    public void A_matrix_is_decomposed(float x, float y, float z) => CheckParts(new(x, y, z));

    [Theory]
    [InlineData(1e-5f, 2, 3)]
    [InlineData(1, 1e-5f, 3)]
    [InlineData(1, 2, 1e-5f)]
    [InlineData(-2, 1, 1e-5f)]
    [InlineData(1e-5f, -2, -1)]
    public void A_row_that_is_too_short_for_an_axis_is_replaced_by_one_that_stands_on_the_others(float x, float y, float z) => CheckParts(new(x, y, z));

    [Theory]
    [InlineData(1, 1e-5f, 2e-5f)]
    [InlineData(1, 2e-5f, 1e-5f)]
    [InlineData(1e-5f, 2, 2e-5f)]
    [InlineData(2e-5f, -2, 1e-5f)]
    [InlineData(1e-5f, 2e-5f, 1.5f)]
    [InlineData(2e-5f, 1e-5f, -1.5f)]
    public void Two_rows_that_are_too_short_are_replaced_by_what_the_framework_chooses(float x, float y, float z) => CheckParts(new(x, y, z));

    [Fact]
    public void A_matrix_that_is_no_rotation_gives_the_result_for_that()
    {
        var skewed = new Matrix4x4(1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1);
        Assert.Equal(-1, MatrixKernels.Parts(new double[9], skewed));
        Assert.All(MatrixKernels.PartsGradient(new double[9], skewed), element => Assert.Equal(0, element));
    }

    [Theory]
    [InlineData(false, 0.2, 0.4)]
    [InlineData(true, 0.2, 0.4)]
    [InlineData(false, 0.9, 1.1)]
    [InlineData(true, 0.9, 1.1)]
    public void A_billboard_faces_the_camera(bool isLeftHanded, double x, double y) =>
        CheckBillboard([1, 1.2, 2, x, y, 3, 0.1, 1, 0.3, 0.2, 0.3, 0.9], isLeftHanded);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_billboard_in_the_place_of_the_camera_faces_along_with_it(bool isLeftHanded) =>
        CheckBillboard([1, 1.2, 2, 1.001, 1.199, 2.001, 0.1, 1, 0.3, 0.2, 0.3, 0.9], isLeftHanded, 6);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_constrained_billboard_turns_around_its_axis(bool isLeftHanded) =>
        CheckConstrained([1, 1.2, 2, 0.2, 0.4, 3, 0.1, 0.6, 0.3, 0.2, 0.3, 0.9, 0.3, 0.4, 0.5], isLeftHanded);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_constrained_billboard_in_the_place_of_the_camera_faces_along_with_it(bool isLeftHanded) =>
        CheckConstrained([1, 1.2, 2, 1.001, 1.199, 2.001, 0.1, 0.6, 0.3, 0.2, 0.3, 0.9, 0.3, 0.4, 0.5], isLeftHanded, 6);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_constrained_billboard_whose_axis_points_at_the_camera_takes_the_direction_of_the_object(bool isLeftHanded) =>
        CheckConstrained([1, 1.2, 2, 1.1, 3.2, 2.2, 0.1, 1.5, 0.3, 0.2, 0.3, 0.9, 0.3, 0.2, 0.5], isLeftHanded);

    [Theory]
    [InlineData(false, 0.3)]
    [InlineData(true, 0.3)]
    [InlineData(false, 1.2)]
    [InlineData(true, 1.2)]
    public void A_constrained_billboard_without_any_direction_takes_a_coordinate_axis(bool isLeftHanded, double z) =>
        CheckConstrained([1, 1.2, 2, 1.1, 3.2, 2.2, 0.1, 1.5, z, 0.2, 0.3, 0.9, 0.1, 1.4, 0.3], isLeftHanded);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Parts_of_vectors_and_matrices_are_assigned(int i) =>
        Check([0.7, 0.4], x => MatrixKernels.Assigned(x, i), x => MatrixKernels.AssignedGradient(x, i), (x, v) => MatrixKernels.AssignedJvp(x, i, v), x => MatrixKernels.AssignedHessian(x, i));

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_part_that_does_not_exist_is_not_assigned(int i)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixKernels.Assigned([0.7, 0.4], i));
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixKernels.AssignedGradient([0.7, 0.4], i));
    }

    [Fact]
    public void Parts_of_vectors_in_arrays_objects_and_structs_are_assigned() =>
        Check([0.7, 0.4], MatrixKernels.AssignedInside, x => MatrixKernels.AssignedInsideGradient(x), (x, v) => MatrixKernels.AssignedInsideJvp(x, v), x => MatrixKernels.AssignedInsideHessian(x));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Vectors_are_copied_to_memory_and_back(int at) =>
        Check([0.7, 0.4], x => MatrixKernels.Copied(x, at), x => MatrixKernels.CopiedGradient(x, at), (x, v) => MatrixKernels.CopiedJvp(x, at, v), x => MatrixKernels.CopiedHessian(x, at));

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(5)]
    public void A_copy_that_does_not_fit_throws_what_it_throws_without_derivatives(int at)
    {
        var expected = Assert.ThrowsAny<ArgumentException>(() => MatrixKernels.Copied([0.7, 0.4], at));
        Assert.Throws(expected.GetType(), () => MatrixKernels.CopiedGradient([0.7, 0.4], at));
    }

    [Fact]
    public void Memory_that_a_vector_is_copied_to_is_an_output()
    {
        var (y, weights, gradient) = (new float[4], new float[] { 1, 2, 3, 4 }, Vector3.Zero);
        MatrixKernels.StoredVjp(new(5, 6, 7), y, weights.AsSpan(), ref gradient);
        Assert.Equal([5, 6, 7, 0], y);
        Assert.Equal(new Vector3(1, 2, 3), gradient);
        Assert.Equal([0, 0, 0, 4], weights);
    }

    [Fact]
    public void A_vector_is_read_from_the_first_elements()
    {
        Assert.Equal([2, 4, 6, 0], MatrixKernels.ReadGradient([1, 2, 3, 4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixKernels.Read([1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixKernels.ReadGradient([1, 2]));
    }

    [Fact]
    public void Complex_numbers_are_stepped() =>
        Check([0.7, 0.4], MatrixKernels.Stepped, x => MatrixKernels.SteppedGradient(x), (x, v) => MatrixKernels.SteppedJvp(x, v), x => MatrixKernels.SteppedHessian(x));

    [Theory]
    [InlineData(0.7, 0.4)]
    [InlineData(1.7, 0.4)]
    [InlineData(1.7, 2.4)]
    public void A_mask_selects_elements(double x, double y) =>
        Check([x, y], MatrixKernels.Selected, point => MatrixKernels.SelectedGradient(point), (point, v) => MatrixKernels.SelectedJvp(point, v), point => MatrixKernels.SelectedHessian(point));

    [Fact]
    public void A_mixture_of_bits_has_no_derivative()
    {
        Assert.False(float.IsFinite(MatrixKernels.MixedGradient(new(3, 5), new(1.5f, 0)).X));
        Assert.Equal(new Vector2(2, 0), MatrixKernels.MixedGradient(new(3, 5), new(0, -0f)));
        Assert.Equal(new Vector2(1, 0), MatrixKernels.MixedGradient(new(3, 5), new(BitConverter.Int32BitsToSingle(-1), 1)));
    }

    [Fact]
    public void Vectors_are_seen_as_others() =>
        Check([0.7, 0.4], MatrixKernels.Viewed, x => MatrixKernels.ViewedGradient(x), (x, v) => MatrixKernels.ViewedJvp(x, v), x => MatrixKernels.ViewedHessian(x));

    private static void CheckParts(Vector3 scale)
    {
        var frame = Matrix4x4.CreateScale(scale) * Turn * Matrix4x4.CreateTranslation(0.3f, 0.4f, 0.5f);
        var rows = new[] { scale.X, scale.Y, scale.Z };
        // A step makes an axis of a short row.
        Check(new double[9], x => MatrixKernels.Parts(x, frame), x => MatrixKernels.PartsGradient(x, frame), (x, v) => MatrixKernels.PartsJvp(x, frame, v), x => MatrixKernels.PartsHessian(x, frame), i => Math.Abs(rows[i / 3]) > 1e-4);
    }

    private static void CheckBillboard(double[] x, bool isLeftHanded, int first = 0) => Check(
        x, p => MatrixKernels.Billboard(p, isLeftHanded), p => MatrixKernels.BillboardGradient(p, isLeftHanded), (p, v) => MatrixKernels.BillboardJvp(p, isLeftHanded, v), p => MatrixKernels.BillboardHessian(p, isLeftHanded), i => i >= first);

    private static void CheckConstrained(double[] x, bool isLeftHanded, int first = 0) => Check(
        x, p => MatrixKernels.Constrained(p, isLeftHanded), p => MatrixKernels.ConstrainedGradient(p, isLeftHanded), (p, v) => MatrixKernels.ConstrainedJvp(p, isLeftHanded, v), p => MatrixKernels.ConstrainedHessian(p, isLeftHanded), i => i >= first);

    /// <param name="isCompared">Whether a coordinate may be moved by a step: it passes no threshold.</param>
    private static void Check(double[] x, Func<double[], double> primal, Func<double[], double[]> gradient, Jvp jvp, Func<double[], double[,]> hessian, Func<int, bool>? isCompared = null)
    {
        var (g, h) = (gradient(x), hessian(x));
        for (var i = 0; i < x.Length; i++)
        {
            var direction = new double[x.Length];
            direction[i] = 1;
            var (value, tangent) = jvp(x, direction);
            Assert.Equal(primal(x), value);
            Close(g[i], tangent, Rounding, $"tangent {i}");
            if (isCompared?.Invoke(i) == false) continue;
            double[] left = [.. x], right = [.. x];
            (left[i], right[i]) = (x[i] - Step, x[i] + Step);
            Close((primal(right) - primal(left)) / (2 * Step), g[i], Difference, $"gradient {i}");
            var (low, high) = (gradient(left), gradient(right));
            for (var j = 0; j < x.Length; j++)
                if (isCompared?.Invoke(j) != false) Close((high[j] - low[j]) / (2 * Step), h[i, j], Difference, $"Hessian {i}, {j}");
        }
    }

    private static void Close(double expected, double actual, double tolerance, string what) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{what}: expected {expected}, actual {actual}.");
}
