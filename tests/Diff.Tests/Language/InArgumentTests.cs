namespace Diff.Tests.Language;

/// <summary>Parameters that are passed by address to be read, where what they refer to is assigned meanwhile.</summary>
public static partial class InArgumentTests
{
    private delegate double Function(in double v);

    private struct Pair
    {
        public double First, Second;
    }

    private sealed class Cell
    {
        public double Value;

        public double Add(in double x)
        {
            Value += x;
            Value += x;
            return x;
        }
    }

    [Fact]
    public static void A_number_that_a_local_function_assigns() => Derivatives.Check(Number, NumberValueAndGradient, NumberJvp);

    [Differentiable]
    private static double Number(double x, double y)
    {
        var p = x;
        return Product(p) + Product(in p) + Product(p + 1) + Product(3);

        double Product(in double v)
        {
            var before = v;
            p *= 5 * y;
            return Later(v) * before;
        }

        double Later(in double v)
        {
            p += y;
            return v;
        }
    }

    [Fact]
    public static void A_struct_that_a_local_function_assigns() => Derivatives.Check(Struct, StructValueAndGradient, StructJvp);

    [Differentiable]
    private static double Struct(double x, double y)
    {
        var p = new Pair { First = x, Second = y };
        return Sum(p) + Sum(in p) + Part(p.Second);

        double Sum(in Pair v)
        {
            p.First *= 5 * y;
            return v.First;
        }

        double Part(in double v)
        {
            p.Second *= x;
            return v;
        }
    }

    [Fact]
    public static void An_element_that_a_local_function_assigns() => Derivatives.Check(Element, ElementValueAndGradient, ElementJvp);

    [Differentiable]
    private static double Element(double x, double y)
    {
        double[] p = [x, y];
        return Product(p[0]) + Product(in p[1]) + Product(2);

        double Product(in double v)
        {
            var before = v;
            p[0] *= 5 * y;
            p[1] += x;
            return v * before;
        }
    }

    [Fact]
    public static void An_array_variable_that_a_local_function_assigns() => Derivatives.Check(Array, ArrayValueAndGradient, ArrayJvp);

    [Differentiable]
    private static double Array(double x, double y)
    {
        double[] p = [x];
        return First(p) + p[0];

        double First(in double[] v)
        {
            p = [x * y];
            return v[0];
        }
    }

    [Fact]
    public static void A_variable_that_a_lambda_assigns() => Derivatives.Check(Lambda, LambdaValueAndGradient, LambdaJvp);

    [Differentiable]
    private static double Lambda(double x, double y)
    {
        var p = x;
        Function f = (in double v) =>
        {
            p *= 5 * y;
            return v;
        };
        return f(p) + f(in p) + f(1);
    }

    [Fact]
    public static void A_variable_that_a_function_assigns_which_a_method_gets() => Derivatives.Check(Passed, PassedValueAndGradient, PassedJvp);

    [Differentiable]
    private static double Passed(double x, double y)
    {
        var p = x;
        return Twice(p, () => p *= y) + p;
    }

    private static double Twice(in double v, Action change)
    {
        var before = v;
        change();
        return before * v;
    }

    [Fact]
    public static void A_field_of_the_object_that_is_called() => Derivatives.Check(Field, FieldValueAndGradient, FieldJvp);

    [Differentiable]
    private static double Field(double x, double y)
    {
        var cell = new Cell { Value = x };
        return cell.Add(cell.Value) + cell.Value + cell.Add(y);
    }
}
