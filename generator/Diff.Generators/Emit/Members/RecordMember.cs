using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// The hidden struct <c>F__Record</c>: what the forward half of a method without loops hands to its reverse half, a field per value.
/// <code>
/// public struct NormalCdf__Record { internal double t; }
/// </code>
/// </summary>
internal static class RecordMember
{
    public static string TypeName(Family family) => family.Name(Signatures.Record);

    /// <summary>The parameter that hands the record over.</summary>
    public static Formal Parameter(Family family, string modifier) => new(modifier, TypeName(family), family.Untaken("record"));

    public static void Write(Family family, IReadOnlyList<Value> kept, CodeWriter writer)
    {
        Documentation.WriteHidden(writer, $"What the forward half of {Documentation.Name(family)} hands to its reverse half.",
            isInlined: false);
        var hides = family.Declaration.Modifiers.StartsWith("new", StringComparison.Ordinal) ? "new " : "";
        writer.Line($"{Accessibility(family.Declaration.Accessibility)} {hides}struct {TypeName(family)}");
        writer.Open();
        foreach (var (value, field) in kept.Zip(Fields(kept),
            (value, field) => (value, field))) writer.Line($"internal {value.Type.Name} {field};");
        writer.Close();
    }

    /// <summary>The record of a caller that is more visible has a field of this type.</summary>
    private static string Accessibility(string ofMethod) =>
        ofMethod is "public" or "protected" or "protected internal" ? "public" : "internal";

    /// <summary>The kept values where the halves find them: <c>record.x</c>.</summary>
    public static IReadOnlyList<string> Places(Family family, IReadOnlyList<Value> kept) =>
        Fields(kept).Select(field => $"{family.Untaken("record")}.{field}").ToList();

    private static IReadOnlyList<string> Fields(IReadOnlyList<Value> kept)
    {
        var names = new Names((_, _) => true);
        return kept.Select(value => names.Take(value.Name.Length > 0 ? value.Name : "t", 0)).ToList();
    }
}
