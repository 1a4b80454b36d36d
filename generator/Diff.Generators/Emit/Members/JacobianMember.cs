using System.Globalization;
using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// <c>FJacobian</c>: one row per scalar output, one column per scalar input. Rows come from the reverse half, columns from forward mode,
/// whichever are fewer; columns only where the method may be run again.
/// </summary>
/// <param name="jvp">Forward mode.</param>
/// <param name="reverse">The reverse half.</param>
internal sealed class JacobianMember(Family family, Derivative? jvp, Derivative? reverse, CodeWriter writer)
{
    /// <summary>Whether the columns that are written are computed several at a time.</summary>
    public bool BundlesColumns { get; private set; }

    /// <summary>Whether the rows that are written are computed several at a time.</summary>
    public bool BundlesRows { get; private set; }

    public static MatrixMembers Of(Family family) => new(family, "Jacobian");

    /// <param name="mayRunColumns">There is a <c>FJvp</c> of the generator's own.</param>
    public void Write(bool mayRunColumns)
    {
        BundlesColumns = !family.HasObjects && BundleMembers.IsWorth(jvp, family.Inputs.Select(input => input.Type).ToList());
        BundlesRows = BundleMembers.IsWorth(reverse, family.Weights.Select(weighted => weighted.Type).ToList());
        var matrix = Of(family);
        matrix.Open(
            $"The Jacobian of {Documentation.Name(family)}: a row per output, a column per input, both in the order of the signature", "",
            writer);
        var (rows, columns) = (new JacobianRows(family, BundlesRows, writer), new JacobianColumns(family, BundlesColumns, writer));
        var (height, width) = (rows.Count, columns.Count);
        var isByColumns = mayRunColumns && columns.CanRun;
        var isByRows = true;
        // Forward mode records nothing.
        var prefersColumns = BundlesColumns || !BundlesRows;
        if (isByColumns && height.IsFixed && width.IsFixed)
        {
            isByColumns = width.Scalars < height.Scalars || prefersColumns && width.Scalars == height.Scalars;
            isByRows = !isByColumns;
        }

        BundlesColumns &= isByColumns;
        BundlesRows &= isByRows;
        if (family.HasObjects || (isByColumns && columns.TakesScratch) || (isByRows && rows.TakesScratch))
            writer.Line($"using var {ScratchOf(family)} = global::Diff.Scratch.Enter();");
        foreach (var independent in Family.Distinct(family.Inputs).Where(independent => independent.Owner is not null))
        {
            writer.Line($"var {independent.Owner!.Tangent} = {GradientPart.Of(independent).Zero};");
            Flat(family, independent, writer).Declare(ScratchOf(family));
        }

        if (isByRows && rows.NeedsValue) rows.Open();
        var jacobian = matrix.Matrix;
        writer.Line(matrix.Take(height.Text, width.Text));
        if (isByRows && !rows.NeedsValue && !isByColumns) rows.Open();
        if (isByColumns && isByRows)
        {
            writer.Line($"if ({jacobian}.GetLength(1) {(prefersColumns ? "<=" : "<")} {jacobian}.GetLength(0))");
            writer.Open();
        }

        if (isByColumns)
        {
            columns.Write();
            writer.Line($"return {jacobian};");
        }

        if (isByColumns && isByRows)
        {
            writer.Close();
            if (!rows.NeedsValue) rows.Open();
        }

        if (isByRows)
        {
            rows.Write();
            writer.Line($"return {jacobian};");
            rows.WriteFill();
        }

        if (isByColumns) columns.WriteFill();
        writer.Close();
    }

    /// <summary>The variable of the memory for directions, weights and gradients.</summary>
    public static string ScratchOf(Family family) => family.Untaken("scratch");

    public static FlatObject Flat(Family family, Independent independent, CodeWriter writer) =>
        new(family, independent, independent.Owner!.Tangent, writer);

    /// <summary>How many numbers independents have.</summary>
    /// <param name="flat">The flat vector of an object.</param>
    public static Size SizeOf(IReadOnlyList<Independent> independents, Func<Independent, string> flat) => new(
        independents.Where(independent => independent.Owner is null && !independent.IsBuffer)
            .Sum(independent => Scalars(independent.Type).Count()),
        independents.Where(independent => independent.Owner is not null || independent.IsBuffer)
            .Select(independent => independent.Owner is null ? LengthOf(independent.Type, independent.Name) : flat(independent) + ".Length")
            .ToList());

    /// <summary>How many numbers there are.</summary>
    /// <param name="Scalars">Those outside of buffers.</param>
    /// <param name="Lengths">The lengths of the buffers.</param>
    public sealed record Size(int Scalars, IReadOnlyList<string> Lengths)
    {
        public bool IsFixed => Lengths.Count == 0;

