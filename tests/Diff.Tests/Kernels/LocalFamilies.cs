namespace Diff.Tests.Kernels;

/// <summary>Objects of several classes that a method makes, in places of an interface or base class.</summary>
public static partial class LocalFamilies
{
    public interface IShape
    {
        double Area { get; }

        double Scaled(double factor);

        double Thickness(double depth) => Area * depth + Scaled(depth);

        IShape Grown(double factor);
    }

    public sealed class Circle(double radius) : IShape
    {
        public double Radius => radius;

        public double Area => Math.PI * radius * radius;

        public double Scaled(double factor) => factor * radius;

        public IShape Grown(double factor) => new Circle(radius * factor);
    }

    public sealed record Rectangle(double Width, double Height) : IShape
    {
        public double Area { get; } = Width * Height;

        public double Scaled(double factor) => factor * (Width + Height);

        double IShape.Thickness(double depth) => Area * depth * depth;

        public IShape Grown(double factor) => factor > 1 ? new Circle(Width) : new Rectangle(Width * factor, Height);
    }

    public readonly record struct Square(double Side) : IShape
    {
        public double Area => Side * Side;

        public double Scaled(double factor) => factor * Side;

        public IShape Grown(double factor) => new Square(Side + factor);
    }

    public abstract class Payoff(double notional)
    {
        protected double Notional => notional;

        public abstract double At(double spot);

        public virtual double Discounted(double spot, double factor) => factor * At(spot);

        public double Spread(double spot) => At(1.1 * spot) - At(spot);
    }

    public class Forward(double notional, double strike) : Payoff(notional)
    {
        public override double At(double spot) => Notional * (spot - strike) * spot;
    }

    public sealed class Capped(double notional, double strike, double cap) : Forward(notional, strike)
    {
        public override double At(double spot) => cap * Math.Tanh(base.At(spot) / cap);

        public override double Discounted(double spot, double factor) => factor * base.Discounted(spot, factor);
    }

    public interface IAverage
    {
        double Value { get; }

        double Weight { get; set; }

        void Add(double x);
    }

    public sealed class Mean : IAverage
    {
        private double _sum;
        private int _count;

        public double Weight { get; set; } = 1;

        public double Value => Weight * _sum / _count;

        public void Add(double x)
        {
            _sum += x;
            _count++;
        }
    }

    public sealed class PowerMean(double power) : IAverage
    {
        private double _sum;

        public double Weight
        {
            get => power;
            set => power = 2 * value;
        }

        public double Value => Math.Pow(_sum, 1 / power);

        public void Add(double x) => _sum += Math.Pow(Math.Abs(x), power);
    }

    public interface ILayer
    {
        double[] Forward(double[] x);

        void Norm(double scale, out double norm);
    }

    public sealed class Dense : ILayer
    {
        private readonly double[] _weights;
        private readonly int _size;

        public Dense(int size, double seed)
        {
            _size = size;
            _weights = new double[size * size];
            for (var i = 0; i < _weights.Length; i++) _weights[i] = Math.Sin(seed * (i + 1));
        }

        public double[] Forward(double[] x)
        {
            var y = new double[_size];
            for (var i = 0; i < _size; i++)
                for (var j = 0; j < _size; j++) y[i] += _weights[i * _size + j] * x[j];
            return y;
        }

        public void Norm(double scale, out double norm)
        {
            norm = 0;
            foreach (var weight in _weights) norm += scale * weight * weight;
        }
    }

    public sealed class Activation(string name) : ILayer
    {
        public double[] Forward(double[] x)
        {
            var y = new double[x.Length];
            for (var i = 0; i < x.Length; i++) y[i] = name == "tanh" ? Math.Tanh(x[i]) : Math.Max(x[i], 0);
            return y;
        }

        public void Norm(double scale, out double norm) => norm = scale * name.Length;
    }

    [Differentiable]
    public static double Shapes_in_an_array(double[] x)
    {
        IShape[] shapes = [new Circle(x[0]), new Rectangle(x[1], x[2]), new Square(x[3])];
        var sum = 0.0;
        foreach (var shape in shapes) sum += shape.Area * shape.Scaled(x[4]) + shape.Thickness(x[5]);
        return sum;
    }

    [Differentiable]
    public static double Shapes_added_in_a_loop(double[] x)
    {
        var shapes = new List<IShape>();
        for (var i = 0; i < x.Length; i++)
            shapes.Add(i % 3 == 0 ? new Circle(x[i]) : i % 3 == 1 ? new Rectangle(x[i], x[i - 1]) : new Square(x[i]));
        for (var i = 0; i < shapes.Count; i++) shapes[i] = shapes[i].Grown(0.5 + i % 2);
        return shapes.Sum(shape => shape.Thickness(0.3)) + shapes.Where(shape => shape.Area > 1).Sum(shape => shape.Scaled(2));
    }

