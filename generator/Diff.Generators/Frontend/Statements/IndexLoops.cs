using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Frontend;

/// <summary>Counted loops that the user did not write: <c>for (i = 0; i &lt; length; i += 1) body</c>, and the same downwards.</summary>
internal static class IndexLoops
{
    private static readonly string[] Names = ["i", "j", "k"];

    public static void Up(Lowering lowering, Operand length, Action<Operand> body) => Up(lowering, length, body, Names[0]);

    private static void Up(Lowering lowering, Operand length, Action<Operand> body, string name) =>
        Over(lowering, Constant.Int(0), length, body, name);

    /// <summary>From one integer on, before another.</summary>
    public static void Over(Lowering lowering, Operand from, Operand to, Action<Operand> body) => Over(lowering, from, to, body, Names[0]);

    private static void Over(Lowering lowering, Operand from, Operand to, Action<Operand> body, string name) =>
        Add(lowering, from, index => lowering.Apply(Primitive.Less, InertType.Bool, index, to), Primitive.Add, body, name);

    /// <summary>A loop in a loop for each dimension of a buffer.</summary>
    public static void Nested(Lowering lowering, IReadOnlyList<Operand> lengths, Action<EquatableArray<Operand>> body)
    {
        From([]);

        void From(EquatableArray<Operand> outer)
        {
            if (outer.Count == lengths.Count) body(outer);
            else Up(lowering, lengths[outer.Count], index => From([.. outer, index]), Names[Math.Min(outer.Count, Names.Length - 1)]);
        }
    }

    public static void Down(Lowering lowering, Operand length, Action<Operand> body)
    {
        var last = lowering.Apply(Primitive.Subtract, InertType.Int, length, Constant.Int(1));
        Add(lowering, last, index => lowering.Apply(Primitive.GreaterOrEqual, InertType.Bool, index, Constant.Int(0)), Primitive.Subtract,
            body, Names[0]);
    }

    private static void Add(Lowering lowering, Operand start, Func<Operand, Operand> condition, Primitive step, Action<Operand> body,
        string name)
    {
        var index = new Slot(lowering.Ids.Take(), InertType.Int, name);
        lowering.Write(index, start);
        lowering.Add(new Loop(
            [],
            lowering.Nest(() => [condition(lowering.Read(index))]),
            lowering.Nest(() => body(lowering.Read(index))),
            lowering.Nest(() => lowering.Write(index, lowering.Apply(step, InertType.Int, lowering.Read(index), Constant.Int(1)))),
            TestsFirst: true,
            [],
            lowering.Origin));
    }
}
