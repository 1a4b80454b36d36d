using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// The <c>ref</c> locals of a method, and the <c>ref</c> parameters of inlined functions. A reference to a variable is another name for it;
/// a reference to an element is its address: the buffer and the index as they were where the reference was taken.
/// <code>
/// ref var cell = ref a[i]; i++; cell += x;   →   at = i; i = i + 1; a[at] = a[at] + x;
/// </code>
/// </summary>
internal sealed class References
{
    private readonly Dictionary<ISymbol, Place> _places = new(SymbolEqualityComparer.Default);

    /// <summary>What a symbol refers to; null if it is no reference, or another name for a variable.</summary>
    public Place? Of(ISymbol symbol) => _places.TryGetValue(symbol, out var place) ? place : null;

    public void Forget(ISymbol symbol) => _places.Remove(symbol);

    public Action Suspend(IMethodSymbol method) => _places.Suspend(method);

    /// <summary>Makes a symbol refer to a place.</summary>
    public void Bind(Lowering lowering, ISymbol symbol, Place place)
    {
        _places.Remove(symbol);
        if (place is VariablePlace variable) lowering.Variables.Alias(symbol, variable.Slots);
        else _places[symbol] = place;
    }

    /// <summary>Lowers <c>ref var r = ref place;</c></summary>
    public static void Declare(Lowering lowering, ILocalSymbol local, IOperation? target)
    {
        var moves = target is null ? [] : Moves(target, local).ToList();
        if (moves.Count > 0 || target is IConditionalOperation)
        {
            DeclareMoving(lowering, local, target!, moves.Select(move => move.Value));
            return;
        }
        var place = target is null ? null
            : target is IInvocationOperation ? ReturnedReferences.Of(lowering, target)
            : IsPlace(target) ? Places.Of(lowering, target)
            : null;
        if (target is null || place is null or AccessorPlace)
        {
            Refuse(lowering, target, local);
            return;
        }
        lowering.References.Bind(lowering, local, place);
    }

    /// <summary>Declares a reference to one place or another.</summary>
    private static void DeclareMoving(Lowering lowering, ILocalSymbol local, IOperation target, IEnumerable<IOperation> others)
    {
        var places = others.Prepend(target).SelectMany(MovingReferences.Places).ToList();
        if (MovingReferences.Over(lowering, target, local.Name, places) is not { } moving)
        {
            Refuse(lowering, null, local);
            return;
        }
        lowering.References.Bind(lowering, local, moving);
        MovingReferences.Move(lowering, moving, target);
    }

    /// <summary>Lowers <c>r = ref place</c>.</summary>
    public static Tree<Operand> Assign(Lowering lowering, ISimpleAssignmentOperation assignment)
    {
        var place = Writes.Variable(assignment.Target) is { } symbol ? lowering.References.Of(symbol) : null;
        // A declaration that cannot be followed has been refused already.
        if (place is DiscardPlace) return Lowering.Placeholder(assignment.Type);
        if (place is not MovingPlace moving || assignment.Target is not ILocalReferenceOperation)
            return lowering.Refuse(assignment, Descriptors.Unsupported.Reference, assignment.Target.Syntax.ToString());
        MovingReferences.Move(lowering, moving, assignment.Value);
        return Places.Read(lowering, moving.Current(lowering));
    }

    private static void Refuse(Lowering lowering, IOperation? at, ILocalSymbol local)
    {
        if (at is not null) lowering.Report(Descriptors.Unsupported.Reference, at.Syntax, local.Name);
        lowering.References.Bind(lowering, local, new DiscardPlace(local.Type));
    }

    private static bool IsPlace(IOperation target) => target switch
    {
        IParenthesizedOperation parenthesized => IsPlace(parenthesized.Operand),
        ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IArrayElementReferenceOperation => true,
        IPropertyReferenceOperation { Property: { IsIndexer: true } or { RefKind: RefKind.Ref or RefKind.RefReadOnly } }
            or IImplicitIndexerReferenceOperation => true,
        _ => false,
    };

    /// <summary>The assignments that make the local refer to something else.</summary>
    private static IEnumerable<ISimpleAssignmentOperation> Moves(IOperation within, ILocalSymbol local) => Writes.Root(within).Descendants()
        .OfType<ISimpleAssignmentOperation>()
        .Where(assignment => assignment.IsRef && SymbolEqualityComparer.Default.Equals(Writes.Variable(assignment.Target), local));
}
