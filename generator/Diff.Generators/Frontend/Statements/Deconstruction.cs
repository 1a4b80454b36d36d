using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Lowers <c>(a, b) = (b, a)</c> and <c>var (x, (y, z)) = t</c>: places first, then the value, then the assignments.</summary>
internal static class Deconstruction
{
    public static Tree<Operand> Lower(Lowering lowering, IDeconstructionAssignmentOperation assignment)
    {
        if (Declares(assignment.Target, assignment.Value))
        {
            Declare(lowering, assignment.Target, assignment.Value);
            return Lowering.Nothing;
        }
        var places = Targets(lowering, assignment.Target);
        var value = Expressions.Lower(lowering, assignment.Value);
        return Assign(lowering, assignment, places, value, assignment.Value.Type!);
    }

    public static void Assign(Lowering lowering, IOperation target, Tree<Operand> value, ITypeSymbol type) =>
        Assign(lowering, target, Targets(lowering, target), value, type);

    private static Tree<Operand> Assign(Lowering lowering, IOperation at, Target target, Tree<Operand> value, ITypeSymbol type)
    {
        if (target.Place is { } place)
        {
            var converted = target.Type is null ? value : Conversions.Convert(lowering, at, value, type, target.Type);
            Places.Write(lowering, place, converted);
            return converted;
        }
        if (Pairs.Is(type) && target.Elements.Count == 2)
        {
            var parts = Pairs.Parts((INamedTypeSymbol)type).ToList();
            AssignParts(parts.ConvertAll(part => part.Name), parts.ConvertAll(part => part.Type));
            return value;
        }
        if ((Structs.IsShaped(type)
            ? StructValues.Deconstruct(lowering, value, (INamedTypeSymbol)type, target.Elements.Count)
            : LocalObjectMembers.Deconstruct(lowering, value, type, target.Elements.Count)) is { } members)
        {
            for (var i = 0; i < members.Count; i++) Assign(lowering, at, target.Elements[i], members[i].Value, members[i].Type);
            return value;
        }
        if (type is not INamedTypeSymbol { IsTupleType: true } tuple)
            return lowering.Refuse(at, Descriptors.Unsupported.Expression,
                $"the deconstruction of '{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'",
                "read its members one by one");
        AssignParts([.. tuple.TupleElements.Select((_, i) => $"Item{i + 1}")], [.. tuple.TupleElements.Select(element => element.Type)]);
        return value;

        // The value may be a constant, which the IR does not see inside.
        void AssignParts(IReadOnlyList<string> names, IReadOnlyList<ITypeSymbol> types)
        {
            var fields = value.Type is AggregateType ? lowering.Unpack(value).Fields : null;
            for (var i = 0; i < target.Elements.Count; i++)
                Assign(lowering, at, target.Elements[i],
                    fields?[i] ?? lowering.Unpack(lowering.Let(new Inert($"{{0}}.{names[i]}", [value.Leaf], Effect.Pure),
                        Shapes.Of(types[i]))), types[i]);
        }
    }

    /// <summary>
    /// Whether new variables are given the items of a tuple, one of which makes a collection: <c>var (stack, n) = (new Stack&lt;double&gt;(), 0)</c>.
    /// </summary>
    private static bool Declares(IOperation target, IOperation value) =>
        target.Parent?.Parent is IExpressionStatementOperation && Pairings(target, value) is { } pairs
            && pairs.Any(pair => Made(pair.Value) is IObjectCreationOperation or ICollectionExpressionOperation
                && (CollectionTypes.Is(pair.Local.Type) || ContainerTypes.KindOf(pair.Local.Type) is not null));

    private static void Declare(Lowering lowering, IOperation target, IOperation value)
    {
        foreach (var (local, item) in Pairings(target, value)!)
            if (!Locals.DeclareCollection(lowering, local, item))
                lowering.Write(lowering.Variables.Declare(local), Expressions.Lower(lowering, item));
    }

    private static IOperation Made(IOperation value) =>
        value is IConversionOperation { IsImplicit: true, Operand: var operand } ? operand : value;

    /// <summary>The new variables with what they are given; null if the target has others in it, or the value is no list of them.</summary>
    private static IReadOnlyList<(ILocalSymbol Local, IOperation Value)>? Pairings(IOperation target,
        IOperation value) => (target, value) switch
    {
        (IDeclarationExpressionOperation { Expression: var declared }, _) => Pairings(declared, value),
        (ILocalReferenceOperation { IsDeclaration: true, Local: var local }, { Type: { } type })
            when SymbolEqualityComparer.Default.Equals(local.Type, type) => [(local, value)],
        (ITupleOperation names, ITupleOperation values) when names.Elements.Length == values.Elements.Length =>
            names.Elements.Zip(values.Elements, Pairings).ToList() is var pairs && pairs.All(pair => pair is not null)
                ? [.. pairs.SelectMany(pair => pair!)]
                : null,
        _ => null,
    };

    private static Target Targets(Lowering lowering, IOperation target) => target switch
    {
        IDeclarationExpressionOperation { Expression: ITupleOperation declared } => Targets(lowering, declared),
        ITupleOperation tuple => new(null, null, [.. tuple.Elements.Select(element => Targets(lowering, element))]),
        _ => new(Places.Of(lowering, target), target.Type, []),
    };

    private sealed record Target(Place? Place, ITypeSymbol? Type, IReadOnlyList<Target> Elements);
}
