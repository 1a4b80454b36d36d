using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Diff.Testing;

namespace Diff.Generators.Tests.Effects;

/// <summary>
/// What members without derivatives change of their object, asked of the compiler, and of the object before and after they have run.
/// <c>DIFF_HELPERS</c> sets how many random ones are tried.
/// </summary>
public sealed partial class ChangedNumbersTests
{
    private const int Batch = 150;

    [Fact]
    public void Whatever_changes_numbers_of_its_object_is_refused()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("DIFF_HELPERS"), CultureInfo.InvariantCulture, out var asked) ? asked : Batch;
        var (changing, refused, fine) = (0, 0, 0);
        for (var seed = 0; seed < count; seed += Batch)
        {
            var generator = new HelperGenerator(seed);
            var bodies = Enumerable.Range(0, Math.Min(Batch, count - seed)).Select(_ => generator.Body()).ToList();
            var run = GeneratorHost.RunUnchecked([Program(bodies)], GeneratorOptions.Default);
            Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Id.StartsWith("CS", StringComparison.Ordinal)
                && diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
            var found = run.Squiggles("DIFF0002").Select(text => Number().Match(text).Value).ToHashSet(StringComparer.Ordinal);
            for (var i = 0; i < bodies.Count; i++)
            {
                var isRefused = found.Contains("H" + i);
                var isChanging = Changes(run.Type("Net"), run.Type("Deep"), run.Type("Tools"), "H" + i);
                Assert.True(isRefused || !isChanging, $"seed {seed}, number {i} changes its object, and is accepted: {bodies[i]}");
                (changing, refused, fine) = (changing + (isChanging ? 1 : 0), refused + (isRefused ? 1 : 0), fine + (isRefused ? 0 : 1));
            }
        }

        Assert.True(changing > count / 5 && fine > count / 10, $"{changing} change, {refused} are refused, {fine} are accepted");
    }

    private static string Program(IReadOnlyList<string> bodies) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Diff;

        {{HelperGenerator.Types}}

        [Differentiable]
        public partial class Net
        {
            private readonly double[] _w = [1, 2, 3];
            private readonly double[][] _rows = [[1.5, 2.5]];
            private readonly List<Part> _parts = [new()];
            private readonly Part _part = new();
            private double _gain = 1;
            private int _count;
            [NoGradient] private Job _job = new Raise();

            [NoGradient] public double Gain { get => _gain; set => _gain = value; }
            private Net Me => this;
            [NoGradient] private Net Self() => this;
            [NoGradient] private double[] Give() => _w;
            private void Reset() => _gain = -1;
            [NoGradient] protected virtual int Step() => 1;
            [NoGradient] protected virtual int Size() => 1;
            [NoGradient] private double[] ToArray() => _w;
            [NoGradient] private double[] Copied() => ToArray();
            [NoGradient] private Span<double> View() => new(_w);

            public double[] Numbers() => [.. _w, .. _rows[0], _parts[0].Width, _part.Width, _gain];

            {{string.Join("\n    ", bodies.Select((body, i) => $"private int H{i}() {{ {body} }}"))}}
            public double F(double x)
            {
                var k = 0;
                {{string.Join("\n        ", bodies.Select((_, i) => $"k += H{i}();"))}}
                return k * (_gain + _w[0] + _rows[0][0] + _part.Width + _parts[0].Width) * x;
            }
        }
        """;

    private static bool Changes(Type net, Type deep, Type tools, string helper)
    {
        var instance = Activator.CreateInstance(deep)!;
        tools.GetField("Held")!.SetValue(null, null);
        tools.GetField("Last")!.SetValue(null, instance);
        var before = Numbers();
        net.GetMethod(helper, BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(instance, null);
        return !before.SequenceEqual(Numbers());

        double[] Numbers() => (double[])net.GetMethod("Numbers")!.Invoke(instance, null)!;
    }

    [GeneratedRegex(@"\bH\d+")]
    private static partial Regex Number();
}
