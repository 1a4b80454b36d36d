namespace Diff.Tests.Kernels;

/// <summary>Stacks, queues and dictionaries of numbers that a method makes.</summary>
public static partial class LocalContainers
{
    private readonly record struct Sample(double Value, double Weight);

    private enum Role
    {
        Gain,
        Loss,
    }

    [Differentiable]
    public static double EvaluatesPostfix(double[] x)
    {
        var stack = new Stack<double>();
        foreach (var token in "ab*c+da*2/-")
        {
            if (char.IsLetter(token)) stack.Push(x[token - 'a']);
            else if (char.IsDigit(token)) stack.Push(token - '0');
            else
            {
                var right = stack.Pop();
                var left = stack.Pop();
                stack.Push(token switch { '*' => left * right, '/' => left / right, '+' => left + right, _ => left - right });
            }
        }

        return stack.Peek() * stack.Count;
    }

    [Differentiable]
    public static double EmptiesAStack(double[] x)
    {
        var stack = new Stack<double>(2);
        void Push(double value)
        {
            stack.Push(value);
            if (value < 1) stack.Push(value * value);
        }

        foreach (var value in x) Push(value);
        var sum = 0.0;
        while (stack.TryPop(out var top))
        {
            sum = 0.5 * sum + top;
            if (stack.TryPeek(out var next) && next > 1) stack.Push(0.3 * stack.Pop());
            if (stack.Count > 20) stack.Clear();
        }

        return sum;
    }

    [Differentiable]
    public static double SlidesAWindow(double[] x)
    {
        var window = new Queue<double>();
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < 20; i++)
        {
            var value = Math.Sin(x[i % x.Length] * i);
            window.Enqueue(value);
            sum += value;
            if (window.Count > 3) sum -= window.Dequeue();
            total += sum * sum * window.Peek();
        }

