using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Reverses each iteration of a loop as soon as it has run, so that nothing is recorded for later and all that an iteration touches is
/// still in cache. For loops whose iterations touch each other only through sums, where the adjoints of these are known before the loop;
/// only in a whole derivative. What nested loops and calls put on the tape is taken back at the end of the iteration.
/// <code>
/// for (i …) s += x[i] * x[i];  …  sBar = weight   →   sBar = weight; for (i …) { t = x[i]; s += t * t; xBar[i] += sBar * (t + t); }
/// </code>
/// </summary>
internal static class FusedLoopReversal
{
    /// <returns>What the forward sweep does in place of the loop; null if the loop must be reversed in the reverse sweep.</returns>
    public static EquatableArray<Statement>? Run(Statement statement, Adjoints adjoints, ReverseContext context)
    {
        if (!adjoints.IsWhole || !context.IsFusable(statement) || LoopParts.Of(statement) is not { } loop
            || loop.Body.Statements().Any(inner => inner.Operands().OfType<Value>().Any(array => context.StillGrows(array, statement))))
            return null;
        var hoisted = new Hoisting(statement, adjoints, context);
        var seeds = new List<(int Carried, Operand Adjoint, Operand Early)>();
        for (var i = 0; i < loop.Results.Count; i++)
        {
            if (adjoints.Get(loop.Results[i]) is not { } adjoint) continue;
            if (hoisted.Early(adjoint) is not { } early) return null;
            seeds.Add((i, adjoint, early));
        }

        context.Fused.Add(statement);
        var inner = new LoopAdjoints(adjoints.Builder.Nested(), adjoints, FreeValues.DefinedBy(loop.Body).Contains) { IsWhole = true };
        foreach (var (i, _, early) in seeds) inner.Add(loop.Body.Yields[i], 0, early);
        var forward = ReverseSweep.Run(loop.Body, inner, context);
        foreach (var (i, adjoint, _) in seeds) adjoints.Add(loop.Inits[i], 0, adjoint);
        if (inner.Builder.Count == 0) return [.. hoisted.Statements, With(statement, loop.Body with { Statements = forward })];

        var sums = inner.Carried.ToList();
        var results = sums.Select(sum => sum.Parameter with { Id = context.Ids.Take() }).ToList();
        var body = new Block(
            [.. loop.Body.Parameters, .. sums.Select(sum => sum.Parameter)],
            [new Heading("forward"), .. forward, new Heading("reverse"), .. inner.Builder.Build([], []).Statements],
            [.. loop.Body.Yields, .. sums.Select(sum => inner.Get(sum.Leaf)!)]);
        var fused = Fused(statement, body, [.. sums.Select(sum => sum.Parameter)], results, context.Ids);
        for (var i = 0; i < sums.Count; i++) adjoints.Add(sums[i].Leaf.Value, sums[i].Leaf.Index, results[i]);
        adjoints.Passed.UnionWith(results);
        context.Records.Add(
            $"Reverses each iteration of {Recording.Header(statement.Origin.Text)} when it has run, and records nothing for later.");
        return [.. hoisted.Statements, fused];
    }

    private static Statement With(Statement statement, Block body) => statement switch
    {
        For loop => loop with { Body = body },
        Loop loop => loop with { Body = body },
        _ => throw new InvalidOperationException($"Unknown loop {statement.GetType().Name}."),
    };

    /// <summary>The loop with another body, which carries sums of adjoints, too.</summary>
    private static Statement Fused(Statement statement, Block body, EquatableArray<Value> sums, IEnumerable<Value> results, Ids ids)
    {
        var inits = sums.Select(sum => (Operand)Constant.Default(sum.Type));
        return With(statement, body) switch
        {
            For loop => loop with { IsFused = true, Inits = [.. loop.Inits, .. inits], Results = [.. loop.Results, .. results] },
            Loop loop => loop with
            {
                IsFused = true,
                Inits = [.. loop.Inits, .. inits],
                Condition = loop.Condition with
                {
                    Parameters = [.. loop.Condition.Parameters, .. sums.Select(sum => sum with { Id = ids.Take() })],
                },
                Results = [.. loop.Results, .. results],
            },
            _ => throw new InvalidOperationException($"Unknown loop {statement.GetType().Name}."),
        };
    }

    /// <summary>
    /// Adjoints that the reverse sweep computes from what is known before the loop, computed there; with them what the primal computes
    /// later from lengths and the like.
    /// </summary>
    private sealed class Hoisting(Statement loop, Adjoints adjoints, ReverseContext context)
    {
        private readonly Dictionary<Value, Let?> _definitions = adjoints.Builder.Statements
            .SelectMany(statement => statement.Results().Select(result => (result, let: statement as Let)))
            .ToDictionary(pair => pair.result, pair => pair.let);

        private readonly Dictionary<Value, Operand> _early = [];
        private readonly List<Statement> _statements = [];

        public IEnumerable<Statement> Statements => _statements;

        /// <summary>The same operand before the loop; null if something that it takes is not there yet.</summary>
        public Operand? Early(Operand operand)
        {
            if (operand is not Value value) return operand;
            if (_early.TryGetValue(value, out var known)) return known;
            if (loop.Results().Contains(value)) return null;
            if (adjoints.Passed.Contains(value)) return Copy(value, context.DefinitionOf(value), loop.Origin with { Role = Role.Record });
            return _definitions.TryGetValue(value, out var let) ? Copy(value, let?.Operation, let?.Origin ?? loop.Origin) : value;
        }

        private Operand? Copy(Value value, Operation? operation, Origin origin)
        {
            if (operation is null || !IsFunction(operation)) return null;
            var operands = new List<Operand>();
            foreach (var part in operation.Operands)
            {
                if (Early(part) is not { } early) return null;
                operands.Add(early);
            }

            var result = value with { Id = context.Ids.Take() };
            _statements.Add(new Let([result], operation.With(operands.ToEquatableArray()), origin));
            return _early[value] = result;
        }

        // Integer arithmetic may throw, and must not do so early.
        private static bool IsFunction(Operation operation) => operation switch
        {
            Apply apply => !apply.IsChecked && (apply.Arguments[0].Type is not InertType || apply.Primitive.Name is not ("/" or "%")),
            Conversion conversion => !conversion.IsChecked,
            _ => operation is Length or GetField or MakeAggregate,
        };
    }
}
