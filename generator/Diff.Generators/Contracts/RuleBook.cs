using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>The rule that serves each method: the first of its entries, with the forward-mode companion if there is one.</summary>
internal static class RuleBook
{
    public static Dictionary<string, CustomRule> Of(IEnumerable<RuleEntry> entries)
    {
        var rules = new Dictionary<string, CustomRule>(StringComparer.Ordinal);
        foreach (var target in entries.GroupBy(entry => entry.Target, StringComparer.Ordinal))
        {
            var companion = target.FirstOrDefault(entry => entry.Shape == RuleShape.Jvp)?.Method ?? "";
            if (target.FirstOrDefault(entry => entry.Shape != RuleShape.Jvp) is { } entry)
                rules.Add(target.Key,
                    new(entry.Method, entry.Shape == RuleShape.Vjp ? RuleForm.Vjp : RuleForm.Partials,
                        entry.Shape == RuleShape.PartialsOfResult, companion) { Partials = entry.Contract, Weighted = entry.Weighted });
        }
        return rules;
    }
}
