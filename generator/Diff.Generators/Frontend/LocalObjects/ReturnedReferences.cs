using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Members of objects that are taken apart, local functions and static helpers that return a reference to an element: the body tells which
/// one, and stands in place of the call.
/// <code>
/// ref double At(int i, int j) => ref _data[i * _n + j];   m.At(1, 2) += x   →   m_data[1 * m_n + 2] += x
/// </code>
/// </summary>
internal static class ReturnedReferences
{
    /// <summary>The element that a call refers to; null for any other expression.</summary>
    public static Place? Of(Lowering lowering, IOperation expression) => expression switch
    {
        IInvocationOperation { TargetMethod: { RefKind: not RefKind.None } method } call => TypeSubstitution.Within(
            TypeSubstitution.Inside(lowering.Nesting.Compilation, method), () => OfCall(lowering, call, method.OriginalDefinition)),
        IPropertyReferenceOperation { Property.RefKind: not RefKind.None, Property.GetMethod: { } getter } property
            when property.Instance is { } instance && LocalObjects.Is(lowering, instance) =>
                Follow(lowering, property, getter, LocalObjectMembers.Receiver(lowering, property, getter), property.Arguments),
        _ => null,
    };

    private static Place? OfCall(Lowering lowering, IInvocationOperation call, IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            if (LocalFunctions.Find(call, method) is not { } body || Returned(body) is null || IsRunning(lowering, method)) return null;
            LocalFunctions.BindParameters(lowering, body, Bound(method, call.Arguments));
            Place? element = null;
            lowering.Frames.Enter(lowering, method, () => element = Run(lowering, call, method, body));
            return element;
        }
        if (MemberCall.Of(call) is not { } member || !(member.IsInlined(lowering) || IsHelper(member))) return null;
        var self = call.Instance is null ? (method, null) : LocalObjectMembers.Receiver(lowering, call, method);
        return Follow(lowering, call, method, self, call.Arguments);
    }

    /// <summary>Whether a static method of the project refers to elements of arrays that it gets.</summary>
    private static bool IsHelper(MemberCall call) => call.Method is { IsStatic: true, IsVirtual: false, IsAbstract: false }
        && !call.Method.DeclaringSyntaxReferences.IsEmpty && call.Operands.Any(Sinks.Carries);

    private static Place Follow(Lowering lowering, IOperation at, IMethodSymbol method, (IMethodSymbol Body, Tree<Slot>? Self) receiver,
        IReadOnlyList<IArgumentOperation> arguments)
    {
        Place? element = null;
        var definition = receiver.Body.OriginalDefinition;
        InlinedMembers.Refer(lowering, at, definition, receiver.Self, Bound(definition, arguments), body => Returned(body) is not null,
            body => element = Run(lowering, at, definition, body));
        if (element is not null) return element;
        lowering.Report(Descriptors.Unsupported.Reference, at.Syntax, at.Syntax.ToString());
        return new DiscardPlace(method.ReturnType);
    }

    private static IReadOnlyList<(IParameterSymbol Parameter, IOperation Value)> Bound(IMethodSymbol method,
        IReadOnlyList<IArgumentOperation> arguments) =>
        [.. arguments.Select(argument => (method.Parameters[argument.Parameter!.Ordinal], argument.Value))];

    /// <summary>Runs a body up to the reference that it returns.</summary>
    private static Place Run(Lowering lowering, IOperation at, IMethodSymbol method, IOperation body)
    {
        lowering.Inlinings.Add(new(method, null, null));
        foreach (var statement in ((IBlockOperation)body).Operations.Where(statement => statement is not IReturnOperation))
            Statements.Lower(lowering, statement);
        var place = Places.Of(lowering, Returned(body)!);
        lowering.Inlinings.RemoveAt(lowering.Inlinings.Count - 1);
        if (place is ElementPlace element) return element with { ElementType = TypeSubstitution.Argument(element.ElementType) };
        if (place is CellPlace or DiscardPlace) return place;
        lowering.Report(Descriptors.Unsupported.Reference, at.Syntax, at.Syntax.ToString());
        return new DiscardPlace(at.Type);
    }

    /// <summary>The element of which a body returns a reference at its end; null if it returns others.</summary>
    private static IOperation? Returned(IOperation body) => body is IBlockOperation { Operations: [.. var before, IReturnOperation
        { ReturnedValue: { } element }] } && IsElement(element)
        && !before.SelectMany(statement => statement.DescendantsAndSelf())
            .Any(part => part is IReturnOperation or ILabeledOperation or IBranchOperation { BranchKind: BranchKind.GoTo }
                or ILocalFunctionOperation)
        ? element
        : null;

    private static bool IsElement(IOperation reference) => reference switch
    {
        IParenthesizedOperation parenthesized => IsElement(parenthesized.Operand),
        IFieldReferenceOperation { Instance: { Type.IsValueType: true } whole } => IsElement(whole),
        IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation => true,
        IPropertyReferenceOperation { Property.IsIndexer: true } => true,
        IInvocationOperation { TargetMethod.RefKind: not RefKind.None } => true,
        _ => false,
    };

    private static bool IsRunning(Lowering lowering, IMethodSymbol method) =>
        lowering.Inlinings.Exists(inlining => SymbolEqualityComparer.Default.Equals(inlining.Function, method));
}
