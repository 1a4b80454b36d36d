using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>A local variable or parameter of the output.</summary>
/// <param name="Declared">Position of the assignment that declares it; -1 if something else does.</param>
internal sealed record Variable(string Name, IrType Type, int Declared)
{
    /// <summary>Whether it must be declared <c>scoped</c>.</summary>
    public bool IsScoped { get; init; }
}

/// <summary>The variables of a body: their names, and where they are declared.</summary>
internal sealed class Variables
{
    private readonly Dictionary<int, Variable> _byValue = [];
    private readonly Dictionary<int, List<Variable>> _hoisted = [];

    private Variables(Names names) => Names = names;

    /// <summary>For further locals.</summary>
    public Names Names { get; }

    public Variable this[Value value] => _byValue[value.Id];

    public bool IsKnown(Value value) => _byValue.ContainsKey(value.Id);

    /// <summary>Variables to declare, without a value, before the statement at a position.</summary>
    public IReadOnlyList<Variable> HoistedBefore(int position) => _hoisted.TryGetValue(position, out var found) ? found : [];

    /// <param name="reserved">Names that no local may have.</param>
    /// <param name="primal">The id of the value that is called <c>value</c> if it has no name; -1 for none.</param>
    /// <param name="scoped">What may refer to the memory of a scoped parameter.</param>
    public static Variables Of(Layout layout, IReadOnlyDictionary<int, Coalesce.Fixed> parameters, IEnumerable<string> reserved, int primal,
        HashSet<Value> scoped)
    {
        var (byValue, all) = Coalesce.Run(layout, parameters);
        var names = new Names(layout.IsWithin);
        foreach (var name in reserved) names.Reserve(name, 0);
        var variables = new Variables(names);
        var made = new Dictionary<Coalesce.Group, Variable>();
        var narrow = layout.Values.Where(value => scoped.Contains(value.Value))
            .ToLookup(value => byValue[value.Value.Id], value => value.Sites);
        foreach (var group in all.OrderBy(group => group.Position))
            made[group] = variables.Make(group, layout, names,
                byValue.TryGetValue(primal, out var valued) && valued == group ? "value" : Wish(group.Type),
                [.. narrow[group].SelectMany(sites => sites)]);
        foreach (var pair in byValue) variables._byValue[pair.Key] = made[pair.Value];
        return variables;
    }

    /// <param name="narrow">Where the variable is given what may refer to the memory of a scoped parameter.</param>
    private Variable Make(Coalesce.Group group, Layout layout, Names names, string wish, HashSet<Site> narrow)
    {
        if (group.Fixed is { } parameter) return new(parameter.Name, group.Type, -1);
        // The header of its loop declares an index.
        if (group.Sites.Count == 0) return new(Take(group.Scope), group.Type, -1);
        var first = group.Sites.OrderBy(site => site.Position).First();
        // A variable takes from its first value how far its memory may get, or as a scoped one from its block.
        var isScoped = narrow.Count > 0 && !(narrow.Contains(first) && first.Scope == group.Scope && first.CanDeclare);
        var scope = isScoped ? 0 : group.Scope;
        if (first.Scope == scope && first.CanDeclare) return new(Take(scope), group.Type, first.Position) { IsScoped = isScoped };
        var variable = new Variable(Take(scope), group.Type, -1) { IsScoped = isScoped };
        var position = layout.Owner(first, scope);
        if (!_hoisted.TryGetValue(position, out var hoisted)) _hoisted[position] = hoisted = [];
        hoisted.Add(variable);
        return variable;

        string Take(int scope) => names.Take(group.Name.Length > 0 ? group.Name : wish, scope);
    }

    private static string Wish(IrType type) => type switch
    {
        InertType { Kind: InertKind.Bool } => "isTaken",
        InertType { Kind: InertKind.Int or InertKind.Integer } => "n",
        InertType => "item",
        BufferType => "buffer",
        _ => "t",
    };
}
