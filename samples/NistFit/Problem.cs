namespace NistFit;

/// <summary>A model at one point: its value and its derivatives with respect to the parameters.</summary>
/// <param name="parameters">b1, b2, …</param>
/// <param name="x">The point.</param>
/// <param name="partials">Receives one derivative per parameter.</param>
public delegate double Model(ReadOnlySpan<double> parameters, double x, Span<double> partials);

/// <summary>One nonlinear regression problem with its certified answer.</summary>
/// <param name="Name">The name NIST gives it.</param>
/// <param name="Model">Value and derivatives of the model.</param>
/// <param name="X">Abscissas of the measurements.</param>
/// <param name="Y">Measured values.</param>
/// <param name="Starts">The starting points, the far one first.</param>
/// <param name="Certified">The parameters of the least-squares fit, certified to 11 digits.</param>
/// <param name="CertifiedResidualSumOfSquares">Σ (y - model(x))² at the certified parameters.</param>
public sealed record Problem(
    string Name,
    Model Model,
    double[] X,
    double[] Y,
    double[][] Starts,
    double[] Certified,
    double CertifiedResidualSumOfSquares);
