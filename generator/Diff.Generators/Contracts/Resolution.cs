using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// Puts into a method what it may know of its callees: which buffers they write, the body of a small one, and the rule that serves one that
/// is not
/// <c>[Differentiable]</c>. The result depends on the method's own callees alone, so it stays equal when anything else changes.
/// </summary>
internal sealed class Resolution : Rewriter
{
    private readonly Dictionary<string, Contract> _contracts;
    private readonly Dictionary<string, CustomRule> _rules;

    private Resolution(Knowledge knowledge, string holder)
    {
        _contracts = knowledge.Contracts.ToDictionary(contract => contract.Key, StringComparer.Ordinal);
        _rules = RuleBook.Of(knowledge.Rules.Where(rule => rule.Serves(holder)));
    }

    public static Method Run(Method method, Knowledge knowledge)
    {
        var resolution = new Resolution(knowledge, method.Declaration.Holder);
        var contract = resolution.ContractOf(method.Declaration.Key);
        return method with
        {
            Body = resolution.Rewrite(method.Body),
            Lifted = method.Lifted.Select(lifted => Run(lifted, knowledge)).ToEquatableArray(),
            Parameters = method.Parameters
                .Select((parameter, i) => parameter with
                {
                    IsWritten = contract.Written.Contains(i),
                    IsReadInReverse = IsRead(contract, parameter.Type, i),
                    IsReadOnEntry = contract.ReadOnEntry.Contains(i),
                    IsHeld = contract.Held.Contains(i),
                    IsReturned = contract.Returned.Contains(i),
                    BreaksPromise = contract.Broken.Contains(i),
                })
                .ToEquatableArray(),
            ChangesObjects = contract.Written.Contains(MethodFacts.Objects),
            ReturnsObjects = contract.Returned.Contains(MethodFacts.Objects),
            KeepsRecord = contract.KeepsRecord,
            HasEffects = contract.HasEffects,
            Stores = contract.Stores,
            Reads = contract.Reads,
            IsBundled = contract.IsBundled,
            HasBundledHalves = contract.HasBundledHalves,
            Obstacle = contract.Obstacle,
        };
    }

    public override void Rewrite(Statement statement, List<Statement> output) => output.Add(Rebuild(
        statement is Let { Operation: Call call } let ? let with { Operation = call with { Callee = Resolve(call.Callee) } } : statement));

    private Callee Resolve(Callee callee)
    {
        if (callee.OnConstant is { } constant) return Resolve(callee with { OnConstant = null }) with { OnConstant = Resolve(constant) };
        if (callee.Derivative is { } derivative) return Resolve(callee, derivative);
        if (callee.Kind == CalleeKind.Unknown)
            return _rules.TryGetValue(callee.Key, out var rule) ? Served(callee, Resolve(rule)) : callee;
        if (!_contracts.ContainsKey(callee.Key)) return callee;
        var contract = ContractOf(callee.Key);
        return callee with
        {
            Parameters = callee.Parameters
                .Select((parameter, i) => parameter with
                {
                    IsWritten = contract.Written.Contains(i),
                    IsReadInReverse = IsRead(contract, parameter.Type, i),
                    IsReadOnEntry = contract.ReadOnEntry.Contains(i),
                    IsHeld = contract.Held.Contains(i),
                    IsReturned = contract.Returned.Contains(i),
                })
                .ToEquatableArray(),
            ChangesObjects = contract.Written.Contains(MethodFacts.Objects),
            ReturnsObjects = contract.Returned.Contains(MethodFacts.Objects),
            KeepsRecord = contract.KeepsRecord,
            Stores = contract.Stores,
            Reads = contract.Reads,
            Body = contract.Body,
            IsBundled = contract.IsBundled,
            HasBundledHalves = contract.HasBundledHalves,
            Obstacle = contract.Obstacle,
        };
    }

    /// <summary>What has a gradient in a rule, and no weight, is only read.</summary>
    private static Callee Served(Callee callee, CustomRule rule) => callee with
    {
        Kind = CalleeKind.Custom,
        Rule = rule,
        Parameters = callee.Parameters.Select(parameter => parameter with
        {
            IsWritten = parameter.IsWritten
                && (rule.Form != RuleForm.Vjp || !parameter.IsIndependent || rule.Weighted.Contains(parameter.Name)),
        }).ToEquatableArray(),
    };

    private CustomRule Resolve(CustomRule rule) => rule.Partials is { } partials && _contracts.TryGetValue(partials.Key, out var contract)
        ? rule with { Partials = partials with { IsBundled = contract.IsBundled } }
        : rule;

    /// <summary>A derivative holds what its function holds.</summary>
    private Callee Resolve(Callee callee, DerivativeOf derivative)
    {
        var function = Resolve(derivative.Function) with { Body = null };
        return callee with
        {
            Derivative = derivative with { Function = function },
            Parameters = callee.Parameters.Select((parameter, i) =>
                i < function.Parameters.Count ? parameter with { IsHeld = function.Parameters[i].IsHeld } : parameter).ToEquatableArray(),
        };
    }

    private Contract ContractOf(string key) =>
        _contracts.TryGetValue(key, out var contract) ? contract : new Contract(key, [], [], [], KeepsRecord: false);

    private static bool IsRead(Contract contract, IrType type, int index) =>
        !ReverseReads.IsOptional(type) || contract.Read.Contains(index);
}
