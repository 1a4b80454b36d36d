using Diff.Fuzz.Language;

namespace Diff.Fuzz.Oracle;

/// <summary>
/// What the oracle knows of one program at one point: the outputs (result, then written parameters) and the Jacobian with its magnitudes,
/// rows = outputs, columns = components of the independents.
/// </summary>
public sealed record Evaluation(double[] Outputs, double[,] Jacobian, double[,] Magnitude, int Steps, string? Illness)
{
    public int Rows => Jacobian.GetLength(0);

    public int Columns => Jacobian.GetLength(1);
}

public static class Evaluator
{
    /// <summary>Null illness means that every number is meaningful.</summary>
    public static Evaluation Differentiate(FuzzProgram program, IReadOnlyList<object> arguments, bool isWidened = false)
    {
        var columns = Columns(program.Entry, arguments);
        var outputs = Run<Dual<Plain>>(program, arguments, new Trace(), isWidened, value => Dual<Plain>.Constant(value));
        var (jacobian, magnitude) = (new double[outputs.Length, columns], new double[outputs.Length, columns]);
        var trace = new Trace();
        for (var column = 0; column < columns; column++)
        {
            trace = new Trace();
            var next = 0;
            var chosen = column;
            var results = Run<Dual<Plain>>(program, arguments, trace, isWidened, value =>
                Dual<Plain>.Seed(new(value), new(next++ == chosen ? 1 : 0)));
            for (var row = 0; row < results.Length; row++)
            {
                jacobian[row, column] = results[row].Tangent.Value;
                magnitude[row, column] = results[row].Magnitude;
            }

            if (trace.Illness is not null) break;
        }

        return new([.. outputs.Select(output => output.Primal)], jacobian, magnitude, trace.Steps, trace.Illness);
    }

    /// <summary>
    /// The Hessian of the only output times a direction, with the scale of its rounding errors; null where a number on the way is not meaningful.
    /// </summary>
    public static (double Value, double Magnitude)[]? HessianTimes(FuzzProgram program, IReadOnlyList<object> arguments, double[] direction)
    {
        var product = new (double, double)[direction.Length];
        for (var column = 0; column < product.Length; column++)
        {
            var (trace, next, chosen) = (new Trace(), 0, column);
            var result = Run<Dual<Dual<Plain>>>(program, arguments, trace, false, value =>
            {
                var position = next++;
                return Dual<Dual<Plain>>.Seed(Dual<Plain>.Seed(new(value), new(direction[position])), Dual<Plain>.Constant(position == chosen ? 1 : 0));
            })[0];
            if (trace.Illness is not null) return null;
            product[column] = (result.Tangent.Tangent.Value, result.Tangent.Magnitude + result.Magnitude);
        }

        return product;
    }

    /// <summary>The plain values at a perturbed point, with the detached values of <paramref name="detached"/> held fixed.</summary>
    public static double[] Values(FuzzProgram program, IReadOnlyList<object> arguments, Trace trace, bool isWidened, Func<double, double> perturb) =>
        [.. Run<Plain>(program, arguments, trace, isWidened, value => new(perturb(value))).Select(output => output.Value)];

    public static int Columns(Method entry, IReadOnlyList<object> arguments) => entry.Parameters.Zip(arguments)
        .Where(pair => pair.First.IsIndependent)
        .Sum(pair => Arguments.Components(pair.First.Type, pair.Second).Count());

    static T[] Run<T>(FuzzProgram program, IReadOnlyList<object> arguments, Trace trace, bool isWidened, Func<double, T> lift)
        where T : struct, IReal<T>
    {
        var parameters = program.Entry.Parameters;
        var places = new IPlace[parameters.Count];
        for (var k = 0; k < places.Length; k++)
        {
            var seed = parameters[k].IsIndependent ? lift : T.Constant;
            places[k] = new Cell(Lifting<T>.Lift(parameters[k].Type, arguments[k], seed));
        }

        // A body may rebind a buffer parameter; the caller still looks at the buffer it passed.
        var passed = places.Select(place => place.Value).ToArray();
        var result = new Interpreter<T>(program, trace, isWidened).Run(places);
        var written = parameters.Select((parameter, k) => !parameter.IsWritten ? null : parameter.IsWrittenBuffer ? passed[k] : places[k].Value);
        return [.. Lifting<T>.Lower(result), .. written.SelectMany(Lifting<T>.Lower)];
    }
}
