using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Second derivatives: forward mode of what reverse mode has made. The Hessian-vector product is the tangent of the gradient; callers of
/// order 2 use the tangents of the two halves, and of forward mode.
/// <code>
/// gradient: xBar = 2.0 * x   →   product: xBarDot = 2.0 * xDirection
/// </code>
/// </summary>
internal static class SecondOrder
{
    /// <param name="jvp">Null if there is no forward mode.</param>
    public static IEnumerable<Derivative> Run(Method method, Derivative vjp, Derivative? jvp, Derivative forward, Derivative reverse)
    {
        if (HasHessian(method)) yield return Hvp(method, vjp);
        if (jvp is not null) yield return Jvp(method, jvp);
        yield return Forward(method, forward);
        yield return Reverse(method, reverse);
    }

    /// <summary>A scalar is returned and nothing else is delivered.</summary>
    private static bool HasHessian(Method method) =>
        method.Results.Where(result => result.IsDifferentiable).ToList() is [{ Parameter: < 0, Type: ScalarType }]
        && method.Parameters.All(parameter => !parameter.IsIndependent || !parameter.IsWritten);

    private static Derivative Hvp(Method method, Derivative vjp)
    {
        var ids = After(vjp);
        var gradient = GradientBody.Of(method, vjp, ids);
        var builder = new BlockBuilder(ids);
        var directions = method.BoundParameters().Where(pair => pair.Parameter.IsIndependent)
            .Select(pair => new Seed(pair.Value,
                builder.NewValue(Tangents.TypeOf(pair.Value.Type, isWritten: false), pair.Value.Name + "Direction"))).ToList();
        var products = gradient.Accumulators.Select(pair => new Seed(pair.Accumulator,
            builder.NewValue(pair.Accumulator.Type, pair.Entry.Name + "Product"))).ToList();
        Seed[] seeds = [.. directions, .. products];
        var activity = Activity.OfDerivative(gradient.Body, [.. seeds.Select(seed => seed.Value)],
            [.. gradient.Body.Yields, .. products.Select(product => product.Value)]);
        var (statements, tangents) = ForwardMode.Run(gradient.Body, activity, seeds, gradient.Body.Yields, ids);
        var delivered = vjp.Body.Yields.Where((_, i) => i < method.Results.Count && method.Results[i].Parameter >= 0);
        // Nobody asks for the gradient itself.
        var sinks = gradient.Accumulators.ToDictionary(pair => pair.Accumulator, pair => Unwanted.Sink(builder, pair.Entry));
        builder.AddRange(statements);
        var body = new Substitution(sinks).Rewrite(builder.Build(
            [.. method.Body.Parameters, .. directions.Select(seed => seed.Tangent), .. products.Select(seed => seed.Tangent)],
            [.. tangents, .. delivered]));
        return new Derivative(DerivativeKind.Hvp, body, vjp.UsesTape,
            [.. vjp.Records, .. vjp.UsesTape ? ["Records each value with its tangent."] : Array.Empty<string>()]);
    }

    private static Derivative Jvp(Method method, Derivative jvp)
    {
        var ids = After(jvp);
        var builder = new BlockBuilder(ids);
        var independents = method.BoundParameters().Where(pair => pair.Parameter.IsIndependent).ToList();
        var seeds = independents.Select(pair => Seed(pair.Value, pair.Parameter))
            .Concat(jvp.Body.Parameters.Skip(method.Body.Parameters.Count).Select((tangent, i) => Seed(tangent, independents[i].Parameter)))
            .ToList();
        var results = jvp.Body.Yields.Where((_, i) => i >= method.Results.Count || method.Results[i].IsDifferentiable).ToList();
        var written = seeds.Select(seed => seed.Value).Where((_, i) => independents[i % independents.Count].Parameter.IsWritten);
        var activity = Activity.OfDerivative(jvp.Body, [.. seeds.Select(seed => seed.Value)], [.. results, .. written]);
        var (statements, tangents) = ForwardMode.Run(jvp.Body, activity, seeds, results, ids);
        var body = new Block([.. jvp.Body.Parameters, .. seeds.Select(seed => seed.Tangent)], statements,
            [.. jvp.Body.Yields, .. tangents]);
        return new Derivative(DerivativeKind.JvpTangent, body, UsesTape: false, []);

        Seed Seed(Value value, Parameter parameter) =>
            new(value, builder.NewValue(Tangents.TypeOf(value.Type, parameter.IsWritten), Tangents.Name(value)));
    }

    private static Derivative Forward(Method method, Derivative forward)
    {
        var ids = After(forward);
        var builder = new BlockBuilder(ids);
        var seeds = method.BoundParameters().Where(pair => pair.Parameter.IsIndependent)
            .Select(pair => new Seed(pair.Value,
                builder.NewValue(Tangents.TypeOf(pair.Value.Type, pair.Parameter.IsWritten), pair.Value.Name + "Tangent"))).ToList();
        var results = forward.Body.Yields.Where((_, i) => method.Results[i].IsDifferentiable).ToList();
        var written = method.BoundParameters().Where(pair => pair.Parameter.IsWritten && pair.Parameter.IsIndependent)
            .Select(pair => pair.Value);
        var activity = Activity.OfDerivative(forward.Body, [.. seeds.Select(seed => seed.Value)], [.. results, .. written]);
        var (statements, tangents) = ForwardMode.Run(forward.Body, activity, seeds, results, ids);
        var body = new Block([.. forward.Body.Parameters, .. seeds.Select(seed => seed.Tangent)], statements,
            [.. forward.Body.Yields, .. tangents]);
        return new Derivative(DerivativeKind.ForwardTangent, body, UsesTape: true, []);
    }

    private static Derivative Reverse(Method method, Derivative reverse)
    {
        var ids = After(reverse);
        var builder = new BlockBuilder(ids);
        var entries = new HashSet<Value>(method.Body.Parameters);
        var independents = new HashSet<Value>(method.BoundParameters().Where(pair => pair.Parameter.IsIndependent)
            .Select(pair => pair.Value));
        var seeds = reverse.Body.Parameters
            .Where(value => value.Type.IsDifferentiable() && (!entries.Contains(value) || independents.Contains(value)))
            .Select(value => new Seed(value,
                builder.NewValue(Tangents.TypeOf(value.Type,
                    isWritten: !entries.Contains(value) && value.Type is BufferType { Kind: not BufferKind.ReadOnlySpan }),
                    value.Name + "Tangent")))
            .ToList();
        var adjoints = seeds.Select(seed => seed.Value).Where(value => !entries.Contains(value));
        var activity = Activity.OfDerivative(reverse.Body, [.. seeds.Select(seed => seed.Value)], [.. reverse.Body.Yields, .. adjoints]);
        var (statements, tangents) = ForwardMode.Run(reverse.Body, activity, seeds, reverse.Body.Yields, ids);
        var body = new Block([.. reverse.Body.Parameters, .. seeds.Select(seed => seed.Tangent)], statements,
            [.. reverse.Body.Yields, .. tangents]);
        return new Derivative(DerivativeKind.ReverseTangent, body, UsesTape: true, []);
    }

    private static Ids After(Derivative derivative) => new(Differentiation.Largest(derivative.Body) + 1);
}
