using Diff.Generators.Ir;
using static Diff.Generators.Tests.Simplify.Sketch;

namespace Diff.Generators.Tests.Simplify;

public sealed class CommonSubexpressionsTests
{
    [Fact]
    public void Derived_code_reuses_what_the_primal_computed()
    {
        var sketch = new Sketch(Role.Primal);
        var primal = sketch.Builder.Apply(new Primitive("Exp", "global::System.Math"), ScalarType.Double, A);
        sketch.Switch(Role.Adjoint);
        var derived = sketch.Op("*", W, sketch.Op("Exp", A));
        Assert.Equal("%10 = Exp(a%0)\n%12 = w%2 * %10\nyield %10, %12\n", sketch.After("common subexpressions", primal, derived));
    }

    [Fact]
    public void The_order_of_two_factors_does_not_matter()
    {
        var sketch = new Sketch();
        Assert.Equal("%10 = a%0 * b%1\nyield %10, %10\n", sketch.After("common subexpressions", sketch.Op("*", A, B), sketch.Op("*", B, A)));
    }

    [Fact]
    public void The_order_of_a_difference_matters()
    {
        var sketch = new Sketch();
        Assert.Equal("%10 = a%0 - b%1\n%11 = b%1 - a%0\nyield %10, %11\n", sketch.After("common subexpressions", sketch.Op("-", A, B), sketch.Op("-", B, A)));
    }

    [Fact]
    public void A_block_reuses_the_values_around_it_but_not_those_of_its_neighbour()
    {
        var sketch = new Sketch();
        var condition = sketch.Op("<", A, B);
        var outer = sketch.Op("Exp", A);
        var (then, otherwise) = (sketch.Nested(), sketch.Nested());
        var results = new[] { sketch.Builder.NewValue(ScalarType.Double) };
        var thenYield = then.Op("*", then.Op("Exp", A), then.Op("Exp", B));
        var otherYield = otherwise.Op("Exp", B);
        sketch.Builder.Add(new If(condition, then.Builder.Build([], [thenYield]), otherwise.Builder.Build([], [otherYield]), [.. results], Origin.None));
        Assert.Equal(
            """
            %10 = a%0 < b%1
            %11 = Exp(a%0)
            %12 = if %10
              %14 = Exp(b%1)
              %15 = %11 * %14
              yield %15
            else
              %16 = Exp(b%1)
              yield %16
            yield %11, %12

            """,
            sketch.After("common subexpressions", outer, results[0]));
    }

    [Fact]
    public void Primal_code_keeps_its_repetitions()
    {
        var sketch = new Sketch(Role.Primal);
        Assert.Equal("%10 = Exp(a%0)\n%11 = Exp(a%0)\nyield %10, %11\n", sketch.Simplified(sketch.Op("Exp", A), sketch.Op("Exp", A)));
    }

    [Fact]
    public void Reads_of_memory_are_not_shared()
    {
        var sketch = new Sketch();
        var first = sketch.Builder.Let(new Load(M, [Constant.Int(0)]), ScalarType.Double);
        sketch.Builder.Do(new Store(M, [Constant.Int(0)], [], B));
        var second = sketch.Builder.Let(new Load(M, [Constant.Int(0)]), ScalarType.Double);
        Assert.Equal("%10 = m%3[0]\nm%3[0] := b%1\n%11 = m%3[0]\nyield %10, %11\n", sketch.Simplified(first, second));
    }
}
