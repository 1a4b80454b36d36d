namespace Diff.Tests.Kernels;

/// <summary>What members of objects of several classes get by reference, and what patterns find in base classes.</summary>
public static partial class LocalFamilyArguments
{
    public abstract class Reservoir
    {
        public double Level;

        public abstract double Flow(in double level, ref double into);
    }

    public sealed class Leaking : Reservoir
    {
        public override double Flow(in double level, ref double into)
        {
            Level *= 0.9;
            into += Level;
            return level * into;
        }
    }

    public sealed class Filling : Reservoir
    {
        public override double Flow(in double level, ref double into)
        {
            into *= 1.1;
            Level += into;
            return level - into;
        }
    }

    public abstract record Term(double Factor);

    public sealed record Power(double Factor, double Exponent) : Term(Factor);

    public sealed record Decay(double Factor, double Rate) : Term(Factor);

    [Differentiable]
    public static double Arguments_by_reference_to_what_the_call_changes(double[] x)
    {
        Reservoir[] reservoirs = [new Leaking { Level = x[0] }, new Filling { Level = x[1] }];
        var (sum, flow) = (0.0, x[2]);
        foreach (var reservoir in reservoirs)
        {
            sum += reservoir.Flow(in reservoir.Level, ref flow) * x[3];
            sum += reservoir.Flow(in flow, ref flow) + reservoirs[0].Flow(in reservoirs[0].Level, ref reservoirs[1].Level);
        }

        return sum * flow;
    }

    [Differentiable]
    public static double Positional_patterns_of_inherited_properties(double[] x)
    {
        Term[] terms = [new Power(x[0], x[1]), new Decay(x[2], x[3]), new Power(x[4], x[0])];
        var sum = 1.0;
        foreach (var term in terms)
        {
            sum += term switch
            {
                Power(var factor, var exponent) => factor * exponent * sum,
                Decay(var factor, var rate) => factor * Math.Exp(-rate),
                _ => 0,
            };
        }

        return sum;
    }
}
