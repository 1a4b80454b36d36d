using Diff.Generators.Ir;
using static Diff.Generators.Tests.Simplify.Sketch;

namespace Diff.Generators.Tests.Simplify;

/// <summary>Constants that are added to integers one after the other, and what is known of integers beforehand.</summary>
public sealed class AddedConstantsTests
{
    private static readonly Constant One = Constant.Int(1);

    [Fact]
    public void Two_differences_are_one()
    {
        var sketch = new Sketch();
        var length = sketch.Builder.Let(new Length(M, 0), InertType.Int);
        var last = sketch.Op("-", sketch.Op("-", length, One), One);
        Assert.Equal("%10 = length m%3[0]\n%11 = %10 - 1\n%12 = %10 - 2\nyield %12\n", sketch.After("added constants", last));
    }

    [Fact]
    public void What_is_added_and_taken_away_is_gone()
    {
        var sketch = new Sketch();
        var length = sketch.Builder.Let(new Length(M, 0), InertType.Int);
        Assert.Equal("%10 = length m%3[0]\n%11 = %10 - 1\nyield %10\n", sketch.After("added constants", sketch.Op("+", sketch.Op("-", length, One), One)));
    }

    [Fact]
    public void A_variable_of_the_user_keeps_its_name()
    {
        var sketch = new Sketch();
        var length = sketch.Builder.Let(new Length(M, 0), InertType.Int);
        var n = sketch.Builder.Let(new Apply(Primitive.Subtract, [length, One]), InertType.Int, "n");
        Assert.Contains("= n%11 - 1", sketch.After("added constants", sketch.Op("-", n, One)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_primal_subtracts_stays()
    {
        var sketch = new Sketch(Role.Primal);
        var length = sketch.Builder.Let(new Length(M, 0), InertType.Int);
        Assert.Contains("= %11 - 1", sketch.After("added constants", sketch.Op("-", sketch.Op("-", length, One), One)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_branch_on_a_comparison_of_constants_is_taken()
    {
        var sketch = new Sketch();
        var then = sketch.Nested();
        then.Builder.Do(new Accumulate(M, [One], [], A));
        sketch.Builder.Add(new If(sketch.Builder.Apply(Primitive.Less, InertType.Bool, One, Constant.Int(20)), then.Builder.Build([], []), Block.Empty, [], sketch.Builder.Origin));
        Assert.DoesNotContain("if", sketch.After("known integers", A), StringComparison.Ordinal);
    }
}
