using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Takes indices into rows that lie one after another apart into row and column: two elements differ if their rows or their columns do. The
/// length of the rows must be fixed, and the column shown to lie in the row. A product is taken not to overflow: it would leave the buffer.
/// <code>
/// a[i * n + j]   // 0 ≤ j &lt; n   →   a[i, j]
/// a[3 * (i * n + j) + 1]        →   a[i, j, 1]
/// </code>
/// </summary>
/// <param name="definition">What computes a value; null for parameters of blocks.</param>
/// <param name="isFixed">Whether a value is the same for both elements.</param>
internal sealed class RowMajor(Func<Value, Operation?> definition, Func<Value, bool> isFixed)
{
    private const int MostTerms = 8;

    /// <summary>Whether a column lies in rows of a length: for one of the two elements.</summary>
    public delegate bool IsWithin(LinearForm column, LinearForm length);

    /// <summary>The pairs of numbers of which one must differ: the indices themselves, or rows and columns of them.</summary>
    /// <param name="left">The operands whose sum is the index.</param>
    public IEnumerable<(LinearForm Left, LinearForm Right)> Parts(
        IEnumerable<Operand> left, IsWithin isLeft, IEnumerable<Operand> right, IsWithin isRight) =>
        Parts([.. left.Select(operand => new Term(operand, 1))], isLeft, [.. right.Select(operand => new Term(operand, 1))], isRight);

    private IEnumerable<(LinearForm Left, LinearForm Right)> Parts(List<Term> left, IsWithin isLeft, List<Term> right, IsWithin isRight)
    {
        if (Form(left) is { } whole && Form(right) is { } other) yield return (whole, other);
        var (leftTerms, rightTerms) = (Terms(left), Terms(right));
        if (leftTerms.Count > MostTerms || rightTerms.Count > MostTerms) yield break;
        foreach (var length in leftTerms.SelectMany(Factors).Where(rightTerms.SelectMany(Factors).Contains).Distinct())
        {
            var ((leftRow, leftColumn), (rightRow, rightColumn)) = (Split(leftTerms, length), Split(rightTerms, length));
            if (Form([new(length, 1)]) is not { } form || Form(leftColumn) is not { } from || Form(rightColumn) is not { } to
                || !isLeft(from, form) || !isRight(to, form))
                continue;
            yield return (from, to);
            foreach (var pair in Parts(leftRow, isLeft, rightRow, isRight)) yield return pair;
        }
    }

    private (List<Term> Row, List<Term> Column) Split(List<Term> terms, Operand length)
    {
        var (row, column) = (new List<Term>(), new List<Term>());
        foreach (var term in terms)
        {
            if (term.Operand == length && length is Value) row.Add(new(Constant.Int(1), term.Sign));
            else if (Factors(term).Contains(length)) row.Add(new(Other(term, length), term.Sign));
            else column.Add(term);
        }

        return (row, column);
    }

    /// <summary>What is added and subtracted, products as they are; the first ones of a long sum.</summary>
    private List<Term> Terms(List<Term> sum) => [.. sum.SelectMany(term => Added(term, MostTerms)).Take(MostTerms + 1)];

    /// <param name="depth">How many sums inside one another are still taken apart.</param>
    private IEnumerable<Term> Added(Term term, int depth) => depth == 0 ? [term] : OperationOf(term.Operand) switch
    {
        Apply { Primitive.Name: "+", Arguments: [var left, var right] } =>
            Added(term with { Operand = left }, depth - 1).Concat(Added(term with { Operand = right }, depth - 1)),
        Apply { Primitive.Name: "-", Arguments: [var left, var right] } =>
            Added(term with { Operand = left }, depth - 1).Concat(Added(new(right, -term.Sign), depth - 1)),
        _ => [term],
    };

    /// <summary>Those of a product that may be the length of a row.</summary>
    private IEnumerable<Operand> Factors(Term term) => OperationOf(term.Operand) is Apply { Primitive.Name: "*" } product
        ? product.Arguments.Where(factor => factor is Constant || isFixed((Value)factor)).Select(WithoutText)
        : [];

    private Operand Other(Term term, Operand factor)
    {
        var arguments = OperationOf(term.Operand)!.Operands;
        return WithoutText(arguments[0]) == factor ? arguments[1] : arguments[0];
    }

    private static Operand WithoutText(Operand operand) => operand is Constant constant ? constant with { Text = "" } : operand;

    private Operation? OperationOf(Operand operand) => operand is Value value && value.Type == InertType.Int ? definition(value) : null;

    private LinearForm? Form(List<Term> sum) => sum.Aggregate((LinearForm?)new LinearForm([], 0),
        (form, term) => form?.Plus(LinearForm.Of(term.Operand, definition), term.Sign));

    private readonly record struct Term(Operand Operand, int Sign);
}
