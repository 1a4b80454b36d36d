using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// <c>FJacobian</c>: one row per scalar output, one column per scalar input, each row by the pullback with a unit weight.
/// </summary>
internal sealed class JacobianMember(Family family, CodeWriter writer)
{
    public static string TypeOf(Family family) => (Gradients.ScalarOf(family.Weights[0].Type) is ScalarType { Kind: ScalarKind.Generic } generic ? generic.Name : "double") + "[,]";

    public static string Head(Family family) => family.HeadOf(TypeOf(family), family.Name("Jacobian"), family.Primal.Select(formal => (formal with { IsScoped = false }).OwnDeclaration));

    public void Write()
    {
        Documentation.Write(writer, $"The Jacobian of {Documentation.Name(family)}: a row per output, a column per input, both in the order of the signature.");
        writer.Line(Head(family));
        writer.Open();
        var (pullback, jacobian) = (family.Untaken("pullback"), family.Untaken("jacobian"));
        writer.Line($"using var {pullback} = {family.Call("WithPullback", [])};");
        foreach (var weighted in family.Weights.Where(weighted => weighted.Type.IsBuffer()))
            writer.Line($"var {weighted.Weight.Name} = {Gradients.Zero(weighted.Type, Shape(weighted, pullback))};");
        var rows = Sum(family.Weights.Where(weighted => !weighted.Type.IsBuffer()).Sum(weighted => Scalars(weighted.Type).Count()), family.Weights.Where(weighted => weighted.Type.IsBuffer()).Select(weighted => LengthOf(weighted.Type, weighted.Weight.Name)));
        var columns = Columns().ToList();
        var width = Sum(columns.Count(column => column.Length is null), columns.Where(column => column.Length is not null).Select(column => column.Length!));
        writer.Line($"var {jacobian} = new {TypeOf(family).Replace("[,]", "")}[{rows}, {width}];");
        var isFirst = true;
        writer.Line($"var {Row} = 0;");
        foreach (var weighted in family.Weights)
            foreach (var leaf in Scalars(weighted.Type).ToList()) Rows(weighted, leaf, pullback, ref isFirst);
        writer.Line($"return {jacobian};");
        Fill(columns, jacobian);
        writer.Close();
    }

    /// <summary>A column, or the columns of a buffer.</summary>
    private sealed record Column(string Text, string? Length, BufferType? Buffer);

    private IEnumerable<Column> Columns()
    {
        foreach (var independent in family.Inputs)
        {
            var source = independent.Mode == PassMode.Ref || independent.IsWritten ? Weight(independent.Parameter) : family.Accumulated.Count == 1 ? Gradient : $"{Gradient}.{independent.Element}";
            if (independent.Type is BufferType buffer)
            {
                yield return new(source, LengthOf(buffer, independent.Name), buffer);
            }
            else
            {
                foreach (var leaf in Scalars(independent.Type)) yield return new(source + leaf, null, null);
            }
        }
    }

    private string Gradient => family.Untaken("gradient");

    private string Weight(int parameter) => family.Weights.First(weighted => weighted.Parameter == parameter).Weight.Name;

    // The paths of the scalars of a value: "" for a scalar, ".Item1" … for aggregates.
    public static IEnumerable<string> Scalars(IrType type) => type is AggregateType aggregate
        ? aggregate.Fields.Where(field => field.Type.IsDifferentiable()).SelectMany(field => Scalars(field.Type).Select(path => $".{field.Name}{path}"))
        : [""];

    /// <summary>The output buffer, whose shape its weight has.</summary>
    private string Shape(Weighted weighted, string pullback) => weighted.Parameter < 0 ? $"{pullback}.Value" : family.Primal[weighted.Parameter].Name;

    /// <summary>The number of numbers in a buffer.</summary>
    public static string LengthOf(IrType type, string name) =>
        type is BufferType { Element: BufferType } ? $"global::System.Linq.Enumerable.Sum({name}, row => row.Length)" : $"{name}.Length";

