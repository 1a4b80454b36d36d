using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// A sequence of LINQ as the loop that it stands for. Nothing is evaluated before it begins.
/// <code>
/// xs.Where(x => x > 0).Select(x => x * x)   →   for (i = 0; i &lt; xs.Length; i += 1) if (xs[i] > 0) … xs[i] * xs[i] …
/// </code>
/// </summary>
/// <param name="Element">The type of the elements.</param>
/// <param name="IsExact">Every iteration has an element: none is left out.</param>
/// <param name="Begin">Evaluates what the sequence begins with, once.</param>
internal sealed record Sequence(ITypeSymbol Element, bool IsExact, Func<Iteration> Begin)
{
    /// <summary>The elements are those of an array itself, which LINQ adds as a whole.</summary>
    public bool IsArray { get; init; }

    /// <summary>An iteration may have several elements.</summary>
    public bool IsNested { get; init; }

    private static readonly HashSet<string> Operators = ["AsEnumerable", "Select", "Where", "Zip", "Index", "Reverse", "SelectMany",
        "Chunk", "OfType", "Cast", .. SequenceParts.Operators, .. JoinedSequences.Operators];

    /// <summary>Whether a method returns a sequence that is enumerated later.</summary>
    public static bool IsMadeBy(IMethodSymbol method) =>
        Linq.Is(method) && (Operators.Contains(method.Name) || Orderings.Is(method) || method.Name is "Range" or "Repeat" or "Empty");

    /// <summary>The sequence that an expression stands for; null if it cannot be followed.</summary>
    public static Sequence? Of(Lowering lowering, IOperation expression) => expression switch
    {
        IParenthesizedOperation parenthesized => Of(lowering, parenthesized.Operand),
        ITranslatedQueryOperation query =>
            InertQueries.Is(lowering, query) ? OfConstants(lowering, query) : Of(lowering, query.Operation),
        _ when lowering.Queries.Find(expression) is { } query => Of(lowering, query),
        _ when LocalTableLists.Sequence(lowering, expression) is { } rows => rows,
        _ when ContainerSequences.Of(lowering, expression) is { } numbers => numbers,
        _ when ObjectSequences.Of(lowering, expression) is { } objects => objects,
        _ when Followed.Is(lowering, expression) => new(ForEach.ElementType(expression.Type!), true,
            () => OfBuffer(lowering, Followed.Span(lowering, expression),
                ForEach.ElementType(expression.Type!))) { IsArray = CollectionTypes.IsAddedAsWhole(expression.Type!) },
        IConversionOperation { IsImplicit: true, OperatorMethod: null, Type.TypeKind: TypeKind.Interface,
            Operand: { Type: not null } operand } and not { Operand: ICollectionExpressionOperation } => Of(lowering, operand),
        IConversionOperation { Operand: ICollectionExpressionOperation listed, Type: { } type }
            when ArrayOf(lowering, listed, type) is { } array => new(ForEach.ElementType(type), true,
                () => OfBuffer(lowering, Allocations.Elements(lowering, array, listed.Elements).Leaf, ForEach.ElementType(type))),
        IInvocationOperation { Type: not IArrayTypeSymbol } call when Linq.Is(call.TargetMethod) =>
            OfCall(lowering, call) ?? (Linq.HasDifferentiable(lowering, call) ? null : OfConstants(lowering, call)),
        { Type: IArrayTypeSymbol { Rank: 1 } array } => new(array.ElementType, true,
            () => OfBuffer(lowering, Expressions.Scalar(lowering, expression), array.ElementType)) { IsArray = true },
        { Type: { } span }
            when Shapes.IsSpan(span) && Shapes.IsBuffer(span) => new(ForEach.ElementType(span), true,
                () => OfBuffer(lowering, Expressions.Scalar(lowering, expression), ForEach.ElementType(span))),
        { Type: { } type } when CollectionTypes.Is(type) =>
            new(ForEach.ElementType(type), true,
                () => OfBuffer(lowering, Followed.Constants(lowering, expression),
                    ForEach.ElementType(type))) { IsArray = CollectionTypes.IsAddedAsWhole(type) },
        _ => OfConstants(lowering, expression),
    };

