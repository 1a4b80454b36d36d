using Diff.Generators.Ir;
using Diff.Generators.Normalize;

namespace Diff.Generators.Transform;

/// <summary>What operations want of their buffers: arrays, or even to hold on to them.</summary>
internal static class MemoryHolders
{
    /// <summary>
    /// Whether the call is one of a differentiable method, or of a derivative of one, of which all is known: what it holds, and that it
    /// returns memory of its own.
    /// </summary>
    public static bool AreKnown(Call call) => call.Callee
        is { Kind: CalleeKind.Differentiable, Rule: null, Derivative: null, UsesCollections: false } or { Derivative: not null };

    /// <summary>Whether the call returns arrays at once, without recording rows of them: forward mode, and a derivative.</summary>
    public static bool Makes(Call call) => call.Kind is CallKind.Jvp or CallKind.JvpTangent
        || call is { Kind: CallKind.Primal, Callee.Derivative: not null };

    /// <summary>Whether the member that a call invokes is told where to take its results from.</summary>
    public static bool TakesResults(Call call) => Makes(call) || call.Kind is CallKind.Forward or CallKind.ForwardTangent;

    /// <summary>The operands that somebody may hold on to when the operation is over.</summary>
    public static IEnumerable<Operand> Holding(Operation operation) => operation switch
    {
        Call call
            when AreKnown(call) => call.Kind is CallKind.Reverse or CallKind.ReverseTangent
                ? []
                : call.Bound().Where(pair => pair.Parameter.IsHeld || pair.Parameter.Mode != PassMode.Value).Select(pair => pair.Argument),
        Inert inert when KeepsNothing(inert) => [],
        _ => operation.Operands.Where(IsArray),
    };

    /// <summary>The operands that must be arrays.</summary>
    public static IEnumerable<Operand> Arrays(Operation operation) => operation switch
    {
        Call { Callee.Template: "" } call when AreKnown(call) =>
            call.Arguments.Where((argument, i) => IsArray(argument) && !TakesSpan(call, i)),
        Inert { Template: var template } when TakesSpans(template) => [],
        _ => operation.Operands.Where(IsArray),
    };

    /// <summary>
    /// Whether the member that a call invokes takes an operand as a span: what is differentiated comes with spans, the primal's own
    /// parameters say what they are.
    /// </summary>
    private static bool TakesSpan(Call call, int operand)
    {
        var isOfHalf = call.Kind is CallKind.Reverse or CallKind.ReverseTangent && call.Callee.Rule is null;
        var parameters = isOfHalf
            ? [.. call.Callee.Parameters.Where(parameter => parameter.IsReverseInput)]
            : call.Callee.Parameters;
        var index = operand - (call.Callee.IsInstance ? 1 : 0);
        // No tuple can hold a span.
        if (call is { Kind: CallKind.Reverse, Callee: { Derivative: not null, ReturnedTuple: not null } callee }
            && index >= parameters.Count && index < parameters.Count + callee.Results.Count)
            return false;
        return index >= parameters.Count
            || (index >= 0 && parameters[index].Type is BufferType { Kind: BufferKind.Span or BufferKind.ReadOnlySpan });
    }

    private static bool TakesSpans(string template) =>
        template is MemoryTemplates.ClearArray or MemoryTemplates.Copy or MemoryTemplates.ClearSpan
        || MemoryTemplates.IsOfSpans(template)
        || template.StartsWith(MemoryTemplates.AddWeight, StringComparison.Ordinal)
        || template.StartsWith(MemoryTemplates.Order, StringComparison.Ordinal)
        || template.StartsWith(MemoryTemplates.By, StringComparison.Ordinal);

    /// <summary>Whether an expression that the transforms write, or a test, is done with its buffers when it ends.</summary>
    private static bool KeepsNothing(Inert inert) => !inert.IsHolder
        && (TakesSpans(inert.Template) || KnownNames.IsNullTest(inert.Template)
            || inert.Template.StartsWith(MemoryTemplates.Buffers, StringComparison.Ordinal)
            || inert.Template.StartsWith(MemoryTemplates.Sorting, StringComparison.Ordinal)
            || inert.Template.StartsWith(MemoryTemplates.Unwanted, StringComparison.Ordinal));

    private static bool IsArray(Operand operand) => operand.Type is BufferType { Kind: not (BufferKind.Span or BufferKind.ReadOnlySpan) };
}
