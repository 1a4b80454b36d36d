using System.Numerics;

namespace Diff.Tests.Library;

/// <summary>A contract that structs and explicit implementations here and in other assemblies keep.</summary>
public partial interface IForce
{
    [Differentiable(Order = 2)]
    double Energy(double x, double y);

    [Differentiable(Order = 2)]
    double Twice(double x, double y) => 2 * Energy(x, y);
}

/// <summary>A contract for several precisions.</summary>
public partial interface IModel<T>
    where T : IFloatingPointIeee754<T>
{
    [Differentiable]
    T At(T x, T y);
}

/// <summary>A contract of types.</summary>
public partial interface IFormula
{
    [Differentiable]
    static abstract double At(double x, double y);

    [Differentiable]
    static virtual double Product(double x, double y) => x * y * x;
}

/// <summary>A struct that is differentiated with respect to its numbers too, where its methods are called on a value.</summary>
public readonly partial record struct Elastic(double Stiffness) : IForce
{
    [Differentiable(Order = 2)]
    public double Energy(double x, double y) => Stiffness * x * x * Math.Exp(y);
}

/// <summary>Can be called through the interface alone.</summary>
public sealed partial class Well(double depth) : IForce
{
    [Differentiable(Order = 2)]
    double IForce.Energy(double x, double y) => depth * Math.Sin(x * y);
}

/// <summary>Generic methods that take structs without boxing them.</summary>
public static partial class Forces
{
    [Differentiable(Order = 2)]
    public static double Work<T>(T force, double x, double y)
        where T : IForce => force.Energy(x, y) * x + force.Twice(y, x);

    [Differentiable(Order = 2)]
    public static double Plain<T>(T force, double x, double y)
        where T : struct, IForce => force.Energy(x, y) * x;

    [Differentiable]
    public static double Of<T>(double x, double y)
        where T : IFormula => T.At(x, y) + T.Product(x, y);
}
