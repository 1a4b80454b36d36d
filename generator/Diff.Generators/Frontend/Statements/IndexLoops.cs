using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Frontend;

/// <summary>Counted loops that the user did not write: <c>for (i = 0; i &lt; length; i += 1) body</c>, and the same downwards.</summary>
internal static class IndexLoops
{
    public static void Up(Lowering lowering, Operand length, Action<Operand> body) =>
        Add(lowering, Constant.Int(0), index => lowering.Apply(Primitive.Less, InertType.Bool, index, length), Primitive.Add, body);

    /// <summary>A loop in a loop for each dimension of a buffer.</summary>
    public static void Nested(Lowering lowering, IReadOnlyList<Operand> lengths, Action<EquatableArray<Operand>> body)
    {
        From([]);

        void From(EquatableArray<Operand> outer)
        {
            if (outer.Count == lengths.Count) body(outer);
            else Up(lowering, lengths[outer.Count], index => From([.. outer, index]));
        }
    }

    public static void Down(Lowering lowering, Operand length, Action<Operand> body)
    {
        var last = lowering.Apply(Primitive.Subtract, InertType.Int, length, Constant.Int(1));
        Add(lowering, last, index => lowering.Apply(Primitive.GreaterOrEqual, InertType.Bool, index, Constant.Int(0)), Primitive.Subtract, body);
    }

    private static void Add(Lowering lowering, Operand start, Func<Operand, Operand> condition, Primitive step, Action<Operand> body)
    {
        var index = new Slot(lowering.Ids.Take(), InertType.Int, "i");
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
