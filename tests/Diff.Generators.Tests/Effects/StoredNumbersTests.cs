using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Diff.Testing;

namespace Diff.Generators.Tests.Effects;

/// <summary>
/// Random methods that store numbers in objects, and read numbers there, by code of many kinds: each is refused, or has the gradient that
/// finite differences have. <c>DIFF_STORES</c> sets how many are tried.
/// </summary>
public sealed partial class StoredNumbersTests
{
    private const int Batch = 100;
    private const double At = 0.7;
    private const double Other = 1.3;
    private const double Step = 1e-5;

    private static readonly string[] Values = ["x", "x * x", "y", "n", "1.5"];

    private static readonly string[] Stores =
    [
        "_seen.Add({0});", "_seen?.Add({0});", "_memory.Keep({0});", "_memory?.Keep({0});", "this._memory?.Keep({0});", "Keep({0});",
        "KeepElement({0});", "_act?.Invoke({0});", "Changed?.Invoke({0});", "if (_memory?.Is({0}) == true) y *= 2;",
        "if (Try({0})) y *= 2;", "Check(true, () => Show({0}));", "_log?.Invoke(Show({0}));", "_ = Show({0})?.Length;",
        "y *= Note({0});", "y *= NoteDeep({0});", "y *= Layer.At({0});", "foreach (var i in Each({0})) y += i;", "_queue?.Enqueue({0});",
        "_sink.Put({0});", "new Scope(this).Go({0});", "for (var i = 0; i < 2; i++) {{ y += Scaled(x); Keep(y); }}",
        "System.Diagnostics.Debug.Assert(Try({0}));", "_pairs.Push(({0}, 1));",
        "_shown = $\"{{{0}}}\";", "ShowText({0});", "ShowThat($\"{{{0}}}\");", "_texts.Add($\"{{{0}}}\");",
        "_texts?.Add($\"{{{0}}}\");",
        "_builder.Clear().Append({0});", "Bits({0});", "y *= Written({0});", "KeepReference({0});", "KeepSetter({0});", "KeepPart({0});",
        "KeepLocal({0});", "KeepLambda({0});", "KeepTuple({0});", "_memory.Property = 2;", "_memory.KeepProperty({0});", "AddAll({0});",
        "Keep({0}); MoveOn();", "_memory?.Keep({0}); _scale = _memory!.Last;", "ShowText({0}); MoveText();",
    ];

    private static readonly string[] Harmless =
    [
        "_text?.Invoke($\"{{{0}:F2}}\");", "Count({0});", "System.Diagnostics.Debug.WriteLine({0});", "_count++;",
        "_notes.Add($\"{{{0}}}\");", "KeepOther({0});", "_other.Add(1);",
        "y *= Counted({0});", "_ = ({0}).ToString()?.Length;", "_memory?.Keep(Gradient.Detach(1.5));", "_ints?.Add((int)({0}));",
    ];

    private static readonly string[] Reads =
    [
        "_seen[^1]", "_memory.Last", "_last", "_array[0]", "_array.Sum()", "Scaled(x)", "ScaledDeep(x)", "Rate", "Value()", "ValueOf(n)",
        "_queue.Last()", "_pairs.Peek().Item1", "_sink.Get()", "Reader.At(x)", "double.Parse(_shown)", "double.Parse(_texts[^1])",
        "_texts.Select(double.Parse).Last()", "Parsed()", "ParsedTimes(x)", "double.Parse(_builder.ToString())",
        "BitConverter.Int64BitsToDouble(_bits)", "_pair.First", "_memory.Property", "_other[0]", "_scale", "double.Parse(_setting)",
    ];

    private static readonly string[] Numbers = ["2.0", "x", "y", "Scale", "Square(x)"];

