using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// Reads a method's own part of its contract off its body: which buffer parameters it writes, which its reverse half may read, which it
/// reads before it has written them, which it may leave with somebody, and which it passes to methods that may do so; what objects and
/// statics hold counts as one more parameter. <c>static void F(double[] x, double[] y) { x[0] = 1; G(y); }</c> gives written {0}, read {},
/// read on entry {}, passed on {1 → G.0}.
/// </summary>
internal static class LocalFacts
{
    public static MethodFacts Run(Method method)
    {
        var promise = method.Declaration.Dispatch == Dispatch.None
            ? null
            : Promise.Of(method.Declaration.Key, method.Parameters, method.Results);
        if (method.Facts is { } facts) return facts with { Promise = promise, HasEffects = promise is not null };
        if (method.Body == Block.Empty)
            return new(method.Declaration.Key, [], [], [], []) { Promise = promise, HasEffects = promise is not null };
        var flow = BufferFlow.Run(method);
        var own = OwnCollections.In(method.Body);
        var (written, passedOn) = Written(method, flow, own);
        var reads = ReverseReads.Of(method, flow);
        var returned = Returned(method, CallResults.AsResolved);
        var mayBeReturned = Returned(method, CallResults.AnyArgument);
        var entered = EntryReads.Run(method, flow,
            [.. written.Where(index => index != MethodFacts.Objects),
                .. passedOn.Where(passed => passed.IsWritable && passed.Parameter != MethodFacts.Objects)
                    .Select(passed => passed.Parameter)]);
        return new(
            method.Declaration.Key,
            written.ToEquatableArray(),
            reads.Parameters.OrderBy(index => index).ToEquatableArray(),
            entered.Read.OrderBy(index => index).ToEquatableArray(),
            Ordered(passedOn.Select(passed => passed with { IsAsOnEntry = entered.PassedOn.Contains((passed.Parameter, passed.Callee,
                passed.CalleeParameter)), IsReturned = mayBeReturned.Contains(passed.Parameter) })))
        {
            Held = HeldBuffers.Run(method, flow).ToEquatableArray(),
            Returned = returned.ToEquatableArray(),
            HasEffects = promise is not null || method.Body.Statements().OfType<Let>().Any(let => HasEffect(let, own)),
            State = StoredNumbers.In(method, reads.IsVaried),
            Fulfils = method.Declaration.Fulfils,
            Unseen = Calls(method).Where(call => call.Callee is { Kind: CalleeKind.Unknown, IsHarmless: false })
                .Select(call => call.Callee.Key).Distinct().OrderBy(key => key, StringComparer.Ordinal).ToEquatableArray(),
            Calls = Calls(method).Where(call => !call.Callee.IsHarmless).Select(call => call.Callee.Key).Distinct()
                .OrderBy(key => key, StringComparer.Ordinal).ToEquatableArray(),
            Tangents = Calls(method).Where(call => call.Operands.Any(reads.IsVaried)).Select(Tangent).Distinct()
                .OrderBy(call => call.Key, StringComparer.Ordinal).ToEquatableArray(),
            Recording = promise is null && written.All(index => index == MethodFacts.Objects) ? Records.Run(method) : null,
            CanBeBundled = promise is null && BundledCalls.Run(method),
            HasHessian = BundledCalls.HasHessian(method),
            HasVectorResult = !method.ReturnsOneNumber,
            TakesObjects = method.Parameters.Any(parameter => parameter.Field is not null),
            Body = promise is null ? SmallBodies.Of(method) : null,
            Promise = promise,
        };
    }

