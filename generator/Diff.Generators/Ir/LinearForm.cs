using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>
/// A sum of integers, each added or subtracted, and a constant: <c>i + 1 + j</c>. Two forms are equal if they are the same sum in any
/// order.
/// </summary>
/// <param name="Terms">Without the constant, in order of definition.</param>
internal sealed record LinearForm(EquatableArray<LinearTerm> Terms, int Constant)
{
    private const int MostTerms = 8;

    /// <summary>Sums inside a sum are taken apart so often: <c>b = a + a; c = b + b; …</c> would double the work each time.</summary>
    private const int MostSums = 64;

    /// <summary>
    /// Takes an operand apart as far as the definitions of its parts are at hand, and not too many; null if it is no plain <c>int</c>.
    /// </summary>
    /// <param name="definition">The operation that computes a value; null where the value is to stay whole.</param>
    public static LinearForm? Of(Operand operand, Func<Value, Operation?> definition)
    {
        var sums = 0;
        return Of(operand);

        LinearForm? Of(Operand part)
        {
            if (part is Constant constant) return new([], unchecked((int)constant.Bits));
            if (part.Type != InertType.Int) return null;
            return definition((Value)part) switch
            {
                Apply { Primitive.Name: "+" or "-", Arguments: [var left, var right] } sum when sums++ < MostSums =>
                    Of(left)?.Plus(Of(right), sum.Primitive.Name == "+" ? 1 : -1),
                _ => new([new((Value)part, 1)], 0),
            };
        }
    }

    public bool IsZero => Terms.IsEmpty && Constant == 0;

    /// <summary>The value that is the whole sum.</summary>
    public Value? Single => Constant == 0 && Terms is [{ Factor: 1 } term] ? term.Value : null;

    public int FactorOf(Value value) => Terms.FirstOrDefault(term => term.Value == value).Factor;

    public LinearForm Plus(int constant) => this with { Constant = unchecked(Constant + constant) };

    public LinearForm Times(int factor) => new(
        [.. Terms.Select(term => term with { Factor = term.Factor * factor })], unchecked(Constant * factor));

    /// <summary>Null if there is nothing to add, or the sum is too long.</summary>
    public LinearForm? Plus(LinearForm? other, int factor)
    {
        if (other is null || Terms.Count + other.Terms.Count > MostTerms) return null;
        var terms = Terms.Concat(other.Terms.Select(term => term with { Factor = term.Factor * factor }))
            .GroupBy(term => term.Value)
            .Select(group => new LinearTerm(group.Key, group.Sum(term => term.Factor)))
            .Where(term => term.Factor != 0)
            .OrderBy(term => term.Value.Id)
            .ToEquatableArray();
        return new(terms, unchecked(Constant + factor * other.Constant));
    }

    /// <summary>Computes the sum: what is added before what is subtracted.</summary>
    public Operand Build(BlockBuilder builder)
    {
        Operand? sum = null;
        foreach (var term in Terms.OrderBy(term => term.Factor < 0))
        {
            for (var times = 0; times < Math.Abs(term.Factor); times++)
            {
                sum = (sum, term.Factor) switch
                {
                    (null, > 0) => term.Value,
                    (null, _) => builder.Apply(Primitive.Negate, InertType.Int, term.Value),
                    (_, > 0) => builder.Apply(Primitive.Add, InertType.Int, sum, term.Value),
                    _ => builder.Apply(Primitive.Subtract, InertType.Int, sum, term.Value),
                };
            }
        }

        if (sum is null) return Ir.Constant.Int(Constant);
        if (Constant == 0) return sum;
        return Constant > 0
            ? builder.Apply(Primitive.Add, InertType.Int, sum, Ir.Constant.Int(Constant))
            : builder.Apply(Primitive.Subtract, InertType.Int, sum, Ir.Constant.Int(-Constant));
    }
}

internal readonly record struct LinearTerm(Value Value, int Factor);
