using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Objects that are seen through a test of their class or of null: what a pattern declares is another name of the object, and so is what
/// stands before <c>?.</c>.
/// <code>
/// layer is Dense d ? d.Bias * x : x   →   dense = layer as Dense; layer is Dense ? dense[Bias] * x : x
/// _layer?.At(x) ?? x                  →   _layer is null ? x : _layer.At(x)
/// </code>
/// </summary>
internal static class ObjectPatterns
{
    /// <summary>Names the locals that patterns declare for a value that has been evaluated.</summary>
    public static void Name(Lowering lowering, IOperation value, params IEnumerable<IPatternOperation> patterns)
    {
        if (ObjectParameters.Path(lowering, value) is not { } path || !lowering.Rows.Holds(path)) return;
        var (row, written) = (lowering.Rows.Read(lowering, path)!.Leaf, Writes.In(Writes.Root(value)));
        foreach (var local in patterns.SelectMany(Declared).OfType<ILocalSymbol>().Where(local => !written.Contains(local)))
            Name(lowering, local, row);
    }

    /// <summary>Lets a local be the name of an object, seen as one of the local's class.</summary>
    public static void Name(Lowering lowering, ILocalSymbol local, Operand row)
    {
        if (local.Type is INamedTypeSymbol type && ObjectFields.IsMarked(type))
            lowering.ObjectNames.Name(lowering, local, ObjectChoices.Narrow(lowering, row, ObjectTypes.Object(type)));
    }

    /// <summary><c>_layer?.At(x) ?? x</c>; null for any other expression.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, ICoalesceOperation coalesce)
    {
        if (!IsFollowed(lowering, coalesce)) return null;
        var access = (IConditionalAccessOperation)coalesce.Value;
        var isNull = lowering.Let(new Inert("{0} is null", [Expressions.Scalar(lowering, access.Operation)], Effect.Pure), InertType.Bool);
        return lowering.Choose(isNull, Shapes.Of(coalesce.Type!), () => Expressions.Lower(lowering, coalesce.WhenNull),
            () => Conversions.Convert(lowering, coalesce, Expressions.Lower(lowering, access.WhenNotNull), access.WhenNotNull.Type!,
                coalesce.Type!));
    }

    /// <summary>Whether an expression is one whose value is never null where the object is there.</summary>
    public static bool IsFollowed(Lowering lowering,
        ICoalesceOperation coalesce) => coalesce.Value is IConditionalAccessOperation { WhenNotNull: IInvocationOperation
            or IMemberReferenceOperation } access
        && access.WhenNotNull.Type is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T }
            or IArrayTypeSymbol { NullableAnnotation: not NullableAnnotation.Annotated }
        && ObjectChoices.IsMemory(lowering, access.Operation);

    /// <summary>What stands before <c>?.</c>, as what stands behind sees it.</summary>
    public static IOperation? Of(IConditionalAccessInstanceOperation instance)
    {
        IOperation child = instance;
        while (child.Parent is { } parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child) return access.Operation;
            child = parent;
        }
        return null;
    }

    /// <summary>What a pattern looks into that declares a local, which is never assigned again; null for any other local.</summary>
    public static IOperation? Tested(ILocalSymbol local, IOperation at)
    {
        var root = Writes.Root(at);
        if (Writes.In(root).Contains(local)) return null;
        IOperation? around = In(root).FirstOrDefault(pattern => SymbolEqualityComparer.Default.Equals(DeclaredBy(pattern), local));
        while (around is IPatternOperation or IPropertySubpatternOperation or ISwitchExpressionArmOperation or ICaseClauseOperation
            or ISwitchCaseOperation)
            around = around.Parent;
        return around switch
        {
            IIsPatternOperation match => match.Value,
            ISwitchExpressionOperation match => match.Value,
            ISwitchOperation match => match.Value,
            _ => null,
        };
    }

    private static IEnumerable<IPatternOperation> In(IOperation root) => root.Descendants().OfType<IPatternOperation>();

    private static ISymbol? DeclaredBy(IPatternOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
        IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
        _ => null,
    };

    private static IEnumerable<ISymbol?> Declared(IPatternOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation declaration => [declaration.DeclaredSymbol],
        IRecursivePatternOperation recursive => [recursive.DeclaredSymbol],
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both =>
            Declared(both.LeftPattern).Concat(Declared(both.RightPattern)),
        INegatedPatternOperation negated => Declared(negated.Pattern),
        _ => [],
    };
}
