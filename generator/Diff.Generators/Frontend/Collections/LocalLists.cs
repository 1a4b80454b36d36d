using System.Collections.Immutable;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>The elements of a local list: the first ones of an array that is replaced by a longer one when it is full.</summary>
internal sealed record LocalList(Slot Array, Slot Count)
{
    /// <summary>Whether the elements are arrays.</summary>
    public bool HasRows => ((BufferType)Array.Type).Element is BufferType;

    /// <summary>A view of the elements; arrays, of which there are no views, in an array of that length.</summary>
    public Operand Elements(Lowering lowering) => HasRows
        ? LocalRows.Copy(lowering, lowering.Read(Array), lowering.Read(Count))
        : lowering.Let(new View(lowering.Read(Array), Constant.Int(0), lowering.Read(Count)), Spans.Of(((BufferType)Array.Type).Element));
}

/// <summary>
/// Lowers local collections that are made here and never seen as objects to an array and a count.
/// <code>
/// var xs = new List&lt;double&gt;(); xs.Add(x);   →   xs = new double[4]; n = 0; if (n == xs.Length) Array.Resize(ref xs, Math.Max(4, 2 * n)); xs[n] = x; n++;
/// </code>
/// A list with another name, stored, captured or passed to code that is not differentiated is an object like any other, for constants only.
/// </summary>
internal static class LocalLists
{
    private const int SmallestCapacity = 4;

    public static bool Declare(Lowering lowering, ILocalSymbol local, IOperation? initializer)
    {
        if (initializer is null || lowering.Tables.Has(local.Type) || ArrayFor(lowering, local.Type) is not { } type) return false;
        var values = Followed.Values(local, initializer).ToList();
        if (!values.TrueForAll(value => type.Element is BufferType ? LocalRows.AreListed(value) : NewCollections.Is(lowering, value)))
            return false;
        if (Escapes(local, initializer, []).FirstOrDefault() is { } escape)
        {
            if (!values.Exists(IsNoConstant)) return false;
            lowering.Report(Descriptors.Unsupported.Collection, escape.Syntax, escape.Syntax.ToString());
            lowering.Write(lowering.Variables.Declare(local), Lowering.Placeholder(local.Type));
            return true;
        }
        var array = lowering.Variables.Temporary(type, local.Name).Leaf;
        var list = new LocalList(array, lowering.Variables.Temporary(InertType.Int, local.Name + "Count").Leaf);
        lowering.Collections.Add(local);
        lowering.Lists[local] = list;
        Assign(lowering, list, initializer);
        return true;
    }

    /// <summary>The array that holds the elements of a collection that can be made here; null for any other type.</summary>
    private static BufferType? ArrayFor(Lowering lowering, ITypeSymbol type) => type.Name is "Memory" or "ReadOnlyMemory" or "ArraySegment"
        ? null
        : CollectionTypes.Span(type) is { } span ? Shapes.ArrayOf(span) : LocalRows.ArrayFor(lowering, type);

    public static void Assign(Lowering lowering, LocalList list, IOperation value)
    {
        var type = (BufferType)list.Array.Type;
        var known = NewCollections.Count(value);
        var capacity = NewCollections.Capacity(value) is { } given ? Expressions.Scalar(lowering, given) : Constant.Int(SmallestCapacity);
        var elements = known == 0 ? lowering.Let(new Allocate([capacity]), type) : NewCollections.Array(lowering, value, type);
        var count = known is { } number ? Constant.Int(number) : Buffers.Length(lowering, elements, 0, 1);
        lowering.Write(list.Array, elements);
        lowering.Write(list.Count, count);
    }

    /// <summary>The list that an expression names; null for any other expression.</summary>
    public static LocalList? Of(Lowering lowering, IOperation? expression) => expression is IParenthesizedOperation parenthesized
        ? Of(lowering, parenthesized.Operand)
        : expression is IConversionOperation { IsImplicit: true, OperatorMethod: null, Type.TypeKind: TypeKind.Interface,
            Operand: var operand } ? Of(lowering, operand)
        : expression is IConditionalAccessInstanceOperation present ? Of(lowering, ObjectPatterns.Of(present))
        : expression is not null && Writes.Variable(expression) is { } symbol && lowering.Lists.TryGetValue(symbol, out var list) ? list
        : null;

