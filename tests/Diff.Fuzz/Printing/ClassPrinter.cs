using Diff.Fuzz.Language;

namespace Diff.Fuzz.Printing;

/// <summary>The declarations of classes and of their members, and what programs do with objects.</summary>
static class ClassPrinter
{
    public static string Head(ClassOf declared) => declared.Form switch
    {
        ClassForm.Primary => $"public sealed class {declared.Name}({Parameters(declared, variable => variable.Name)})",
        ClassForm.Record => $"public sealed record {declared.Name}({Parameters(declared, FieldOf)})",
        _ => $"public sealed class {declared.Name}",
    };

    public static IEnumerable<string> Fields(ClassOf declared)
    {
        foreach (var field in declared.Fields)
        {
            var initial = field.Initial is null ? "" : $" = {ExpressionPrinter.Print(field.Initial)}";
            if (declared.Form == ClassForm.Fields) yield return $"public {field.Type.Text} {field.Name}{initial};";
            else if (declared.Form == ClassForm.Properties) yield return $"public {field.Type.Text} {field.Name} {{ get; set; }}";
            else if (declared.Form == ClassForm.Primary) yield return $"public {field.Type.Text} {field.Name} {{ get; set; }}{(initial == "" ? "" : initial + ";")}";
        }

        if (declared.Form != ClassForm.Properties) yield break;
        yield return $"public {declared.Name}({Parameters(declared, variable => variable.Name)})";
        yield return "{";
        foreach (var field in declared.Fields.Where(field => field.Initial is not null)) yield return $"    {field.Name} = {ExpressionPrinter.Print(field.Initial!)};";
        yield return "}";
    }

    public static string Print(NewObject made)
    {
        var initialisers = string.Join(", ", made.Initialisers.Select(part => $"{part.Field.Name} = {ExpressionPrinter.Print(part.Value)}"));
        var arguments = made.Arguments.Count == 0 && initialisers != "" ? "" : $"({ExpressionPrinter.List(made.Arguments)})";
        return $"new {made.Class.Name}{arguments}{(initialisers == "" ? "" : $" {{ {initialisers} }}")}";
    }

    public static string Print(ObjectsLiteral objects) => objects.Of.Shape switch
    {
        BufferShape.Array => $"new {objects.Of.Text} {{ {ExpressionPrinter.List(objects.Elements)} }}",
        BufferShape.List => $"new {objects.Of.Text} {{ {ExpressionPrinter.List(objects.Elements)} }}",
        _ => $"new {objects.Of.Text} {{ {string.Join(", ", objects.Elements.Select((element, key) => $"[{key}] = {ExpressionPrinter.Print(element)}"))} }}",
    };

    /// <summary>The positional parameters of a record are its properties.</summary>
    static string FieldOf(Variable parameter) => $"{char.ToUpperInvariant(parameter.Name[0])}{parameter.Name[1..]}";

    static string Parameters(ClassOf declared, Func<Variable, string> name) => string.Join(", ", declared.Parameters.Select(parameter => $"{parameter.Type.Text} {name(parameter)}"));
}
