using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// A stretch of the program in which a value must be kept: from <see cref="Start"/> up to, but without, <see cref="End"/>.
/// </summary>
internal readonly record struct Interval(int Start, int End);

/// <summary>A place where a variable is assigned.</summary>
/// <param name="Scope">The region whose braces the assignment stands in.</param>
/// <param name="Position">Textual order.</param>
/// <param name="CanDeclare">The assignment may be the declaration.</param>
internal readonly record struct Site(int Scope, int Position, bool CanDeclare);

/// <summary>A C# scope.</summary>
/// <param name="Owner">Position of the statement that the scope belongs to, in its parent.</param>
internal sealed record Scope(int Index, int Parent, int Depth, int Owner);

/// <summary>
/// Positions of all printed statements, the scopes they stand in, and for each value in a variable where it is assigned and where it is
/// live. A statement at position p reads its operands at 4p+2 and assigns its results at 4p+3; arguments passed by reference are assigned
/// at 4p+1 from what was read at 4p.
/// </summary>
internal sealed record Layout(
    IReadOnlyList<Scope> Scopes,
    IReadOnlyList<int> LastScope,
    IReadOnlyDictionary<Node, int> Positions,
    IReadOnlyDictionary<Region, int> ScopeOf,
    IReadOnlyList<ValueLayout> Values,
    IReadOnlyList<Copy> Copies)
{
    /// <summary>Whether the scope is <paramref name="outer"/> or stands in it.</summary>
    public bool IsWithin(int inner, int outer) => outer <= inner && inner <= LastScope[outer];

    /// <summary>The position of the statement of the scope that the site stands in.</summary>
    public int Owner(Site site, int scope)
    {
        var owner = site.Position / 4;
        for (var inner = site.Scope; inner != scope; inner = Scopes[inner].Parent) owner = Scopes[inner].Owner;
        return owner;
    }

    public int CommonScope(int left, int right)
    {
        while (left != right)
        {
            if (Scopes[left].Depth >= Scopes[right].Depth) left = Scopes[left].Parent;
            else right = Scopes[right].Parent;
        }
        return left;
    }
}

/// <param name="Home">The scope that encloses every use.</param>
/// <param name="Sites">Where it is assigned; empty for what the declaration of a parameter or a loop header assigns.</param>
/// <param name="Live">Sorted, disjoint.</param>
internal sealed record ValueLayout(Value Value, int Home, int Position, IReadOnlyList<Site> Sites, IReadOnlyList<Interval> Live);

/// <summary>
/// The value of <see cref="Source"/> moves to <see cref="Target"/> at a boundary of blocks; nothing is printed if both share a variable.
/// </summary>
/// <param name="IsSame">They are one variable in any case: the faces of a value that a loop carries.</param>
internal readonly record struct Copy(Value Source, Value Target, bool IsSame);
