using Diff.Generators.Ir;
using static Diff.Generators.Emit.Members.JacobianMember;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// The columns of a Jacobian, each from forward mode along one input.
/// <code>
/// xTangent[i] = 1.0; FillColumn(column++, FJvp(x, xTangent).Tangent); xTangent[i] = 0.0;
/// </code>
/// </summary>
/// <param name="isBundled">There is a <c>F__JvpBundle</c>.</param>
internal sealed class JacobianColumns(Family family, bool isBundled, CodeWriter writer)
{
    private const string Fill = "FillColumn";

    private string Column => family.Untaken("column");

    private string Tangent => family.Untaken("tangent");

    private string Lender => family.Untaken("lender");

    /// <summary>Whether the method can be run once per column: it changes nothing that it reads, and has no effects.</summary>
    public bool CanRun =>
        !family.Method.HasEffects && family.Inputs.Count > 0 && family.Inputs.All(input => input.Mode != PassMode.Ref && !input.IsWritten);

    /// <summary>Whether directions lie in memory that is lent.</summary>
    public bool TakesScratch => family.Independents.Any(independent => independent.Owner is null && independent.IsBuffer);

    /// <summary>Whether the arrays that a run returns are lent.</summary>
    private bool BorrowsResults => family.Borrowed.Count > 0;

    public Size Count => SizeOf(Family.Distinct(family.Inputs).ToList(), input => Flat(family, input, writer).Numbers);

    private IEnumerable<Weighted> Delivered => family.Weights.Where(weighted => weighted.Parameter >= 0);

    public void Write()
    {
        // Without a column no call assigns it.
        if (family.Primal.Any(formal => formal.Modifier == "out") && (isBundled || family.Inputs.All(input => input.IsBuffer)))
            writer.Line((family.Returned is null ? "" : "_ = ") + family.PrimalCall + ";");
        if (isBundled)
        {
            Bundles();
            return;
        }

        if (BorrowsResults) Checks.OfPrimal(family, writer);
        writer.Line($"var {Column} = 0;");
        foreach (var independent in family.Independents.Where(independent => independent.Owner is null && independent.IsBuffer))
            writer.Line($"var {independent.Tangent} = {independent.LentZero(ScratchOf(family))};");
        foreach (var weighted in Delivered.Where(weighted => !weighted.IsWrittenBuffer))
            writer.Line($"{weighted.Type.Name} {weighted.Tangent};");
        foreach (var input in Family.Distinct(family.Inputs))
        {
            if (input.Owner is not null)
            {
                Flat(family, input, writer).ForEachUnit(() => OneColumn(input, null));
                continue;
            }

            if (input.Type is not BufferType buffer)
            {
                foreach (var leaf in Scalars(input.Type)) OneColumn(input, leaf);
                continue;
            }

            var (loops, index) = Elements(buffer, input.Tangent, family);
            foreach (var loop in loops)
            {
                writer.Line(loop);
                writer.Open();
            }

            foreach (var leaf in Scalars(ElementOf(buffer)))
            {
                writer.Line($"{input.Tangent}{index} = {Unit(ElementOf(buffer), leaf, "")};");
                OneColumn(input, null);
            }

            writer.Line($"{input.Tangent}{index} = {Unit(ElementOf(buffer), null, "")};");
            foreach (var _ in loops) writer.Close();
        }
    }

