using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Simplify;
using static Diff.Generators.Tests.Simplify.Sketch;

namespace Diff.Generators.Tests.Simplify;

/// <summary>What nobody reads is not stored: the body's own memory ends with the body, that of an iteration with the iteration.</summary>
public sealed class DeadStoresTests
{
    private static readonly Constant First = Constant.Int(0);
    private static readonly Constant Second = Constant.Int(1);

    [Fact]
    public void A_cell_that_has_been_read_for_the_last_time_is_not_set_to_zero() =>
        Assert.Equal(0, Stores((sketch, own) => [Take(sketch, own, First)]));

    [Fact]
    public void A_cell_that_is_read_again_is_set_to_zero() =>
        Assert.Equal(1, Stores((sketch, own) => [Take(sketch, own, First), Read(sketch, own, First)]));

    [Fact]
    public void The_memory_of_a_parameter_is_left_as_the_code_says() => Assert.Equal(1, Stores((sketch, _) => [Take(sketch, M, First)]));

    [Fact]
    public void Memory_that_is_returned_is_left_as_the_code_says() => Assert.Equal(1, Stores((sketch, own) => [Take(sketch, own, First), own]));

    [Fact]
    public void Memory_that_the_tape_keeps_is_left_as_the_code_says() => Assert.Equal(1, Stores((sketch, own) =>
    {
        sketch.Builder.Do(new Push(own));
        return [Take(sketch, own, First)];
    }));

    [Fact]
    public void Memory_that_an_object_keeps_is_left_as_the_code_says() => Assert.Equal(1, Stores((sketch, own) =>
    {
        var holder = sketch.Builder.Let(new Inert("new Holder({0})", [own], Effect.Pure), new InertType("Holder", InertKind.Reference));
        return [Take(sketch, own, First), holder];
    }));

    [Fact]
    public void What_the_primal_stores_stays() => Assert.Equal(1, Stores((sketch, own) =>
    {
        sketch.Switch(Role.Primal);
        return [Take(sketch, own, First)];
    }));

    [Fact]
    public void An_addition_that_nobody_reads_goes() => Assert.Equal(0, Stores((sketch, own) =>
    {
        sketch.Builder.Do(new Accumulate(own, [First], [], A));
        return [A];
    }));

    [Fact]
    public void A_loop_that_takes_each_cell_once_leaves_the_cells_as_they_are() =>
        Assert.Equal(0, Stores((sketch, own) => Loop(sketch, (inner, index) => Take(inner, own, index))));

    [Fact]
    public void A_loop_that_takes_the_same_cell_each_time_sets_it_to_zero() =>
        Assert.Equal(1, Stores((sketch, own) => Loop(sketch, (inner, _) => Take(inner, own, First))));

    [Fact]
    public void A_loop_that_reads_the_cell_of_an_earlier_iteration_sets_it_to_zero() => Assert.Equal(1, Stores((sketch, own) =>
        Loop(sketch, (inner, index) =>
        {
            var before = inner.Builder.Apply(Primitive.Subtract, InertType.Int, index, Second);
            Take(inner, own, index);
            return Read(inner, own, before);
        })));

    [Fact]
    public void A_loop_around_a_loop_that_takes_each_cell_sets_them_to_zero() => Assert.Equal(1, Stores((sketch, own) =>
        Loop(sketch, (outer, _) => (Value)Loop(outer, (inner, index) => Take(inner, own, index))[0])));

    [Fact]
    public void What_an_iteration_makes_for_itself_ends_with_it() => Assert.Equal(0, Stores((sketch, _) =>
        Loop(sketch, (inner, _) => Take(inner, Allocate(inner), First))));

    [Fact]
    public void A_shift_by_what_changes_in_the_loop_may_meet_the_cell_again() => Assert.Equal(1, Stores((sketch, own) =>
        Loop(sketch, (inner, index) =>
        {
            var shift = inner.Builder.Let(new Inert("Shift()", [], Effect.Read), InertType.Int);
            return Take(inner, own, inner.Builder.Apply(Primitive.Add, InertType.Int, index, shift));
        })));

    [Fact]
    public void Memory_that_changes_its_name_is_read_under_the_other_name() => Assert.Equal(1, Stores((sketch, own) =>
    {
        var other = sketch.Builder.NewValue(M.Type);
        var condition = sketch.Op("<", A, B);
        sketch.Builder.Add(new If(condition, Block.Empty with { Yields = [own] }, Block.Empty with { Yields = [Allocate(sketch)] }, [other],
            sketch.Builder.Origin));
        return [Take(sketch, own, First), Read(sketch, other, First)];
    }));

    private static int Stores(Func<Sketch, Value, Operand[]> write)
    {
        var sketch = new Sketch();
        var yields = write(sketch, Allocate(sketch));
        var body = sketch.Build(yields);
        Verifier.Run(body);
        var after = DeadStores.Run(body, sketch.Ids);
        Verifier.Run(after);
        return after.Statements().Count(statement => statement is Let { Operation: Store or Accumulate });
    }

    private static Value Allocate(Sketch sketch) => sketch.Builder.Let(new Allocate([Constant.Int(4)]), M.Type);

    private static Value Read(Sketch sketch, Value buffer, Operand index) =>
        sketch.Builder.Let(new Load(buffer, [index]), ScalarType.Double);

    /// <summary>The adjoint of a cell, which is zero from here on.</summary>
    private static Value Take(Sketch sketch, Value buffer, Operand index)
    {
        var taken = Read(sketch, buffer, index);
        sketch.Builder.Do(new Store(buffer, [index], [], Number(0)));
        return taken;
    }

    /// <summary>A loop that adds up what its body gives.</summary>
    private static Operand[] Loop(Sketch sketch, Func<Sketch, Value, Value> body)
    {
        var inner = sketch.Nested();
        var (index, sum) = (sketch.Builder.NewValue(InertType.Int, "i"), sketch.Builder.NewValue(ScalarType.Double));
        var next = inner.Op("+", sum, body(inner, index));
        var result = sketch.Builder.NewValue(ScalarType.Double);
        sketch.Builder.Add(new For(First, Constant.Int(4), 1, false, [Number(0)], inner.Builder.Build([index, sum], [next]), [result],
            sketch.Builder.Origin));
        return [result];
    }
}
