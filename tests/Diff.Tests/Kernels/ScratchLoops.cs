namespace Diff.Tests.Kernels;

/// <summary>Arrays that are made once and filled anew in each iteration of a loop, and some that only seem to be.</summary>
public static partial class ScratchLoops
{
    [Differentiable]
    public static double FilledFirst(double[] x)
    {
        var (sum, offset) = (0.0, new double[3]);
        for (var p = 0; p < x.Length; p++)
        {
            for (var j = 0; j < 3; j++) offset[j] = Math.Sin(x[p] * (j + 1)) - x[j];
            var square = 0.0;
            for (var j = 0; j < offset.Length; j++) square += offset[j] * offset[j];
            sum += Math.Exp(-square);
        }

        return sum;
    }

    [Differentiable]
    public static double FilledInPart(double[] x)
    {
        var (sum, kept) = (0.0, new double[4]);
        for (var p = 0; p < x.Length; p++)
        {
            for (var j = 0; j < 3; j++) kept[j] = x[p] * x[j];
            // The last element is what an earlier iteration has left there.
            for (var j = 0; j < 4; j++) sum += kept[j] * kept[j];
            kept[3] = x[p] * x[p];
        }

        return sum;
    }

    [Differentiable]
    public static double FilledOnOnePath(double[] x)
    {
        var (sum, kept) = (0.0, new double[2]);
        for (var p = 0; p < x.Length; p++)
        {
            if (x[p] > 0.8) kept[0] = x[p] * x[p];
            kept[1] = Math.Cos(x[p]);
            sum += kept[0] * kept[1];
        }

        return sum;
    }

    [Differentiable]
    public static double ReadAfterwards(double[] x)
    {
        var (sum, last) = (0.0, new double[2]);
        for (var p = 0; p < x.Length; p++)
        {
            last[0] = x[p] * x[0];
            last[1] = last[0] * last[0];
            sum += last[1];
        }

        return sum * last[0] + last[1];
    }

    [Differentiable]
    public static double SharedByTwoLoops(double[] x)
    {
        var (sum, row) = (0.0, new double[x.Length]);
        for (var p = 0; p < 3; p++)
        {
            for (var j = 0; j < row.Length; j++) row[j] = x[j] * (p + x[p]);
            for (var j = 0; j < row.Length; j++) sum += row[j] * row[j];
        }

        for (var p = 1; p < 3; p++)
        {
            for (var j = 0; j < x.Length; j++) row[j] = Math.Sin(p * x[j]);
            for (var j = 1; j < x.Length; j++) sum += row[j] * row[j - 1];
        }

        return sum;
    }

    [Differentiable]
    public static double SharedWithAChain(double[] x)
    {
        var (sum, state, row) = (0.0, 1.0, new double[x.Length]);
        for (var p = 0; p < 3; p++)
        {
            for (var j = 0; j < row.Length; j++) row[j] = x[j] * (p + x[p]);
            for (var j = 0; j < row.Length; j++) sum += row[j] * row[j];
        }

        for (var p = 0; p < 3; p++)
        {
            for (var j = 0; j < row.Length; j++) row[j] = x[j] * state;
            for (var j = 0; j < row.Length; j++) state += 0.1 * row[j] * row[j];
        }

        return sum * state;
    }

    [Differentiable]
    public static double UsedBefore(double[] x)
    {
        var (sum, row) = (0.0, new double[2]);
        row[0] = x[0] * x[1];
        row[1] = row[0] * x[2];
        sum += row[1] * row[0];
        for (var p = 0; p < x.Length; p++)
        {
            row[0] = x[p] * x[p];
            row[1] = row[0] * x[0];
            sum += row[1] * row[0];
        }

        return sum;
    }

    [Differentiable]
    public static double WrittenTwice(double[] x)
    {
        var (sum, cell) = (0.0, new double[1]);
        for (var p = 0; p < x.Length; p++)
        {
            cell[0] = x[p] * x[0];
            sum += cell[0] * cell[0];
            cell[0] = Math.Sin(cell[0]) * x[p];
            sum += cell[0] * cell[0];
            cell[0] *= x[1];
            sum += cell[0] * cell[0];
        }

        return sum;
    }

    [Differentiable]
    public static double LoopsInLoops(double[] x)
    {
        var (sum, outer, inner) = (0.0, new double[3], new double[2, 2]);
        for (var p = 0; p < x.Length; p++)
        {
            for (var j = 0; j < 3; j++) outer[j] = x[p] * x[j];
            for (var q = 0; q < 3; q++)
            {
                for (var i = 0; i < 2; i++)
                    for (var j = 0; j < 2; j++) inner[i, j] = outer[q] * x[i] + x[j];
                sum += inner[0, 0] * inner[1, 1] - inner[0, 1] * inner[1, 0];
            }

            sum += outer[p % 3];
        }

        return sum;
    }

