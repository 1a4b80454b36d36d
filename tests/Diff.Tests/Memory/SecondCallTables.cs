namespace Diff.Tests.Memory;

/// <summary>The methods of <see cref="SecondCallTests"/> that make objects and lists as they go.</summary>
public static partial class SecondCallTests
{
    [Differentiable(Order = 2)]
    private static double TablesThatGrow(double[] x, int n)
    {
        var all = new List<Cell>();
        Cell? last = null;
        var s = 0.0;
        for (var k = 0; k < n; k++)
        {
            var own = new List<Cell>();
            for (var i = 0; i < x.Length; i++)
            {
                var cell = new Cell { Value = Math.Sin(x[i] * (k + 1)), Number = i, Next = last };
                if (i % 2 == 0) last = cell;
                own.Add(cell);
            }

            foreach (var cell in own)
            {
                cell.Value *= 1 + 0.1 * x[cell.Number];
                if (cell.Number > 2) all.Add(cell);
            }

            s += all[k].Value * own[1].Value * 0.1;
        }

        for (var cell = last; cell is not null; cell = cell.Next) s = s * 0.9 + cell.Value * cell.Value;
        foreach (var cell in all) s += cell.Value * x[cell.Number];
        return s;
    }

    [Differentiable(Order = 2)]
    private static double EnumeratedLists(double[] x, int n)
    {
        var s = x[0];
        for (var k = 0; k < n; k++)
        {
            var chosen = new List<int>();
            var pairs = new List<(int From, int To)>(x.Length);
            for (var i = 0; i + 1 < x.Length; i++)
            {
                if (x[i] > 0.5 * s - k) chosen.Add(i);
                pairs.Add((i, i + 1));
            }

            foreach (var i in chosen)
            {
                if (i == 3) continue;
                s = Math.Sin(s + x[i] * x[i]);
            }

            foreach (var (from, to) in pairs) s += x[from] * x[to] * 0.1;
        }

        return s;
    }

    /// <summary>Throws in the middle of the forward sweep if there is a number above the limit.</summary>
    [Differentiable]
    private static double LimitedTables(double[] x, [NoGradient] double limit)
    {
        var s = 0.0;
        for (var k = 0; k < 3; k++)
        {
            var cells = new List<Cell>();
            for (var i = 0; i < x.Length; i++) cells.Add(new Cell { Value = x[i] * (k + 1), Number = i });
            foreach (var cell in cells)
            {
                if (cell.Value > limit) throw new InvalidOperationException("above");
                s += cell.Value * cell.Value;
            }

            foreach (var v in x.OrderBy(v => v > 3 * limit ? throw new InvalidOperationException("far above") : v)) s = s * 0.9 + v;
        }

        return s;
    }

    private sealed class Cell
    {
        public double Value;
        public int Number;
        public Cell? Next;
    }
}
