namespace Diff.Generators.Rules;

/// <summary>
/// All substitutes, by type, member and number of parameters (the receiver included, <c>out</c> parameters not).
/// </summary>
internal static class Substitutes
{
    private static readonly Dictionary<string, Dictionary<(string Name, int Count), Substitute>> ByType = new(StringComparer.Ordinal)
    {
        ["Vector2"] = Index(VectorRules.Of(2)),
        ["Vector3"] = Index(VectorRules.Of(3)),
        ["Vector4"] = Index(VectorRules.Of(4)),
        ["Vector"] = Index(ViewRules.Rows),
        ["Complex"] = Index(ComplexRules.Rows),
        ["Quaternion"] = Index(QuaternionRules.Rows),
        ["Plane"] = Index(PlaneRules.Rows),
        ["Matrix3x2"] = Index(Matrix3x2Rules.Rows),
        ["Matrix4x4"] = Index(Matrix4x4Rules.Rows),
    };

    /// <summary>The types of <c>System.Numerics</c> that have rules.</summary>
    public static IReadOnlyCollection<string> Types => ByType.Keys;

    /// <summary>Null if there is no rule: the member must be refused.</summary>
    public static Substitute? Find(string type, string member, int count) =>
        ByType.TryGetValue(type, out var members) && members.TryGetValue((member, count), out var found) ? found : null;

    private static Dictionary<(string Name, int Count), Substitute> Index(IEnumerable<SubstituteRow> rows) =>
        rows.SelectMany(row => row.Names.Split(' '), (row, name) => (row, name))
            .ToDictionary(pair => (pair.name, pair.row.Count), pair => pair.row.Substitute);
}