        public string Text => Sum(Scalars, Lengths);
    }

    // The paths of the scalars of a value: "" for a scalar, ".Item1" … for aggregates.
    public static IEnumerable<string> Scalars(IrType type) => type is AggregateType aggregate
        ? aggregate.Fields.Where(field => field.Type.IsDifferentiable())
            .SelectMany(field => Scalars(field.Type).Select(path => $".{field.Name}{path}"))
        : [""];

    /// <summary>A number as an element of the matrix, whose type C# does not convert it to by itself.</summary>
    /// <param name="type">What the number is, or is a part of.</param>
    public static string Element(Family family, IrType type, string number)
    {
        var (scalar, element) = (Gradients.ScalarOf(type), MatrixMembers.ElementOf(family));
        return scalar == element ? number
            : scalar is ScalarType { Kind: ScalarKind.Generic } || element != ScalarType.Double ? $"{element.Name}.CreateChecked({number})"
            : scalar == ScalarType.Half ? "(double)" + number
            : number;
    }

    /// <summary>The number of numbers in a buffer.</summary>
    public static string LengthOf(IrType type, string name)
    {
        var elements = type is BufferType { Element: BufferType }
            ? $"global::Diff.Flat.Count({name})"
            : $"{name}.Length";
        return ElementOf(type) is AggregateType element
            ? $"{Scalars(element).Count().ToString(CultureInfo.InvariantCulture)} * {elements}"
            : elements;
    }

    /// <summary>The type of the innermost elements of a buffer.</summary>
    public static IrType ElementOf(IrType type) => type is BufferType buffer ? ElementOf(buffer.Element) : type;

    public static string Sum(int count, IEnumerable<string> lengths)
    {
        var terms = lengths.ToList();
        if (count > 0 || terms.Count == 0) terms.Insert(0, count.ToString(CultureInfo.InvariantCulture));
        return string.Join(" + ", terms);
    }

    /// <summary>The loops over the elements of a buffer, outermost first, and the index of an element.</summary>
    public static (IReadOnlyList<string> Loops, string Index) Elements(BufferType buffer, string name, Family family)
    {
        var (outer, inner) = (family.Untaken("element"), family.Untaken("inner"));
        string[] dimensions = [outer, inner, family.Untaken("innermost")];
        return buffer switch
        {
            { Rank: > 1 } => ([.. dimensions.Take(buffer.Rank).Select((index, dimension) => Loop(index, $"{name}.GetLength({dimension})"))],
                $"[{string.Join(", ", dimensions.Take(buffer.Rank))}]"),
            { Element: BufferType } => ([Loop(outer, $"{name}.Length"), Loop(inner, $"{name}[{outer}].Length")], $"[{outer}][{inner}]"),
            _ => ([Loop(outer, $"{name}.Length")], $"[{outer}]"),
        };

        static string Loop(string index, string length) => $"for (var {index} = 0; {index} < {length}; {index}++)";
    }

    /// <summary>The statement that does something for each element of a buffer.</summary>
    /// <param name="statement">What it does with a number of the element.</param>
    public static string ForEach(BufferType buffer, string name, Family family, Func<string, string> statement)
    {
        var (line, element) = (family.Untaken("line"), family.Untaken("element"));
        var statements = Scalars(ElementOf(buffer)).Select(leaf => statement(element + leaf)).ToList();
        var body = statements is [var only] ? only : $"{{ {string.Join(" ", statements)} }}";
        return buffer is { Rank: 1, Element: BufferType }
            ? $"foreach (var {line} in {name}) foreach (var {element} in {line}) {body}"
            : $"foreach (var {element} in {name}) {body}";
    }

    public static string Clear(BufferType buffer, string name) =>
        buffer is { Element: BufferType }
            ? $"global::System.Array.ForEach({name}, global::System.Array.Clear);"
            : $"global::System.Array.Clear({name});";

    /// <summary>The value with a 1 at one of its numbers.</summary>
    public static string Unit(IrType type, string? leaf, string path) => type is AggregateType aggregate
        ? AggregateText.Build(aggregate, i => Unit(aggregate.Fields[i].Type, leaf, $"{path}.{aggregate.Fields[i].Name}"))
        : type is ScalarType ? Literals.Exact(Constant.Number(type, leaf == path ? 1 : 0)) : $"default({type.Name})!";

    /// <summary>The value with the same at each of its numbers.</summary>
    public static string Each(IrType type, int number) => type is AggregateType aggregate
        ? AggregateText.Build(aggregate, i => Each(aggregate.Fields[i].Type, number))
        : type is ScalarType ? Literals.Exact(Constant.Number(type, number)) : $"default({type.Name})!";
}
