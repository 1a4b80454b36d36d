namespace Diff.Tests.Kernels;

/// <summary>Objects that a method makes, of classes with base classes and virtual members, some of which are marked.</summary>
public static partial class LocalHierarchies
{
    public abstract class Distribution
    {
        protected double Shift;

        protected Distribution(double shift) => Shift = shift;

        public string Name { get; init; } = "distribution";

        public abstract double Cdf(double x);

        public virtual double Twice(double x) => 2 * Cdf(x);

        public double Interval(double from, double to) => Cdf(to + Shift) - Cdf(from);
    }

    public sealed class Logistic : Distribution
    {
        private readonly double _mean;
        private readonly double _scale = 2;

        public Logistic(double mean, double scale)
            : base(0.1 * mean)
        {
            _mean = mean;
            _scale *= scale;
        }

        public override double Cdf(double x) => 1 / (1 + Math.Exp(-(x - _mean) / _scale));

        public override double Twice(double x) => base.Twice(x) + Shift;

        public void Move(double distance) => Shift += distance;
    }

    public class Account
    {
        public double Balance = 5;

        public virtual double Worth => Balance;

        public void Add(double amount) => Balance += amount;
    }

    public class Savings : Account
    {
        private readonly double _rate = 1;

        public Savings(double rate)
        {
            _rate += rate;
            Balance *= rate;
        }

        public override double Worth => base.Worth * _rate;
    }

    public sealed class Bonus(double bonus)
    {
        [Differentiable]
        public void AddTo(Account account) => account.Add(bonus * account.Worth);

        [Differentiable]
        public static (Savings First, Savings Second) Pair(double rate) => (new Savings(rate), new Savings(2 * rate));

        [Differentiable]
        public static Bonus operator *(Bonus left, double right) => new(left.Value * right);

        [Differentiable]
        private double Value => bonus;
    }

    [Differentiable]
    public static double Distribution_that_moves(double[] x)
    {
        var distribution = new Logistic(x[0], x[1] + 2) { Name = "moved" };
        distribution.Move(x[2]);
        return distribution.Interval(0.1, 0.9) + distribution.Twice(x[3]);
    }

    [Differentiable]
    public static double Distribution_as_its_base_class(double[] x)
    {
        Distribution distribution = new Logistic(x[0], x[1]);
        return distribution.Interval(x[2], x[3]) * distribution.Twice(x[4]);
    }

    [Differentiable]
    public static double Account_as_its_base_class(double[] x)
    {
        var savings = new Savings(x[0]);
        Account account = savings;
        for (var i = 0; i < 3; i++) Deposit(savings, x[i]);
        account.Balance += x[3];
        return savings.Worth * account.Worth;
    }

    [Differentiable]
    public static double Marked_members(double[] x)
    {
        var (first, second) = Bonus.Pair(x[0]);
        var bonus = new Bonus(x[1]) * x[2];
        bonus.AddTo(first);
        bonus.AddTo(second);
        return first.Worth * second.Balance;
    }

    private static void Deposit(Account account, double amount)
    {
        if (amount > 0) account.Add(amount * account.Worth);
    }
}
