using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Once an array is a span of the scratch memory, the span of all of it is the same thing. It takes the name that the user gave to the
/// view.
/// <code>
/// Span&lt;double&gt; t := Allocate(8) on the scratch stack; Span&lt;double&gt; hidden := View(t)   →   Span&lt;double&gt; hidden := Allocate(8) on the scratch stack
/// </code>
/// </summary>
internal static class WholeViews
{
    public static Block Run(Block body)
    {
        var names = new Dictionary<Value, Value>();
        foreach (var view in body.Statements().OfType<Let>().Where(IsWhole))
        {
            var source = (Value)((View)view.Operation).Buffer;
            if (!names.TryGetValue(source, out var whole))
                names[source] = whole = source.Name.Length == 0 ? source with { Name = view.Result.Name } : source;
            names[view.Result] = whole;
        }

        return names.Count == 0 ? body : new WithoutViews(names).Rewrite(body);
    }

    private static bool IsWhole(Let let) => let.Operation is View { Buffer: Value source, Start: var start, Extent: null,
        IsNarrowing: false } && start == Constant.Int(0) && source.Type == let.Result.Type;

    private sealed class WithoutViews(Dictionary<Value, Value> names) : Redefinition(names)
    {
        public override void Rewrite(Statement statement, List<Statement> output)
        {
            if (statement is not Let let || !IsWhole(let)) base.Rewrite(statement, output);
        }
    }
}
