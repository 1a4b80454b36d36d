using Diff.Fuzz.Language;

namespace Diff.Fuzz.Oracle;

public enum Precision { Double, Single }

/// <summary>
/// What the oracle calculates with: plain numbers, dual numbers over them, dual numbers over dual numbers. The operators are the
/// arithmetic of derivatives; <see cref="Apply"/> is the arithmetic of the program, rounded as C# rounds it.
/// </summary>
public interface IReal<T> where T : struct, IReal<T>
{
    double Primal { get; }

    /// <summary>Zero in every component: nothing flows through it.</summary>
    bool IsZero { get; }

    /// <summary>See <see cref="Dual{T}"/>; zero for plain numbers.</summary>
    double Magnitude { get; }

    static abstract T Constant(double value);

    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    static abstract T operator *(T left, T right);

    static abstract T operator /(T left, T right);

    static abstract T operator -(T operand);

    /// <summary><c>weight ⊗ partial</c>: a zero weight contributes zero, whatever the partial.</summary>
    static abstract T Weigh(T weight, T partial);

    /// <param name="isConstant">Which operands are compile-time constants: it decides ties of Min and Max.</param>
    static abstract T Apply(Function function, Precision precision, ReadOnlySpan<T> arguments, ReadOnlySpan<bool> isConstant);
}
