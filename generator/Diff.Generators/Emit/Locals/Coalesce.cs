using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// Goes back from single assignment to variables: groups values that may share one. Values that a loop carries always do; those joined by a
/// copy, and those of the same user variable, do if they are never live at the same time. So <c>x2 = r * x1 * (1 - x1)</c> becomes
/// <c>x = r * x * (1 - x)</c> again.
/// </summary>
internal sealed class Coalesce
{
    // A variable of the user seldom splits into more than a few that interfere.
    private const int MostCandidates = 4;

    private readonly Layout _layout;
    private readonly Dictionary<int, Group> _groups = [];
    private readonly List<Group> _all = [];

    private Coalesce(Layout layout, IReadOnlyDictionary<int, Fixed> parameters)
    {
        _layout = layout;
        foreach (var value in layout.Values)
        {
            var group = new Group(value, layout) { Fixed = parameters.TryGetValue(value.Value.Id, out var found) ? found : null };
            _groups.Add(value.Value.Id, group);
            _all.Add(group);
        }
    }

    /// <summary>A parameter of the C# method.</summary>
    /// <param name="IsAssignable">Other values may be kept in it.</param>
    /// <param name="IsScoped">A span whose memory must not get out of the method.</param>
    internal sealed record Fixed(string Name, bool IsAssignable, bool IsScoped = false);

    /// <summary>Values that share a variable.</summary>
    internal sealed class Group
    {
        public Group(ValueLayout value, Layout layout)
        {
            Name = value.Value.Name;
            Type = value.Value.Type;
            Position = value.Position;
            Live = new(value.Live);
            Sites = [.. value.Sites];
            Scope = value.Home;
            foreach (var site in value.Sites) Scope = layout.CommonScope(Scope, site.Scope);
        }

        public Group? Into { get; private set; }
        public string Name { get; private set; }
        public IrType Type { get; }
        public int Position { get; private set; }
        public LiveRange Live { get; }
        public List<Site> Sites { get; }

        /// <summary>The innermost scope that encloses all assignments and uses.</summary>
        public int Scope { get; private set; }

        public Fixed? Fixed { get; init; }

        /// <summary>The index of a counted loop: the header declares it, and nothing else may.</summary>
        public bool IsIndex => Fixed is null && Sites.Count == 0;

        public void Take(Group other, Layout layout)
        {
            other.Into = this;
            if (Name.Length == 0) Name = other.Name;
            Position = Math.Min(Position, other.Position);
            Live.Add(other.Live);
            Sites.AddRange(other.Sites);
            Scope = layout.CommonScope(Scope, other.Scope);
        }
    }

    /// <returns>The group of every value in a variable, by the value's id, with every group listed once.</returns>
    public static (IReadOnlyDictionary<int, Group> ByValue, IReadOnlyList<Group> All) Run(Layout layout,
        IReadOnlyDictionary<int, Fixed> parameters)
    {
        var coalesce = new Coalesce(layout, parameters);
        foreach (var copy in layout.Copies)
            if (copy.IsSame) coalesce.Join(copy, isForced: true);
        foreach (var copy in layout.Copies)
            if (copy.Source.Name == copy.Target.Name) coalesce.Join(copy);
        coalesce.JoinByName();
        foreach (var copy in layout.Copies) coalesce.JoinUnnamed(copy);
        var byValue = layout.Values.ToDictionary(value => value.Value.Id, value => coalesce.Find(value.Value));
        return (byValue, coalesce._all.Where(group => group.Into is null).ToList());
    }

    private void Join(Copy copy, bool isForced = false)
    {
        var (source, target) = (Find(copy.Source), Find(copy.Target));
        if (source != target && (isForced || MayShare(source, target))) Union(source, target);
    }

    // A parameter that the user does not assign keeps what it holds.
    private void JoinUnnamed(Copy copy)
    {
        var (source, target) = (Find(copy.Source), Find(copy.Target));
        if (source.Name == target.Name
            || ((source.Name.Length == 0 || target.Name.Length == 0) && source.Fixed is null && target.Fixed is null))
            Join(copy);
    }

    // Values of a user variable go into one whose declaration stands before them in an enclosing scope, so that no declaration moves.
    private void JoinByName()
    {
        var candidates = new Dictionary<(string, string), List<Group>>();
        foreach (var group in _all.Where(group => group.Into is null && group.Name.Length > 0).OrderBy(Declared)
            .ThenBy(group => _layout.Scopes[group.Scope].Depth).ToList())
        {
            var key = (group.Name, group.Type.Name);
            if (!candidates.TryGetValue(key, out var known)) candidates[key] = known = [];
            var joined = false;
            for (var i = known.Count - 1; i >= 0 && i >= known.Count - MostCandidates && !joined; i--)
            {
                var earlier = Root(known[i]);
                joined = _layout.IsWithin(group.Scope, earlier.Scope) && MayShare(earlier, group) && Union(earlier, group);
            }
            if (!joined) known.Add(group);
        }
    }

    private int Declared(Group group)
    {
        if (group.Fixed is not null || group.Sites.Count == 0) return group.Position;
        var first = group.Sites.OrderBy(site => site.Position).First();
        return first.Scope == group.Scope && first.CanDeclare ? first.Position : 4 * _layout.Owner(first, group.Scope);
    }

    private static bool MayShare(Group left, Group right) =>
        left.Type.Name == right.Type.Name
        && !left.IsIndex && !right.IsIndex
        && (left.Fixed is null || right.Fixed is null)
        && left.Fixed?.IsAssignable != false && right.Fixed?.IsAssignable != false
        && !left.Live.Overlaps(right.Live);

    private bool Union(Group left, Group right)
    {
        var (into, from) = right.Fixed is not null || left.Fixed is null && right.Live.Count > left.Live.Count
            ? (right, left)
            : (left, right);
        into.Take(from, _layout);
        return true;
    }

    private Group Find(Value value) => _groups[value.Id] = Root(_groups[value.Id]);

    private static Group Root(Group group)
    {
        while (group.Into is { } next) group = next;
        return group;
    }
}
