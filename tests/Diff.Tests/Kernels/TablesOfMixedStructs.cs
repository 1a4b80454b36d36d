namespace Diff.Tests.Kernels;

/// <summary>Jagged arrays, matrices and generic structs of structs whose gradients are of generated types.</summary>
public static partial class TablesOfMixedStructs
{
    [Differentiable]
    public readonly partial record struct Mote(double Mass, double Speed, string Name, int Next)
    {
        public double Energy => 0.5 * Mass * Speed * Speed;

        public Mote Heavier(double factor) => this with { Mass = Mass * factor };
    }

    public record struct Pair<T>(T First, T Second);

    public struct Node<T>
    {
        public T Value;
        public Pair<T> Both;
        public (T Item, double Weight) Weighted;
        public double Scale { get; set; }
    }

    [Differentiable]
    public static Mote[][] Rows(double x, double y) => [[new(x, 2 * y, "a", 0)], [new(x * y, x, "b", 1), default]];

    [Differentiable]
    public static Mote[,] Grid(double x, double y)
    {
        var grid = new Mote[2, 2];
        grid[0, 1] = new(x, x * y, "a", 1);
        grid[1, 0] = grid[0, 1] with { Speed = y };
        return grid;
    }

    [Differentiable]
    public static void Diffuse(Mote[,] grid, double rate)
    {
        for (var i = 1; i < grid.GetLength(0); i++)
            for (var j = 0; j < grid.GetLength(1); j++)
            {
                var above = grid[i - 1, (j + i) % grid.GetLength(1)];
                grid[i, j] = new(grid[i, j].Mass + rate * above.Mass, above.Speed * grid[i, j].Mass, above.Name, j);
            }
    }

    [Differentiable]
    public static double Energy(Mote[][] rows)
    {
        var sum = 0.0;
        foreach (var row in rows)
            foreach (var mote in row) sum += mote.Energy * rows[mote.Next % rows.Length][0].Mass;
        return sum;
    }

    [Differentiable]
    public static double OfPair(Pair<Mote> pair, double x) => pair.First.Energy * x + pair.Second.Mass * pair.First.Mass;

    [Differentiable]
    public static Pair<Mote> Paired(double x, double y) => new(new(x, y, "p", 1), new(x * y, x, "q", 0));

    [Differentiable]
    public static double JaggedArraysOfMixedStructs(double[] x)
    {
        var rows = new Mote[3][];
        for (var i = 0; i < 3; i++) rows[i] = new Mote[2];
        for (var step = 0; step < 3; step++)
            for (var i = 0; i < 3; i++)
                for (var j = 0; j < 2; j++)
                {
                    var other = rows[(i + 1) % 3][1 - j];
                    rows[i][j] = new(other.Mass * x[step] + x[i], other.Speed + x[j + 3] * x[6], "c", step);
                }

        rows[1] = [rows[0][1], rows[2][0].Heavier(x[7])];
        return Energy(rows) + rows[1][1].Energy * rows[2][0].Next;
    }

    [Differentiable]
    public static double JaggedArraysOfMixedStructsFromCalls(double[] x)
    {
        var rows = Rows(x[0], x[1]);
        var others = Rows(x[2], rows[0][0].Energy);
        rows[1][1] = others[0][0];
        return Energy(rows) + Energy(others) * rows.Sum(row => row.Sum(mote => mote.Mass));
    }

    [Differentiable]
    public static double MatricesOfMixedStructs(double[] x)
    {
        var grid = Grid(x[0], x[1]);
        Diffuse(grid, x[2]);
        var copy = (Mote[,])grid.Clone();
        grid[1, 1] = default;
        Diffuse(copy, x[3] * grid[0, 1].Mass);
        var sum = grid[1, 0].Energy;
        foreach (var mote in copy) sum += mote.Energy * x[4];
        return sum;
    }

    [Differentiable]
    public static double VolumesOfMixedStructs(double[] x)
    {
        var volume = new Mote[2, 2, 2];
        for (var i = 0; i < 8; i++) volume[i / 4, i / 2 % 2, i % 2] = new(x[i], x[7 - i], "v", i);
        volume[1, 0, 1] = volume[0, 1, 0].Heavier(volume[1, 1, 1].Energy);
        var sum = 0.0;
        for (var i = 0; i < 2; i++)
            for (var j = 0; j < 2; j++) sum += volume[i, j, 1].Energy * volume[j, i, 0].Mass;
        return sum;
    }

    [Differentiable]
    public static double JaggedArraysOfTuplesOfMixedStructs(double[] x)
    {
        var rows = new (Mote Mote, double Weight)[2][];
        rows[0] = [(new(x[0], x[1], "", 1), x[2])];
        rows[1] = [(rows[0][0].Mote.Heavier(x[3]), x[4]), default];
        rows[1][1] = (new(rows[1][0].Weight, x[5], "", 2), rows[0][0].Weight * x[6]);
        return rows[1][1].Mote.Energy * rows[1][1].Weight + rows[1][0].Mote.Energy;
    }

    [Differentiable]
    public static double GenericStructsOfMixedStructs(double[] x)
    {
        var pair = Paired(x[0], x[1]);
        var others = new Pair<Mote>[] { pair, Paired(x[2], x[3]) };
        for (var i = 0; i < 3; i++) others[i % 2] = new(others[(i + 1) % 2].Second, others[i % 2].First.Heavier(x[4 + i]));
        pair.First = others[0].Second;
        return OfPair(pair, x[7]) + OfPair(others[1], x[0]);
    }

    [Differentiable]
    public static double NestedGenericStructsOfMixedStructs(double[] x)
    {
        var nodes = new Node<Mote>[2][];
        nodes[0] = new Node<Mote>[1];
        nodes[1] = new Node<Mote>[2];
        nodes[1][0].Value = new(x[0], x[1], "", 0);
        nodes[1][0].Both.Second = nodes[1][0].Value.Heavier(x[2]);
        nodes[1][0].Weighted = (nodes[1][0].Both.Second, x[3] * x[4]);
        nodes[1][0].Scale = x[5];
        nodes[0][0] = nodes[1][0];
        nodes[0][0].Weighted.Weight *= x[6];
        var node = nodes[0][0];
        return node.Weighted.Item.Energy * node.Weighted.Weight + node.Both.Second.Mass * node.Scale + nodes[1][0].Weighted.Weight;
    }
}
