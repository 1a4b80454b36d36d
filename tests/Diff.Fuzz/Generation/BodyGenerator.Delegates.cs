using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

sealed partial class BodyGenerator
{
    static readonly string[] FunctionNames = ["curve", "weight", "map"];

    /// <summary><c>Func&lt;double, double&gt; curve = t => t * a;</c>, <c>curve = G;</c>, <c>double Curve(double t) => t * a;</c></summary>
    Statement? DeclareFunction()
    {
        if (scope.IsInLambda) return null;
        if (draw.Chance(0.2) && Any(Groups) is { } group)
        {
            var holder = NewFunction(new FunctionOf(group.Method.Parameters.Count));
            return new Declare(holder.Variable, new MethodGroup(group.Method.Name, group.Method.Parameters.Count));
        }

        var (parameters, body) = LambdaOf(Enumerable.Repeat(Ordinary, draw.Between(1, 2)), 1, 3);
        var local = NewFunction(new FunctionOf(parameters.Length));
        var lambda = new Lambda(parameters, body.Expression);
        return draw.Chance(0.4) ? new LocalFunction(local.Variable, lambda) : new Declare(local.Variable, lambda);
    }

    Entry NewFunction(FunctionOf type) => DeclareLocal(FunctionNames, type, Ordinary, isWritable: false);

    /// <summary>Methods of numbers that a delegate can hold.</summary>
    IEnumerable<Callable> Groups => callables.Where(callable => callable.Method is { Result: Scalar { Kind: Kind.Double }, Member: null }
        && callable.Method.Parameters.All(parameter => parameter is { Mode: PassMode.Value, Type: Scalar { Kind: Kind.Double } }));

    Callable? Any(IEnumerable<Callable> candidates) => candidates.ToArray() is { Length: > 0 } all ? draw.Pick(all) : null;

    /// <summary>A call of a local function or delegate.</summary>
    Tame? Applied(Kind kind, int depth)
    {
        if (kind != Kind.Double || Any(scope.Visible.Where(entry => entry.Variable.Type is FunctionOf)) is not { } entry) return null;
        var type = (FunctionOf)entry.Variable.Type;
        if (type.TakesFunction && scope.IsInLambda) return null;
        var arguments = Enumerable.Range(0, type.Arity).Select(k => type.TakesFunction && k == 0 ? FunctionArgument() : Fit(Real(Kind.Double, depth - 1), Ordinary).Expression);
        return new(new Apply(entry.Variable, [.. arguments]), entry.Range);
    }
}
