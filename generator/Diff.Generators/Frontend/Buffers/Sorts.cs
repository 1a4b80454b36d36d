using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers <c>Array.Sort</c> and <c>span.Sort</c>: sorting moves values, so its derivative moves adjoints back. The order is found first, as
/// a constant.
/// <code>
/// Array.Sort(keys, values)   →   order = Sorting.Order(keys); copy = values.ToArray(); for (i = 0; i &lt; values.Length; i++) values[i] = copy[order[i]]; …
/// </code>
/// </summary>
internal static class Sorts
{
    /// <summary>Null if the call is another one, compares in a way of its own, or moves nothing that has a derivative.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call)
    {
        if (call.TargetMethod is not { Name: "Sort",
            ContainingType: { Name: "Array"
                or "MemoryExtensions", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } })
            return null;
        var arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => Sinks.Strip(argument.Value))
            .Where(argument => argument.ConstantValue is not { HasValue: true, Value: null })
            .ToList();
        if (arguments is [{ } sorted, { Type.TypeKind: TypeKind.Delegate } comparison] && IsActive(sorted))
        {
            Sort(lowering, Expressions.Scalar(lowering, sorted), comparison, ElementOf(sorted.Type)!);
            return Lowering.Nothing;
        }

        var moved = arguments.TakeWhile(argument => ElementOf(argument.Type) is not null).ToList();
        var isWhole = moved.Count == arguments.Count;
        var isPart = moved.Count == arguments.Count - 2
            && arguments.Skip(moved.Count).All(bound => bound.Type?.SpecialType == SpecialType.System_Int32) && moved.TrueForAll(IsActive);
        if (!(isWhole || isPart) || !moved.Exists(IsActive)) return null;
        var operands = arguments.Select(argument => Expressions.Scalar(lowering, argument)).ToList();
        var buffers = operands.Take(moved.Count)
            .Select(buffer => isWhole ? buffer : BufferWrites.Part(lowering, buffer, operands[moved.Count], operands[moved.Count + 1]))
            .ToList();
        var elements = moved.Select(argument => InertText.Escape(TypeMapping.Spell(ElementOf(argument.Type)!))).ToList();
        Sort(lowering, buffers, new($"{MemoryTemplates.Order}{elements[0]}>({{0}})", [buffers[0]], Effect.Read), elements);
        return Lowering.Nothing;
    }

    /// <summary>
    /// Whether a call puts constants into an order by values that its comparison only reads: <c>Array.Sort(order, (i, j) =>
    /// x[i].CompareTo(x[j]))</c>. The order is a constant, too.
    /// </summary>
    public static bool IsOfConstants(IInvocationOperation call) => call.TargetMethod is { Name: "Sort", ReturnsVoid: true,
        ContainingType: { Name: "Array" or "MemoryExtensions" or "List" } type } && type.ContainingAssembly is not ISourceAssemblySymbol
        && !Shapes.IsDifferentiable(call.Instance?.Type)
        && call.Arguments.All(argument => argument.Value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }
            ? lambda.Body.Descendants().All(OnlyReads)
            : !Sinks.Carries(argument.Value));

    /// <summary>Whether a part of a comparison leaves the memory alone that it names.</summary>
    private static bool OnlyReads(IOperation part) => part switch
    {
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke } => false,
        IInvocationOperation { Instance: { } instance } when Shapes.IsBuffer(instance.Type) => false,
        IArgumentOperation { Value.Type: var type } when Shapes.IsBuffer(type) => false,
        _ => !Writes.Targets(part).Any(),
    };

    /// <summary>Sorts a buffer.</summary>
    /// <param name="comparison">How elements are compared; null for the way in which numbers are.</param>
    public static void Sort(Lowering lowering, Operand buffer, IOperation? comparison, ITypeSymbol element)
    {
        var spelled = InertText.Escape(TypeMapping.Spell(element));
        Operand[] operands = comparison is null ? [buffer] : [buffer, Expressions.Scalar(lowering, comparison)];
        Sort(lowering, [buffer],
            new($"{MemoryTemplates.Order}{spelled}>({{0}}{(comparison is null ? "" : ", {1}")})", operands.ToEquatableArray(), Effect.Read),
            [spelled]);
    }

    /// <summary>Sorts the first buffer, and moves the elements of all alike.</summary>
    /// <param name="found">How the order is found.</param>
    private static void Sort(Lowering lowering, IReadOnlyList<Operand> buffers, Inert found, IReadOnlyList<string> elements)
    {
        var length = Buffers.Length(lowering, buffers[0], 0, 1);
        var positions = new InertType("int[]", InertKind.Reference);
        var named = lowering.Variables.Temporary(positions, "order").Leaf;
        lowering.Write(named, lowering.Let(found, positions));
        var order = lowering.Read(named);
        for (var i = 0; i < buffers.Count; i++)
        {
            if (buffers[i].Type is BufferType type) Move(lowering, buffers[i], type.Element, order, length);
            else lowering.Do(new Inert($"{MemoryTemplates.Sorting}Move<{elements[i]}>({{0}}, {{1}})", [buffers[i], order], Effect.Write));
        }
    }

    private static void Move(Lowering lowering, Operand buffer, IrType element, Operand order, Operand length)
    {
        var copy = BufferCopies.ToArray(lowering, buffer);
        IndexLoops.Up(lowering, length, index =>
        {
            var from = lowering.Let(new Inert("{0}[{1}]", [order, index], Effect.Pure), InertType.Int);
            lowering.Do(new Store(buffer, [index], [], lowering.Let(new Load(copy, [from]), element)));
        });
    }

    private static bool IsActive(IOperation argument) => Shapes.IsVector(argument.Type);

    private static ITypeSymbol? ElementOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: var element } => element,
        INamedTypeSymbol { TypeArguments: [var element] } when Shapes.IsSpan(type) => element,
        _ => null,
    };
}
