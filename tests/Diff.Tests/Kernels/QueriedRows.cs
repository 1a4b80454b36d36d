namespace Diff.Tests.Kernels;

/// <summary>Arrays of arrays that queries make, and what queries hand from one clause to the next and sort.</summary>
public static partial class QueriedRows
{
    [Differentiable(Order = 2)]
    public static double Empty_rows(double[] x)
    {
        var matrix = Enumerable.Range(0, 3).Select(_ => new double[3]).ToArray();
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++) matrix[i][j] = x[i] * x[j + 3];
        matrix[1][2] *= x[7];
        return matrix.Sum(row => row.Sum()) * matrix[1][2];
    }

    [Differentiable(Order = 2)]
    public static double Transposed(double[] x)
    {
        var matrix = Enumerable.Range(0, 2).Select(i => x.Select(v => v * (i + v)).ToArray()).ToArray();
        var transposed = Enumerable.Range(0, x.Length).Select(j => matrix.Select(row => row[j]).ToArray()).ToArray();
        return transposed.Select((column, j) => column[0] * column[1] * (j + 1)).Sum();
    }

    [Differentiable(Order = 2)]
    public static double Copied_rows(double[] x)
    {
        var matrix = Enumerable.Range(0, 3).Select(i => new[] { x[i], x[i] * x[i + 1] }).ToArray();
        var copy = matrix.Select(row => (double[])row.Clone()).ToArray();
        copy[0][0] = x[5];
        copy[1][1] *= 2;
        return copy.Sum(row => row[0] * row[1]) + matrix[0][0] * matrix[1][1];
    }

    [Differentiable(Order = 2)]
    public static double One_row_under_three_indices(double[] x)
    {
        var row = x.ToArray();
        var matrix = Enumerable.Range(0, 3).Select(_ => row).ToArray();
        matrix[0][0] = x[1] * x[1];
        return matrix[1][0] * x[0] + matrix[2][1] * matrix[2][2];
    }

    private static readonly string[] Names = ["a", "bcd", "efgh", "ij"];
    private static readonly int[] Counts = [1, 2, 3];

    [Differentiable(Order = 2)]
    public static double Clauses_of_constants(double[] x)
    {
        var longest = (from name in Names let n = name.Length orderby n descending, name where n > 1 select name + n).First();
        var joined = string.Join(",", from name in Names join n in Counts on name.Length equals n into same where same.Any() select name);
        var sum = x[0] * longest.Length + x[1] * joined.Length;
        foreach (var (name, n) in from name in Names from n in Counts where n < name.Length select (name, n))
            sum = sum * 0.5 + x[n] * x[n] * name.Length;
        return sum;
    }

    [Differentiable(Order = 2)]
    public static double Clauses_that_sort(double[] x) =>
        (from v in x let s = v * v where s > 0.2 orderby s descending, v select s * v).Take(3).Sum();

    [Differentiable(Order = 2)]
    public static double Sorted_anonymous_objects(double[] x)
    {
        var sorted = x.Select((v, i) => new { Value = v, Index = i }).Where(t => t.Value > -1).OrderBy(t => t.Value);
        return sorted.Select((t, rank) => t.Value * t.Value * (t.Index + 2 * rank)).Sum();
    }
}
