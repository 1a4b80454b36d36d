#pragma warning disable DIFF0002 // That is what is tested.
namespace Diff.Tests.Language;

/// <summary>
/// Operators of C# 14 that are refused. They stand here since the compiler by which diagnostics are tested does not know them.
/// </summary>
public static partial class NewOperatorTests
{
    private const string InPlace = "with an operator that changes";

    private struct Counter
    {
        public int Count;

        public void operator +=(int n) => Count += 2 * n;

        public void operator ++() => Count += 3;

        public static Counter operator +(Counter left, int n) => new() { Count = left.Count + n };
    }

    private sealed class Total
    {
        public double Sum;

        public void operator +=(double x) => Sum += x;

        public void operator ++() => Sum++;
    }

    [Differentiable]
    public partial struct Pair
    {
        public double X, Y;

        public void operator *=(double scale) => (X, Y) = (X * scale, Y * scale);
    }

    [Fact]
    public static void An_operator_that_changes_a_constant_in_place_is_refused() => AssertRefused(InPlace, () => CountedGradient(2));

    [Differentiable]
    private static double Counted(double x)
    {
        Counter counter = default;
        counter += 1;
        return x * counter.Count;
    }

    [Fact]
    public static void A_step_that_changes_a_constant_in_place_is_refused() => AssertRefused(InPlace, () => SteppedGradient(2));

    [Differentiable]
    private static double Stepped(double x)
    {
        Counter counter = default;
        counter++;
        return x * counter.Count;
    }

    [Fact]
    public static void An_operator_that_changes_an_object_of_the_method_in_place_is_refused() =>
        AssertRefused(InPlace, () => TotalledGradient(2));

    [Differentiable]
    private static double Totalled(double x)
    {
        var total = new Total();
        total += x;
        total++;
        return x * total.Sum;
    }

    [Fact]
    public static void An_operator_that_changes_a_struct_of_numbers_in_place_is_refused() =>
        AssertRefused(InPlace, () => ScaledGradient(2));

    [Differentiable]
    private static double Scaled(double x)
    {
        var pair = new Pair { X = x, Y = 1 };
        pair *= x;
        return pair.X * pair.Y;
    }

    [Fact]
    public static void An_operator_of_an_extension_block_is_refused() =>
        AssertRefused("a member of an extension block", () => SubtractedGradient(2));

    [Differentiable]
    private static double Subtracted(double x)
    {
        var difference = new Pair { X = x, Y = 1 } - new Pair { X = 1, Y = x };
        return difference.X * difference.Y;
    }

    private static void AssertRefused(string why, Func<double> gradient) =>
        Assert.Contains(why, Assert.Throws<NotSupportedException>(() => gradient()).Message);
}

internal static class PairOperators
{
    extension(NewOperatorTests.Pair)
    {
        public static NewOperatorTests.Pair operator -(NewOperatorTests.Pair left, NewOperatorTests.Pair right) =>
            new() { X = left.X - right.X, Y = left.Y - right.Y };
    }
}
