namespace Diff.Tests.Kernels;

/// <summary>Elements of lists that change while their index or their new value is computed.</summary>
public static partial class ChangedLists
{
    [Differentiable]
    public static double NewValuesThatGrowTheList(double[] x)
    {
        var list = new List<double> { x[0], x[1], x[2], x[3] };
        double Put(double value)
        {
            list.Add(value * x[0]);
            return value * value;
        }

        list[0] = Put(x[6]);
        list[^1] = Put(x[5]);
        list[1] += Put(x[4]);
        var sum = 0.0;
        for (var i = 0; i < list.Count; i++) sum += list[i] * (i + 1) * x[i % 3];
        return sum;
    }

    [Differentiable]
    public static double IndicesThatShortenTheList(double[] x)
    {
        var list = new List<double> { x[0], x[1], x[2], x[3] };
        int Cut()
        {
            list.RemoveAt(0);
            return 2;
        }

        list[^Cut()] = x[4] * x[1];
        var sum = list[^Cut()] * x[2];
        list[Cut() - 2] *= x[5];
        for (var i = 0; i < list.Count; i++) sum += list[i] * (i + 1) * x[i % 3];
        return sum;
    }

    [Differentiable]
    public static double TestsThatCount(double[] x)
    {
        Trials.Left = 4;
        var (trials, sum) = (default(Trials), 0.0);
        for (var i = 0; i < 5; i++)
            if (trials) sum += x[i] * x[i];
        return sum;
    }

    private readonly struct Trials
    {
        public static int Left;

        public static bool operator true(Trials trials) => --Left > 1;

        public static bool operator false(Trials trials) => Left <= 1;
    }
}
