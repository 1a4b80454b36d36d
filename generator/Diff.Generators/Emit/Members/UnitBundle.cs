using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>The unit vectors of numbers and buffers that stand one after the other, four of them at a time.</summary>
/// <param name="parts">In order.</param>
/// <param name="index">The variable that holds the number of the first vector.</param>
internal sealed class UnitBundle(IReadOnlyList<UnitPart> parts, string index)
{
    /// <summary>Makes the buffers those of the vectors.</summary>
    public void Seed(CodeWriter writer)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (!parts[i].Type.IsBuffer()) continue;
            var offset = Offset(i);
            writer.Line($"{BundleMembers.Helpers}.Seed({parts[i].Bundle}, {index}{(offset == "0" ? "" : offset.IndexOf('+') < 0 ? " - " + offset : $" - ({offset})")});");
        }
    }

    /// <summary>What the vectors hold for a part, as an argument.</summary>
    public string Argument(int part) => parts[part].Type.IsBuffer() ? parts[part].Bundle
        : Offset(part) is var offset && offset == "0" ? $"{BundleMembers.Helpers}.Unit(-{index})"
        : $"{BundleMembers.Helpers}.Unit({offset} - {index})";

    private string Offset(int part)
    {
        var before = parts.Take(part).ToList();
        return JacobianMember.Sum(before.Count(other => !other.Type.IsBuffer()), before.Where(other => other.Type.IsBuffer()).Select(other => JacobianMember.LengthOf(other.Type, other.Shape)));
    }
}

/// <summary>A number, or a buffer.</summary>
/// <param name="Shape">The buffer that has as many elements.</param>
/// <param name="Bundle">The variable that holds the elements of the vectors.</param>
internal sealed record UnitPart(IrType Type, string Shape, string Bundle);
