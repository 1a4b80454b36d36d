using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

/// <summary>Members without derivatives that hand numbers of their object out, or change its collections.</summary>
public sealed class Diff0002Objects
{
    [Fact]
    public void A_member_that_may_hand_the_object_out_is_refused() => GeneratorHost.Diagnostics("""
        public interface IRow { double Get(); }
        public class View(Net net) : IRow { public double Get() => net.Gain; }
        public sealed class Snapshot(double gain) { public double Get() => gain; }
        public class Bag { public object? Held; public double Get() => ((Net)Held!).Gain; }

        [Differentiable]
        public sealed partial class Net
        {
            public double Gain;
            public double[] Weights = [1, 2];
            private readonly View _stored;

            public Net() => _stored = new View(this);

            private IRow AsRow() => new View(this);
            private View AsView() => new View(this);
            private Snapshot Take() => new(Gain);
            private Bag AsBag() => new() { Held = this };
            private System.Collections.IEnumerable All => Weights;
            private Array Stored => Weights;
            private IEnumerable<IComparable> Sequence() { yield return Gain; }

            public double Row(double x) => {|DIFF0002:AsRow|}().Get() * x;
            public double Viewed(double x) => {|DIFF0002:AsView|}().Get() * x;
            public double Taken(double x) => {|DIFF0002:Take|}().Get() * x;
            public double Bagged(double x) => {|DIFF0002:AsBag|}().Get() * x;
            public double Listed(double x) { var sum = 0.0; foreach (double weight in {|DIFF0002:All|}) sum += weight * x; return sum; }
            public double First(double x) => (double){|DIFF0002:Stored|}.GetValue(0)! * x;
            public double Compared(double x) => (double){|DIFF0002:Sequence|}().First() * x;
            public double Kept(double x) => {|DIFF0002:_stored|}.Get() * x;
        }
        """);

    [Fact]
    public void A_member_without_numbers_is_fine() => GeneratorHost.Diagnostics("""
        public enum Kind { Plain, Other }
        public interface ILog { void Info(string text); bool IsOn { get; } }
        public class Settings { public double Scale = 2; public int Depth = 3; }
        public sealed record Label(string Name, int Index);

        [Differentiable]
        public sealed partial class Net
        {
            public double Gain;
            public Settings Settings = new();
            public Kind Kind;
            public ILog? Log;
            public List<string> Names = ["a"];
            private System.IO.TextWriter Out => Console.Out;
            private ILog? Logger() => Log;
            private Label Label() => new("a", 1);
            private IReadOnlyList<int> Sizes => [1, 2];

            public double Logged(double x)
            {
                Log?.Info("begin");
                Logger()!.Info($"{Kind}");
                Out.WriteLine("end");
                return Logger() != null && Log!.IsOn && Kind == Kind.Plain ? Gain * x : x;
            }

            public double Counted(double x) => Gain * x * Names.Count * Label().Name.Length * Sizes[0] * GetType().Name.Length * Settings.Scale * ToString()!.Length * GetHashCode();
        }
        """);

