using System.Globalization;
using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// The unit vectors of numbers, tuples, structs and buffers that stand one after the other, as many of them at a time as there are lanes.
/// </summary>
/// <param name="parts">In order.</param>
/// <param name="index">The variable that holds the number of the first vector.</param>
internal sealed class UnitBundle(IReadOnlyList<UnitPart> parts, string index, Family family)
{
    private readonly string _helpers = BundleMembers.HelpersOf(BundleMembers.NumberOf(family));

    /// <summary>Makes the buffers those of the vectors.</summary>
    public void Seed(CodeWriter writer)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Type is not BufferType buffer) continue;
            var offset = Offset(i);
            if (JacobianMember.ElementOf(buffer) is not AggregateType element) SeedNumbers(parts[i].Bundle, offset, writer);
            else if (buffer.Element is BufferType) SeedRows(parts[i].Bundle, element, offset, writer);
            else SeedAll(parts[i].Bundle, element, offset, writer);
        }
    }

    private void SeedNumbers(string bundle, string offset, CodeWriter writer) => writer.Line(
        $"{_helpers}.Seed({bundle}, {index}{(offset == "0" ? "" : offset.IndexOf('+') < 0 ? " - " + offset : $" - ({offset})")});");

    private void SeedAll(string bundle, AggregateType type, string offset, CodeWriter writer)
    {
        var element = family.Untaken("element");
        var first = $"{CountOf(type)} * {element}";
        if (offset != "0") first = $"{offset} + {first}";
        writer.Line($"for (var {element} = 0; {element} < {bundle}.Length; {element}++) {bundle}[{element}] = {Units(type, first)};");
    }

    /// <summary>Counts on from row to row.</summary>
    private void SeedRows(string bundle, AggregateType type, string offset, CodeWriter writer)
    {
        var (line, element, first) = (family.Untaken("line"), family.Untaken("element"), family.Untaken("first"));
        writer.Line($"for (int {line} = 0, {first} = {offset}; {line} < {bundle}.Length; {line}++)");
        writer.Open();
        writer.Line($"for (var {element} = 0; {element} < {bundle}[{line}].Length; {element}++, {first} += {CountOf(type)})");
        writer.Open();
        writer.Line($"{bundle}[{line}][{element}] = {Units(type, first)};");
        writer.Close();
        writer.Close();
    }

    private static string CountOf(AggregateType type) => JacobianMember.Scalars(type).Count().ToString(CultureInfo.InvariantCulture);

    /// <summary>What the vectors hold for a part, as an argument.</summary>
    public string Argument(int part) => parts[part].Type.IsBuffer() ? parts[part].Bundle : Units(parts[part].Type, Offset(part));

    /// <param name="first">The number of the value's first number.</param>
    private string Units(IrType type, string first)
    {
        var next = 0;
        return Of(type);

        string Of(IrType type)
        {
            if (type is AggregateType aggregate) return $"({string.Join(", ", aggregate.Fields.Select(field => Of(field.Type)))})";
            var after = (next++).ToString(CultureInfo.InvariantCulture);
            var number = after == "0" ? first
                : first == "0" ? after
                : int.TryParse(first, out var known) ? (known + next - 1).ToString(CultureInfo.InvariantCulture)
                : $"{first} + {after}";
            return number == "0" ? $"{_helpers}.Unit(-{index})" : $"{_helpers}.Unit({number} - {index})";
        }
    }

    private string Offset(int part)
    {
        var before = parts.Take(part).ToList();
        return JacobianMember.Sum(
            before.Where(other => !other.Type.IsBuffer()).Sum(other => JacobianMember.Scalars(other.Type).Count()),
            before.Where(other => other.Type.IsBuffer()).Select(other => JacobianMember.LengthOf(other.Type, other.Shape)));
    }
}

/// <summary>A value, or a buffer.</summary>
/// <param name="Shape">The buffer that has as many elements.</param>
/// <param name="Bundle">The variable that holds the elements of the vectors.</param>
internal sealed record UnitPart(IrType Type, string Shape, string Bundle);
