using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

internal enum ContainerKind
{
    Stack,
    Queue,
    Dictionary,
}

/// <summary>The stacks, queues and dictionaries of the framework, and which of their members are lowered.</summary>
internal static class ContainerTypes
{
    private static readonly HashSet<string> OfStacks = ["Push", "Pop", "Peek", "TryPop", "TryPeek", "ToArray", "Clear", "Count"];

    private static readonly HashSet<string> OfQueues =
        ["Enqueue", "Dequeue", "Peek", "TryDequeue", "TryPeek", "ToArray", "Clear", "Count"];

    private static readonly HashSet<string> OfDictionaries =
        ["Add", "TryAdd", "TryGetValue", "GetValueOrDefault", "ContainsKey", "Remove", "Clear", "Count", "this[]"];

    /// <summary>The members that store what their last parameter gets.</summary>
    public static readonly HashSet<string> Storing = ["Push", "Enqueue", "Add", "TryAdd"];

    /// <summary>The members that change what is in the container, but for entries.</summary>
    public static readonly HashSet<string> Changing =
        [.. Storing, "Pop", "TryPop", "Dequeue", "TryDequeue", "Remove", "Clear"];

    /// <summary>What kind of container a type is; null for any other type.</summary>
    public static ContainerKind? KindOf(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Class } named
        && named.ContainingNamespace.ToDisplayString() == "System.Collections.Generic" ? (named.Name, named.Arity) switch
        {
            ("Stack", 1) => ContainerKind.Stack,
            ("Queue", 1) => ContainerKind.Queue,
            ("Dictionary", 2) => ContainerKind.Dictionary,
            _ => null,
        }
        : null;

    /// <summary>The numbers that a container of the type holds; null if it holds something else.</summary>
    public static IrType? ElementOf(INamedTypeSymbol type) => KindOf(type) is { } kind
        && TypeMapping.Map(type.TypeArguments[type.Arity - 1]) is { } element && CollectionTypes.IsElement(element)
        && (kind != ContainerKind.Dictionary || !FloatingPoint.IsCarriedBy(type.TypeArguments[0])) ? element : null;

    /// <summary>Whether a member is lowered.</summary>
    public static bool IsFollowed(ISymbol member) => KindOf(member.ContainingType) is { } kind && (kind switch
    {
        ContainerKind.Stack => OfStacks,
        ContainerKind.Queue => OfQueues,
        ContainerKind.Dictionary => OfDictionaries,
        _ => throw new InvalidOperationException($"Unknown container {kind}."),
    }).Contains(member.Name);
}
