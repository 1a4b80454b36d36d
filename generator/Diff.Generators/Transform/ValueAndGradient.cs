using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Value and gradient of numbers without a tape, as a body of its own: the <c>Vjp</c> for a weight of one, with nothing to add to. With a
/// tape or buffers, calling the <c>Vjp</c> costs nothing that matters.
/// <code>
/// FVjp(x, weight, ref xGradient) { xGradient += weight * (x + x); return x * x; }   →   F(x) { return (x * x, x + x); }
/// </code>
/// </summary>
internal static class ValueAndGradient
{
    public static Derivative? Of(Method method, Derivative vjp)
    {
        var independents = method.BoundParameters().Where(pair => pair.Parameter.IsIndependent).Select(pair => pair.Parameter).ToList();
        var isOfNumbers = method.Results is [{ Parameter: < 0, Type: ScalarType }] && independents.Count > 0
            && independents.All(independent => independent.Field is null && !independent.Type.IsBuffer());
        if (!isOfNumbers || vjp.UsesTape) return null;
        var gradient = GradientBody.Of(method, vjp, new Ids(Differentiation.Largest(vjp.Body) + 1)).Body;
        return new Derivative(DerivativeKind.ValueAndGradient, gradient with { Yields = [.. vjp.Body.Yields, .. gradient.Yields] },
            UsesTape: false, []);
    }
}
