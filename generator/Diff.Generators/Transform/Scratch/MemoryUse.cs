namespace Diff.Generators.Transform;

/// <summary>What a derived body does with one memory, or with several that may take each other's place.</summary>
internal sealed class MemoryUse(Place place)
{
    /// <summary>Where the body makes arrays of it.</summary>
    public HashSet<Place> Made { get; } = [];

    /// <summary>Where an array of it may be replaced by a longer one.</summary>
    public HashSet<Place> Grown { get; } = [];

    /// <summary>Where a forward half that is called returns it.</summary>
    public HashSet<Place> Returned { get; } = [];

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

    /// <summary>The innermost place that all names for it are in: outside of it, it is dead.</summary>
    public Place Scope { get; private set; } = place;

    /// <summary>There is a name for it.</summary>
    public void Define(Place place) => Scope = Place.Common(Scope, place);

    /// <summary>The use of two memories that cannot be told apart.</summary>
    public void Add(MemoryUse other)
    {
        Made.UnionWith(other.Made);
        Grown.UnionWith(other.Grown);
        Returned.UnionWith(other.Returned);
        Define(other.Scope);
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
