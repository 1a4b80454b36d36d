using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

/// <summary>Lists never have fewer elements than they begin with, so that indices up to there are always legal.</summary>
sealed partial class BodyGenerator
{
    const int MostElements = 8;
    static readonly string[] ListNames = ["list", "stack", "history"];

    /// <summary>Lists that a loop runs over: they stay as they are until it ends.</summary>
    readonly HashSet<Variable> held = [];

    IEnumerable<Entry> Lists => scope.Visible.Where(entry => entry.Variable.Type is BufferOf { Shape: BufferShape.List, Item: Scalar });

    IEnumerable<Entry> ChangeableLists => Lists.Where(entry => entry.IsWritableBuffer && !held.Contains(entry.Variable));

    T Holding<T>(Entry entry, Func<T> generate)
    {
        var isFirst = held.Add(entry.Variable);
        var result = generate();
        if (isFirst) held.Remove(entry.Variable);
        return result;
    }

    Statement? ListStatement() => draw.Pick<Statement>(
        (ChangeableLists.Any() ? 1 : 8, DeclareList),
        (4, AddToList),
        (2, ReplaceInList),
        (2, RefillList),
        (5, WriteToList));

    Declare DeclareList()
    {
        var array = draw.Chance(0.4) ? Any(Buffers(buffer => buffer is { Shape: BufferShape.Array, Element: Kind.Double }).Where(entry => entry.Range == Ordinary)) : null;
        var (least, most) = array is null ? (LeastLength, LeastLength) : (array.MinLength, array.MaxLength);
        var elements = Enumerable.Range(0, array is null ? LeastLength : 1).Select(_ => Fit(Real(Kind.Double, 2), Ordinary).Expression).ToArray();
        var local = NewLocal(ListNames, new BufferOf(BufferShape.List, Kind.Double), Ordinary, isWritable: false) with
        {
            MinLength = least,
            MaxLength = most + MostElements,
            Room = MostElements,
            IsWritableBuffer = true,
        };
        scope.Add(local);
        return new(local.Variable, new ListLiteral(array is null ? null : new Read(array.Variable), elements));
    }

    Statement? AddToList()
    {
        if (Any(ChangeableLists) is not { } entry) return null;
        var cost = Math.Max(1, multiplicity / entry.Multiplicity);
        if (cost > entry.Room) return null;
        entry.Room -= cost;
        var value = Fit(Real(Kind.Double, 2), Ordinary).Expression;
        return Call(entry, ListAction.Add, value);
    }

    /// <summary><c>list.Insert(1, x); list.RemoveAt(list.Count - 1);</c></summary>
    Statement? ReplaceInList()
    {
        if (Any(ChangeableLists) is not { } entry) return null;
        var list = new Read(entry.Variable);
        var value = Fit(Real(Kind.Double, 2), Ordinary).Expression;
        Expression gone = draw.Chance(0.5)
            ? new Binary(BinaryOperator.Subtract, new Length(list), Numbers.Int(1))
            : Numbers.Int(draw.Below(entry.MinLength + 1));
        return new Block([Call(entry, ListAction.Insert, Numbers.Int(draw.Below(entry.MinLength + 1)), value), Call(entry, ListAction.RemoveAt, gone)]);
    }

    /// <summary>Clears it, and adds what was calculated from it before.</summary>
    Statement? RefillList()
    {
        if (Any(ChangeableLists) is not { } entry) return null;
        return Scoped(() =>
        {
            var values = Enumerable.Range(0, entry.MinLength).Select(_ => Fit(Real(Kind.Double, 2), Ordinary).Spelled.Expression).ToArray();
            var locals = values.Select(_ => DeclareLocal(RealNames, DataType.Double, Ordinary).Variable).ToArray();
            return new Block([
                .. locals.Zip(values, (local, value) => new Declare(local, value)),
                Call(entry, ListAction.Clear),
                .. locals.Select(local => Call(entry, ListAction.Add, new Read(local)))]);
        });
    }

    Statement? WriteToList() => Any(ChangeableLists) is { } entry ? new Do(RealAssignment(entry, ElementOf(entry), entry.Range)) : null;

    static ListCall Call(Entry entry, ListAction action, params Expression[] arguments) => new(action, new Read(entry.Variable), arguments);
}
