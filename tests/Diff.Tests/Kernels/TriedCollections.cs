namespace Diff.Tests.Kernels;

/// <summary>Collections of objects that are asked for what may not be there.</summary>
public static partial class TriedCollections
{
    private sealed class Stage(double value)
    {
        public double Value = value;

        public Stage? Next;
    }

    [Differentiable]
    public static double Objects_that_may_be_missing(double[] x)
    {
        var stages = new Dictionary<int, Stage>();
        for (var i = 0; i < 5; i++)
        {
            if (!stages.TryGetValue(i % 2, out var stage))
            {
                stage = new(x[0]);
                stages.Add(i % 2, stage);
            }

            stage.Value += x[i] * x[0] * i;
        }

        stages[7] = stages[0];
        if (stages.TryGetValue(7, out var same)) same.Value *= x[1];
        var isThere = stages.TryGetValue(9, out var missing);
        return stages.Values.Sum(stage => stage.Value * stage.Value) + (isThere ? missing!.Value : x[2]) + (missing is null ? x[3] : 0);
    }

    [Differentiable]
    public static double Objects_taken_until_there_are_none(double[] x)
    {
        var (pending, done, sum) = (new Queue<Stage>(), new Stack<Stage>(), 0.0);
        var kept = new Stage(x[0]) { Next = new(x[1]) { Next = new(x[2] * x[0]) } };
        pending.Enqueue(kept);
        while (pending.TryDequeue(out var stage))
        {
            sum = 0.5 * sum + stage.Value * stage.Value;
            if (stage.Next != null) pending.Enqueue(stage.Next);
            if (pending.TryPeek(out var next)) next.Value += stage.Value;
            done.Push(stage);
            done.Push(kept);
        }

        while (done.TryPop(out var stage))
        {
            stage.Value *= x[3];
            sum = 0.3 * sum + stage.Value;
        }

        return sum + kept.Value;
    }
}
