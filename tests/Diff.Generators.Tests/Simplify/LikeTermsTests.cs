using Diff.Generators.Ir;
using static Diff.Generators.Tests.Simplify.Sketch;

namespace Diff.Generators.Tests.Simplify;

public sealed class LikeTermsTests
{
    [Fact]
    public void A_square_gives_its_weight_times_a_sum()
    {
        var sketch = new Sketch();
        var sum = sketch.Op("+", sketch.Op("*", W, A), sketch.Op("*", W, A));
        Assert.Equal("%13 = a%0 + a%0\n%12 = w%2 * %13\nyield %12\n", sketch.Simplified(sum));
    }

    [Fact]
    public void Numbers_of_a_scaled_square_are_added()
    {
        // value = 100 * b * b
        var sketch = new Sketch(Role.Primal);
        var u = sketch.Op("*", Number(100), B);
        sketch.Switch(Role.Adjoint);
        var sum = sketch.Op("+", sketch.Op("*", W, u), sketch.Op("*", sketch.Op("*", W, B), Number(100)));
        Assert.Equal("%15 = 200 * b%1\n%14 = w%2 * %15\nyield %14\n", sketch.Simplified(sum));
    }

    [Fact]
    public void Halves_of_a_square_leave_no_number()
    {
        // value = 0.5 * a * a
        var sketch = new Sketch(Role.Primal);
        var u = sketch.Op("*", Number(0.5), A);
        sketch.Switch(Role.Adjoint);
        var sum = sketch.Op("+", sketch.Op("*", W, u), sketch.Op("*", sketch.Op("*", W, A), Number(0.5)));
        Assert.Equal("%12 = w%2 * a%0\nyield %12\n", sketch.Simplified(sum));
    }

    [Fact]
    public void The_last_term_of_a_sum_is_combined()
    {
        var sketch = new Sketch();
        var sum = sketch.Op("+", sketch.Op("+", B, sketch.Op("*", W, A)), sketch.Op("*", W, A));
        Assert.Equal("%14 = a%0 + a%0\n%15 = w%2 * %14\n%13 = b%1 + %15\nyield %13\n", sketch.Simplified(sum));
    }

    [Theory]
    [InlineData("+", "+", "= 4 * a%0\n")]
    [InlineData("+", "-", "= a%0 + a%0\n")]
    [InlineData("-", "+", "= a%0 + a%0\n")]
    [InlineData("-", "-", "= 4 * a%0\n")]
    public void The_last_term_of_a_sum_is_combined_whatever_its_sign(string first, string second, string factor)
    {
        var sketch = new Sketch();
        var term = sketch.Op("*", sketch.Op("*", W, A), Number(3));
        var sum = sketch.Op(second, sketch.Op(first, B, sketch.Op("*", W, A)), term);
        Assert.Contains(factor, sketch.Simplified(sum));
    }

    [Fact]
    public void A_common_weight_is_taken_out()
    {
        var sketch = new Sketch();
        var difference = sketch.Op("-", sketch.Op("*", W, A), sketch.Op("*", sketch.Op("*", W, B), Number(0.5)));
        Assert.Equal("%14 = 0.5 * b%1\n%15 = a%0 - %14\n%13 = w%2 * %15\nyield %13\n", sketch.Simplified(difference));
    }

    [Fact]
    public void A_product_with_other_uses_stays()
    {
        var sketch = new Sketch();
        var product = sketch.Op("*", W, A);
        var sum = sketch.Op("+", product, sketch.Op("*", W, B));
        Assert.Equal("%10 = w%2 * a%0\n%11 = w%2 * b%1\n%12 = %10 + %11\nyield %12, %10\n", sketch.Simplified(sum, product));
    }

    [Fact]
    public void Products_of_numbers_alone_are_no_terms()
    {
        var sketch = new Sketch();
        var sum = sketch.Op("+", sketch.Op("*", Number(2), Number(3)), sketch.Op("*", Number(3), Number(3)));
        Assert.Equal("%10 = 2 * 3\n%11 = 3 * 3\n%12 = %10 + %11\nyield %12\n", sketch.After("like terms", sum));
    }

    [Fact]
    public void Terms_that_cancel_are_left_alone()
    {
        var sketch = new Sketch();
        var difference = sketch.Op("-", sketch.Op("*", W, A), sketch.Op("*", W, A));
        Assert.Equal("%10 = w%2 * a%0\n%11 = w%2 * a%0\n%12 = %10 - %11\nyield %12\n", sketch.After("like terms", difference));
    }

    [Fact]
    public void Primal_sums_stay()
    {
        var sketch = new Sketch(Role.Primal);
        var sum = sketch.Op("+", sketch.Op("*", W, A), sketch.Op("*", W, B));
        Assert.Equal("%10 = w%2 * a%0\n%11 = w%2 * b%1\n%12 = %10 + %11\nyield %12\n", sketch.Simplified(sum));
    }
}