    private static (SortedSet<int> Written, IEnumerable<PassedOn> PassedOn) Written(Method method, BufferFlow flow,
        OwnCollections own)
    {
        var written = new SortedSet<int>();
        var passedOn = new List<PassedOn>();
        if (UnseenCode.RunsIn(method.Body, own)) written.Add(MethodFacts.Objects);
        foreach (var let in method.Body.Statements().OfType<Let>())
        {
            switch (let.Operation)
            {
                case Store store: written.UnionWith(flow.All(store.Buffer)); break;
                case Accumulate accumulate: written.UnionWith(flow.All(accumulate.Buffer)); break;
                case Inert inert:
                    foreach (var argument in inert.Writable) written.UnionWith(flow.All(argument));
                    break;
                case Call call:
                    passedOn.AddRange(Passed(call, method, flow));
                    foreach (var (argument, parameter) in call.Bound())
                        if (parameter.IsWritten && call.Callee is { Kind: CalleeKind.Differentiable } or { Rule.Form: RuleForm.Elements })
                            written.UnionWith(flow.All(argument));
                    break;
            }
        }
        written.RemoveWhere(index => index != MethodFacts.Objects && !CanBeWritten(method.Parameters[index].Type));
        return (written,
            passedOn.Where(passed => passed.Parameter == MethodFacts.Objects || method.Parameters[passed.Parameter].Type is BufferType)
                .ToList());
    }

    private static SortedSet<int> Returned(Method method, CallResults callResults)
    {
        var results = method.Body.Statements().OfType<Return>().SelectMany(leave => leave.Operands)
            .Where(result => result.Type is BufferType).ToList();
        if (results.Count == 0) return [];
        var flow = BufferFlow.Run(method, callResults);
        return [.. results.SelectMany(flow.All)];
    }

    private static EquatableArray<PassedOn> Ordered(IEnumerable<PassedOn> passedOn) => passedOn.Distinct()
        .OrderBy(passed => passed.Callee, StringComparer.Ordinal).ThenBy(passed => passed.Parameter)
        .ThenBy(passed => passed.CalleeParameter)
        .ToEquatableArray();

    /// <summary>Of a method that is refused: which parameters have weights, so that callers see the right signatures.</summary>
    public static MethodFacts OfRefused(Method method)
    {
        if (method.Body == Block.Empty) return new(method.Declaration.Key, [], [], [], []);
        var (written, passedOn) = Written(method, BufferFlow.Run(method), OwnCollections.In(method.Body));
        return new(method.Declaration.Key, written.ToEquatableArray(), [],
            written.Where(index => index != MethodFacts.Objects).ToEquatableArray(), Ordered(passedOn));
    }

    private static IEnumerable<Call> Calls(Method method) => method.Body.Statements().OfType<Let>().Select(let => let.Operation)
        .OfType<Call>()
        .SelectMany(call => call.Callee.Forms().Select(form => call with { Callee = form }));

    private static TangentCall Tangent(Call call) => new(
        call.Callee.Key,
        call.Callee.Display,
        call.Callee.IsScalarOfNumbers,
        call.Callee.Obstacle);

    private static bool HasEffect(Let let, OwnCollections own) => let.Operation switch
    {
        Inert { Effect: Effect.Write } inert => !KnownNames.IsMemoryTest(inert.Template) && !own.OnlyMakesOrChanges(inert),
        Call { Callee.Derivative.Function: var function } => function.HasEffects,
        Call call => call.Callee.Kind == CalleeKind.Differentiable && (call.Callee.HasEffects || call.Callee.IsDispatched),
        _ => false,
    };

    private static IEnumerable<PassedOn> Passed(Call call, Method method, BufferFlow flow)
    {
        var receiver = call.Callee.IsInstance ? 1 : 0;
        for (var i = 0; i < call.Callee.Parameters.Count && receiver + i < call.Arguments.Count; i++)
            foreach (var parameter in flow.All(call.Arguments[receiver + i]))
                yield return new(parameter, call.Callee.Key, i,
                    parameter == MethodFacts.Objects || CanBeWritten(method.Parameters[parameter].Type), IsAsOnEntry: true,
                    Name: call.Callee.Kind == CalleeKind.Unknown ? call.Callee.Parameters[i].Name : "");
        if (call.Callee.Kind == CalleeKind.Differentiable)
            yield return new(MethodFacts.Objects, call.Callee.Key, MethodFacts.Objects, IsWritable: true, IsAsOnEntry: true);
    }

    private static bool CanBeWritten(IrType type) => type is BufferType { Kind: not BufferKind.ReadOnlySpan };
}
