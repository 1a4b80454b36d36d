using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0125
{
    [Fact]
    public void A_list_of_numbers_in_a_differentiable_class_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class {|DIFF0125:Model|}
        {
            public List<double> Weights = [];
            public double Bias;

            public double At(double x) => Weights[0] * x + Bias;
        }
        """);

    [Fact]
    public void A_table_of_differentiable_objects_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Layer
        {
            public double Weight;

            public double At(double x) => Weight * x;
        }

        [Differentiable]
        public partial class {|DIFF0125:Model|}
        {
            public Layer[] Layers = [];
            public double Bias;
        }
        """);

    [Fact]
    public void Numbers_of_two_types_are_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class {|DIFF0125:Model|}
        {
            public double Weight;
            public float Bias;
        }
        """);

    [Fact]
    public void A_field_without_gradient_is_fine() => GeneratorHost.Run("""
        [Differentiable]
        public partial class Model
        {
            [NoGradient] public List<double> Data = [];
            public double Bias;

            public double At(double x) => Data[0] * x + Bias;
        }
        """);

    [Fact]
    public void Writing_a_field_of_the_object_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Model
        {
            public double Last;

            public double At(double x)
            {
                {|DIFF0005:Last|} = x;
                return Last * x;
            }
        }
        """);

    [Fact]
    public void Writing_an_array_of_the_object_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Model
        {
            public double[] State = new double[2];

            public double {|DIFF0005:At|}(double x)
            {
                State[0] = x;
                return State[0] * x;
            }
        }
        """);

    [Fact]
    public void A_call_that_changes_fields_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Model
        {
            public double Weight = 1;

            private void Decay() => Weight *= 0.5;

            public double At(double x)
            {
                {|DIFF0002:Decay()|};
                return Weight * x;
            }
        }
        """);

    [Fact]
    public void An_object_from_elsewhere_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Model
        {
            public double Weight = 1;

            public double At(double x) => Weight * x;
        }

        public static partial class User
        {
            [Differentiable]
            public static double F(Model model, double x)
            {
                var same = {|DIFF0002:model|};
                return x + {|DIFF0002:same|}.At(x);
            }
        }
        """);

    [Fact]
    public void A_field_without_a_name_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class {|DIFF0125:Captured|}(double a)
        {
            public double At(double x) => a * x;
        }

        [Differentiable]
        public partial class {|DIFF0125:Coded|}
        {
            public double A { get => 2 * field; set; }
            public double At(double x) => A * x;
        }
        """);
}
