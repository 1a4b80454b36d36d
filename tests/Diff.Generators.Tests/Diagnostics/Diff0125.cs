using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0125
{
    [Fact]
    public void A_collection_of_numbers_in_a_differentiable_class_that_is_no_list_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Model
        {
            public HashSet<double> {|DIFF0125:Weights|} = [];
            public double Bias;

            public double At(double x) => Weights.Sum() * x + Bias;
        }
        """);

    [Fact]
    public void A_list_of_numbers_has_elements_and_a_count() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Model
        {
            private List<double> _weights = [1, 2];
            private static List<double>? s_kept;

            public double Fine(double x)
            {
                var weights = _weights;
                foreach (var weight in _weights) x *= weight;
                return x * weights.Count + _weights[^1] * _weights.Sum();
            }

            public double Grown(double x)
            {
                {|DIFF0047:_weights|}.Add(x);
                return x;
            }

            public double Written(double x)
            {
                {|DIFF0047:_weights|} = [];
                return x;
            }

            public double Kept(double x)
            {
                {|DIFF0005:s_kept|} = {|DIFF0047:_weights|};
                return x;
            }

            public double Changed(double x)
            {
                {|DIFF0002:Grow()|};
                return x * _weights[0];
            }

            public double Handed(double x) => {|DIFF0002:Given|}().First() * x + {|DIFF0002:All|}.Sum() * x + First({|DIFF0047:_weights|}) * x;

            private void Grow() => _weights.Add(3);

            private IReadOnlyCollection<double> All => _weights;

            private IEnumerable<double> Given() => _weights;

            private static int First(List<double> list) => list.Count;
        }
        """);

    [Fact]
    public void An_object_that_is_made_with_a_list_of_numbers_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Model(List<double> weights)
        {
            private readonly List<double> _weights = weights;

            public double At(double x) => _weights[0] * x;
        }

        public static partial class Maker
        {
            [Differentiable]
            public static double Fine(double x) => new Model([1, 2]).At(x);

            [Differentiable]
            public static double Made(double x) => {|DIFF0002:new Model([x, 2])|}.At(x);
        }
        """);

    [Fact]
    public void A_collection_of_differentiable_objects_that_is_no_list_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Layer
        {
            public double Weight;

            public double At(double x) => Weight * x;
        }

        [Differentiable]
        public partial class Model
        {
            public IEnumerable<Layer> {|DIFF0125:Layers|} = [];
            public double Bias;
        }
        """);

    [Fact]
    public void An_array_of_objects_has_elements_and_a_length() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Layer
        {
            public double Weight = 1;
            public double[] Biases = [1];

            public double At(double x) => Weight * x + Biases[0];
        }

        [Differentiable]
        public partial class Model
        {
            private readonly Layer[] _layers = [new(), new()];

            public double Fine(double x)
            {
                var layers = _layers;
                for (var i = 0; i < layers.Length; i++) x = layers[i].At(x);
                return x * _layers[^1].Weight;
            }

            public double Replaced(double x)
            {
                {|DIFF0005:_layers[0]|} = new Layer();
                {|DIFF0005:_layers[1].Weight|} = x;
                return _layers[0].At(x);
            }

            public double {|DIFF0005:Written|}(double x)
            {
                _layers[0].Biases[0] = x;
                return _layers[0].At(x);
            }

            public double Handed(double x) => First({|DIFF0002:_layers|}) * x + _layers.Max(layer => layer.Weight) + {|DIFF0002:{|DIFF0002:_layers|}.MaxBy(layer => layer.Weight)|}!.At(x);

            [NoGradient] private static double First(Layer[] layers) => layers[0].Weight;

            public static double Passed(Layer[] layers, double x) => layers[0].At(x);

            public static double Spanned(ReadOnlySpan<Layer> layers, double x) => {|DIFF0002:layers[0]|}.At(x);

            public static double Enumerated(IEnumerable<Layer> layers, double x)
            {
                foreach (var layer in layers) x = {|DIFF0002:layer|}.At(x);
                return x;
            }
        }
        """);

    [Fact]
    public void An_object_that_is_read_from_an_array_on_one_of_several_paths_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Layer
        {
            public double Weight = 1;

            public double At(double x) => Weight * x;
        }

        [Differentiable]
        public partial class Model
        {
            private readonly Layer[] _layers = [new(), new()];

            public double Chosen(double x)
            {
                {|DIFF0002:var layer = x > 0 ? _layers[0] : _layers[1];|}
                return layer.At(x);
            }

            public double Kept(double x)
            {
                Layer? last = null;
                {|DIFF0002:foreach (var layer in _layers) last = layer;|}
                return last!.At(x);
            }
        }
        """);

    [Fact]
    public void Numbers_of_two_types_are_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Model
        {
            public double Weight;
            public float {|DIFF0125:Bias|};
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
            public static double F(Model model, Model other, double x)
            {
                var chosen = x > 0 ? model : other;
                var last = {|DIFF0002:model|};
                last = s_known;
                return chosen.At(x) + {|DIFF0002:last|}.At(x);
            }

            private static readonly Model s_known = new();
        }
        """);

    [Fact]
    public void A_field_without_a_name_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Captured(double {|DIFF0125:a|})
        {
            public double At(double x) => a * x;
        }

        [Differentiable]
        public partial class Coded
        {
            public double {|DIFF0125:A|} { get => 2 * field; set; }
            public double At(double x) => A * x;
        }
        """);

    [Fact]
    public void A_private_field_of_a_base_class_that_is_not_marked_is_refused() => GeneratorHost.Diagnostics("""
        public class Unit
        {
            private double _rate = 1;

            protected void Decay() => _rate *= 0.5;
        }

        [Differentiable]
        public partial class Model : {|DIFF0125:Unit|}
        {
            public double Weight = 1;

            public double At(double x) => Weight * x;
        }
        """);

    [Fact]
    public void A_field_of_a_base_class_that_is_hidden_is_refused() => GeneratorHost.Diagnostics("""
        public class Unit
        {
            public double Rate = 1;
        }

        [Differentiable]
        public partial class Model : {|DIFF0125:Unit|}
        {
            [NoGradient] public new double Rate = 1;

            public double At(double x) => Rate * x;
        }
        """);

    [Fact]
    public void Two_fields_with_one_name_in_the_gradient_are_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Unit
        {
            private double _rate = 1;

            public double At(double x) => _rate * x;
        }

        [Differentiable]
        public partial class Model : Unit
        {
            private double {|DIFF0125:_rate|} = 1;

            public double Twice(double x) => _rate * x;
        }
        """);

    [Fact]
    public void Numbers_of_another_type_than_those_of_the_base_class_are_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Unit
        {
            public double Rate = 1;
        }

        [Differentiable]
        public partial class Model : Unit
        {
            public float {|DIFF0125:Weight|} = 1;
        }
        """);

    [Fact]
    public void A_property_that_may_be_overridden_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Unit
        {
            public virtual double {|DIFF0125:Rate|} { get; set; } = 1;

            public double At(double x) => Rate * x;
        }

        [Differentiable]
        public partial class Model : {|DIFF0125:Unit|}
        {
            public double Weight = 1;
        }
        """);

    [Fact]
    public void A_class_that_holds_itself_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Node
        {
            public Node? {|DIFF0125:Next|};
            public double Weight = 1;
        }
        """);

    [Fact]
    public void A_class_is_refused_for_what_the_class_of_a_field_is_refused_for() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Inner
        {
            public double Weight;
            public float {|DIFF0125:Bias|};
        }

        [Differentiable]
        public partial class Outer
        {
            public Inner {|DIFF0125:Part|} = new();
        }

        public static partial class User
        {
            [Differentiable]
            public static double F(Outer {|DIFF0125:outer|}, double x) => x;
        }
        """);

    [Fact]
    public void A_member_that_is_virtual_or_of_an_unmarked_base_class_is_refused_where_it_is_used() => GeneratorHost.Diagnostics("""
        public class Unit
        {
            public double Rate = 1;

            public double Twice() => 2 * Rate;
            public virtual double Slope => 2 * Rate;
        }

        [Differentiable]
        public partial class Model : Unit
        {

            public double At(double x) => {|DIFF0002:Slope|} * x + {|DIFF0002:Twice|}();
        }
        """);

    [Fact]
    public void A_call_that_changes_inherited_fields_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public abstract partial class Unit
        {
            protected double Rate = 1;

            protected void Shrink() => Rate *= 0.5;
        }

        [Differentiable]
        public partial class Model : Unit
        {
            private void Decay() => base.Shrink();

            public double At(double x)
            {
                {|DIFF0002:Decay()|};
                {|DIFF0005:Rate|} = 1;
                return Rate * x;
            }
        }
        """);

    [Fact]
    public void An_object_that_is_passed_as_one_of_a_class_without_numbers_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public abstract partial class Curve
        {
            [NoGradient] public abstract double Slope();
        }

        [Differentiable]
        public partial class Line : Curve
        {
            public double Weight = 1;

            [NoGradient] public override double Slope() => Weight;
            public double At(double x) => Users.F({|DIFF0002:this|}, x) + Weight;
        }

        public static partial class Users
        {
            [Differentiable]
            public static double F(Curve curve, double x) => x;
        }
        """);
}
