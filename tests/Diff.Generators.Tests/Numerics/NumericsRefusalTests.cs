using Diff.Generators.Tests.Diagnostics;
using Diff.Testing;

namespace Diff.Generators.Tests.Numerics;

/// <summary>Members of <c>System.Numerics</c> without a rule are refused where an active value passes through them.</summary>
public sealed class NumericsRefusalTests
{
    private static void Check(string members) => GeneratorHost.Diagnostics("using System.Numerics;\n" + Model.With(members));

    [Fact]
    public void Functions_of_bits_are_refused() => Check(
        "[Differentiable] public static float F(Vector3 v) => {|DIFF0004:Vector3.BitwiseAnd(v, v)|}.X;");

    [Fact]
    public void Copies_to_memory_are_refused() => Check(
        """
        [Differentiable]
        public static float F(Vector3 v)
        {
            var copy = new float[3];
            {|DIFF0004:v.CopyTo(copy)|};
            return copy[0];
        }
        """);

    [Fact]
    public void Setting_an_element_by_index_is_refused() => Check(
        """
        [Differentiable]
        public static float F(Vector3 v)
        {
            {|DIFF0001:v[0]|} = 2 * v.Y;
            return v.X;
        }
        """);

    [Fact]
    public void Inverting_a_matrix_is_refused() => Check(
        """
        [Differentiable]
        public static float F(Matrix4x4 m)
        {
            {|DIFF0004:Matrix4x4.Invert(m, out var inverse)|};
            return inverse.M11;
        }
        """);

    [Fact]
    public void Constants_pass_through_any_member() => GeneratorHost.Run("using System.Numerics;\n" + Model.With(
        "[Differentiable] public static float F(float x, [NoGradient] Vector3 v) => x * Vector3.BitwiseAnd(v, v).X;"));
}
