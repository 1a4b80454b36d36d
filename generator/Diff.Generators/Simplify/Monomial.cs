using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>A product taken apart: a number times values, in the order in which they were multiplied.</summary>
internal sealed record Monomial(double Coefficient, EquatableArray<Value> Factors)
{
    /// <summary>Longer products are left alone, so that the work per operation is bounded.</summary>
    public const int MostFactors = 6;

    public Monomial Times(Monomial other) => new(Coefficient * other.Coefficient, [.. Factors, .. other.Factors]);

    public Monomial Times(double factor) => this with { Coefficient = Coefficient * factor };

    public bool HasSameFactors(Monomial other) => Factors.Count == other.Factors.Count && Common(other).Count == Factors.Count;

    /// <summary>The factors of both, each as often as in both.</summary>
    public EquatableArray<Value> Common(Monomial other)
    {
        var left = other.Factors.ToList();
        return Factors.Where(left.Remove).ToEquatableArray();
    }

    public Monomial Without(EquatableArray<Value> factors)
    {
        var removed = factors.ToList();
        return this with { Factors = Factors.Where(factor => !removed.Remove(factor)).ToEquatableArray() };
    }
}
