using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>Texts of tuples and structs, made of those of their fields: <c>new V(a.X + b.X, a.Y + b.Y)</c>.</summary>
internal static class AggregateText
{
    /// <summary>The sum of two values, field by field.</summary>
    public static string Sum(AggregateType type, string left, string right) => PerNumber(type, path => $"{left}{path} + {right}{path}");

    /// <summary><c>left + scale · right</c>, field by field.</summary>
    public static string Scaled(AggregateType type, string left, string scale, string right) =>
        PerNumber(type, path => $"{left}{path} + {scale} * {right}{path}");

    /// <summary><c>scale · value</c>, field by field.</summary>
    public static string Multiple(AggregateType type, string scale, string value) => PerNumber(type, path => $"{scale} * {value}{path}");

    private static string PerNumber(AggregateType type, Func<string, string> number,
        string path = "") => Build(type, i => type.Fields[i] switch
    {
        { Type: AggregateType part, Name: var name } => PerNumber(part, number, $"{path}.{name}"),
        { Type: ScalarType, Name: var name } => number($"{path}.{name}"),
        { Type: var inert } => $"default({inert.Name})!",
    });

    /// <summary>A tuple or struct built from the texts of its fields.</summary>
    public static string Build(AggregateType type, Func<int, string> field) => type.Kind == AggregateKind.Tuple
        ? $"({string.Join(", ", type.Fields.Select((_, i) => field(i)))})"
        : Templates.Fill(type.Maker, (hole, _) => field(hole));
}
