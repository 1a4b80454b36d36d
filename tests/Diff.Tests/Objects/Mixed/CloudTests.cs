using Diff.Tests.Kernels;
using static Diff.Tests.Objects.FlatNumbers;

namespace Diff.Tests.Objects.Mixed;

/// <summary>Gradients with respect to objects that hold structs whose gradients are other structs.</summary>
public class CloudTests
{
    private const double X = 0.4;

    [Fact]
    public void Derivatives_with_respect_to_arrays_of_structs_agree() => new ObjectDerivatives<Cloud>(
        () => new(),
        (cloud, x) => cloud.Value(x),
        (cloud, x) => cloud.ValueGradient(x) is var (of, slope) ? [.. Numbers(of), slope] : [],
        (cloud, x, direction) => cloud.ValueJvp(x, Of(cloud, direction), direction[^1]).Tangent,
        (cloud, x, direction) => cloud.ValueHvp(x, Of(cloud, direction), direction[^1]) is var (of, slope) ? [.. Numbers(of), slope] : [],
        (cloud, numbers) => Of(cloud, [.. numbers, 0]).AddTo(cloud, 1)).Check(X);

    [Fact]
    public void Derivatives_with_respect_to_structs_in_structs_and_of_base_classes_agree() => new ObjectDerivatives<Galaxy>(
        () => new(),
        (galaxy, x) => galaxy.Value(x),
        (galaxy, x) => galaxy.ValueGradient(x) is var (of, slope) ? [.. Numbers(of), slope] : [],
        (galaxy, x, direction) => galaxy.ValueJvp(x, (GalaxyGradient)Of(galaxy, direction), direction[^1]).Tangent,
        (galaxy, x, direction) => galaxy.ValueHvp(x, (GalaxyGradient)Of(galaxy, direction), direction[^1]) is var (of, slope) ? [.. Numbers(of), slope] : [],
        (galaxy, numbers) => Of(galaxy, [.. numbers, 0]).AddTo(galaxy, 1)).Check(X);

    [Fact]
    public void Derivatives_with_respect_to_objects_that_hold_them_agree() => new ObjectDerivatives<Sky>(
        () => new(),
        (sky, x) => Sky.Difference(sky, new(), x),
        (sky, x) => Sky.DifferenceGradient(sky, new(), x) is var (of, slope) ? [.. Numbers(of), slope] : [],
        (sky, x, direction) => Sky.DifferenceJvp(sky, new(), x, Of(direction), direction[^1]).Tangent,
        (sky, x, direction) => Sky.DifferenceHvp(sky, new(), x, Of(direction), direction[^1]) is var (of, slope) ? [.. Numbers(of), slope] : [],
        (sky, numbers) => Of([.. numbers, 0]).AddTo(sky, 1)).Check(X);

    [Fact]
    public void The_gradient_has_gradients_of_structs_element_after_element()
    {
        var gradient = (GalaxyGradient)CloudGradient.Zero(new Galaxy());
        gradient.FromSpan([.. Enumerable.Range(0, gradient.Count).Select(i => (double)i)]);
        Assert.Equal((new Vec3(4, 5, 6), 7), (gradient.Particles[1].Place, gradient.Particles[1].Mass));
        Assert.Empty(gradient.None);
        Assert.Equal(new Vec3(15, 16, 17), gradient.Anchors[1]);
        Assert.Equal((new Vec3(18, 19, 20), 21), (gradient.Heavy.Place, gradient.Heavy.Mass));
        Assert.Equal((24, 25), (gradient.Turns[1].Cos, gradient.Turns[1].Sin));
        var last = gradient.Orbits[1];
        Assert.Equal((new Vec3(36, 37, 38), 39, 40, 41, (42, 43)), (last.Body.Place, last.Body.Mass, last.Turn.Cos, last.Turn.Sin, last.Range));
        Assert.Equal(44, gradient.Count);
    }

    [Fact]
    public void Parameters_are_copied_and_assigned_and_everything_else_stays()
    {
        var galaxy = new Galaxy();
        var parameters = (GalaxyGradient)CloudGradient.ParametersOf(galaxy);
        Assert.Equal((1.2, 0.6, -0.7, Math.Cos(0.3)), (parameters.Particles[0].Mass, parameters.Particles[1].Mass, parameters.Orbits[1].Range.Far, parameters.Turns[0].Cos));
        parameters.Orbits[1].Body.Place = new(1, 2, 3);
        parameters.Orbits[1].Turn.Sin = 5;
        parameters.AssignTo(galaxy);
        var orbit = galaxy.Orbits[1];
        Assert.Equal(("outer", 1, new Vec3(1, 2, 3), 0.5, 2), (orbit.Name, orbit.Body.Id, orbit.Body.Place, orbit.Scale, galaxy.LastId));
        Assert.Equal(Numbers(parameters), Numbers(CloudGradient.ParametersOf(galaxy)));
    }

    [Fact]
    public void Gradients_are_vectors()
    {
        var (a, b) = (CloudGradient.Zero(new Galaxy()), CloudGradient.Zero(new Galaxy()));
        double[] x = [.. Enumerable.Range(1, a.Count).Select(i => (double)i)], y = [.. x.Select(number => number * number)];
        a.FromSpan(x);
        b.FromSpan(y);
        Assert.Equal(x.Zip(y, (p, q) => p * q).Sum(), a.Dot(b), 1e-6);
        a.AddScaled(0.5, b);
        Assert.Equal(x.Zip(y, (p, q) => p + 0.5 * q), Numbers(a));
        a.Clear();
        Assert.All(Numbers(a), number => Assert.Equal(0, number));
    }

    [Fact]
    public void A_pullback_can_be_applied_twice()
    {
        var galaxy = new Galaxy();
        using var pullback = galaxy.ValueWithPullback(X);
        Assert.Equal(Numbers(pullback.Gradient(1).@this), Numbers(pullback.Gradient(1).@this));
        Close(Numbers(galaxy.ValueGradient(X).@this), Numbers(pullback.Gradient(1).@this), 1e-12);
    }

    [Fact]
    public void A_gradient_into_memory_of_the_caller_allocates_nothing()
    {
        var (cloud, slope) = (new Cloud(), 0.0);
        var gradient = CloudGradient.Zero(cloud);
        Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var k = 0; k < 20; k++) Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Step()
        {
            gradient.Clear();
            cloud.ValueVjp(X, 1, gradient, ref slope);
            gradient.AddTo(cloud, -1e-6);
        }
    }

    [Fact]
    public void A_gradient_of_another_shape_is_refused()
    {
        var (galaxy, slope) = (new Galaxy(), 0.0);
        var gradient = (GalaxyGradient)CloudGradient.Zero(galaxy);
        gradient.Orbits = new OrbitGradient[3];
        Refuses("'thisGradient.Orbits' has length 3, but length 2 is expected.", () => galaxy.ValueVjp(X, 1, gradient, ref slope));
        Refuses("'this.Orbits' has length 3, but length 2 is expected.", () => gradient.AddTo(galaxy, 1));
    }

    private static CloudGradient Of(Cloud cloud, double[] numbers)
    {
        var gradient = CloudGradient.Zero(cloud);
        gradient.FromSpan(numbers.AsSpan(0, gradient.Count));
        return gradient;
    }

    private static SkyGradient Of(double[] numbers)
    {
        var gradient = SkyGradient.Zero(new());
        gradient.FromSpan(numbers.AsSpan(0, gradient.Count));
        return gradient;
    }

    private static double[] Numbers(CloudGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);

    private static double[] Numbers(SkyGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);
}
