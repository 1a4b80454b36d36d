using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

/// <summary>Members that may change a value of a type parameter, of which there may be copies.</summary>
public sealed class Diff0002TypeParameters
{
    private const string Counters = """
        public partial interface ICounter { [Differentiable] double At(double x); void Next(); double Take(); double Peek { get; } int Count { get; } double Rate { get; set; } }

        internal partial interface IShape { [Differentiable] double At(double x); int Sides(); int Turn(); }

        public partial struct Counter : ICounter
        {
            public double Rate { get; set; }
            [Differentiable] public readonly double At(double x) => Rate * x * x;
            public void Next() => Rate++;
            public double Take() => Rate++;
            public double Peek => Rate++;
            public readonly int Count => 3;
        }

        internal partial struct Square : IShape
        {
            private int _turns;
            [Differentiable] public readonly double At(double x) => x * x;
            public int Sides() => 4;
            public int Turn() => ++_turns;
        }

        internal partial struct Twice<T> : IShape where T : struct, IShape
        {
            private T _shape;
            [Differentiable] public readonly double At(double x) => _shape.At(x) * 2;
            public int Sides() => 2 * _shape.Sides();
            public int Turn() => _shape.Turn();
        }

        """;

    [Theory]
    [InlineData("var g = f; {|DIFF0002:g.Next()|}; return g.At(x) * f.At(x);")]
    [InlineData("var s = 0.0; for (var i = 0; i < 3; i++) { var g = f; {|DIFF0002:g.Next()|}; s += g.At(x); } return s * f.At(x);")]
    [InlineData("var p = (f, f); {|DIFF0002:p.Item1.Next()|}; return p.Item1.At(x) * p.Item2.At(x);")]
    [InlineData("var g = x > 1 ? f : default; {|DIFF0002:g.Next()|}; return g.At(x) * f.At(x);")]
    [InlineData("var g = f; Action next = () => {|DIFF0002:g.Next()|}; next(); return g.At(x) * f.At(x);")]
    [InlineData("return Moved(f) * f.At(x); double Moved(T g) { {|DIFF0002:g.Next()|}; return g.At(x); }")]
    [InlineData("var g = f; var t = {|DIFF0002:g.Take()|}; return t * g.At(x) * f.At(x);")]
    [InlineData("var g = f; var t = {|DIFF0002:g.Peek|}; return t * g.At(x) * f.At(x);")]
    [InlineData("var g = f; ref var r = ref g; {|DIFF0002:r.Next()|}; return g.At(x) * f.At(x);")]
    [InlineData("var all = new[] { f }; {|DIFF0002:all[0].Next()|}; return all[0].At(x) * f.At(x);")]
    public void A_member_that_may_change_a_value_of_a_type_parameter_is_refused(string body)
    {
        GeneratorHost.Diagnostics(Counters + Model.With($"[Differentiable] public static double F<T>(T f, double x) where T : struct, ICounter {{ {body} }}"));
        GeneratorHost.Diagnostics(Counters + Model.With($"[Differentiable] public static double F<T>(T f, double x) where T : ICounter, new() {{ {body} }}"));
    }

    [Fact]
    public void A_member_that_changes_no_struct_and_one_of_an_object_may_be_called_on_a_type_parameter() => GeneratorHost.Run(Counters + Model.With("""
        [Differentiable] public static double Getter<T>(T f, double x) where T : struct, ICounter => f.Count * f.At(x);
        [Differentiable] public static double Object<T>(T f, double x) where T : class, ICounter { f.Next(); return f.At(x); }
        [Differentiable] internal static double Method<T>(T f, double x) where T : struct, IShape => f.Sides() * f.At(x);
        [Differentiable] internal static double Own<T>(T f, double x) where T : struct, IComparable<T>, IShape => f.CompareTo(f) * f.At(x);
        """));

    [Fact]
    public void One_struct_that_is_changed_speaks_for_all_and_so_does_one_inside_of_another() => GeneratorHost.Diagnostics(Counters + Model.With("""
        [Differentiable] internal static double F<T>(T f, double x) where T : struct, IShape => {|DIFF0002:f.Turn()|} * f.At(x);
        """));
}
