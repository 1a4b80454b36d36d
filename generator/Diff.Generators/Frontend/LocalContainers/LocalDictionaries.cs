using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Lowers what is done with local dictionaries of numbers: a number stays where it was first added, and keys lead to it.</summary>
internal static class LocalDictionaries
{
    private const string PositionOf = "global::System.Collections.Generic.CollectionExtensions.GetValueOrDefault({0}, {1}, -1)";

    /// <summary>A new dictionary of positions, with the capacity and comparer that the code asks for.</summary>
    public static Slot Positions(Lowering lowering, ILocalSymbol local, IObjectCreationOperation creation)
    {
        var type =
            new InertType(
                $"global::System.Collections.Generic.Dictionary<{TypeMapping.Spell(((INamedTypeSymbol)local.Type).TypeArguments[0])}, int>",
                InertKind.Reference);
        var slot = lowering.Variables.Temporary(type, local.Name + "Positions").Leaf;
        var settings = creation.Arguments.Select(argument => Expressions.Scalar(lowering, argument.Value)).ToList();
        lowering.Write(slot,
            lowering.Let(new Inert($"new {InertText.Escape(type.Name)}({string.Join(", ", settings.Select((_, i) => $"{{{i}}}"))})",
                [.. settings], Effect.Write) { IsCreation = true }, type));
        return slot;
    }

    public static Tree<Operand> Lower(Lowering lowering, IInvocationOperation call, LocalContainer.Dictionary container)
    {
        var arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Skip(call.Instance is null ? 1 : 0)
            .Select(argument => argument.Value).ToList();
        var key = arguments.Count > 0 ? Expressions.Scalar(lowering, arguments[0]) : null;
        switch (call.TargetMethod.Name)
        {
            case "Add":
                Add(lowering, container, key!, Expressions.Scalar(lowering, arguments[1]));
                return Lowering.Nothing;
            case "TryAdd":
                var value = Expressions.Scalar(lowering, arguments[1]);
                var isNew = lowering.Let(new Inert("{0}.TryAdd({1}, {2})",
                    [Positions(lowering, container), key!, lowering.Read(container.Values.Count)], Effect.Write), InertType.Bool);
                lowering.Branch(isNew, () => LocalLists.Append(lowering, container.Values, value));
                return Expressions.Leaf(isNew);
            case "TryGetValue":
                var place = Places.Of(lowering, arguments[1]);
                return Expressions.Leaf(Find(lowering, container, key!, null, found => Places.Write(lowering, place, found)));
            case "Remove" when arguments.Count == 2:
                var target = Places.Of(lowering, arguments[1]);
                var isRemoved = Find(lowering, container, key!, null, found => Places.Write(lowering, target, found));
                lowering.Do(new Inert("{0}.Remove({1})", [Positions(lowering, container), key!], Effect.Write));
                return Expressions.Leaf(isRemoved);
            case "GetValueOrDefault":
                var result = Lowering.Nothing;
                Find(lowering, container, key!, arguments.Count > 1 ? Expressions.Lower(lowering, arguments[1]) : null,
                    found => result = found);
                return result;
            case "Clear":
                lowering.Do(new Inert("{0}.Clear()", [Positions(lowering, container)], Effect.Write));
                LocalLists.Clear(lowering, container.Values);
                return Lowering.Nothing;
            case var name:
                return Expressions.Leaf(lowering.Let(new Inert($"{{0}}.{name}({{1}})", [Positions(lowering, container), key!],
                    name == "Remove" ? Effect.Write : Effect.Read), InertType.Bool));
        }
    }

    /// <summary>An entry, its key evaluated; null if an expression is none.</summary>
    public static Place? Entry(Lowering lowering, IPropertyReferenceOperation entry) => entry.Property.IsIndexer
        && LocalContainers.Of(lowering, entry.Instance) is LocalContainer.Dictionary container
        ? new EntryPlace(container, Expressions.Scalar(lowering, entry.Arguments[0].Value))
        : null;

    public static Operand Read(Lowering lowering, LocalContainer.Dictionary container, Operand key) =>
        Load(lowering, container, lowering.Let(new Inert("{0}[{1}]", [Positions(lowering, container), key], Effect.Read), InertType.Int));

    /// <summary>Adds a key, which must be new, and its number.</summary>
    public static void Add(Lowering lowering, LocalContainer.Dictionary container, Operand key, Operand value)
    {
        lowering.Do(new Inert("{0}.Add({1}, {2})", [Positions(lowering, container), key, lowering.Read(container.Values.Count)],
            Effect.Write));
        LocalLists.Append(lowering, container.Values, value);
    }

    public static void Write(Lowering lowering, LocalContainer.Dictionary container, Operand key, Operand value)
    {
        var position = Position(lowering, container, key);
        lowering.Branch(
            lowering.Apply(Primitive.Less, InertType.Bool, position, Constant.Int(0)),
            () => Add(lowering, container, key, value),
            () => lowering.Do(new Store(lowering.Read(container.Values.Array), [position], [], value)));
    }

    /// <summary>Looks for the number of a key.</summary>
    /// <param name="otherwise">What stands for it where there is none; null for zero.</param>
    /// <returns>Whether there is one.</returns>
    private static Operand Find(Lowering lowering, LocalContainer.Dictionary container, Operand key, Tree<Operand>? otherwise,
        Action<Tree<Operand>> give)
    {
        var position = Position(lowering, container, key);
        var isThere = lowering.Apply(Primitive.GreaterOrEqual, InertType.Bool, position, Constant.Int(0));
        var element = container.Element;
        give(lowering.Choose(isThere, element, () => lowering.Unpack(Load(lowering, container, position)),
            () => otherwise ?? Lowering.Default(element)));
        return isThere;
    }

    private static Operand Positions(Lowering lowering, LocalContainer.Dictionary container) => lowering.Read(container.Positions);

    /// <summary>Where the number of a key is; -1 if there is none.</summary>
    private static Operand Position(Lowering lowering, LocalContainer.Dictionary container, Operand key) =>
        lowering.Let(new Inert(PositionOf, [Positions(lowering, container), key], Effect.Read), InertType.Int);

    private static Operand Load(Lowering lowering, LocalContainer.Dictionary container, Operand position) =>
        lowering.Let(new Load(lowering.Read(container.Values.Array), [position]), container.Element);
}

/// <summary>The number of a key in a local dictionary.</summary>
internal sealed record EntryPlace(LocalContainer.Dictionary Container, Operand Key) : Place;
