using Diff.Generators.Ir;
using Diff.Generators.Simplify;
using static Diff.Generators.Tests.Simplify.Sketch;

namespace Diff.Generators.Tests.Simplify;

public sealed class SimplifierTests
{
    [Fact]
    public void The_reverse_sweep_of_a_small_method_reads_as_written_by_hand()
    {
        // var u = a - b * b; return u * u;
        var sketch = new Sketch(Role.Primal);
        var square = sketch.Op("*", B, B);
        var u = sketch.Op("-", A, square);
        var value = sketch.Op("*", u, u);
        sketch.Switch(Role.Adjoint);
        var uBar = sketch.Op("+", sketch.Op("*", W, u), sketch.Op("*", W, u));
        var squareBar = sketch.Op("neg", uBar);
        var bBar = sketch.Op("+", sketch.Op("*", squareBar, B), sketch.Op("*", squareBar, B));
        Assert.Equal(
            """
            %10 = b%1 * b%1
            %11 = a%0 - %10
            %12 = %11 * %11
            %20 = %11 + %11
            %15 = w%2 * %20
            %16 = neg(%15)
            %21 = b%1 + b%1
            %19 = %16 * %21
            yield %12, %15, %19

            """,
            sketch.Simplified(value, uBar, bBar));
    }

    [Fact]
    public void Every_pass_can_be_switched_off()
    {
        foreach (var pass in Simplifier.Passes)
        {
            var sketch = new Sketch();
            var sum = sketch.Op("+", sketch.Op("*", W, A), sketch.Op("+", sketch.Op("*", W, A), Number(0)));
            var body = sketch.Build(sum);
            var after = Simplifier.Run(body, sketch.Ids, without: [pass.Name]);
            Verifier.Run(after);
            Equivalence.Check(body, after);
        }

        var untouched = new Sketch();
        var all = untouched.Build(untouched.Op("+", A, Number(0)));
        Assert.Same(all, Simplifier.Run(all, untouched.Ids, [.. Simplifier.Passes.Select(pass => pass.Name)]));
    }

    [Fact]
    public void Simplifying_again_changes_nothing()
    {
        var sketch = new Sketch();
        var sum = sketch.Op("+", sketch.Op("*", W, A), sketch.Op("*", W, A));
        var once = Simplifier.Run(sketch.Build(sum), sketch.Ids);
        Assert.Equal(once, Simplifier.Run(once, sketch.Ids));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Work_grows_with_the_length_of_a_method_not_with_its_square(bool isUsed)
    {
        Run(1_000);
        // As many statements in one method as in twenty. Bytes allocated count the work, whatever else the machine does; a pass that looks at all statements for each would allocate twenty times as much.
        var ratio = Run(20_000) / (20.0 * Run(1_000));
        Assert.True(ratio <= 1.5, $"20,000 statements in one method take {ratio} times as much as in twenty.");

        long Run(int length)
        {
            var sketch = new Sketch();
            Operand sum = A;
            for (var i = 0; i < length / 4; i++) sum = sketch.Op("+", sketch.Op("+", sum, sketch.Op("*", W, sum)), sketch.Op("*", W, sum));
            var body = sketch.Build(isUsed ? sum : A);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Simplifier.Run(body, sketch.Ids);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
