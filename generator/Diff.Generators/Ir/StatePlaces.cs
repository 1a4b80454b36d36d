using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>
/// Parts of what objects and statics hold, in which code stores what it is given, or finds it. A field of an unmanaged type is one by
/// itself, whatever object it belongs to; memory that several may hold is told apart by the type of the array or collection.
/// <code>
/// _last = x;   →   F:Model._last        _seen.Add(x);   →   elements of List&lt;double&gt;        span[0] = x;   →   elements
/// _text = $"{x}";   →   texts of F:Model._text        File.AppendAllText(path, $"{x}");   →   texts of others
/// </code>
/// </summary>
/// <param name="Names">In ordinal order.</param>
internal sealed record StatePlaces(EquatableArray<string> Names)
{
    private const string AnyPart = " of ";

    public static readonly StatePlaces None = new([]);

    /// <summary>What nobody knows of.</summary>
    public static readonly StatePlaces Anywhere = new(["anywhere"]);

    /// <summary>What objects of the framework hold that are no collections: only code that nobody knows changes it with numbers.</summary>
    public static readonly StatePlaces Objects = new(["objects"]);

    /// <summary>The elements of any memory.</summary>
    public static readonly StatePlaces Elements = new(["elements"]);

    /// <summary>All texts, in which numbers may be written.</summary>
    public static readonly StatePlaces Texts = new(["texts"]);

    /// <summary>Texts in files and the like, outside of the program's own objects.</summary>
    public static readonly StatePlaces OtherTexts = Texts.Of("others");

    public bool IsEmpty => Names.IsEmpty;

    public bool IsAnywhere => this == Anywhere;

    /// <param name="key">Documentation-comment id of a field or property.</param>
    public static StatePlaces Field(string key) => new([key]);

    /// <summary>A part of what has one name.</summary>
    public StatePlaces Of(string part) => new([Names[0] + AnyPart + part]);

    public StatePlaces With(StatePlaces other) => IsAnywhere || other.IsEmpty ? this
        : other.IsAnywhere || IsEmpty ? other
        : new(Names.Union(other.Names, StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray());

    public static StatePlaces All(IEnumerable<StatePlaces> places) => places.Aggregate(None, (all, part) => all.With(part));

    /// <summary>Whether what is stored in the one may be found in the other.</summary>
    public bool Meets(StatePlaces other) => !IsEmpty && !other.IsEmpty
        && (IsAnywhere || other.IsAnywhere || Names.Any(name => other.Names.Any(found => IsSame(name, found))));

    private static bool IsSame(string name, string other) =>
        name == other || IsPart(name, other) || IsPart(other, name);

    private static bool IsPart(string part, string whole) => part.StartsWith(whole + AnyPart, StringComparison.Ordinal);
}
