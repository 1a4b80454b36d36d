using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers memory that a method rents from a <c>MemoryPool</c>: to it that is an array of its own, with as many elements as it asks for. Its
/// owner is a local that is asked for the memory and disposed, and nothing else.
/// <code>
/// using var owner = MemoryPool&lt;double&gt;.Shared.Rent(n); var t = owner.Memory.Span; …   →   var rented = new double[n]; var t = rented; …
/// </code>
/// </summary>
internal static class RentedMemory
{
    /// <summary>Declares the array for a local that owns rented memory; false for any other local.</summary>
    public static bool Declare(Lowering lowering, ILocalSymbol local, IOperation? initializer)
    {
        if (!IsOwner(local.Type) || initializer is null || Sinks.Strip(initializer) is not IInvocationOperation call || !IsRent(call))
            return false;
        var length = call.Arguments[0];
        var element = Shapes.Of(((INamedTypeSymbol)local.Type).TypeArguments[0]);
        if (length.ArgumentKind == ArgumentKind.DefaultValue || !CollectionTypes.IsElement(element)
            || !Uses(local, Writes.Root(initializer)).All(IsUnderstood))
            return false;
        lowering.Collections.Add(local);
        var type = Shapes.ArrayOf(Spans.Of(element));
        var slots = lowering.Variables.Declare(local, type);
        lowering.Write(slots, Expressions.Leaf(lowering.Let(new Allocate([Expressions.Scalar(lowering, length.Value)]), type)));
        return true;
    }

    /// <summary>Whether a local is the owner of rented memory that is followed.</summary>
    public static bool IsFollowed(Lowering lowering, ILocalSymbol local) => IsOwner(local.Type) && lowering.Collections.Contains(local);

    /// <summary>The local whose memory an expression is; null for any other expression.</summary>
    public static ILocalSymbol? Owner(Lowering lowering, IOperation expression) =>
        expression is IPropertyReferenceOperation { Property.Name: "Memory", Instance: ILocalReferenceOperation { Local: var local } }
            && IsFollowed(lowering, local) ? local : null;

    /// <summary><c>owner.Dispose()</c>: the reverse sweep may still read the memory; null for any other call.</summary>
    public static Tree<Operand>? Dispose(Lowering lowering, IInvocationOperation call) =>
        call is { TargetMethod.Name: "Dispose", Instance: { } instance }
            && Sinks.Strip(instance) is ILocalReferenceOperation { Local: var local } && IsFollowed(lowering, local)
            ? Lowering.Nothing
            : null;

    private static bool IsUnderstood(IOperation use) => use.Parent switch
    {
        IPropertyReferenceOperation { Property.Name: "Memory" } => true,
        IInvocationOperation { TargetMethod.Name: "Dispose" } => true,
        IConversionOperation { IsImplicit: true, Parent: IInvocationOperation { TargetMethod.Name: "Dispose" } } => true,
        _ => false,
    };

    private static IEnumerable<IOperation> Uses(ILocalSymbol local, IOperation body) => body.DescendantsAndSelf()
        .Where(operation => operation is ILocalReferenceOperation reference
            && SymbolEqualityComparer.Default.Equals(reference.Local, local));

    private static bool IsRent(IInvocationOperation call) =>
        call.TargetMethod is { Name: "Rent", ContainingType: { Name: "MemoryPool" } pool } && IsOfBuffers(pool);

    private static bool IsOwner(ITypeSymbol type) => type is INamedTypeSymbol { Name: "IMemoryOwner", Arity: 1 } && IsOfBuffers(type);

    private static bool IsOfBuffers(ITypeSymbol type) => type.ContainingNamespace is
        { Name: "Buffers", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
