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
    /// <summary>Null if the call is another one, or moves nothing that has a derivative.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call)
    {
        if (call.TargetMethod is not { Name: "Sort",
            ContainingType: { Name: "Array"
                or "MemoryExtensions", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } })
            return null;
        var arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal)
            .Where(argument => Sinks.Strip(argument.Value).ConstantValue is not { HasValue: true, Value: null }).ToList();
        var moved = arguments.TakeWhile(argument => ElementOf(argument) is not null)
            .Select(argument => Sinks.Strip(argument.Value)).ToList();
        if (!moved.Exists(IsActive)) return null;
        var bounds = arguments.Skip(moved.Count)
            .TakeWhile(argument => argument.Parameter!.Type.SpecialType == SpecialType.System_Int32).ToList();
        var how = arguments.Skip(moved.Count + bounds.Count).ToList();
        if (how.Count > 1 || !how.TrueForAll(Compares)) return null;
        var operands = arguments.ConvertAll(argument => Expressions.Scalar(lowering, Sinks.Strip(argument.Value)));
        var (start, extent) = bounds.Count == 2 ? (operands[moved.Count], operands[moved.Count + 1]) : ((Operand?)null, (Operand?)null);
        var parts = moved.Select((argument, i) => new Part(operands[i], ElementOf(argument.Type)!, start, extent)).ToList();
        Sort(lowering, parts, how.Count > 0 ? operands[operands.Count - 1] : null);
        return Lowering.Nothing;
    }

    /// <summary>What a sort moves: an array or span, or a part of it.</summary>
    private sealed record Part(Operand Buffer, ITypeSymbol Element, Operand? Start, Operand? Extent)
    {
        public string ElementName => InertText.Escape(TypeMapping.Spell(Element));

        /// <summary>Of constants, the text with holes from a number on; whole buffers are views already.</summary>
        public string Text(int hole) => Start is null || Buffer.Type is BufferType ? $"{{{hole}}}"
            : $"global::System.MemoryExtensions.AsSpan<{ElementName}>({{{hole}}}, {{{hole + 1}}}, {{{hole + 2}}})";

        public IReadOnlyList<Operand> Operands => Start is null || Buffer.Type is BufferType ? [Buffer] : [Buffer, Start, Extent!];
    }

    /// <summary>Whether an argument is a comparison or comparer: one of objects could not be given numbers.</summary>
    private static bool Compares(IArgumentOperation argument) =>
        argument.Parameter!.Type is INamedTypeSymbol { Arity: 1, Name: "Comparison" or "IComparer" }
            || argument.Parameter.OriginalDefinition.Type is ITypeParameterSymbol;

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
    /// <param name="comparison">How elements are compared, by a function or an object; null for the way in which numbers are.</param>
    public static void Sort(Lowering lowering, Operand buffer, IOperation? comparison, ITypeSymbol element) =>
        Sort(lowering, [new(buffer, element, null, null)], comparison is null ? null : Expressions.Scalar(lowering, comparison));

    /// <summary>Sorts the first buffer, and moves the elements of all alike.</summary>
    private static void Sort(Lowering lowering, IReadOnlyList<Part> parts, Operand? comparison)
    {
        parts = [.. parts.Select(part => part is { Start: { } start, Extent: { } extent, Buffer.Type: BufferType }
            ? part with { Buffer = BufferWrites.Part(lowering, part.Buffer, start, extent) }
            : part)];
        var keys = parts[0];
        var length = keys.Buffer.Type is BufferType || keys.Extent is null
            ? Buffers.Length(lowering, keys.Buffer, 0, 1)
            : keys.Extent;
        var positions = new InertType("int[]", InertKind.Reference);
        var named = lowering.Variables.Temporary(positions, "order").Leaf;
        var how = comparison is null ? "" : $", {{{keys.Operands.Count}}}";
        lowering.Write(named, lowering.Let(new Inert($"{MemoryTemplates.Order}{keys.ElementName}>({keys.Text(0)}{how})",
            [.. keys.Operands, .. comparison is null ? Array.Empty<Operand>() : [comparison]], Effect.Read), positions));
        var order = lowering.Read(named);
        foreach (var part in parts)
        {
            if (part.Buffer.Type is BufferType type) Move(lowering, part.Buffer, type.Element, order, length);
            else
                lowering.Do(new Inert($"{MemoryTemplates.Sorting}Move<{part.ElementName}>({part.Text(0)}, {{{part.Operands.Count}}})",
                    [.. part.Operands, order], Effect.Write));
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

    private static ITypeSymbol? ElementOf(IArgumentOperation argument) =>
        Compares(argument) ? null : ElementOf(Sinks.Strip(argument.Value).Type);

    private static ITypeSymbol? ElementOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: var element } => element,
        INamedTypeSymbol { TypeArguments: [var element] } when Shapes.IsSpan(type) => element,
        _ => null,
    };
}
