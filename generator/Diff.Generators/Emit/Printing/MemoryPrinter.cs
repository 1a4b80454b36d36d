using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>Prints elements, lengths, views, copies and new arrays.</summary>
internal sealed class MemoryPrinter(ExpressionPrinter expressions, CallPrinter calls)
{
    /// <summary><c>buffer[indices].path</c>.</summary>
    public string Element(Operand buffer, IReadOnlyList<Operand> indices, IReadOnlyList<int> path)
    {
        var type = (BufferType)buffer.Type;
        var text = expressions.Print(buffer).Inside(Precedence.Primary);
        if (type.Shape is { } shape) text += "." + shape.CellAt(indices).Access;
        else if (indices.Count > 0) text += $"[{string.Join(", ", indices.Select(expressions.Text))}]";
        var element = type.ElementAt(indices);
        foreach (var field in path)
        {
            var aggregate = (AggregateType)element;
            text += "." + aggregate.Fields[field].Name;
            element = aggregate.Fields[field].Type;
        }
        return text;
    }

    /// <summary>Whether C# lets a part of an element be assigned by itself.</summary>
    public static bool IsAssignable(Operand buffer, IReadOnlyList<Operand> indices, IReadOnlyList<int> path) =>
        path.Count == 0 || ((AggregateType)((BufferType)buffer.Type).ElementAt(indices)).IsAssignable(path);

    /// <summary>
    /// The statement that changes parts of an element that cannot be assigned by themselves: the element is built anew.
    /// <code>
    /// a[i].X += s; a[i].Y += t   →   a[i] = new V(a[i].X + s, a[i].Y + t)
    /// </code>
    /// </summary>
    /// <param name="changes">Each part, and its new value given its text.</param>
    public string Rebuild(Operand buffer, IReadOnlyList<Operand> indices,
        IReadOnlyList<(IReadOnlyList<int> Path, Func<string, string> Value)> changes)
    {
        var whole = Element(buffer, indices, []);
        return $"{whole} = {Rebuilt((AggregateType)((BufferType)buffer.Type).ElementAt(indices), whole, 0, changes)};";

        static string Rebuilt(AggregateType type, string text, int depth,
            IReadOnlyList<(IReadOnlyList<int> Path, Func<string, string> Value)> changes) => AggregateText.Build(type, i =>
        {
            var part = $"{text}.{type.Fields[i].Name}";
            var inside = changes.Where(change => change.Path[depth] == i).ToList();
            return inside.Count == 0 ? part
                : inside[0].Path.Count == depth + 1 ? inside[0].Value(part)
                : Rebuilt((AggregateType)type.Fields[i].Type, part, depth + 1, inside);
        });
    }

    public string LengthOf(Length length, bool context)
    {
        var buffer = expressions.Print(length.Buffer, context).Inside(Precedence.Primary);
        return length.Buffer.Type is BufferType { Kind: BufferKind.Grid }
            ? $"{buffer}.GetLength({length.Dimension})"
            : buffer + (length.Buffer.Type is BufferType { IsList: true } ? ".Count" : ".Length");
    }

    public Expression Print(Load load, IrType type)
    {
        var text = Element(load.Buffer, load.Indices, []);
        return load.Buffer.Type is BufferType { Shape: { } shape } && type is BufferType elements && shape.CellAt(load.Indices).IsArray
            ? new(text, Precedence.Primary, elements.Element.Name + "[]") { Widened = Expression.Primary($"new {type.Name}({text})", type) }
            : Expression.Primary(text, type);
    }

