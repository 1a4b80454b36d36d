using Diff.Generators.Ir;
using static Diff.Generators.Tests.Simplify.Sketch;

namespace Diff.Generators.Tests.Simplify;

public sealed class SharedFactorsTests
{
    [Fact]
    public void A_weight_is_taken_out_of_a_product_with_other_uses()
    {
        // t = w * a is needed elsewhere; t * b - w * (b * b) has w and b in common.
        var sketch = new Sketch(Role.Primal);
        var square = sketch.Op("*", B, B);
        sketch.Switch(Role.Adjoint);
        var shared = sketch.Op("*", W, A);
        var difference = sketch.Op("-", sketch.Op("*", shared, B), sketch.Op("*", W, square));
        Assert.Equal("%11 = w%2 * a%0\n%15 = a%0 - b%1\n%16 = b%1 * %15\n%14 = w%2 * %16\nyield %14, %11\n", sketch.Simplified(difference, shared));
    }

    [Fact]
    public void Nothing_changes_where_that_would_cost_a_multiplication()
    {
        var sketch = new Sketch();
        var (left, right) = (sketch.Op("*", W, A), sketch.Op("*", W, B));
        var sum = sketch.Op("+", left, right);
        Assert.Contains("= %10 + %11\n", sketch.Simplified(sum, left, right));
    }
}
