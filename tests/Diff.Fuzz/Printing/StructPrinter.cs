using Diff.Fuzz.Language;

namespace Diff.Fuzz.Printing;

/// <summary>The declarations of structs and of their members.</summary>
static class StructPrinter
{
    public static string Head(StructOf declared) => declared.Form switch
    {
        StructForm.Fields => $"public partial struct {declared.Name}",
        StructForm.Properties => $"public readonly partial struct {declared.Name}({Parameters(declared, field => field.Name.ToLowerInvariant())})",
        _ => $"public partial record struct {declared.Name}({Parameters(declared, field => field.Name)})",
    };

    public static IEnumerable<string> Fields(StructOf declared) => declared.Form switch
    {
        StructForm.Fields => declared.Fields.Select(field => $"public {field.Type.Text} {field.Name};"),
        StructForm.Properties => declared.Fields.Select(field => $"public {field.Type.Text} {field.Name} {{ get; init; }} = {field.Name.ToLowerInvariant()};"),
        _ => [],
    };

    public static string Head(Method method)
    {
        var (result, member) = (method.Result?.Text ?? "void", method.Member!);
        return member.Form switch
        {
            MemberForm.Operator => $"public static {result} operator {member.Name}({List(method.Parameters)})",
            MemberForm.Property => $"public {result} {member.Name}",
            _ => $"public {result} {member.Name}({List(method.Parameters.Skip(1))})",
        };
    }

    static string Parameters(StructOf declared, Func<Field, string> name) => string.Join(", ", declared.Fields.Select(field => $"{field.Type.Text} {name(field)}"));

    static string List(IEnumerable<Parameter> parameters) => string.Join(", ", parameters.Select(ProgramPrinter.Declaration));
}
