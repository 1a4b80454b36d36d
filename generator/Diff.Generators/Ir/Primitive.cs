namespace Diff.Generators.Ir;

/// <summary>A pure scalar function, identified by its name; operand types choose the overload.</summary>
/// <param name="Name">
/// <c>Sin</c>, <c>Pow</c> … for methods; one of the names below for operators. Together with the number of operands it is the
/// key of the rule table: <c>Math.Sin</c>, <c>MathF.Sin</c>, <c>double.Sin</c> and <c>T.Sin</c> share one rule.
/// </param>
/// <param name="Holder">The type that declares the method as the user called it (<c>global::System.Math</c>, <c>T</c>); empty for an
/// operator and for derived code, where the emitter picks the holder that fits the operand's type.</param>
internal sealed record Primitive(string Name, string Holder = "")
{
    public static readonly Primitive Add = new("+");
    public static readonly Primitive Subtract = new("-");
    public static readonly Primitive Multiply = new("*");
    public static readonly Primitive Divide = new("/");
    public static readonly Primitive Remainder = new("%");
    public static readonly Primitive Negate = new("neg");

    public static readonly Primitive Equal = new("==");
    public static readonly Primitive NotEqual = new("!=");
    public static readonly Primitive Less = new("<");
    public static readonly Primitive LessOrEqual = new("<=");
    public static readonly Primitive Greater = new(">");
    public static readonly Primitive GreaterOrEqual = new(">=");

    public static readonly Primitive Not = new("!");
    public static readonly Primitive And = new("&");
    public static readonly Primitive Or = new("|");
    public static readonly Primitive Xor = new("^");
    public static readonly Primitive Complement = new("~");
    public static readonly Primitive ShiftLeft = new("<<");
    public static readonly Primitive ShiftRight = new(">>");
    public static readonly Primitive ShiftRightUnsigned = new(">>>");

    /// <summary><c>condition ? a : b</c> on values already at hand; written by the rules only.</summary>
    public static readonly Primitive Select = new("?:");

    /// <summary>
    /// The value of the first operand with the derivative of the second, which is the same number but for rounding. The emitter never sees
    /// it.
    /// </summary>
    public static readonly Primitive Like = new("like");

    /// <summary><c>w ⊗ p</c>: 0 if the weight w is 0, else w · p.</summary>
    public static readonly Primitive WeightTimes = new("Weight.Times");

    /// <summary><c>w ⊗ 1/d</c>: 0 if the weight w is 0, else w / d.</summary>
    public static readonly Primitive WeightDivide = new("Weight.Divide");

    /// <summary>The same number for each direction of a bundle.</summary>
    public static readonly Primitive Lanes = new("Lanes.Of");

    public override string ToString() => Name;
}
