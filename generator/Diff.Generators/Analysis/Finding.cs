using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>What an analysis found at an expression of the primal, to be reported as the diagnostic of that id.</summary>
/// <param name="ExpressionOrdinal">Ordinal of the primal expression; -1 for a finding about a parameter or the whole method.</param>
internal sealed record Finding(string DescriptorId, int ExpressionOrdinal, EquatableArray<string> Arguments)
{
    /// <summary>An argument that stands for the source of the expression, which the IR does not keep.</summary>
    public const string Source = "{source}";

    public static Finding At(Origin origin, string descriptorId, params string[] arguments) =>
        new(descriptorId, origin.Expression, arguments.ToEquatableArray());
}
