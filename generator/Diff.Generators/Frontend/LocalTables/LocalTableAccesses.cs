using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// What is done with a row only where there is one.
/// <code>
/// node?.Value ?? x   →   node != 0 ? node_Value[node - 1] : x        node?.Add(x);   →   if (node != 0) …
/// </code>
/// </summary>
internal static class LocalTableAccesses
{
    /// <summary>Null for any other expression.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IOperation expression) => expression switch
    {
        ICoalesceOperation { Value: IConditionalAccessOperation access } coalesce when IsFollowed(lowering, access) =>
            Choose(lowering, access, coalesce.Type!, () => Expressions.Lower(lowering, coalesce.WhenNull)),
        IConditionalAccessOperation access when IsFollowed(lowering, access) => access.Parent is IExpressionStatementOperation
            ? Choose(lowering, access, null, () => Lowering.Nothing)
            : Choose(lowering, access, access.Type!, () => Expressions.Leaf(Constant.Int(0))),
        IConditionalAccessInstanceOperation instance
            when ObjectPatterns.Of(instance) is { } accessed && lowering.Tables.Accessed.TryGetValue(accessed, out var row) =>
                Expressions.Leaf(lowering.Read(row)),
        _ => null,
    };

    /// <summary>Whether it is known what comes of an access where there is no object: another value, no object, or nothing.</summary>
    public static bool IsFollowed(Lowering lowering, IConditionalAccessOperation access) => lowering.Tables.Has(access.Operation.Type)
        && (access.WhenNotNull is not IConditionalAccessOperation inner || lowering.Tables.Has(inner.Operation.Type))
        && access.Parent switch
        {
            IConditionalAccessOperation outer => IsFollowed(lowering, outer),
            IExpressionStatementOperation => access.WhenNotNull is IInvocationOperation,
            ICoalesceOperation coalesce
                when coalesce.Value == access => coalesce.Type is { IsValueType: true,
                    OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } || lowering.Tables.Has(coalesce.Type),
            _ => lowering.Tables.Has(access.Type),
        };

    /// <param name="type">The type of the value; null if it is not needed.</param>
    private static Tree<Operand> Choose(Lowering lowering, IConditionalAccessOperation access, ITypeSymbol? type,
        Func<Tree<Operand>> otherwise)
    {
        var row = lowering.Variables.Temporary(InertType.Int, LocalObjectCreation.NameOf(access.Operation.Type!)).Leaf;
        lowering.Write(row, Expressions.Scalar(lowering, access.Operation));
        lowering.Tables.Accessed[access.Operation] = row;
        var isThere = lowering.Tables.IsThere(lowering, access.Operation.Type!, lowering.Read(row));
        if (type is null)
        {
            lowering.Branch(isThere, () => Expressions.Lower(lowering, access.WhenNotNull));
            return Lowering.Nothing;
        }
        return lowering.Choose(isThere, Shapes.Of(type), Present, otherwise);

        Tree<Operand> Present() => access.WhenNotNull is IConditionalAccessOperation inner
            ? Choose(lowering, inner, type, otherwise)
            : Conversions.Convert(lowering, access, Expressions.Lower(lowering, access.WhenNotNull), access.WhenNotNull.Type!, type);
    }
}
