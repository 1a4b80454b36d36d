using System.Text.Json;
using GradBench.Protocol;

namespace GradBench.Evals;

/// <summary>Cameras, points, and the observations of points by cameras; observation i is of point i mod m by camera i mod n.</summary>
public sealed record BundleInput(int N, int M, int P, double[] Cameras, double[] Points, double[] Weights, double[] Features)
{
    /// <summary>The two reprojection errors of each observation, and its weight error.</summary>
    public (double[] Reprojections, double[] Weights) Objective()
    {
        var reprojections = new double[2 * P];
        var weights = new double[P];
        for (var i = 0; i < P; i++)
        {
            (reprojections[2 * i], reprojections[2 * i + 1]) = Bundle.Residual(Camera(i), Point(i), Weights[i], Feature(i));
            weights[i] = Bundle.WeightResidual(Weights[i]);
        }

        return (reprojections, weights);
    }

    /// <summary>The Jacobian of all errors in compressed sparse rows.</summary>
    public (int[] Rows, int[] Columns, double[] Values) Jacobian()
    {
        const int Width = Bundle.CameraLength + 3 + 1;
        var rows = new int[3 * P + 1];
        var columns = new int[(2 * Width + 1) * P];
        var values = new double[columns.Length];
        for (var i = 0; i < P; i++)
        {
            using var residual = Bundle.ResidualWithPullback(Camera(i), Point(i), Weights[i], Feature(i));
            for (var row = 2 * i; row < 2 * i + 2; row++)
            {
                var start = Width * row;
                rows[row + 1] = start + Width;
                FillColumns(columns.AsSpan(start, Width), i);
                var gradient = values.AsSpan(start, Width);
                residual.AddGradient(
                    row == 2 * i ? (1, 0) : (0, 1),
                    gradient[..Bundle.CameraLength],
                    gradient.Slice(Bundle.CameraLength, 3),
                    ref gradient[^1]);
            }
        }

        for (var i = 0; i < P; i++)
        {
            var at = 2 * Width * P + i;
            rows[2 * P + i + 1] = at + 1;
            columns[at] = Bundle.CameraLength * N + 3 * M + i;
            values[at] = Bundle.WeightResidualGradient(Weights[i]);
        }

        return (rows, columns, values);
    }

    private void FillColumns(Span<int> columns, int observation)
    {
        var camera = Bundle.CameraLength * (observation % N);
        var point = Bundle.CameraLength * N + 3 * (observation % M);
        for (var j = 0; j < Bundle.CameraLength; j++) columns[j] = camera + j;
        for (var j = 0; j < 3; j++) columns[Bundle.CameraLength + j] = point + j;
        columns[^1] = Bundle.CameraLength * N + 3 * M + observation;
    }

    private ReadOnlySpan<double> Camera(int observation) =>
        Cameras.AsSpan(Bundle.CameraLength * (observation % N), Bundle.CameraLength);

    private ReadOnlySpan<double> Point(int observation) => Points.AsSpan(3 * (observation % M), 3);

    private ReadOnlySpan<double> Feature(int observation) => Features.AsSpan(2 * observation, 2);
}

internal static class BundleModule
{
    public static Module Create() => new("ba", new Dictionary<string, Function>
    {
        ["objective"] = Function.Create(Read, input => input.Objective(), WriteObjective),
        ["jacobian"] = Function.Create(Read, input => input.Jacobian(), WriteJacobian),
    });

    // The suite sends one camera, point, weight and feature; all observations are computed nevertheless.
    private static BundleInput Read(InputReader input)
    {
        var (n, m, p) = (input["n"].Int(least: 1), input["m"].Int(least: 1), input["p"].Int(least: 1));
        return new BundleInput(
            n,
            m,
            p,
            Repeat(input["cam"].Vector(Bundle.CameraLength), n),
            Repeat(input["x"].Vector(3), m),
            Repeat([input["w"].Double()], p),
            Repeat(input["feat"].Vector(2), p));
    }

    private static double[] Repeat(double[] values, int count)
    {
        var repeated = new double[checked(values.Length * count)];
        for (var i = 0; i < count; i++) values.CopyTo(repeated, i * values.Length);
        return repeated;
    }

    private static void WriteObjective(Utf8JsonWriter writer, BundleInput input, (double[] Reprojections, double[] Weights) errors)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("reproj_error");
        writer.WritePropertyName("elements");
        writer.WriteVector(errors.Reprojections.AsSpan(0, 2));
        writer.WriteNumber("repeated", input.P);
        writer.WriteEndObject();
        writer.WriteStartObject("w_err");
        writer.WritePropertyName("element");
        writer.WriteFinite(errors.Weights[0]);
        writer.WriteNumber("repeated", input.P);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteJacobian(Utf8JsonWriter writer, BundleInput input, (int[] Rows, int[] Columns, double[] Values) jacobian)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("rows");
        writer.WriteVector(Ends(jacobian.Rows, row => row));
        writer.WritePropertyName("cols");
        writer.WriteVector(Ends(jacobian.Columns, column => column));
        writer.WritePropertyName("vals");
        writer.WriteVector(Ends(jacobian.Values, value => value));
        writer.WriteEndObject();
    }

    private static double[] Ends<T>(T[] values, Func<T, double> convert) =>
        [.. values.Take(30).Select(convert), convert(values[^1])];
}
