using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// The collections whose elements have derivatives: parameters that are differentiated, fields of objects that are, views of arrays, and
/// locals that hold one of these. In the IR each is the span of its elements; as an object it can only be passed on. Every other collection
/// is an object like any other, a constant.
/// <code>
/// void F(List&lt;double&gt; xs) { ReadOnlyMemory&lt;double&gt; m = a.AsMemory(1); … xs.Count … xs[i] … m.Span[i] … }   →   … xs.Length … xs[i] … m[i] …
/// </code>
/// </summary>
internal static class Followed
{
    public static bool Is(Lowering lowering, IOperation? expression) => expression switch
    {
        _ when ListTables.Is(lowering, expression) => true,
        IParenthesizedOperation parenthesized => Is(lowering, parenthesized.Operand),
        IConversionOperation { IsImplicit: true, Operand: { } operand } conversion when CollectionTypes.Is(conversion.Type) =>
            Shapes.IsVector(operand.Type) || Is(lowering, operand),
        ILocalReferenceOperation or IParameterReferenceOperation =>
            Writes.Variable(expression) is { } symbol && lowering.Collections.Contains(symbol),
        IPropertyReferenceOperation when RentedMemory.Owner(lowering, expression) is not null => true,
        IMemberReferenceOperation member when CollectionTypes.Is(member.Type) => IsField(lowering, member),
        IConditionalOperation { IsRef: false, WhenFalse: { } otherwise } conditional when CollectionTypes.Is(conditional.Type) =>
            Is(lowering, conditional.WhenTrue) || Is(lowering, otherwise),
        IInvocationOperation call when View(call) is var (source, _) => IsMemory(lowering, source),
        IObjectCreationOperation { Arguments: [{ Value: var array }, ..] } creation when IsView(creation.Type) =>
            Shapes.IsVector(array.Type),
        IImplicitIndexerReferenceOperation range => IsView(range.Type) && Is(lowering, range.Instance),
        _ => NewCollections.Is(lowering, expression),
    };

    /// <summary>Whether a collection is held by an object that is differentiated.</summary>
    private static bool IsField(Lowering lowering, IMemberReferenceOperation member) =>
        member is { Instance: { } instance } and not IPropertyReferenceOperation { Property.IsIndexer: true }
            && ObjectParameters.IsPart(member) && ObjectParameters.Path(lowering, instance) is not null
            && !ConstantObjects.Are(lowering, instance);

    /// <summary>Whether an expression is a buffer, or a collection that is followed.</summary>
    public static bool IsMemory(Lowering lowering, IOperation? expression) =>
        expression is not null && (Shapes.IsBuffer(expression.Type) || Is(lowering, expression));

    /// <summary>The buffer, or the elements of the collection.</summary>
    public static Operand Memory(Lowering lowering, IOperation expression) =>
        Is(lowering, expression) ? Span(lowering, expression) : Expressions.Scalar(lowering, expression);

    /// <summary>The elements of a collection, whether it is followed or a constant.</summary>
    public static Operand Span(Lowering lowering, IOperation expression)
    {
        if (LocalLists.Of(lowering, expression) is { HasRows: true } rows) return rows.Elements(lowering);
        if (CollectionTypes.OfParameter(expression.Type) is { } type && !Sinks.IsNull(expression))
            return lowering.AtExpression(expression.Syntax, () => As(lowering, Find(lowering, expression), type));
        lowering.Report(Descriptors.Unsupported.Collection, expression.Syntax, expression.Syntax.ToString());
        return Constant.Default(InertType.Int);
    }

    /// <summary>Declares a local for the elements of a collection, if it is given one that is followed.</summary>
    public static bool Declare(Lowering lowering, ILocalSymbol local, IOperation? initializer)
    {
        if (initializer is not null && IsRow(lowering, local, initializer)) return Show(lowering, local, initializer);
        if (CollectionTypes.OfParameter(local.Type) is not { } type || lowering.Tables.Has(local.Type)
            || !Values(local, initializer)
                .Any(value => Is(lowering, value) && !(CollectionTypes.Is(local.Type) && NewCollections.Is(lowering, value))))
            return false;
        lowering.Collections.Add(local);
        var slots = lowering.Variables.Declare(local, type);
        if (initializer is not null) lowering.Write(slots, Expressions.Leaf(Span(lowering, initializer)));
        return true;
    }

    /// <summary>Whether a variable of an interface is another name of a list that is a row.</summary>
    private static bool IsRow(Lowering lowering, ISymbol variable, IOperation value) =>
        !lowering.Tables.Has(Variables.TypeOf(variable)) && ListTables.Is(lowering, value) && !NewCollections.Is(lowering, value);

    private static bool Show(Lowering lowering, ISymbol variable, IOperation value)
    {
        if (Writes.In(Writes.Root(value)).Contains(variable))
            lowering.Report(Descriptors.Unsupported.Collection, value.Syntax, value.Syntax.ToString());
        else ListTables.Show(lowering, variable, value)();
        return true;
    }

