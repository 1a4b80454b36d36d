using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

sealed partial class BodyGenerator
{
    /// <summary>A fold of an array or list, or of two, by a lambda that captures what it likes and changes nothing.</summary>
    Tame? Queried(Kind kind, int depth)
    {
        if (kind != Kind.Double || multiplicity > 20 || scope.IsInLambda) return null;
        var arrays = Buffers(buffer => buffer is { Shape: BufferShape.Array, Element: Kind.Double }).Concat(Lists).ToArray();
        if (Any(arrays) is not { } first) return null;
        var form = draw.Pick([QueryForm.Sum, QueryForm.SelectSum, QueryForm.ZipSum, QueryForm.Aggregate]);
        var second = form == QueryForm.ZipSum ? draw.Pick(arrays) : null;
        var seed = form == QueryForm.Aggregate ? Fit(Real(kind, depth - 1), Ordinary).Spelled.Expression : null;
        Expression[] sources = [.. new[] { first, second }.OfType<Entry>().Select(entry => new Read(entry.Variable))];
        var ranges = new[] { form == QueryForm.Aggregate ? Ordinary : (Interval?)null, first.Range, second?.Range }.OfType<Interval>();
        var (parameters, body) = LambdaOf(ranges, first.MaxLength, depth);
        var range = form == QueryForm.Aggregate ? Ordinary : body.Range * new Interval(0, first.MaxLength);
        return new(new Query(form, sources, seed, parameters, body.Expression), range.Widened);
    }

    (Variable[] Parameters, Tame Body) LambdaOf(IEnumerable<Interval> ranges, int calls, int depth)
    {
        var (outer, outerMultiplicity) = (scope, multiplicity);
        scope = new Scope(outer, isLambda: true);
        multiplicity *= calls;
        Variable[] parameters = [.. ranges.Select(range => DeclareLocal(["one", "two", "each"], DataType.Double, range, isWritable: false).Variable)];
        var body = Fit(Varying(Real(Kind.Double, depth - 1)), Ordinary).Spelled;
        scope.Close();
        (scope, multiplicity) = (outer, outerMultiplicity);
        return (parameters, body);
    }
}
