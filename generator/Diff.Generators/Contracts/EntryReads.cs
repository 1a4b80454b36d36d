using Diff.Generators.Ir;
using Diff.Generators.Normalize;

namespace Diff.Generators.Contracts;

/// <summary>
/// Which buffer parameters may be read before the method has written what it reads: what they hold on entry counts. A written one of which
/// this is not true is an output only. May name too many, never too few.
/// <code>
/// for (…) y[i] = 2 * x[i];                             // x
/// for (…) { y[i] = 0; for (…) y[i] += a[i, j] * x[j]; }   // a, x: every read of y follows a write of the same element
/// for (…) y[i] += x[i];                                // x, y
/// </code>
/// </summary>
/// <param name="Read">Parameters whose elements on entry the body itself may read.</param>
/// <param name="PassedOn">Parameters that are passed to a differentiable method which finds there what they held on entry.</param>
internal sealed record EntryReads(HashSet<int> Read, HashSet<(int Parameter, string Callee, int CalleeParameter)> PassedOn)
{
    /// <param name="written">The parameters for which the answer matters.</param>
    public static EntryReads Run(Method method, BufferFlow flow, ICollection<int> written)
    {
        var reads = Of(method, flow, null);
        if (!reads.Read.Concat(reads.PassedOn.Select(passed => passed.Parameter)).Any(written.Contains)) return reads;
        var normalized = Normalizer.Run(method);
        var definitions = normalized.Body.Statements().OfType<Let>().Where(let => let.Results.Count == 1)
            .ToDictionary(let => let.Result, let => let.Operation);
        return Of(normalized, BufferFlow.Run(normalized),
            new WrittenElements(normalized.Body, value => definitions.TryGetValue(value, out var operation) ? operation : null));
    }

    /// <param name="elements">Where it is known which elements have been written before; null to take every read for one of what was there
    /// on entry.</param>
    private static EntryReads Of(Method method, BufferFlow flow, WrittenElements? elements)
    {
        var reads = new EntryReads([], []);
        if (elements is null)
            foreach (var statement in method.Body.Statements()) reads.Add(statement, flow, null);
        else
            elements.Walk(statement => reads.Add(statement, flow, elements));
        return reads;
    }

    private void Add(Statement statement, BufferFlow flow, WrittenElements? elements)
    {
        switch (statement)
        {
            case Let { Operation: Load load } let when !let.Result.Type.IsBuffer():
                if (elements is null || !elements.Cover(load.Buffer, load.Indices)) Read.UnionWith(flow.Of(load.Buffer));
                break;
            case Let { Operation: Store { Operand.Type: BufferType } store }:
                // Rows that change places take what they hold along.
                Read.UnionWith(flow.Of(store.Buffer));
                Read.UnionWith(flow.Of(store.Operand));
                break;
            case Let { Operation: Call { Callee.Kind: CalleeKind.Differentiable } call }:
                Pass(call, flow, elements);
                break;
            case Let { Operation: Call or MakeAggregate or Clone } or Return:
                foreach (var operand in statement.Operands()) Read.UnionWith(flow.Of(operand));
                break;
            case Let { Operation: Inert inert } when !KnownNames.IsMemoryTest(inert.Template):
                foreach (var operand in inert.Arguments) Read.UnionWith(flow.Of(operand));
                break;
        }
    }

    private void Pass(Call call, BufferFlow flow, WrittenElements? elements)
    {
        var position = 0;
        foreach (var (argument, parameter) in call.Bound())
        {
            // Of methods of this compilation it is not known yet what they read.
            if (parameter.IsReadOnEntry && (elements is null || !elements.Cover(argument)))
                foreach (var passed in flow.Of(argument)) PassedOn.Add((passed, call.Callee.Key, position));
            position++;
        }
    }
}
