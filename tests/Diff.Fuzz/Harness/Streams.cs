namespace Diff.Fuzz.Harness;

/// <summary>Reads the flat numbers that a harness is called with; compiled harnesses use it.</summary>
public sealed class ArgumentReader(double[] values)
{
    int next;

    public double Double() => values[next++];

    public float Float() => (float)values[next++];

    public int Int() => (int)values[next++];

    public bool Bool() => values[next++] != 0;

    public double[] Doubles() => Doubles(Int());

    public float[] Floats() => Floats(Int());

    public double[,] DoubleGrid()
    {
        var (rows, columns) = (Int(), Int());
        return Grid(new double[rows, columns]);
    }

    public double[][] DoubleRows() => [.. Enumerable.Range(0, Int()).Select(_ => Doubles())];

    public float[,] FloatGrid()
    {
        var (rows, columns) = (Int(), Int());
        return Grid(new float[rows, columns]);
    }

    public float[][] FloatRows() => [.. Enumerable.Range(0, Int()).Select(_ => Floats())];

    public T[] Items<T>(int count, Func<T> read) => [.. Enumerable.Range(0, count).Select(_ => read())];

    /// <summary>Buffers of the shape of an argument: tangents, weights, accumulators.</summary>
    public double[] Like(double[] shape) => Doubles(shape.Length);

    public float[] Like(float[] shape) => Floats(shape.Length);

    public double[,] Like(double[,] shape) => Grid(new double[shape.GetLength(0), shape.GetLength(1)]);

    public float[,] Like(float[,] shape) => Grid(new float[shape.GetLength(0), shape.GetLength(1)]);

    public double[][] Like(double[][] shape) => [.. shape.Select(row => Doubles(row.Length))];

    public float[][] Like(float[][] shape) => [.. shape.Select(row => Floats(row.Length))];

    public double[] Doubles(int count) => [.. Enumerable.Range(0, count).Select(_ => Double())];

    public float[] Floats(int count) => [.. Enumerable.Range(0, count).Select(_ => Float())];

    double[,] Grid(double[,] grid)
    {
        for (var i = 0; i < grid.GetLength(0); i++)
            for (var j = 0; j < grid.GetLength(1); j++)
                grid[i, j] = Double();
        return grid;
    }

    float[,] Grid(float[,] grid)
    {
        for (var i = 0; i < grid.GetLength(0); i++)
            for (var j = 0; j < grid.GetLength(1); j++)
                grid[i, j] = Float();
        return grid;
    }
}

/// <summary>Collects the flat numbers that a harness answers with.</summary>
public sealed class ResultWriter
{
    readonly List<double> values = [];

    public void Add(double value) => values.Add(value);

    public void Add(ReadOnlySpan<double> buffer) => values.AddRange(buffer);

    public void Add(double[] buffer) => values.AddRange(buffer);

    public void Add(float[] buffer) => values.AddRange(buffer.Select(value => (double)value));

    public void Add(double[,] grid) => values.AddRange(grid.Cast<double>());

    public void Add(float[,] grid) => values.AddRange(grid.Cast<float>().Select(value => (double)value));

    public void Add(double[][] rows) => values.AddRange(rows.SelectMany(row => row));

    public void Add(float[][] rows) => values.AddRange(rows.SelectMany(row => row).Select(value => (double)value));

    public double[] ToArray() => [.. values];
}
