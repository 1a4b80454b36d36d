using Diff.Generators.Analysis;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>The tangents known so far: of scalars, leaf by leaf, and of buffers. A value without tangent has tangent zero.</summary>
internal sealed class Tangents(Activity activity)
{
    private readonly Dictionary<Leaf, Operand> _scalars = [];
    private readonly Dictionary<Value, Operand> _buffers = [];

    public static string Name(Value value) => value.Name.Length == 0 ? "" : value.Name + "Dot";

    /// <summary>A read-only buffer's tangent is a read-only span; matrices and jagged arrays keep their type.</summary>
    public static IrType TypeOf(IrType type, bool isWritten) => type is BufferType { Rank: 1, Element: not BufferType } buffer
        ? isWritten ? Spans.Of(buffer.Element.Tangent()) : Spans.ReadOnlyOf(buffer.Element.Tangent())
        : type.Tangent();

    public bool IsActive(Operand operand) => activity.IsActive(operand);

    public bool MayOverlap(Operand left, Operand right) => activity.Aliases.MayOverlap(left, right);

    public Operand? Get(Operand operand, int leaf = 0) =>
        operand.Type.IsBuffer() ? Buffer(operand)
        : operand is Value value && _scalars.TryGetValue(new Leaf(value, leaf), out var tangent) ? tangent : null;

    /// <summary>The tangent of a buffer; null for a constant one. An active buffer without tangent would be a silent zero.</summary>
    public Operand? Buffer(Operand operand)
    {
        if (operand is not Value value) return null;
        if (_buffers.TryGetValue(value, out var tangent)) return tangent;
        if (activity.IsActive(value)) throw new InvalidOperationException($"The active buffer {value} has no tangent.");
        return null;
    }

    /// <summary>The tangent of a whole value that is no buffer; zero where there is none.</summary>
    public Operand Whole(BlockBuilder builder, Operand operand) => builder.FromLeaves(operand.Type.Tangent(), leaf => Get(operand, leaf));

    public void Set(Value value, int leaf, Operand? tangent)
    {
        if (tangent is not null) _scalars[new Leaf(value, leaf)] = tangent;
    }

    public void SetBuffer(Value value, Operand tangent) => _buffers[value] = tangent;

    public void SetLeaves(Value value, Func<int, Operand?> tangent)
    {
        var types = value.Type.Leaves().ToList();
        for (var leaf = 0; leaf < types.Count; leaf++)
            if (types[leaf] is ScalarType) Set(value, leaf, tangent(leaf));
    }

    /// <summary>The tangent of a value, in one piece.</summary>
    public void SetWhole(BlockBuilder builder, Value value, Operand tangent)
    {
        if (value.Type.IsBuffer()) SetBuffer(value, tangent);
        else SetLeaves(value, leaf => builder.ReadLeaf(tangent, leaf));
    }
}
