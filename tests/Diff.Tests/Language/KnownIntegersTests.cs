namespace Diff.Tests.Language;

/// <summary>Integers that are known when the code is generated: C# is stricter with constants than with the variables they came from.</summary>
public static partial class KnownIntegersTests
{
    [Fact]
    public static void Values_that_wrap() => Derivatives.Check(ValuesThatWrap, ValuesThatWrapValueAndGradient, ValuesThatWrapJvp);

    [Differentiable]
    private static double ValuesThatWrap(double x, double y)
    {
        byte small = 200;
        small += 100;
        var narrow = (short)(small - 40000);
        ulong wide = 1;
        wide = ~(wide << 70);
        return x * y * small + x * narrow * 1e-3 + y * wide * 1e-19 + (-7 >> small) + (small & 12);
    }

    [Fact]
    public static void Branches_that_are_not_taken() => Derivatives.Check(BranchesThatAreNotTaken, BranchesThatAreNotTakenValueAndGradient, BranchesThatAreNotTakenJvp);

    [Differentiable]
    private static double BranchesThatAreNotTaken(double x, double y)
    {
        double[] a = [x, y];
        var none = 0;
        var share = none == 0 ? 1 : 10 / none;
        if (none > 0) return a[0] * (7 % none);
        return Pick(-1) * Pick(1) * share + Part(0) * Part(4);

        double Pick(int i) => i < 0 ? x : a[i] * (12 / (i + 1));
        double Part(int n) => n == 0 ? y : x * (8 / n);
    }

    [Differentiable]
    private static double Throws(double x, int n)
    {
        var zero = 0;
        var least = int.MinValue;
        double[] two = [1, 2];
        return n switch
        {
            0 => x * (5 / zero),
            1 => x * (n % zero),
            2 => x * checked(least - 1),
            3 => x * (least / -1),
            4 => x * two[zero - 1],
            _ => x * x,
        };
    }

    [Fact]
    public static void What_throws_when_it_runs_still_does()
    {
        Assert.Throws<DivideByZeroException>(() => ThrowsGradient(2, 0));
        Assert.Throws<DivideByZeroException>(() => ThrowsGradient(2, 1));
        Assert.Throws<OverflowException>(() => ThrowsGradient(2, 2));
        Assert.Throws<OverflowException>(() => ThrowsGradient(2, 3));
        Assert.Throws<IndexOutOfRangeException>(() => ThrowsGradient(2, 4));
        Assert.Equal(4, ThrowsGradient(2, 5));
    }
}
