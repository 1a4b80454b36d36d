using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Rules;
using Diff.Generators.Simplify;

namespace Diff.Generators.Normalize;

/// <summary>
/// Puts the bodies of small callees in the place of their calls, under the caller's statement and with the caller's names.
/// Single-assignment form; no number changes. Tuples that were built for a call alone are taken apart.
/// <code>
/// y = Square(a + b) * c;   →   t = a + b; y = t * t * c;
/// </code>
/// </summary>
internal sealed class InlineCalls : Rewriter
{
    private readonly Func<Callee, Block?> _bodyOf;
    private readonly Ids _ids;
    private readonly Dictionary<Value, Operand> _same = [];
    private readonly Dictionary<Value, MakeAggregate> _built = [];
    private readonly ValueNames _names = new();

    private InlineCalls(Func<Callee, Block?> bodyOf, Ids ids)
    {
        _bodyOf = bodyOf;
        _ids = ids;
    }

    public static Method Run(Method method)
    {
        var ids = new Ids(method.NextId);
        return method with { Body = Run(method.Body, callee => callee.Body, ids), NextId = ids.Next };
    }

    public static Block Run(Block body, Func<Callee, Block?> bodyOf, Ids ids) =>
        body.Statements().Any(statement => statement is Let { Operation: Call call } && bodyOf(call.Callee) is not null)
            ? DeadCode.Run(new InlineCalls(bodyOf, ids).Place(body), ids)
            : body;

    private Block Place(Block body)
    {
        var placed = Rewrite(body);
        return _names.Rewrite(placed);
    }

    public override Operand Rewrite(Operand operand) => operand is Value value && _same.TryGetValue(value, out var same) ? same : operand;

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        var rebuilt = Rebuild(statement);
        switch (rebuilt)
        {
            case Let { Operation: Call call } let when _bodyOf(call.Callee) is { } body:
                Inline(let, call, body, output);
                return;
            case Let { Operation: GetField { Aggregate: Value aggregate } field } let when _built.TryGetValue(aggregate, out var built):
                Replace(let.Result, built.Fields[field.Index], isPassing: true);
                return;
            case Let { Operation: MakeAggregate make } let:
                _built[let.Result] = make;
                break;
            case Let { Operation: Apply apply } let when RuleTable.DecidesTies(apply.Primitive, apply.Arguments.Count):
                rebuilt = let with { Operation = apply.With(Variable(((Let)statement).Operation.Operands, apply.Arguments, let.Origin,
                    output)) };
                break;
        }

        _names.Define(rebuilt);
        output.Add(rebuilt);
    }

    private void Inline(Let let, Call call, Block body, List<Statement> output)
    {
        var copy = Renaming.Copy(body, _ids, value => value.Name == SingleExit.Result ? "" : value.Name, let.Origin);
        for (var i = 0; i < copy.Parameters.Count; i++)
            _same[copy.Parameters[i]] = As(copy.Parameters[i].Type, Entry(call, i, let.Origin, output), let.Origin, output);
        foreach (var statement in copy.Statements) Rewrite(statement, output);
        for (var i = 0; i < copy.Yields.Count; i++)
        {
            Replace(let.Results[i], As(let.Results[i].Type, Rewrite(copy.Yields[i]), let.Origin, output));
            if (body.Yields[i] is Value { Name: SingleExit.Result }) _names.Name(Rewrite(copy.Yields[i]), call.Callee.LocalName);
        }
    }

    /// <summary>The name goes to what stands for the value, if that has none.</summary>
    private void Replace(Value value, Operand operand, bool isPassing = false)
    {
        _same[value] = operand;
        _names.Name(operand, value.Name, isPassing);
    }

    /// <summary>The argument, without its derivative if the callee has none for it.</summary>
    private Operand Entry(Call call, int argument, Origin origin, List<Statement> output)
    {
        var operand = call.Arguments[argument];
        var parameter = argument - (call.Callee.IsInstance ? 1 : 0);
        var isConstant = operand is Constant || !operand.Type.IsDifferentiable() || parameter < 0
            || call.Callee.Parameters[parameter].IsIndependent;
        return isConstant ? operand : Detached(operand, origin, output);
    }

    /// <summary>The same value by a type that calls the fields of tuples otherwise.</summary>
    private Operand As(IrType type, Operand operand, Origin origin, List<Statement> output)
    {
        if (operand.Type == type) return operand;
        var builder = new BlockBuilder(_ids) { Origin = origin };
        var same = builder.FromLeaves(type, leaf => builder.ReadLeaf(operand, leaf));
        foreach (var statement in builder.Statements) Rewrite(statement, output);
        return Rewrite(same);
    }

    /// <summary>
    /// A constant that a caller passes, or a callee returns, is none where the user wrote the operation: it decides no tie.
    /// </summary>
    private EquatableArray<Operand> Variable(EquatableArray<Operand> before, EquatableArray<Operand> after, Origin origin,
        List<Statement> output) =>
        after.Select((operand, i) => operand is Constant && before[i] is Value ? Detached(operand, origin, output) : operand)
            .ToEquatableArray();

    private Value Detached(Operand operand, Origin origin, List<Statement> output)
    {
        var detached = new Value(_ids.Take(), operand.Type, "");
        output.Add(new Let([detached], new Detach(operand), origin));
        return detached;
    }
}
