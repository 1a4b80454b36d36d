using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Classes whose objects change under a second name, so that which object a name stands for matters: a variable is given the object of
/// another one, and one of the two is assigned again; it is given one of two; or a method returns the object that it is called on, and the
/// result is used.
/// <code>
/// previous = current; current = new Segment(x); current.Length += d;   var fit = new Fit(a).Run();
/// </code>
/// </summary>
internal static class RenamedObjects
{
    public static IReadOnlyList<INamedTypeSymbol> In(Lowering lowering, IOperation body)
    {
        var bodies = Run(body, BodyOf);
        var renamed = bodies.SelectMany(part => part.Descendants()).Select(operation => Renamed(operation, BodyOf))
            .OfType<INamedTypeSymbol>().Where(type => LocalClasses.Shape(type) is not null).ToList();
        if (renamed.Count == 0) return [];
        var changed = bodies.SelectMany(Changed).Select(type => LocalClasses.Chain(type).First()).ToList();
        return renamed.FindAll(type => changed.Contains(LocalClasses.Chain(type).First(), SymbolEqualityComparer.Default));

        IOperation? BodyOf(IMethodSymbol method) =>
            SourceBodies.Of(method.OriginalDefinition, lowering.Nesting.Compilation, lowering.Cancellation);
    }

    /// <summary>The bodies that run once the objects are made.</summary>
    private static IReadOnlyList<IOperation> Run(IOperation body, Func<IMethodSymbol, IOperation?> bodyOf)
    {
        var (bodies, called) = (new List<IOperation> { body }, new HashSet<ISymbol>(SymbolEqualityComparer.Default));
        for (var i = 0; i < bodies.Count; i++)
            foreach (var method in bodies[i].Descendants().SelectMany(Called))
                if (!method.DeclaringSyntaxReferences.IsEmpty && called.Add(method.OriginalDefinition) && bodyOf(method) is { } inner)
                    bodies.Add(inner);
        return bodies;
    }

    private static IEnumerable<IMethodSymbol> Called(IOperation operation)
    {
        if (MemberCall.Of(operation) is { Method: var method }) yield return method;
        if (operation is IPropertyReferenceOperation { Property.SetMethod: { } setter }) yield return setter;
    }

    private static ITypeSymbol? Renamed(IOperation operation, Func<IMethodSymbol, IOperation?> bodyOf) => operation switch
    {
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation or IMemberReferenceOperation { Instance: ILocalReferenceOperation },
            Value: ILocalReferenceOperation value } when IsKept(value) => value.Type,
        IVariableDeclaratorOperation { Symbol: var local, Initializer.Value: ILocalReferenceOperation value }
            when IsKept(value) && Writes.In(Writes.Root(value)) is var written
                && (written.Contains(local) || written.Contains(value.Local)) => value.Type,
        IConditionalOperation { WhenTrue: ILocalReferenceOperation value } when IsKept(value) => value.Type,
        IConditionalOperation { WhenFalse: ILocalReferenceOperation value } when IsKept(value) => value.Type,
        ITupleOperation { Elements: var elements } tuple when IsTakenApart(tuple) =>
            elements.FirstOrDefault(element => element is ILocalReferenceOperation && LocalClasses.Shape(element.Type) is not null)?.Type,
        IInvocationOperation { Instance.Type: { } type, Parent: not IExpressionStatementOperation } call
            when SymbolEqualityComparer.Default.Equals(call.Type, type) && ReturnsItself(bodyOf(call.TargetMethod)) => type,
        _ => null,
    };

    /// <summary>Whether the items go to variables: <c>(a, b) = (b, a)</c>.</summary>
    private static bool IsTakenApart(ITupleOperation tuple) =>
        (tuple.Parent is IConversionOperation { Parent: var outer } ? outer : tuple.Parent)
            is IDeconstructionAssignmentOperation { Target: var target } && target != tuple;

    /// <summary>Whether the old name may still be used.</summary>
    private static bool IsKept(ILocalReferenceOperation value)
    {
        for (var outer = value.Parent; outer is not null; outer = outer.Parent)
            if (outer is ILoopOperation) return true;
        return Mentions.Of(value.Local, Writes.Root(value)) > 1;
    }

    private static bool ReturnsItself(IOperation? body) => body?.Descendants()
        .Any(part => part is IReturnOperation { ReturnedValue: IInstanceReferenceOperation }) == true;

    /// <summary>The classes whose fields a body assigns, in objects that are made.</summary>
    private static IEnumerable<INamedTypeSymbol> Changed(IOperation body) => body.Descendants().SelectMany(Writes.Targets)
        .Select(target => (target as IMemberReferenceOperation)?.Instance)
        .Where(instance => instance is not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver })
        .Select(instance => instance?.Type).OfType<INamedTypeSymbol>().Where(type => type.TypeKind == TypeKind.Class);
}
