using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>What a reference refers to that is assigned, or that a condition chooses.</summary>
/// <param name="Position">Tells which of the targets it is; null if there is one only.</param>
/// <param name="Type">The type of each target.</param>
internal sealed record MovingPlace(IReadOnlyList<ReferenceTarget> Targets, Slot? Position, ITypeSymbol Type) : Place
{
    public int IndexOf(Lowering lowering, IOperation place) =>
        Targets.Select((target, i) => (target, i)).First(pair => pair.target.IsOf(lowering, place)).i;

    /// <summary>What the position is for one of the targets.</summary>
    public Constant Key(int index) => Position!.Type == InertType.Bool ? index == 0 ? Constant.True : Constant.False : Constant.Int(index);

    /// <summary>Whether the position is the condition itself: there is nothing to evaluate for either place.</summary>
    public bool IsDecidedBy(Lowering lowering, IConditionalOperation choice) => Targets is [VariableTarget first, VariableTarget second]
        && first.IsOf(lowering, Sinks.Strip(choice.WhenTrue)) && second.IsOf(lowering, Sinks.Strip(choice.WhenFalse!));

    /// <summary>The place that it stands for now.</summary>
    public Place Current(Lowering lowering)
    {
        if (Position is null) return Targets[0].Current(lowering);
        var position = lowering.Read(Position);
        return new ChosenPlace(Targets.Select((target, i) => (IsAt(lowering, position, i), target.Current(lowering))).ToList(),
            Type);
    }

    /// <summary>Whether the position is that of a target; the last one is what is left.</summary>
    private Operand? IsAt(Lowering lowering, Operand position, int index) => index == Targets.Count - 1 ? null
        : position.Type == InertType.Bool ? position
        : lowering.Apply(Primitive.Equal, InertType.Bool, position, Constant.Int(index));
}

/// <summary>One of several places, which has been chosen.</summary>
/// <param name="Options">The first one whose condition holds; the last one has none.</param>
internal sealed record ChosenPlace(IReadOnlyList<(Operand? Condition, Place Place)> Options, ITypeSymbol Type) : Place
{
    public Tree<Operand> Read(Lowering lowering) => Read(lowering, Shapes.Of(Type), 0);

    private Tree<Operand> Read(Lowering lowering, IrType type, int index) => Options[index] is ({ } condition, var place)
        ? lowering.Choose(condition, type, () => Places.Read(lowering, place), () => Read(lowering, type, index + 1))
        : Places.Read(lowering, Options[index].Place);

    public void Write(Lowering lowering, Tree<Operand> value) => Write(lowering, value, 0);

    private void Write(Lowering lowering, Tree<Operand> value, int index)
    {
        var (condition, place) = Options[index];
        if (condition is null) Places.Write(lowering, place, value);
        else lowering.Branch(condition, () => Places.Write(lowering, place, value), () => Write(lowering, value, index + 1));
    }
}
