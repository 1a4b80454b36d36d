namespace Diff.Fuzz.Language;

/// <summary>How a derivative is asked for inside of a program.</summary>
public enum DerivativeForm { Of, ValueAndGradient, Vjp, Jvp }

/// <summary>
/// A partial of a function of numbers, tuples, structs and buffers, or its derivative along a direction: <c>Gradient.Of(G, (x, y), k).Item2</c>,
/// <c>Gradient.Of(static (double[] a) => a[0] * a[1], xs)[1]</c>, <c>Gradient.Jvp(static (double x) => x * x, a, b).Tangent</c>.
/// </summary>
/// <param name="Function">A method group, or a lambda that captures nothing.</param>
/// <param name="Point">The arguments that are differentiated, the first ones of the function.</param>
/// <param name="Factors">Of a Jvp the direction, in the shape of the point; of a Vjp the weight.</param>
/// <param name="Constants">The other arguments.</param>
/// <param name="Position">The argument of the partial; of a Jvp 0.</param>
/// <param name="Part">The number in that argument: an index, an item, a field, or a field of a field; of a number, and of a Jvp, none.</param>
public sealed record Derived(
    DerivativeForm Form, Expression Function, IReadOnlyList<Expression> Point, IReadOnlyList<Expression> Factors, IReadOnlyList<Expression> Constants, int Position, IReadOnlyList<int> Part) : Expression
{
    public override DataType Type => DataType.Double;
}
