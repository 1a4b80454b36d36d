using CsCheck;
using Diff.Fuzz.Generation;
using Diff.Fuzz.Harness;
using Diff.Fuzz.Language;

namespace Diff.Fuzz.Checking;

/// <summary>Compares all generated members of one program with the oracle at one point; answers with the first disagreement.</summary>
sealed class MemberChecks(Compiled compiled, Point point, int seed)
{
    readonly Draw draw = new(new PCG((uint)seed, 77));
    string? failure;
    string? refusal;

    public static (string? Failure, string? Refusal) Run(Compiled compiled, Point point, int seed)
    {
        var checks = new MemberChecks(compiled, point, seed);
        foreach (var member in Enum.GetValues<Member>())
        {
            if (checks.failure is not null || !compiled.Has(member)) continue;
            try
            {
                checks.Check(member);
            }
            catch (NotSupportedException exception) when (exception.Message.StartsWith("DIFF", StringComparison.Ordinal))
            {
                checks.refusal ??= exception.Message;
            }
            catch (Exception exception)
            {
                checks.failure = $"{member} threw {exception.GetType().Name}: {exception.Message}\n{exception.StackTrace}";
            }
        }

        return (checks.failure, checks.refusal);
    }

    void Check(Member member)
    {
        switch (member)
        {
            case Member.Primal:
                Outputs(member, compiled.Call(member, point.Stream));
                break;
            case Member.Gradient:
                Gradient(member, compiled.Call(member, point.Stream), point.Row([1]), [1], isAdded: false);
                break;
            case Member.ValueAndGradient:
            case Member.ValueAndGradientInto:
                // Buffers are overwritten: what they held before must not matter.
                var both = compiled.Call(member, point.Stream, [.. point.ColumnKinds.Select(_ => 77.0)]);
                Outputs(member, both);
                Gradient(member, both[point.Oracle.Rows..], point.Row([1]), [1], isAdded: false);
                break;
            case Member.Vjp:
                Vjp();
                break;
            case Member.Jvp:
                Jvp();
                break;
            case Member.Pullback:
                Pullback();
                break;
            case Member.Jacobian:
                Jacobian();
                break;
            case Member.Hvp or Member.Hessian:
                Hessian(member);
                break;
        }
    }

    void Vjp()
    {
        var weights = Random(point.RowKinds);
        var before = Random([.. point.Accumulated.Select(column => point.ColumnKinds[column])]);
        var answer = compiled.Call(Member.Vjp, point.Stream, [.. weights, .. before]);
        Outputs(Member.Vjp, answer);
        var expected = point.Row(weights);
        var rest = answer[point.Oracle.Rows..];
        WeightsOnExit(Member.Vjp, rest, expected);
        Gradient(Member.Vjp, rest[point.WrittenColumns.Length..], expected, before, isAdded: true);
        InnerProduct(weights, before, rest);
    }

    /// <summary>⟨w, J v⟩ = ⟨Jᵀ w, v⟩, both from generated code.</summary>
    void InnerProduct(double[] weights, double[] before, double[] reverse)
    {
        if (failure is not null) return;
        var direction = Random(point.ColumnKinds);
        var forward = compiled.Call(Member.Jvp, point.Stream, direction)[point.Oracle.Rows..];
        var left = weights.Zip(forward, (w, tangent) => w * tangent).Sum();
        var right = 0.0;
        for (var k = 0; k < point.WrittenColumns.Length; k++) if (point.WrittenColumns[k] >= 0) right += reverse[k] * direction[point.WrittenColumns[k]];
        for (var k = 0; k < point.Accumulated.Length; k++) right += (reverse[point.WrittenColumns.Length + k] - before[k]) * direction[point.Accumulated[k]];
        var magnitudes = point.Row(weights).Magnitudes.Zip(direction, (magnitude, v) => magnitude * Math.Abs(v)).Sum();
        Compare("⟨w, J v⟩ - ⟨Jᵀ w, v⟩", 0, left, right, magnitudes + before.Zip(point.Accumulated, (b, column) => Math.Abs(b * direction[column])).Sum());
    }

    void Jvp()
    {
        var direction = Random(point.ColumnKinds);
        var answer = compiled.Call(Member.Jvp, point.Stream, direction);
        Outputs(Member.Jvp, answer);
        var expected = point.Column(direction);
        for (var row = 0; row < point.Oracle.Rows; row++)
        {
            Compare("Jvp, output", row, answer[point.Oracle.Rows + row], expected.Values[row], expected.Magnitudes[row]);
        }
    }

