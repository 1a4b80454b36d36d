namespace Diff.Generators.Tests.Effects;

/// <summary>
/// Random bodies of members without derivatives: they look at numbers of their object, or change them, under other names and through other
/// code.
/// </summary>
internal sealed class HelperGenerator(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<string> _arrays = [];
    private readonly List<string> _nets = [];
    private readonly List<string> _parts = [];
    private int _next;

    /// <summary>What the bodies use. <c>Changed</c> tells at run time whether numbers of an object are no longer what they were.</summary>
    public const string Types = """
        [Differentiable]
        public sealed partial class Part
        {
            public double Width = 1;
            [NoGradient] public void Set(double width) => Width = width;
        }

        public abstract class Job { public abstract void Do(Net net); }
        public sealed class Raise : Job { public override void Do(Net net) => net.Gain += 1; }
        public sealed class Look : Job { public override void Do(Net net) { if (net.Gain < 0) Console.WriteLine(net.Gain); } }

        public sealed class Tuner(Net net) : IDisposable
        {
            public Net Inner => net;
            public void Step() => net.Gain += 1;
            public int Ask() => net.Gain > 0 ? 1 : 0;
            public void Dispose() => net.Gain -= 0.5;
        }

        public interface IWork { void Run(); int Look(); }
        public sealed class Worker(Net net) : IWork { public void Run() => net.Gain += 2; public int Look() => net.Gain > 0 ? 1 : 0; }
        public class Closing(Net net) : IDisposable { void IDisposable.Dispose() => net.Gain += 3; }
        public sealed class Later(Net net) : Closing(net);
        public sealed class Deep : Net { protected override int Step() { Gain += 4; return 1; } protected override int Size() => 2; }

        public static class Tools
        {
            public static double[]? Held;
            public static Net? Last;
            public static void BumpHeld() { if (Held != null) Held[0] += 1; }
            public static void BumpLast() { if (Last != null) Last.Gain += 1; }
            public static void Fill(double[] x) { for (var i = 0; i < x.Length; i++) x[i] += 2; }
            public static void Write(Span<double> x) => x[0] += 3;
            public static double Sum(ReadOnlySpan<double> x) { var sum = 0.0; foreach (var v in x) sum += v; return sum; }
            public static double[] Same(double[] x) => x;
            public static double[] Copy(double[] x) { var y = new double[x.Length]; for (var i = 0; i < x.Length; i++) y[i] = x[i]; return y; }
            public static double[] Either(double[] x, double[] y) => x[0] > y[0] ? x : y;
            public static void Bump(ref double x) => x += 1;
            public static void Widen(Part part) => part.Set(part.Width + 1);
            public static Part Through(Part part) => part;
        }
        """;

    /// <summary>A body that returns an integer.</summary>
    public string Body()
    {
        _arrays.Clear();
        _nets.Clear();
        _parts.Clear();
        return string.Join(" ", Enumerable.Range(0, 1 + _random.Next(4)).Select(_ => Statement(2))) + " return 1;";
    }

    private string One(params Func<string>[] choices) => choices[_random.Next(choices.Length)]();

    private string Array(int depth) => depth == 0 || _random.Next(3) == 0
        ? One(() => "_w", () => "_rows[0]", () => "new[] { 1.0, 2.0 }", () => _arrays.Count == 0 ? "this._w" : _arrays[_random.Next(_arrays.Count)])
        : One(() => "Give()", () => $"Tools.Same({Array(depth - 1)})", () => $"Tools.Copy({Array(depth - 1)})",
            () => $"((double[]){Array(depth - 1)}.Clone())", () => $"{Array(depth - 1)}.ToArray()",
            () => $"Tools.Either({Array(depth - 1)}, {Array(depth - 1)})", () => $"(_count > 0 ? {Array(depth - 1)} : {Array(depth - 1)})",
            () => $"(Tools.Held ?? {Array(depth - 1)})", () => $"{Net(depth - 1)}._w", () => $"new[] {{ {Array(depth - 1)} }}[0]",
            () => $"({Array(depth - 1)}, 1).Item1", () => $"new List<double[]> {{ {Array(depth - 1)} }}.Last()", () => $"_rows.First()");

    private string Net(int depth) => depth == 0 || _random.Next(3) == 0
        ? One(() => "this", () => "new Net()", () => "Tools.Last!", () => _nets.Count == 0 ? "this" : _nets[_random.Next(_nets.Count)])
        : One(() => "Self()", () => "Me", () => $"new Tuner({Net(depth - 1)}).Inner", () => $"((Net)(object){Net(depth - 1)})",
            () => $"new[] {{ {Net(depth - 1)} }}[0]", () => $"(_count > 0 ? {Net(depth - 1)} : {Net(depth - 1)})");

    private string Part(int depth) => depth == 0 || _random.Next(3) == 0
        ? One(() => "_part", () => "_parts[0]", () => "new Part()", () => _parts.Count == 0 ? "_part" : _parts[_random.Next(_parts.Count)])
        : One(() => $"{Net(depth - 1)}._part", () => "_parts.First()", () => "_parts.ToList()[0]", () => $"Tools.Through({Part(depth - 1)})",
            () => $"_parts.Where(p => p.Width > 0).First()");

    private string Statement(int depth) => _random.Next(5) switch
    {
        0 => Named(),
        1 => Harmless(),
        2 when depth > 0 => Nested(depth - 1),
        _ => Change(),
    };

    private string Named()
    {
        var name = "v" + _next++;
        return One(
            () => Declared(_arrays, $"var {name} = {Array(2)};"),
            () => Declared(_arrays, $"var ({name}, _) = ({Array(2)}, 1);"),
            () => Declared(_nets, $"var {name} = {Net(2)};"),
            () => Declared(_parts, $"var {name} = {Part(2)};"),
            () => Declared(_arrays, $"if ({Net(1)} is not {{ _w: var {name} }}) return 0;"));

        string Declared(List<string> variables, string statement)
        {
            variables.Add(name);
            return statement;
        }
    }

    private string Change() => One(
        () => $"{Array(2)}[0] += 1;", () => $"Tools.Fill({Array(2)});", () => $"Tools.Write({Array(2)});", () => $"System.Array.Fill({Array(2)}, 9);",
        () => $"{Array(2)}.AsSpan(1)[0] = 5;", () => $"Tools.Bump(ref {Array(2)}[1]);", () => $"{Net(2)}._gain += 1;", () => $"{Net(2)}.Gain = 7;",
        () => $"{Net(2)}.Reset();", () => $"new Tuner({Net(2)}).Step();", () => $"using (new Tuner({Net(2)})) {{ }}", () => $"{Part(2)}.Width += 1;",
        () => $"{Part(2)}.Set(4);", () => $"Tools.Widen({Part(2)});", () => "_parts.ForEach(p => p.Width += 1);", () => "_parts.ForEach(Tools.Widen);",
        () => "foreach (var p in _parts.ToArray()) p.Set(6);", () => $"foreach (var row in new[] {{ {Array(1)}, {Array(1)} }}) row[0] += 1;",
        () => $"foreach (ref var v in {Array(2)}.AsSpan()) v += 1;", () => $"Tools.Held = {Array(2)}; Tools.BumpHeld();",
        () => $"Tools.Last = {Net(1)}; Tools.BumpLast();", () => "Tools.BumpLast();", () => $"_job.Do({Net(2)});",
        () => $"{{ IDisposable d = new Tuner({Net(1)}); d.Dispose(); }}", () => $"using (new Later({Net(1)})) {{ }}",
        () => $"{{ IWork work = new Worker({Net(1)}); work.Run(); }}", () => "_count += Step();", () => "Copied()[0] += 1;", () => "View()[1] += 1;",
        () => $"new Memory<double>({Array(1)}).Span[0] += 1;");

    private string Harmless() => One(
        () => "_count++;", () => $"_count += Tools.Sum({Array(2)}) > 3 ? 1 : 0;", () => $"_count += (int){Array(2)}.Max();",
        () => $"{{ var c = {Array(2)}.Select(v => 2 * v).ToArray(); c[0] = 3; }}", () => $"{{ var c = Tools.Copy({Array(2)}); c[0] = 3; }}",
        () => $"_count += new Tuner({Net(1)}).Ask();", () => "_count += Size();",
            () => $"{{ IWork work = new Worker({Net(1)}); _count += work.Look(); }}", () => $"{{ var all = new List<Part> {{ {Part(1)} }}; all.Add(new Part()); _count += all.Count; }}",
        () => $"{{ var n = new Net(); n._gain = {Array(1)}[0]; n._w[0] = 2; }}", () => $"_count += $\"{{{Array(1)}[0]}}\".Length;",
        () => $"{{ var sorted = new List<double>({Array(1)}); sorted.Sort(); }}");

    private string Nested(int depth)
    {
        var name = "f" + _next++;
        return One(
            () => $"if (_w[0] > {_random.Next(3)}) {{ {Block(depth)} }}",
            () => $"for (var i{name} = 0; i{name} < 2; i{name}++) {{ {Block(depth)} }}",
            () => $"Action {name} = () => {{ {Block(depth).Replace("return 0;", "return;", StringComparison.Ordinal)} }}; {name}();",
            () => $"void {name}(double[] y) {{ y[0] += 1; }} {name}({Array(2)});",
            () => $"double[] {name}() => {Array(2)}; {name}()[0] += 1;",
            () => $"Func<double[]> {name} = () => {Array(2)}; {name}()[0] += 1;");
    }

    /// <summary>What is declared inside is not known outside.</summary>
    private string Block(int depth)
    {
        var (arrays, nets, parts) = (_arrays.Count, _nets.Count, _parts.Count);
        var statements = Statement(depth) + " " + Statement(depth);
        _arrays.RemoveRange(arrays, _arrays.Count - arrays);
        _nets.RemoveRange(nets, _nets.Count - nets);
        _parts.RemoveRange(parts, _parts.Count - parts);
        return statements;
    }
}