    /// <summary>The functions among the arguments; null if one of them is not known here.</summary>
    public static IReadOnlyList<Callable>? Callables(Lowering lowering, IEnumerable<IOperation> arguments)
    {
        var functions = arguments.Where(argument => argument.Type?.TypeKind == TypeKind.Delegate)
            .Select(argument => Callable.Of(lowering, argument)).ToList();
        return functions.Contains(null) ? null : functions.OfType<Callable>().ToList();
    }

    /// <summary>The number of parameters of the function that an operator takes.</summary>
    public static int Arity(IInvocationOperation call) => call.TargetMethod.Parameters.Select(parameter => Arity(parameter.Type)).Max();

    private static int Arity(ITypeSymbol? function) => (function as INamedTypeSymbol)?.DelegateInvokeMethod?.Parameters.Length ?? 0;

    /// <summary>The number of parameters of a function that is an argument.</summary>
    public static int Arity(IOperation function) => Arity(function.Type);

    /// <summary>Each element as a function maps it.</summary>
    public Sequence Select(Lowering lowering, IOperation at, ITypeSymbol element, Callable function) => Derived(element, IsExact, () =>
    {
        var source = Begin();
        return source with { Visit = (index, body) => source.Visit(index, x => body(function.Apply(lowering, at, x))) };
    });

    /// <summary>Each element as a number of another type.</summary>
    public Sequence Convert(Lowering lowering, IOperation at, ITypeSymbol element) =>
        SymbolEqualityComparer.Default.Equals(Element, element) ? this : Derived(element, IsExact, () =>
    {
        var source = Begin();
        return source with { Visit = (index, body) => source.Visit(index,
            x => body(Conversions.Convert(lowering, at, x, Element, element))) };
    });

    /// <summary>The elements that fulfil a condition.</summary>
    public Sequence Where(Lowering lowering, IOperation at, Callable condition) => Derived(Element, false, () =>
    {
        var source = Begin();
        return source with { Visit = (index, body) => source.Visit(index,
            x => lowering.Branch(lowering.Pack(condition.Apply(lowering, at, x)), () => body(x))) };
    });

    /// <summary>The array that stands for a collection expression which is enumerated; null if it cannot be followed.</summary>
    private static BufferType? ArrayOf(Lowering lowering, ICollectionExpressionOperation listed, ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
            && listed.Elements.All(part => part is not ISpreadOperation spread || Allocations.IsFollowed(lowering, spread))
            ? Shapes.Of(lowering.Nesting.Compilation.CreateArrayTypeSymbol(ForEach.ElementType(type))) as BufferType
            : null;

    private static Iteration OfBuffer(Lowering lowering, Operand buffer, ITypeSymbol element) =>
        new(Buffers.Length(lowering, buffer, 0, 1), (index, body) => body(Buffers.Load(lowering, buffer, [index], element)));

    /// <summary>A collection of another kind, whose elements are constants: they are enumerated once, where the sequence begins.</summary>
    private static Sequence? OfConstants(Lowering lowering, IOperation expression)
    {
        if (expression.Type is not { } type || !Enumerations.ElementsOf(type).Any()) return null;
        var element = Enumerations.ElementsOf(type).First();
        return new(element, true, () =>
        {
            var array = Shapes.Of(lowering.Nesting.Compilation.CreateArrayTypeSymbol(element));
            var elements = lowering.Let(new Inert("global::System.Linq.Enumerable.ToArray({0})", [Expressions.Scalar(lowering, expression)],
                Effect.Write) { Reads = StateOf.Elements(type) }, array);
            return OfBuffer(lowering, elements, element);
        });
    }

    private static Sequence? OfCall(Lowering lowering, IInvocationOperation call)
    {
        var arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value).ToList();
        if (call.TargetMethod.Name == "Empty") return new(ElementOf(call), true, () => new(Constant.Int(0), (_, _) => { }));
        if (call.TargetMethod.Name is "Range" or "Repeat")
            return new(ElementOf(call), true, () => Generated(lowering, call.TargetMethod.Name, arguments));
        if (Orderings.Is(call.TargetMethod)) return Orderings.Of(lowering, call);
        if (!Operators.Contains(call.TargetMethod.Name) || Callables(lowering, arguments) is not { } functions
            || Of(lowering, arguments[0]) is not { } source)
            return null;
        if (SequenceParts.Operators.Contains(call.TargetMethod.Name))
            return SequenceParts.Of(lowering, call, source, functions, arguments);
        if (JoinedSequences.Operators.Contains(call.TargetMethod.Name)) return JoinedSequences.Of(lowering, call, source, arguments);
        return (call.TargetMethod.Name, functions.Count, arguments.Count) switch
        {
            ("AsEnumerable", 0, 1) => source,
            ("Select", 1, 2) when Arity(call) == 1 => source.Select(lowering, call, ElementOf(call), functions[0]),
            ("Select", 1, 2) => source.SelectIndexed(lowering, call, functions[0]),
            ("Where", 1, 2) when Arity(call) == 1 => source.Where(lowering, call, functions[0]),
            ("Where", 1, 2) => source.WhereIndexed(lowering, call, functions[0]),
            ("Index", 0, 1) => source.Indexed(lowering, ElementOf(call)),
            ("Zip", 0, 2 or 3) when ZippedSequences.Of(lowering, source, arguments) is { } zipped => zipped.Tuples(ElementOf(call)),
            ("Zip", 1, 3) when ZippedSequences.Of(lowering, source, [arguments[0], arguments[1]]) is { } zipped =>
                zipped.Select(ElementOf(call), items => functions[0].Apply(lowering, call, items)),
            ("Reverse", 0, 1) when source.CanBeCopied(lowering) || source.IsExact => source.Reverse(lowering, call),
            ("OfType" or "Cast", 0, 1) => LocalTableKinds.Narrow(lowering, call, source),
            ("SelectMany", _, _) => NestedSequences.SelectMany(lowering, call, source, functions, arguments),
            ("Chunk", 0, 2) => NestedSequences.Chunk(lowering, call, source, arguments[1]),
            _ => null,
        };
    }

