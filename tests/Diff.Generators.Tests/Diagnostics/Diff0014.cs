using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0014
{
    [Fact]
    public void A_method_of_an_interface_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public interface ICurve { double At(double x); }

        [Differentiable]
        public static double F(double x, ICurve curve) => x + {|DIFF0014:curve.At(x)|};
        """));

    [Fact]
    public void A_virtual_method_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public class Curve { public virtual double At(double x) => x; }

        [Differentiable]
        public static double F(double x, Curve curve) => x + {|DIFF0014:curve.At(x)|};
        """));

    [Fact]
    public void A_method_that_cannot_be_overridden_is_fine_when_marked() => GeneratorHost.Run(Model.With("""
        public sealed partial class Curve { [Differentiable] public double At(double x) => x; }

        [Differentiable]
        public static double F(double x, Curve curve) => x + curve.At(x);
        """));

    [Fact]
    public void A_method_of_an_interface_is_fine_when_marked() => GeneratorHost.Run(Model.With("""
        public partial interface ICurve { [Differentiable] double At(double x); }

        [Differentiable]
        public static double F(double x, ICurve curve) => x + curve.At(x);
        """));

    [Fact]
    public void An_unmarked_method_of_an_interface_stores_nothing_that_is_read() => GeneratorHost.Diagnostics("""
        public interface ILog { void Note(double x); }

        public partial class Model(ILog? log)
        {
            private double _last = 1;

            public void Set(double x) => _last = x;

            [Differentiable] public double F(double x) { {|DIFF0014:log?.Note(x)|}; return _last * x; }
            [Differentiable] public double G(double x) { log?.Note(x); return x * x; }
        }
        """);
}
