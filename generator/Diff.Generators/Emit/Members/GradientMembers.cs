using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>The thin members over <c>FVjp</c>: <c>FGradient</c> and both forms of <c>FValueAndGradient</c>.</summary>
internal static class GradientMembers
{
    /// <param name="value">What gives value and gradient together, if that is not <c>FVjp</c>.</param>
    public static void Gradient(Family family, string? value, CodeWriter writer)
    {
        Documentation.Write(writer, $"The gradient of {Documentation.Name(family)} with respect to {Respect(family)}.",
            isInlined: family.IsScalarsOnly);
        writer.Line(family.Head(family.GradientType, "Gradient", [], isOwn: true));
        writer.Open();
        if (value is not null)
        {
            writer.Line($"return {value};");
            writer.Close();
            return;
        }
        Zeros(family, writer);
        writer.Line(VjpCall(family) + ";");
        writer.Line($"return {Family.Tuple(Names(family))};");
        writer.Close();
    }

    public static void ValueAndGradient(Family family, CodeWriter writer)
    {
        ValueAndGradientHead(family, isInlined: family.IsScalarsOnly, writer);
        Zeros(family, writer);
        var value = family.Untaken("value");
        writer.Line($"var {value} = {VjpCall(family)};");
        writer.Line($"return ({value}, {Family.Tuple(Names(family))});");
        writer.Close();
    }

    /// <summary>Of one number: forward mode with a tangent of one, which needs no tape.</summary>
    public static void ValueAndTangent(Family family, CodeWriter writer)
    {
        ValueAndGradientHead(family, isInlined: false, writer);
        writer.Line($"return {Tangent(family)};");
        writer.Close();
    }

    public static string Tangent(Family family) => family.Call("Jvp", [Literals.Exact(Constant.Number(family.Independents[0].Type, 1))]);

    /// <summary>Opens the member.</summary>
    public static void ValueAndGradientHead(Family family, bool isInlined, CodeWriter writer)
    {
        Documentation.Write(writer, $"The value of {Documentation.Name(family)} and its gradient with respect to {Respect(family)}.",
            isInlined: isInlined);
        writer.Line(family.Head(ValueAndGradientType(family), "ValueAndGradient", [], isOwn: true));
        writer.Open();
    }

    public static string ValueAndGradientType(Family family) => $"({family.ReturnType} Value, {family.GradientType} Gradient)";

    /// <summary>The form that overwrites buffers of the caller and allocates nothing.</summary>
    public static void Overwriting(Family family, CodeWriter writer)
    {
        Documentation.Write(writer, $"The value of {Documentation.Name(family)}; its gradient overwrites what is passed.");
        writer.Line(OverwritingHead(family));
        writer.Open();
        Checks.OfGradients(family, writer, buffersOnly: true);
        foreach (var part in family.Parts) writer.Line(part.ClearOf(part.Accumulator.Name));
        writer.Line($"return {VjpCall(family)};");
        writer.Close();
    }

    public static string OverwritingHead(Family family) =>
        family.Head(family.ReturnType, "ValueAndGradient", Overwritten(family));

    /// <summary>The parameters that receive a gradient.</summary>
    public static IEnumerable<Formal> Overwritten(Family family) =>
        family.Parts.Select(part => part.IsBuffer ? part.Accumulator : part.Accumulator with { Modifier = "out" });

    /// <summary>The statement that sets a gradient to zero.</summary>
    public static string Clear(IrType type, string gradient) => type switch
    {
        BufferType { Rank: 1, Element: BufferType } => $"global::System.Array.ForEach({gradient}, global::System.Array.Clear);",
        BufferType when Gradients.IsSpanned(type) => $"{gradient}.Clear();",
        BufferType => $"global::System.Array.Clear({gradient});",
        _ => $"{gradient} = {Gradients.Zero(type, "")};",
    };

    private static void Zeros(Family family, CodeWriter writer)
    {
        Checks.OfPresence(family, writer);
        foreach (var part in family.Parts) writer.Line($"var {part.Accumulator.Name} = {part.Zero};");
    }

    private static string VjpCall(Family family) => family.Call("Vjp",
        [Literals.Exact(Constant.Number(family.Weights[0].Type, 1)), .. family.Parts.Select(part => part.Accumulator.Argument)]);

    private static List<string> Names(Family family) => family.Parts.Select(part => part.Accumulator.Name).ToList();

    private static string Respect(Family family) => string.Join(", ",
        family.Parts.Select(part => part.Name == "this" ? "the object" : $"<paramref name=\"{part.Name.TrimStart('@')}\"/>"));
}
