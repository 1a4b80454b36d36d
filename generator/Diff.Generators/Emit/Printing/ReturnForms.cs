using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// What a member returns, put together from the results of the IR: a tuple that holds arrays is one result per field there.
/// <code>
/// (q, (r, rank))                           of the value
/// ((q, (r, rank)), (qDot, (rDot, default)))  of value and tangent
/// </code>
/// </summary>
internal static class ReturnForms
{
    /// <summary>The value.</summary>
    /// <param name="leaf">The text of a result, by its index.</param>
    public static string Value(AggregateType tuple, Func<int, string> leaf)
    {
        var next = 0;
        return Form(tuple, _ => leaf(next++));
    }

    /// <summary>The tangent of the value.</summary>
    /// <param name="leaf">The text of a tangent, by its index among those of differentiable results.</param>
    /// <param name="rest">What stands for a field without tangent.</param>
    public static string Tangent(AggregateType tuple, Func<int, string> leaf, string rest)
    {
        var next = 0;
        return Form(tuple, type => type.IsDifferentiable() ? leaf(next++) : rest);
    }

    /// <summary>The value, and its tangents if there are more results than its own.</summary>
    public static string All(AggregateType tuple, int count, Func<int, string> leaf, string rest)
    {
        List<string> forms = [Value(tuple, leaf)];
        var tangents = tuple.Leaves().Count(type => type.IsDifferentiable());
        for (var first = tuple.LeafCount(); first < count; first += tangents)
        {
            var start = first;
            forms.Add(Tangent(tuple, index => leaf(start + index), rest));
        }

        return forms.Count == 1 ? forms[0] : $"({string.Join(", ", forms)})";
    }

    private static string Form(IrType type, Func<IrType, string> leaf) =>
        type is AggregateType tuple ? $"({string.Join(", ", tuple.Fields.Select(field => Form(field.Type, leaf)))})" : leaf(type);
}
