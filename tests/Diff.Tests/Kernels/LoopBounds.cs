namespace Diff.Tests.Kernels;

/// <summary>Loops whose bounds are read from tables, fields, rows and counts, and some in which the loop itself changes them.</summary>
public static partial class LoopBounds
{
    private static int s_size = 4;

    [Differentiable]
    public static double SparseProduct(double[] x)
    {
        int[] start = [0, 2, 2, 5, 6], column = [1, 3, 0, 2, 4, 5];
        var sum = 0.0;
        for (var row = 0; row + 1 < start.Length; row++)
        {
            var product = 0.0;
            for (var entry = start[row]; entry < start[row + 1]; entry++) product += x[entry] * x[column[entry]];
            sum += product * product;
        }

        return sum;
    }

    [Differentiable]
    public static double Windows(double[] x)
    {
        var sum = 1.0;
        for (var width = 1; width < 4; width++)
        {
            for (var i = 0; i + width <= x.Length - width; i += 2) sum += x[i] * x[i + width] * Math.Sin(sum);
            for (var i = x.Length - 1; i - width >= 0; i--) sum += x[i] * x[i - width] * Math.Cos(sum);
            for (var i = 0; width + i + 1 < x.Length; i++) sum += x[i + width + 1] * x[i];
        }

        return sum;
    }

    [Differentiable]
    public static double NoWindow(double[] x)
    {
        var (sum, width) = (x[0] * x[1], x.Length + 3);
        for (var i = 0; i + width < x.Length; i++) sum += x[i + width] * sum;
        for (var i = x.Length - 1; i - width >= 0; i--) sum += x[i - width] * sum;
        return sum;
    }

    [Differentiable]
    public static double ShiftsWithoutLimit(double[] x) => OfAnyWidth(x, int.MaxValue, -5) + OfAnyWidth(x, int.MaxValue, 1) + OfAnyWidth(x, 2, 6);

    [Differentiable]
    public static double OfAnyWidth(double[] x, int width, int n)
    {
        var sum = x[0];
        for (var i = 0; i + width < n; i++) sum += x[i] * x[i + 1] * sum;
        for (var i = 2; i - width >= n; i--) sum += x[i] * x[i];
        for (var i = 0; width + i <= n; i += 3) sum += x[i] * sum;
        return sum;
    }

    [Differentiable]
    public static double Rows(double[] x)
    {
        double[][] rows = [[x[0], x[1], x[2]], [], [x[3] * x[0]]];
        var sum = 1.0;
        for (var i = 0; i < rows.Length; i++)
            for (var j = 0; j < rows[i].Length; j++) sum += Math.Sin(rows[i][j]) * sum;
        return sum;
    }

