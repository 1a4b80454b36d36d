using Diff.Fuzz.Language;

namespace Diff.Fuzz.Oracle;

/// <summary>A number without a derivative.</summary>
public readonly record struct Plain(double Value) : IReal<Plain>
{
    public double Primal => Value;

    public bool IsZero => Value == 0;

    public double Magnitude => 0;

    public static Plain Constant(double value) => new(value);

    public static Plain operator +(Plain left, Plain right) => new(left.Value + right.Value);

    public static Plain operator -(Plain left, Plain right) => new(left.Value - right.Value);

    public static Plain operator *(Plain left, Plain right) => new(left.Value * right.Value);

    public static Plain operator /(Plain left, Plain right) => new(left.Value / right.Value);

    public static Plain operator -(Plain operand) => new(-operand.Value);

    public static Plain Weigh(Plain weight, Plain partial) => weight.Value == 0 ? default : weight * partial;

    public static Plain Apply(Function function, Precision precision, ReadOnlySpan<Plain> arguments, ReadOnlySpan<bool> isConstant)
    {
        var x = arguments[0].Value;
        var y = arguments.Length > 1 ? arguments[1].Value : 0;
        var z = arguments.Length > 2 ? arguments[2].Value : 0;
        return new(precision == Precision.Double
            ? Primals.InDouble(function, x, y, z)
            : Primals.InSingle(function, (float)x, (float)y, (float)z));
    }
}
