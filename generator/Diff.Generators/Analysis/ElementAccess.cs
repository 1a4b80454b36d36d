using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>Where an element is loaded or stored to.</summary>
/// <param name="Indices">Each one a sum.</param>
/// <param name="Loops">The loops around that count, outermost first.</param>
/// <param name="Guard">The innermost branch around.</param>
internal readonly record struct ElementAccess(EquatableArray<EquatableArray<Operand>> Indices, IReadOnlyList<Statement> Loops, Guard? Guard)
{
    /// <summary>What the branches around say of the integers that are known.</summary>
    public List<IndexFact> Facts(IndexSources sources, IndexRanges ranges)
    {
        var facts = new List<IndexFact>();
        for (var guard = Guard; guard is not null; guard = guard.Outer)
            if (guard.Fact(sources, ranges) is { } fact) facts.Add(fact);
        return facts;
    }
}
