using Diff.Generators.Ir;
using Diff.Generators.Normalize;
using Diff.Generators.Tests.Simplify;
using static Diff.Generators.Tests.Simplify.Sketch;

namespace Diff.Generators.Tests.Normalize;

/// <summary>An array grows only where it may be full.</summary>
public sealed class KnownRoomTests
{
    private static readonly InertType Integers = new("int[]", InertKind.Reference);

    [Fact]
    public void An_array_does_not_grow_for_an_element_that_has_room() => Assert.Equal(0, Grown(sketch => Doubles(sketch), Constant.Int(3)));

    [Fact]
    public void An_array_grows_when_it_is_full() => Assert.Equal(1, Grown(sketch => Doubles(sketch), Constant.Int(4)));

    [Fact]
    public void An_array_grows_when_it_may_be_full() => Assert.Equal(1, Grown(
        sketch => Doubles(sketch), sketch => sketch.Builder.Let(new Inert("Count()", [], Effect.Read), InertType.Int)));

    [Fact]
    public void An_array_of_unknown_length_grows() => Assert.Equal(1, Grown(_ => M, Constant.Int(0)));

    [Fact]
    public void A_new_array_of_integers_has_the_room_that_it_is_made_with() =>
        Assert.Equal(0, Grown(sketch => Made(sketch, isFilled: false), Constant.Int(3)));

    [Fact]
    public void A_new_array_of_one_integer_has_no_more_room_than_that() =>
        Assert.Equal(1, Grown(sketch => Made(sketch, isFilled: true), Constant.Int(3)));

    private static int Grown(Func<Sketch, Value> make, Constant count) => Grown(make, _ => count);

    private static int Grown(Func<Sketch, Value> make, Func<Sketch, Operand> count)
    {
        var sketch = new Sketch(Role.Primal);
        var array = make(sketch);
        sketch.Builder.Do(new Grow(array, count(sketch)));
        return KnownRoom.Run(sketch.Build(A)).Statements().Count(statement => statement is Let { Operation: Grow });
    }

    private static Value Doubles(Sketch sketch) => sketch.Builder.Let(new Allocate([Constant.Int(4)]), M.Type);

    /// <summary><c>new int[4]</c>, or <c>new int[] { 4 }</c>.</summary>
    private static Value Made(Sketch sketch, bool isFilled) => sketch.Builder.Let(
        new Inert(isFilled ? "new int[] {{ {0} }}" : "new int[{0}]", [Constant.Int(4)], Effect.Write)
        {
            IsCreation = true,
            NewArray = new(InertType.Int, 1, isFilled, IsSpan: false),
        }, Integers);
}
