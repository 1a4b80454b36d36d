using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// A derivative takes what is passed by reference for variables of its own. So the same variable must not be passed twice, which is
/// refused, nor the same element, which is checked at the call.
/// <code>
/// Swap(ref a[i], ref a[j]);   →   RequireNoOverlap(in a[i], "x").With(in a[j], "y"); (p, q) = Swap(a[i], a[j]); a[i] = p; a[j] = q;
/// </code>
/// </summary>
internal static class RefArguments
{
    public static void Check(Lowering lowering, Callee callee, IReadOnlyList<IArgumentOperation> arguments, IReadOnlyList<Place?> places,
        IReadOnlyList<Operand> operands)
    {
        for (var i = 0; i < places.Count; i++)
        {
            if (callee.Parameters[i].Mode is not (PassMode.Ref or PassMode.Out) || places[i] is not { } written) continue;
            for (var j = 0; j < places.Count; j++)
            {
                var isPair = j < i && callee.Parameters[j].Mode is PassMode.Ref or PassMode.Out;
                if (j != i && !isPair) Check(lowering, callee, arguments, (i, written), (j, places[j], operands[j]));
            }
        }
    }

    private static void Check(
        Lowering lowering, Callee callee, IReadOnlyList<IArgumentOperation> arguments, (int Index, Place Place) written,
        (int Index, Place? Place, Operand Operand) other)
    {
        var (name, otherName) = (callee.Parameters[written.Index].Name, callee.Parameters[other.Index].Name);
        switch (written.Place, other.Place)
        {
            case (VariablePlace first, VariablePlace second) when first.Slots.Leaves.Intersect(second.Slots.Leaves).Any():
            case (ChosenPlace, _) or (_, ChosenPlace) when MayMeet(written.Place, other.Place, other.Operand):
                var argument = arguments.First(argument => argument.Parameter!.Name == otherName);
                lowering.Report(Descriptors.Unsupported.AliasingCall, argument.Syntax, callee.Display, name, otherName);
                break;
            case (ElementPlace first, ElementPlace second) when IsSameType(first.Buffer, second.Buffer) && MayMeet(first.Path, second.Path):
                Require(lowering, first, name, $"in {Element(second, first.Indices.Count + 1)}", [second.Buffer, .. second.Indices],
                    otherName);
                break;
            case (ElementPlace element, null) when other.Operand.Type is BufferType && IsSameType(element.Buffer, other.Operand):
                Require(lowering, element, name, $"{{{element.Indices.Count + 1}}}", [other.Operand], otherName);
                break;
        }
    }

    /// <summary>Whether one of the places that a condition chooses from may be another argument.</summary>
    private static bool MayMeet(Place first, Place? second, Operand operand) => (first, second) switch
    {
        (ChosenPlace chosen, _) => chosen.Options.Any(option => MayMeet(option.Place, second, operand)),
        (_, ChosenPlace chosen) => chosen.Options.Any(option => MayMeet(first, option.Place, operand)),
        (VariablePlace one, VariablePlace other) => one.Slots.Leaves.Intersect(other.Slots.Leaves).Any(),
        (ElementPlace one, ElementPlace other) => IsSameType(one.Buffer, other.Buffer) && MayMeet(one.Path, other.Path),
        (ElementPlace one, null) => operand.Type is BufferType && IsSameType(one.Buffer, operand),
        _ => false,
    };

    private static void Require(Lowering lowering, ElementPlace element, string name, string other, IEnumerable<Operand> operands,
        string otherName)
    {
        var type = InertText.Escape(ElementOf(element.Buffer).Name);
        lowering.Do(new Inert($"{KnownNames.RequireNoOverlap}<{type}>(in {Element(element, 0)}, \"{name}\").With({other}, \"{otherName}\")",
            [element.Buffer, .. element.Indices, .. operands], Effect.Read));
    }

    private static string Element(ElementPlace element, int firstHole) =>
        $"{{{firstHole}}}[{string.Join(", ", element.Indices.Select((_, i) => $"{{{firstHole + 1 + i}}}"))}]";

    private static bool IsSameType(Operand left, Operand right) =>
        left.Type is BufferType { Element: not BufferType } && right.Type is BufferType && ElementOf(left) == ElementOf(right);

    /// <summary>Whether parts of the same element may share memory: one of them lies in the other.</summary>
    private static bool MayMeet(EquatableArray<int> first, EquatableArray<int> second) =>
        first.Zip(second, (x, y) => x == y).All(isSame => isSame);

    private static IrType ElementOf(Operand buffer)
    {
        var type = buffer.Type;
        while (type is BufferType { Element: var element }) type = element;
        return type;
    }
}
