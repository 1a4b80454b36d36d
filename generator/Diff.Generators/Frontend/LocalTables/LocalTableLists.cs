using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// New lists and dictionaries of rows with their elements, elements counted from the end, and lists of rows as sequences.
/// <code>
/// new List&lt;Body&gt; { a, b }   List&lt;Body&gt; list = [a, b]   →   list = new List&lt;int&gt;(); list.Add(a); list.Add(b);
/// new Dictionary&lt;int, Body&gt; { [k] = a }   →   dictionary = new Dictionary&lt;int, int&gt;(); dictionary[k] = a;
/// </code>
/// </summary>
internal static class LocalTableLists
{
    /// <summary>Null if the expression makes something else.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IOperation expression)
    {
        if (expression is IImplicitIndexerReferenceOperation { Instance: { Type: INamedTypeSymbol { Name: "List" } } instance,
            Argument: IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand: var back } } && lowering.Tables.Has(expression.Type))
            return Inerts.Inert(lowering, "{0}[^{1}]", [Expressions.Scalar(lowering, instance), Expressions.Scalar(lowering, back)],
                Effect.Read, expression.Type);
        if (!lowering.Tables.Mentions(expression.Type) || expression.Type is not INamedTypeSymbol type || !(type.Name is "List" or "Dictionary"
            || (type.TypeKind == TypeKind.Interface && expression is IConversionOperation { Operand: ICollectionExpressionOperation })))
            return null;
        if (expression is IObjectCreationOperation { Initializer.Initializers: { Length: > 0 } entries } && entries.All(Enters))
        {
            var made = Inerts.New(lowering, (IObjectCreationOperation)expression).Leaf;
            foreach (var entry in entries)
                lowering.Do(new Inert(entry is IInvocationOperation ? "{0}.Add({1}, {2})" : "{0}[{1}] = {2}",
                    [made, .. Parts(entry).Select(part => Expressions.Scalar(lowering, part))], Effect.Write));
            return Expressions.Leaf(made);
        }
        if (Elements(expression) is not { } elements) return null;
        var list = expression is IObjectCreationOperation creation
            ? Inerts.New(lowering, creation).Leaf
            : Inerts.Inert(lowering, new Inert(type.TypeKind == TypeKind.Interface
                ? "new global::System.Collections.Generic.List<int>()"
                : $"new {InertText.Escape(TypeMapping.Spell(type))}()", [], Effect.Write) { IsCreation = true }, type).Leaf;
        foreach (var element in elements)
            lowering.Do(new Inert("{0}.Add({1})", [list, Expressions.Scalar(lowering, element)], Effect.Write));
        return Expressions.Leaf(list);
    }

    /// <summary>The elements of a list as LINQ enumerates them; null for any other expression.</summary>
    public static Sequence? Sequence(Lowering lowering, IOperation expression) =>
        expression.Type is INamedTypeSymbol { Name: "List", TypeArguments: [var element] } && lowering.Tables.Has(element)
            ? SteadyLists.Elements(lowering, expression, element)
            : null;

    private static IReadOnlyList<IOperation>? Elements(IOperation expression) => expression switch
    {
        IConversionOperation { Operand: ICollectionExpressionOperation { Elements: var elements } } =>
            elements.Any(element => element is ISpreadOperation) ? null : elements,
        IObjectCreationOperation { Initializer.Initializers: var initializers } =>
            initializers.All(Adds) ? [.. initializers.Select(initializer => ((IInvocationOperation)initializer).Arguments[0].Value)] : null,
        _ => null,
    };

    private static bool Enters(IOperation initializer) => initializer is IInvocationOperation { TargetMethod.Name: "Add",
        Arguments.Length: 2 }
        or ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments.Length: 1 } };

    /// <summary>Key and value of an entry of a dictionary, or index and value of an element.</summary>
    private static IEnumerable<IOperation> Parts(IOperation initializer) => initializer is IInvocationOperation call
        ? call.Arguments.Select(argument => argument.Value)
        : [((IPropertyReferenceOperation)((ISimpleAssignmentOperation)initializer).Target).Arguments[0].Value,
            ((ISimpleAssignmentOperation)initializer).Value];

    private static bool Adds(IOperation initializer) =>
        initializer is IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 1 };
}
