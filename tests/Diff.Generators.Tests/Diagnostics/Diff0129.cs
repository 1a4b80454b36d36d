using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0129
{
    [Fact]
    public void An_override_of_a_method_that_is_differentiable_without_its_class_is_refused() => GeneratorHost.Diagnostics("""
        public abstract partial class Curve
        {
            [Differentiable] public abstract double At(double x);
        }

        [Differentiable]
        public partial class Line : Curve
        {
            public double Slope = 1;

            public override double {|DIFF0129:At|}(double x) => Slope * x;
        }
        """);

    [Fact]
    public void Methods_of_differentiable_classes_are_virtual_as_they_like() => GeneratorHost.Run("""
        [Differentiable]
        public abstract partial class Model
        {
            public double Weight = 1;

            public virtual double At(double x) => Weight * x;
            public abstract double Rate { get; }
            protected virtual double this[int i] => i * Weight;
        }

        [Differentiable]
        public partial class Line : Model
        {
            public sealed override double At(double x) => base.At(x) + base[2];
            public override double Rate => At(2) * this[3];
            protected override double this[int i] => i;
        }

        [Differentiable]
        public sealed partial class Steep : Line
        {
            public override double Rate => base.Rate * Rate;
        }
        """);

    [Fact]
    public void An_implementation_of_a_differentiable_member_is_refused() => GeneratorHost.Diagnostics("""
        public partial interface ICurve
        {
            [Differentiable] double At(double x);
        }

        [Differentiable]
        public partial class Line : ICurve
        {
            public double Slope = 1;

            public double {|DIFF0129:At|}(double x) => Slope * x;
        }

        [Differentiable]
        public abstract partial class Steep : ICurve
        {
            public abstract double At(double x);
        }
        """);

    [Fact]
    public void Classes_implement_differentiable_interfaces_as_they_like() => GeneratorHost.Run("""
        [Differentiable] public partial interface ICurve { double At(double x); double Rate { get; } void Reset(); }

        [Differentiable] public partial interface IMarker { string Name { get; } }

        [Differentiable]
        public partial record Line : ICurve, IMarker
        {
            public double Slope = 1;
            public string Name => "line";
            public double At(double x) => Slope * x;
            public double Rate => Slope;
            public void Reset() => Slope = 1;
            public static double Of<T>(T curve, double x) where T : ICurve => curve.At(x) * curve.Rate;
        }
        """);

    [Fact]
    public void A_method_that_implements_two_differentiable_interfaces_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable] public partial interface ICurve { double At(double x); }

        [Differentiable] public partial interface ISurface { double At(double x); }

        [Differentiable]
        public partial class Line : ICurve, ISurface
        {
            public double Slope = 1;

            public double {|DIFF0129:At|}(double x) => Slope * x;
        }
        """);

    [Fact]
    public void A_class_without_numbers_may_have_virtual_methods() => GeneratorHost.Run("""
        [Differentiable]
        public partial class Square
        {
            public virtual double At(double x) => x * x;
        }
        """);
}
