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
    public void Vectors_of_undefined_elements_are_refused() => Check(
        "[Differentiable] public static float F(Vector3 v) => {|DIFF0004:v.AsVector4Unsafe()|}.X;");

    [Fact]
    public void A_part_of_a_matrix_of_an_object_is_not_assigned() => Check(
        """
        private static Matrix4x4 _last;

        [Differentiable]
        public static float F(Vector3 v)
        {
            {|DIFF0005:_last|}.Translation = v;
            return v.X;
        }
        """);

    [Fact]
    public void Constants_are_assigned_to_parts_of_a_matrix_of_an_object() => GeneratorHost.Run("using System.Numerics;\n" + Model.With(
        """
        private static Matrix4x4 _last;

        [Differentiable]
        public static float F(Vector3 v, int i)
        {
            _last[i, 0] = i;
            return v.X;
        }
        """));

    [Fact]
    public void Constants_pass_through_any_member() => GeneratorHost.Run("using System.Numerics;\n" + Model.With(
        "[Differentiable] public static float F(float x, [NoGradient] Vector3 v) => x * Vector3.BitwiseAnd(v, v).X;"));
}
