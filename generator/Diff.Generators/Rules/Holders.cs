using Diff.Generators.Ir;

namespace Diff.Generators.Rules;

/// <summary>Which type declares a function for a scalar type, and which generic-math interface gives it to a type parameter.</summary>
internal static class Holders
{
    /// <summary>The functions that <c>Math</c> and <c>MathF</c> both declare; the others are members of the number types.</summary>
    private static readonly HashSet<string> InMath = new(StringComparer.Ordinal)
    {
        "Abs", "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atan2", "Atanh", "BitDecrement", "BitIncrement", "Cbrt", "Ceiling", "CopySign",
        "Cos", "Cosh", "Exp", "Floor", "FusedMultiplyAdd", "IEEERemainder", "ILogB", "Log", "Log10", "Log2", "Max", "MaxMagnitude", "Min",
        "MinMagnitude", "Pow", "ReciprocalEstimate", "ReciprocalSqrtEstimate", "Round", "ScaleB", "Sign", "Sin", "SinCos", "Sinh", "Sqrt",
        "Tan", "Tanh", "Truncate",
    };

    private static readonly Dictionary<string, string> Interfaces = ByFunction(
        ("IAdditionOperators", "+"),
        ("ISubtractionOperators", "-"),
        ("IMultiplyOperators", "*"),
        ("IDivisionOperators", "/"),
        ("IModulusOperators", "%"),
        ("IUnaryNegationOperators", "neg"),
        ("IEqualityOperators", "== !="),
        ("IComparisonOperators", "< <= > >="),
        ("ITrigonometricFunctions", "Acos AcosPi Asin AsinPi Atan AtanPi Cos CosPi Sin SinPi SinCos SinCosPi Tan TanPi"),
        ("ITrigonometricFunctions", "DegreesToRadians RadiansToDegrees"),
        ("IHyperbolicFunctions", "Acosh Asinh Atanh Cosh Sinh Tanh"),
        ("IExponentialFunctions", "Exp ExpM1 Exp2 Exp2M1 Exp10 Exp10M1"),
        ("ILogarithmicFunctions", "Log LogP1 Log2 Log2P1 Log10 Log10P1"),
        ("IPowerFunctions", "Pow"),
        ("IRootFunctions", "Cbrt Hypot RootN Sqrt"),
        ("IFloatingPoint", "Ceiling ConvertToInteger ConvertToIntegerNative Floor Round Truncate"),
        ("IFloatingPointIeee754", "Atan2 Atan2Pi BitDecrement BitIncrement FusedMultiplyAdd Ieee754Remainder ILogB Lerp ScaleB"),
        ("IFloatingPointIeee754", "ReciprocalEstimate ReciprocalSqrtEstimate"),
        ("INumber", "Clamp ClampNative CopySign Max MaxNative MaxNumber Min MinNative MinNumber Sign"),
        ("INumberBase", "Abs MaxMagnitude MaxMagnitudeNumber MinMagnitude MinMagnitudeNumber MultiplyAddEstimate"),
        ("INumberBase", "Weight.Times Weight.Divide"),
        ("INumberBase", "IsCanonical IsComplexNumber IsEvenInteger IsFinite IsImaginaryNumber IsInfinity IsInteger IsNaN IsNegative"),
        ("INumberBase", "IsNegativeInfinity IsNormal IsOddInteger IsPositive IsPositiveInfinity IsRealNumber IsSubnormal IsZero"));

    /// <summary>The type that declares the function <paramref name="name"/> for numbers of a type, as generated code spells it.</summary>
    public static string Holder(string name, IrType type) => type switch
    {
        ScalarType { Kind: ScalarKind.Double } => InMath.Contains(name) ? "global::System.Math" : "double",
        ScalarType { Kind: ScalarKind.Float } => InMath.Contains(name) ? "global::System.MathF" : "float",
        ScalarType { Kind: ScalarKind.Half or ScalarKind.Generic } => type.Name,
        _ => throw new InvalidOperationException($"{name} is not a function of {type.Name}."),
    };

    /// <summary>
    /// The interface of <c>System.Numerics</c>, without type arguments, that gives a type parameter the function or operator. Null for the
    /// choice <c>?:</c> and logical operators, which need none. Numbers written in a formula need <see cref="OfLiterals"/> besides.
    /// </summary>
    public static string? RequiredInterface(string name) => Interfaces.TryGetValue(name, out var found) ? found : null;

    /// <summary>The interface that converts a literal to a type parameter.</summary>
    public const string OfLiterals = "INumberBase";

    private static Dictionary<string, string> ByFunction(params (string Interface, string Names)[] rows) =>
        rows.SelectMany(row => row.Names.Split(' '), (row, name) => (row.Interface, Name: name))
            .ToDictionary(pair => pair.Name, pair => pair.Interface, StringComparer.Ordinal);
}