    [Differentiable]
    public static double TheOuterReadsWhatTheInnerLeft(double[] x)
    {
        var (sum, row) = (0.0, new double[2]);
        for (var p = 0; p < 3; p++)
        {
            sum += row[0] * x[p];
            for (var q = 0; q < 2; q++)
            {
                row[0] = x[q] * x[p];
                row[1] = row[0] * row[0];
                sum += row[1];
            }
        }

        return sum;
    }

    [Differentiable]
    public static double RangesThatDiffer(double[] x)
    {
        var (sum, row) = (0.0, new double[x.Length]);
        for (var p = 0; p < 3; p++)
        {
            for (var j = 0; j < x.Length - 1; j++) row[j] = x[j] * x[p];
            for (var j = 0; j < x.Length; j++) sum += row[j] * row[j];
            row[x.Length - 1] = x[p];
        }

        return sum;
    }

    [Differentiable]
    public static double RangesOfTheSameBounds(double[] x)
    {
        var (sum, row, count) = (0.0, new double[10], x.Length - 1);
        for (var p = 0; p < 3; p++)
        {
            for (var j = p; j < count; j++) row[j] = x[j] * x[p];
            for (var j = p; j < count; j++) sum += row[j] * row[j] * x[j + 1];
        }

        return sum;
    }

    [Differentiable]
    public static double PartsOfIt(double[] x)
    {
        var (sum, row) = (0.0, new double[4]);
        for (var p = 0; p < x.Length; p++)
        {
            var left = row.AsSpan(0, 2);
            var right = row.AsSpan(2);
            for (var j = 0; j < 2; j++) left[j] = x[p] * x[j];
            for (var j = 0; j < 2; j++) right[j] = left[j] * left[1 - j];
            for (var j = 0; j < 4; j++) sum += row[j] * x[p];
        }

        return sum;
    }

    [Differentiable]
    public static double FilledByAMethod(double[] x)
    {
        var (sum, row) = (0.0, new double[2]);
        for (var p = 0; p < x.Length; p++)
        {
            Fill(x[p], x[0], row);
            sum += Combine(row, x[p]);
        }

        return sum;
    }

    [Differentiable]
    public static double FilledByAMethodInPart(double[] x)
    {
        var (sum, row) = (0.0, new double[3]);
        for (var p = 0; p < x.Length; p++)
        {
            Fill(x[p], x[0], row);
            sum += row[0] * row[2];
            row[2] = x[p];
        }

        return sum;
    }

    [Differentiable]
    public static double Skipped(double[] x)
    {
        var (sum, row) = (0.0, new double[2]);
        for (var p = 0; p < x.Length; p++)
        {
            row[0] = x[p] * x[0];
            if (x[p] < 0.6) continue;
            row[1] = row[0] * x[p];
            for (var q = 0; q < 2; q++)
            {
                if (row[q] > 1.5) break;
                sum += row[q] * row[1];
            }
        }

        return sum;
    }

    [Differentiable]
    public static double OfStructs(double[] x)
    {
        var (sum, points) = (0.0, new Vector2D[3]);
        for (var p = 0; p < x.Length; p++)
        {
            for (var j = 0; j < points.Length; j++) points[j] = new Vector2D { X = x[p] * x[j], Y = Math.Sin(x[p]) };
            for (var j = 1; j < points.Length; j++) sum += points[j].X * points[j - 1].Y;
            points[0].X += 1;
            sum += points[0].X * points[0].X;
        }

        return sum;
    }

    [Differentiable]
    public static double OnePartOfAStruct(double[] x)
    {
        var (sum, points) = (0.0, new Vector2D[1]);
        for (var p = 0; p < x.Length; p++)
        {
            points[0].X = x[p] * x[0];
            sum += points[0].X * points[0].Y;
            points[0].Y = x[p];
        }

        return sum;
    }

    [Differentiable]
    public static double Exchanged(double[] x)
    {
        var (sum, front, back) = (0.0, new double[1], new double[1]);
        for (var p = 0; p < x.Length; p++)
        {
            front[0] = x[p] * x[0];
            sum += front[0] * back[0];
            (front, back) = (back, front);
        }

        return sum;
    }

    [Differentiable]
    private static void Fill(double a, double b, double[] row)
    {
        row[0] = a * b;
        row[1] = Math.Sin(a) + b;
    }

    [Differentiable]
    private static double Combine(double[] row, double factor) => row[0] * row[1] * row[1] * factor;

    private struct Vector2D
    {
        public double X;
        public double Y;
    }
}
