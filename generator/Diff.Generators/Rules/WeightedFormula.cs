using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Rules;

/// <summary>
/// Writes <c>weight · partial</c> as operations. The weight moves into the branches of a choice and onto the numerator of a quotient, past
/// signs and ones: <c>w · (x &gt; 0 ? 1 : -1)</c> becomes <c>x &gt; 0 ? w : -w</c>, <c>w · (1 / d)</c> becomes <c>w / d</c>.
/// </summary>
internal sealed class WeightedFormula(BlockBuilder builder, Apply operation, Operand result, Operand weight, Func<Operand, Operand> primal)
{
    private readonly IrType _type = weight.Type;

    /// <summary>Null if the partial is zero.</summary>
    public Operand? Append(Formula partial) => Leaves.HoldsWeight(partial) ? Evaluate(partial) : Product(weight, partial);

    private Operand? Product(Operand factor, Formula partial) => partial switch
    {
        NumberFormula { Value: 0 } => null,
        NumberFormula { Value: 1 } => factor,
        NumberFormula { Value: -1 } => builder.Negate(factor),
        { Negated: { } inner } => Product(factor, inner) is { } product ? builder.Negate(product) : null,
        FunctionFormula { Name: "?:" } choice => Choice(factor, choice, branch => branch),
        FunctionFormula { Name: "/" } quotient => Product(factor, quotient.Arguments[0]) is { } numerator
            ? builder.Apply(Primitive.Divide, _type, numerator, Evaluate(quotient.Arguments[1]))
            : null,
        FunctionFormula { Name: "*" } product when HoldsChoice(product) =>
            Product(factor, product.Arguments[0]) is { } first ? Product(first, product.Arguments[1]) : null,
        SingularFormula { Inner: var inner } => Guarded(factor, inner),
        _ => builder.Times(factor, Evaluate(partial)),
    };

    private Operand? Guarded(Operand factor, Formula partial) => partial switch
    {
        NumberFormula => Product(factor, partial),
        { Negated: { } inner } => Guarded(factor, inner) is { } product ? builder.Negate(product) : null,
        FunctionFormula { Name: "?:" } choice => Choice(factor, choice, Formulas.Singular),
        FunctionFormula { Name: "/" } quotient when quotient.Arguments[0].IsNumber(1) =>
            builder.Apply(Primitive.WeightDivide, _type, factor, Evaluate(quotient.Arguments[1])),
        _ => builder.Apply(Primitive.WeightTimes, _type, factor, Evaluate(partial)),
    };

    private Operand? Choice(Operand factor, FunctionFormula choice, Func<Formula, Formula> guard)
    {
        var condition = Evaluate(choice.Arguments[0]);
        var then = Product(factor, guard(choice.Arguments[1]));
        var otherwise = Product(factor, guard(choice.Arguments[2]));
        if (then is null && otherwise is null) return null;
        return builder.Apply(Primitive.Select, _type, condition, then ?? Zero, otherwise ?? Zero);
    }

    private static bool HoldsChoice(FunctionFormula product) =>
        product.Arguments.Any(argument => argument is FunctionFormula { Name: "?:" }
            || (argument is FunctionFormula { Name: "*" } inner && HoldsChoice(inner)));

    private Operand Zero => Constant.Number(_type, 0);

    private Operand Evaluate(Formula formula) => formula switch
    {
        NumberFormula number => Constant.Number(_type, number.Value),
        WeightFormula => weight,
        OperandFormula { Index: var index } => primal(operation.Arguments[index]),
        ConvertedFormula { Index: var index } => Converted(primal(operation.Arguments[index])),
        ResultFormula { Field: ResultFormula.Whole } => primal(result),
        ResultFormula { Field: var field } => builder.Let(new GetField(primal(result), field), _type),
        SingularFormula { Inner: var inner } => Evaluate(inner),
        FunctionFormula function => builder.Apply(
            new Primitive(function.Name), TypeOf(function), [.. function.Arguments.Select(Evaluate)]),
        _ => throw new InvalidOperationException($"Unknown formula {formula.GetType().Name}."),
    };

    private Operand Converted(Operand integer) =>
        builder.Let(new Conversion(integer, IsImplicit: _type is ScalarType { IsBuiltIn: true }), _type);

    private IrType TypeOf(FunctionFormula function) => function.Name switch
    {
        "<" or ">" or "==" or "!=" or "&" => InertType.Bool,
        _ => _type,
    };
}
