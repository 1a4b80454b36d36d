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
        var place = target is null ? null
            : target is IInvocationOperation ? ReturnedReferences.Of(lowering, target)
            : IsPlace(target) ? Places.Of(lowering, target)
            : null;
        if (target is null || place is null or AccessorPlace)
        {
            Refuse(lowering, target, local);
            return;
        }
        if (Moves(target, local).ToList() is not { Count: > 0 } moves)
        {
            lowering.References.Bind(lowering, local, place);
            return;
        }
        var buffer = Source(target);
        if (place is not ElementPlace { Path.IsEmpty: true } element || buffer is null || Writes.In(Writes.Root(target)).Contains(buffer)
            || moves.Exists(move => !SymbolEqualityComparer.Default.Equals(Source(move.Value), buffer)))
        {
            Refuse(lowering, moves[0], local);
            return;
        }
        var slots = element.Indices.Select(_ => new Slot(lowering.Ids.Take(), InertType.Int, local.Name + "At")).ToList();
        lowering.References.Bind(lowering, local, new MovingPlace(element.Buffer, slots, element.ElementType));
        Move(lowering, slots, element);
    }

    /// <summary>Lowers <c>r = ref place</c>.</summary>
    public static Tree<Operand> Assign(Lowering lowering, ISimpleAssignmentOperation assignment)
    {
        // A declaration that cannot be followed has been refused already.
        if (assignment.Target is not ILocalReferenceOperation local || lowering.References.Of(local.Local) is not MovingPlace moving
            || !IsPlace(assignment.Value))
            return Lowering.Placeholder(assignment.Type);
        var element = (ElementPlace)Places.Of(lowering, assignment.Value);
        Move(lowering, moving.Indices, element);
        return Places.Read(lowering, element);
    }

    private static void Move(Lowering lowering, IReadOnlyList<Slot> slots, ElementPlace element)
    {
        for (var i = 0; i < slots.Count; i++) lowering.Write(slots[i], element.Indices[i]);
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

    /// <summary>The variable that holds the buffer of an element.</summary>
    private static ISymbol? Source(IOperation element) => element switch
    {
        IArrayElementReferenceOperation array => Writes.Variable(array.ArrayReference),
        IImplicitIndexerReferenceOperation implied => Writes.Variable(implied.Instance),
        IPropertyReferenceOperation { Instance: { Type.DeclaringSyntaxReferences.IsEmpty: true } instance } => Writes.Variable(instance),
        _ => null,
    };
}
