namespace Diff.Tests.Kernels;

/// <summary>Lists of numbers that objects and collections hold, and that have several names.</summary>
public static partial class HeldLists
{
    public sealed class Path
    {
        public List<double> Times = [];

        public List<double> Values { get; } = new();

        public int Count => Times.Count;

        public void Add(double time, double value)
        {
            Times.Add(time);
            Values.Add(value);
        }

        public double Integral()
        {
            var sum = 0.0;
            for (var i = 1; i < Times.Count; i++) sum += (Times[i] - Times[i - 1]) * (Values[i] + Values[i - 1]) / 2;
            return sum;
        }
    }

    public sealed class Smoother(double weight)
    {
        private readonly List<double> _history = [];
        private double _last;

        public double Mean => _history.Average();

        public double Step(double x)
        {
            _last = weight * _last + (1 - weight) * x;
            _history.Add(_last);
            if (_history.Count > 4) _history.RemoveAt(0);
            return _last;
        }
    }

    public sealed class Polynomial
    {
        private readonly List<double> _coefficients = [];

        public Polynomial(IEnumerable<double> coefficients) => _coefficients.AddRange(coefficients);

        public double At(double x)
        {
            var value = 0.0;
            for (var i = _coefficients.Count - 1; i >= 0; i--) value = value * x + _coefficients[i];
            return value;
        }

        public Polynomial Derivative() => new(_coefficients.Skip(1).Select((c, i) => c * (i + 1)).ToList());

        public static Polynomial operator *(Polynomial left, Polynomial right)
        {
            var product = new double[left._coefficients.Count + right._coefficients.Count - 1];
            for (var i = 0; i < left._coefficients.Count; i++)
                for (var j = 0; j < right._coefficients.Count; j++) product[i + j] += left._coefficients[i] * right._coefficients[j];
            return new(product);
        }
    }

    private static double Mean(List<double> list)
    {
        var sum = 0.0;
        foreach (var value in list) sum += value;
        return sum / list.Count;
    }

    private static void Extend(List<double> list, double x)
    {
        list.Add(x);
        list.Insert(0, 2 * x);
    }

    [Differentiable]
    private static double Ends(IReadOnlyList<double> list) => list[0] * list[list.Count - 1];

    [Differentiable]
    public static double Fields(double[] x)
    {
        var path = new Path();
        for (var i = 0; i < x.Length; i++) path.Add(i * x[0], x[i] * x[i]);
        return path.Integral();
    }

    [Differentiable]
    public static double FieldsOfBusyObjects(double[] x)
    {
        var smoother = new Smoother(0.3 + 0.1 * x[0]);
        var sum = 0.0;
        foreach (var value in x) sum += smoother.Step(value) * value;
        return sum * smoother.Mean;
    }

    [Differentiable]
    public static double Products(double[] x)
    {
        var polynomial = new Polynomial(x[..3]);
        return (polynomial * polynomial).At(0.5) + polynomial.Derivative().At(x[3]);
    }

    [Differentiable]
    public static double Names(double[] x)
    {
        var path = new Path();
        var times = path.Times;
        foreach (var value in x) times.Add(value);
        IReadOnlyList<double> shown = path.Times;
        times[0] = 3 * x[1];
        path.Times[1] += times[0];
        path.Times.Add(x[2] * x[2]);
        return path.Times.Sum() * path.Times[^1] + shown[shown.Count - 1] * shown[1] + times.Count;
    }

    [Differentiable]
    public static double ReplacedFields(double[] x)
    {
        var path = new Path { Times = x.ToList() };
        var other = new Path { Times = [x[0], .. path.Times] };
        path.Times = other.Times;
        path.Times[0] = 5 * x[1];
        other.Times.ForEach(value => path.Values.Add(value * value));
        var copy = other.Times.ToArray();
        other.Times.Clear();
        return path.Values.Sum() * copy[0] + path.Times.Count + (path.Values.Exists(v => v > 3) ? path.Values.Find(v => v > 3) : 0);
    }

    [Differentiable]
    public static double Rows(double[] x)
    {
        var rows = new List<List<double>>();
        for (var i = 0; i < 3; i++) rows.Add(new List<double>());
        for (var i = 0; i < x.Length; i++) rows[i % 3].Add(x[i]);
        (rows[0], rows[1]) = (rows[1], rows[0]);
        rows[0].Add(x[0] * x[1]);
        rows[2] = rows[0];
        rows[2].Add(4);
        return rows.Sum(row => row.Sum() * row.Count) + Mean(rows[1]) * rows[0][^2];
    }

    [Differentiable]
    public static double Triangle(double[] x)
    {
        var table = new List<List<double>> { x.ToList() };
        for (var k = 1; k < x.Length; k++)
        {
            var (previous, next) = (table[k - 1], new List<double>());
            for (var i = 0; i + 1 < previous.Count; i++) next.Add(0.5 * previous[i + 1] * previous[i] + previous[i]);
            table.Add(next);
        }

        return table[^1][0];
    }

    [Differentiable]
    public static double ByKey(double[] x)
    {
        var lists = new Dictionary<string, List<double>>();
        foreach (var value in x)
        {
            var key = value > 1 ? "large" : value > 0 ? "small" : "negative";
            if (!lists.TryGetValue(key, out var list)) lists[key] = list = [];
            list.Add(value * value);
        }

        var sum = 0.0;
        foreach (var (_, list) in lists) sum = 0.5 * sum + list.Sum() * list.Count;
        foreach (var list in lists.Values) list.Clear();
        return sum + lists.Values.Sum(list => list.Count);
    }

    [Differentiable]
    public static double Buckets(double[] x)
    {
        var buckets = new List<double>[5];
        for (var i = 0; i < x.Length; i++) (buckets[i % 3] ??= new List<double>()).Add(x[i]);
        var sum = 0.0;
        foreach (var bucket in buckets)
            if (bucket != null) sum += bucket.Average() * bucket[0];
        return sum;
    }

    [Differentiable]
    public static double Best(double[] x)
    {
        var (best, largest) = (new List<double>(), double.MinValue);
        for (var k = 0; k < 4; k++)
        {
            var candidate = new List<double>();
            foreach (var value in x) candidate.Add(value * (k - 1.5));
            if (candidate.Sum() <= largest) continue;
            largest = candidate.Sum();
            best = candidate;
        }

        best.Add(x[0]);
        return best.Sum(value => value * value);
    }

    [Differentiable]
    public static double Halves(double[] x)
    {
        var waiting = new Queue<List<double>>();
        waiting.Enqueue(x.ToList());
        var sum = 0.0;
        while (waiting.Count > 0)
        {
            var list = waiting.Dequeue();
            if (list.Count < 2)
            {
                sum += list[0] * list[0];
                continue;
            }

            var half = list.Count / 2;
            waiting.Enqueue(list.GetRange(0, half));
            waiting.Enqueue(list.Skip(half).Select(value => 1.1 * value).ToList());
            if (sum > 100) break;
        }

        return sum;
    }

    [Differentiable]
    public static double Passed(double[] x)
    {
        var path = new Path();
        Extend(path.Times, x[0]);
        Extend(path.Times, x[1]);
        path.Values.AddRange(path.Times);
        path.Values.AddRange(x.Select(value => value * value));
        path.Values.Sort();
        path.Times.Reverse();
        foreach (var time in path.Times)
        {
            if (time > 1) path.Values.Add(time * time);
            if (path.Values.Count > 13) break;
        }

        return path.Integral() + Ends(path.Values) + Mean(path.Times) + path.Values.Max();
    }
}
