using Diff.Fuzz.Language;

namespace Diff.Fuzz.Printing;

/// <summary>The declarations of marked classes and interfaces, and of their members. Every constructor takes all fields, those of the base class first.</summary>
static class ModelPrinter
{
    public static string Head(ModelOf declared)
    {
        var modifier = declared.IsInterface ? "" : declared.IsAbstract ? "abstract " : declared.Base is null && declared.Classes.Count == 0 ? "sealed " : "";
        var kind = declared.IsInterface ? "interface" : declared.Form == ClassForm.Record ? "record" : "class";
        var parameters = declared.Form is ClassForm.Record ? $"({Parameters(declared, field => field.Name)})" : declared.Form is ClassForm.Primary ? $"({Parameters(declared, Lower)})" : "";
        var passed = declared.Form == ClassForm.Primary && declared.Base is { IsInterface: false } parent ? $"({string.Join(", ", parent.Fields.Select(Lower))})" : "";
        return $"public {modifier}partial {kind} {declared.Name}{parameters}{(declared.Base is { } of ? $" : {of.Name}{passed}" : "")}";
    }

    public static IEnumerable<string> Fields(ModelOf declared)
    {
        if (declared.IsInterface || declared.Form == ClassForm.Record) yield break;
        foreach (var field in declared.OwnFields)
        {
            var mark = field.IsNoGradient ? "[NoGradient] " : "";
            yield return declared.Form switch
            {
                ClassForm.Fields => $"{mark}{(field.Name[0] == '_' ? "private readonly" : "public")} {field.Type.Text} {field.Name};",
                ClassForm.Properties => $"{(mark == "" ? "" : "[field: NoGradient] ")}public {field.Type.Text} {field.Name} {{ get; set; }}",
                _ => $"{mark}{(field.Name[0] == '_' ? "private readonly" : "public")} {field.Type.Text} {field.Name} = {Lower(field)};",
            };
        }

        if (declared.Form == ClassForm.Primary) yield break;
        var passed = declared.Base is { IsInterface: false } parent ? $" : base({string.Join(", ", parent.Fields.Select(Lower))})" : "";
        yield return $"public {declared.Name}({Parameters(declared, Lower)}){passed}";
        yield return "{";
        foreach (var field in declared.OwnFields) yield return $"    {field.Name} = {Lower(field)};";
        yield return "}";
    }

    public static string Head(Method method)
    {
        var owner = (ModelOf)method.Member!.Owner;
        var modifier = method.IsAbstract ? owner.IsInterface ? "" : "public abstract " : method.IsOverride ? "public override " : method.IsVirtual ? "public virtual " : "public ";
        var parameters = string.Join(", ", method.Parameters.Skip(1).Select(ProgramPrinter.Declaration));
        return $"{modifier}{method.Result?.Text ?? "void"} {method.Member.Name}{(method.Member.Form == MemberForm.Property ? "" : $"({parameters})")}";
    }

    static string Lower(ClassField field) => field.Name.TrimStart('_').ToLowerInvariant();

    static string Parameters(ModelOf declared, Func<ClassField, string> name) => string.Join(", ", declared.Fields.Select(field => $"{field.Type.Text} {name(field)}"));
}
