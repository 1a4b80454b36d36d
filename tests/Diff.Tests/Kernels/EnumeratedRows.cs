namespace Diff.Tests.Kernels;

/// <summary>Loops over lists of objects that a method makes, and over lists of constants.</summary>
public static partial class EnumeratedRows
{
    public sealed class Cell
    {
        public double Value;
        public int Number;

        public double At(double x) => Value * x + Number;
    }

    public abstract class Shape
    {
        public abstract double Area(double x);
    }

    public sealed class Disc : Shape
    {
        public double Radius;

        public override double Area(double x) => Radius * Radius * x;
    }

    public sealed class Box : Shape
    {
        public double Width;

        public override double Area(double x) => Width * x * x;
    }

    [Differentiable]
    public static double MembersThatAreCalled(double[] x)
    {
        var (cells, s) = (Cells(x), 0.0);
        foreach (var cell in cells)
        {
            s += cell.At(s * 0.1);
            cell.Value *= 2;
        }

        foreach (var cell in cells) s += cell.Value;
        return s;

        static List<Cell> Cells(double[] x)
        {
            var cells = new List<Cell>();
            foreach (var v in x) if (v > 0) cells.Add(new Cell { Value = v * v, Number = cells.Count });
            return cells;
        }
    }

    [Differentiable]
    public static double AnotherListThatGrows(double[] x)
    {
        var (all, some, s) = (new List<Cell>(), new List<Cell>(), 0.0);
        foreach (var v in x) all.Add(new Cell { Value = v * v, Number = all.Count });
        foreach (var cell in all)
        {
            s += cell.Value * cell.Value;
            if (cell.Number % 3 == 0) some.Add(new Cell { Value = cell.Value * s });
        }

        foreach (var cell in some) s += cell.Value * x[1];
        return s;
    }

    [Differentiable]
    public static double ListThatGrowsBeforeTheLoopIsLeft(double[] x)
    {
        var (cells, s) = (new List<Cell>(), 0.0);
        foreach (var v in x) cells.Add(new Cell { Value = v * v, Number = cells.Count });
        foreach (var cell in cells)
        {
            s += cell.Value * x[cell.Number];
            if (cell.Number != 3) continue;
            cells.Add(new Cell { Value = s });
            break;
        }

        foreach (var cell in cells) s += cell.Value * s * 0.1;
        return s;
    }

    [Differentiable]
    public static double EarlyReturns(double[] x)
    {
        var (cells, s) = (new List<Cell>(), 0.0);
        foreach (var v in x) cells.Add(new Cell { Value = v * v, Number = cells.Count });
        foreach (var cell in cells)
        {
            s += cell.Value * x[cell.Number];
            if (s > 5) return s * cell.Value;
        }

        return s;
    }

    [Differentiable]
    public static double LoopsInLoopsOverOneList(double[] x)
    {
        var (cells, s) = (new List<Cell>(), 0.0);
        foreach (var v in x) cells.Add(new Cell { Value = v * v, Number = cells.Count });
        foreach (var one in cells)
            foreach (var other in cells)
                if (one != other) s += one.Value * other.Value * (one.Number - 2 * other.Number) * s * 0.001 + one.Value;
        return s;
    }

    [Differentiable]
    public static double ObjectsOfSeveralClasses(double[] x)
    {
        var shapes = new List<Shape>();
        foreach (var v in x) shapes.Add(v > 0 ? new Disc { Radius = v } : new Box { Width = v });
        var s = 0.0;
        foreach (var shape in shapes) s += shape.Area(x[0] + 0.01 * s);
        return s;
    }

    [Differentiable]
    public static double VariableThatGetsAnotherList(double[] x)
    {
        var (chosen, s) = (new List<int>(), 0.0);
        for (var i = 0; i < x.Length; i++) if (x[i] > 0) chosen.Add(i);
        foreach (var i in chosen)
        {
            s += x[i] * x[i] * (1 + s * 0.1);
            chosen = new List<int> { 1, 2 };
        }

        foreach (var i in chosen) s += x[i] * s;
        return s;
    }

    [Differentiable]
    public static double PairsThatAreTakenApart(double[] x)
    {
        var (pairs, s) = (new List<(int From, int To)>(), 0.0);
        for (var i = 0; i + 1 < x.Length; i++) if (x[i] > 0) pairs.Add((i, i + 1));
        foreach (var (from, to) in pairs) s += x[from] * x[to] * (1 + s);
        return s;
    }

    [Differentiable]
    public static double ConstantsThatAreSkipped(double[] x)
    {
        var (chosen, s) = (new List<int>(), 0.0);
        for (var i = 0; i < x.Length; i++) if (x[i] > 0) chosen.Add(i);
        foreach (var i in chosen)
        {
            if (i % 2 == 1) continue;
            if (i > 6) break;
            s += s * x[i] * 0.1 + x[i] * x[i];
        }

        return s;
    }
}