    /// <summary>A call that changes a local list; null for any other call.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call)
    {
        if (Of(lowering, call.Instance) is not { } list) return null;
        if (list.HasRows && call.TargetMethod.Name == "ToArray") return Expressions.Leaf(list.Elements(lowering));
        return ListMembers.Followed.Contains(call.TargetMethod.Name) ? Change(lowering, call, () => list) : null;
    }

    /// <summary>Changes a list.</summary>
    /// <param name="open">Finds the list, once the arguments have been evaluated.</param>
    public static Tree<Operand> Change(Lowering lowering, IInvocationOperation call, Func<LocalList> open)
    {
        var arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value).ToList();
        switch (call.TargetMethod.Name)
        {
            case "Add":
                var single = Expressions.Scalar(lowering, arguments[0]);
                Append(lowering, open(), single);
                break;
            case "AddRange":
                if (NewCollections.Listed(arguments[0]) is { } listed)
                {
                    var values = listed.Select(element => Expressions.Scalar(lowering, element)).ToList();
                    var longer = open();
                    foreach (var value in values) Append(lowering, longer, value);
                    break;
                }

                if (Sequence.Of(lowering, arguments[0]) is not { } added)
                    return lowering.Refuse(call, Descriptors.Unsupported.Sequence, call.TargetMethod.Name,
                        SequenceObstacles.OfSource(arguments[0]));
                var (iteration, extended) = (added.Begin(), open());
                iteration.Each(lowering, element => Append(lowering, extended, lowering.Pack(element)));
                break;
            case "Sort" or "Reverse" when arguments.Count > 1:
                return Expressions.Refuse(lowering, call, $"'{call.Syntax}', which sorts a part of a list,", "sort all of it");
            case "Sort" when open() is { HasRows: true }:
                return Expressions.Refuse(lowering, call, $"'{call.Syntax}', which sorts arrays,", "sort their indices, or write the loop");
            case "Sort":
                Sorts.Sort(lowering, open().Elements(lowering), arguments.Find(argument => !Sinks.IsNull(argument)),
                    ForEach.ElementType(call.Instance!.Type!));
                break;
            case "Reverse":
                Reverse(lowering, open());
                break;
            case "Clear":
                Clear(lowering, open());
                break;
            case "RemoveAt":
                var position = Expressions.Scalar(lowering, arguments[0]);
                Remove(lowering, open(), position);
                break;
            case "Insert":
                var index = Expressions.Scalar(lowering, arguments[0]);
                var inserted = Expressions.Scalar(lowering, arguments[1]);
                Insert(lowering, open(), index, inserted);
                break;
        }

