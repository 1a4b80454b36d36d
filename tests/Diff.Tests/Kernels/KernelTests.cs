using System.Reflection;

namespace Diff.Tests.Kernels;

/// <summary>
/// A kernel is a <c>[Differentiable]</c> method <c>double F(double[] x)</c> of this namespace. Each is checked alone here; with the optimizations off, called
/// by another method, and by its pullback, in Diff.Generators.Tests.
/// </summary>
public class KernelTests
{
    // The two modes round in different orders.
    private const double Rounding = 1e-11;

    // Central differences with a step of 6e-6 are right to about 1e-10 relative; the kernels amplify that by less than 1e4.
    private const double Differences = 1e-6;

    private static readonly double[] X = [0.7, 1.3, -0.4, 2.1, 0.9, 0.35, -1.2, 1.6];

    public static TheoryData<string> Kernels { get; } = [.. typeof(KernelTests).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(KernelTests).Namespace)
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
        .Where(method => method.IsDefined(typeof(DifferentiableAttribute)) && method.ReturnType == typeof(double) && method.GetParameters() is [{ ParameterType: var only }] && only == typeof(double[]))
        .Select(method => $"{method.DeclaringType!.Name}.{method.Name}")];

    private delegate (double Value, double[] Gradient) Reverse(double[] x);

    private delegate (double Value, double Tangent) Forward(double[] x, ReadOnlySpan<double> tangent);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Reverse_mode_agrees_with_forward_mode_and_with_differences(string kernel)
    {
        var primal = Member<Func<double[], double>>(kernel, "");
        var value = primal(X);
        var (same, gradient) = Member<Reverse>(kernel, "ValueAndGradient")(X);
        Assert.Equal(value, same);
        var differences = GradientCheck.Gradient(primal, X);
        for (var i = 0; i < X.Length; i++)
        {
            var direction = new double[X.Length];
            direction[i] = 1;
            var (alike, tangent) = Member<Forward>(kernel, "Jvp")(X, direction);
            Assert.Equal(value, alike);
            Assert.InRange(Math.Abs(gradient[i] - tangent), 0, Rounding * Math.Max(1, Math.Abs(tangent)));
            Assert.InRange(Math.Abs(gradient[i] - differences[i]), 0, Differences * Math.Max(1, Math.Abs(tangent)));
        }

        Assert.Contains(gradient, partial => Math.Abs(partial) > 1e-3);
    }

    private static T Member<T>(string kernel, string suffix)
        where T : Delegate
    {
        var type = typeof(KernelTests).Assembly.GetType($"{typeof(KernelTests).Namespace}.{kernel.Split('.')[0]}", throwOnError: true)!;
        Type[] parameters = [.. typeof(T).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType)];
        return type.GetMethod(kernel.Split('.')[1] + suffix, parameters)!.CreateDelegate<T>();
    }
}
