using Diff.Generators.Ir;

namespace Diff.Generators.Rules;

/// <summary>Where the operations of a <see cref="Substitute"/> go.</summary>
internal interface IMaker
{
    /// <summary>The type of its numbers.</summary>
    ScalarType Type { get; }

    Operand Apply(Primitive primitive, IrType type, params Operand[] operands);

    /// <summary>The bits of a number, as an integer.</summary>
    Operand Bits(Operand number);

    /// <summary>A branch: what is not taken is not computed.</summary>
    Operand[] Choose(Operand condition, Func<Operand[]> then, Func<Operand[]> otherwise);
}

/// <summary>
/// A number, integer or truth value in the body of a <see cref="Substitute"/>, written with C#'s own operators. Neutral numbers drop out.
/// </summary>
internal readonly struct Term
{
    private readonly IMaker? _maker;
    private readonly Operand? _operand;
    private readonly double _number;

    public Term(IMaker maker, Operand operand)
    {
        _maker = maker;
        _operand = operand;
    }

    private Term(double number) => _number = number;

    public static implicit operator Term(double number) => new(number);

    public static Term operator +(Term left, Term right) => (left.Number, right.Number) switch
    {
        ({ } a, { } b) => a + b,
        (0, _) => right,
        (_, 0) => left,
        _ => Arithmetic(Primitive.Add, left, right),
    };

    public static Term operator -(Term left, Term right) => (left.Number, right.Number) switch
    {
        ({ } a, { } b) => a - b,
        (0, _) => -right,
        (_, 0) => left,
        _ => Arithmetic(Primitive.Subtract, left, right),
    };

    public static Term operator *(Term left, Term right) => (left.Number, right.Number) switch
    {
        ({ } a, { } b) => a * b,
        (0, _) or (_, 0) => 0,
        (1, _) => right,
        (_, 1) => left,
        _ => Arithmetic(Primitive.Multiply, left, right),
    };

    public static Term operator /(Term left, Term right) => (left.Number, right.Number) switch
    {
        ({ } a, { } b) => a / b,
        (0, _) => 0,
        (_, 1) => left,
        _ => Arithmetic(Primitive.Divide, left, right),
    };

    public static Term operator -(Term term) => term.Number is { } number ? -number : Arithmetic(Primitive.Negate, term);

    public static Term operator <(Term left, Term right) => Compare(Primitive.Less, left, right);

    public static Term operator >(Term left, Term right) => Compare(Primitive.Greater, left, right);

    /// <summary>A number known here; null for a value, and for a constant of the user's program.</summary>
    private double? Number => _operand is null ? _number : null;

    /// <summary>The operand as the program sees it.</summary>
    public Operand In(IMaker maker) => _operand ?? Constant.Number(maker.Type, _number);

    public static Term Equal(Term left, Term right) => Compare(Primitive.Equal, left, right);

    /// <summary>Whether an integer is the number given; null if that is not known here.</summary>
    public bool? Is(int number) => _operand is Constant constant ? constant.Bits == number : null;

    /// <summary>Whether an integer is the number given.</summary>
    public Term IsInteger(int number) => new(_maker!, _maker!.Apply(Primitive.Equal, InertType.Bool, _operand!, Constant.Int(number)));

    /// <summary>The bits of a number, as an integer.</summary>
    public Term Bits() => new(_maker!, _maker!.Bits(_operand!));

    /// <summary>A function of the rule table.</summary>
    public static Term Function(string name, params Term[] arguments) =>
        name == "Abs" && arguments[0].Number is { } number ? Math.Abs(number) : Arithmetic(new(name), arguments);

    /// <summary>The terms that a condition chooses.</summary>
    public static Terms When(Term condition, Func<Terms> then, Func<Terms> otherwise)
    {
        if (condition.Number is { } known) return known != 0 ? then() : otherwise();
        var maker = condition._maker!;
        return new([.. maker.Choose(condition._operand!, () => then().In(maker), () => otherwise().In(maker))
            .Select(operand => new Term(maker, operand))]);
    }

    private static Term Arithmetic(Primitive primitive, params Term[] arguments) => Apply(primitive, isComparison: false, arguments);

    private static Term Compare(Primitive primitive, Term left, Term right) => (left.Number, right.Number) switch
    {
        ({ } a, { } b) => (primitive.Name == "<" ? a < b : primitive.Name == ">" ? a > b : a == b) ? 1 : 0,
        _ => Apply(primitive, isComparison: true, [left, right]),
    };

    private static Term Apply(Primitive primitive, bool isComparison, Term[] arguments)
    {
        var maker = arguments.First(argument => argument._maker is not null)._maker!;
        return new(maker,
            maker.Apply(primitive, isComparison ? InertType.Bool : maker.Type, [.. arguments.Select(argument => argument.In(maker))]));
    }
}
