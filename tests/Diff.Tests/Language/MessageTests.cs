namespace Diff.Tests.Language;

/// <summary>Objects that a method makes, and that messages about errors show.</summary>
public static partial class MessageTests
{
    [Fact]
    public static void A_constructor_that_requires_something_with_a_message() => Derivatives.Check(Required, RequiredValueAndGradient, RequiredJvp);

    [Fact]
    public static void The_message_of_a_constructor_is_that_of_the_primal()
    {
        var expected = Assert.Throws<InvalidOperationException>(() => Required(0.5, 60)).Message;
        Assert.Equal("10 of 60 is too much", expected);
        Assert.Equal(expected, Assert.Throws<InvalidOperationException>(() => RequiredValueAndGradient(0.5, 60)).Message);
    }

    [Differentiable]
    private static double Required(double x, double y) => new Normal(x, y).At(x * y) + new Scaled(y).At(x);

    private sealed class Normal
    {
        private readonly double _mean;
        private readonly double _width;

        public Normal(double mean, double width)
        {
            _mean = mean;
            _width = 1 + width * width;
            Require(_width < 1000, () => FormattableString.Invariant($"{10} of {width} is too much"));
            Require(_width > 0, () => "the width is " + _width + " at " + this._mean);
        }

        public double At(double x) => Math.Exp(-(x - _mean) * (x - _mean) / _width);
    }

    private sealed class Scaled(double factor)
    {
        public double At(double x)
        {
            Require(factor < 1000, () => $"{factor}");
            return x * factor;
        }
    }

    private static void Require(bool condition, Func<string> message)
    {
        if (!condition) throw new InvalidOperationException(message());
    }

    [Fact]
    public static void The_text_of_objects() => Derivatives.Check(Product, ProductValueAndGradient, ProductJvp);

    [Fact]
    public static void The_text_of_objects_is_that_of_the_primal()
    {
        var expected = Assert.Throws<ArgumentException>(() => Product(0, 2)).Message;
        Assert.Equal("no product of <0> and <2>: <0>!", expected);
        Assert.Equal(expected, Assert.Throws<ArgumentException>(() => ProductValueAndGradient(0, 2)).Message);
    }

    [Differentiable]
    private static double Product(double x, double y) => new Factor(x).Times(new Factor(y)).Value;

    private sealed class Factor(double value)
    {
        public double Value { get; } = value;

        public Factor Times(Factor other)
        {
            if (Value == 0) throw new ArgumentException($"no product of {this} and {other}: " + this + "!");
            return new(Value * other.Value);
        }

        public override string ToString() => FormattableString.Invariant($"<{Value}>");
    }
}