    /// <summary>Assigns a collection to a variable that is followed; false for any other assignment.</summary>
    public static bool Assign(Lowering lowering, ISimpleAssignmentOperation assignment)
    {
        if (Writes.Variable(assignment.Target) is not { } symbol || !lowering.Collections.Contains(symbol)) return false;
        if (lowering.Lists.TryGetValue(symbol, out var list)) LocalLists.Assign(lowering, list, assignment.Value);
        else lowering.Write(lowering.Variables[symbol], Expressions.Leaf(Span(lowering, assignment.Value)));
        return true;
    }

    /// <summary>
    /// What binds a parameter of an inlined function to the elements of a collection; null if it is given none that is followed.
    /// </summary>
    public static Action? Bind(Lowering lowering, IParameterSymbol parameter, IOperation argument)
    {
        if (LocalLists.Of(lowering, argument) is { } list)
        {
            return () =>
            {
                lowering.Collections.Add(parameter);
                lowering.Lists[parameter] = list;
            };
        }
        if (lowering.Tables.Has(parameter.Type)) return null;
        if (IsRow(lowering, parameter, argument)) return ListTables.Show(lowering, parameter, argument);
        if (CollectionTypes.OfParameter(parameter.Type) is not { } type || !(Is(lowering, argument) || IsShown(lowering, argument)))
            return null;
        var span = Span(lowering, argument);
        return () =>
        {
            lowering.Collections.Add(parameter);
            lowering.Write(lowering.Variables.Declare(parameter, type), Expressions.Leaf(span));
        };
    }

    /// <summary>Whether elements are shown as a sequence, which can only be enumerated: <c>IEnumerable&lt;double&gt; xs = array</c>.</summary>
    private static bool IsShown(Lowering lowering, IOperation argument) => argument is IConversionOperation { IsImplicit: true,
        OperatorMethod: null, Type.TypeKind: TypeKind.Interface, Operand: var operand } && IsMemory(lowering, operand);

    /// <summary>A parameter that is bound again may be given a collection that is not followed.</summary>
    public static void Forget(Lowering lowering, IParameterSymbol parameter)
    {
        lowering.Collections.Remove(parameter);
        lowering.Lists.Remove(parameter);
        lowering.Tables.Shown.Remove(parameter);
    }

