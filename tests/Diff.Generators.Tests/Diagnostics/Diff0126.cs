using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0126
{
    [Fact]
    public void Fields_without_a_gradient_are_refused() => GeneratorHost.Diagnostics("""
        public struct Unmarked { public double X; public int N; }

        [Differentiable]
        public partial struct {|DIFF0126:Table|}
        {
            public double[] Data;
            public double At(int i) => Data[i];
        }

        [Differentiable]
        public partial struct {|DIFF0126:Outer|}
        {
            public Unmarked Inner;
            public double Y;
            public double At(double t) => t * Inner.X * Y;
        }

        [Differentiable]
        public partial struct {|DIFF0126:Listed|}
        {
            public List<double> Weights;
            public double At(double t) => t * Weights[0];
        }
        """);

    [Fact]
    public void State_that_cannot_be_read_or_made_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public readonly partial struct {|DIFF0126:Captured|}(double x)
        {
            public double Twice() => 2 * x;
        }

        [Differentiable]
        public readonly partial struct {|DIFF0126:Computed|}<T>(double x, double factor)
        {
            public double Factor { get; } = factor;
            private readonly double _square = x * x;
            public double Square() => _square;
        }

        [Differentiable]
        public partial struct {|DIFF0126:Coded|}
        {
            public double X { get => 2 * field; set; }
            public double Get() => X;
        }

        [Differentiable]
        public partial struct {|DIFF0126:Hidden|}
        {
            private enum Kind { A, B }
            private Kind _kind;
            public double X;
            public double Get() => _kind == Kind.A ? X : 0;
        }
        """);

    [Fact]
    public void Constants_of_any_type_are_fine() => GeneratorHost.Run("""
        namespace Outer.Inner;

        public static partial class Holder
        {
            [Differentiable]
            internal partial struct Both
            {
                [NoGradient] public List<double> Weights;
                private readonly double _x;
                public double X;
                public required string Name;
                private float Zero { get; init; }
                public double At(double t) => t * Weights[0] * _x * X * Zero;
            }

            [Differentiable]
            internal readonly partial record struct Sample<T>(T Value, int Count, DateTime Time) where T : System.Numerics.IFloatingPointIeee754<T>;

            [Differentiable]
            internal static double F(Both[] all, (Sample<float> First, string Name) pair, in Sample<double> second) => all[pair.First.Count].At(second.Value) * pair.First.Value;

            [Differentiable]
            internal static (Sample<float>[] All, double Sum) G(Sample<float> sample) => ([sample, sample with { Count = 2 }], 2 * sample.Value);
        }
        """);
}