    void Pullback()
    {
        var weights = Random(point.RowKinds);
        var before = Random([.. point.Accumulated.Select(column => point.ColumnKinds[column])]);
        var answer = compiled.Call(Member.Pullback, point.Stream, [.. weights, .. before]);
        Outputs(Member.Pullback, answer);
        var expected = point.Row(weights);
        var (gradient, exits) = (point.Accumulated.Length, point.WrittenColumns.Length);
        var rest = answer.AsSpan(point.Oracle.Rows);
        var first = rest[..(gradient + exits)];
        var second = rest.Slice(gradient + exits, gradient + exits);
        var third = rest[(2 * (gradient + exits))..];
        if (!first.SequenceEqual(second)) failure ??= $"a pullback applied twice gives {Text(first)}, then {Text(second)}";
        Gradient(Member.Pullback, first[..gradient], expected, new double[gradient], isAdded: false);
        WeightsOnExit(Member.Pullback, first[gradient..], expected);
        Gradient(Member.Pullback, third[..gradient], expected, before, isAdded: true);
    }

    void Jacobian()
    {
        // A ref parameter's column exists only if its first value is read, which the compiler decides; those programs are left to Jvp and Vjp.
        if (point.WrittenColumns.Any(column => column >= 0)) return;
        var answer = compiled.Call(Member.Jacobian, point.Stream);
        if (answer.Length != point.Oracle.Rows * point.Oracle.Columns) failure ??= $"the Jacobian has {answer.Length} elements, not {point.Oracle.Rows} × {point.Oracle.Columns}";
        for (var k = 0; k < answer.Length && failure is null; k++)
        {
            var (row, column) = (k / point.Oracle.Columns, k % point.Oracle.Columns);
            Compare($"Jacobian, output {row}, component", column, answer[k], point.Oracle.Jacobian[row, column], point.Oracle.Magnitude[row, column]);
        }
    }

    void Hessian(Member member)
    {
        var direction = Random(point.ColumnKinds);
        if (point.HessianTimes(direction) is not { } expected) return;
        var answer = compiled.Call(member, point.Stream, member == Member.Hvp ? direction : []);
        var columns = point.Oracle.Columns;
        for (var row = 0; row < columns; row++)
        {
            var product = member == Member.Hvp ? answer[row] : direction.Select((v, column) => v * answer[row * columns + column]).Sum();
            Compare($"{member}, component", row, product, expected.Values[row], expected.Magnitudes[row]);
        }
    }

    /// <summary>The primal inside a derivative is bit for bit the primal; up to rounding if it takes derivatives itself.</summary>
    void Outputs(Member member, ReadOnlySpan<double> answer)
    {
        for (var row = 0; row < point.Oracle.Rows; row++)
        {
            if (point.IsNested)
            {
                Compare($"{member}, output", row, answer[row], point.Oracle.Outputs[row], point.Scale(row));
                continue;
            }

            if (BitConverter.DoubleToInt64Bits(answer[row]) == BitConverter.DoubleToInt64Bits(point.Oracle.Outputs[row])) continue;
            failure ??= $"{member}, output {row}: value {answer[row]:R}, expected exactly {point.Oracle.Outputs[row]:R}";
        }
    }

    void Gradient(Member member, ReadOnlySpan<double> answer, Expected expected, ReadOnlySpan<double> before, bool isAdded)
    {
        for (var k = 0; k < point.Accumulated.Length; k++)
        {
            var column = point.Accumulated[k];
            var start = isAdded ? before[k] : 0;
            Compare($"{member}, component", column, answer[k], start + expected.Values[column], expected.Magnitudes[column] + Math.Abs(start));
        }
    }

    /// <summary>The weight of a <c>ref</c> parameter leaves as the gradient of the value passed in, that of an <c>out</c> parameter as zero.</summary>
    void WeightsOnExit(Member member, ReadOnlySpan<double> answer, Expected expected)
    {
        for (var k = 0; k < point.WrittenColumns.Length; k++)
        {
            var column = point.WrittenColumns[k];
            Compare($"{member}, weight on exit", k, answer[k], column < 0 ? 0 : expected.Values[column], column < 0 ? 0 : expected.Magnitudes[column]);
        }
    }

    void Compare(string what, int index, double actual, double expected, double magnitude)
    {
        var tolerance = point.Tolerance(magnitude);
        if (Math.Abs(actual - expected) <= tolerance) return;
        failure ??= $"{what} {index}: {actual:R}, expected {expected:R} ± {tolerance:G3}";
    }

    double[] Random(Kind[] kinds) => [.. kinds.Select(kind =>
    {
        var number = draw.Chance(0.1) ? 0 : 4 * draw.Unit() - 2;
        return kind == Kind.Float ? (float)number : number;
    })];

    static string Text(ReadOnlySpan<double> values) => string.Join(", ", values.ToArray());
}