        return total;
    }

    [Differentiable]
    public static double SearchesInBreadth(double[] x)
    {
        var pending = new Queue<(int Depth, double Value)>();
        pending.Enqueue((0, x[0]));
        var sum = 0.0;
        while (pending.TryDequeue(out var next))
        {
            sum += next.Value * x[next.Depth];
            if (next.Value > 40) return sum;
            if (next.Depth > 2) continue;
            pending.Enqueue((next.Depth + 1, next.Value * x[1]));
            pending.Enqueue((next.Depth + 1, next.Value + x[3]));
        }

        pending.Clear();
        return sum + pending.Count;
    }

    [Differentiable]
    public static double RemembersResults(double[] x)
    {
        var memo = new Dictionary<int, double>();
        var sum = 0.0;
        for (var i = 0; i < 12; i++)
        {
            if (!memo.TryGetValue(i % 5, out var value))
            {
                value = x[i % 5] * i;
                memo[i % 5] = value;
            }

            memo[i % 5] += x[7] * value;
            sum += value * memo.Count;
        }

        return sum;
    }

    [Differentiable]
    public static double FillsATable(double[] x)
    {
        var table = new Dictionary<(int Row, int Column), double>();
        for (var i = 0; i < 4; i++)
            for (var j = 0; j < 4; j++)
                table[(i, j)] = i == 0 || j == 0 ? x[i + j] : table[(i - 1, j)] * table[(i, j - 1)] + x[0];
        return table[(3, 3)] + Enumerable.Range(0, 5).Where(i => table.ContainsKey((i, i))).Sum(i => table[(i, i)] * i);
    }

    [Differentiable]
    public static double ChangesEntries(double[] x)
    {
        var entries = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase) { ["a"] = x[0], ["B"] = x[1] * x[2] };
        var isKnown = entries.Remove("A");
        entries.Add("a", 2 * x[3]);
        entries.TryAdd("a", 100);
        entries.TryAdd("c", x[4]);
        (entries["a"], entries["b"]) = (entries["B"], entries["A"]);
        var product = entries["a"] * entries["B"] * (isKnown ? x[5] : 1);
        entries["c"] *= product;
        var sum = entries["C"] + entries.GetValueOrDefault("a", x[0]) + entries.GetValueOrDefault("z", x[6]);
        entries.Clear();
        entries["c"] = x[7];
        return sum + entries["c"] * entries["c"];
    }

    [Differentiable]
    public static double BeginsWithEntries(double[] x)
    {
        var entries = new Dictionary<int, double> { { 1, x[0] * x[1] }, { 2, x[2] } };
        var isRemoved = entries.Remove(1, out var removed);
        var isThere = entries.Remove(3, out var missing);
        entries[1] = removed * x[3];
        return (isRemoved ? removed * entries[1] : 0) + (isThere ? x[4] : missing) + entries[2] * entries.Count;
    }

    [Differentiable]
    public static double BeginsAsACopy(double[] x)
    {
        var (stack, queue) = (0.0, 0.0);
        var pending = new Stack<double>(x);
        var waiting = new Queue<double>(x.Select(value => value * value));
        pending.Push(x[0] * x[1]);
        waiting.Enqueue(x[2] * x[3]);
        for (var weight = 1; pending.Count > 0; weight++)
        {
            stack += weight * pending.Pop();
            queue = queue * 0.5 + weight * waiting.Dequeue();
        }

        return stack * queue;
    }

    [Differentiable]
    public static double KeepsStructs(double[] x)
    {
        var samples = new Dictionary<Role, Sample> { [Role.Gain] = new(x[0], 2) };
        samples[Role.Loss] = samples[Role.Gain] with { Weight = x[1] };
        var stack = new Stack<Sample>();
        for (var i = 2; i < x.Length; i++) stack.Push(new(x[i], i));
        while (stack.Count > 2) samples[Role.Gain] = new(stack.Pop().Value * samples[Role.Gain].Value, stack.Pop().Weight);
        return samples[Role.Gain].Value * samples[Role.Loss].Weight + stack.Peek().Value * samples[Role.Gain].Weight;
    }

    [Differentiable]
    public static double LoopsOverEntries(double[] x)
    {
        var entries = new Dictionary<int, double> { [4] = x[0], [2] = x[1] * x[2] };
        for (var i = 3; i < 6; i++) entries.Add(3 * i, x[i] * x[0]);
        var sum = 0.0;
        foreach (var (key, value) in entries) sum = 0.5 * sum + key * value * value;
        foreach (var pair in entries) sum += pair.Value * sum / pair.Key;
        foreach (var value in entries.Values) sum = 0.9 * sum + value;
        return sum + entries.Keys.Count * entries.Values.Count;
    }

    [Differentiable]
    public static double LoopsInTheOrderThatRemovalsLeave(double[] x)
    {
        var entries = new Dictionary<int, double>();
        for (var i = 0; i < 6; i++) entries[i] = x[i] * x[i];
        foreach (var key in entries.Keys.ToArray())
            if (key % 2 == 1) entries.Remove(key);
        entries[7] = x[6];
        entries[8] = x[7] * x[0];
        var sum = 0.0;
        foreach (var (key, value) in entries) sum = 0.3 * sum + key * value;
        foreach (var value in entries.Values) sum = 0.7 * sum + value * value;
        return sum + entries.Values.Aggregate(1.0, (all, value) => 0.5 * all + value);
    }

    [Differentiable]
    public static double ChangesTheEntryThatALoopIsAt(double[] x)
    {
        var entries = new Dictionary<int, double>();
        for (var i = 0; i < x.Length; i++) entries[i] = x[i];
        foreach (var key in entries.Keys) entries[key] *= x[0] + key;
        foreach (var (key, value) in entries) entries[key] = value * value;
        foreach (var pair in entries) entries[pair.Key] += pair.Value * pair.Key;
        foreach (var (key, value) in entries)
        {
            if (value < 10) continue;
            entries.Remove(key);
            break;
        }

        return entries.Values.Sum();
    }

    [Differentiable]
    public static double LoopsOverAStackAndAQueue(double[] x)
    {
        var stack = new Stack<double>();
        var queue = new Queue<double>();
        var sum = 0.0;
        foreach (var value in x)
        {
            stack.Push(value * value);
            queue.Enqueue(value * x[0]);
            if (queue.Count > 4) sum += queue.Dequeue() * stack.Pop();
        }

        foreach (var value in stack) sum = 0.5 * sum + value * value;
        foreach (var value in queue) sum = 0.5 * sum + value * value;
        return sum + stack.ToArray()[0] * queue.ToArray()[1];
    }

    [Differentiable]
    public static double QueriesContainers(double[] x)
    {
        var entries = new Dictionary<string, double>();
        foreach (var value in x) entries[$"{entries.Count}"] = value * value;
        var stack = new Stack<double>(entries.Values);
        var queue = new Queue<double>(stack.Select(value => value * x[1]));
        var squares = entries.Values.Select(value => value * value);
        var before = squares.Sum();
        entries["0"] = x[3];
        double[] all = [.. stack, .. queue, x[0]];
        return before * squares.Average() + entries.Where(pair => pair.Key != "1").Sum(pair => pair.Value * pair.Key.Length)
            + entries.OrderByDescending(pair => pair.Value).Select((pair, i) => i * pair.Value).Sum()
            + (from pair in entries where pair.Value > 1 select pair.Value).Count() * all[^2] + queue.ToList()[2] * stack.First()
            + entries.MaxBy(pair => pair.Value).Value * queue.Last();
    }

    [Differentiable]
    public static double ChangesWhatItLoopsOverBackwards(double[] x)
    {
        var stack = new Stack<double>(x);
        var list = new List<double>(x);
        var sum = 0.0;
        foreach (var value in stack.Reverse())
        {
            stack.Clear();
            stack.Push(2);
            sum = 0.5 * sum + value * value;
        }

        foreach (var value in list.AsEnumerable().Reverse())
        {
            list.Clear();
            list.Add(2);
            sum = 0.5 * sum + value * value;
        }

        return sum;
    }

    [Differentiable]
    public static double ComputesFromKeys(double[] x)
    {
        var entries = new Dictionary<int, double> { [3] = x[0], [5] = x[1] * x[2] };
        return entries[entries.Keys.Max()] * entries.Max(pair => pair.Key) + entries.Keys.ToList()[1] * entries.Keys.First() * x[3]
            + entries.Keys.Where(key => key > 3).Min() + entries.Keys.Sum() * x[4];
    }

    [Differentiable]
    public static double LoopsOverStructsByTuples(double[] x)
    {
        var samples = new Dictionary<(int Row, int Column), Sample>();
        for (var i = 0; i < x.Length; i++) samples[(i, i * i)] = new(x[i], x[0] * i);
        var sum = 0.0;
        foreach (var ((row, column), sample) in samples) sum += sample.Value * sample.Weight * (row - column + 1);
        var best = samples.MaxBy(pair => pair.Value.Value);
        return sum + best.Value.Weight * best.Key.Row + samples.Values.Sum(sample => sample.Value * sample.Value);
    }

    [Differentiable]
    public static double KeepsPairs(double[] x)
    {
        KeyValuePair<int, double>[] pairs = [new(1, x[0] * x[1]), new(2, x[2])];
        var list = new List<KeyValuePair<int, double>> { pairs[1], new(3, x[3]) };
        var best = pairs[0];
        foreach (var pair in list)
            if (pair.Value > best.Value) best = pair;
        return best.Value * best.Key + pairs.Sum(pair => pair.Value * pair.Value) + list[0].Value * list[1].Value;
    }
}
