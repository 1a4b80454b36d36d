namespace Diff.Tests.Kernels;

/// <summary>Objects that are made one after another, while those that are there already are read, changed and passed on.</summary>
public static partial class GrowingTables
{
    public sealed class Cell
    {
        public double Value;
        public int Number;
        public Cell? Next;

        public double Sum(int depth) => depth == 0 ? Value : 0.5 * Sum(depth - 1) + Value * Number;

        public double Along(int depth) => depth == 0 || Next is null ? Value : Next.Along(depth - 1) * Value;
    }

    public sealed class Layer(double slope, double[] weights)
    {
        public double Slope = slope;
        public double[] Weights = weights;

        public double At(int depth, double x) =>
            depth == 0 ? Slope * x : At(depth - 1, x * 0.5) + Weights[depth % Weights.Length] * x;
    }

    [Differentiable]
    public static double MembersThatCallThemselves(double[] x)
    {
        var (cells, s) = (new List<Cell>(), 0.0);
        foreach (var v in x)
        {
            var cell = new Cell { Value = v, Number = cells.Count };
            cells.Add(cell);
            s += cell.Sum(2) * cell.Sum(1);
            cell.Value = v * v;
            s += cell.Sum(2) * 0.1;
            cells[0].Value += 0.1 * v;
        }

        return s;
    }

    [Differentiable]
    public static double MembersOfEarlierObjects(double[] x)
    {
        var (cells, s) = (new List<Cell>(), 0.0);
        foreach (var v in x)
        {
            var cell = new Cell { Value = v, Number = 2 };
            cells.Add(cell);
            for (var j = 0; j < cells.Count; j += 3)
            {
                s += cells[j].Sum(1) * cell.Sum(2);
                cells[j].Value = s * 0.01;
            }
        }

        return s;
    }

    [Differentiable]
    public static double LinksThatAreFollowedWhileTheyGrow(double[] x)
    {
        Cell? last = null;
        var s = 0.0;
        foreach (var v in x)
        {
            last = new Cell { Value = v, Next = last };
            s += last.Along(3) * 0.1 + Math.Sin(last.Along(2));
        }

        return s;
    }

    [Differentiable]
    public static double ArraysOfObjectsInARow(double[] x)
    {
        var layers = new List<Layer> { new(x[0], [x[1], x[2]]) };
        var s = layers[0].At(3, x[3]);
        layers.Add(new(x[4], [x[5], x[6], s]));
        foreach (var layer in layers) s += layer.At(2, x[7]);
        return s;
    }

    [Differentiable]
    public static double ArraysOfObjectsInLoops(double[] x)
    {
        var (layers, s) = (new List<Layer>(), 0.0);
        foreach (var v in x)
        {
            var layer = new Layer(v, [v, v * v]);
            layers.Add(layer);
            s += layer.At(3, v);
        }

        foreach (var layer in layers) s += layer.At(3, layer.Slope) * s * 0.01;
        return s;
    }

    [Differentiable]
    public static double ArraysOfObjectsThatAreFilledLater(double[] x)
    {
        var (layers, s) = (new List<Layer>(), 0.0);
        foreach (var v in x)
        {
            var layer = new Layer(v, new double[3]);
            for (var i = 0; i < 3; i++) layer.Weights[i] = v * i + s * 0.1;
            layers.Add(layer);
            s += layers[layers.Count / 2].At(3, v);
            layer.Weights[0] = s * 0.01;
            layers[0].Weights[1] += v;
        }

        foreach (var layer in layers) s += layer.At(2, layer.Slope);
        return s;
    }

    [Differentiable]
    public static double ArraysOfObjectsWithAnEarlyReturn(double[] x)
    {
        var (layers, s) = (new List<Layer>(), 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            layers.Add(new Layer(x[i], [x[i], x[i] * x[i]]));
            s += layers[i / 2].At(3, x[i]);
            if (s > 3) return s * layers[0].Slope;
        }

        return s;
    }

    [Differentiable]
    public static double ArraysOfObjectsThatAreReplaced(double[] x)
    {
        var (layers, s) = (new List<Layer>(), 0.0);
        foreach (var v in x)
        {
            layers.Add(new Layer(v, [v, v * v]));
            foreach (var layer in layers) s += layer.Weights[1] * layer.Slope * 0.1;
            layers[0].Weights = [s * 0.1, v, v * s];
        }

        foreach (var layer in layers) s += layer.Weights[^1] * layer.Slope;
        return s;
    }

    [Differentiable]
    public static double ObjectsOfTwoBefore(double[] x)
    {
        var cells = new List<Cell> { new() { Value = x[0] }, new() { Value = x[1] } };
        for (var i = 2; i < x.Length; i++) cells.Add(new Cell { Value = Math.Sin(cells[^1].Value * cells[^2].Value + x[i]) });
        var s = 0.0;
        foreach (var cell in cells) s += cell.Value * cell.Value;
        return s;
    }

    [Differentiable]
    public static double ObjectsThatChangeBetweenNewOnes(double[] x)
    {
        var (cells, s) = (new List<Cell>(), 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] > 0)
            {
                var cell = new Cell { Value = x[i] * x[i], Number = i };
                s += Math.Sin(cell.Value) * cells.Count;
                cells.Add(cell);
                cell.Value *= s;
            }

            foreach (var cell in cells) s += cell.Value * cell.Value * 0.01;
            if (cells.Count > 2) cells[1].Value = Math.Cos(s);
        }

        return s;
    }

    [Differentiable]
    public static double ListsInLoopsWithLinksBetweenThem(double[] x)
    {
        var (all, s) = (new List<Cell>(), 0.0);
        for (var k = 0; k < 4; k++)
        {
            var some = new List<Cell>();
            for (var j = 0; j < 5; j++)
            {
                var cell = new Cell { Value = x[(k * 5 + j) % x.Length] * (s + 1), Number = j, Next = all.Count > 0 ? all[^1] : null };
                some.Add(cell);
                if (j % 2 == 0) all.Add(cell);
                s += cell.Along(2) * 0.01;
            }

            foreach (var cell in some)
            {
                cell.Value += 0.1 * s;
                s += cell.Sum(1) * 0.01;
            }
        }

        foreach (var cell in all) s += cell.Value;
        return s;
    }

    [Differentiable]
    public static double SumsOverTablesThatAreFull(double[] x)
    {
        var cells = new List<Cell>();
        foreach (var v in x) cells.Add(new Cell { Value = v * v, Number = cells.Count });
        var s = 0.0;
        for (var k = 1; k < 3; k++)
            foreach (var cell in cells)
            {
                var t = cell.Value * k;
                s += Math.Sin(t) * t * cell.Number;
            }

        foreach (var cell in cells) s += cell.Value * x[cell.Number];
        return s;
    }
}
