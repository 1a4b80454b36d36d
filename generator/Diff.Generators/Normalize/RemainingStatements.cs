using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// What is left of a list of statements that moves into a nest of branches bit by bit, and whether the rest may as well stand behind the
/// nest.
/// </summary>
internal sealed class RemainingStatements(EquatableArray<Statement> statements)
{
    private int _next;
    private int _nested = -1;
    private int _needed = -1;
    private LastUses? _uses;

    public bool IsEmpty => _next >= statements.Count;

    public Statement First => statements[_next];

    /// <summary>Whether what is left needs nothing from inside the nest but numbers.</summary>
    public bool MayStandBehind
    {
        get
        {
            _uses ??= new(statements.Select(statement => new[] { statement }));
            for (; _nested < _next; _nested++) _needed = Math.Max(_needed, _uses.OfTiedTo(statements[_nested]));
            return _needed < _next;
        }
    }

    public Statement Take() => statements[_next++];

    /// <summary>The statement just taken begins the nest, unless it has begun before.</summary>
    public void Enter()
    {
        if (_nested < 0) _nested = _next - 1;
    }

    /// <summary>Begins another nest behind the one before.</summary>
    public void StartAnew() => _nested = _next;

    /// <summary>Nothing of it is reached.</summary>
    public void Drop() => _next = statements.Count;
}
