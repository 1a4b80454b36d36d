using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0005
{
    [Fact]
    public void Storing_an_active_value_in_a_static_field_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static double Last;

        [Differentiable]
        public static double F(double x)
        {
            {|DIFF0005:Last|} = x * x;
            return x;
        }
        """));

    [Fact]
    public void A_generic_class_that_keeps_a_number_is_to_be_written_for_one_type() => Assert.Contains(
        "or write 'Matrix' for one type of number, for generic classes are not followed", GeneratorHost.RunUnchecked([Model.With("""
        public sealed class Matrix<T>(int n)
        {
            private readonly T[] _data = new T[n * n];

            public T this[int i, int j] { get => _data[i * n + j]; set => _data[i * n + j] = value; }
        }

        [Differentiable]
        public static double F(double x)
        {
            var m = new Matrix<double>(2);
            m[0, 1] = x;
            return m[0, 1];
        }
        """)]).Messages("DIFF0005")[0], StringComparison.Ordinal);

    [Theory]
    [InlineData("{|DIFF0005:o.Kept|} = x; return x;")]
    [InlineData("{|DIFF0005:o.Sum|} += x; return o.Sum;")]
    [InlineData("{|DIFF0005:o.History[0] = x * x|}; return o.History[0];")]
    [InlineData("var h = o.History; {|DIFF0005:h[0] += x|}; return o.History[0];")]
    [InlineData("{|DIFF0005:Table[0] = x|}; return Table[0];")]
    [InlineData("{|DIFF0005:o.Matrix[0, 0] = x|}; return x;")]
    [InlineData("{|DIFF0005:o.Rows[0][0] = x|}; return x;")]
    [InlineData("double[] a = [x]; {|DIFF0005:o.History|} = a; return o.History[0];")]
    [InlineData("double[] a = [x]; {|DIFF0005:o.Rows[0] = a|}; return o.Rows[0][0];")]
    [InlineData("var a = new double[1]; {|DIFF0005:o.History|} = a; a[0] = x; return o.History[0];")]
    [InlineData("ref var cell = ref o.History[0]; {|DIFF0005:cell = x|}; return o.History[0];")]
    [InlineData("ref var sum = ref {|DIFF0005:o.Sum|}; sum = x; return o.Sum;")]
    [InlineData("{|DIFF0005:Put(o.History, x)|}; return o.History[0];")]
    [InlineData("{|DIFF0005:PutOne(ref o.History[0], x)|}; return o.History[0];")]
    [InlineData("{|DIFF0005:Array.Fill(o.History, x)|}; return o.History[0];")]
    [InlineData("({|DIFF0005:o.Kept|}, var y) = (x, x); return y;")]
    [InlineData("{|DIFF0005:scratch[0] = x|}; return scratch[0];")]
    public void Every_way_to_keep_an_active_value_is_refused(string body) => GeneratorHost.Diagnostics(Model.With($$"""
        public sealed class Keeper
        {
            public double Sum;
            public double Kept { get; set; }
            public double[] History = new double[1];
            public double[,] Matrix = new double[1, 1];
            public double[][] Rows = [new double[1]];
        }

        private static readonly double[] Table = new double[1];

        [Differentiable] private static void Put(double[] a, double x) => a[0] = x * x;
        [Differentiable] private static void PutOne(ref double a, double x) => a += x * x;

        [Differentiable]
        public static double F(Keeper o, [NoGradient] double[] scratch, double x) { {{body}} }
        """));

    [Theory]
    [InlineData("o.Sum += 5; return x * o.Sum;")]
    [InlineData("o.Sum++; return x;")]
    [InlineData("o.Sum = n * c; return x;")]
    [InlineData("o.History = new double[n]; return x;")]
    [InlineData("o.History[0] = n; Table[0] = c; return x;")]
    [InlineData("o.History[0] = Gradient.Detach(x * x); return x;")]
    [InlineData("Clear(o.History, x); return x;")]
    public void Constants_may_be_kept(string body) => GeneratorHost.Run(Model.With($$"""
        public sealed class Keeper
        {
            public double Sum;
            public double[] History = new double[1];
        }

        private static readonly double[] Table = new double[1];

        [Differentiable] private static double Clear([NoGradient] double[] a, double x) { a[0] = 0; return x; }

        [Differentiable]
        public static double F(Keeper o, int n, [NoGradient] double c, double x) { {{body}} }
        """));

    [Fact]
    public void Storing_a_detached_value_is_fine() => GeneratorHost.Run(Model.With("""
        private static double last;

        [Differentiable]
        public static double F(double x)
        {
            last = Gradient.Detach(x * x);
            return x;
        }
        """));

    [Fact]
    public void Counting_calls_is_fine() => GeneratorHost.Run(Model.With("""
        private static int calls;

        [Differentiable]
        public static double F(double x)
        {
            calls++;
            return x * x;
        }
        """));

    [Fact]
    public void Changing_a_struct_outside_of_the_method_by_a_method_of_its_own_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial struct Counter
        {
            public double Sum;

            public double Add(double x)
            {
                Sum += x;
                return Sum;
            }
        }

        public partial class Model
        {
            private static Counter s_shared;
            private readonly Counter _fixed = new() { Sum = 2 };
            private Counter _counter;
            private ref Counter First => ref _counter;

            [Differentiable]
            public double F(double x)
            {
                {|DIFF0005:_counter|}.Add(x);
                return _counter.Sum * x;
            }

            [Differentiable]
            public double G(double x)
            {
                {|DIFF0005:s_shared|}.Add(x);
                return s_shared.Sum * x;
            }

            [Differentiable]
            public double H(double x) => {|DIFF0005:First|}.Add(x);

            // C# changes a copy.
            [Differentiable]
            public double Copied(double x) => _fixed.Add(x) * _fixed.Sum;
        }
        """);

    [Fact]
    public void A_namespace_that_ends_like_one_of_the_framework_makes_no_new_arrays() => GeneratorHost.Diagnostics("""
        namespace Acme.Collections.Generic
        {
            public class Buffer
            {
                public double[] Held = [1, 2];

                public double[] ToArray() => Held;
            }
        }

        public static partial class Model
        {
            [Differentiable]
            public static double F(double x, [NoGradient] Acme.Collections.Generic.Buffer buffer)
            {
                var t = buffer.ToArray();
                {|DIFF0005:t[0] = x|};
                return t[0] * buffer.Held[0];
            }
        }
        """);

    [Fact]
    public void The_rows_of_a_new_array_may_be_held_elsewhere() => GeneratorHost.Diagnostics(Model.With("""
        private static readonly double[] Held = [1, 2];
        private static readonly List<double[]> List = [Held];

        private static double[][] Rows()
        {
            var rows = new double[1][];
            rows[0] = Held;
            return rows;
        }

        [Differentiable]
        public static double F(double x)
        {
            var rows = Rows();
            {|DIFF0005:rows[0][0] = x|};
            return rows[0][0] * Held[0];
        }

        [Differentiable]
        public static double G(double x)
        {
            var rows = List.ToArray();
            {|DIFF0005:rows[0][0] = x|};
            return rows[0][0] * Held[0];
        }
        """));

    [Theory]
    [InlineData("_seen.Add(x);", "_seen[^1]")]
    [InlineData("_seen?.Add(x);", "_seen[^1]")]
    [InlineData("_queue.Enqueue(x);", "_queue.Peek()")]
    [InlineData("_pairs.Push((x, 1));", "_pairs.Peek().Item1")]
    [InlineData("_set.Add(x);", "_set.Max()")]
    [InlineData("_table.TryAdd(0, x);", "_table[0]")]
    [InlineData("s_seen.Add(x);", "s_seen[^1]")]
    [InlineData("Keep(x);", "_last")]
    [InlineData("Keep(x);", "Scaled(1)")]
    [InlineData("Keep(x);", "Inner.At(1)")]
    public void A_marked_method_stores_nothing_that_its_caller_reads(string store, string read) => GeneratorHost.Diagnostics($$"""
        public partial interface ILayer { [Differentiable] double At(double x); }

        public partial class Model
        {
            private readonly List<double> _seen = [1];
            private static readonly List<double> s_seen = [1];
            private readonly Queue<double> _queue = new();
            private readonly Stack<(double, int)> _pairs = new();
            private readonly HashSet<double> _set = [1];
            private readonly Dictionary<int, double> _table = [];
            private double _last = 1;
            private void Keep(double x) => _last = x;
            public required ILayer Inner { get; init; }

            [Differentiable] public double Scaled(double x) => _last * x;
            [Differentiable] public double Note(double x) { {{store}} return x; }
            [Differentiable] public double Deeper(double x) => 2 * Note(x);
            [Differentiable] public double Alone(double x) => 2 * Deeper(x);
            [Differentiable] public double Both(double x) { var y = {|DIFF0005:Note(x)|}; return {{read}} * y; }
            [Differentiable] public double Deep(double x) => {|DIFF0005:Deeper(x)|} * {{read}};
            [Differentiable] public double Constant(double x, [NoGradient] double n) => Note(n) * {{read}} * x;
        }
        """);

    [Fact]
    public void A_body_behind_an_interface_or_base_class_stores_nothing_that_callers_read() => GeneratorHost.Diagnostics("""
        public class Memory { public double Last = 1; public void Keep(double x) => Last = x; }

        public partial interface ILayer { [Differentiable] double At(double x); }

        public partial class Storing(Memory memory) : ILayer
        {
            [Differentiable] public double At(double x) { memory.Keep(x); return x; }
        }

        public partial interface IPlain { [Differentiable] double At(double x); }

        public partial class Plain(Memory memory) : IPlain { [Differentiable] public double At(double x) => memory.Last * x; }

        public abstract partial class Step { [Differentiable] public abstract double Go(double x); }

        public partial class StoringStep(Memory memory) : Step
        {
            [Differentiable] public override double Go(double x) { memory.Keep(x); return x; }
        }

        public partial class Model
        {
            private readonly Memory _memory = new();

            [Differentiable] public double F(double x, ILayer layer) => {|DIFF0005:layer.At(x)|} * _memory.Last;
            [Differentiable] public double G(double x, Step step) => {|DIFF0005:step.Go(x)|} * _memory.Last;
            [Differentiable] public double H(double x, IPlain layer) => layer.At(x) * layer.At(_memory.Last);
        }
        """);

    [Fact]
    public void A_body_that_only_a_derived_class_puts_behind_an_interface_stores_nothing_either() => GeneratorHost.Diagnostics("""
        public class Memory { public double Last = 1; public void Keep(double x) => Last = x; }

        public partial interface INote { [Differentiable] double At(double x); }

        public partial class Noted(Memory memory)
        {
            [Differentiable] public virtual double At(double x) { memory.Keep(x); return x; }
        }

        public class Meter(Memory memory) : Noted(memory), INote;

        public partial interface IQuiet { [Differentiable] double At(double x); }

        public partial class Quiet { [Differentiable] public virtual double At(double x) => x; }

        public class Still : Quiet, IQuiet;

        public partial class Model
        {
            private readonly Memory _memory = new();

            [Differentiable] public double F(double x, INote note) => {|DIFF0005:note.At(x)|} * _memory.Last;
            [Differentiable] public double G(double x, IQuiet note) => note.At(x) * _memory.Last;
        }
        """);

    [Theory]
    [InlineData("frozen[0] = x * x")]
    [InlineData("frozen[0] = 2")]
    [InlineData("frozen.AsSpan(0, 1)[0] = 2")]
    public void Memory_is_not_changed_through_what_is_detached(string store) => GeneratorHost.Diagnostics(Model.With($$"""
        [Differentiable]
        public static double F(double x)
        {
            double[] own = [x, 1];
            var frozen = Gradient.Detach(own);
            {|DIFF0005:{{store}}|};
            return own[0] * x;
        }
        """));

    [Fact]
    public void Memory_is_changed_beside_what_is_detached() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            double[] own = [x, 1];
            var frozen = Gradient.Detach(own);
            own[1] = x;
            return frozen[0] * x + own[1];
        }
        """));
}