    private static Iteration Generated(Lowering lowering, string name, IReadOnlyList<IOperation> arguments)
    {
        var first = Expressions.Lower(lowering, arguments[0]);
        var count = Expressions.Scalar(lowering, arguments[1]);
        lowering.Do(new Inert("global::System.ArgumentOutOfRangeException.ThrowIfNegative({0}, \"count\")", [count], Effect.Write));
        return new(count,
            (index, body) => body(name == "Repeat"
                ? first
                : Expressions.Leaf(lowering.Apply(Primitive.Add, InertType.Int, first.Leaf, index))));
    }

    private Sequence SelectIndexed(Lowering lowering, IInvocationOperation call, Callable function) => Derived(ElementOf(call), IsExact,
        () =>
    {
        var source = Numbered(lowering);
        return new(source.Count,
            (index, body) => source.Visit(index, (x, number) => body(function.Apply(lowering, call, x, Expressions.Leaf(number)))));
    });

    private Sequence WhereIndexed(Lowering lowering, IInvocationOperation call, Callable condition) => Derived(Element, false, () =>
    {
        var source = Numbered(lowering);
        return new(source.Count, (index, body) => source.Visit(index, (x, number) => lowering.Branch(
            lowering.Pack(condition.Apply(lowering, call, x, Expressions.Leaf(number))), () => body(x))));
    });

    private Sequence Indexed(Lowering lowering, ITypeSymbol tuple) => Derived(tuple, IsExact, () =>
    {
        var source = Numbered(lowering);
        return new(source.Count, (index, body) => source.Visit(index,
            (x, number) => body(new((AggregateType)Shapes.Of(tuple), [Expressions.Leaf(number), x]))));
    });

    /// <summary>The loop over the elements with their numbers.</summary>
    public NumberedIteration Numbered(Lowering lowering)
    {
        var source = Begin();
        if (IsExact) return new(source.Count, (index, body) => source.Visit(index, x => body(x, index)));
        var number = Counters.New(lowering, "number");
        return new(source.Count, (index, body) => source.Visit(index, x => body(x, Counters.Next(lowering, number))));
    }

    /// <summary>A sequence whose iterations are those of this one.</summary>
    public Sequence Derived(ITypeSymbol element, bool isExact, Func<Iteration> begin) =>
        new(element, isExact, begin) { IsNested = IsNested };

    /// <summary>Whether elements are values, which a variable can hold.</summary>
    public bool CanBeKept(Lowering lowering) => lowering.Tables.Has(Element)
        || (!ObjectFields.IsMarked(Element) && !lowering.Objects.Has(Element) && Shapes.Of(Element) is not BufferType);

