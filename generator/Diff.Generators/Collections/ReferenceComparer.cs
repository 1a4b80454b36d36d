using System.Runtime.CompilerServices;

namespace Diff.Generators.Collections;

/// <summary>Compares by identity: for tables keyed by the nodes of one tree, whose value equality would be costly.</summary>
internal sealed class ReferenceComparer<T> : IEqualityComparer<T>
    where T : class
{
    public static readonly ReferenceComparer<T> Instance = new();

    public bool Equals(T? x, T? y) => ReferenceEquals(x, y);

    public int GetHashCode(T obj) => RuntimeHelpers.GetHashCode(obj);
}
