using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

/// <summary>A method that bodies may call, with the ranges its parameters demand and its results keep.</summary>
sealed record Callable(Method Method, IReadOnlyList<Interval> Demands, Interval Result, bool IsRecursive)
{
    public int Cost { get; init; } = 1;

    /// <summary>May be called inside an expression: gives its only result by returning it.</summary>
    public bool IsExpression => Method.Result is Scalar && IsByValue;

    public bool MayChangeObjects => Method.Parameters.Any(parameter => parameter.Type is ClassOf { Use: not ClassUse.Unchanging });

    public bool IsByValue => Method.Parameters.All(parameter => parameter.Mode is PassMode.Value or PassMode.In);
}

/// <summary>Generates one method body: state shared by the parts for reals, integers, conditions, statements, loops, memory, lists, delegates.</summary>
sealed partial class BodyGenerator(Draw draw, Features features, IReadOnlyList<Callable> callables, IReadOnlyList<Algebra> structs)
{
    /// <summary>What an ordinary variable holds.</summary>
    public static readonly Interval Ordinary = new(-5, 5);

    static readonly Interval Wide = new(-1000, 1000);
    static readonly string[] RealNames = ["u", "v", "w", "p", "q", "r", "s", "t", "h", "g"];
    static readonly string[] IntegerNames = ["m", "c", "d", "e"];
    static readonly string[] IndexNames = ["i", "j", "k", "l"];
    Scope scope = new(null);
    int slots;
    int multiplicity = 1;
    int loopDepth;

    /// <summary>The method being written, for calls of itself; null where it must not recurse.</summary>
    public Callable? Self { get; set; }

    public int Slots => slots;

    bool Has(Features feature) => (features & feature) == feature;

    int If(Features feature, int weight) => Has(feature) ? weight : 0;

    public Entry DeclareParameter(string name, DataType type, Interval range, bool isWritable, int minLength = 0, int minColumns = 0, bool isWrittenBuffer = false, bool isReference = false)
    {
        scope.Name([name]);
        var entry = new Entry(new Variable(name, type, slots++), range, isWritable) { MinLength = minLength, MinColumns = minColumns, IsWritableBuffer = isWrittenBuffer, IsReference = isReference };
        scope.Add(entry);
        return entry;
    }

    Entry DeclareLocal(IReadOnlyList<string> names, DataType type, Interval range, bool isWritable = true, bool isConstant = false)
    {
        var entry = NewLocal(names, type, range, isWritable, isConstant);
        scope.Add(entry);
        return entry;
    }

    /// <summary>Takes the name but does not make the variable visible yet: its initialiser is still to be generated.</summary>
    Entry NewLocal(IReadOnlyList<string> names, DataType type, Interval range, bool isWritable = true, bool isConstant = false)
    {
        var start = draw.Below(names.Count);
        var name = scope.Name([.. names.Skip(start), .. names.Take(start)]);
        return new Entry(new Variable(name, type, slots++, isConstant), range, isWritable, multiplicity);
    }

    T Scoped<T>(Func<T> generate)
    {
        var outer = scope;
        scope = new Scope(outer);
        var result = generate();
        scope.Close();
        scope = outer;
        return result;
    }

    IEnumerable<Entry> Scalars(Kind kind) => scope.Visible.Where(entry => entry.Variable.Type is Scalar scalar && scalar.Kind == kind);

    /// <summary>Buffers of numbers.</summary>
    IEnumerable<Entry> Buffers(Func<BufferOf, bool> wanted) => AllBuffers(buffer => buffer.Item is Scalar && wanted(buffer));

    /// <summary>Buffers of numbers or structs whose length is fixed: no lists, and none of objects.</summary>
    IEnumerable<Entry> AllBuffers(Func<BufferOf, bool> wanted) => scope.Visible.Where(entry => entry.Variable.Type is BufferOf { Shape: not BufferShape.List, Item: not (ClassOf or ModelOf) } buffer && wanted(buffer));

    Entry? Any(IEnumerable<Entry> entries)
    {
        var all = entries.ToArray();
        if (all.Length == 0) return null;
        // Prefers what was declared last: chains of dependent values make better programs than sums of parameters.
        var index = Math.Min(draw.Below(all.Length), draw.Below(all.Length));
        return all[index];
    }
}
