using Diff.Generators.Collections;
using Diff.Generators.Ir;
using static Diff.Generators.Tests.Simplify.Sketch;

namespace Diff.Generators.Tests.Simplify;

public sealed class DeadCodeTests
{
    [Fact]
    public void Unused_pure_operations_vanish_with_what_they_read()
    {
        var sketch = new Sketch(Role.Primal);
        sketch.Op("Exp", sketch.Op("*", A, B));
        sketch.Builder.Let(new Load(M, [Constant.Int(0)]), ScalarType.Double);
        Assert.Equal("yield a%0\n", sketch.After("dead code", A));
    }

    [Theory]
    [InlineData(nameof(Effect.Read), "%10 = `effect`(a%0) read\nyield a%0\n")]
    [InlineData(nameof(Effect.Write), "%10 = `effect`(a%0) write\nyield a%0\n")]
    public void Effects_stay(string effect, string expected)
    {
        var sketch = new Sketch();
        sketch.Builder.Let(new Inert("effect", [A], Enum.Parse<Effect>(effect)), ScalarType.Double);
        Assert.Equal(expected, sketch.Simplified(A));
    }

    [Fact]
    public void Stores_and_accumulations_stay_with_what_they_read()
    {
        var sketch = new Sketch();
        sketch.Builder.Do(new Store(M, [Constant.Int(0)], [], sketch.Op("*", A, B)));
        sketch.Builder.Do(new Accumulate(M, [Constant.Int(1)], [], A));
        Assert.Equal("%10 = a%0 * b%1\nm%3[0] := %10\nm%3[1] += a%0\nyield a%0\n", sketch.Simplified(A));
    }

    [Fact]
    public void Pushes_and_pops_stay()
    {
        var sketch = new Sketch();
        sketch.Builder.Do(new Push(A));
        sketch.Builder.Let(new Pop(), ScalarType.Double);
        var after = Diff.Generators.Simplify.Simplifier.Run(sketch.Build(A), sketch.Ids);
        Assert.Equal(2, after.Statements.Count);
    }

    [Fact]
    public void A_loop_loses_values_that_only_keep_each_other_alive()
    {
        var sketch = new Sketch(Role.Primal);
        var results = Carry(sketch, [A, B, W], (inner, carried) => [inner.Op("+", carried[0], B), inner.Op("*", carried[2], carried[1]), inner.Op("+", carried[1], carried[2])]);
        Assert.Equal(
            """
            %14 = for 0 to 3 by 1 a%0
              (i%10, %11)
              %17 = %11 + b%1
              yield %17
            yield %14

            """,
            sketch.After("dead code", results[0]));
    }

    [Fact]
    public void A_loop_without_uses_vanishes()
    {
        var sketch = new Sketch(Role.Primal);
        Carry(sketch, [A], (inner, carried) => [inner.Op("Exp", carried[0])]);
        Assert.Equal("yield a%0\n", sketch.After("dead code", A));
    }

    [Fact]
    public void A_loop_with_an_effect_keeps_what_the_effect_reads()
    {
        var sketch = new Sketch(Role.Primal);
        Carry(sketch, [A, B], (inner, carried) =>
        {
            inner.Builder.Do(new Store(M, [Constant.Int(0)], [], carried[1]));
            return [inner.Op("Exp", carried[0]), inner.Op("*", carried[1], W)];
        });
        Assert.Equal(
            """
            %14 = for 0 to 3 by 1 b%1
              (i%10, %12)
              m%3[0] := %12
              %16 = %12 * w%2
              yield %16
            yield a%0

            """,
            sketch.After("dead code", A));
    }

    [Fact]
    public void A_while_loop_keeps_what_its_condition_reads()
    {
        var sketch = new Sketch(Role.Primal);
        Value[] Parameters() => [sketch.Builder.NewValue(ScalarType.Double), sketch.Builder.NewValue(ScalarType.Double), sketch.Builder.NewValue(ScalarType.Double)];
        var (tested, carried, results) = (Parameters(), Parameters(), Parameters());
        var (condition, body) = (sketch.Nested(), sketch.Nested());
        var test = condition.Op("<", tested[1], Number(10));
        var next = new Operand[] { body.Op("+", carried[0], carried[1]), body.Op("+", carried[1], Number(1)), body.Op("Exp", carried[2]) };
        sketch.Builder.Add(new Loop([A, B, W], condition.Builder.Build([.. tested], [test]), body.Builder.Build([.. carried], [.. next]), Block.Empty, true, [.. results], Origin.None));
        Assert.Equal(
            """
            %16, %17 = loop a%0, b%1
            while
              (%10, %11)
              %19 = %11 < 10
              yield %19
            body
              (%13, %14)
              %20 = %13 + %14
              %21 = %14 + 1
              yield %20, %21
            yield %16

            """,
            sketch.After("dead code", results[0]));
    }

    [Fact]
    public void A_branch_that_throws_stays()
    {
        var sketch = new Sketch(Role.Primal);
        var thrown = new Value(5, new InertType("global::System.Exception", InertKind.Reference), "e");
        var body = new Block([A, B, W, M, thrown], [.. sketch.Build().Statements], [A]);
        var condition = sketch.Op("<", A, B);
        var branch = new If(condition, new Block([], [new Throw(thrown, Origin.None)], []), Block.Empty, [], Origin.None);
        body = body with { Statements = [.. sketch.Build().Statements, branch] };
        Assert.Equal(body, Diff.Generators.Simplify.Simplifier.Run(body, sketch.Ids));
    }

    [Fact]
    public void Unused_results_of_a_branch_vanish_with_their_yields()
    {
        var sketch = new Sketch(Role.Primal);
        var condition = sketch.Op("<", A, B);
        var (then, otherwise) = (sketch.Nested(), sketch.Nested());
        var results = new[] { sketch.Builder.NewValue(ScalarType.Double), sketch.Builder.NewValue(ScalarType.Double) };
        var (first, second) = (then.Op("Exp", A), otherwise.Op("Exp", B));
        sketch.Builder.Add(new If(condition, then.Builder.Build([], [first, B]), otherwise.Builder.Build([], [A, second]), [.. results], Origin.None));
        Assert.Equal(
            """
            %10 = a%0 < b%1
            %12 = if %10
              yield b%1
            else
              %14 = Exp(b%1)
              yield %14
            yield %12

            """,
            sketch.After("dead code", results[1]));
    }

    /// <summary>A loop of three iterations over carried values, with the next ones given.</summary>
    private static Value[] Carry(Sketch sketch, Operand[] inits, Func<Sketch, Value[], Operand[]> next)
    {
        var index = sketch.Builder.NewValue(InertType.Int, "i");
        Value[] carried = [.. inits.Select(init => sketch.Builder.NewValue(init.Type))];
        Value[] results = [.. inits.Select(init => sketch.Builder.NewValue(init.Type))];
        var inner = sketch.Nested();
        var yields = next(inner, carried);
        var body = inner.Builder.Build([index, .. carried], yields.ToEquatableArray());
        sketch.Builder.Add(new For(Constant.Int(0), Constant.Int(3), 1, false, inits.ToEquatableArray(), body, results.ToEquatableArray(), Origin.None));
        return results;
    }
}
