using System.Reflection;

namespace Diff.Tests.Functions;

public class NestedVectorTests
{
    private static readonly double[] X = [0.7, -0.4, 1.3, 0.9, -1.1, 0.35];

    public static TheoryData<string> Methods =>
        [.. typeof(NestedVectors).GetMethods().Where(method => method.GetCustomAttribute<DifferentiableAttribute>() is { Order: 1 }).Select(method => method.Name)];

    /// <summary>A method, with its derivatives in both modes.</summary>
    private delegate (double Value, double Tangent) Jvp(double[] x, ReadOnlySpan<double> tangent);

    [Theory]
    [MemberData(nameof(Methods))]
    public void Derivatives_of_vectors_have_derivatives_in_both_modes(string name)
    {
        var f = Member<Func<double[], double>>(name, typeof(double[]));
        var gradient = Member<Func<double[], (double Value, double[] Gradient)>>(name + "ValueAndGradient", typeof(double[]));
        var jvp = Member<Jvp>(name + "Jvp", typeof(double[]), typeof(ReadOnlySpan<double>));
        var (value, slopes) = gradient(X);
        // The derivative inside may be computed with a constant more or less.
        Assert.Equal(f(X), value, 1e-14 * Math.Max(1, Math.Abs(value)));
        for (var i = 0; i < X.Length; i++)
        {
            // Extrapolated central differences have about ten digits here.
            const double Step = 1e-4;
            var scale = Math.Max(1, Math.Abs(slopes[i]));
            var (fine, coarse) = (Difference(i, Step / 2), Difference(i, Step));
            Assert.Equal((4 * fine - coarse) / 3, slopes[i], 1e-7 * scale);
            // Sums of hundreds of products in another order.
            Assert.Equal(slopes[i], jvp(X, [.. X.Select((_, j) => i == j ? 1.0 : 0)]).Tangent, 1e-11 * scale);
        }

        double Difference(int i, double step) => (f(Moved(i, step)) - f(Moved(i, -step))) / (2 * step);
    }

    [Fact]
    public void A_Jacobian_that_is_not_differentiated_is_computed_at_once() =>
        Assert.Equal(NestedVectors.WideJacobian(X, 2)[1, 5], Gradient.Jacobian(NestedVectors.Wide, (X, 2.0))[1, 5]);

    private static double[] Moved(int index, double step) => [.. X.Select((value, i) => i == index ? value + step : value)];

    private static T Member<T>(string name, params Type[] parameters)
        where T : Delegate =>
        typeof(NestedVectors).GetMethod(name, parameters)!.CreateDelegate<T>();
}
