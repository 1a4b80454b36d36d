using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Rules;

namespace Diff.Generators.Tests.Rules;

/// <summary>One primitive applied to operands of type double, with what its rule makes of it.</summary>
internal sealed class RuleProbe
{
    private static readonly AggregateType Pair =
        new("(double, double)", [new("Sin", ScalarType.Double), new("Cos", ScalarType.Double)], AggregateKind.Tuple);

    private readonly Ids _ids = new(100);
    private readonly object[] _arguments;

    /// <param name="arguments">The point: a double or an int or a bool per operand.</param>
    /// <param name="constants">Which operands are compile-time constants.</param>
    public RuleProbe(Rule rule, object[] arguments, params int[] constants)
    {
        _arguments = arguments;
        Rule = rule;
        Operands = [.. arguments.Select((argument, index) => constants.Contains(index) ? (Operand)ConstantOf(argument) : new Value(index, TypeOf(argument), "xyz"[index].ToString()))];
        Operation = new Apply(new Primitive(rule.Name), Operands);
        Result = new Value(10, rule.Outputs.Count > 1 ? Pair : ScalarType.Double, "r");
    }

    public Rule Rule { get; }

    public EquatableArray<Operand> Operands { get; }

    public Apply Operation { get; }

    public Value Result { get; }

    public Value Weight { get; } = new(11, ScalarType.Double, "w");

    /// <summary>The block that computes the contribution, with everything it reads as a free value.</summary>
    public Block Contribution(int operand, int output = 0, Func<Operand, Operand>? primal = null)
    {
        var builder = new BlockBuilder(_ids);
        var contribution = RuleTable.Contribution(builder, Operation, Result, operand, Weight, primal ?? (leaf => leaf), output);
        return builder.Build([], [contribution ?? Constant.Number(ScalarType.Double, 0)]);
    }

    /// <summary>The contribution's value at the point.</summary>
    public double First(int operand, double weight = 1, int output = 0) => (double)At(weight).Run(Contribution(operand, output))[0];

    /// <summary>The derivative of the contribution with respect to another operand, by the rules of the primitives it is made of.</summary>
    public double Second(int operand, int other, double weight = 1, int output = 0)
    {
        var builder = new BlockBuilder(_ids);
        var tangents = new Dictionary<Operand, Operand> { [Operands[other]] = Constant.Number(ScalarType.Double, 1) };
        AppendTangent(builder, new Let([Result], Operation, Origin.None), tangents);
        var first = Contribution(operand, output);
        foreach (var let in first.Statements.Cast<Let>())
        {
            builder.Add(let);
            AppendTangent(builder, let, tangents);
        }

        var second = builder.Build([], [tangents.GetValueOrDefault(first.Yields[0], Constant.Number(ScalarType.Double, 0))]);
        return (double)At(weight).Run(second)[0];
    }

    private Evaluator At(double weight)
    {
        var evaluator = new Evaluator();
        foreach (var (value, argument) in Operands.Zip(_arguments).Where(pair => pair.First is Value)) evaluator.Set((Value)value, argument);
        evaluator.Set(Result, Evaluator.Call(Rule.Name, _arguments));
        evaluator.Set(Weight, weight);
        return evaluator;
    }

    /// <summary>Forward mode, one operation at a time; fields of a pair are tangents of their own.</summary>
    private static void AppendTangent(BlockBuilder builder, Let let, Dictionary<Operand, Operand> tangents)
    {
        if (let.Operation is GetField field)
        {
            if (tangents.TryGetValue(new Field(field.Aggregate, field.Index), out var ofField)) tangents[let.Result] = ofField;
            return;
        }

        if (let.Operation is not Apply apply) return;
        var rule = RuleTable.Find(apply.Primitive, apply.Arguments.Count);
        Assert.NotNull(rule);
        for (var output = 0; output < rule.Outputs.Count; output++)
        {
            Operand? sum = null;
            for (var i = 0; i < apply.Arguments.Count; i++)
            {
                if (!tangents.TryGetValue(apply.Arguments[i], out var tangent)) continue;
                var term = RuleTable.Contribution(builder, apply, let.Result, i, tangent, leaf => leaf, output);
                if (term is not null) sum = sum is null ? term : builder.Plus(sum, term);
            }

            if (sum is not null) tangents[rule.Outputs.Count == 1 ? let.Result : new Field(let.Result, output)] = sum;
        }
    }

    private static IrType TypeOf(object argument) => argument switch
    {
        double => ScalarType.Double,
        int => InertType.Int,
        bool => InertType.Bool,
        _ => throw new InvalidOperationException(argument.GetType().Name),
    };

    private static Constant ConstantOf(object argument) => argument switch
    {
        double number => Constant.Number(ScalarType.Double, number),
        int number => Constant.Int(number),
        _ => throw new InvalidOperationException(argument.GetType().Name),
    };

    /// <summary>A field of a pair, as a key of the table of tangents.</summary>
    private sealed record Field(Operand Pair, int Index) : Operand(ScalarType.Double);
}
