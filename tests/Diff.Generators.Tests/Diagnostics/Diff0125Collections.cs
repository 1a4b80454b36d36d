using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

/// <summary>Collections in fields of differentiable classes.</summary>
public sealed class Diff0125Collections
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

            public double OfConstants(double x)
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
    public void An_object_that_is_made_with_a_list_of_numbers_is_followed() => GeneratorHost.Diagnostics("""
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
            public static double Made(double x) => new Model([x, 2]).At(x);
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
}