    /// <summary>Whether there is a collection: what is followed is not null. Null if the expression asks for something else.</summary>
    public static Operand? IsThere(Lowering lowering, IOperation expression) => expression switch
    {
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } test
            when Sinks.IsNull(value) && IsAlways(lowering, Sinks.Strip(test.Value)) => Constant.False,
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } } test
            when Sinks.IsNull(value) && IsAlways(lowering, Sinks.Strip(test.Value)) => Constant.True,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test
            when (Sinks.IsNull(test.RightOperand) && IsAlways(lowering, Sinks.Strip(test.LeftOperand)))
                || (Sinks.IsNull(test.LeftOperand) && IsAlways(lowering, Sinks.Strip(test.RightOperand))) =>
            test.OperatorKind == BinaryOperatorKind.Equals ? Constant.False : Constant.True,
        IInvocationOperation { TargetMethod: var method, Arguments: [{ Value: var value }, ..] }
            when NullTest.IsGuard(method) && IsAlways(lowering, Sinks.Strip(value)) => Constant.True,
        _ => null,
    };

    /// <summary>Whether an expression is a collection that is always there.</summary>
    private static bool IsAlways(Lowering lowering, IOperation expression) =>
        Is(lowering, expression) && !ListTables.Is(lowering, expression);

    private static Operand Find(Lowering lowering, IOperation expression)
    {
        switch (expression)
        {
            case IParenthesizedOperation parenthesized:
                return Find(lowering, parenthesized.Operand);
            case var _ when ListTables.Is(lowering, expression) && !NewCollections.Is(lowering, expression):
                return ListTables.Elements(lowering, expression);
            case var _ when NewCollections.Is(lowering, expression):
                return NewCollections.Array(lowering, expression, Shapes.ArrayOf(CollectionTypes.OfParameter(expression.Type)!));
            case IConversionOperation { IsImplicit: true, Operand: ICollectionExpressionOperation listed }
                when !CollectionTypes.Is(expression.Type):
                return Allocations.Elements(lowering, Shapes.ArrayOf(CollectionTypes.OfParameter(expression.Type)!), listed.Elements).Leaf;
            case ICollectionExpressionOperation listed when !CollectionTypes.Is(expression.Type):
                return Allocations.Elements(lowering, Shapes.ArrayOf(CollectionTypes.OfParameter(expression.Type)!), listed.Elements).Leaf;
            case IConversionOperation { IsImplicit: true, Operand: { } operand }
                when !CollectionTypes.Is(expression.Type) && IsMemory(lowering, operand):
                return Memory(lowering, operand);
            case IConversionOperation { Operand: { } operand } when Is(lowering, expression):
                return Is(lowering, operand) ? Find(lowering, operand) : Expressions.Scalar(lowering, operand);
            case ILocalReferenceOperation or IParameterReferenceOperation when LocalLists.Of(lowering, expression) is { } list:
                return list.Elements(lowering);
            case ILocalReferenceOperation or IParameterReferenceOperation when Is(lowering, expression):
                return lowering.Read(lowering.Variables[Writes.Variable(expression)!]).Leaf;
            case IPropertyReferenceOperation when RentedMemory.Owner(lowering, expression) is { } owner:
                return lowering.Read(lowering.Variables[owner]).Leaf;
            case IMemberReferenceOperation member when Is(lowering, expression):
                return ObjectParameters.Read(lowering, member)!.Leaf;
            case IConditionalOperation conditional when Is(lowering, expression):
                var condition = Expressions.Scalar(lowering, conditional.Condition);
                return lowering.Choose(
                    condition, CollectionTypes.Span(conditional.Type)!, () => Expressions.Leaf(Span(lowering, conditional.WhenTrue)),
                    () => Expressions.Leaf(Span(lowering, conditional.WhenFalse!))).Leaf;
            case IInvocationOperation call when Is(lowering, expression):
                var (source, bounds) = View(call)!.Value;
                return Buffers.Slice(lowering, Memory(lowering, source), bounds, CollectionTypes.Span(call.Type)!);
            case IObjectCreationOperation creation when Is(lowering, expression):
                return Buffers.Slice(lowering, Expressions.Scalar(lowering, creation.Arguments[0].Value),
                    creation.Arguments.Skip(1).Select(argument => argument.Value).ToList(), CollectionTypes.Span(creation.Type)!);
            case IImplicitIndexerReferenceOperation { Argument: IRangeOperation range } indexer when Is(lowering, expression):
                return Buffers.Slice(lowering, CollectionTypes.Span(indexer.Type)!, indexer.Instance, range);
            case var _ when Linq.Sequence(lowering, expression) is { } sequence:
                return IsEnumeratedNow(expression)
                    ? Folds.ToArray(lowering, Shapes.ArrayOf(CollectionTypes.OfParameter(expression.Type)!), sequence).Leaf
                    : lowering.Pack(Expressions.Refuse(lowering, expression, $"'{expression.Syntax}', which is enumerated later,",
                        "call ToArray, and use that"));
            // What may be written must be the memory itself; the reverse sweep cannot have that again.
            default:
                return CollectionTypes.Span(expression.Type) is { Kind: BufferKind.Span } type
                    ? lowering.Let(new Inert(KnownNames.SpanOf("{0}"), [Expressions.Scalar(lowering, expression)], Effect.Read), type)
                    : Constants(lowering, expression);
        }
    }

    /// <summary>Whether a query is passed to a method, where nothing that it reads can change before it is enumerated.</summary>
    private static bool IsEnumeratedNow(IOperation query) =>
        LostObjects.Outside(query).Parent is IArgumentOperation { Parent: IInvocationOperation call } argument
        && call.Arguments.All(other => other == argument
            || !(Shapes.Of(other.Value.Type!) is BufferType { Kind: not BufferKind.ReadOnlySpan }
                || CollectionTypes.Span(other.Value.Type) is { Kind: BufferKind.Span }))
        && !call.Descendants().Any(part => Writes.Targets(part).Any());

    /// <summary>The elements that a collection of constants has now.</summary>
    public static Operand Constants(Lowering lowering, IOperation expression) => lowering.Let(
        new Inert(KnownNames.CopyOf("{0}"), [Expressions.Scalar(lowering, expression)], Effect.Read),
        Shapes.ArrayOf(CollectionTypes.OfParameter(expression.Type)!));

    /// <summary>
    /// What a call is a view of, from where on and how long: <c>a.AsMemory(1, n)</c>, <c>memory.Slice(1)</c>; null for any other call.
    /// </summary>
    private static (IOperation Source, IReadOnlyList<IOperation> Bounds)? View(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is not ("AsMemory" or "Slice") || !IsView(call.Type)) return null;
        var arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value).ToList();
        if (call.Instance is { } instance) arguments.Insert(0, instance);
        return arguments.Skip(1).All(bound => bound.Type?.SpecialType == SpecialType.System_Int32) && arguments.Count is > 0 and < 4
            ? (Sinks.Strip(arguments[0]), arguments.Skip(1).ToList())
            : null;
    }

    /// <summary>
    /// Whether values of the type are views of memory that others have, or cannot be told from views because nobody writes them.
    /// </summary>
    private static bool IsView(ITypeSymbol? type) =>
        type?.Name is "Memory" or "ReadOnlyMemory" or "ArraySegment" or "ImmutableArray" && CollectionTypes.Is(type);

    private static Operand As(Lowering lowering, Operand span, BufferType type) =>
        span.Type == type ? span : lowering.Let(new View(span, Constant.Int(0), null), type);

    /// <summary>All that a local is given.</summary>
    public static IEnumerable<IOperation> Values(ILocalSymbol local, IOperation? initializer) => initializer is null ? [] :
        Writes.Root(initializer).Descendants().OfType<ISimpleAssignmentOperation>()
            .Where(assignment => SymbolEqualityComparer.Default.Equals(Writes.Variable(assignment.Target), local))
            .Select(assignment => assignment.Value).Prepend(initializer);
}
