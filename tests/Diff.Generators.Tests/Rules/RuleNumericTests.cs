using Diff.Generators.Rules;

namespace Diff.Generators.Tests.Rules;

/// <summary>Every rule of the table, enumerated, against differences of the function itself.</summary>
public sealed class RuleNumericTests
{
    /// <summary>Away from kinks and jumps, of both signs, inside and outside of the unit interval; none is a multiple of another.</summary>
    private static readonly double[] Points = [-2.31, -1.17, -0.43, 0.29, 0.71, 1.37, 2.83];

    /// <summary>Differences lose about half of the digits at worst; measured errors stay below a tenth of this.</summary>
    private const double FirstTolerance = 1e-9;

    private const double SecondTolerance = 1e-8;

    public static TheoryData<string, int> Names()
    {
        var data = new TheoryData<string, int>();
        foreach (var rule in RuleTable.All.Where(rule => !rule.IsZero && rule.Name != "like")) data.Add(rule.Name, rule.OperandCount);
        return data;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void First_derivatives_match_differences(string name, int count)
    {
        var compared = 0;
        foreach (var (probe, point, operand, output) in Cases(name, count))
        {
            var (expected, error) = Differences.At(x => Value(name, With(point, operand, x), output), (double)point[operand]);
            if (double.IsNaN(expected)) continue;
            Close(expected, probe.First(operand, 1, output), FirstTolerance, error, name, point, operand);
            Close(-2.5 * expected, probe.First(operand, -2.5, output), FirstTolerance, error, name, point, operand);
            compared++;
        }

        Assert.True(compared >= 3, $"{name} was compared at {compared} points only.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Second_derivatives_match_differences_of_the_partial(string name, int count)
    {
        var compared = 0;
        foreach (var (probe, point, operand, output) in Cases(name, count))
        {
            for (var other = 0; other < count; other++)
            {
                if (point[other] is not double at) continue;
                var (expected, error) = Differences.At(x => new RuleProbe(probe.Rule, With(point, other, x)).First(operand, 1.5, output), at);
                if (double.IsNaN(expected)) continue;
                Close(expected, probe.Second(operand, other, 1.5, output), SecondTolerance, error, name, point, operand);
                compared++;
            }
        }

        Assert.True(compared >= 3, $"{name} was compared at {compared} points only.");
    }

    private static IEnumerable<(RuleProbe Probe, object[] Point, int Operand, int Output)> Cases(string name, int count)
    {
        var rule = RuleTable.All.Single(rule => rule.Name == name && rule.OperandCount == count);
        foreach (var point in Grid(name, count))
        {
            var probe = new RuleProbe(rule, point);
            for (var output = 0; output < rule.Outputs.Count; output++)
                for (var operand = 0; operand < count; operand++)
                    if (point[operand] is double && double.IsFinite(Value(name, point, output)))
                        yield return (probe, point, operand, output);
        }
    }

    private static IEnumerable<object[]> Grid(string name, int count) => (name, count) switch
    {
        ("RootN", _) => from x in Points from n in new[] { -3, -2, -1, 1, 2, 3, 4 } select new object[] { x, n },
        ("ScaleB", _) => from x in Points from n in new[] { -3, 0, 2 } select new object[] { x, n },
        ("?:", _) => from c in new[] { true, false } from x in Points from y in Points.Reverse() select new object[] { c, x, y * 1.01 },
        ("Clamp" or "ClampNative", _) => from x in Points from low in Points from high in Points where low + 0.4 < high select new object[] { x * 1.02, low, high * 1.01 },
        (_, 1) => from x in Points select new object[] { name == "Acosh" ? Math.Abs(x) : x },
        (_, 2) => from x in Points from y in Points select new object[] { x, y * 1.01 },
        (_, 3) => from x in Points from y in Points from z in Points select new object[] { x, y * 1.01, z * 1.02 },
        _ => throw new InvalidOperationException($"No grid for {name} of {count} operands."),
    };

    private static object[] With(object[] point, int index, double x)
    {
        object[] moved = [.. point];
        moved[index] = x;
        return moved;
    }

    private static double Value(string name, object[] point, int output) => (name, point) switch
    {
        // Estimates are steps on some processors; the rules are those of the functions they estimate.
        ("ReciprocalEstimate", [double x]) => 1 / x,
        ("ReciprocalSqrtEstimate", [double x]) => 1 / Math.Sqrt(x),
        _ => Evaluator.Call(name, point) switch
        {
            double[] pair => pair[output],
            double number => number,
            var other => throw new InvalidOperationException($"{name} has a result of type {other.GetType().Name}."),
        },
    };

    private static void Close(double expected, double actual, double tolerance, double error, string name, object[] point, int operand)
    {
        var bound = (tolerance * Math.Max(1, Math.Abs(expected))) + (10 * error);
        Assert.True(error < 1e-5 * Math.Max(1, Math.Abs(expected)), $"{name}({string.Join(", ", point)}): the difference quotient does not converge ({expected} ± {error}).");
        Assert.True(Math.Abs(expected - actual) <= bound, $"{name}({string.Join(", ", point)}), operand {operand}: rule {actual}, differences {expected}.");
    }
}
