using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// What the comment at the head of a member calls a recorded value: as the user's code does, as far as that is short.
/// <code>
/// x      y[i - 1]      Exp(…)      a product      a condition
/// </code>
/// </summary>
internal static class RecordedNames
{
    private const string Anything = "an intermediate result";

    public static string Of(Value value, ReverseContext context) => value.Name.Length > 0 ? value.Name : context.DefinitionOf(value) switch
    {
        Load { Buffer: Value { Name.Length: > 0 } buffer } load =>
            $"{buffer.Name}[{string.Join(", ", load.Indices.Select(index => Index(index, context)))}]",
        Apply { Primitive.Name: var name } when char.IsLetter(name[0]) => $"{name.Substring(name.LastIndexOf('.') + 1)}(…)",
        Apply { Primitive.Name: "*" } => "a product",
        Apply { Primitive.Name: "/" } => "a quotient",
        Apply { Primitive.Name: "+" } => "a sum",
        Apply { Primitive.Name: "-" } => "a difference",
        Call { Callee.Family: var callee } => $"{callee}(…)",
        _ when value.Type == InertType.Bool => "a condition",
        _ => Anything,
    };

    private static string Index(Operand index, ReverseContext context) => index switch
    {
        Constant constant => constant.ToString(),
        Value { Name.Length: > 0 } value => value.Name,
        Value value
            when context.DefinitionOf(value) is Apply { Primitive.Name: "+" or "-" or "*" or "/" or "%" } apply
                && apply.Arguments.All(IsShort) =>
            $"{Index(apply.Arguments[0], context)} {apply.Primitive.Name} {Index(apply.Arguments[1], context)}",
        _ => "…",
    };

    private static bool IsShort(Operand operand) => operand is Constant or Value { Name.Length: > 0 };
}
