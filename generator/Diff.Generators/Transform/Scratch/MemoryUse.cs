namespace Diff.Generators.Transform;

/// <summary>What a derived body does with one memory, or with several that may take each other's place.</summary>
internal sealed class MemoryUse
{
    /// <summary>Where the body makes arrays of it.</summary>
    public HashSet<Place> Made { get; } = [];

    /// <summary>Where a forward half that is called returns it.</summary>
    public HashSet<Place> Returned { get; } = [];

    /// <summary>Where there are names for it: outside of their common place it is dead.</summary>
    public HashSet<Place> Defined { get; } = [];

    /// <summary>Where the tape gets it, from the body or from a forward half that may record its rows.</summary>
    public HashSet<Place> Pushed { get; } = [];

    public bool IsPopped { get; set; }

    /// <summary>Somebody may hold on to it.</summary>
    public bool IsHeld { get; set; }

    /// <summary>It is a result of the body.</summary>
    public bool IsResult { get; set; }

    /// <summary>Some of it was there before.</summary>
    public bool IsForeign { get; set; }

    /// <summary>Buffers are stored in it.</summary>
    public bool IsTable { get; set; }

    /// <summary>A loop hands it on as a span.</summary>
    public bool IsCarriedAsSpan { get; set; }

    /// <summary>Something wants an array, or there may be none, as before the first assignment of a variable.</summary>
    public bool IsArray { get; set; }

    /// <summary>The innermost place outside of which it is dead.</summary>
    public Place Scope => Defined.Aggregate(Place.Common);

    /// <summary>The use of two memories that cannot be told apart.</summary>
    public void Add(MemoryUse other)
    {
        Made.UnionWith(other.Made);
        Returned.UnionWith(other.Returned);
        Defined.UnionWith(other.Defined);
        Pushed.UnionWith(other.Pushed);
        IsPopped |= other.IsPopped;
        IsHeld |= other.IsHeld;
        IsResult |= other.IsResult;
        IsForeign |= other.IsForeign;
        IsTable |= other.IsTable;
        IsArray |= other.IsArray;
        IsCarriedAsSpan |= other.IsCarriedAsSpan;
    }
}
