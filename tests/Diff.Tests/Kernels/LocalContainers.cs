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
}