    [Differentiable]
    public static double Shape_chosen_by_a_switch(double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i < 4; i++)
        {
            var shape = Make(i, x[i], x[i + 1]);
            sum += shape switch
            {
                Circle { Radius: > 1 } circle => circle.Radius * x[5],
                Rectangle(var width, _) => width * x[6],
                Square square => square.Side * square.Side,
                _ => shape.Area,
            };
        }

        return sum;
    }

    [Differentiable]
    public static double Largest_shape(double[] x)
    {
        IShape? best = null;
        foreach (var shape in (IShape[])[new Circle(x[0]), new Rectangle(x[1], x[3]), new Square(x[4])])
            if (best is null || shape.Area > best.Area) best = shape;
        return best!.Scaled(x[5]) + ((best as Rectangle)?.Width ?? 0) * x[6];
    }

    [Differentiable]
    public static double Legs_of_a_portfolio(double[] x)
    {
        var legs = new (Payoff Leg, double Weight)[]
        {
            (new Forward(x[0], x[1]), x[2]), (new Capped(x[3], x[4], 2), 1 - x[2]), (new Capped(1, x[5], x[3]), x[6]),
        };
        var value = 0.0;
        foreach (var (leg, weight) in legs) value += weight * (leg.Discounted(x[7], 0.9) + leg.Spread(x[3]));
        return value;
    }

    [Differentiable]
    public static double Averages_that_change(double[] x)
    {
        var averages = new Dictionary<string, IAverage> { ["mean"] = new Mean(), ["power"] = new PowerMean(x[3]) };
        foreach (var value in x)
            foreach (var (_, average) in averages) average.Add(value);
        averages["mean"].Weight *= x[0];
        var same = averages["power"];
        same.Weight = x[4];
        return averages["mean"].Value * averages["power"].Value;
    }

    [Differentiable]
    public static double Network_of_layers(double[] x)
    {
        var network = new List<ILayer>();
        for (var i = 0; i < 3; i++)
        {
            network.Add(new Dense(2, x[i]));
            network.Add(new Activation(i < 2 ? "tanh" : "rectifier"));
        }

        var (y, penalty, calls) = ((double[])[x[3], x[4]], 0.0, 0);
        foreach (var layer in network)
        {
            y = layer.Forward(y);
            layer.Norm(Next() * x[5], out var norm);
            penalty += norm * norm;
        }

        return y[0] + y[1] * x[6] + 0.01 * penalty;

        int Next() => ++calls;
    }

    [Differentiable]
    public static double Boxes_are_copies(double[] x)
    {
        var square = new Square(x[0]);
        IShape box = square;
        square = square with { Side = x[1] };
        IShape[] shapes = [box, square, new Circle(x[3])];
        return shapes[0].Area * shapes[1].Area + Total(shapes, x[4]) + ((Square)shapes[0]).Side;
    }

    public sealed class Weight(double value)
    {
        public double Value = value;
    }

    public sealed class Holder(double value)
    {
        public Weight Weight = new(value);

        public double Replace(double value)
        {
            Weight = new(value * value);
            return value;
        }
    }

    public interface IRule
    {
        double Of(Weight weight, double factor);
    }

    public interface IMarked<out T>;

    public sealed class Product(double scale) : IRule, IMarked<string>
    {
        public double Of(Weight weight, double factor) => scale * weight.Value * factor;
    }

    public sealed class Quadratic(double scale) : IRule, IMarked<int>
    {
        public double Of(Weight weight, double factor) => scale * weight.Value * weight.Value * factor;
    }

    [Differentiable]
    public static double Arguments_that_later_ones_replace(double[] x)
    {
        IRule[] rules = [new Product(x[0]), new Quadratic(x[1])];
        var sum = 0.0;
        foreach (var rule in rules)
        {
            var holder = new Holder(x[2]);
            sum += rule.Of(holder.Weight, holder.Replace(x[3])) * holder.Weight.Value;
        }

        return sum;
    }

    [Differentiable]
    public static double Interfaces_with_variance(double[] x)
    {
        IRule[] rules = [new Product(x[0]), new Quadratic(x[1])];
        var sum = 0.0;
        for (var i = 0; i < rules.Length; i++)
        {
            var weight = new Weight(x[2]);
            sum += rules[i] is IMarked<object>
                ? x[3] * rules[i].Of(weight, x[4])
                : rules[i].Of(weight, x[5]);
        }

        return sum;
    }

    private static IShape Make(int kind, double a, double b)
    {
        switch (kind)
        {
            case 0:
                return new Circle(a);
            case 1:
                return new Square(b);
            default:
                return new Rectangle(a, b);
        }
    }

    private static double Total<T>(T[] shapes, double factor)
        where T : IShape
    {
        var sum = 0.0;
        foreach (var shape in shapes) sum += shape.Scaled(factor * shape.Area);
        return sum;
    }
}
