using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Which lists code may change: what a body does itself, and what the bodies do that it calls. Lists are told apart by their elements.
/// <code>
/// void Grow(Node n) { n.Children.Add(new Node()); Log(n); }   →   changes lists of nodes, and what Log changes
/// </code>
/// </summary>
internal sealed class ListChanges
{
    // Every loop over a list asks. A symbol belongs to one compilation, in which its body never changes.
    private static readonly ConditionalWeakTable<IMethodSymbol, ListChanges> Known = new();

    private readonly List<ITypeSymbol> _elements = [];
    private readonly HashSet<IMethodSymbol> _called = new(SymbolEqualityComparer.Default);

    private bool _hasUnseen;

    /// <param name="matters">Whether a change of what an expression names matters.</param>
    private ListChanges(Compilation compilation, IEnumerable<IOperation> code, Func<IOperation, bool> matters)
    {
        foreach (var operation in code)
        {
            if (Changed(operation) is { Type: { } list } named && ListChangers.IsList(list) && matters(named))
                _elements.Add(ForEach.ElementType(list));
            foreach (var call in Calls(operation)) Note(compilation, call);
        }
    }

    /// <summary>Whether code may change a list with elements of a type.</summary>
    /// <param name="matters">Whether it matters if the code itself changes what an expression names.</param>
    public static bool MayBeIn(Compilation compilation, IEnumerable<IOperation> code, ITypeSymbol element, Func<IOperation, bool> matters)
    {
        var (seen, pending) = (new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default), new Stack<ListChanges>());
        pending.Push(new(compilation, code, matters));
        while (pending.Count > 0)
        {
            var changes = pending.Pop();
            if (changes._hasUnseen || changes._elements.Exists(changed => MayBeOne(changed, element))) return true;
            foreach (var method in changes._called)
                if (seen.Add(method)) pending.Push(Of(method));
        }

        return false;
    }

    private static ListChanges Of(IMethodSymbol method) => Known.GetValue(method, static key =>
    {
        var compilation = ((ISourceAssemblySymbol)key.ContainingAssembly).Compilation;
        return new(compilation, SourceBodies.Of(key, compilation)?.DescendantsAndSelf() ?? [], static _ => true);
    });

    private static bool MayBeOne(ITypeSymbol one, ITypeSymbol other) =>
        one is ITypeParameterSymbol || other is ITypeParameterSymbol || SymbolEqualityComparer.Default.Equals(one, other);

    /// <summary>What a change is a change of; null if the operation is none.</summary>
    private static IOperation? Changed(IOperation operation) => operation switch
    {
        IInvocationOperation { Instance: { } list } call when ListMembers.Changing.Contains(call.TargetMethod.Name) => list,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list } when ListChangers.IsSet(operation) => list,
        IImplicitIndexerReferenceOperation { Instance: var list } when ListChangers.IsSet(operation) => list,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.IsEmpty: true } method },
            Parameter: { } parameter, Value: var value } when !Readers.Reads(method.ReducedFrom ?? method, parameter) => Sinks.Strip(value),
        _ => null,
    };

    private static IEnumerable<BodyCall> Calls(IOperation operation)
    {
        if (BodyCall.Of(operation) is { } call) yield return call;
        if (BodyCall.OfSetter(operation) is { } setter && ListChangers.IsSet(operation)) yield return setter;
        if (operation is IMethodReferenceOperation function) yield return BodyCall.Of(function);
        foreach (var hidden in BodyCall.Implicit(operation)) yield return hidden;
    }

    private void Note(Compilation compilation, BodyCall call)
    {
        if (call.Method.MethodKind == MethodKind.LocalFunction) return;
        var (bodies, isWhole) = BodyChanges.BodiesOf(compilation, call);
        _called.UnionWith(bodies);
        _hasUnseen |= call.Method.MethodKind == MethodKind.DelegateInvoke
            || (!isWhole && call.Method is { MethodKind: not MethodKind.Constructor, ContainingAssembly: ISourceAssemblySymbol });
    }
}
