using System.Collections.Immutable;
using Diff.Generators.Contracts;
using Diff.Generators.Frontend;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Diagnostics;

/// <summary>
/// The rules that a compilation sees: its own, through the index that the generator has added to it, and those of its references.
/// </summary>
internal static class VisibleRules
{
    public static ImmutableArray<RuleEntry> Of(Compilation compilation) =>
        [.. ReferencedRules.Of(compilation.Assembly).Select(pair => pair.Entry),
            .. ReferencedRules.Of(compilation, CancellationToken.None)];
}
