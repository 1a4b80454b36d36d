namespace Diff.Generators.Tests.LongMethods;

/// <summary>Methods of any length, each of one kind of line.</summary>
internal static class Shapes
{
    private static readonly (string Name, Func<int, string> Body)[] All =
    [
        ("locals", count => $"var x0 = x; {Lines(i => $"var x{i + 1} = Math.Sin(x{i}) * x{i};", count)} return x{count};"),
        ("early returns", count => $"var s = x; {Lines(i => $"if (s > {count - i}) return s * {i}.5; s += Math.Sin(s);", count)} return s;"),
        ("early returns in a loop", count => $"var s = x; for (var i = 0; i < 3; i++) {{ {Lines(i => $"if (s > {count - i}) return s * {i}.5; s += Math.Sin(s) / 8;", count)} }} return s;"),
        ("breaks", count => $"var s = x; for (var i = 0; i < 3; i++) {{ {Lines(i => $"if (s > {count - i}) break; s += Math.Sin(s) / 8;", count)} }} return s;"),
        ("continues", count => $"var s = x; for (var i = 0; i < 3; i++) {{ {Lines(i => $"if (s > {count - i}) continue; s += Math.Sin(s) / 8;", count)} }} return s;"),
        ("alternatives", count => $"var s = x; if (x < -9) s = 1; {Lines(i => $"else if (x < {i}.5 / 8) s = Math.Sin(s) * s * {i};", count)} return s * s;"),
        ("sections", count => $"var s = x; switch ((int)Gradient.Detach(8 * x)) {{ {Lines(i => $"case {i}: s = Math.Sin(s) * s * {i}; break;", count)} default: s = 0; break; }} return s * x;"),
        ("sections that return", count => $"switch ((int)Gradient.Detach(8 * x)) {{ {Lines(i => $"case {i}: return Math.Sin(x) * x * {i};", count)} default: return x; }}"),
        ("sections some of which return", count => $"var s = x; switch ((int)Gradient.Detach(8 * x)) {{ {Lines(i => $"case {i}: s *= Math.Sin(x); {(i % 3 == 0 ? "return s;" : "break;")}", count)} }} return s * s;"),
        ("branches", count => $"var s = x; {Lines(i => $"if (s > {i}) s = Math.Sin(s); else s *= 0.99;", count)} return s;"),
        ("loops", count => $"var s = x; {Lines(_ => "for (var i = 0; i < 3; i++) s = Math.Sin(s) * x / 40;", count)} return s;"),
        ("terms", count => $"return {Lines(i => $"x * {i}.5 +", count)} x * x;"),
        ("conditions", count => $"return {Lines(i => $"x > -{i} &&", count)} x > 0 ? x * x : x;"),
        ("chains of structs", count => $"var s0 = new Spring(x); {Lines(i => $"var s{i + 1} = new Spring(s{i}.Rate * 0.5 + s{i}.Rate * 0.25 + s{i}.Rate * 0.25);", count)} return Work(s{count}, x);"),
        ("memory", count => $"var y = new double[{count} + 1]; {Lines(i => $"y[{i}] = x * {i}; y[{i} + 1] += y[{i}] * x;", count)} return y[{count}];"),
    ];

    public static TheoryData<string> Names { get; } = [.. All.Select(shape => shape.Name)];

    private const string Structs = """
        public partial interface IForce { [Differentiable] double At(double x); }
        [Differentiable] public readonly partial record struct Spring(double Rate) : IForce { public double At(double x) => Rate * x * x; }
        public static partial class Long { [Differentiable] public static double Work<T>(T force, double x) where T : IForce => force.At(x) * x; }
        """;

    public static string Source(string name, int count) => $$"""
        {{(name == "chains of structs" ? Structs : "")}}
        public static partial class Long { [Differentiable] public static double F(double x) { {{All.Single(shape => shape.Name == name).Body(count)}} } }
        """;

    private static string Lines(Func<int, string> line, int count) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));
}
