using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// Additions to parts of one element of memory, one after the other, where C# does not let the parts be assigned by themselves: they are
/// printed as one statement.
/// </summary>
internal sealed class ElementParts
{
    private readonly Dictionary<Node, List<Accumulate>> _first = [];
    private readonly HashSet<Node> _joined = [];

    public ElementParts(Region region, InliningPlan plan)
    {
        List<Accumulate>? open = null;
        foreach (var node in region.Nodes)
        {
            if (!plan.IsPrinted(node)) continue;
            if (node.Statement is not Let { Operation: Accumulate part }
                || MemoryPrinter.IsAssignable(part.Buffer, part.Indices, part.Path))
            {
                open = null;
            }
            else if (open is not null && Continues(open, part) && !ReadsMemory(part.Operand, plan))
            {
                open.Add(part);
                _joined.Add(node);
            }
            else
            {
                _first[node] = open = [part];
            }
        }
    }

    /// <summary>Whether a node is printed with one before it.</summary>
    public bool IsJoined(Node node) => _joined.Contains(node);

    /// <summary>The additions that are printed at a node; null if it is none.</summary>
    public IReadOnlyList<Accumulate>? From(Node node) => _first.TryGetValue(node, out var parts) ? parts : null;

    private static bool Continues(List<Accumulate> open, Accumulate part) =>
        open[0].Buffer == part.Buffer && open[0].Indices == part.Indices
            && !open.Exists(other => other.Path.Zip(part.Path, (x, y) => x == y).All(isSame => isSame));

    /// <summary>What is read where it stands may have been changed by the additions before.</summary>
    private static bool ReadsMemory(Operand operand, InliningPlan plan) => plan.DefinitionOf(operand)?.Statement switch
    {
        null => false,
        Let { Operation: Apply or Conversion or GetField or MakeAggregate or Detach } let =>
            let.Operation.Operands.Any(inner => ReadsMemory(inner, plan)),
        _ => true,
    };
}
