using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

/// <summary>
/// Which sample values a list of patterns has matched so far. C# refuses a pattern that can match nothing that is left, so each new one is
/// tried on samples first: integers, halves of the tenths that thresholds are rounded to, and pairs of both.
/// </summary>
sealed class Coverage
{
    static readonly double[] Integers = [.. Enumerable.Range(-12, 25).Select(value => (double)value)];
    static readonly double[] Reals = [.. Enumerable.Range(-440, 881).Select(value => value / 20.0)];
    readonly double[][] left;

    Coverage(IEnumerable<double[]> samples) => left = [.. samples];

    public static Coverage Of(DataType subject) => new(subject switch
    {
        Scalar { Kind: Kind.Int } => Integers.Select(value => new[] { value }),
        Scalar => Reals.Select(value => new[] { value }),
        _ => Integers.Where(value => Math.Abs(value) < 5).SelectMany(first => Reals.Select(second => new[] { first, second })),
    });

    /// <summary>What remains after an unguarded pattern; null if the pattern matches none, or all, of what is left.</summary>
    public Coverage? After(Pattern pattern)
    {
        var rest = left.Where(sample => !Matches(pattern, sample, 0)).ToArray();
        return rest.Length == 0 || rest.Length == left.Length ? null : new(rest);
    }

    static bool Matches(Pattern pattern, double[] sample, int position) => pattern switch
    {
        ConstantPattern constant => sample[position] == constant.Value.Number,
        RelationalPattern { Operator: BinaryOperator.Less } relational => sample[position] < relational.Value.Number - 1e-6,
        RelationalPattern { Operator: BinaryOperator.LessOrEqual } relational => sample[position] <= relational.Value.Number + 1e-6,
        RelationalPattern { Operator: BinaryOperator.Greater } relational => sample[position] > relational.Value.Number + 1e-6,
        RelationalPattern relational => sample[position] >= relational.Value.Number - 1e-6,
        NotPattern not => !Matches(not.Operand, sample, position),
        LogicalPattern { IsAnd: true } both => Matches(both.Left, sample, position) && Matches(both.Right, sample, position),
        LogicalPattern either => Matches(either.Left, sample, position) || Matches(either.Right, sample, position),
        TuplePattern tuple => Matches(tuple.Elements[0], sample, 0) && Matches(tuple.Elements[1], sample, 1),
        _ => true,
    };
}
