using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0119
{
    private const string Curve = "public partial interface ICurve { [Differentiable] double At(double x); } ";

    [Fact]
    public void A_body_that_is_inherited_from_a_class_without_the_interface_is_refused() => GeneratorHost.Diagnostics(Curve + """
        public partial class Base { [Differentiable] public double At(double x) => x; }
        public class {|DIFF0119:Line|} : Base, ICurve;

        public class Unmarked { public double At(double x) => x; }
        public class {|DIFF0119:Flat|} : Unmarked, ICurve;
        """);

    [Fact]
    public void A_body_that_hides_the_one_of_the_interface_is_refused_where_it_replaces_that() => GeneratorHost.Diagnostics(Curve + """
        public partial class Base : ICurve { [Differentiable] public double At(double x) => x; }
        public partial class Hiding : Base { [Differentiable] public new double At(double x) => 2 * x; }
        public class {|DIFF0119:Line|} : Hiding, ICurve;
        """);

    [Fact]
    public void An_inherited_body_that_differs_is_refused() => GeneratorHost.Diagnostics(Curve + """
        public partial class Base { [Differentiable] public virtual double At(double y) => y; }
        public class {|DIFF0118:Line|} : Base, ICurve;
        """);

    [Fact]
    public void A_body_that_is_inherited_with_the_interface_or_may_be_overridden_is_fine()
    {
        var run = GeneratorHost.Run(Curve + """
            public partial class Base { [Differentiable] public virtual double At(double x) => x * x; }
            public class Line : Base, ICurve;
            public partial class Marked : ICurve { [Differentiable] public double At(double x) => x; }
            public class Derived : Marked, ICurve;

            public static class User { public static double F(double x) => ((ICurve)new Line()).AtGradient(x); }
            """);
        Assert.Equal(6.0, run.Invoke("User", "F", 3.0));
    }
}