    [Fact]
    public void Whatever_stores_numbers_that_are_read_is_refused()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("DIFF_STORES"), CultureInfo.InvariantCulture, out var asked) ? asked : Batch;
        var (refused, right) = (0, 0);
        for (var seed = 0; seed < count; seed += Batch)
        {
            var random = new Random(seed);
            var bodies = Enumerable.Range(0, Math.Min(Batch, count - seed)).Select(_ => Body(random)).ToList();
            var run = GeneratorHost.RunUnchecked([Program(bodies)], GeneratorOptions.Default);
            Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Id.StartsWith("CS", StringComparison.Ordinal)
                && diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
            var model = run.Type("Model");
            var reported = run.Diagnostics.Where(diagnostic => diagnostic.Id.StartsWith("DIFF00", StringComparison.Ordinal))
                .Select(diagnostic => Name().Match(diagnostic.Location.SourceTree!.GetText().Lines[
                    diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString()).Groups[1].Value)
                .ToHashSet(StringComparer.Ordinal);
            for (var i = 0; i < bodies.Count; i++)
            {
                var expected = (Call(model, "F" + i, At + Step) - Call(model, "F" + i, At - Step)) / (2 * Step);
                var found = Gradient(model, i);
                // What an object of the method's own does is said there.
                Assert.True(found is null == reported.Contains("F" + i) || bodies[i].Contains("Scope", StringComparison.Ordinal), $"seed {seed}, number {i} is refused without a word, or not: {bodies[i]}");
                if (found is not { } gradient) refused++;
                else
                {
                    // Differences of such small products are off by the square of the step.
                    Assert.True(Math.Abs(gradient - expected) <= 1e-6 * (1 + Math.Abs(expected)),
                        $"seed {seed}, number {i}: {gradient} is not {expected}: {bodies[i]}");
                    right++;
                }
            }
        }

        Assert.True(refused > count / 5 && right > count / 5, $"{refused} are refused, {right} are right");
    }

    private static string Body(Random random)
    {
        var statements = Enumerable.Range(0, 1 + random.Next(2)).Select(_ => string.Format(CultureInfo.InvariantCulture,
            Pick(random.Next(3) == 0 ? Harmless : Stores), Pick(Values)));
        var factors = Enumerable.Range(0, 1 + random.Next(2)).Select(_ => Pick(random.Next(2) == 0 ? Reads : Numbers));
        return $"var y = x; {string.Join(" ", statements)} return y * {string.Join(" * ", factors)};";

        string Pick(string[] choices) => choices[random.Next(choices.Length)];
    }

    private static double Call(Type model, string name, double x) =>
        (double)model.GetMethod(name, [typeof(double), typeof(double)])!.Invoke(Activator.CreateInstance(model), [x, Other])!;

    /// <summary>Null if the method is refused.</summary>
    private static double? Gradient(Type model, int i)
    {
        try
        {
            return Call(model, $"F{i}Gradient", At);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is NotSupportedException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"double (F\d+)\(")]
    private static partial Regex Name();

    private static string Program(IReadOnlyList<string> bodies) => $$"""
        #nullable enable
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Diff;

        public class Memory
        {
            public double Last = 1;
            public double Property { get; set; } = 1;
            public void Keep(double x) => Last = x;
            public void KeepProperty(double x) => Property = x;
            public bool Is(double x) { Last = x; return true; }
        }

        public interface ISink { void Put(double x); double Get(); }
        public class Sink : ISink { private double _value = 1; public void Put(double x) => _value = x; public double Get() => _value; }
        public class Scope(Model model) { public void Go(double x) => model.Keep(x); }
        public partial interface ILayer { [Differentiable] double At(double x); }
        public partial class Storing(Model model) : ILayer { [Differentiable] public double At(double x) { model.Keep(x); return x; } }
        public partial class Reading(Model model) : ILayer { [Differentiable] public double At(double x) => model.Last * x; }

        public partial class Model
        {
            private readonly List<double>? _seen = [1];
            private readonly Memory? _memory = new();
            private readonly double[] _array = [1, 2];
            private readonly Queue<double>? _queue = new([1]);
            private readonly Stack<(double, int)> _pairs = new([(1, 1)]);
            private readonly ISink _sink = new Sink();
            private readonly List<string> _texts = ["1"];
            private readonly List<int>? _ints = [];
            private double _last = 1;
            private int _count;
            private string _shown = "1";
            private readonly System.Text.StringBuilder _builder = new("1");
            private readonly HashSet<string> _notes = [];
            private readonly List<float> _other = [1];
            private string _setting = "1.5";
            private double _scale = 2, _kept = 1;
            private (double First, int Second) _pair = (1, 1);
            private long _bits = BitConverter.DoubleToInt64Bits(1);
            private readonly Action<double>? _act;
            private readonly Action<string>? _log = text => { };
            private readonly Action<string>? _text;
            private event Action<double>? Changed;
            private const double Scale = 3;

            public Model()
            {
                _act = x => _last = x;
                Changed += x => _last = x;
                _text = text => _shown = text;
                (Layer, Reader) = (new Storing(this), new Reading(this));
            }

            public ILayer Layer { get; }
            public ILayer Reader { get; }
            public double Last => _last;
            public void Keep(double x) => _last = x;
            private void KeepElement(double x) => _array[0] = x;
            private bool Try(double x) { _last = x; return true; }
            private string Show(double x) { _last = x; return ""; }
            private IEnumerable<int> Each(double x) { _last = x; yield return 1; }
            private static void Check(bool isFine, Func<string> text) { if (isFine) text(); }
            private void Count(double x) { _count++; System.Diagnostics.Debug.WriteLine($"{x}"); }
            private double Value() => _last;
            private void ShowText(double x) => _shown = x.ToString();
            private void ShowThat(string text) => _shown = text;
            private void Bits(double x) => _bits = BitConverter.DoubleToInt64Bits(x);
            private void KeepOther(double x) => _kept = x + _kept;
            private void KeepReference(double x) { ref var last = ref _last; last = x; }
            private double Setter { get => _last; set => _last = value; }
            private void KeepSetter(double x) => Setter = x;
            private void KeepPart(double x) => _pair.First = x;
            private void KeepLocal(double x) { Set(); void Set() => _last = x; }
            private void KeepLambda(double x) { Action set = () => _last = x; set(); }
            private void KeepTuple(double x) => (_last, _count) = (x, 1);
            private void AddAll(double x) => _seen!.AddRange([x, x]);
            private void MoveOn() => _scale = _last;
            private void MoveText() => _scale = double.Parse(_shown);
            private double Parsed() => double.Parse(_shown);
            private double ValueOf(double n) => n * _last;

            [Differentiable] public double Rate => 2 * _last;
            [Differentiable] public double Note(double x) { _seen?.Add(x); return x; }
            [Differentiable] public double NoteDeep(double x) => x * Note(2 * x);
            [Differentiable] public double Written(double x) { _shown = $"{x}"; return x; }
            [Differentiable] public double ParsedTimes(double x) => double.Parse(_shown) * x;
            [Differentiable] public double Counted(double x) { Count(x); return x; }
            [Differentiable] public double Scaled(double x) => _memory!.Last * _last * x;
            [Differentiable] public double ScaledDeep(double x) => Scaled(x) + x;
            [Differentiable] public static double Square(double x) => x * x;

            {{string.Join("\n    ", bodies.Select((body, i) => $"[Differentiable] public double F{i}(double x, [NoGradient] double n) {{ {body} }}"))}}
        }
        """;
}
