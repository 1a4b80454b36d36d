using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers <c>foreach</c> over arrays, spans and sequences of LINQ to an index loop; the collection and its length are evaluated once.
/// <code>
/// foreach (var x in xs) body   →   for (i = 0; i &lt; length; i += 1) { x = xs[i]; body }      // ref var x: a name for xs[i]
/// </code>
/// </summary>
internal static class ForEach
{
    public static void Lower(Lowering lowering, IForEachLoopOperation loop)
    {
        EnumeratedLists.Check(lowering, loop);
        var collection = Unwrap(loop.Collection);
        if (!loop.IsAsynchronous && Linq.Sequence(lowering, loop.Collection) is { } sequence)
        {
            Lower(lowering, loop, sequence);
            return;
        }
        if (loop.IsAsynchronous || collection.Type is not { } type
            || !(IsIndexed(type) || Followed.Is(lowering, collection) || ObjectElements.TablePath(lowering, collection) is not null))
        {
            if (Enumerations.Lower(lowering, loop, collection)) return;
            lowering.Report(Descriptors.Unsupported.Statement, loop.Collection.Syntax,
                $"a foreach over '{loop.Collection.Type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'",
                "copy the elements to an array or span first");
            return;
        }
        var row = ListTables.Enumerated(lowering, loop, collection);
        var buffer = row is null ? Followed.Memory(lowering, collection) : row.Elements;
        var rank = type is IArrayTypeSymbol array ? array.Rank : 1;
        var lengths = Enumerable.Range(0, rank).Select(dimension => Buffers.Length(lowering, buffer, dimension, rank)).ToList();
        var total = lengths.Aggregate((left, right) => lowering.Apply(Primitive.Multiply, InertType.Int, left, right));
        var index = new Slot(lowering.Ids.Take(), InertType.Int, "i");
        lowering.Write(index, Constant.Int(0));
        Loops.Add(
            lowering,
            loop,
            lowering.Nest(() => [lowering.Apply(Primitive.Less, InertType.Bool, lowering.Read(index), total)]),
            () =>
            {
                var indices = Indices(lowering, lowering.Read(index), lengths);
                if (loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol: { IsRef: true } reference })
                    lowering.References.Bind(lowering, reference, Cell(lowering, buffer, indices, ElementType(type)));
                else if (ObjectTypes.IsTable(buffer.Type) && loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol: var each })
                    Enter(lowering, loop, each, buffer, indices[0], ElementType(type));
                else Assign(lowering, loop, Buffers.Load(lowering, buffer, indices, ElementType(type)), ElementType(type));
                Statements.Lower(lowering, loop.Body);
            },
            () =>
            {
                row?.RequireUnchanged(lowering);
                lowering.Write(index, lowering.Apply(Primitive.Add, InertType.Int, lowering.Read(index), Constant.Int(1)));
            });
    }

    /// <summary>Evaluates an object that the loop is at, and lets the loop variable be its name.</summary>
    private static void Enter(Lowering lowering, IForEachLoopOperation loop, ILocalSymbol each, Operand buffer, Operand index,
        ITypeSymbol element)
    {
        var (row, value) = ObjectElements.Lower(lowering, each, element, buffer, index);
        Assign(lowering, loop, Expressions.Leaf(value), element);
        if (!SymbolEqualityComparer.Default.Equals(each.Type, element)) ObjectPatterns.Name(lowering, each, row);
    }

    public static void Lower(Lowering lowering, IForEachLoopOperation loop, Sequence sequence)
    {
        var iteration = sequence.Begin();
        var index = new Slot(lowering.Ids.Take(), InertType.Int, "i");
        lowering.Write(index, Constant.Int(0));
        // In a loop in a loop, continue goes on to the next element of the inner one.
        var leaves = sequence.IsNested && Leaves(loop);
        Loops.Add(
            lowering,
            loop.ExitLabel,
            leaves ? null : loop.ContinueLabel,
            lowering.Nest(() => [lowering.Apply(Primitive.Less, InertType.Bool, lowering.Read(index), iteration.Count)]),
            () => iteration.Visit(lowering.Read(index), element =>
            {
                Assign(lowering, loop, element, sequence.Element);
                if (leaves) Loops.AddOnce(lowering, loop.ContinueLabel, _ => Statements.Lower(lowering, loop.Body));
                else Statements.Lower(lowering, loop.Body);
            }),
            () => lowering.Write(index, lowering.Apply(Primitive.Add, InertType.Int, lowering.Read(index), Constant.Int(1))));
    }

    private static bool Leaves(IForEachLoopOperation loop) => loop.Body.Descendants().OfType<IBranchOperation>()
        .Any(branch => SymbolEqualityComparer.Default.Equals(branch.Target, loop.ContinueLabel));

    public static ITypeSymbol ElementType(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Arity: 1 } span => span.TypeArguments[0],
        _ => throw new InvalidOperationException($"{type} has no elements."),
    };

    private static bool IsIndexed(ITypeSymbol type) => type is IArrayTypeSymbol { Rank: <= 3 } || Shapes.IsSpan(type);

    /// <summary>An array is converted to an interface, a span to nothing: the loop is over what stands inside.</summary>
    public static IOperation Unwrap(IOperation collection) =>
        collection is IConversionOperation { IsImplicit: true, Operand: { Type: not null } operand }
            && (operand.Type is IArrayTypeSymbol || CollectionTypes.OfParameter(operand.Type) is not null
                || ObjectTypes.IsTable(operand.Type) || ListChangers.IsList(operand.Type)) ? operand : collection;

    /// <summary>The position of an element along each dimension, the last of which runs fastest.</summary>
    private static List<Operand> Indices(Lowering lowering, Operand index, List<Operand> lengths)
    {
        var indices = new List<Operand>();
        for (var dimension = lengths.Count - 1; dimension > 0; dimension--)
        {
            indices.Insert(0, lowering.Apply(Primitive.Remainder, InertType.Int, index, lengths[dimension]));
            index = lowering.Apply(Primitive.Divide, InertType.Int, index, lengths[dimension]);
        }
        return [index, .. indices];
    }

    private static Place Cell(Lowering lowering, Operand buffer, List<Operand> indices, ITypeSymbol elementType) =>
        buffer.Type is BufferType
        ? new ElementPlace(buffer, indices.ToEquatableArray(), elementType)
        : new InertPlace("{0}[{1}]", [buffer, .. indices], Shapes.Of(elementType), lowering.Origin) { IsElement = true };

    /// <summary>Assigns the element to the loop variable, or takes it apart.</summary>
    public static void Assign(Lowering lowering, IForEachLoopOperation loop, Tree<Operand> element, ITypeSymbol elementType)
    {
        switch (loop.LoopControlVariable)
        {
            case IVariableDeclaratorOperation declarator:
                lowering.Write(lowering.Variables.Declare(declarator.Symbol),
                    Conversions.Convert(lowering, loop, element, elementType, declarator.Symbol.Type));
                break;
            case { } target:
                Deconstruction.Assign(lowering, target, element, elementType);
                break;
        }
    }
}
