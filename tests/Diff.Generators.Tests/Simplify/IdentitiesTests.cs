using Diff.Generators.Ir;
using static Diff.Generators.Tests.Simplify.Sketch;

namespace Diff.Generators.Tests.Simplify;

public sealed class IdentitiesTests
{
    [Theory]
    [InlineData("+", 0.0, "yield a%0\n")]
    [InlineData("-", 0.0, "yield a%0\n")]
    [InlineData("*", 1.0, "yield a%0\n")]
    [InlineData("/", 1.0, "yield a%0\n")]
    [InlineData("*", 0.0, "yield 0\n")]
    [InlineData("*", -1.0, "%10 = neg(a%0)\nyield %10\n")]
    [InlineData("Weight.Times", 2.0, "%10 = a%0 * 2\nyield %10\n")]
    [InlineData("Weight.Divide", 2.0, "%10 = a%0 / 2\nyield %10\n")]
    [InlineData("Weight.Divide", 0.0, "%10 = Weight.Divide(a%0, 0)\nyield %10\n")]
    public void A_constant_on_the_right(string name, double constant, string expected)
    {
        var sketch = new Sketch();
        var result = sketch.Op(name, A, Number(constant));
        var after = Tidy(sketch, result);
        Assert.Equal(expected, after);
    }

    [Theory]
    [InlineData("+", 0.0, "yield a%0\n")]
    [InlineData("-", 0.0, "%10 = neg(a%0)\nyield %10\n")]
    [InlineData("*", 1.0, "yield a%0\n")]
    [InlineData("/", 0.0, "yield 0\n")]
    [InlineData("Weight.Times", 0.0, "yield 0\n")]
    [InlineData("Weight.Times", 1.0, "yield a%0\n")]
    [InlineData("Weight.Divide", 1.0, "%10 = 1 / a%0\nyield %10\n")]
    public void A_constant_on_the_left(string name, double constant, string expected)
    {
        var sketch = new Sketch();
        Assert.Equal(expected, Tidy(sketch, sketch.Op(name, Number(constant), A)));
    }

    [Fact]
    public void Signs_cancel()
    {
        var sketch = new Sketch();
        Assert.Equal("yield a%0\n", Tidy(sketch, sketch.Op("neg", sketch.Op("neg", A))));
        sketch = new Sketch();
        Assert.Equal("%11 = a%0 - b%1\nyield %11\n", Tidy(sketch, sketch.Op("+", A, sketch.Op("neg", B))));
        sketch = new Sketch();
        Assert.Equal("%11 = a%0 + b%1\nyield %11\n", Tidy(sketch, sketch.Op("-", A, sketch.Op("neg", B))));
        sketch = new Sketch();
        Assert.Equal("%11 = b%1 - a%0\nyield %11\n", Tidy(sketch, sketch.Op("+", sketch.Op("neg", A), B)));
    }

    [Fact]
    public void What_is_divided_by_a_quotient_and_then_by_its_denominator_is_divided_by_its_numerator()
    {
        var sketch = new Sketch();
        var byQuotient = sketch.Op("Weight.Divide", W, sketch.Op("/", A, B));
        Assert.Equal("%12 = Weight.Divide(w%2, a%0)\nyield %12\n", Tidy(sketch, sketch.Op("Weight.Divide", byQuotient, B)));
    }

    [Fact]
    public void A_negative_product_is_subtracted()
    {
        var sketch = new Sketch();
        var product = sketch.Op("*", sketch.Op("neg", A), B);
        Assert.Equal("%13 = a%0 * b%1\n%12 = w%2 - %13\nyield %12\n", Tidy(sketch, sketch.Op("+", W, product)));
    }

    [Fact]
    public void Constants_are_folded_as_their_type_rounds()
    {
        var sketch = new Sketch();
        Assert.Equal("%12 = a%0 * 6\nyield %12\n", Tidy(sketch, sketch.Op("*", A, sketch.Op("*", Number(2), sketch.Op("+", Number(1), Number(2))))));

        sketch = new Sketch();
        var third = sketch.Op("/", Constant.Number(ScalarType.Float, 1), Constant.Number(ScalarType.Float, 3));
        // The oracle computes in doubles, so this one is not compared with it.
        var folded = Diff.Generators.Simplify.Simplifier.Run(sketch.Build(third), sketch.Ids);
        Assert.Equal(Constant.Number(ScalarType.Float, 1f / 3f), Assert.Single(folded.Yields));

        var generic = new ScalarType("T", ScalarKind.Generic);
        sketch = new Sketch();
        var inexact = sketch.Op("/", Constant.Number(generic, 1), Constant.Number(generic, 3));
        Assert.Equal("%10 = 1 / 3\nyield %10\n", Tidy(sketch, inexact));
    }

    [Fact]
    public void A_quotient_by_zero_is_left_to_run_time()
    {
        var sketch = new Sketch();
        var result = sketch.Op("/", Number(1), Number(0));
        Assert.Equal("%10 = 1 / 0\nyield %10\n", Tidy(sketch, result));
    }

    [Fact]
    public void Adding_zero_to_an_accumulator_vanishes()
    {
        var sketch = new Sketch();
        sketch.Builder.Do(new Accumulate(M, [Constant.Int(0)], [], sketch.Op("*", Number(0), A)));
        Assert.Equal("yield a%0\n", Tidy(sketch, A));
    }

    [Fact]
    public void A_choice_between_equals_is_no_choice()
    {
        var sketch = new Sketch();
        Assert.Equal("yield b%1\n", Tidy(sketch, sketch.Op("?:", sketch.Op("<", A, B), B, B)));
    }

    [Theory]
    [InlineData(nameof(Role.Primal))]
    [InlineData(nameof(Role.Record))]
    public void The_arithmetic_of_primal_code_stays(string role)
    {
        var sketch = new Sketch(Enum.Parse<Role>(role));
        var sum = sketch.Op("+", sketch.Op("*", A, Number(1)), sketch.Op("neg", Number(0)));
        Assert.Equal("%10 = a%0 * 1\n%11 = neg(0)\n%12 = %10 + %11\nyield %12\n", sketch.Simplified(sum));
    }

    private static string Tidy(Sketch sketch, Operand result) => sketch.Simplified(result);
}
