using Diff.Generators.Ir;
using static Diff.Generators.Emit.Members.JacobianMember;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// The rows of a Jacobian, each from the pullback with a unit weight.
/// <code>
/// weight[i] = 1.0; FillRow(row++, pullback.Gradient(weight)); weight[i] = 0.0;
/// </code>
/// </summary>
/// <param name="isBundled">There is a <c>F__ReverseBundle</c>.</param>
internal sealed class JacobianRows(Family family, bool isBundled, CodeWriter writer)
{
    private const string Fill = "FillRow";

    private string Row => family.Untaken("row");

    private string Gradient => family.Untaken("gradient");

    private string Pullback => family.Untaken("pullback");

    /// <summary>The shapes of returned arrays are known when the method has run.</summary>
    public bool NeedsValue => family.Weights.Any(weighted => weighted.Parameter < 0 && weighted.Type.IsBuffer());

    /// <summary>Whether weights or gradients lie in memory that is lent.</summary>
    public bool TakesScratch => family.Weights.Any(weighted => weighted.Type.IsBuffer())
        || family.Independents.Any(independent => independent.Owner is null && independent.IsBuffer);

    /// <summary>Whether all rows use the same memory for the gradient.</summary>
    private bool ReusesGradient => family.Parts.Any(part => part.IsBuffer);

    /// <summary>The number of rows, once the weights are there.</summary>
    public Size Count => new(
        family.Weights.Where(weighted => !weighted.Type.IsBuffer()).Sum(weighted => Scalars(weighted.Type).Count()),
        family.Weights.Where(weighted => weighted.Type.IsBuffer()).Select(weighted => LengthOf(weighted.Type, Shape(weighted))).ToList());

    /// <summary>Runs the forward half.</summary>
    public void Open()
    {
        if (isBundled) JacobianRowBundles.Open(family, NeedsValue, writer);
        else if (NeedsValue) new PullbackMembers(family, writer).Lend(Pullback);
        else writer.Line($"using var {Pullback} = {family.Call("WithPullback", [])};");
    }

    public void Write()
    {
        if (isBundled)
        {
            JacobianRowBundles.Write(family, Shape, writer);
            return;
        }

        writer.Line($"var {Row} = 0;");
        if (family.Method.ReturnedTuple is { } tuple)
        {
            var next = 0;
            var returned = family.Weights.Where(weighted => weighted.Parameter < 0).ToList();
            writer.Line(
                $"{tuple.Tangent().Name} {family.WeightFormals[0].Name} = {ReturnForms.Tangent(tuple, _ => Zero(returned[next++]), "default!")};");
        }

        foreach (var weighted in family.Weights.Where(weighted => !IsField(weighted)))
        {
            if (weighted.Type.IsBuffer()) writer.Line($"var {weighted.Weight.Name} = {Zero(weighted)};");
            else if (weighted.Parameter >= 0) writer.Line($"{weighted.Type.Name} {weighted.Weight.Name};");
        }

        if (ReusesGradient)
            foreach (var part in family.Parts) writer.Line($"var {part.Accumulator.Name} = {part.LentZero(ScratchOf(family))};");
        foreach (var weighted in family.Weights)
            foreach (var leaf in Scalars(weighted.Type)) Rows(weighted, leaf);
    }

    /// <summary>A field of a returned tuple of arrays.</summary>
    private bool IsField(Weighted weighted) => weighted.Parameter < 0 && family.Method.ReturnedTuple is not null;

    private string Zero(Weighted weighted) => weighted.Type.IsBuffer()
        ? Gradients.LentZero(weighted.Type, Shape(weighted), ScratchOf(family))
        : Gradients.Zero(weighted.Type, Shape(weighted));

    /// <summary>The output that a weight has the shape of.</summary>
    private string Shape(Weighted weighted) => weighted.Parameter >= 0 ? family.Primal[weighted.Parameter].Name
        : IsField(weighted) ? $"{Value}{weighted.Weight.Name.Substring(family.WeightFormals[0].Name.Length)}"
        : Value;

    private string Value => isBundled ? JacobianRowBundles.Value(family) : Pullback + ".Value";

    private void Rows(Weighted output, string leaf)
    {
        if (output.Type is not BufferType buffer)
        {
            OneRow(output, leaf, "");
            return;
        }

        var (loops, index) = Elements(buffer, output.Weight.Name, family);
        foreach (var loop in loops)
        {
            writer.Line(loop);
            writer.Open();
        }

        foreach (var part in Scalars(ElementOf(buffer))) OneRow(output, part, index);
        foreach (var _ in loops) writer.Close();
    }

