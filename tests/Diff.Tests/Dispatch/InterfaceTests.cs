using System.Numerics;
using Diff.Tests.Language;
using Diff.Tests.Library;
using Diff.Tests.SecondOrder;

namespace Diff.Tests.Dispatch;

/// <summary>Members of interfaces: implemented explicitly, by several types of numbers, by types, by defaults and by interfaces.</summary>
public static partial class InterfaceTests
{
    [Fact]
    public static void An_explicit_implementation_of_this_assembly_and_of_another()
    {
        foreach (IForce force in new IForce[] { new Wall(1.4), new Well(0.8), new Thread(0.9) })
        {
            Derivatives.Check((x, y) => Total(force, x, y), (x, y) => TotalValueAndGradient(force, x, y), (x, y, xTangent, yTangent) => TotalJvp(force, x, y, xTangent, yTangent));
            SecondDerivatives.Check(
                p => TotalGradient(force, p[0], p[1]) is var (x, y) ? [x, y] : [],
                (p, v) => TotalHvp(force, p[0], p[1], v[0], v[1]) is var (x, y) ? [x, y] : [],
                p => TotalHessian(force, p[0], p[1]),
                [0.7, 0.4]);
            Derivatives.Check(force.Energy, force.EnergyValueAndGradient, force.EnergyJvp);
        }
    }

    [Fact]
    public static void Explicit_implementations_of_members_with_arrays_lists_and_indexers()
    {
        ISignal signal = new Echo(0.7);
        Derivatives.Check((x, y) => Heard(signal, x, y), (x, y) => HeardValueAndGradient(signal, x, y), (x, y, xTangent, yTangent) => HeardJvp(signal, x, y, xTangent, yTangent));
    }

    [Fact]
    public static void Two_explicit_implementations_of_members_with_one_name()
    {
        var both = new Both(1.3);
        Derivatives.Check((x, y) => Mixed(both, both, x, y), (x, y) => MixedValueAndGradient(both, both, x, y), (x, y, xTangent, yTangent) => MixedJvp(both, both, x, y, xTangent, yTangent));
        Assert.NotEqual(((ILeft)both).At(1, 2), ((IRight)both).At(1, 2));
    }

    [Fact]
    public static void One_method_implements_members_of_two_interfaces()
    {
        var single = new Single();
        Derivatives.Check((x, y) => Mixed(single, single, x, y), (x, y) => MixedValueAndGradient(single, single, x, y), (x, y, xTangent, yTangent) => MixedJvp(single, single, x, y, xTangent, yTangent));
    }

    [Fact]
    public static void An_interface_implements_the_member_of_another() =>
        Derivatives.Check((x, y) => Mixed(new Bent(), new Single(), x, y), (x, y) => MixedValueAndGradient(new Bent(), new Single(), x, y), (x, y, xTangent, yTangent) => MixedJvp(new Bent(), new Single(), x, y, xTangent, yTangent));

    [Fact]
    public static void A_generic_interface_is_implemented_for_two_precisions()
    {
        var model = new Twofold();
        Derivatives.Check((x, y) => Evaluate<double>(model, x, y), (x, y) => EvaluateValueAndGradient<double>(model, x, y), (x, y, xTangent, yTangent) => EvaluateJvp<double>(model, x, y, xTangent, yTangent));
        Derivatives.Check((x, y) => Evaluate(new Open<double>(), x, y), (x, y) => EvaluateValueAndGradient(new Open<double>(), x, y), (x, y, xTangent, yTangent) => EvaluateJvp(new Open<double>(), x, y, xTangent, yTangent));
        Assert.Equal((6f, 7f), EvaluateGradient<float>(model, 2, 3));
    }

    [Fact]
    public static void Types_bring_static_members_or_take_those_of_the_interface()
    {
        Derivatives.Check(Forces.Of<Plain>, Forces.OfValueAndGradient<Plain>, Forces.OfJvp<Plain>);
        Derivatives.Check(Forces.Of<Special>, Forces.OfValueAndGradient<Special>, Forces.OfJvp<Special>);
        Derivatives.Check(Static<Hidden>, StaticValueAndGradient<Hidden>, StaticJvp<Hidden>);
    }

    [Differentiable(Order = 2)]
    private static double Total(IForce force, double x, double y) => force.Energy(x, y) * x + force.Twice(y, x);

