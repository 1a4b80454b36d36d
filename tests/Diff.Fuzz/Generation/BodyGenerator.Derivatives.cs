using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

sealed partial class BodyGenerator
{
    /// <summary>More constants than this no overload takes.</summary>
    const int MostConstants = 2;

    const int MostDifferentiated = 3;

    /// <summary>Whether derivatives of other functions may be taken: not inside of a function whose derivative is taken.</summary>
    public bool Nests { get; set; }

    /// <summary>The derivative of another function; bounded, since nobody knows its range.</summary>
    Tame? DerivedOf(Kind kind, int depth)
    {
        if (!Nests || kind != Kind.Double || scope.IsInLambda) return null;
        return DerivedOf(draw.Chance(0.5) ? OfLambda(depth) : OfMethod(depth));
    }

    Tame? DerivedOf(Derived? derivative) => derivative is null ? null : Function1(draw.Pick([Function.Tanh, Function.Atan, Function.Sin]), new(derivative, Ordinary));

    /// <summary><c>var slope = Math.Tanh(Gradient.Of(G, x));</c></summary>
    public Statement DeclareDerivative()
    {
        var value = Fit((draw.Chance(0.6) ? DerivedOf(OfMethod(2)) : null) ?? DerivedOf(OfLambda(2))!, Ordinary);
        return new Declare(DeclareLocal(["slope"], DataType.Double, Ordinary).Variable, value.Expression);
    }

    Derived? OfMethod(int depth)
    {
        var callee = Any(callables.Where(callable => IsFunctionOfNumbers(callable.Method)));
        if (callee is null || callee.Cost * multiplicity > 30 || Arguments(callee, depth - 1) is not { } arguments || arguments.Exists(argument => argument.Name is not null)) return null;
        var numbers = callee.Method.Parameters.TakeWhile(parameter => parameter.Type is Scalar { Kind: Kind.Double }).Count();
        return Of(new MethodGroup(callee.Method.Name, arguments.Count), [.. arguments.Select(argument => argument.Value!)], numbers, depth);
    }

    static bool IsFunctionOfNumbers(Method method) => method is { Result: Scalar { Kind: Kind.Double }, Member: null, Parameters: [{ Type: Scalar { Kind: Kind.Double } }, ..] }
        && method.Parameters.All(parameter => parameter is { Mode: PassMode.Value, Type: Scalar });

    /// <summary>A lambda sees its parameters, and nothing else.</summary>
    Derived? OfLambda(int depth)
    {
        var count = draw.Between(1, 3);
        var outer = scope;
        (scope, Nests) = (new Scope(null), false);
        var (parameters, body) = LambdaOf(Enumerable.Repeat(Ordinary, count), 1, 3);
        (scope, Nests) = (outer, true);
        return Of(new Lambda(parameters, body.As(Kind.Double).Spelled.Expression), [.. Reals(count, depth)], count, depth);
    }

    IEnumerable<Expression> Reals(int count, int depth) => Enumerable.Range(0, count).Select(_ => Fit(Real(Kind.Double, depth - 1).As(Kind.Double), Ordinary).Spelled.Expression);

    Derived? Of(Expression function, Expression[] arguments, int numbers, int depth)
    {
        var most = Math.Min(numbers, MostDifferentiated);
        var least = Math.Max(1, arguments.Length - MostConstants);
        if (least > most) return null;
        var differentiated = draw.Between(least, most);
        var form = draw.Pick([DerivativeForm.Of, DerivativeForm.Of, DerivativeForm.ValueAndGradient, DerivativeForm.Vjp, DerivativeForm.Jvp]);
        Expression[] factors = [.. Reals(form == DerivativeForm.Jvp ? differentiated : form == DerivativeForm.Vjp ? 1 : 0, depth)];
        return new(form, function, arguments[..differentiated], factors, arguments[differentiated..], form == DerivativeForm.Jvp ? 0 : draw.Below(differentiated));
    }
}