        return Lowering.Nothing;
    }

    /// <summary>Makes a list that has no elements yet.</summary>
    public static void Begin(Lowering lowering, LocalList list)
    {
        lowering.Write(list.Array, lowering.Let(new Allocate([Constant.Int(SmallestCapacity)]), list.Array.Type));
        Clear(lowering, list);
    }

    /// <summary>Removes all elements.</summary>
    public static void Clear(Lowering lowering, LocalList list) => lowering.Write(list.Count, Constant.Int(0));

    public static void Append(Lowering lowering, LocalList list, Operand value)
    {
        MakeRoom(lowering, list);
        var count = lowering.Read(list.Count);
        lowering.Do(new Store(lowering.Read(list.Array), [count], [], value));
        lowering.Write(list.Count, Plus(lowering, count, 1));
    }

    private static void Insert(Lowering lowering, LocalList list, Operand index, Operand value)
    {
        Require(lowering, index, lowering.Read(list.Count), "ThrowIfGreaterThan");
        MakeRoom(lowering, list);
        var (array, count) = (lowering.Read(list.Array), lowering.Read(list.Count));
        IndexLoops.Down(lowering, lowering.Apply(Primitive.Subtract, InertType.Int, count, index), offset =>
        {
            var from = lowering.Apply(Primitive.Add, InertType.Int, index, offset);
            Move(lowering, array, from, Plus(lowering, from, 1));
        });
        lowering.Do(new Store(array, [index], [], value));
        lowering.Write(list.Count, Plus(lowering, count, 1));
    }

    private static void Remove(Lowering lowering, LocalList list, Operand index)
    {
        var (array, count) = (lowering.Read(list.Array), lowering.Read(list.Count));
        Require(lowering, index, count, "ThrowIfGreaterThanOrEqual");
        var last = lowering.Apply(Primitive.Subtract, InertType.Int, count, Constant.Int(1));
        IndexLoops.Up(lowering, lowering.Apply(Primitive.Subtract, InertType.Int, last, index), offset =>
        {
            var to = lowering.Apply(Primitive.Add, InertType.Int, index, offset);
            Move(lowering, array, Plus(lowering, to, 1), to);
        });
        lowering.Write(list.Count, last);
    }

    /// <summary>Swaps the first element and the last one, and so on.</summary>
    private static void Reverse(Lowering lowering, LocalList list)
    {
        var (array, count) = (lowering.Read(list.Array), lowering.Read(list.Count));
        var element = ((BufferType)array.Type).Element;
        IndexLoops.Up(lowering, lowering.Apply(Primitive.Divide, InertType.Int, count, Constant.Int(2)), index =>
        {
            var opposite = lowering.Apply(Primitive.Subtract, InertType.Int, Plus(lowering, count, -1), index);
            var (first, last) = (lowering.Let(new Load(array, [index]), element), lowering.Let(new Load(array, [opposite]), element));
            lowering.Do(new Store(array, [index], [], last));
            lowering.Do(new Store(array, [opposite], [], first));
        });
    }

    private static void MakeRoom(Lowering lowering, LocalList list)
    {
        var count = lowering.Read(list.Count);
        var isFull = lowering.Apply(Primitive.Equal, InertType.Bool, count, Buffers.Length(lowering, lowering.Read(list.Array), 0, 1));
        lowering.Branch(isFull, () => Grow(lowering, list));
    }

    /// <summary>A longer array with the same elements.</summary>
    private static void Grow(Lowering lowering, LocalList list)
    {
        var twice = lowering.Apply(Primitive.Multiply, InertType.Int, Constant.Int(2), lowering.Read(list.Count));
        var capacity = lowering.Apply(new("Max", "global::System.Math"), InertType.Int, Constant.Int(SmallestCapacity), twice);
        if (list.HasRows)
        {
            lowering.Write(list.Array, LocalRows.Copy(lowering, lowering.Read(list.Array), lowering.Read(list.Count), capacity));
            return;
        }

        var elements = list.Elements(lowering);
        var longer = lowering.Let(new Allocate([capacity]), list.Array.Type);
        BufferCopies.Append(lowering, elements, longer, Constant.Int(0));
        lowering.Write(list.Array, longer);
    }

    public static void Require(Lowering lowering, Operand index, Operand bound, string method)
    {
        lowering.Do(new Inert("global::System.ArgumentOutOfRangeException.ThrowIfNegative({0}, \"index\")", [index], Effect.Write));
        lowering.Do(new Inert($"global::System.ArgumentOutOfRangeException.{method}({{0}}, {{1}}, \"index\")", [index, bound],
            Effect.Write));
    }

    private static void Move(Lowering lowering, Operand array, Operand from, Operand to) =>
        lowering.Do(new Store(array, [to], [], lowering.Let(new Load(array, [from]), ((BufferType)array.Type).Element)));

    private static Value Plus(Lowering lowering, Operand count, int more) =>
        lowering.Apply(Primitive.Add, InertType.Int, count, Constant.Int(more));

    /// <summary>Whether a new list holds what a variable held: then it is no object for constants.</summary>
    public static bool IsNoConstant(IOperation value) =>
        value.DescendantsAndSelf()
            .Any(operation => Writes.Variable(operation) is not null
                && (Shapes.IsDifferentiable(operation.Type) || CollectionTypes.Is(operation.Type)));

    /// <summary>What lets something see the list but what is lowered here.</summary>
    /// <param name="around">The variables in whose place this one stands: of functions that call themselves, one of them is asked about
    /// already.</param>
    private static IEnumerable<IOperation> Escapes(ISymbol variable, IOperation within, ImmutableHashSet<ISymbol> around)
    {
        if (around.Contains(variable, SymbolEqualityComparer.Default)) return [];
        around = around.Add(variable);
        var uses = Writes.Root(within).Descendants()
            .Where(operation => SymbolEqualityComparer.Default.Equals(Writes.Variable(operation), variable)
                && operation is not ILocalReferenceOperation { IsDeclaration: true }).ToList();
        var keepsLength = !uses.Exists(ListChangers.IsChange);
        var isAssigned = uses.Exists(use => use.Parent is ISimpleAssignmentOperation assignment && assignment.Target == use);
        return uses.Where(use => !IsFollowed(use, keepsLength, isAssigned, around));
    }

    private static bool IsFollowed(IOperation use, bool keepsLength, bool isAssigned, ImmutableHashSet<ISymbol> around) => use.Parent switch
    {
        IConversionOperation { IsImplicit: true } conversion => ReturnedCollections.IsReturned(use)
            || (conversion.Parent is IForEachLoopOperation or IArgumentOperation
                && IsFollowed(conversion, keepsLength, isAssigned, around)),
        IPropertyReferenceOperation property when property.Instance == use =>
            property.Property.IsIndexer || property.Property.Name is "Count" or "Length",
        IImplicitIndexerReferenceOperation indexer => indexer.Instance == use && indexer.Argument is not IRangeOperation,
        IInvocationOperation call
            when call.Instance == use => ListMembers.Copying.Contains(call.TargetMethod.Name) || ListQueries.Is(call)
                || (ListMembers.Followed.Contains(call.TargetMethod.Name) && IsStatement(call)),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method }, Parameter: { } parameter } =>
            IsFollowed(use, method, parameter, keepsLength, isAssigned, around),
        IArgumentOperation { Parent: IObjectCreationOperation { Type: var type } } => NewCollections.IsList(type),
        IConditionalAccessOperation { WhenNotNull: IInvocationOperation call } access => access.Operation == use && IsStatement(access)
            && call.Instance is IConditionalAccessInstanceOperation && ListMembers.Followed.Contains(call.TargetMethod.Name),
        ISpreadOperation or IForEachLoopOperation => true,
        ISimpleAssignmentOperation assignment => assignment.Target == use && IsStatement(assignment),
        _ => ReturnedCollections.IsReturned(use),
    };

    private static bool IsStatement(IOperation operation) => operation.Parent is IExpressionStatementOperation;

    private static bool IsFollowed(IOperation argument, IMethodSymbol method, IParameterSymbol parameter, bool keepsLength, bool isAssigned,
        ImmutableHashSet<ISymbol> around)
    {
        if (Linq.Is(method) || (method.Name == "AddRange" && NewCollections.IsList(method.ContainingType))
            || (method.Name == "AsSpan" && keepsLength && CollectionTypes.Is(argument.Type)))
            return true;
        // The parameter is another name for the list as long as neither becomes the name of another one.
        if (method.MethodKind == MethodKind.LocalFunction)
            return !isAssigned && parameter.RefKind == RefKind.None && !Writes.In(Writes.Root(argument)).Contains(parameter)
                && !Escapes(parameter, argument, around).Any();
        if (ListChangers.Change(parameter.OriginalDefinition))
            return !isAssigned && SourceBodies.Of(method.OriginalDefinition, argument.SemanticModel!.Compilation) is { } body
                && !Writes.In(body).Contains(parameter.OriginalDefinition) && !Escapes(parameter.OriginalDefinition, body, around).Any();
        return CollectionTypes.OfParameter(parameter.OriginalDefinition.Type) is not null && parameter.RefKind == RefKind.None
            && !Attributes.IsNoGradient(parameter)
            && Attributes.IsDifferentiable((method.ReducedFrom ?? method).OriginalDefinition);
    }
}
