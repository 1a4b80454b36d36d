namespace Diff.Tests.Language;

/// <summary>Members of structs that are marked one by one: on a value that is differentiated, the struct is an independent.</summary>
public static partial class MarkedMemberTests
{
    private const double X = 1.3;

    [Fact]
    public static void A_method_passes_the_derivative_of_the_value_it_is_called_on() => Check(Method, MethodGradient, MethodJvp, MethodHessian);

    [Fact]
    public static void Operators_and_conversions() => Check(Operators, OperatorsGradient, OperatorsJvp, OperatorsHessian);

    [Fact]
    public static void Properties_and_indexers() => Check(Properties, PropertiesGradient, PropertiesJvp, PropertiesHessian);

    [Fact]
    public static void Constructors_and_methods_that_change_the_struct() => Check(Changes, ChangesGradient, ChangesJvp, ChangesHessian);

    [Fact]
    public static void A_method_without_parameters() => Check(WithoutParameters, WithoutParametersGradient, WithoutParametersJvp, WithoutParametersHessian);

    [Fact]
    public static void A_method_that_calls_itself_on_other_values() => Check(Recursive, RecursiveGradient, RecursiveJvp, RecursiveHessian);

    [Fact]
    public static void Elements_of_an_array_in_a_loop() => Check(Elements, ElementsGradient, ElementsJvp, ElementsHessian);

    [Fact]
    public static void A_value_that_is_constant_needs_no_derivative_of_its_struct() => Check(OnConstant, OnConstantGradient, OnConstantJvp, OnConstantHessian);

    [Fact]
    public static void The_members_of_the_method_itself_take_the_struct_for_a_constant()
    {
        var place = new Place(2, 5);
        Assert.Equal(new Place(2, 5), place.DotGradient(new(7, 11)));
        Assert.Equal(69, place.DotValueAndGradient(new(7, 11)).Value);
        Assert.Equal(4, place.TwiceGradient(3));
    }

    [Fact]
    public static void A_method_that_counts_its_calls_still_has_members_of_its_own()
    {
        var counted = new Counted { Rate = 2 };
        Assert.Equal(12, counted.AtGradient(3));
        Assert.Equal(1, counted.Calls);
    }

    [Fact]
    public static void Members_marked_one_by_one_in_another_assembly() => Check(Elsewhere, ElsewhereGradient, ElsewhereJvp, ElsewhereHessian);

    [Differentiable(Order = 2)]
    private static double Elsewhere(double x)
    {
        var pair = new Library.Pair(x, 2 * x) + new Library.Pair(x * x, 1);
        pair.Scale(x);
        return pair.Dot(pair) * pair.Norm() + pair.Square + new Library.Pair(1, 2).Dot(pair);
    }

    private static void Check(Func<double, double> function, Func<double, double> gradient, Func<double, double, (double Value, double Tangent)> jvp, Func<double, double[,]> hessian)
    {
        var expected = GradientCheck.Gradient(x => function(x[0]), [X])[0];
        Assert.Equal(expected, gradient(X), 1e-6);
        var (value, tangent) = jvp(X, 1);
        Assert.Equal(function(X), value);
        Assert.Equal(gradient(X), tangent, 1e-12);
        Assert.Equal(GradientCheck.Gradient(x => gradient(x[0]), [X])[0], hessian(X)[0, 0], 1e-5);
    }

    [Differentiable(Order = 2)]
    private static double Method(double x)
    {
        var place = new Place(x, 2 * x);
        return place.Dot(place);
    }

    [Differentiable(Order = 2)]
    private static double Operators(double x)
    {
        var place = new Place(x, 2 * x);
        place += x * place;
        Place diagonal = x;
        return (double)(place - -diagonal);
    }

    [Differentiable(Order = 2)]
    private static double Properties(double x)
    {
        var place = new Place(x, x * x);
        return place.Square * place.Length + place[1];
    }

    [Differentiable(Order = 2)]
    private static double Changes(double x)
    {
        var place = new Place(x);
        place.Scale(x);
        place.Scale(2);
        return place.X * place.Y;
    }

    [Differentiable(Order = 2)]
    private static double WithoutParameters(double x) => new Place(x, 3).Norm() + new Place(1, 2).Norm();

    [Differentiable(Order = 2)]
    private static double Recursive(double x) => new Place(x, 1).Repeated(3, x);

    [Differentiable(Order = 2)]
    private static double Elements(double x)
    {
        Place[] places = [new(x, 1), new(2, x), new(x * x, x)];
        var sum = 0.0;
        for (var i = 0; i < places.Length; i++)
        {
            places[i].Scale(x);
            if (i == 1) continue;
            sum += places[i].Dot(places[(i + 1) % 3]) * places[i].Norm();
        }
        return sum;
    }

    [Differentiable(Order = 2)]
    private static double OnConstant(double x)
    {
        var place = new Place(2, 3);
        return place.Dot(new(x, x * x)) * place.Twice(x);
    }

    private partial struct Place
    {
        public double X, Y;

        public Place(double x, double y) => (X, Y) = (x, y);

        [Differentiable(Order = 2)]
        public Place(double x)
        {
            X = x;
            Y = x * x;
        }

        [Differentiable(Order = 2)]
        public readonly double Square => X * X + Y * Y;

        public readonly double Length
        {
            [Differentiable(Order = 2)]
            get => Math.Sqrt(Square);
        }

        [Differentiable(Order = 2)]
        public readonly double this[int i] => i == 0 ? X : Y * Y;

        [Differentiable(Order = 2)]
        public static Place operator +(Place a, Place b) => new(a.X + b.X, a.Y + b.Y);

        [Differentiable(Order = 2)]
        public static Place operator -(Place a, Place b) => new(a.X - b.X, a.Y - b.Y);

        [Differentiable(Order = 2)]
        public static Place operator -(Place a) => new(-a.X, -a.Y);

        [Differentiable(Order = 2)]
        public static Place operator *(double scale, Place a) => new(scale * a.X, scale * a.Y);

        [Differentiable(Order = 2)]
        public static implicit operator Place(double x) => new(x, x * x * x);

        [Differentiable(Order = 2)]
        public static explicit operator double(Place place) => place.X * place.Y;

        [Differentiable(Order = 2)]
        public readonly double Dot(Place other) => X * other.X + Y * other.Y;

        [Differentiable(Order = 2)]
        public readonly double Norm() => Math.Sqrt(Dot(this));

        [Differentiable(Order = 2)]
        public void Scale(double factor)
        {
            X *= factor;
            Y *= factor * factor;
        }

        [Differentiable(Order = 2)]
        public readonly Place Moved(double step) => new(X + step, Y * step);

        [Differentiable(Order = 2)]
        public readonly double Repeated(int times, double step) => times == 0 ? step * X : Moved(step).Repeated(times - 1, step * Y);

        // What it calls has no derivative, which matters only on a value that is differentiated.
        [Differentiable(Order = 2)]
        public readonly double Twice(double factor) => Constant() * factor;

        private readonly double Constant() => 2 * X;
    }

    private partial struct Counted
    {
        public double Rate;
        public int Calls;

        [Differentiable]
        public double At(double x)
        {
            Calls++;
            return Rate * x * x;
        }
    }
}
