using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// References that refer to one place or another: those that are assigned, and conditional ones. The places that they may refer to are
/// seen in the source. Elements of arrays are told apart by the array and the index, everything else by a number.
/// <code>
/// ref var r = ref a[i]; … r = ref b[j];          →   (memory, at) = (a, i); … (memory, at) = (b, j);   // r is memory[at]
/// ref var r = ref (c ? ref low : ref high);      →   first = c;                                        // r is first ? low : high
/// </code>
/// </summary>
internal static class MovingReferences
{
    /// <summary>The places that a reference names: a conditional one names several.</summary>
    public static IEnumerable<IOperation> Places(IOperation reference) => reference switch
    {
        IParenthesizedOperation parenthesized => Places(parenthesized.Operand),
        IConditionalOperation { IsRef: true, WhenFalse: { } otherwise } choice => Places(choice.WhenTrue).Concat(Places(otherwise)),
        _ => [reference],
    };

    /// <summary>What may refer to any of several places; null, reported under that place, if one of them cannot be followed.</summary>
    /// <param name="where">Where the reference is declared.</param>
    public static MovingPlace? Over(Lowering lowering, IOperation where, string name, IReadOnlyList<IOperation> places)
    {
        var targets = new List<ReferenceTarget>();
        foreach (var place in places)
        {
            if (targets.Exists(target => target.IsOf(lowering, place))) continue;
            var target = VariableTarget.Of(lowering, place) as ReferenceTarget
                ?? ElementTarget.Of(lowering, where, name, place, places) as ReferenceTarget
                ?? InertElementTarget.Of(lowering, name, place);
            if (target is null)
            {
                lowering.Report(Descriptors.Unsupported.Reference, place.Syntax, place.Syntax.ToString());
                return null;
            }
            targets.Add(target);
        }

        var position = targets.Count switch
        {
            1 => null,
            2 => new Slot(lowering.Ids.Take(), InertType.Bool, name + "IsFirst"),
            _ => new Slot(lowering.Ids.Take(), InertType.Int, name + "Target"),
        };
        return new(targets, position, where.Type!);
    }

    /// <summary>Makes the reference refer to a place, or to the one that a condition chooses.</summary>
    public static void Move(Lowering lowering, MovingPlace moving, IOperation reference)
    {
        switch (reference)
        {
            case IParenthesizedOperation parenthesized:
                Move(lowering, moving, parenthesized.Operand);
                break;
            case IConditionalOperation { IsRef: true, WhenFalse: { } otherwise } choice:
                var condition = Expressions.Scalar(lowering, choice.Condition);
                if (moving.IsDecidedBy(lowering, choice)) lowering.Write(moving.Position!, condition);
                else lowering.Branch(condition, () => Move(lowering, moving, choice.WhenTrue), () => Move(lowering, moving, otherwise));
                break;
            default:
                var index = moving.IndexOf(lowering, reference);
                if (moving.Position is { } position) lowering.Write(position, moving.Key(index));
                moving.Targets[index].Move(lowering, reference);
                break;
        }
    }

    /// <summary>The place that a conditional reference chooses.</summary>
    public static Place Choose(Lowering lowering, IConditionalOperation choice)
    {
        if (Over(lowering, choice, "chosen", [.. Places(choice)]) is not { } moving) return new DiscardPlace(choice.Type);
        Move(lowering, moving, choice);
        return moving.Current(lowering);
    }
}
