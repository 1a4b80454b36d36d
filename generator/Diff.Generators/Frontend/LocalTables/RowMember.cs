using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// A method that gets or gives rows, or a member of them, as code calls it: it may run any of the bodies that the classes of the objects
/// have for it. One that leads to itself through any of them becomes a method of its own (<see cref="RowFunctions"/>).
/// <code>
/// class Sum(INode a, INode b) : INode { double Eval(double x) => a.Eval(x) + b.Eval(x); }   →   INode.Eval calls itself
/// </code>
/// </summary>
/// <param name="Seen">What the code sees of the row that the member is called on; null for a method of no row.</param>
internal sealed record RowMember(IMethodSymbol Method, ITypeSymbol? Seen)
{
    /// <summary>Whether the class of the row decides which body runs.</summary>
    public bool IsChosen => Seen is not null && ChosenMembers.Are(Method);

    /// <summary>The member that a call runs; null if its body can be none of a row or of a method with rows.</summary>
    public static RowMember? Of(Lowering lowering, MemberCall call)
    {
        if (call.Method.DeclaringSyntaxReferences.IsEmpty || call.Method is not {
            MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.ExplicitInterfaceImplementation,
            Arity: 0, RefKind: RefKind.None, IsAsync: false, ReducedFrom: null, ContainingType.IsGenericType: false }
            || (call.Method.AssociatedSymbol is IPropertySymbol { IsIndexer: true }))
            return null;
        if (call.Instance is not { Type: { } seen } || !lowering.Tables.Has(seen))
            return call.Instance is not null && ChosenMembers.Are(call.Method) ? null : new(call.Method, null);
        if (Members.IsBase(call.Instance)) return new RowMember(call.Method, seen) is { IsChosen: false } plain ? plain : null;
        return Bodies(lowering, call.Method, seen) is [var only]
            ? only.ContainingType.IsValueType ? null : new(only, only.ContainingType)
            : new(call.Method, lowering.Tables.Has(call.Method.ContainingType) ? call.Method.ContainingType : seen);
    }

    /// <summary>The bodies that may run.</summary>
    public IReadOnlyList<IMethodSymbol> Bodies(Lowering lowering) => Seen is null ? [Method] : Bodies(lowering, Method, Seen);

    private static IReadOnlyList<IMethodSymbol> Bodies(Lowering lowering, IMethodSymbol method, ITypeSymbol seen) =>
        ChosenMembers.Are(method)
            ? [.. lowering.Tables.KindsOf(seen).Select(kind => ChosenMembers.Of(kind, method))
                .Distinct(SymbolEqualityComparer.Default).OfType<IMethodSymbol>()]
            : [method];

    /// <summary>The members and methods that the bodies call, at any depth.</summary>
    public IEnumerable<RowMember> Reached(Lowering lowering)
    {
        var known = new HashSet<RowMember>();
        var pending = new Stack<RowMember>([this]);
        while (pending.Count > 0)
            foreach (var next in lowering.Tables.CalledBy(lowering, pending.Pop()))
            {
                if (!known.Add(next)) continue;
                yield return next;
                pending.Push(next);
            }
    }

    /// <summary>What the bodies call themselves.</summary>
    public IEnumerable<RowMember> Called(Lowering lowering) =>
        Bodies(lowering).SelectMany(body => Parts(lowering, body)).SelectMany(part => Run(lowering, part)).Distinct();

    /// <summary>The types of objects that the bodies have to do with.</summary>
    public IEnumerable<ITypeSymbol> Types(Lowering lowering) => Bodies(lowering)
        .SelectMany(body => Parts(lowering, body).Select(part => part.Type)
            .Concat(body.Parameters.Select(parameter => parameter.Type)).Append(body.ReturnType).Append(body.ContainingType))
        .OfType<ITypeSymbol>();

    /// <summary>A call of <c>base</c> runs one body, whatever the class of the row.</summary>
    private static IEnumerable<RowMember> Run(Lowering lowering, IOperation part) =>
        Recursion.LocalFunction(part) is { } function ? [new(function, null)]
        : MemberCall.Of(part) is not { } call ? []
        : Of(lowering, call) is { } member ? [member]
        : call.Instance is { Type: { } seen } instance && lowering.Tables.Has(seen) && Members.IsBase(instance)
            ? new RowMember(call.Method, null).Called(lowering)
        : [];

    private static IEnumerable<IOperation> Parts(Lowering lowering, IMethodSymbol body) =>
        SourceBodies.Of(body, lowering.Nesting.Compilation, lowering.Cancellation)?.DescendantsAndSelf() ?? [];
}
