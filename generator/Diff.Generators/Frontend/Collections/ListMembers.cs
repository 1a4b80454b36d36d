namespace Diff.Generators.Frontend;

/// <summary>What the members of collections of the framework do, by their names.</summary>
internal static class ListMembers
{
    /// <summary>Change the elements of a list, or how many there are.</summary>
    public static readonly HashSet<string> Changing = ["Add", "AddRange", "Clear", "Insert", "InsertRange", "Remove", "RemoveAt",
        "RemoveAll", "RemoveRange", "Reverse", "Sort"];

    /// <summary>Those of them that are lowered for a list of numbers that a method makes.</summary>
    public static readonly HashSet<string> Followed = ["Add", "AddRange", "Clear", "Insert", "RemoveAt", "Reverse", "Sort"];

    /// <summary>Copy the elements of a list.</summary>
    public static readonly HashSet<string> Copying = ["ToArray", "CopyTo", "GetRange"];

    /// <summary>Ask which elements are equal, of a list or of any sequence.</summary>
    public static readonly HashSet<string> Comparing = ["Contains", "IndexOf", "LastIndexOf", "Remove", "Distinct", "Union", "Except",
        "Intersect", "SequenceEqual", "GroupBy", "ToDictionary", "ToHashSet", "ToLookup", "Equals"];

    /// <summary>Do no more than to look at a collection.</summary>
    public static readonly HashSet<string> Reading = [.. Copying, "Contains", "IndexOf", "LastIndexOf", "BinarySearch", "GetLength",
        "EnsureCapacity", "TrimExcess", "ToString", "Equals", "GetHashCode", "GetType"];

    /// <summary>Hand out an element, or the default of its type where there is none.</summary>
    public static readonly HashSet<string> Trying = ["TryGetValue", "TryPop", "TryPeek", "TryDequeue"];

    /// <summary>
    /// Do the same with elements of any kind, in lists, dictionaries, stacks and queues: none compares them but for equality.
    /// </summary>
    public static readonly HashSet<string> Alike =
    [
        .. Copying, .. Trying, "Add", "AddRange", "Clear", "Contains", "ContainsKey", "Dequeue", "Enqueue", "EnsureCapacity", "GetLength",
        "IndexOf", "Insert", "Peek", "Pop", "Push",
        "Remove", "RemoveAt", "Reverse", "TrimExcess", "Count", "Length", "Key", "Value", "Keys", "Values",
    ];
}
