namespace Diff.Tests.Kernels;

/// <summary>Jagged arrays made by the method: rows that are exchanged, replaced, shared and handed on.</summary>
public static partial class JaggedArrays
{
    [Differentiable]
    public static double ExchangedRows(double[] x)
    {
        double[][] m = [[x[0], x[1]], [x[2], x[3]]];
        (m[0], m[1]) = (m[1], m[0]);
        m[0][0] *= m[1][1];
        return m[0][0] * m[0][1];
    }

    [Differentiable]
    public static double RowsThatChangePlacesInTime(double[] x)
    {
        var u = new double[2][];
        u[0] = (double[])x.Clone();
        u[1] = new double[x.Length];
        for (var t = 0; t < 4; t++)
        {
            for (var i = 0; i < x.Length; i++) u[1][i] = Math.Sin(u[0][i] + u[0][(i + 1) % x.Length]);
            (u[0], u[1]) = (u[1], u[0]);
            if (u[0][0] > 5) break;
        }

        return u[0][0] * u[1][1];
    }

    [Differentiable]
    public static double OneArrayAsTwoRows(double[] x)
    {
        var row = new double[2];
        double[][] m = [row, row];
        row[0] = x[0] * x[1];
        m[1][1] = x[2];
        m[0][0] *= m[1][0];
        return m[0][0] * m[0][1] * m[1][0];
    }

    [Differentiable]
    public static double ReplacedInEachIteration(double[] x)
    {
        var m = new double[1][];
        m[0] = [1, 0];
        for (var k = 0; k < 3; k++)
        {
            var old = m[0];
            m[0] = new double[2];
            m[0][0] = old[0] * x[k];
            m[0][1] = old[1] + old[0] * old[0];
        }

        return m[0][0] * m[0][1];
    }

    [Differentiable]
    public static double ChosenRows(double[] x)
    {
        var m = new double[3][];
        for (var i = 0; i < 3; i++) m[i] = x[i] > 0 ? [x[i]] : [x[i] * x[i], 2];
        var s = 1.0;
        foreach (var row in m) s *= row[0] + row.Length;
        for (var k = 0; k < 4; k++)
        {
            var row = m[k % 3];
            row[0] += x[k] * s;
            s += row[0] * x[k + 1];
        }

        return s;
    }

    [Differentiable]
    public static double HistoryOfStates(double[] x)
    {
        var history = new double[5][];
        history[0] = (double[])x.Clone();
        for (var t = 0; t < 4; t++)
        {
            var next = new double[x.Length];
            for (var i = 0; i < x.Length; i++) next[i] = Math.Tanh(history[t][i] + x[t] * history[t / 2][0]);
            history[t + 1] = next;
        }

        var s = 0.0;
        foreach (var state in history)
            foreach (var v in state) s += v * v;
        return s;
    }

    [Differentiable]
    public static double ReferencesAndSlicesKeepTheOldRow(double[] x)
    {
        double[][] m = [[x[0], x[1], x[2]], [x[3], x[4], x[5]]];
        var slice = m[1].AsSpan(1);
        ref var cell = ref m[1][0];
        m[1] = m[0];
        slice[0] *= m[1][0];
        cell *= cell;
        return slice[0] * slice[1] * cell + m[1][2];
    }

    [Differentiable]
    public static double CloneSharesItsRows(double[] x)
    {
        double[][] m = [[x[0], x[1]], [x[2], x[3]]];
        var n = (double[][])m.Clone();
        n[0][0] *= 2;
        n[1] = [x[4]];
        return m[0][0] * n[1][0] * m[1][0];
    }

    [Differentiable]
    public static double TableOfTables(double[] x)
    {
        var m = new double[2][][];
        for (var i = 0; i < 2; i++)
        {
            m[i] = new double[2][];
            for (var j = 0; j < 2; j++) m[i][j] = [0, x[i] * x[j + 2]];
        }

        m[0][1] = m[1][0];
        m[0][1][1] *= 2;
        return m[0][1][1] * m[1][0][1] * m[0][0][1];
    }

    [Differentiable]
    public static double SumOfCubes(double[][] m)
    {
        var s = 0.0;
        foreach (var row in m)
            foreach (var v in row) s += v * v * v;
        return s;
    }

    [Differentiable]
    public static void Scale(double[][] m, double factor)
    {
        foreach (var row in m)
            for (var i = 0; i < row.Length; i++) row[i] *= factor * row[i];
    }

    [Differentiable]
    public static double PassedToMethods(double[] x)
    {
        double[][] m = [[x[0], x[1]], [x[2]], [x[3], x[4]]];
        (m[0], m[2]) = (m[2], m[0]);
        var s = SumOfCubes(m);
        Scale(m, x[5]);
        for (var k = 0; k < 2; k++)
        {
            Scale(m, x[k]);
            s += m[0][0] * m[1][0];
        }

        return SumOfCubes(m) + m[0][0] * s;
    }

    [Differentiable]
    public static double[] Squares(double[] x)
    {
        var squares = new double[x.Length];
        for (var i = 0; i < x.Length; i++) squares[i] = x[i] * x[i];
        return squares;
    }

    [Differentiable]
    public static double RowsFromCalls(double[] x)
    {
        var m = new double[3][];
        m[0] = Squares(x);
        for (var i = 1; i < 3; i++) m[i] = Squares(m[i - 1]);
        var chosen = x[0] > 0 ? Squares(m[1]) : m[0];
        chosen[0] *= chosen[1];
        return m[2][0] * m[1][1] + m[0][2] * chosen[0];
    }

    [Differentiable]
    public static double[][] Triangle(double[] x, int rows)
    {
        var t = new double[rows][];
        for (var i = 0; i < rows; i++)
        {
            t[i] = new double[i + 1];
            for (var j = 0; j <= i; j++) t[i][j] = x[i] * x[j];
            if (x[i] > 2) return [t[0], t[i]];
        }

        return t;
    }

    [Differentiable]
    public static double ReturnedTables(double[] x)
    {
        var (t, u) = (Triangle(x, 3), Triangle(x, 5));
        t[1][0] *= u[0][0];
        return t[1][0] * u[1][2] + t[2][2] * SumOfCubes(t);
    }

    [Differentiable]
    public static double InRecursion(double[] x) => Nested(x, 3);

    [Differentiable]
    public static double Nested(double[] x, int depth)
    {
        if (depth == 0) return x[0];
        double[][] m = [[x[depth], Nested(x, depth - 1)], [x[1]]];
        m[1][0] *= m[0][1];
        (m[0], m[1]) = (m[1], m[0]);
        return m[0][0] + m[1][0] * m[1][1];
    }

    // An array and the row that it is stored as are one memory.
    [Differentiable]
    public static double ShiftedThroughARow(double[] x)
    {
        var a = (double[])x.Clone();
        var rows = new double[1][];
        rows[0] = a;
        var later = a.AsSpan(1);
        var row = rows[0].AsSpan(0, a.Length - 1);
        for (var i = 0; i < later.Length; i++) later[i] = row[i];
        return a[3] * a[3];
    }
}
