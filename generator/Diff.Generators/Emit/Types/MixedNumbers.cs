using System.Globalization;
using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// What is done with the numbers of structs in objects whose gradient is another struct, as C#: whatever else is in them stays.
/// <code>
/// _balls[i] = new Ball(_balls[i].Id, _balls[i].Mass + scale * gradient.Balls[i].Mass);
/// </code>
/// </summary>
internal static class MixedNumbers
{
    /// <summary>Copies a member of an object to a gradient.</summary>
    public static string CopyTo(GradientMember member, string place, string gradient) =>
        ForEach(member, place, gradient, (type, value, tangent) => $"{tangent} = {Numbers(type, value)};");

    /// <summary>Copies a member of a gradient to an object.</summary>
    public static string AssignTo(GradientMember member, string place, string gradient) =>
        ForEach(member, place, gradient, (type, value, tangent) => $"{value} = {With(type, value, tangent, (_, number) => number)};");

    /// <summary>Adds those of a gradient, times <c>scale</c>, to a member of an object.</summary>
    public static string AddTo(GradientMember member, string place, string scale, string gradient) =>
        ForEach(member, place, gradient,
            (type, value, tangent) => $"{value} = {With(type, value, tangent, (own, number) => $"{own} + {scale} * {number}")};");

    private static string ForEach(GradientMember member, string place, string gradient,
        Func<AggregateType, string, string, string> statement) => member.Type switch
    {
        BufferType { Rank: 1 } =>
            $"for (var i = 0; i < {gradient}.Length; i++) {statement(member.Mixed!, place + "[i]", gradient + "[i]")}",
        BufferType { Rank: var rank } when string.Join(", ", Indices.Take(rank)) is var at =>
            string.Join(" ", Indices.Take(rank).Select((index, d) =>
                $"for (var {index} = 0; {index} < {gradient}.GetLength({d.ToString(CultureInfo.InvariantCulture)}); {index}++)"))
            + $" {statement(member.Mixed!, $"{place}[{at}]", $"{gradient}[{at}]")}",
        _ => statement(member.Mixed!, place, gradient),
    };

    private static readonly string[] Indices = ["i", "j", "k"];

    /// <summary>The numbers of a value, as a value of the gradient's type.</summary>
    private static string Numbers(AggregateType type, string value) => type.TangentType is not { } tangent
        ? value
        : AggregateText.Build(tangent, i =>
        type.Fields[i] is { Type: AggregateType part, Name: var name }
            ? Numbers(part, $"{value}.{name}")
            : $"{value}.{type.Fields[i].Name}");

    /// <summary>A value with other numbers.</summary>
    private static string With(AggregateType type, string value, string gradient,
        Func<string, string, string> number) => AggregateText.Build(type, i =>
    {
        var own = $"{value}.{type.Fields[i].Name}";
        if (!type.Fields[i].Type.IsDifferentiable()) return own;
        var other = $"{gradient}.{((AggregateType)type.Tangent()).Fields[i].Name}";
        return type.Fields[i].Type is AggregateType part ? With(part, own, other, number) : number(own, other);
    });
}
