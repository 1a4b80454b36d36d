using Diff.Tests.Kernels;
using Mote = Diff.Tests.Kernels.TablesOfMixedStructs.Mote;
using MoteGradient = Diff.Tests.Kernels.TablesOfMixedStructs.MoteGradient;

namespace Diff.Tests.Language;

/// <summary>Jagged arrays, matrices and generic structs of structs that are not all numbers, in signatures.</summary>
public static partial class MixedTables
{
    [Differentiable]
    public static double OfGrid(Mote[,] grid, double x) => grid[0, 1].Mass * grid[1, 0].Speed * x + grid[1, 1].Mass;

    [Differentiable]
    public static double OfTuples((Mote First, Mote Second)[][] rows) => rows[0][0].First.Mass * rows[1][0].Second.Speed;
}

public sealed class MixedTableTests
{
    private static readonly Mote[][] Rows = [[new(2, 3, "a", 1)], [new(0.5, 4, "b", 0), new(7, 1, "c", 1)]];

    private static readonly Mote[,] Grid = { { new(1, 2, "", 0), new(3, 4, "", 0) }, { new(5, 6, "", 0), new(7, 8, "", 0) } };

    [Fact]
    public void The_gradient_of_a_jagged_array_is_one_of_gradients()
    {
        // 0.5·m·s²·(mass of the first of the next row): 9·0.5 + 4·2 + 3.5·0.5
        MoteGradient[][] gradient = TablesOfMixedStructs.EnergyGradient(Rows);
        Assert.Equal([(0.5 * 9 * 0.5 + 4, 2 * 3 * 0.5)], gradient[0].Select(mote => (mote.Mass, mote.Speed)));
        Assert.Equal([(9 + 8 * 2 + 3.5, 0.5 * 4 * 2), (0.5 * 0.5, 7 * 0.5)], gradient[1].Select(mote => (mote.Mass, mote.Speed)));
    }

    [Fact]
    public void The_tangent_of_a_jagged_array_has_its_shape()
    {
        MoteGradient[][] tangent = [[new() { Mass = 1 }], [default, new() { Speed = 2 }]];
        var gradient = TablesOfMixedStructs.EnergyGradient(Rows);
        Assert.Equal(gradient[0][0].Mass + 2 * gradient[1][1].Speed, TablesOfMixedStructs.EnergyJvp(Rows, tangent).Tangent, 1e-14);
        Assert.StartsWith("'rowsTangent[1]' has length 1, but length 2 is expected.",
            Assert.Throws<ArgumentException>(() => TablesOfMixedStructs.EnergyJvp(Rows, [[default], [default]])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_weight_of_a_returned_table_is_one_of_gradients()
    {
        var (x, y) = (0.0, 0.0);
        TablesOfMixedStructs.RowsVjp(3, 5, [[new() { Speed = 1 }], [new() { Mass = 10, Speed = 100 }, new() { Mass = 1000 }]], ref x, ref y);
        Assert.Equal((150, 32), (x, y));
        Assert.Equal([1, 0, 0, 2, 5, 3, 1, 0, 0, 0, 0, 0], TablesOfMixedStructs.RowsJacobian(3, 5).Cast<double>());
        Assert.Equal([0, 0, 0, 0, 1, 0, 5, 3, 1, 0, 0, 1, 0, 0, 0, 0], TablesOfMixedStructs.GridJacobian(3, 5).Cast<double>());
    }

    [Fact]
    public void The_gradient_of_a_matrix_is_one_of_gradients()
    {
        var (grid, x) = MixedTables.OfGridGradient(Grid, 2);
        Assert.Equal((6 * 2, 3 * 2, 1, 3 * 6), (grid[0, 1].Mass, grid[1, 0].Speed, grid[1, 1].Mass, x));
        var into = new MoteGradient[2, 2];
        MixedTables.OfGridValueAndGradient(Grid, 2, into, out _);
        Assert.Equal(12, into[0, 1].Mass);
        using var pullback = MixedTables.OfGridWithPullback(Grid, 2);
        Assert.Equal(24, pullback.Gradient(2).grid[0, 1].Mass);
        Assert.StartsWith("'gridGradient' has shape 1×2, but shape 2×2 is expected.",
            Assert.Throws<ArgumentException>(() => MixedTables.OfGridValueAndGradient(Grid, 2, new MoteGradient[1, 2], out _)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_weight_of_a_written_matrix_becomes_its_gradient()
    {
        var (grid, weight, rate) = ((Mote[,])Grid.Clone(), new MoteGradient[2, 2], 0.0);
        weight[1, 0].Mass = 1;
        weight[1, 1].Speed = 1;
        TablesOfMixedStructs.DiffuseVjp(grid, 0.1, weight, ref rate);
        Assert.Equal((5 + 0.1 * 3, 2 * 7.0), (grid[1, 0].Mass, grid[1, 1].Speed));
        Assert.Equal((3, 0.1, 7, 2, 1), (rate, weight[0, 1].Mass, weight[0, 0].Speed, weight[1, 1].Mass, weight[1, 0].Mass));
    }

    [Fact]
    public void The_gradient_of_a_generic_struct_is_the_same_struct_of_gradients()
    {
        var (pair, x) = TablesOfMixedStructs.OfPairGradient(new(Rows[0][0], Rows[1][0]), 2);
        Assert.Equal((4.5 * 2 + 0.5, 2 * 3 * 2, 2, 0, 9), (pair.First.Mass, pair.First.Speed, pair.Second.Mass, pair.Second.Speed, x));
        var (ofX, ofY) = (0.0, 0.0);
        TablesOfMixedStructs.PairedVjp(2, 3, new(new() { Mass = 1 }, new() { Mass = 10 }), ref ofX, ref ofY);
        Assert.Equal((1 + 30, 20), (ofX, ofY));
    }

    [Fact]
    public void The_gradient_of_a_jagged_array_of_tuples_has_tuples_of_gradients()
    {
        (MoteGradient First, MoteGradient Second)[][] gradient = MixedTables.OfTuplesGradient([[(Rows[0][0], default)], [(default, Rows[1][0])]]);
        Assert.Equal((4, 2), (gradient[0][0].First.Mass, gradient[1][0].Second.Speed));
    }
}
