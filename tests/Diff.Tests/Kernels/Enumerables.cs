namespace Diff.Tests.Kernels;

/// <summary>Parameters that promise no more than that elements can be enumerated.</summary>
public static partial class Enumerables
{
    [Differentiable]
    public static double ReversesWhatItWrites(double[] x)
    {
        double[] y = [x[0], x[1], x[2] * x[3]];
        var sum = 0.0;
        foreach (var value in y.AsEnumerable().Reverse())
        {
            sum = 0.5 * sum + value * value;
            y[0] = sum;
        }

        return sum * y[0];
    }

    [Differentiable]
    public static double Squares(IEnumerable<double> numbers)
    {
        var sum = 0.0;
        foreach (var number in numbers) sum += number * number;
        return sum;
    }

    [Differentiable]
    public static double Mean(IReadOnlyCollection<double> numbers) => numbers.Sum(number => number * number) / numbers.Count;

    [Differentiable]
    public static double Variance(ICollection<double> numbers)
    {
        var mean = numbers.Average();
        return numbers.Select(number => (number - mean) * (number - mean)).Sum() / numbers.Count;
    }

    [Differentiable]
    public static double Many(IEnumerable<double> numbers)
    {
        var list = numbers.ToList();
        list.Add(3);
        IEnumerable<double> same = numbers;
        return list[0] * numbers.ToArray()[1] * same.Last() + Squares(numbers) + Mean(list) + Variance(list) + numbers.First() * numbers.Max();
    }

    [Differentiable]
    public static double Arguments(double[] x) => Many(x) + Squares(x.Select(number => 2 * number)) + Squares(x.Where(number => number > 0)) + Variance([x[0], x[1], .. x]) + Squares(from number in x select number * number);

    [Differentiable]
    public static double A_query_sees_what_has_been_assigned(double[] x)
    {
        var copy = (double[])x.Clone();
        var query = copy.Select(number => number * number);
        copy[0] = 5 * x[1];
        return Squares(query) + Squares(copy.Take(2));
    }

    [Differentiable]
    public static double Lists_that_are_made_as_arguments(double[] x) =>
        Total(x.Select(v => v * v).ToList()) + Total(new List<double> { x[0], x[1] }) * Total(new List<double> { x[0] }) + Total([x[0], x[1] * x[1]]);

    [Differentiable]
    private static double Total(IEnumerable<double> numbers) => numbers.Sum();
}