    [Differentiable]
    private static double Heard(ISignal signal, double x, double y)
    {
        var mapped = signal.Map([x, y, x * y]);
        signal.Scale(mapped, y);
        return signal.Sum([x, y]) + mapped[0] * mapped[2] + signal[x] + signal.Generic(x) * y + signal.Listed([x, y]);
    }

    [Differentiable]
    private static double Mixed(ILeft left, IRight right, double x, double y) => left.At(x, y) * right.At(y, x);

    [Differentiable]
    private static T Evaluate<T>(IModel<T> model, T x, T y)
        where T : IFloatingPointIeee754<T> => model.At(x, y);

    [Differentiable]
    private static double Static<T>(double x, double y)
        where T : IFormula => T.At(x, y) * x + T.Product(x, y);

    private partial interface ISignal
    {
        [Differentiable]
        double Sum(double[] values);

        [Differentiable]
        double[] Map(double[] values);

        [Differentiable]
        void Scale(double[] values, double factor);

        [Differentiable]
        double Listed(IReadOnlyList<double> values);

        [Differentiable]
        T Generic<T>(T x)
            where T : IFloatingPointIeee754<T>;

        [Differentiable]
        double this[double x] { get; }
    }

    private partial interface ILeft
    {
        [Differentiable]
        double At(double x, double y);
    }

    private partial interface IRight
    {
        [Differentiable]
        double At(double x, double y);
    }

    private partial interface IBent : ILeft
    {
        [Differentiable]
        double ILeft.At(double x, double y) => x * x * y;
    }

    private sealed partial class Wall(double height) : IForce
    {
        [Differentiable(Order = 2)]
        double IForce.Energy(double x, double y) => height / (1 + x * x + y * y);

        [Differentiable(Order = 2)]
        double IForce.Twice(double x, double y) => 2 * height * x * y;
    }

    private readonly partial record struct Thread(double Length) : IForce
    {
        [Differentiable(Order = 2)]
        double IForce.Energy(double x, double y) => Length * x * x * y;
    }

    private sealed partial class Echo(double gain) : ISignal
    {
        [Differentiable]
        double ISignal.this[double x] => gain * x * x;

        [Differentiable]
        double ISignal.Sum(double[] values)
        {
            var sum = 0.0;
            foreach (var value in values) sum += gain * value * value;
            return sum;
        }

        [Differentiable]
        double[] ISignal.Map(double[] values)
        {
            var mapped = new double[values.Length];
            for (var i = 0; i < values.Length; i++) mapped[i] = Math.Sin(gain * values[i]);
            return mapped;
        }

        [Differentiable]
        void ISignal.Scale(double[] values, double factor)
        {
            for (var i = 0; i < values.Length; i++) values[i] *= factor;
        }

        [Differentiable]
        double ISignal.Listed(IReadOnlyList<double> values) => values[0] * values[1] * gain;

        [Differentiable]
        T ISignal.Generic<T>(T x) => x * x * x;
    }

    private sealed partial class Both(double scale) : ILeft, IRight
    {
        [Differentiable]
        double ILeft.At(double x, double y) => scale * x * x * y + Gradient.Of(static (double t) => t * t, x);

        [Differentiable]
        double IRight.At(double x, double y) => scale * Math.Cos(x) * y + Gradient.Of(static (double t) => 0.5 * t * t, y);
    }

    private sealed partial class Single : ILeft, IRight
    {
        [Differentiable]
        public double At(double x, double y) => x * Math.Exp(y);
    }

    private sealed class Bent : IBent;

    private sealed partial class Twofold : IModel<double>, IModel<float>
    {
        [Differentiable]
        public double At(double x, double y) => x * x * Math.Exp(y);

        [Differentiable]
        float IModel<float>.At(float x, float y) => x * y + 3 * x + 5 * y;
    }

    private sealed partial class Open<T> : IModel<T>
        where T : IFloatingPointIeee754<T>
    {
        [Differentiable]
        public T At(T x, T y) => x * x * y;
    }

    private sealed partial class Plain : IFormula
    {
        [Differentiable]
        public static double At(double x, double y) => x * Math.Sin(y);
    }

    private partial struct Special : IFormula
    {
        [Differentiable]
        public static double At(double x, double y) => x * x - y;

        [Differentiable]
        public static double Product(double x, double y) => x * y * y * y;
    }

    private partial struct Hidden : IFormula
    {
        [Differentiable]
        static double IFormula.At(double x, double y) => Math.Exp(x * y);

        [Differentiable]
        static double IFormula.Product(double x, double y) => x + y * y;
    }
}
