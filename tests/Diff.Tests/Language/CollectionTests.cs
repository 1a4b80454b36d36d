using System.Collections;

namespace Diff.Tests.Language;

/// <summary>Collections of constants, enumerated.</summary>
public static partial class CollectionTests
{
    private static int Disposed;

    private static IEnumerable<int> Count()
    {
        try
        {
            yield return 1;
            yield return 2;
            yield return 3;
        }
        finally
        {
            Disposed++;
        }
    }

    [Fact]
    public static void Elements_of_a_list() => Derivatives.Check(Lists, ListsValueAndGradient, ListsJvp);

    [Differentiable]
    private static double Lists(double x, double y)
    {
        var weights = new List<double> { 0.5, 1.5, 2.5 };
        var sum = 0.0;
        foreach (var outer in weights)
        {
            if (outer == 1.5) continue;
            foreach (var inner in weights)
            {
                if (inner > outer) break;
                sum += Math.Sin(x * outer) * y * inner;
                if (sum > 1e6) return sum * x;
            }
        }
        return sum * sum;
    }

    [Fact]
    public static void Pairs_of_a_dictionary() => Derivatives.Check(Pairs, PairsValueAndGradient, PairsJvp);

    [Differentiable]
    private static double Pairs(double x, double y)
    {
        var table = new Dictionary<string, double> { ["a"] = 2, ["bb"] = 3 };
        var sum = x;
        foreach (var (name, weight) in table) sum = sum * y + weight * name.Length;
        foreach (var pair in table) sum *= x + pair.Value;
        foreach (var name in table.Keys) sum += name.Length;
        return sum;
    }

    [Fact]
    public static void Characters_of_a_text() => Derivatives.Check(Characters, CharactersValueAndGradient, CharactersJvp);

    [Differentiable]
    private static double Characters(double x, double y)
    {
        foreach (var letter in "abc") x = x * y + (letter - 'a');
        return x;
    }

    [Fact]
    public static void Elements_without_a_type() => Derivatives.Check(Untyped, UntypedValueAndGradient, UntypedJvp);

    [Differentiable]
    private static double Untyped(double x, double y)
    {
        foreach (int n in new ArrayList { 1, 2, 3 }) x = x * y + n;
        return x;
    }

    [Fact]
    public static void Arrays_in_a_list() => Derivatives.Check(Rows, RowsValueAndGradient, RowsJvp);

    [Differentiable]
    private static double Rows(double x, double y)
    {
        var rows = new List<double[]> { new[] { 1.0, 2.0 }, new[] { 3.0 } };
        foreach (var row in rows)
            foreach (var element in row) x = Math.Cos(x) * y + element * x;
        return x;
    }

    [Fact]
    public static void A_sequence_that_is_left_early_is_disposed()
    {
        Disposed = 0;
        Derivatives.Check(Sequence, SequenceValueAndGradient, SequenceJvp);
        var before = Disposed;
        SequenceGradient(1, 1);
        Assert.Equal(before + 2, Disposed);
    }

    [Differentiable]
    private static double Sequence(double x, double y)
    {
        foreach (var n in Count())
        {
            if (n == 2) continue;
            x = x * y + n;
        }
        foreach (var n in Count())
        {
            x *= y;
            if (n == 2) return x * x;
        }
        return x;
    }

    [Fact]
    public static void Assignments_where_there_is_nothing_yet() => Derivatives.Check(Missing, MissingValueAndGradient, MissingJvp);

    [Differentiable]
    private static double Missing(double x, double y)
    {
        int? n = null;
        string? text = null;
        double? weight = null;
        var m = n ??= 4;
        n ??= 5;
        text ??= "abc";
        weight ??= 2.5;
        return x * m * n.Value + y * text.Length * weight.Value;
    }
}
