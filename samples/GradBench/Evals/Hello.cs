using Diff;
using GradBench.Protocol;

namespace GradBench.Evals;

/// <summary>The square of a number.</summary>
public static partial class Hello
{
    [Differentiable]
    public static double Square(double x) => x * x;
}

internal static class HelloModule
{
    public static Module Create() => new("hello", new Dictionary<string, Function>
    {
        ["square"] = Function.Create(input => input.Double(), Hello.Square, (writer, _, value) => writer.WriteFinite(value)),
        ["double"] = Function.Create(input => input.Double(), Hello.SquareGradient, (writer, _, value) => writer.WriteFinite(value)),
    });
}
