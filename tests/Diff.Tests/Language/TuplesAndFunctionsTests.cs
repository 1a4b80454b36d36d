namespace Diff.Tests.Language;

/// <summary>Tuples, calls and local functions.</summary>
public static partial class TuplesAndFunctionsTests
{
    [Differentiable]
    private static double Square(double a) => a * a;

    [Differentiable]
    private static double Area(double width, double height = 3) => width * height * height;

    [Differentiable]
    private static double Power(double a, int n) => n == 0 ? 1 : a * Power(a, n - 1);

    [Differentiable]
    private static double Even(double a, int n) => n == 0 ? a : Odd(a * a * 0.5, n - 1);

    [Differentiable]
    private static double Odd(double a, int n) => n == 0 ? 1 : Even(Math.Sin(a), n - 1);

    [Differentiable]
    private static (double R, double A) Polar(double x, double y) => (Math.Sqrt(x * x + y * y), Math.Atan2(y, x));

    [Differentiable]
    private static void Split(double a, ref double b, out double c)
    {
        c = a * b;
        b += a;
    }

    [Differentiable(Name = "OverloadedOne")]
    private static double Overloaded(double a) => a * a;

    [Differentiable(Name = "OverloadedTwo")]
    private static double Overloaded(double a, double b) => a * b;

    [Differentiable]
    private static T Generic<T>(T a)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        var s = T.Zero;
        for (var i = 0; i < 3; i++) s = s * a + T.CreateChecked(i + 1);
        return T.Sin(s) + T.One / (T.CreateChecked(2.5) + a * a);
    }

    [Fact]
    public static void Tuple_locals() => Derivatives.Check(TupleLocals, TupleLocalsValueAndGradient, TupleLocalsJvp);

    [Differentiable]
    private static double TupleLocals(double x, double y)
    {
        var t = (A: x * y, B: (C: x, N: 2));
        t.A += t.B.C * t.B.N;
        t.B.C = y;
        var u = t;
        u.A = 0;
        return t.A * u.B.C + u.A;
    }

    [Fact]
    public static void Swap() => Derivatives.Check(SwapFunction, SwapFunctionValueAndGradient, SwapFunctionJvp);

    [Differentiable]
    private static double SwapFunction(double x, double y)
    {
        for (var i = 0; i < 3; i++)
        {
            (x, y) = (y, x * y);
        }
        return x + y;
    }

    [Fact]
    public static void Nested_deconstruction() => Derivatives.Check(NestedDeconstruction, NestedDeconstructionValueAndGradient, NestedDeconstructionJvp);

    [Differentiable]
    private static double NestedDeconstruction(double x, double y)
    {
        var (a, (b, _)) = (x * x, (y, x));
        double c;
        (c, a) = (a, b);
        return a * c + b;
    }

    [Fact]
    public static void Sine_and_cosine_together() => Derivatives.Check(SineAndCosineTogether, SineAndCosineTogetherValueAndGradient, SineAndCosineTogetherJvp);

    [Differentiable]
    private static double SineAndCosineTogether(double x, double y)
    {
        var (s, c) = Math.SinCos(x);
        return s * y + c * c;
    }

    [Fact]
    public static void Local_function() => Derivatives.Check(LocalFunction, LocalFunctionValueAndGradient, LocalFunctionJvp);

    [Differentiable]
    private static double LocalFunction(double x, double y)
    {
        return Twice(x) * Twice(y) + Twice(2);
        double Twice(double a) => a * x * 2;
    }

    [Fact]
    public static void Local_function_with_early_return() => Derivatives.Check(LocalFunctionWithEarlyReturn, LocalFunctionWithEarlyReturnValueAndGradient, LocalFunctionWithEarlyReturnJvp);

    [Differentiable]
    private static double LocalFunctionWithEarlyReturn(double x, double y)
    {
        double G(double a, int n)
        {
            for (var i = 0; i < n; i++)
            {
                a *= 0.7;
                if (a < 1) return a * a;
            }
            return a;
        }
        return G(x, 3) * G(y * 4, 5) + G(x * y, 2);
    }

    [Fact]
    public static void Local_function_by_reference() => Derivatives.Check(LocalFunctionByReference, LocalFunctionByReferenceValueAndGradient, LocalFunctionByReferenceJvp);

    [Differentiable]
    private static double LocalFunctionByReference(double x, double y)
    {
        void Scale(ref double a, double f)
        {
            a *= f;
            if (a > 3) a -= 1;
        }
        Scale(ref x, y);
        Scale(ref y, 3);
        return x * y;
    }

    [Fact]
    public static void Calls_of_marked_methods() => Derivatives.Check(CallsOfMarkedMethods, CallsOfMarkedMethodsValueAndGradient, CallsOfMarkedMethodsJvp);

    [Differentiable]
    private static double CallsOfMarkedMethods(double x, double y) => Square(x * y) + Area(height: x, width: y) + Square(Square(x));

    [Fact]
    public static void Recursion() => Derivatives.Check(RecursionFunction, RecursionFunctionValueAndGradient, RecursionFunctionJvp);

    [Differentiable]
    private static double RecursionFunction(double x, double y) => Power(x, 3) + Power(y * x, 2);

    [Fact]
    public static void Mutual_recursion() => Derivatives.Check(MutualRecursion, MutualRecursionValueAndGradient, MutualRecursionJvp);

    [Differentiable]
    private static double MutualRecursion(double x, double y) => Even(x, 4) * Odd(y, 3);

    [Fact]
    public static void Tuple_results() => Derivatives.Check(TupleResults, TupleResultsValueAndGradient, TupleResultsJvp);

    [Differentiable]
    private static double TupleResults(double x, double y)
    {
        var (r, a) = Polar(x, y);
        var p = Polar(a, r);
        return r * a + p.R;
    }

    [Fact]
    public static void Results_by_reference() => Derivatives.Check(ResultsByReference, ResultsByReferenceValueAndGradient, ResultsByReferenceJvp);

    [Differentiable]
    private static double ResultsByReference(double x, double y)
    {
        Split(x * y, ref x, out var w);
        return x * y + w;
    }

    [Fact]
    public static void Extension_methods() => Derivatives.Check(ExtensionMethods, ExtensionMethodsValueAndGradient, ExtensionMethodsJvp);

    [Differentiable]
    private static double ExtensionMethods(double x, double y) => x.Cubed() + (x * y).Cubed();

    [Fact]
    public static void Generic_methods() => Derivatives.Check(GenericMethods, GenericMethodsValueAndGradient, GenericMethodsJvp);

    [Differentiable]
    private static double GenericMethods(double x, double y) => Generic(x) * Generic<double>(y) + Generic(2.0);

    [Fact]
    public static void Expression_bodied_and_optional() => Derivatives.Check(ExpressionBodiedAndOptional, ExpressionBodiedAndOptionalValueAndGradient, ExpressionBodiedAndOptionalJvp);

    [Differentiable]
    private static double ExpressionBodiedAndOptional(double x, double y) => Area(x) + Area(width: x, height: y) + Overloaded(x) + Overloaded(x, y);
}

/// <summary>Extension methods are static methods.</summary>
internal static partial class Cubes
{
    [Differentiable]
    public static double Cubed(this double a) => a * a * a;
}
