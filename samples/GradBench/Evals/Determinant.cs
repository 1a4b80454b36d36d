using Diff;
using GradBench.Protocol;

namespace GradBench.Evals;

/// <summary>The determinant by expansion along the first row: ℓ! products on purpose, to measure recursion.</summary>
public static partial class Determinant
{
    /// <summary>The determinant of the row-major ℓ × ℓ matrix <paramref name="a"/>.</summary>
    [Differentiable]
    public static double Primal(ReadOnlySpan<double> a, int ell)
    {
        var next = new int[ell + 1];
        for (var column = 0; column <= ell; column++) next[column] = column + 1;
        return Minor(a, ell, 0, next);
    }

    /// <summary>
    /// The determinant of the rows from <paramref name="row"/> on and the columns that are left. <paramref name="next"/> lists them:
    /// <c>next[0]</c> is the first one plus 1, <c>next[c + 1]</c> the one after column c, and a number above ℓ ends the list.
    /// </summary>
    [Differentiable]
    private static double Minor(ReadOnlySpan<double> a, int ell, int row, int[] next)
    {
        if (row == ell) return 1;
        var sum = 0.0;
        var sign = 1.0;
        var previous = 0;
        var column = next[0];
        while (column <= ell)
        {
            next[previous] = next[column];
            sum += sign * a[row * ell + column - 1] * Minor(a, ell, row + 1, next);
            next[previous] = column;
            sign = -sign;
            previous = column;
            column = next[column];
        }

        return sum;
    }
}

internal static class DeterminantModule
{
    public static Module Create() => new("det", new Dictionary<string, Function>
    {
        ["primal"] = Function.Create(
            Read, input => Determinant.Primal(input.A, input.Ell), (writer, _, value) => writer.WriteFinite(value)),
        ["gradient"] = Function.Create(
            Read, input => Determinant.PrimalGradient(input.A, input.Ell), (writer, _, gradient) => writer.WriteVector(gradient)),
    });

    private static (double[] A, int Ell) Read(InputReader input)
    {
        var ell = input["ell"].Int(least: 1);
        return (input["A"].Vector(checked(ell * ell)), ell);
    }
}
