using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// A value is <em>varied</em> if it depends on an independent, <em>useful</em> if a result depends on it, and <em>active</em> if both: only active
/// values have tangents and adjoints. In <c>y = 2 * x; n = y * y; return y</c>, n is varied but not useful.
/// </summary>
internal sealed class Activity
{
    private readonly DerivativeFlow _flow;
    private readonly HashSet<int> _varied;
    private readonly HashSet<int> _useful;

    private Activity(AliasClasses aliases, DerivativeFlow flow, HashSet<int> varied, HashSet<int> useful)
    {
        Aliases = aliases;
        _flow = flow;
        _varied = varied;
        _useful = useful;
    }

    public AliasClasses Aliases { get; }

    public static Activity Of(Method method)
    {
        var aliases = AliasClasses.Of(method);
        var flow = DerivativeFlow.Of(method.Body, aliases);
        var independents = method.BoundParameters().Where(pair => pair.Parameter.IsIndependent).Select(pair => pair.Value);
        return new Activity(aliases, flow, flow.ReachableFrom(independents), flow.Reaching(Dependents(method)));
    }

    /// <summary>
    /// Of a derivative. The tape is both varied and useful, and so is what is recorded and read: the halves of a derivative are analysed apart.
    /// </summary>
    /// <param name="independents">The values that have tangents on entry.</param>
    /// <param name="dependents">The values and the memory whose tangents are delivered.</param>
    public static Activity OfDerivative(Block body, IReadOnlyList<Value> independents, IEnumerable<Operand> dependents)
    {
        var aliases = AliasClasses.Of(body, independents.Where(value => value.Type.IsBuffer()), []);
        var flow = DerivativeFlow.Of(body, aliases, body.Parameters.Except(independents));
        return new Activity(aliases, flow, flow.ReachableFrom(independents), flow.Reaching(dependents.OfType<Value>()));
    }

    public bool IsVaried(Operand operand) => Contains(_varied, operand);

    public bool IsUseful(Operand operand) => Contains(_useful, operand);

    public bool IsActive(Operand operand) => IsVaried(operand) && IsUseful(operand);

    private bool Contains(HashSet<int> nodes, Operand operand) =>
        operand is Value value && value.Type.IsDifferentiable() && !_flow.IsDetached(value) && nodes.Contains(_flow.Node(value));

    /// <summary>What the method delivers: the differentiable results, and the memory of written parameters.</summary>
    private static IEnumerable<Value> Dependents(Method method)
    {
        for (var i = 0; i < method.Results.Count; i++)
            if (method.Results[i].IsDifferentiable && method.Body.Yields[i] is Value result) yield return result;
        foreach (var (value, parameter) in method.BoundParameters())
            if (parameter.IsWritten && value.Type.IsDifferentiable()) yield return value;
    }
}
