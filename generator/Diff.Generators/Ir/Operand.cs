namespace Diff.Generators.Ir;

/// <summary>What an operation reads: a value computed earlier, or a constant.</summary>
internal abstract record Operand(IrType Type);

/// <summary>A value, defined exactly once: by a statement, or as a parameter of a block.</summary>
/// <param name="Id">Unique in the method.</param>
/// <param name="Name">The user's variable it is assigned to, as a hint for the emitter; empty for an intermediate result.</param>
internal sealed record Value(int Id, IrType Type, string Name) : Operand(Type)
{
    /// <inheritdoc cref="Slot.IsPassing"/>
    public bool IsPassing { get; init; }

    public bool Equals(Value? other) => other is not null && Id == other.Id && Name == other.Name
        && IsPassing == other.IsPassing && Type == other.Type;

    public override int GetHashCode() => Id;

    public override string ToString() => Name.Length == 0 ? $"%{Id}" : $"{Name}%{Id}";
}

/// <summary>A constant. Numbers compare by bit pattern, so that 0.0 and -0.0 differ.</summary>
/// <param name="Bits">
/// The bits of a floating-point constant as <c>double</c> (whatever its type), the value of an integer or
/// boolean; 0 for anything else.
/// </param>
/// <param name="Text">
/// How the user wrote a number (printed in primal code, empty when there is no such text); the whole C#
/// expression for constants of other types (<c>"abc"</c>, <c>null</c>, <c>default(global::N.E)</c>).
/// </param>
internal sealed record Constant(IrType Type, long Bits, string Text) : Operand(Type)
{
    public static readonly Constant True = new(InertType.Bool, 1, "");
    public static readonly Constant False = new(InertType.Bool, 0, "");

    public static Constant Int(int value) => new(InertType.Int, value, "");

    public static Constant Number(IrType type, double value) => new(type, BitConverter.DoubleToInt64Bits(value), "");

    /// <summary>Zero, false, null: what an unassigned variable of the type holds.</summary>
    public static Constant Default(IrType type) => type switch
    {
        ScalarType => new(type, 0, ""),
        InertType { Kind: InertKind.Int or InertKind.Integer or InertKind.Bool } => new(type, 0, ""),
        InertType { Kind: InertKind.Reference } or BufferType { Kind: BufferKind.Array or BufferKind.Grid or BufferKind.Object } =>
            new(type, 0, $"default({type.Name})!"),
        _ => new(type, 0, $"default({type.Name})"),
    };

    /// <summary>The value of a floating-point constant.</summary>
    public double AsDouble => BitConverter.Int64BitsToDouble(Bits);

    public bool IsNumber(double value) => Type is ScalarType && Bits == BitConverter.DoubleToInt64Bits(value);

    public bool IsZero => Type is ScalarType && AsDouble == 0;

    public override string ToString() => Type is ScalarType ? AsDouble.ToString("R", System.Globalization.CultureInfo.InvariantCulture)
        : Text.Length > 0 ? Text
        : Bits.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