    /// <summary>All columns, several at a time.</summary>
    private void Bundles()
    {
        var (output, jacobian) = (family.Untaken("output"), family.Untaken("jacobian"));
        Checks.OfPrimal(family, writer);
        var bundled = family.Bundled();
        foreach (var independent in bundled.Independents.Where(independent => independent.IsBuffer))
            writer.Line($"var {independent.Tangent} = {independent.LentZero(ScratchOf(family))};");
        var units = new UnitBundle([.. family.Inputs.Select(input => new UnitPart(input.Type, input.Name, input.Tangent))], Column, family);
        BundleMembers.OpenLoop(Column, $"{jacobian}.GetLength(1)", BundleMembers.NumberOf(family), writer);
        units.Seed(writer);
        foreach (var written in family.Independents.Where(independent => independent.IsWritten))
            writer.Line(Clear((BufferType)written.Type, written.Tangent));
        var tangents = family.Inputs.Select((input, i) => (input.Parameter, Text: units.Argument(i)))
            .Concat(family.Independents.Where(independent => independent.IsOutput)
                .Select(output => (output.Parameter, Text: output.Tangent)))
            .Concat(Delivered.Where(weighted => !weighted.IsWrittenBuffer)
                .Select(weighted => (weighted.Parameter, Text: "out var " + weighted.Tangent)))
            .OrderBy(pair => pair.Parameter).Select(pair => pair.Text);
        if (family.Borrowed.Count > 0) writer.Line($"using var {Lender} = global::Diff.Scratch.Enter();");
        var call = family.Call(Signatures.JvpBundle, [.. tangents, .. family.Borrowed.Select(_ => Lender + ".Results()")]);
        writer.Line(family.Returned is { IsDifferentiable: true } ? $"var {Tangent} = {call}.Tangent;" : call + ";");
        writer.Line($"var {output} = 0;");
        var matrix = new LaneMatrix(family, $"{BundleMembers.HelpersOf(BundleMembers.NumberOf(family))}.Store({jacobian}, ref {output}, {Column}",
            writer);
        foreach (var weighted in bundled.Weights) matrix.Write(weighted.Type, weighted.Parameter >= 0 ? weighted.Tangent : Tangent);
        writer.Close();
    }

    private void OneColumn(Independent input, string? leaf)
    {
        foreach (var written in family.Independents.Where(independent => independent.IsWritten))
            writer.Line(Clear((BufferType)written.Type, written.Tangent));
        // What lends memory takes the tangents of an object's fields one by one.
        var tangents = (BorrowsResults ? family.Independents : Family.Distinct(family.Independents))
            .Select(independent => (independent.Parameter, Text: TangentOf(independent, independent == input ? leaf : null)))
            .Concat(Delivered.Where(weighted => !weighted.IsWrittenBuffer)
                .Select(weighted => (weighted.Parameter, Text: "out " + weighted.Tangent)))
            .OrderBy(pair => pair.Parameter).Select(pair => pair.Text);
        var call = BorrowsResults
            ? family.Call(Signatures.Jvp, [.. tangents, .. family.Borrowed.Select(_ => Lender + ".Results()")])
            : family.Call("Jvp", tangents);
        var arguments = new List<string> { Column + "++" };
        if (family.Returned is { IsDifferentiable: true }) arguments.Add(call + ".Tangent");
        else writer.Line(call + ";");
        arguments.AddRange(Delivered.Select(weighted => weighted.Tangent));
        writer.Line(
            $"{(BorrowsResults ? $"using (var {Lender} = global::Diff.Scratch.Enter()) " : "")}{Fill}({string.Join(", ", arguments)});");
    }

    private string TangentOf(Independent independent, string? leaf) =>
        independent.Owner is { } owner ? BorrowsResults ? independent.Tangent : owner.Tangent
        : independent.IsBuffer ? independent.Tangent
        : Unit(independent.Type, leaf, "");

    /// <summary>The local function that fills a column.</summary>
    public void WriteFill()
    {
        if (isBundled) return;
        var (output, input, jacobian) = (family.Untaken("output"), family.Untaken("input"), family.Untaken("jacobian"));
        var formals = new List<string> { $"int {input}" };
        if (family.Returned is { IsDifferentiable: true }) formals.Add($"{family.ReturnedTangent} {Tangent}");
        formals.AddRange(Delivered.Select(weighted => $"{Gradients.TypeOf(weighted.Type)} {weighted.Tangent}Out"));
        writer.Line("");
        writer.Line($"void {Fill}({string.Join(", ", formals)})");
        writer.Open();
        writer.Line($"var {output} = 0;");
        foreach (var weighted in family.Weights)
        {
            var source = weighted.Parameter >= 0 ? weighted.Tangent + "Out"
                : family.Method.ReturnedTuple is null ? Tangent
                : Tangent + weighted.Weight.Name.Substring(family.WeightFormals[0].Name.Length);
            if (weighted.Type is BufferType buffer)
                writer.Line(ForEach(buffer, source, family, element => $"{jacobian}[{output}++, {input}] = {Element(family, buffer, element)};"));
            else
                foreach (var leaf in Scalars(weighted.Type))
                    writer.Line($"{jacobian}[{output}++, {input}] = {Element(family, weighted.Type, source + leaf)};");
        }

        writer.Close();
    }
}
