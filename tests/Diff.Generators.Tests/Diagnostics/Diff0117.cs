using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0117
{
    private const string Curve = "public partial interface ICurve { [Differentiable] double At(double x); } ";

    [Fact]
    public void An_unmarked_override_is_refused() => GeneratorHost.Diagnostics("""
        public abstract partial class Curve
        {
            [Differentiable] public abstract double At(double x);
            [Differentiable] public virtual double Slope(double x) => 2 * x;
        }

        public class Line : Curve
        {
            public override double {|DIFF0117:At|}(double x) => x;
            public override double {|DIFF0117:Slope|}(double x) => 1;
        }
        """);

    [Fact]
    public void An_unmarked_override_of_a_marked_override_is_refused() => GeneratorHost.Diagnostics("""
        public class Curve { public virtual double At(double x) => x; }
        public partial class Line : Curve { [Differentiable] public override double At(double x) => 2 * x; }
        public class Flat : Line { public override double {|DIFF0117:At|}(double x) => 3 * x; }
        """);

    [Fact]
    public void Unmarked_implementations_are_refused() => GeneratorHost.Diagnostics(Curve + """
        public partial interface ILaw { [Differentiable] static abstract double Force(double x); }

        public class Line : ICurve { public double {|DIFF0117:At|}(double x) => x; }
        public record Arc : ICurve { public virtual double {|DIFF0117:At|}(double x) => x; }
        public struct Point : ICurve, ILaw
        {
            public double {|DIFF0117:At|}(double x) => x;
            public static double {|DIFF0117:Force|}(double x) => x;
        }
        """);

    [Fact]
    public void An_override_without_derivatives_in_or_of_a_differentiable_class_is_refused()
    {
        var run = GeneratorHost.Diagnostics("""
            [Differentiable] public abstract partial class Layer { public abstract double At(double x); }

            public class Dense : Layer
            {
                private double _weight = 1;
                public override double {|DIFF0117:At|}(double x) => _weight * x;
            }

            [Differentiable] public partial class Scaled : Layer
            {
                private double _weight = 1;
                [NoGradient] public override double {|DIFF0117:At|}(double x) => _weight * x;
            }

            [Differentiable] public partial class Plain : Layer { public override double At(double x) => x; }
            public class Shifted : Plain { public override double {|DIFF0117:At|}(double x) => x + 1; }
            """);
        Assert.Collection(
            run.Messages("DIFF0117"),
            message => Assert.EndsWith("; mark 'Dense' [Differentiable] too", message),
            message => Assert.EndsWith("; remove [NoGradient] from it, or mark the other one [NoGradient] too", message),
            message => Assert.EndsWith("; mark 'Shifted' [Differentiable] too", message));
    }

    [Fact]
    public void A_call_of_an_unmarked_implementation_throws_the_sentence()
    {
        var run = GeneratorHost.Run(Curve + """
            public class Line : ICurve { public double At(double x) => x; }

            public static class User { public static double F(double x) => ((ICurve)new Line()).AtGradient(x); }
            """, GeneratorOptions.Default with { Expect = ["DIFF0117"] });
        var thrown = Assert.Throws<NotSupportedException>(() => run.Invoke("User", "F", 1.0));
        Assert.Equal("DIFF0117: the method that overrides or implements ICurve.At is not [Differentiable]; mark it too, and build its assembly with Diff", thrown.Message);
    }

    [Fact]
    public void An_unmarked_implementation_of_another_assembly_s_interface_is_refused() => GeneratorHost.Diagnostics(
        "public class Line : ICurve { public double {|DIFF0117:At|}(double x) => x; }",
        new() { Dependencies = [GeneratorHost.Run(Curve, new GeneratorOptions { AssemblyName = "Library" })] });

    [Fact]
    public void Generic_methods_and_protected_members_dispatch()
    {
        var run = GeneratorHost.Run("""
            using System.Numerics;

            public abstract partial class Law<TState> where TState : class
            {
                [Differentiable] public abstract T Force<T>(T x, int state) where T : IFloatingPointIeee754<T>;

                [Differentiable] protected internal virtual void Move(ref double x, out double y, TState state) => y = x *= 2;

                [Differentiable] public double Run(double x, TState state)
                {
                    Move(ref x, out var y, state);
                    return Force(x, 2) * y;
                }
            }

            public partial class Spring : Law<string>
            {
                [Differentiable] public override T Force<T>(T x, int state) => -x * x;

                [Differentiable] protected internal override void Move(ref double x, out double y, string state) => y = x * state.Length;
            }

            public static class User { public static double F(double x) => new Spring().RunGradient(x, "abc"); }
            """);
        Assert.Equal(-36.0, run.Invoke("User", "F", 2.0));
    }

    [Fact]
    public void Marked_bodies_of_every_kind_are_fine() => GeneratorHost.Run(Curve + """
        public abstract partial class Base : ICurve
        {
            [Differentiable] public abstract double At(double x);
        }

        public partial class Line : Base { [Differentiable] public override double At(double x) => x; }
        public partial class Steep : Line { [Differentiable] public sealed override double At(double x) => 3 * base.At(x); }
        public class Steeper : Steep;
        public partial record struct Arc(int N) : ICurve { [Differentiable] public readonly double At(double x) => N * x; }
        public partial interface IBend : ICurve { [Differentiable] double Bend(double x) => At(x) * At(x + 1); }
        public partial record Wave : IBend { [Differentiable] public double At(double x) => Math.Sin(x); }
        public partial interface IOther : ICurve { [Differentiable] new double At(double x); }
        public partial class Hidden : Line { [Differentiable] public new virtual double At(double x) => x; }
        """);
}
