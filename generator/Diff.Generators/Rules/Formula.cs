using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Rules;

/// <summary>
/// A partial derivative as a tree, written with C#'s own operators so that a rule reads like mathematics. The operators fold numbers and
/// drop neutral elements; everything else stays as written.
/// </summary>
internal abstract record Formula
{
    public static implicit operator Formula(double value) => new NumberFormula(value);

    public static Formula operator +(Formula left, Formula right) => (left, right) switch
    {
        (NumberFormula a, NumberFormula b) => a.Value + b.Value,
        (NumberFormula { Value: 0 }, _) => right,
        (_, NumberFormula { Value: 0 }) => left,
        _ => Function(Primitive.Add, left, right),
    };

    public static Formula operator -(Formula left, Formula right) => (left, right) switch
    {
        (NumberFormula a, NumberFormula b) => a.Value - b.Value,
        (NumberFormula { Value: 0 }, _) => -right,
        (_, NumberFormula { Value: 0 }) => left,
        _ => Function(Primitive.Subtract, left, right),
    };

    public static Formula operator *(Formula left, Formula right) => (left, right) switch
    {
        (NumberFormula a, NumberFormula b) => a.Value * b.Value,
        (NumberFormula { Value: 0 }, _) or (_, NumberFormula { Value: 0 }) => 0,
        (NumberFormula { Value: 1 }, _) => right,
        (_, NumberFormula { Value: 1 }) => left,
        (NumberFormula { Value: -1 }, _) => -right,
        (_, NumberFormula { Value: -1 }) => -left,
        ({ Negated: { } a }, _) => -(a * right),
        (_, { Negated: { } b }) => -(left * b),
        _ => Function(Primitive.Multiply, left, right),
    };

    public static Formula operator /(Formula left, Formula right) => (left, right) switch
    {
        (_, NumberFormula { Value: 1 }) => left,
        (NumberFormula { Value: 0 }, _) => 0,
        ({ Negated: { } a }, _) => -(a / right),
        (_, { Negated: { } b }) => -(left / b),
        _ => Function(Primitive.Divide, left, right),
    };

    public static Formula operator -(Formula formula) => formula switch
    {
        NumberFormula number => -number.Value,
        { Negated: { } inner } => inner,
        _ => Function(Primitive.Negate, formula),
    };

    public static Formula operator >(Formula left, Formula right) => Function(Primitive.Greater, left, right);

    public static Formula operator <(Formula left, Formula right) => Function(Primitive.Less, left, right);

    public static Formula operator &(Formula left, Formula right) => (left, right) switch
    {
        (NumberFormula { Value: 0 }, _) or (_, NumberFormula { Value: 0 }) => 0,
        (NumberFormula, _) => right,
        (_, NumberFormula) => left,
        _ => Function(Primitive.And, left, right),
    };

    /// <summary>The formula that this one negates, or null.</summary>
    public Formula? Negated => this is FunctionFormula { Name: "neg" } negation ? negation.Arguments[0] : null;

    public bool IsNumber(double value) => this is NumberFormula number && number.Value == value;

    protected static Formula Function(Primitive primitive, params ReadOnlySpan<Formula> arguments) =>
        new FunctionFormula(primitive.Name, EquatableArray.Create(arguments));
}

internal sealed record NumberFormula(double Value) : Formula;

/// <summary>An operand of the operation that is differentiated.</summary>
internal sealed record OperandFormula(int Index) : Formula;

/// <summary>An integer operand as a number of the scalar type.</summary>
internal sealed record ConvertedFormula(int Index) : Formula;

/// <summary>The result of the operation; one field of it when the result is a tuple.</summary>
internal sealed record ResultFormula(int Field = ResultFormula.Whole) : Formula
{
    public const int Whole = -1;
}

/// <summary>The incoming weight. A partial that holds it is the whole contribution, not a factor of it.</summary>
internal sealed record WeightFormula : Formula;

/// <summary>A primitive of the IR.</summary>
internal sealed record FunctionFormula(string Name, EquatableArray<Formula> Arguments) : Formula;

/// <summary>A partial that is infinite somewhere: a weight of zero contributes zero whatever it is (<c>w ⊗ p</c>).</summary>
internal sealed record SingularFormula(Formula Inner) : Formula;

/// <summary>What an operand gets of a tie with others: one half, or nothing when all of them are constants.</summary>
internal sealed record TieFormula(EquatableArray<int> Others) : Formula;