    public Expression Print(View view, BufferType type, bool context)
    {
        var source = (BufferType)view.Buffer.Type;
        var buffer = expressions.Print(view.Buffer, context);
        var isWhole = view.Extent is null && view.Start is Constant { Bits: 0 };
        if (view.IsCast) return new($"({type.Name}){buffer.AfterPrefix()}", Precedence.Unary, type.Name);
        if (view.IsNarrowing) return Expression.Primary($"({buffer.Inside(Precedence.Binary["<"])} as {type.Name})", type);
        if (source.Kind == BufferKind.Array)
        {
            var parts = view.Extent is null
                ? buffer.Text
                : $"{buffer.Text}, {expressions.Argument(view.Start)}, {expressions.Argument(view.Extent)}";
            var span = Expression.Primary($"new {type.Name}({parts})", type);
            return isWhole ? buffer with { Widened = span }
                : view.Extent is not null ? span
                : Expression.Primary($"{span.Text}.Slice({expressions.Argument(view.Start)})", type);
        }
        if (isWhole)
            return source.Name == type.Name
                ? buffer
                : buffer with { Widened = new($"({type.Name}){buffer.AfterPrefix()}", Precedence.Unary, type.Name) };
        // An array that is seen as a span where it stands.
        var receiver = buffer.Type.EndsWith("[]", StringComparison.Ordinal) ? buffer.Exact : buffer;
        var slice =
            Expression.Primary(
                $"{receiver.Inside(Precedence.Primary)}.Slice({expressions.Argument(view.Start)}{(view.Extent is null ? "" : ", " + expressions.Argument(view.Extent))})",
                type);
        return source.Kind == type.Kind ? slice : slice with { Widened = new($"({type.Name}){slice.Text}", Precedence.Unary, type.Name) };
    }

    public Expression Print(Clone clone, BufferType type, bool context)
    {
        if (clone.Home == MemoryHome.Scratch && type.Kind == BufferKind.Span)
            return Expression.Primary($"{calls.Scratch}.Copy<{type.Element.Name}>({expressions.Argument(clone.Buffer)})", type);
        if (calls.Lender(clone.Home) is { } tables && type.Element is BufferType kept)
            return Expression.Primary(
                $"{tables}.{(clone.IsCleared ? "TableLike" : "TableOf")}<{kept.Element.Name}>({expressions.Argument(clone.Buffer)}{Level(clone.Level)})",
                type);
        if (calls.Lender(clone.Home) is { } lender)
            return Expression.Primary(
                $"{lender}.{LentShape(type)}Of<{type.Element.Name}>({expressions.Argument(clone.Buffer)}{Level(clone.Level)})", type);
        if (clone.IsCleared)
            return Expression.Primary(Templates.Fill(MemoryTemplates.ZerosLike(type), (_, _) => expressions.Argument(clone.Buffer)), type);
        var buffer = expressions.Print(clone.Buffer, context).Inside(Precedence.Primary);
        return (BufferType)clone.Buffer.Type switch
        {
            { Kind: BufferKind.Span or BufferKind.ReadOnlySpan } => Expression.Primary($"{buffer}.ToArray()", type),
            { Element: BufferType row } =>
                Expression.Primary($"global::System.Array.ConvertAll({buffer}, static row => ({row.Name})row?.Clone()!)", type),
            _ => new($"({type.Name}){buffer}.Clone()", Precedence.Unary, type.Name),
        };
    }

    /// <summary>The kind of array in the names of what lends it.</summary>
    private static string LentShape(BufferType type) => type.Rank switch { 1 => "Array", 2 => "Matrix", _ => "Volume" };

    /// <summary>The argument that tells how long lent memory is needed.</summary>
    public static string Level(int? level) =>
        level is { } known ? $", level: {known.ToString(System.Globalization.CultureInfo.InvariantCulture)}" : "";

    /// <summary>A list of constants.</summary>
    public Expression Print(Allocate list, IrType type)
    {
        var start = type.Name.IndexOf('<');
        return Expression.Primary(
            $"{calls.Scratch}.List{type.Name.Substring(start)}({string.Join(", ", list.Lengths.Select(expressions.Argument))})", type);
    }

    public Expression Print(Allocate allocate, BufferType type)
    {
        var lengths = string.Join(", ", allocate.Lengths.Select(expressions.Argument));
        if (allocate.Home == MemoryHome.Scratch && type.Kind == BufferKind.Span)
            return Expression.Primary($"{calls.Scratch}.Zeros<{type.Element.Name}>({lengths})", type);
        if (calls.Lender(allocate.Home) is { } lender)
            return Expression.Primary($"{lender}.{LentShape(type)}<{type.Element.Name}>({lengths}{Level(allocate.Level)})", type);
        var element = type.Element.Name;
        var bracket = element.IndexOf('[');
        var text = bracket < 0
            ? $"new {element}[{lengths}]"
            : $"new {element.Substring(0, bracket)}[{lengths}]{element.Substring(bracket)}";
        var created = Expression.Primary(text, type);
        return type.Kind is BufferKind.Array or BufferKind.Grid
            ? created
            : created with { Widened = Expression.Primary($"new {type.Name}({text})", type) };
    }
}