    private bool CanBeCopied(Lowering lowering) => lowering.Tables.Has(Element)
        || (CanBeKept(lowering) && Shapes.Of(lowering.Nesting.Compilation.CreateArrayTypeSymbol(Element)) is BufferType);

    /// <summary>The elements backwards, as they are when the loop begins: LINQ copies them then.</summary>
    private Sequence Reverse(Lowering lowering, IInvocationOperation call) => new(Element, true, () => Backwards(lowering,
        !IsExact || MayChange(Writes.Root(call)) ? Copy(lowering) ?? Begin() : Begin()));

    /// <summary>The elements backwards, each as it is when it is visited.</summary>
    public Sequence Backwards(Lowering lowering) => new(Element, true, () => Backwards(lowering, Begin()));

    /// <summary>The elements as they are now; null if no array can hold them.</summary>
    private Iteration? Copy(Lowering lowering) =>
        Shapes.Of(lowering.Nesting.Compilation.CreateArrayTypeSymbol(Element)) is BufferType copy
            ? OfBuffer(lowering, Folds.ToArray(lowering, copy, this).Leaf, Element)
            : lowering.Tables.Has(Element) ? OfBuffer(lowering, Orderings.ToArray(lowering, this).Leaf, Element)
            : null;

    private static Iteration Backwards(Lowering lowering, Iteration source)
    {
        var last = lowering.Apply(Primitive.Subtract, InertType.Int, source.Count, Constant.Int(1));
        return source with { Visit = (index, body) => source.Visit(lowering.Apply(Primitive.Subtract, InertType.Int, last, index), body) };
    }

    /// <summary>Whether code may write elements of an array or a collection, or put others in their place.</summary>
    public static bool MayChange(IOperation code) => code.Descendants().Any(part =>
        Writes.Targets(part)
            .Any(target => target is IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true }
                or IImplicitIndexerReferenceOperation or IInvocationOperation)
        || (part is IInvocationOperation call && !Linq.Is(call.TargetMethod)
            && (IsChange(call)
                || call.Arguments.Any(argument => Shapes.IsBuffer(argument.Value.Type) || CollectionTypes.Is(argument.Value.Type)))));

    private static bool IsChange(IInvocationOperation call) => call.Instance is { Type: { } type } && (ContainerTypes.KindOf(type) is null
        ? CollectionTypes.Is(type) && ListMembers.Changing.Contains(call.TargetMethod.Name)
        : ContainerTypes.Changing.Contains(call.TargetMethod.Name));

    public static Operand Integer(Lowering lowering, string function, Operand left, Operand right) =>
        lowering.Apply(new(function, "global::System.Math"), InertType.Int, left, right);

    public static ITypeSymbol ElementOf(IInvocationOperation call) => ((INamedTypeSymbol)call.TargetMethod.ReturnType).TypeArguments[0];
}

/// <summary>The loop of a sequence that has begun.</summary>
/// <param name="Count">The number of iterations.</param>
/// <param name="Visit">Lowers what an iteration does for its element, given its index.</param>
internal sealed record Iteration(Operand Count, Iteration.Visitor Visit)
{
    public delegate void Visitor(Operand index, Action<Tree<Operand>> body);

    /// <summary>Loops over the elements.</summary>
    public void Each(Lowering lowering, Action<Tree<Operand>> body) => IndexLoops.Up(lowering, Count, index => Visit(index, body));

    /// <summary>Loops over the elements inside of another loop, which the body may leave.</summary>
    public void Inside(Lowering lowering, Action<Tree<Operand>> body)
    {
        var index = new Slot(lowering.Ids.Take(), InertType.Int, "j");
        lowering.Write(index, Constant.Int(0));
        Loops.Add(
            lowering,
            null,
            null,
            lowering.Nest(() => [lowering.Apply(Primitive.Less, InertType.Bool, lowering.Read(index), Count)]),
            () => Visit(lowering.Read(index), body),
            () => lowering.Write(index, lowering.Apply(Primitive.Add, InertType.Int, lowering.Read(index), Constant.Int(1))));
    }
}

/// <summary>The loop of a sequence whose elements are counted.</summary>
/// <param name="Visit">Lowers what an iteration does for its element and the number of it, given its index.</param>
internal sealed record NumberedIteration(Operand Count, NumberedIteration.Visitor Visit)
{
    public delegate void Visitor(Operand index, Action<Tree<Operand>, Operand> body);
}
