using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// The checks that what a public member writes shares no memory with what else it is given: a line for each buffer or variable that is
/// written. Those whose types rule out common memory are not compared.
/// <code>
/// global::Diff.Buffers.RequireNoOverlap&lt;double&gt;(xGradient).With(x).With(y).With(ref slopeGradient);
/// </code>
/// </summary>
internal sealed class Separations
{
    private readonly List<(string Start, List<string> Others)> _lines = [];

    /// <summary>A buffer, or a variable passed by reference, and a buffer.</summary>
    public void Add(IrType leftType, string left, IrType rightType, string right, string rightName)
    {
        if (rightType is not BufferType { Kind: not BufferKind.Ref } buffer) return;
        // Arrays of different shapes share no memory, and a variable lies in a jagged array or matrix only on purpose.
        var isReference = leftType is not BufferType;
        var element = isReference ? leftType : ((BufferType)leftType).Element;
        if (element.Name != buffer.Element.Name || isReference && !Gradients.IsSpanned(rightType)) return;
        if (!isReference && (Gradients.IsSpanned(leftType) != Gradients.IsSpanned(rightType) || ((BufferType)leftType).Rank != buffer.Rank))
            return;
        var name = right.TrimStart('@') == rightName.TrimStart('@') ? "" : $", \"{rightName.TrimStart('@')}\"";
        Add(element is BufferType row ? row.Element : element, isReference ? $"ref {left}" : left, right + name);
    }

    /// <summary>Two variables passed by reference.</summary>
    public void Add(Independent left, Independent right)
    {
        if (left.Type.Name == right.Type.Name) Add(left.Type, $"ref {left.Gradient}", $"ref {right.Gradient}");
    }

    public void Write(CodeWriter writer)
    {
        foreach (var (start, others) in _lines) writer.Line($"{start}{string.Concat(others.Select(other => $".With({other})"))};");
    }

    private void Add(IrType element, string left, string right)
    {
        var start = $"{KnownNames.RequireNoOverlap}<{element.Name}>({left})";
        var line = _lines.FindIndex(line => line.Start == start);
        if (line >= 0) _lines[line].Others.Add(right);
        else _lines.Add((start, [right]));
    }
}
