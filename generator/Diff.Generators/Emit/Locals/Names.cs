namespace Diff.Generators.Emit;

/// <summary>
/// Hands out names of locals. C# allows a name again in a scope beside, never in one inside or outside (CS0136), so a name is free for a
/// scope if no scope that has it encloses the other.
/// </summary>
internal sealed class Names(Func<int, int, bool> isWithin)
{
    private const int SmallSuffixes = 8;

    private static readonly HashSet<string> Keywords = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit extern false finally "
        + "fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out override params private protected public "
        + "readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual "
        + "void volatile while").Split(' '),
        StringComparer.Ordinal);

    private readonly Dictionary<string, List<int>> _scopes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _suffixes = new(StringComparer.Ordinal);

    /// <summary>The name as an identifier: keywords get an <c>@</c>.</summary>
    public static string Identifier(string name) => Keywords.Contains(name) ? "@" + name : name;

    /// <summary>The first of <c>name</c>, <c>name_</c>, <c>name__</c> … that is not taken.</summary>
    public static string Untaken(string name, ICollection<string> taken)
    {
        while (taken.Contains(name)) name += "_";
        return name;
    }

    /// <summary>Keeps a name from being used anywhere in the scope.</summary>
    public void Reserve(string name, int scope)
    {
        if (!_scopes.TryGetValue(name, out var scopes)) _scopes[name] = scopes = [];
        scopes.Add(scope);
    }

    /// <summary>A free name for a local of the scope, as close to the wish as can be.</summary>
    public string Take(string wish, int scope)
    {
        wish = wish.TrimStart('@');
        for (var suffix = 1; suffix <= SmallSuffixes; suffix++)
            if (TryTake(suffix == 1 ? wish : Suffixed(wish, suffix), scope) is { } name) return name;
        var next = _suffixes.TryGetValue(wish, out var last) ? last : SmallSuffixes;
        while (true)
        {
            _suffixes[wish] = ++next;
            if (TryTake(Suffixed(wish, next), scope) is { } name) return name;
        }
    }

    private string? TryTake(string name, int scope)
    {
        if (_scopes.TryGetValue(name, out var scopes) && scopes.Exists(other => isWithin(other, scope) || isWithin(scope, other)))
            return null;
        Reserve(name, scope);
        return Identifier(name);
    }

    private static string Suffixed(string name, int suffix) =>
        name + (char.IsDigit(name[name.Length - 1]) ? "_" : "") + suffix.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
