using System.Numerics;
using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// Integer operations on constants, and conversions of constants to integers: C# evaluates them at compile time and rejects an overflow
/// unless it stands in <c>unchecked(…)</c>. In the primal the operands were variables, which the passes have since replaced by their
/// values.
/// </summary>
internal static class ConstantOverflow
{
    public static bool IsLikely(Apply apply, IrType type, InliningPlan plan) =>
        Fold(apply, plan) is { } value && (type is not InertType { Kind: InertKind.Int } || value < int.MinValue || value > int.MaxValue);

    /// <summary>Whether a floating-point constant may not fit an integer type.</summary>
    public static bool IsLikely(Conversion conversion, IrType type, InliningPlan plan) =>
        type.IsInteger() && Number(conversion.Operand, plan) is { } number
            && !(number > -1 && number <= (type is InertType { Kind: InertKind.Int } ? int.MaxValue : sbyte.MaxValue));

    private static double? Number(Operand operand, InliningPlan plan) => operand switch
    {
        Constant { Type: ScalarType } constant => constant.AsDouble,
        _ when plan.DefinitionOf(operand)?.Statement is Let { Operation: Apply { Arguments: [var only] } apply } =>
            apply.Primitive == Primitive.Negate ? -Number(only, plan) : null,
        _ when plan.DefinitionOf(operand)?.Statement is Let { Operation: Apply { Arguments: [var left,
            var right] } apply } => (apply.Primitive.Name, Number(left, plan), Number(right, plan)) switch
        {
            ("+", { } x, { } y) => x + y,
            ("-", { } x, { } y) => x - y,
            ("*", { } x, { } y) => x * y,
            ("/", { } x, { } y) => x / y,
            _ => null,
        },
        _ => null,
    };

    /// <summary>
    /// The conversion of such a constant as it is done at run time, where it saturates; a small integer is cut out of an <c>int</c>.
    /// </summary>
    public static string Convert(string number, IrType type, bool isChecked)
    {
        var isSmall = type.Name is "byte" or "sbyte" or "short" or "ushort" or "char";
        return isChecked ? $"{type.Name}.CreateChecked({number})"
            : isSmall ? $"unchecked(({type.Name})int.CreateSaturating({number}))"
            : $"{type.Name}.CreateSaturating({number})";
    }

    /// <summary>Whether the overflow is an exception at run time, and not a value that has been wrapped.</summary>
    public static bool Throws(Apply apply, IrType type, InliningPlan plan) =>
        (apply.IsChecked || apply.Primitive == Primitive.Divide) && IsLikely(apply, type, plan);

    public static bool DividesByZero(Apply apply) => apply.Primitive.Name is "/" or "%" && apply.Arguments[1] is Constant { Bits: 0 };

    private static BigInteger? Fold(Operand operand, InliningPlan plan) => operand switch
    {
        Constant { Type: InertType { Kind: InertKind.Int or InertKind.Integer } } constant => constant.Bits,
        _ when plan.DefinitionOf(operand)?.Statement is Let { Operation: Apply apply } => Fold(apply, plan),
        _ when plan.DefinitionOf(operand)?.Statement is Let { Operation: Conversion conversion } => Fold(conversion.Operand, plan),
        _ => null,
    };

    private static BigInteger? Fold(Apply apply, InliningPlan plan)
    {
        if (apply.Arguments.Count is 0 or > 2 || Fold(apply.Arguments[0], plan) is not { } left) return null;
        if (apply.Arguments.Count == 1) return apply.Primitive == Primitive.Negate ? -left : null;
        if (Fold(apply.Arguments[1], plan) is not { } right) return null;
        return apply.Primitive.Name switch
        {
            "+" => left + right,
            "-" => left - right,
            "*" => left * right,
            "/" when !right.IsZero => left / right,
            _ => null,
        };
    }
}
