using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// The rows of a Jacobian, several at a time: the forward half runs once, the reverse half with a unit weight in each lane.
/// <code>
/// for (var row = 0; row &lt; jacobian.GetLength(0); row += 4) { Lanes.Seed(weight, row); F__ReverseBundle(x, ref cursor, weight, xGradient); … }
/// </code>
/// </summary>
internal static class JacobianRowBundles
{
    /// <summary>The variable that holds what the method returns.</summary>
    public static string Value(Family family) => family.Untaken("value");

    /// <summary>Runs the forward half.</summary>
    /// <param name="needsValue">What the method returns is asked for its length.</param>
    public static void Open(Family family, bool needsValue, CodeWriter writer)
    {
        Checks.OfPrimal(family, writer);
        if (!family.Method.KeepsRecord) writer.Line($"using var {Tape(family)} = global::Diff.Tape.Rent();");
        var call = family.Call(Signatures.Forward,
            [family.Method.KeepsRecord ? "out var " + Record(family) : Tape(family) + (needsValue ? ".LendingResults" : "")]);
        writer.Line(family.Returned is null ? call + ";" : $"var {Value(family)} = {call};");
    }

    /// <param name="shape">The output that a weight has the shape of.</param>
    public static void Write(Family family, Func<Weighted, string> shape, CodeWriter writer)
    {
        var (row, input, jacobian, cursor) = (family.Untaken("row"), family.Untaken("input"), family.Untaken("jacobian"),
            family.Untaken("cursor"));
        var weights = family.Weights.Select(weighted => new UnitPart(weighted.Type, weighted.Type.IsBuffer() ? shape(weighted) : "",
            weighted.Weight.Name)).ToList();
        var units = new UnitBundle(weights, row, family);
        var bundled = family.Bundled();
        foreach (var weighted in bundled.Weights.Where(weighted => weighted.Type.IsBuffer()))
            writer.Line(
                $"var {weighted.Weight.Name} = {Gradients.LentZero(weighted.Type, shape(weighted), JacobianMember.ScratchOf(family))};");
        foreach (var independent in bundled.Accumulated.Where(independent => independent.IsBuffer))
            writer.Line($"var {independent.Gradient} = {independent.LentZero(JacobianMember.ScratchOf(family))};");
        BundleMembers.OpenLoop(row, $"{jacobian}.GetLength(0)", BundleMembers.NumberOf(family), writer);
        // What was written left with the gradient in its weight.
        foreach (var buffer in family.Independents.Where(independent => independent.IsBuffer))
            writer.Line(JacobianMember.Clear((BufferType)buffer.Type, buffer.Gradient));
        units.Seed(writer);
        if (!family.Method.KeepsRecord) writer.Line($"var {cursor} = {Tape(family)}.Read();");
        var arguments = DerivativeMembers.GivenInputs(family).Select(given => family.Primal[given].Name)
            .Append(family.Method.KeepsRecord ? Record(family) : "ref " + cursor)
            .Concat(Enumerable.Range(0, weights.Count).Where(i => !family.Weights[i].IsWrittenBuffer).Select(units.Argument))
            .Concat(family.Independents.Where(independent => independent.IsBuffer).Select(independent => independent.Gradient));
        var adjoints = family.Independents.Where(independent => !independent.IsBuffer).Select(independent => independent.Gradient).ToList();
        writer.Line(
            $"{(adjoints.Count == 0 ? "" : $"var {Family.Tuple(adjoints)} = ")}{family.Name(Signatures.ReverseBundle)}{family.Declaration.TypeParameters}({string.Join(", ", arguments)});");
        writer.Line($"var {input} = 0;");
        var matrix = new LaneMatrix(family, $"{BundleMembers.HelpersOf(BundleMembers.NumberOf(family))}.StoreRows({jacobian}, {row}, ref {input}",
            writer);
        foreach (var independent in bundled.Inputs) matrix.Write(independent.Type, independent.Gradient);
        writer.Close();
    }

    private static string Tape(Family family) => family.Untaken("tape");

    private static string Record(Family family) => family.Untaken("record");
}
