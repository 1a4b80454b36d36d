using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Expressions that choose one of several differentiated objects, or see one as an object of another class. Where objects are memory, such
/// an expression is a choice of memory, and its gradient the same choice of gradients.
/// <code>
/// var layer = deep ? _dense : _first; layer.At(x)   →   row = deep ? dense : first; At(row, x)
/// </code>
/// </summary>
internal static class ObjectChoices
{
    /// <summary>What the path begins with that leads on from the object, once the expression has been evaluated.</summary>
    public const string Kind = "chosen#";

    /// <summary>Whether an expression is one of these.</summary>
    public static bool Is(Lowering lowering, IOperation expression) => IsForm(expression) && expression.Type is INamedTypeSymbol type
        && DispatchedObjects.Is(type)
        && Chosen(expression).ToList() is var chosen && chosen.Exists(value => IsMemory(lowering, value))
        && chosen.TrueForAll(value => IsMemory(lowering, value) || Sinks.IsNull(value));

    /// <summary>Whether an expression has the form of one: it is evaluated when a local gets it.</summary>
    public static bool IsForm(IOperation expression) => expression is IConditionalOperation { IsRef: false, WhenFalse: not null }
        or ICoalesceOperation or IConversionOperation { IsImplicit: false, OperatorMethod: null, Type.IsReferenceType: true };

    public static bool Begins(string path) => path.StartsWith(Kind, StringComparison.Ordinal);

    /// <summary>Evaluates one of these to memory.</summary>
    public static Operand Lower(Lowering lowering, IOperation expression)
    {
        var type = ObjectTypes.Object((INamedTypeSymbol)expression.Type!);
        switch (expression)
        {
            case IParenthesizedOperation parenthesized:
                return Lower(lowering, parenthesized.Operand);
            case IConditionalOperation conditional when Is(lowering, expression):
                var condition = Expressions.Scalar(lowering, conditional.Condition);
                return lowering.Choose(condition, type, () => Leaf(conditional.WhenTrue), () => Leaf(conditional.WhenFalse!)).Leaf;
            case ICoalesceOperation coalesce when Is(lowering, expression):
                var value = Lower(lowering, coalesce.Value);
                var isNull = lowering.Let(new Inert("{0} is null", [lowering.Let(new Detach(value), value.Type)], Effect.Pure),
                    InertType.Bool);
                return lowering.Choose(isNull, type, () => Leaf(coalesce.WhenNull), () => Expressions.Leaf(value)).Leaf;
            case IConversionOperation { Operand: var operand, IsTryCast: var isTried } when Is(lowering, expression):
                return Narrow(lowering, Lower(lowering, operand), type, isCast: !isTried);
            case IConversionOperation { IsImplicit: true, Operand: var operand } when !Sinks.IsNull(operand):
                return Lower(lowering, operand);
            case var _ when Sinks.IsNull(expression):
                return Constant.Default(type);
            default:
                if (ObjectElements.Array(expression) is not null) ObjectElements.Lower(lowering, expression);
                return lowering.Rows.Read(lowering, ObjectParameters.Path(lowering, expression)!)!.Leaf;
        }

        Tree<Operand> Leaf(IOperation chosen) => Expressions.Leaf(Lower(lowering, chosen));
    }

    /// <summary>An object seen as one of a derived class; if it is none, a cast throws, and anything else is null.</summary>
    public static Operand Narrow(Lowering lowering, Operand row, BufferType type, bool isCast = false) =>
        row.Type == type ? row : lowering.Let(new View(row, Constant.Int(0), null) { IsNarrowing = true, IsCast = isCast }, type);

    /// <summary>Whether the object is memory that is there.</summary>
    public static bool IsMemory(Lowering lowering, IOperation value) => value switch
    {
        IParenthesizedOperation parenthesized => IsMemory(lowering, parenthesized.Operand),
        _ when IsForm(value) => Is(lowering, value),
        IConversionOperation { IsImplicit: true, Operand: var operand } => IsMemory(lowering, operand),
        _ => ObjectParameters.Path(lowering, value) is { } path && (ObjectElements.Array(value) is not null || lowering.Rows.Holds(path)),
    };

    private static IEnumerable<IOperation> Chosen(IOperation expression) => expression switch
    {
        IConditionalOperation conditional => [conditional.WhenTrue, conditional.WhenFalse!],
        ICoalesceOperation coalesce => [coalesce.Value, coalesce.WhenNull],
        IConversionOperation conversion => [conversion.Operand],
        _ => [],
    };
}
