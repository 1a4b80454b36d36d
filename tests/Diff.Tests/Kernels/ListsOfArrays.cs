namespace Diff.Tests.Kernels;

/// <summary>Lists of arrays that a method makes: the states of a simulation, the rows of a table.</summary>
public static partial class ListsOfArrays
{
    [Differentiable]
    private static double[] Step(double[] state, double h, double stiffness) =>
        [state[0] + h * state[1], state[1] - h * stiffness * Math.Sin(state[0])];

    private static void Fill(List<double[]> to, double x, double y)
    {
        for (var i = 0; i < 3; i++)
        {
            var row = new double[2];
            row[0] = x * i;
            row[1] = y + i;
            to.Add(row);
        }
    }

    [Differentiable]
    public static double States(double[] x)
    {
        var times = new List<double>();
        var states = new List<double[]>();
        double t = 0;
        double[] state = [x[0], x[1]];
        times.Add(t);
        states.Add((double[])state.Clone());
        while (t < 1)
        {
            var h = Math.Min(0.13, 1 - t);
            state = Step(state, h, x[3]);
            t += h;
            times.Add(t);
            states.Add((double[])state.Clone());
        }

        var sum = 0.0;
        for (var i = 0; i < states.Count; i++) sum += states[i][0] * states[i][1] * times[i];
        return sum + states[^1][0] * states[states.Count - 2][1];
    }

    [Differentiable]
    public static double RowsThatAreChangedLater(double[] x)
    {
        var rows = new List<double[]>(1);
        double[] row = [x[0], x[1]];
        for (var i = 2; i < x.Length; i++)
        {
            rows.Add(row);
            row[0] *= x[i];
            row = [row[1] * x[i], row[0]];
        }

        rows.Add(rows[1]);
        rows[1][1] += x[3];
        var sum = 0.0;
        foreach (var each in rows) sum = 0.7 * sum + each[0] * each[1];
        return sum;
    }

    [Differentiable]
    public static double Edited(double[] x)
    {
        List<double[]> rows = [[x[0], x[1]], [x[2] * x[3], x[4]]];
        rows.Insert(1, new[] { x[5], x[5] * x[6] });
        rows.RemoveAt(0);
        rows[0] = [x[7], x[0]];
        rows.Reverse();
        var table = rows.ToArray();
        var first = table[0][0] * rows[1][1] * rows.Count;
        rows.Clear();
        rows.Add([first * x[1]]);
        return first + rows[0][0] * rows.Count;
    }

    [Differentiable]
    public static double FilledByOthers(double[] x)
    {
        var rows = new List<double[]>();
        Fill(rows, x[0], x[1]);
        Fill(rows, x[2], x[0] * x[3]);
        Put(x[4]);
        rows[0][1] = Put(x[5]);
        rows[rows.Count - 1] = [Put(x[6]), x[7]];
        return rows.Sum(row => row[0] * row[1]) + rows.SelectMany(row => row).Max();

        double Put(double value)
        {
            rows.Add([value, value * value]);
            return value * x[1];
        }
    }

    [Differentiable]
    public static double Covariances(double[] x)
    {
        var streams = new List<double[]> { x.Take(3).ToArray(), x.Skip(3).Take(3).ToArray(), new[] { x[6], x[7], x[0] * x[1] } };
        var means = streams.Select(stream => stream.Average()).ToArray();
        var sum = 0.0;
        for (var i = 0; i < streams.Count; i++)
            for (var j = 0; j < streams.Count; j++)
                for (var k = 0; k < 3; k++) sum += (i + 1) * (streams[i][k] - means[i]) * (streams[j][k] - means[j]);
        return sum;
    }
}