    private void OneRow(Weighted output, string leaf, string index)
    {
        var weights = new List<string>();
        var references = new List<string>();
        if (family.Method.ReturnedTuple is not null) weights.Add(family.WeightFormals[0].Name);
        foreach (var weighted in family.Weights)
        {
            var name = weighted.Weight.Name;
            if (weighted.Type is BufferType buffer)
            {
                // What was written left with the gradient in its weight.
                if (weighted.IsWrittenBuffer) writer.Line(Clear(buffer, name));
                if (weighted == output) writer.Line($"{name}{index} = {Unit(ElementOf(buffer), leaf, "")};");
                if (!IsField(weighted)) weights.Add(name);
            }
            else if (IsField(weighted))
            {
                if (weighted == output) writer.Line($"{name} = {Number(weighted, 1)};");
            }
            else
            {
                var unit = Unit(weighted.Type, weighted == output ? leaf : null, "");
                if (weighted.Parameter >= 0) writer.Line($"{name} = {unit};");
                weights.Add(weighted.Parameter < 0 ? unit : "ref " + name);
            }

            if (IsInput(weighted)) references.Add(name);
        }

        var arguments = new List<string> { Row + "++" };
        if (ReusesGradient)
        {
            foreach (var independent in Family.Distinct(family.Accumulated))
                writer.Line(independent is { Owner: null, Type: BufferType buffer }
                    ? Clear(buffer, independent.Gradient)
                    : GradientPart.Of(independent).ClearOf(independent.Owner?.Gradient ?? independent.Gradient));
            writer.Line(
                $"{Pullback}.AddGradient({string.Join(", ", weights.Concat(family.Parts.Select(part => part.Accumulator.Argument)))});");
            arguments.Add(Family.Tuple(family.Parts.Select(part => part.Accumulator.Name).ToList()));
        }
        else if (family.Accumulated.Count > 0) arguments.Add($"{Pullback}.Gradient({string.Join(", ", weights)})");
        else writer.Line($"{Pullback}.AddGradient({string.Join(", ", weights)});");
        arguments.AddRange(references);
        writer.Line($"{Fill}({string.Join(", ", arguments)});");
        if (output is { IsWrittenBuffer: false } && (output.Type.IsBuffer() || IsField(output)))
            writer.Line($"{output.Weight.Name}{index} = {Unit(ElementOf(output.Type), null, "")};");
    }

    private static string Number(Weighted weighted, int value) => Literals.Exact(Constant.Number(Gradients.ScalarOf(weighted.Type), value));

    /// <summary>Whether the weight carries the gradient of an input out.</summary>
    private bool IsInput(Weighted weighted) => weighted.Parameter >= 0 && family.Inputs.Any(input => input.Parameter == weighted.Parameter);

    /// <summary>The local function that fills a row.</summary>
    public void WriteFill()
    {
        if (isBundled) return;
        var gradientType = Family.TupleType(family.Parts.Select(part => (part.Type, part.Element)).ToList());
        var (output, input, jacobian) = (family.Untaken("output"), family.Untaken("input"), family.Untaken("jacobian"));
        var formals = new List<string> { $"int {output}" };
        if (family.Accumulated.Count > 0) formals.Add($"{gradientType} {Gradient}");
        formals.AddRange(family.Weights.Where(IsInput).Select(weighted => $"{Gradients.TypeOf(weighted.Type)} {weighted.Weight.Name}Out"));
        writer.Line("");
        writer.Line($"void {Fill}({string.Join(", ", formals)})");
        writer.Open();
        writer.Line($"var {input} = 0;");
        foreach (var independent in Family.Distinct(family.Inputs))
        {
            var source = independent.Mode == PassMode.Ref || independent.IsWritten
                ? family.Weights.First(weighted => weighted.Parameter == independent.Parameter).Weight.Name + "Out"
                : family.Parts.Count == 1 ? Gradient
                : $"{Gradient}.{GradientPart.Of(independent).Element}";
            if (independent.Owner is not null)
                Flat(family, independent, writer).Read(source, isShared: true, number => $"{jacobian}[{output}, {input}++] = {number};");
            else if (independent.Type is BufferType buffer)
                writer.Line(ForEach(buffer, source, family, element => $"{jacobian}[{output}, {input}++] = {Element(family, buffer, element)};"));
            else
                foreach (var leaf in Scalars(independent.Type))
                    writer.Line($"{jacobian}[{output}, {input}++] = {Element(family, independent.Type, source + leaf)};");
        }

        writer.Close();
    }
}
