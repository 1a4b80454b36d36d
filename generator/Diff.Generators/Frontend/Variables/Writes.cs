using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Which variables a piece of code assigns after their declaration. A <c>ref</c> local may assign what it refers to.</summary>
internal static class Writes
{
    // Each use of a variable asks about the whole method. A body belongs to one semantic model and never changes.
    private static readonly ConditionalWeakTable<IOperation, ImmutableHashSet<ISymbol>> Known = new();

    public static ImmutableHashSet<ISymbol> In(IOperation body) => Known.GetValue(body, Read);

    private static ImmutableHashSet<ISymbol> Read(IOperation body)
    {
        var written = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in body.DescendantsAndSelf())
        {
            foreach (var target in Targets(operation)) Add(written, target);
            switch (operation)
            {
                case IInvocationOperation { Instance: { Type.IsValueType: true } receiver } call
                    when !call.TargetMethod.IsReadOnly && !receiver.Type.IsReadOnly && Structs.IsShaped(receiver.Type):
                    Add(written, receiver);
                    break;
                case IPropertyReferenceOperation { Instance: { Type.IsValueType: true } receiver, Property.GetMethod: { } getter }
                    when Structs.IsShaped(receiver.Type) && ReceiverWrites.IsIn(getter):
                    Add(written, receiver);
                    break;
            }
        }
        return written.ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
    }

    /// <summary>What a part of the code assigns, or hands out by reference: each item of a tuple by itself.</summary>
    public static IEnumerable<IOperation> Targets(IOperation part) => part switch
    {
        ISimpleAssignmentOperation { IsRef: true } moved => [moved.Target, .. MovingReferences.Places(moved.Value)],
        IAssignmentOperation assignment => Items(assignment.Target),
        IIncrementOrDecrementOperation step => MovingReferences.Places(step.Target),
        IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref, Initializer.Value: { } target } => MovingReferences.Places(target),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => MovingReferences.Places(argument.Value),
        _ => [],
    };

    private static IEnumerable<IOperation> Items(IOperation target) =>
        target is ITupleOperation tuple ? tuple.Elements.SelectMany(Items) : MovingReferences.Places(target);

    /// <summary>The local or parameter that an operation names, of a method: one of the type is a member of the object.</summary>
    public static ISymbol? Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter when !Members.IsHeld(parameter) => parameter.Parameter,
        _ => null,
    };

    /// <summary>All the code that an operation stands in.</summary>
    public static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent) operation = parent;
        return operation;
    }

    private static void Add(HashSet<ISymbol> written, IOperation target)
    {
        switch (target)
        {
            case IMemberReferenceOperation { Instance: { Type.IsValueType: true } instance } member
                when member is not IPropertyReferenceOperation { Property.IsIndexer: true } || Structs.IsShaped(instance.Type):
                Add(written, instance);
                break;
            default:
                if (Variable(target) is { } symbol && target is not ILocalReferenceOperation { IsDeclaration: true }) written.Add(symbol);
                break;
        }
    }
}
