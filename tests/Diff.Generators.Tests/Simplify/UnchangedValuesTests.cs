using Diff.Generators.Collections;
using Diff.Generators.Ir;
using static Diff.Generators.Tests.Simplify.Sketch;

namespace Diff.Generators.Tests.Simplify;

public sealed class UnchangedValuesTests
{
    [Fact]
    public void A_carried_value_that_never_changes_is_its_start()
    {
        var sketch = new Sketch(Role.Primal);
        var (index, s, r) = (sketch.Builder.NewValue(InertType.Int, "i"), sketch.Builder.NewValue(ScalarType.Double, "s"), sketch.Builder.NewValue(ScalarType.Double, "r"));
        var results = new[] { sketch.Builder.NewValue(ScalarType.Double), sketch.Builder.NewValue(ScalarType.Double) };
        var inner = sketch.Nested();
        var next = inner.Op("+", s, r);
        sketch.Builder.Add(new For(Constant.Int(0), Constant.Int(3), 1, false, [A, B], inner.Builder.Build([index, s, r], [next, r]), [.. results], Origin.None));
        Assert.Equal(
            """
            %13 = for 0 to 3 by 1 a%0
              (i%10, s%11)
              %15 = s%11 + b%1
              yield %15
            yield %13, b%1

            """,
            sketch.After("unchanged values", results[0], results[1]));
    }

    [Fact]
    public void Nested_loops_that_hand_a_value_through_lose_it_at_every_level()
    {
        var sketch = new Sketch(Role.Primal);
        Value Index() => sketch.Builder.NewValue(InertType.Int, "i");
        Value Number() => sketch.Builder.NewValue(ScalarType.Double);
        var (outerCarried, innerCarried, innerResult, outerResult) = (Number(), Number(), Number(), Number());
        var (outer, inner) = (sketch.Nested(), sketch.Nested());
        inner.Builder.Do(new Store(M, [Constant.Int(0)], [], innerCarried));
        outer.Builder.Add(new For(Constant.Int(0), Constant.Int(2), 1, false, [outerCarried], inner.Builder.Build([Index(), innerCarried], [innerCarried]), [innerResult], Origin.None));
        sketch.Builder.Add(new For(Constant.Int(0), Constant.Int(3), 1, false, [A], outer.Builder.Build([Index(), outerCarried], [innerResult]), [outerResult], Origin.None));
        Assert.Equal(
            """
            for 0 to 3 by 1
              (i%15)
              for 0 to 2 by 1
                (i%14)
                m%3[0] := a%0
            yield a%0

            """,
            sketch.After("unchanged values", outerResult));
    }

    [Fact]
    public void The_same_value_from_both_branches_is_that_value()
    {
        var sketch = new Sketch(Role.Primal);
        var condition = sketch.Op("<", A, B);
        var result = sketch.Builder.NewValue(ScalarType.Double);
        sketch.Builder.Add(new If(condition, new Block([], [], [W]), new Block([], [], [W]), [result], Origin.None));
        Assert.Equal("yield w%2\n", sketch.Simplified(result));
    }

    [Fact]
    public void A_field_of_a_tuple_just_built_is_what_was_put_in()
    {
        var sketch = new Sketch(Role.Primal);
        var pair = new AggregateType("(double, double)", [new("Item1", ScalarType.Double), new("Item2", ScalarType.Double)], AggregateKind.Tuple);
        var tuple = sketch.Builder.Let(new MakeAggregate([A, B]), pair);
        Assert.Equal("yield b%1\n", Printer.Print(Diff.Generators.Simplify.Simplifier.Run(sketch.Builder.Build([], [sketch.Builder.Let(new GetField(tuple, 1), ScalarType.Double)]), sketch.Ids)));
    }

    [Fact]
    public void A_conversion_to_the_same_type_vanishes_and_others_stay()
    {
        var sketch = new Sketch(Role.Primal);
        var same = sketch.Builder.Let(new Conversion(A, IsImplicit: true), ScalarType.Double);
        var other = sketch.Builder.Let(new Conversion(A, IsImplicit: false), ScalarType.Float);
        Assert.Equal("%11 = convert a%0\nyield a%0, %11\n", sketch.After("unchanged values", same, other));
    }
}