    [Differentiable]
    public static double RowsThatChange(double[] x)
    {
        double[][] rows = [[x[0], x[1]], [x[2]], [x[1], x[0], x[2]]];
        var sum = 1.0;
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < rows[i].Length; j++)
            {
                sum += Math.Sin(rows[i][j]) * sum;
                if (j == 0 && i < 2) rows[i] = rows[i + 1];
            }
        }

        return sum;
    }

    [Differentiable]
    public static double Neighbours(double[] x)
    {
        int[][] neighbours = [[1, 2], [0], [0, 3, 1]];
        var sum = 1.0;
        for (var i = 0; i < neighbours.Length; i++)
            for (var j = 0; j < neighbours[i].Length; j++) sum += x[i] * x[neighbours[i][j]] * sum;
        return sum;
    }

    [Differentiable]
    public static double NeighboursThatChange(double[] x)
    {
        int[][] neighbours = [[1, 2], [0], [0, 3, 1]];
        var sum = 1.0;
        for (var i = 0; i < neighbours.Length; i++)
        {
            for (var j = 0; j < neighbours[i].Length; j++)
            {
                sum += x[i] * x[neighbours[i][j]] * sum;
                if (i == 0) neighbours[0] = [1];
            }
        }

        return sum;
    }

    [Differentiable]
    public static double CountThatShrinks(double[] x)
    {
        int[] counts = [5, 3];
        var sum = x[0];
        for (var i = 0; i < counts[0]; i++)
        {
            sum = Math.Sin(sum) + x[i] * x[1];
            counts[0]--;
        }

        return sum;
    }

    [Differentiable]
    public static double CountThatShrinksThroughASpan(double[] x)
    {
        int[] counts = [5, 3];
        var same = counts.AsSpan(0, 1);
        var sum = x[0];
        for (var i = 0; i < counts[0]; i++)
        {
            sum = Math.Sin(sum) + x[i] * x[1];
            same[0]--;
        }

        return sum;
    }

    [Differentiable]
    public static double CountThatIsCleared(double[] x)
    {
        int[] counts = [5, 3];
        var sum = x[0];
        for (var i = 0; i < counts[0]; i++)
        {
            sum = Math.Sin(sum) + x[i] * x[1];
            if (i == 2) Array.Clear(counts);
        }

        return sum;
    }

    [Differentiable]
    public static double TableThatIsReplaced(double[] x)
    {
        int[] counts = [3, 2, 4];
        var sum = x[0];
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < counts[i]; j++)
            {
                sum = Math.Sin(sum) + x[j] * x[i];
                counts = [1, 3, 2];
            }
        }

        return sum;
    }

    [Differentiable]
    public static double TableThatIsWrittenBetween(double[] x)
    {
        int[] counts = [1, 2, 3];
        var sum = x[0];
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < counts[i]; j++) sum = Math.Sin(sum) + x[counts[i]] * x[j];
            counts[i] = 7;
        }

        return sum + counts[0] * x[counts[1]];
    }

    [Differentiable]
    public static double StaticThatACalleeChanges(double[] x)
    {
        s_size = 5;
        var sum = x[0];
        for (var i = 0; i < s_size; i++) sum = Math.Sin(sum) + SquareAndShrink(x[i]);
        return sum;
    }

    [Differentiable]
    public static double SquareAndShrink(double x)
    {
        s_size--;
        return x * x;
    }

    [Differentiable]
    public static double WordsOfLetters(double[] x)
    {
        var (word, sum) = ("abba", x[1]);
        for (var i = 0; i < word.Length; i++) sum = Math.Sin(sum) + x[word[i] - 'a'] * x[i];
        return sum;
    }

    [Differentiable]
    public static double ListOfIndices(double[] x)
    {
        List<int> indices = [4, 1, 3];
        var sum = x[0];
        for (var i = 0; i < indices.Count; i++) sum = Math.Sin(sum) + x[indices[i]] * x[i];
        return sum;
    }

    [Differentiable]
    public static double ListThatShrinks(double[] x)
    {
        List<int> indices = [4, 1, 3, 2];
        var sum = x[0];
        for (var i = 0; i < indices.Count; i++)
        {
            sum = Math.Sin(sum) + x[indices[i]] * x[i];
            indices.RemoveAt(0);
        }

        return sum;
    }

    [Differentiable]
    public static double BoundOfAnObject(double[] x) => new Sizes().Walk(x, 0.7);
}

/// <summary>Fields and properties that bound loops.</summary>
public partial class Sizes
{
    private readonly int[] _offsets = [0, 2, 5];
    private int _count = 4;
    private int _asked;

    private int Automatic { get; set; } = 4;

    private int Asked => 3 - _asked++ / 3;

    /// <summary>Each loop steps a recurrence, so that how often it runs matters; the last three change their bounds.</summary>
    [Differentiable]
    public double Walk(double[] x, double first)
    {
        var sum = first;
        for (var i = 0; i < _count; i++) sum = Math.Sin(sum) + x[i] * x[1];
        for (var i = 0; i + 1 < _offsets.Length; i++)
            for (var j = _offsets[i]; j < _offsets[i + 1]; j++) sum = Math.Cos(sum) + x[j] * x[i];
        for (var i = 0; i < Asked; i++) sum = Math.Sin(sum) + x[i] * x[2];
        for (var i = 0; i < Automatic; i++, Automatic--) sum = Math.Sin(sum) + x[i] * x[4];
        for (var i = 0; i < _count; i++)
        {
            sum = Math.Sin(sum) + x[i] * x[3];
            _count--;
        }

        return sum;
    }
}
