using Diff.CodeFixes;
using Diff.Testing;

namespace Diff.Generators.Tests.CodeFixes;

public sealed class CodeFixTests
{
    [Fact]
    public void A_called_method_is_marked() => CodeFixHost.Verify<MarkCallee>(
        """
        public static partial class Model
        {
            // The third power.
            public static double Cube(double x) => x * x * x;

            [Differentiable]
            public static double F(double x) => 2 * Cube(x);
        }
        """,
        """
        public static partial class Model
        {
            // The third power.
            [Differentiable]
            public static double Cube(double x) => x * x * x;

            [Differentiable]
            public static double F(double x) => 2 * Cube(x);
        }
        """);

    [Fact]
    public void An_override_is_marked() => CodeFixHost.Verify<MarkBody>(
        """
        public abstract partial class Curve
        {
            [Differentiable] public abstract double At(double x);
        }

        public class Line : Curve
        {
            public override double At(double x) => x;
        }
        """,
        """
        public abstract partial class Curve
        {
            [Differentiable] public abstract double At(double x);
        }

        public partial class Line : Curve
        {
            [Differentiable]
            public override double At(double x) => x;
        }
        """);

    [Fact]
    public void The_class_of_an_override_is_marked() => CodeFixHost.Verify<MarkBody>(
        """
        [Differentiable]
        public abstract partial class Layer
        {
            public abstract double At(double x);
        }

        public class Dense : Layer
        {
            public double Weight;

            public override double At(double x) => Weight * x;
        }
        """,
        """
        [Differentiable]
        public abstract partial class Layer
        {
            public abstract double At(double x);
        }

        [Differentiable]
        public partial class Dense : Layer
        {
            public double Weight;

            public override double At(double x) => Weight * x;
        }
        """);

    [Fact]
    public void The_type_of_a_called_method_is_made_partial() => CodeFixHost.Verify<MarkCallee>(
        """
        static class Powers
        {
            [Obsolete]
            public static double Cube(double x) => x * x * x;
        }

        public static partial class Model
        {
            [Differentiable]
            public static double F(double x) => 2 * Powers.Cube(x);
        }
        """,
        """
        static partial class Powers
        {
            [Differentiable]
            [Obsolete]
            public static double Cube(double x) => x * x * x;
        }

        public static partial class Model
        {
            [Differentiable]
            public static double F(double x) => 2 * Powers.Cube(x);
        }
        """);

    [Fact]
    public void All_types_around_are_made_partial() => CodeFixHost.Verify<MakePartial>(
        """
        // Outer.
        class Outer
        {
            public struct Model
            {
                [Differentiable]
                public static double F(double x) => 2 * x;
            }
        }
        """,
        """
        // Outer.
        partial class Outer
        {
            public partial struct Model
            {
                [Differentiable]
                public static double F(double x) => 2 * x;
            }
        }
        """);

    [Fact]
    public void A_conversion_is_detached() => CodeFixHost.Verify<WrapInDetach>(
        """
        public static partial class Model
        {
            [Differentiable]
            public static double F(double x) => x * (int)(x + 1);
        }
        """,
        """
        public static partial class Model
        {
            [Differentiable]
            public static double F(double x) => x * (int)Gradient.Detach(x + 1);
        }
        """);

    [Fact]
    public void A_parameter_is_made_a_constant() => CodeFixHost.Verify<MarkParameterConstant>(
        """
        public static partial class Model
        {
            [Differentiable]
            public static double F(double x, HashSet<double> weights) => x * weights.First();
        }
        """,
        """
        public static partial class Model
        {
            [Differentiable]
            public static double F(double x, [NoGradient] HashSet<double> weights) => x * weights.First();
        }
        """);
}
