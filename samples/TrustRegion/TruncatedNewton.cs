using System.Numerics.Tensors;

namespace TrustRegion;

/// <summary>
/// Newton's method with a trust region, whose steps come from conjugate gradients that are cut short (Steihaug; Nocedal and Wright, Numerical Optimization, algorithms 4.1
/// and 7.2). It asks for products of the Hessian with vectors and never forms the matrix.
/// </summary>
public sealed class TruncatedNewton(ValueAndGradient f, HessianProduct product)
{
    private const double LargestRadius = 1e3;
    private const double LeastAgreement = 0.1;

    private int _gradients;
    private int _products;

    /// <summary>Minimises the function until no element of its gradient is larger than <paramref name="tolerance"/>.</summary>
    public Minimum Run(double[] start, double tolerance, int maximumIterations = 1000)
    {
        (_gradients, _products) = (0, 0);
        var x = (double[])start.Clone();
        var gradient = new double[x.Length];
        var next = new double[x.Length];
        var nextGradient = new double[x.Length];
        var value = Evaluate(x, gradient);
        var radius = 1.0;
        var iterations = 0;
        while (TensorPrimitives.MaxMagnitude<double>(gradient) is var largest && Math.Abs(largest) > tolerance && iterations < maximumIterations)
        {
            iterations++;
            var (step, predicted) = Step(x, gradient, radius);
            TensorPrimitives.Add(x, step, next);
            var nextValue = Evaluate(next, nextGradient);
            var agreement = (value - nextValue) / predicted;
            var length = TensorPrimitives.Norm<double>(step);
            if (!(agreement >= 0.25)) radius = length / 4;
            else if (agreement > 0.75 && length > 0.99 * radius) radius = Math.Min(2 * radius, LargestRadius);
            if (!(agreement > LeastAgreement)) continue;
            (x, next) = (next, x);
            (gradient, nextGradient) = (nextGradient, gradient);
            value = nextValue;
        }

        return new Minimum(x, value, iterations, _gradients, _products);
    }

    private double Evaluate(double[] x, double[] gradient)
    {
        _gradients++;
        return f(x, gradient);
    }

    /// <summary>An approximate minimum of the quadratic model <c>gᵀp + ½ pᵀHp</c> within the radius, and how much lower it is.</summary>
    private (double[] Step, double Predicted) Step(double[] x, double[] gradient, double radius)
    {
        var step = new double[x.Length];
        var hessianStep = new double[x.Length];
        var residual = (double[])gradient.Clone();
        var direction = new double[x.Length];
        TensorPrimitives.Negate(residual, direction);
        var hessianDirection = new double[x.Length];
        var squared = TensorPrimitives.SumOfSquares<double>(residual);
        var norm = Math.Sqrt(squared);
        // Close to the minimum the model is good, and solving it well makes convergence quadratic.
        var accuracy = Math.Min(0.5, Math.Sqrt(norm)) * norm;
        for (var i = 0; i < 2 * x.Length && Math.Sqrt(squared) > accuracy; i++)
        {
            _products++;
            product(x, direction, hessianDirection);
            var curvature = TensorPrimitives.Dot<double>(direction, hessianDirection);
            var along = squared / curvature;
            if (curvature <= 0 || Length(step, direction, along) >= radius)
            {
                Move(ToBoundary(step, direction, radius));
                break;
            }

            Move(along);
            var before = squared;
            TensorPrimitives.MultiplyAdd(hessianDirection, along, residual, residual);
            squared = TensorPrimitives.SumOfSquares<double>(residual);
            TensorPrimitives.MultiplyAdd(direction, squared / before, Negated(residual), direction);
        }

        return (step, -TensorPrimitives.Dot<double>(gradient, step) - TensorPrimitives.Dot<double>(step, hessianStep) / 2);

        void Move(double along)
        {
            TensorPrimitives.MultiplyAdd(direction, along, step, step);
            TensorPrimitives.MultiplyAdd(hessianDirection, along, hessianStep, hessianStep);
        }
    }

    private static double[] Negated(double[] x)
    {
        var negated = new double[x.Length];
        TensorPrimitives.Negate(x, negated);
        return negated;
    }

    private static double Length(double[] step, double[] direction, double along)
    {
        var moved = new double[step.Length];
        TensorPrimitives.MultiplyAdd(direction, along, step, moved);
        return TensorPrimitives.Norm<double>(moved);
    }

    /// <summary>The positive root of <c>‖step + t · direction‖ = radius</c>.</summary>
    private static double ToBoundary(double[] step, double[] direction, double radius)
    {
        var a = TensorPrimitives.SumOfSquares<double>(direction);
        var b = TensorPrimitives.Dot<double>(step, direction);
        var c = TensorPrimitives.SumOfSquares<double>(step) - radius * radius;
        return (-b + Math.Sqrt(b * b - a * c)) / a;
    }
}
