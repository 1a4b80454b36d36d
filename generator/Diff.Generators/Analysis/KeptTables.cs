using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Whether an element of an array without derivatives, such as a label or an index, is the same when it is read once more for the reverse
/// sweep: the array is a parameter, both sweeps are in one member, and nothing in it runs that might write to arrays.
/// <code>
/// for (i …) s += w[label[i]] * x[i];   →   … wBar[label[i]] += sBar * x[i];     // label[i] is not recorded
/// </code>
/// </summary>
internal sealed class KeptTables
{
    private readonly HashSet<Operand> _tables;

    private KeptTables(HashSet<Operand> tables) => _tables = tables;

    public static KeptTables Of(Method method, bool isWhole) =>
        new(isWhole && !method.Body.Statements().OfType<Let>().Any(MayWrite)
            ? [.. method.Body.Parameters.Where(parameter => IsTable(parameter.Type))]
            : []);

    /// <summary>Whether an operation reads an element of such an array.</summary>
    public bool Hold(Inert read) => IsElement(read) && _tables.Contains(read.Arguments[0]);

    /// <summary>Whether an operation reads an element of an array or a span.</summary>
    public static bool IsElement(Inert read) => read.Effect == Effect.Read && read.Arguments.Count > 1 && IsTable(read.Arguments[0].Type)
        && read.Template == Element(read.Arguments.Count - 1);

    private static string Element(int rank) => $"{{0}}[{string.Join(", ", Enumerable.Range(1, rank).Select(i => $"{{{i}}}"))}]";

    private static bool IsTable(IrType type) => type is InertType { Kind: InertKind.Reference or InertKind.RefStruct } && (
        type.Name.EndsWith("]", StringComparison.Ordinal) || type.Name.StartsWith("global::System.ReadOnlySpan<", StringComparison.Ordinal)
            || type.Name.StartsWith("global::System.Span<", StringComparison.Ordinal));

    private static bool MayWrite(Let let) => let.Operation switch
    {
        Inert inert => inert.Effect == Effect.Write && !inert.IsHolder,
        Call { Callee.Derivative.Function: { } function } => function.HasEffects,
        Call => true,
        _ => false,
    };
}
