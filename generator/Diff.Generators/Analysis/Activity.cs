using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// A value is <em>varied</em> if it depends on an independent, <em>useful</em> if a result depends on it, and <em>active</em> if both: only
/// active values have tangents and adjoints. In <c>y = 2 * x; n = y * y; return y</c>, n is varied but not useful.
/// </summary>
internal sealed class Activity
{
    private readonly DerivativeFlow _flow;
    private readonly HashSet<int> _varied;
    private readonly HashSet<int> _useful;
    private readonly HashSet<int> _passive;

    private Activity(AliasClasses aliases, DerivativeFlow flow, HashSet<int> varied, HashSet<int> useful, HashSet<int> passive)
    {
        Aliases = aliases;
        _flow = flow;
        _varied = varied;
        _useful = useful;
        _passive = passive;
    }

    public AliasClasses Aliases { get; }

    public static Activity Of(Method method)
    {
        var aliases = AliasClasses.Of(method);
        var flow = DerivativeFlow.Of(method.Body, aliases);
        var independents = method.BoundParameters().Where(pair => pair.Parameter.IsIndependent).Select(pair => pair.Value);
        var constants = method.BoundParameters().Where(pair => !pair.Parameter.IsIndependent).Select(pair => pair.Value);
        return new Activity(aliases, flow, flow.ReachableFrom(independents), flow.Reaching(Dependents(method)),
            Passive(constants, method.Body, () => aliases));
    }

    /// <summary>
    /// Of a derivative. The tape is both varied and useful, and so is what is recorded and read: the halves of a derivative are analysed
    /// apart.
    /// </summary>
    /// <param name="independents">The values that have tangents on entry.</param>
    /// <param name="dependents">The values and the memory whose tangents are delivered.</param>
    public static Activity OfDerivative(Block body, IReadOnlyList<Value> independents, IEnumerable<Operand> dependents)
    {
        var aliases = AliasClasses.Of(body, independents.Where(value => value.Type.IsBuffer()), []);
        var constants = body.Parameters.Except(independents).ToList();
        var flow = DerivativeFlow.Of(body, aliases, constants);
        return new Activity(aliases, flow, flow.ReachableFrom(independents), flow.Reaching(dependents.OfType<Value>()),
            Passive(constants, body, () => AliasClasses.Of(body, [], [])));
    }

    public bool IsVaried(Operand operand) => Contains(_varied, operand);

    public bool IsUseful(Operand operand) => Contains(_useful, operand);

    public bool IsActive(Operand operand) => IsVaried(operand) && IsUseful(operand);

    private bool Contains(HashSet<int> nodes, Operand operand) =>
        operand is Value value && value.Type.IsDifferentiable() && !_flow.IsDetached(value) && !_passive.Contains(value.Id)
            && nodes.Contains(_flow.Node(value));

    /// <summary>
    /// Constant buffers and views of them, where nothing is written to what may be the same memory: they are no variables, though others
    /// may be.
    /// </summary>
    private static HashSet<int> Passive(IEnumerable<Value> constants, Block body, Func<AliasClasses> classes)
    {
        var buffers = constants.Where(value => value.Type.IsBuffer() && value.Type.IsDifferentiable()).ToList();
        if (buffers.Count == 0) return [];
        var aliases = classes();
        var passive = new HashSet<int>(buffers.Where(buffer => !aliases.IsWritten(buffer)).Select(buffer => buffer.Id));
        foreach (var let in body.Statements().OfType<Let>())
            if (let.Operation is View or Load && let.Result.Type.IsBuffer() && let.Operation.Operands[0] is Value buffer
                && passive.Contains(buffer.Id))
                passive.Add(let.Result.Id);
        return passive;
    }

    /// <summary>What the method delivers: the differentiable results, and the memory of written parameters.</summary>
    private static IEnumerable<Value> Dependents(Method method)
    {
        for (var i = 0; i < method.Results.Count; i++)
            if (method.Results[i].IsDifferentiable && method.Body.Yields[i] is Value result) yield return result;
        foreach (var (value, parameter) in method.BoundParameters())
            if (parameter.IsWritten && value.Type.IsDifferentiable()) yield return value;
    }
}
