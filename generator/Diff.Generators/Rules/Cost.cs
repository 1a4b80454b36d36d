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
        "Abs" or "Max" or "Min" or "MaxNative" or "MinNative" or "Clamp" or "ClampNative" or "CopySign" or "FusedMultiplyAdd" or "MultiplyAddEstimate" => Cheap,
        "MaxNumber" or "MinNumber" or "MaxMagnitude" or "MinMagnitude" or "MaxMagnitudeNumber" or "MinMagnitudeNumber" or "Sign" => Cheap,
        "Floor" or "Ceiling" or "Truncate" or "BitIncrement" or "BitDecrement" or "DegreesToRadians" or "RadiansToDegrees" or "Lerp" => Cheap,
        _ when primitive.Name.StartsWith("Is", StringComparison.Ordinal) => Cheap,
        "/" or "Sqrt" or "Weight.Divide" or "Round" or "ReciprocalEstimate" or "ReciprocalSqrtEstimate" or "ConvertToInteger" or "ConvertToIntegerNative" => Division,
        _ => Function,
    };
}