    [Fact]
    public void A_method_that_may_change_a_list_of_its_object_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public sealed partial class Net
        {
            public List<double> Items = [1, 2];
            public double[] Weights = [1, 2];
            private int _count;

            [NoGradient] private void Bound() => Items?.Add(3);
            [NoGradient] private void Filled() => Fill(Items);
            [NoGradient] private void Named() { var items = Items; items.Add(3); }
            [NoGradient] private void Inner() => Filled();
            [NoGradient] private void Cleared() => Array.Clear(this.Weights);
            [NoGradient] private void Counted() { foreach (var item in Items) _count++; _count += Items.Count + Items?.Count ?? 0; Console.WriteLine(string.Join(",", Items!)); }

            public double A(double x) { {|DIFF0002:Bound()|}; return Items[0] * x; }
            public double B(double x) { {|DIFF0002:Filled()|}; return Items[0] * x; }
            public double C(double x) { {|DIFF0002:Named()|}; return Items[0] * x; }
            public double D(double x) { {|DIFF0002:Inner()|}; return Items[0] * x; }
            public double E(double x) { {|DIFF0002:Cleared()|}; return Weights[0] * x; }
            public double F(double x) { Counted(); return Items[0] * x; }

            private static void Fill(List<double> list) => list.Add(3);
        }
        """);

    [Fact]
    public void Members_that_change_an_array_through_others_or_under_another_name_are_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public sealed partial class Net
        {
            private readonly double[] _w = [1, 2];

            private int ByOthers() { Halve(_w); return 1; }
            private int ByReturned() { var w = Same(_w); w[0] = 3; return 1; }
            private int ByProperty() { double[] w; w = Shown; w[0] = 3; return 1; }
            private int OfACopy() { var w = (double[])_w.Clone(); w[0] = 3; var y = Doubled(_w); return y[0] > y[1] ? 0 : 1; }

            public double A(double x) { var k = {|DIFF0002:ByOthers()|}; return _w[k] * x; }
            public double B(double x) { var k = {|DIFF0002:ByReturned()|}; return _w[k] * x; }
            public double C(double x) { var k = {|DIFF0002:ByProperty()|}; return _w[k] * x; }
            public double D(double x) { var k = OfACopy(); return _w[k] * x; }

            private double[] Shown => {|DIFF0002:_w|};
            private static void Halve(double[] w) => Scale(w, 0.5);
            private static void Scale(double[] w, double factor) { for (var i = 0; i < w.Length; i++) w[i] *= factor; }
            private static double[] Doubled(double[] w) { var y = new double[w.Length]; for (var i = 0; i < y.Length; i++) y[i] = 2 * w[i]; return y; }
            [NoGradient] private static double[] Same(double[] w) => w;
        }
        """);

    [Fact]
    public void Members_that_change_their_object_under_another_name_are_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public sealed partial class Net
        {
            private readonly double[] _w = [1, 2];
            private double _gain = 1;
            private static Net? s_last;

            private int ByAlias() { var self = this; self._w[0] = 3; return 1; }
            private int ByArrayOfAlias() { var self = this; var w = self._w; w[0] = 3; return 1; }
            private int ByPattern() { if (this is { _w: var w }) w[0] = 3; return 1; }
            private int ByProperty() { Self._gain = 3; return 1; }
            private int ByMethod() { Get().Reset(); return 1; }
            private int ByStatic() { s_last!._gain++; return 1; }
            private int ByArrayOfStatic() { var w = s_last!._w; w[0] = 3; return 1; }
            private int ByTuple() { ((this, 1).Item1._gain, _) = (3, 1); return 1; }
            private int OfANewOne() { var other = new Net(); other._gain = 3; other._w[0] = 4; other.Reset(); return other == this ? 1 : 0; }

            public double A(double x) { var k = {|DIFF0002:ByAlias()|}; return _w[k] * x; }
            public double B(double x) { var k = {|DIFF0002:ByArrayOfAlias()|}; return _w[k] * x; }
            public double C(double x) { var k = {|DIFF0002:ByPattern()|}; return _w[k] * x; }
            public double D(double x) { var k = {|DIFF0002:ByProperty()|}; return _gain * k * x; }
            public double E(double x) { var k = {|DIFF0002:ByMethod()|}; return _gain * k * x; }
            public double F(double x) { var k = {|DIFF0002:ByStatic()|}; return _gain * k * x; }
            public double G(double x) { var k = {|DIFF0002:ByArrayOfStatic()|}; return _w[k] * x; }
            public double H(double x) { var k = {|DIFF0002:ByTuple()|}; return _gain * k * x; }
            public double J(double x) { {|DIFF0002:Get().Reset()|}; return _gain * x; }
            public double I(double x) { var k = OfANewOne(); return _w[k] * _gain * x; }

            private Net Self => this;
            private Net Get() => this;
            private void Reset() => _gain = 0;
        }
        """);

    [Fact]
    public void What_a_member_changes_is_followed_through_lambdas_views_holders_and_hidden_calls() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public abstract partial class Base
        {
            protected double Bias = 1;
            protected virtual void OnStep() { }
        }

        [Differentiable]
        public sealed partial class Net : Base
        {
            private readonly double[] _w = [1, 2];
            private readonly double[][] _rows = [[1, 2]];
            private readonly List<Part> _parts = [new()];
            private double _gain = 1;
            private static readonly List<Net> s_all = [];

            private int ByFunction() { _parts.ForEach(Widen); return 1; }
            private int ByStatic() { Register.Bump(); return 1; }
            private int ByElementOfStatic() { s_all[0].Reset(); return 1; }
            private int ByElement() { foreach (var part in _parts) part.Set(2); return 1; }
            private int ByQuery() { _parts.Where(p => p.Width > 0).First().Set(2); return 1; }
            private int ByRow() { foreach (var row in _rows.ToList()) row[0] = 1; return 1; }
            private int BySegment() { var all = new ArraySegment<double>(_w); all[0] = 1; return 1; }
            private int ByHolder() { var tuner = new Tuner(this); tuner.Step(); return 1; }
            private int ByDispose() { using var tuner = new Tuner(this); return 1; }
            private int ByKeeping() { Register.Held = _w; Register.BumpHeld(); return 1; }
            private int BySetter() { Gain += 2; return 1; }
            private int ByOverride() { OnStep(); return 1; }
            private int ByResult() { Func<double[]> weights = () => _w; weights()[0] = 1; return 1; }

            public double A(double x) { var k = {|DIFF0002:ByFunction()|}; return _parts[0].Width * k * x; }
            public double B(double x) { var k = {|DIFF0002:ByStatic()|}; return _gain * k * x; }
            public double C(double x) { var k = {|DIFF0002:ByElementOfStatic()|}; return _gain * k * x; }
            public double D(double x) { var k = {|DIFF0002:ByElement()|}; return _parts[0].Width * k * x; }
            public double E(double x) { var k = {|DIFF0002:ByQuery()|}; return _parts[0].Width * k * x; }
            public double F(double x) { var k = {|DIFF0002:ByRow()|}; return _rows[0][k] * x; }
            public double G(double x) { var k = {|DIFF0002:BySegment()|}; return _w[k] * x; }
            public double H(double x) { var k = {|DIFF0002:ByHolder()|}; return _gain * k * x; }
            public double I(double x) { var k = {|DIFF0002:ByDispose()|}; return _gain * k * x; }
            public double J(double x) { var k = {|DIFF0002:ByKeeping()|}; return _w[k] * x; }
            public double K(double x) { var k = {|DIFF0002:BySetter()|}; return _gain * k * x; }
            public double L(double x) { var k = {|DIFF0002:ByOverride()|}; return Bias * k * x; }
            public double M(double x) { var k = {|DIFF0002:ByResult()|}; return _w[k] * x; }

            [NoGradient] public double Gain { get => _gain; set => _gain = value; }
            public static void BumpLast() => s_all[^1]._gain++;
            private void Reset() => _gain = 0;
            private static void Widen(Part part) => part.Set(3);
        }

        [Differentiable]
        public sealed partial class Part
        {
            public double Width = 1;
            [NoGradient] public void Set(double width) => Width = width;
        }

        public sealed class Tuner(Net net) : IDisposable
        {
            public void Step() => net.Gain = 3;
            public void Dispose() => net.Gain = 0;
        }

        public static class Register
        {
            public static double[]? Held;
            public static void BumpHeld() => Held![0]++;
            public static void Bump() => Net.BumpLast();
        }
        """);

    [Fact]
    public void Members_that_work_on_copies_lists_and_objects_of_their_own_are_fine() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public sealed partial class Net
        {
            private readonly double[] _w = [1, 2];
            private readonly List<Part> _parts = [new()];
            private readonly Part _part = new();
            private double _gain = 1;

            private int OfResult() { var y = Doubled(_w); y[0] = 1; return y[0] > y[1] ? 0 : 1; }
            private int OfList() { var list = new List<double>(_w); list.Add(3); list.Sort(); return list.Count - 3; }
            private int OfParts() { var parts = new List<Part>(); foreach (var part in _parts) parts.Add(part); parts.Add(_part); return parts.Count; }
            private int OfTable() { var table = new Dictionary<int, double[]>(); table[0] = _w; return table[0].Length - 2; }
            private int OfOrder() { var order = Enumerable.Range(0, _w.Length).OrderBy(i => _w[i]).ToArray(); order[0]++; return 1; }
            private int OfQueue() { var queue = new Queue<Part>(); queue.Enqueue(_part); while (queue.Count > 0) queue.Dequeue(); return 1; }
            private int OfStruct() { var state = new State { Values = _w, Count = 1 }; state.Count++; return state.Values.Length - state.Count; }
            private int OfView() { var view = _w.AsSpan(1); return view.Length; }
            private int OfOther() { var other = new Net(); other._gain = 2; other._w[0] = 3; return 1; }

            public double A(double x) => _w[OfResult()] * x;
            public double B(double x) => _w[OfList()] * x;
            public double C(double x) => _gain * OfParts() * x;
            public double D(double x) => _w[OfTable()] * x;
            public double E(double x) => _w[OfOrder()] * x;
            public double F(double x) => _w[OfQueue()] * x;
            public double G(double x) => _w[OfStruct()] * x;
            public double H(double x) => _w[OfView()] * x;
            public double I(double x) => _w[OfOther()] * _gain * x;

            private static double[] Doubled(double[] w) { var y = new double[w.Length]; for (var i = 0; i < y.Length; i++) y[i] = 2 * w[i]; return y; }
            private struct State { public double[] Values; public int Count; }
        }

        [Differentiable]
        public sealed partial class Part { public double Width = 1; }
        """);

    [Fact]
    public void The_message_about_a_change_of_this_says_so() => Assert.Contains("a call that may change fields of 'this', which is differentiated, cannot", Message(GeneratorHost.Diagnostics("""
        [Differentiable]
        public sealed partial class Net
        {
            public List<double> Items = [1, 2];
            [NoGradient] private void Grow() => Items.Add(3);
            public double A(double x) { {|DIFF0002:Grow()|}; return Items[0] * x; }
        }
        """)), StringComparison.Ordinal);

    [Fact]
    public void A_member_that_returns_a_list_is_to_be_marked_itself() => Assert.Contains("mark it [Differentiable] as well", Message(GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Net
        {
            public double[] Weights = [1, 2];
            public List<double> Outputs(double x) { var outputs = new List<double>(); foreach (var weight in Weights) outputs.Add(weight * x); return outputs; }
            [Differentiable] public List<double> Squares(double x) { var outputs = new List<double>(); foreach (var weight in Weights) outputs.Add(weight * weight * x); return outputs; }
            public double First(double x) => {|DIFF0002:Outputs|}(x)[0];
            public double FirstSquare(double x) => Squares(x)[0];
        }
        """)), StringComparison.Ordinal);

    [Fact]
    public void A_new_list_seen_as_a_collection_should_be_declared_with_var() => Assert.Contains("declare the variable that holds the new collection with 'var'", Message(GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            ICollection<double>[] items = [new List<double> { {|DIFF0002:x|} }];
            return items[0].Sum();
        }
        """))), StringComparison.Ordinal);

    [Fact]
    public void An_object_that_a_function_sees_as_something_else_is_refused_where_its_derivative_is_taken() => Assert.Contains("of the object's class", Message(GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public partial class Line
        {
            public double Slope;
        }

        [Differentiable]
        public static double F(double x, Line line) => line.Slope * Gradient.Of(static (double x, object line) => x * x * x, x, {|DIFF0002:line|});
        """))), StringComparison.Ordinal);

    private static string Message(GeneratorRun run) => run.Diagnostics.Single(diagnostic => diagnostic.Id == "DIFF0002").GetMessage(System.Globalization.CultureInfo.InvariantCulture);
}
