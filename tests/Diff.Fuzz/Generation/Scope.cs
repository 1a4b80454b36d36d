using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

/// <summary>What the generator knows of a variable.</summary>
/// <param name="Range">Every value it ever holds; for a buffer or tuple every element.</param>
/// <param name="MinLength">The least length of a buffer (rows of a grid).</param>
/// <param name="BoundBy">A loop index below the length of this buffer.</param>
/// <param name="Multiplicity">How often the innermost loop body that declares it runs.</param>
sealed record Entry(Variable Variable, Interval Range, bool IsWritable, int Multiplicity = 1)
{
    public int MinLength { get; init; }

    public int MaxLength { get; init; } = 6;

    public int MinColumns { get; init; }

    public Variable? BoundBy { get; init; }

    public bool IsWritableBuffer { get; init; }

    /// <summary>A lambda may use it: it is a variable of its own, and no span.</summary>
    public bool IsCapturable => !IsReference && Variable.Type is not BufferOf { IsSpan: true };

    public bool IsReference { get; init; }

    /// <summary>An entry is itself and no other, whatever it says.</summary>
    public bool Equals(Entry? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Variable.Slot;

    /// <summary>The buffers whose memory this one may stand for, itself if it owns memory: two buffers with a common root may overlap.</summary>
    public IReadOnlyList<Entry> Roots { get; init; } = [];

    public bool MayOverlap(Entry other) => Owners.Intersect(other.Owners).Any();

    public IEnumerable<Entry> Owners => Roots.Count == 0 ? [this] : Roots;

    /// <summary>An array that the body makes itself: only those may be chosen between, because shadows of others cannot be moved about.</summary>
    public bool IsMade { get; init; }

    /// <summary>How much may still be added by compound assignment without leaving the range.</summary>
    public double Budget { get; set; }

    /// <summary>How many elements a list may still get.</summary>
    public int Room { get; set; }
}

/// <summary>The names and variables visible at a point; obeys C#'s rule that a name has one meaning in a block and all blocks inside it.</summary>
/// <param name="isLambda">Spans and references cannot be captured, and what is captured is not changed,</param>
/// <param name="mayAssign">unless it may be: then all but how many elements a list has.</param>
sealed class Scope(Scope? parent, bool isLambda = false, bool mayAssign = false)
{
    readonly List<Entry> entries = [];
    readonly HashSet<string> ownNames = [];
    readonly HashSet<string> innerNames = [];

    public IEnumerable<Entry> Visible => parent is null ? entries : entries.Concat(isLambda ? parent.Visible.Where(entry => entry.IsCapturable).Select(entry => mayAssign ? Shared(entry) : Captured(entry)) : parent.Visible);

    public bool IsInLambda => isLambda || parent is { IsInLambda: true };

    static Entry Captured(Entry entry) => entry with { IsWritable = false, IsWritableBuffer = false, Budget = 0, Room = 0 };

    static Entry Shared(Entry entry) => entry with { IsWritableBuffer = entry.IsWritableBuffer && entry.Variable.Type is not BufferOf { Shape: BufferShape.List or BufferShape.Dictionary }, Budget = 0, Room = 0 };

    /// <summary>Inside of a lambda that changes nothing.</summary>
    public bool IsReadOnly => isLambda && !mayAssign || parent is { IsReadOnly: true };

    public void Add(Entry entry) => entries.Add(entry);

    public string Name(IReadOnlyList<string> pool)
    {
        for (var round = 0; ; round++)
        {
            foreach (var stem in pool)
            {
                var name = round == 0 ? stem : $"{stem}{round}";
                if (innerNames.Contains(name) || IsVisible(name)) continue;
                ownNames.Add(name);
                return name;
            }
        }
    }

    /// <summary>Leaves the scope: its names stay forbidden in the parent, its siblings may use them again.</summary>
    public void Close()
    {
        parent!.innerNames.UnionWith(ownNames);
        parent.innerNames.UnionWith(innerNames);
    }

    bool IsVisible(string name) => ownNames.Contains(name) || parent is not null && parent.IsVisible(name);
}
