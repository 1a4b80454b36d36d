using GradBench.Protocol;

namespace GradBench.Evals;

/// <summary>A Gaussian mixture and the points it is to explain; matrices row by row.</summary>
public sealed record MixtureInput(int D, int K, double[] Alpha, double[] Mu, double[] Q, double[] L, double[] X, int M, double Gamma)
{
    /// <summary>The log-posterior.</summary>
    public double Objective() => Mixture.Objective(Alpha, Mu, Q, L, X, D, M, Gamma);

    /// <summary>The gradient of the log-posterior.</summary>
    public (double[] Alpha, double[] Mu, double[] Q, double[] L) Jacobian() => Mixture.ObjectiveGradient(Alpha, Mu, Q, L, X, D, M, Gamma);
}

internal static class MixtureModule
{
    public static Module Create() => new("gmm", new Dictionary<string, Function>
    {
        ["objective"] = Function.Create(Read, input => input.Objective(), (writer, _, value) => writer.WriteFinite(value)),
        ["jacobian"] = Function.Create(Read, input => input.Jacobian(), (writer, input, gradient) =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("alpha");
            writer.WriteVector(gradient.Alpha);
            writer.WritePropertyName("mu");
            writer.WriteMatrix(gradient.Mu, input.K, input.D);
            writer.WritePropertyName("q");
            writer.WriteMatrix(gradient.Q, input.K, input.D);
            writer.WritePropertyName("l");
            writer.WriteMatrix(gradient.L, input.K, input.D * (input.D - 1) / 2);
            writer.WriteEndObject();
        }),
    });

    private static MixtureInput Read(InputReader input)
    {
        var (d, k, n) = (input["d"].Int(least: 1), input["k"].Int(least: 1), input["n"].Int(least: 1));
        var gamma = input["gamma"].Double();
        if (gamma <= 0) throw input["gamma"].Invalid("is not positive");
        return new MixtureInput(
            d,
            k,
            input["alpha"].Vector(k),
            input["mu"].Matrix(k, d),
            input["q"].Matrix(k, d),
            input["l"].Matrix(k, checked(d * (d - 1)) / 2),
            input["x"].Matrix(n, d),
            input["m"].Int(),
            gamma);
    }
}
