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
        var rows = family.Weights.Sum(weighted => Scalars(weighted.Type).Count());
        var columns = Columns().ToList();
        var count = columns.Count(column => column.Length is null).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var lengths = columns.Where(column => column.Length is not null).Select(column => column.Length!).ToList();
        var width = string.Join(" + ", count == "0" && lengths.Count > 0 ? lengths : lengths.Prepend(count));
        writer.Line($"var {jacobian} = new {TypeOf(family).Replace("[,]", "")}[{rows}, {width}];");
        var row = 0;
        foreach (var weighted in family.Weights)
            foreach (var leaf in Scalars(weighted.Type).ToList()) Row(row++, weighted, leaf, pullback);
        writer.Line($"return {jacobian};");
        Fill(columns, jacobian);
        writer.Close();
    }

    /// <summary>A column, or the columns of a buffer.</summary>
    private sealed record Column(string Text, string? Length, BufferType? Buffer);

    private IEnumerable<Column> Columns()
    {
        foreach (var independent in family.Independents)
        {
            var source = independent.Mode == PassMode.Ref ? Weight(independent.Parameter) : family.Accumulated.Count == 1 ? Gradient : $"{Gradient}.{independent.Element}";
            if (independent.Type is BufferType buffer)
            {
                var length = buffer switch
                {
                    { Rank: 2 } => $"{independent.Name}.Length",
                    { Element: BufferType } => $"global::System.Linq.Enumerable.Sum({independent.Name}, row => row.Length)",
                    _ => $"{independent.Name}.Length",
                };
                yield return new(source, length, buffer);
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
    private static IEnumerable<string> Scalars(IrType type) => type is AggregateType aggregate
        ? aggregate.Fields.Where(field => field.Type.IsDifferentiable()).SelectMany(field => Scalars(field.Type).Select(path => $".{field.Name}{path}"))
        : [""];

    private void Row(int row, Weighted output, string leaf, string pullback)
    {
        var weights = new List<string>();
        var references = new List<string>();
        foreach (var weighted in family.Weights)
        {
            var unit = Unit(weighted.Type, weighted == output ? leaf : null, "");
            if (weighted.Parameter < 0)
            {
                weights.Add(unit);
                continue;
            }
            writer.Line($"{(row == 0 ? "var " : "")}{weighted.Weight.Name} = {unit};");
            weights.Add("ref " + weighted.Weight.Name);
            if (family.Independents.Any(independent => independent.Parameter == weighted.Parameter)) references.Add(weighted.Weight.Name);
        }
        var call = $"{pullback}.Gradient({string.Join(", ", weights)})";
        var arguments = new List<string> { row.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        if (family.Accumulated.Count > 0) arguments.Add(call);
        else writer.Line($"{pullback}.AddGradient({string.Join(", ", weights)});");
        arguments.AddRange(references);
        writer.Line($"{Local}({string.Join(", ", arguments)});");
    }

    private static string Local => "FillRow";

    private static string Unit(IrType type, string? leaf, string path) => type is AggregateType aggregate
        ? $"({string.Join(", ", aggregate.Fields.Select(field => Unit(field.Type, leaf, $"{path}.{field.Name}")))})"
        : type is ScalarType ? Literals.Exact(Constant.Number(type, leaf == path ? 1 : 0)) : $"default({type.Name})!";

    private void Fill(List<Column> columns, string jacobian)
    {
        var gradientType = Family.TupleType(family.Accumulated.Select(independent => (independent.GradientType, independent.Element)).ToList());
        var output = family.Untaken("output");
        var formals = new List<string> { $"int {output}" };
        if (family.Accumulated.Count > 0) formals.Add($"{gradientType} {Gradient}");
        foreach (var weighted in family.Weights)
            if (weighted.Parameter >= 0 && family.Independents.Any(independent => independent.Parameter == weighted.Parameter)) formals.Add($"{weighted.Type.Name} {weighted.Weight.Name}Out");
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
