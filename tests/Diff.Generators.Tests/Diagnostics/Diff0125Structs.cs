using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

/// <summary>Structs in fields of differentiable classes.</summary>
public sealed class Diff0125Structs
{
    [Fact]
    public void Structs_without_a_gradient_type_or_with_numbers_of_two_types_are_refused() => GeneratorHost.Diagnostics("""
        public struct Unmarked
        {
            public double Mass;
            public int Id;
        }

        [Differentiable]
        public partial struct Uneven
        {
            public float Mass;
            public double Speed;
            public int Id;
        }

        [Differentiable]
        public partial class Model
        {
            public Unmarked[] {|DIFF0125:Bodies|} = [];
            public double Bias;
        }

        [Differentiable]
        public partial class Mixture
        {
            public double Bias;
            public Uneven[] {|DIFF0125:Bodies|} = [];
        }
        """);

    [Fact]
    public void A_type_that_is_hidden_where_the_class_is_not_is_refused() => GeneratorHost.Diagnostics("""
        internal struct Body
        {
            public double X, Y;
        }

        [Differentiable]
        public partial class Model
        {
            private struct Part
            {
                public double X, Y;
            }

            private readonly Body[] {|DIFF0125:_bodies|} = [];

            public double At(double x) => _bodies[0].X * x;

            [Differentiable]
            private partial class Inner
            {
                private Part _part;

                public double At(double x) => _part.X * x;
            }

            [Differentiable]
            private partial class Outer
            {
                public Inner Inner = new();
            }
        }

        [Differentiable]
        public partial class Closed
        {
            private struct Part
            {
                public double X, Y;
            }

            private Part {|DIFF0125:_part|};
        }

        [Differentiable]
        internal partial class Fine
        {
            private readonly Body[] _bodies = [];

            public double At(double x) => _bodies[0].X * x;
        }
        """);

    [Fact]
    public void Structs_of_numbers_that_might_be_references_are_refused() => GeneratorHost.Diagnostics("""
        public struct Pair<T>
            where T : System.Numerics.IFloatingPointIeee754<T>
        {
            public T X, Y;
        }

        [Differentiable]
        public partial class Model<T>
            where T : System.Numerics.IFloatingPointIeee754<T>
        {
            private readonly Pair<T>[] {|DIFF0125:_pairs|} = [];

            public T At(T x) => _pairs[0].X * x;
        }

        [Differentiable]
        public partial class Fine<T>
            where T : struct, System.Numerics.IFloatingPointIeee754<T>
        {
            private readonly Pair<T>[] _pairs = [];

            public T At(T x) => _pairs[0].X * x;
        }
        """);
}