    public static string Sum(int count, IEnumerable<string> lengths)
    {
        var terms = lengths.ToList();
        if (count > 0 || terms.Count == 0) terms.Insert(0, count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return string.Join(" + ", terms);
    }

    private void Rows(Weighted output, string leaf, string pullback, ref bool isFirst)
    {
        if (output.Type.IsBuffer())
        {
            var (loops, index) = Elements((BufferType)output.Type, output.Weight.Name, family);
            DeclareScalars(ref isFirst);
            foreach (var loop in loops)
            {
                writer.Line(loop);
                writer.Open();
            }

            OneRow(output, leaf, pullback, index);
            foreach (var _ in loops) writer.Close();
            return;
        }

        DeclareScalars(ref isFirst);
        OneRow(output, leaf, pullback, "");
    }

    /// <summary>The loops over the elements of a buffer, outermost first, and the index of an element.</summary>
    public static (IReadOnlyList<string> Loops, string Index) Elements(BufferType buffer, string name, Family family)
    {
        var (outer, inner) = (family.Untaken("element"), family.Untaken("inner"));
        return buffer switch
        {
            { Rank: 2 } => ([Loop(outer, $"{name}.GetLength(0)"), Loop(inner, $"{name}.GetLength(1)")], $"[{outer}, {inner}]"),
            { Element: BufferType } => ([Loop(outer, $"{name}.Length"), Loop(inner, $"{name}[{outer}].Length")], $"[{outer}][{inner}]"),
            _ => ([Loop(outer, $"{name}.Length")], $"[{outer}]"),
        };

        static string Loop(string index, string length) => $"for (var {index} = 0; {index} < {length}; {index}++)";
    }

    private void DeclareScalars(ref bool isFirst)
    {
        if (!isFirst) return;
        isFirst = false;
        foreach (var weighted in family.Weights)
            if (weighted.Parameter >= 0 && !weighted.IsWrittenBuffer) writer.Line($"{weighted.Type.Name} {weighted.Weight.Name};");
    }

    private void OneRow(Weighted output, string leaf, string pullback, string index)
    {
        var weights = new List<string>();
        var references = new List<string>();
        foreach (var weighted in family.Weights)
        {
            var name = weighted.Weight.Name;
            if (weighted.Type.IsBuffer())
            {
                writer.Line(weighted.Type is BufferType { Element: BufferType } ? $"global::System.Array.ForEach({name}, global::System.Array.Clear);" : $"global::System.Array.Clear({name});");
                if (weighted == output) writer.Line($"{name}{index} = {Literals.Exact(Constant.Number(Gradients.ScalarOf(weighted.Type), 1))};");
                weights.Add(name);
                if (IsInput(weighted)) references.Add(name);
                continue;
            }
            var unit = Unit(weighted.Type, weighted == output ? leaf : null, "");
            if (weighted.Parameter < 0)
            {
                weights.Add(unit);
                continue;
            }
            writer.Line($"{name} = {unit};");
            weights.Add("ref " + name);
            if (IsInput(weighted)) references.Add(name);
        }
        var arguments = new List<string> { Row + "++" };
        if (family.Accumulated.Count > 0) arguments.Add($"{pullback}.Gradient({string.Join(", ", weights)})");
        else writer.Line($"{pullback}.AddGradient({string.Join(", ", weights)});");
        arguments.AddRange(references);
        writer.Line($"{Local}({string.Join(", ", arguments)});");
    }

    /// <summary>Whether the weight carries the gradient of an input out.</summary>
    private bool IsInput(Weighted weighted) => weighted.Parameter >= 0 && family.Inputs.Any(input => input.Parameter == weighted.Parameter);

    private string Row => family.Untaken("row");

    private static string Local => "FillRow";

    public static string Unit(IrType type, string? leaf, string path) => type is AggregateType aggregate
        ? $"({string.Join(", ", aggregate.Fields.Select(field => Unit(field.Type, leaf, $"{path}.{field.Name}")))})"
        : type is ScalarType ? Literals.Exact(Constant.Number(type, leaf == path ? 1 : 0)) : $"default({type.Name})!";

    private void Fill(List<Column> columns, string jacobian)
    {
        var gradientType = Family.TupleType(family.Accumulated.Select(independent => (independent.GradientType, independent.Element)).ToList());
        var output = family.Untaken("output");
        var formals = new List<string> { $"int {output}" };
        if (family.Accumulated.Count > 0) formals.Add($"{gradientType} {Gradient}");
        foreach (var weighted in family.Weights)
            if (IsInput(weighted)) formals.Add($"{Gradients.TypeOf(weighted.Type)} {weighted.Weight.Name}Out");
        writer.Line("");
        writer.Line($"void {Local}({string.Join(", ", formals)})");
        writer.Open();
        var next = family.Untaken("input");
        if (columns.Any(column => column.Buffer is not null)) writer.Line($"var {next} = 0;");
        for (var i = 0; i < columns.Count; i++)
        {
            var text = columns[i].Text;
            foreach (var weighted in family.Weights)
                if (weighted.Parameter >= 0 && (text == weighted.Weight.Name || text.StartsWith(weighted.Weight.Name + ".", StringComparison.Ordinal))) text = weighted.Weight.Name + "Out" + text.Substring(weighted.Weight.Name.Length);
            var hasBuffers = columns.Any(column => column.Buffer is not null);
            var place = hasBuffers ? next + "++" : i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            writer.Line(columns[i].Buffer switch
            {
                null => $"{jacobian}[{output}, {place}] = {text};",
                { Rank: 1, Element: BufferType } => $"foreach (var row in {text}) foreach (var element in row) {jacobian}[{output}, {place}] = element;",
                _ => $"foreach (var element in {text}) {jacobian}[{output}, {place}] = element;",
            });
        }
        writer.Close();
    }
}
