using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace NistFit;

/// <summary>A least-squares fit.</summary>
/// <param name="Parameters">The parameters found.</param>
/// <param name="ResidualSumOfSquares">Σ (y - model(x))² there.</param>
/// <param name="Iterations">Steps of Levenberg–Marquardt.</param>
public sealed record Fit(double[] Parameters, double ResidualSumOfSquares, int Iterations)
{
    // Far below what doubles can resolve: the optimiser stops when the sum of squares no longer falls.
    private const double Tolerance = 1e-18;
    private const double InitialDamping = 1e-3;
    private const int MaximumIterations = 1000;
    private const int MaximumRefinements = 50;

    /// <summary>Levenberg–Marquardt of MathNet.Numerics, with the model's own derivatives as Jacobian, then <see cref="Refine"/>.</summary>
    public static Fit Run(Problem problem, double[] start)
    {
        var objective = ObjectiveFunction.NonlinearModel(
            (parameters, x) => Values(problem.Model, parameters.ToArray(), x),
            (parameters, x) => Jacobian(problem.Model, parameters.ToArray(), x),
            Vector<double>.Build.DenseOfArray(problem.X),
            Vector<double>.Build.DenseOfArray(problem.Y));
        var optimiser = new LevenbergMarquardtMinimizer(InitialDamping, Tolerance, Tolerance, Tolerance, MaximumIterations);
        var result = optimiser.FindMinimum(objective, Vector<double>.Build.DenseOfArray(start));
        var parameters = Refine(problem, result.MinimizingPoint);
        var residuals = Residuals(problem, parameters);
        return new Fit(parameters.ToArray(), residuals.DotProduct(residuals), result.Iterations);
    }

    /// <summary>The number of leading digits in which two numbers agree, at most 11, which is what NIST certifies.</summary>
    public static double DigitsOfAgreement(double fitted, double certified) =>
        Math.Min(-Math.Log10(Math.Abs(fitted - certified) / Math.Abs(certified)), 11);

    /// <summary>
    /// Undamped Gauss–Newton steps, for as long as they shrink. At the minimum the sum of squares is flat, so it shows the optimiser only half
    /// the digits of the parameters; the exact derivatives show the rest.
    /// </summary>
    private static Vector<double> Refine(Problem problem, Vector<double> parameters)
    {
        var x = Vector<double>.Build.DenseOfArray(problem.X);
        var previous = double.PositiveInfinity;
        for (var i = 0; i < MaximumRefinements; i++)
        {
            var step = Jacobian(problem.Model, parameters.ToArray(), x).QR().Solve(Residuals(problem, parameters));
            var length = step.PointwiseDivide(parameters).L2Norm();
            if (!(length < previous)) break;
            previous = length;
            parameters += step;
        }

        return parameters;
    }

    private static Vector<double> Residuals(Problem problem, Vector<double> parameters) =>
        Vector<double>.Build.DenseOfArray(problem.Y)
        - Values(problem.Model, parameters.ToArray(), Vector<double>.Build.DenseOfArray(problem.X));

    private static Vector<double> Values(Model model, double[] parameters, Vector<double> x) =>
        Vector<double>.Build.Dense(x.Count, i => model(parameters, x[i], new double[parameters.Length]));

    private static Matrix<double> Jacobian(Model model, double[] parameters, Vector<double> x) =>
        Matrix<double>.Build.DenseOfRowArrays(x.Select(point => Partials(model, parameters, point)));

    private static double[] Partials(Model model, double[] parameters, double x)
    {
        var partials = new double[parameters.Length];
        model(parameters, x, partials);
        return partials;
    }
}
