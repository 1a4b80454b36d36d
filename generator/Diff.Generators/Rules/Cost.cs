using Diff.Generators.Ir;

namespace Diff.Generators.Rules;

/// <summary>What a primitive costs, in units of an addition: decides whether a value is computed again or recorded.</summary>
internal static class Cost
{
    public const int Cheap = 1;
    public const int Division = 4;
    public const int Function = 20;

    public static int Of(Primitive primitive) => primitive.Name switch
    {
        "+" or "-" or "*" or "neg" or "?:" or "Weight.Times" => Cheap,
        "==" or "!=" or "<" or "<=" or ">" or ">=" or "!" or "&" or "|" or "^" or "~" or "<<" or ">>" or ">>>" => Cheap,
        "Abs" or "Max" or "Min" or "MaxNative" or "MinNative" or "MaxNumber" or "MinNumber" or "Sign" or "CopySign" => Cheap,
        "MaxMagnitude" or "MinMagnitude" or "MaxMagnitudeNumber" or "MinMagnitudeNumber" or "Clamp" or "ClampNative" => Cheap,
        "Floor" or "Ceiling" or "Truncate" or "BitIncrement" or "BitDecrement" => Cheap,
        "FusedMultiplyAdd" or "MultiplyAddEstimate" or "Lerp" or "DegreesToRadians" or "RadiansToDegrees" => Cheap,
        _ when primitive.Name.StartsWith("Is", StringComparison.Ordinal) => Cheap,
        "/" or "Sqrt" or "Weight.Divide" or "Round" or "ReciprocalEstimate" or "ReciprocalSqrtEstimate" => Division,
        "ConvertToInteger" or "ConvertToIntegerNative" => Division,
        _ => Function,
    };
}
