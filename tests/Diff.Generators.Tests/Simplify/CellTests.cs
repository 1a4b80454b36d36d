using Diff.Generators.Ir;
using Diff.Generators.Simplify;
using static Diff.Generators.Tests.Simplify.Sketch;

namespace Diff.Generators.Tests.Simplify;

/// <summary>Cells of adjoint memory: left alone where the primal adds to the cell, summed up in a variable where a loop adds to one cell.</summary>
public sealed class CellTests
{
    private static readonly Constant First = Constant.Int(0);

    [Fact]
    public void A_cell_that_is_added_to_keeps_its_adjoint()
    {
        var sketch = new Sketch();
        var taken = Take(sketch);
        sketch.Builder.Do(new Accumulate(M, [Constant.Int(1)], [], sketch.Op("*", taken, W)));
        sketch.Builder.Do(new Accumulate(M, [First], [], taken));
        Assert.Equal(1, Writes(After(sketch, "updated cells", taken)));
    }

    [Fact]
    public void A_cell_that_is_read_as_zero_in_between_is_set_to_zero()
    {
        var sketch = new Sketch();
        var taken = Take(sketch);
        var zero = sketch.Builder.Let(new Load(M, [First]), ScalarType.Double);
        sketch.Builder.Do(new Accumulate(M, [First], [], taken));
        Assert.Equal(2, Writes(After(sketch, "updated cells", zero)));
    }

    [Fact]
    public void Something_else_may_be_computed_before_a_cell_is_set_to_zero()
    {
        var sketch = new Sketch();
        var taken = sketch.Builder.Let(new Load(M, [First]), ScalarType.Double);
        var product = sketch.Op("*", W, A);
        sketch.Builder.Do(new Store(M, [First], [], Number(0)));
        sketch.Builder.Do(new Accumulate(M, [Constant.Int(1)], [], sketch.Op("*", taken, product)));
        sketch.Builder.Do(new Accumulate(M, [First], [], taken));
        Assert.Equal(1, Writes(After(sketch, "updated cells", taken)));
    }

    [Fact]
    public void What_is_added_to_a_cell_before_it_is_set_to_zero_is_lost()
    {
        var sketch = new Sketch();
        var taken = sketch.Builder.Let(new Load(M, [First]), ScalarType.Double);
        sketch.Builder.Do(new Accumulate(M, [First], [], A));
        sketch.Builder.Do(new Store(M, [First], [], Number(0)));
        sketch.Builder.Do(new Accumulate(M, [First], [], taken));
        Assert.Equal(3, Writes(After(sketch, "updated cells", taken)));
    }

    [Fact]
    public void A_cell_that_is_multiplied_is_set_to_its_new_adjoint()
    {
        var sketch = new Sketch();
        var taken = Take(sketch);
        sketch.Builder.Do(new Accumulate(M, [First], [], sketch.Op("*", taken, W)));
        var after = After(sketch, "updated cells", taken);
        Assert.Equal(1, Writes(after));
        Assert.Contains(after.Statements, statement => statement is Let { Operation: Store });
    }

    [Fact]
    public void What_may_be_added_to_the_same_cell_is_added_after_it_is_set()
    {
        var sketch = new Sketch();
        var taken = Take(sketch);
        var sameIndex = sketch.Op("+", First, First);
        sketch.Builder.Do(new Accumulate(M, [sameIndex], [], A));
        sketch.Builder.Do(new Accumulate(M, [First], [], sketch.Op("*", taken, W)));
        Assert.Equal(2, Writes(After(sketch, "updated cells", taken)));
    }

    [Fact]
    public void A_cell_that_a_branch_may_have_added_to_is_set_to_zero_first()
    {
        var sketch = new Sketch();
        var taken = Take(sketch);
        var then = sketch.Nested();
        then.Builder.Do(new Accumulate(M, [First], [], A));
        sketch.Builder.Add(new If(sketch.Op("<", A, W), then.Builder.Build([], []), sketch.Nested().Builder.Build([], []), [], sketch.Builder.Origin));
        sketch.Builder.Do(new Accumulate(M, [First], [], sketch.Op("*", taken, W)));
        Assert.Equal(3, Writes(After(sketch, "updated cells", taken)));
    }

    [Fact]
    public void A_loop_adds_to_one_cell_once()
    {
        var sketch = new Sketch();
        Loop(sketch, end: 3, body => body.Builder.Do(new Accumulate(M, [First], [], body.Op("*", W, A))));
        var after = After(sketch, "register sums", A);
        Assert.DoesNotContain(after.Statements.OfType<For>().Single().Body.Statements, statement => statement is Let { Operation: Accumulate });
        Assert.Equal(1, Writes(after));
    }

    [Fact]
    public void A_loop_that_does_not_run_adds_nothing()
    {
        var sketch = new Sketch();
        Loop(sketch, end: 0, body => body.Builder.Do(new Accumulate(M, [Constant.Int(99)], [], A)));
        After(sketch, "register sums", A);
    }

    [Fact]
    public void A_loop_that_reads_the_memory_adds_to_it_each_time()
    {
        var sketch = new Sketch();
        Loop(sketch, end: 3, body =>
        {
            body.Builder.Do(new Accumulate(M, [First], [], A));
            body.Builder.Do(new Accumulate(M, [Constant.Int(1)], [], body.Builder.Let(new Load(M, [First]), ScalarType.Double)));
        });
        var after = After(sketch, "register sums", A);
        Assert.Contains(after.Statements.OfType<For>().Single().Body.Statements, statement => statement is Let { Operation: Accumulate });
    }

    private static Value Take(Sketch sketch)
    {
        var taken = sketch.Builder.Let(new Load(M, [First]), ScalarType.Double);
        sketch.Builder.Do(new Store(M, [First], [], Number(0)));
        return taken;
    }

    private static void Loop(Sketch sketch, int end, Action<Sketch> fill)
    {
        var body = sketch.Nested();
        var index = body.Builder.NewValue(InertType.Int, "i");
        fill(body);
        sketch.Builder.Add(new For(First, Constant.Int(end), 1, false, [], body.Builder.Build([index], []), [], sketch.Builder.Origin));
    }

    private static Block After(Sketch sketch, string pass, Operand yield)
    {
        var before = sketch.Build(yield);
        Verifier.Run(before);
        var after = Simplifier.Run(before, sketch.Ids, [.. Simplifier.Passes.Select(each => each.Name).Where(name => name != pass)]);
        Verifier.Run(after);
        Equivalence.Check(before, after);
        return after;
    }

    private static int Writes(Block block) => block.Statements().Count(statement => statement is Let { Operation: Store or Accumulate });
}
