using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Rules;

/// <summary>
/// All derivative rules, keyed by the name of the primitive and the number of its operands. No rule means that the primitive cannot be
/// differentiated: it must be reported.
/// </summary>
internal static class RuleTable
{
    /// <summary>The rules of scalar functions; those of <see cref="Tensors"/> are found as well.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. Arithmetic.Rules,
        .. Comparisons.Rules,
        .. Powers.Rules,
        .. Exponentials.Rules,
        .. Trigonometry.Rules,
        .. Hyperbolics.Rules,
        .. Extrema.Rules,
        .. Rounding.Rules,
        .. Specials.Rules,
        .. Weights.Rules,
    ];

    private static readonly Dictionary<(string Name, int OperandCount), Rule> Rules =
        All.Concat(Tensors.Rules).ToDictionary(rule => (rule.Name, rule.OperandCount));

    public static Rule? Find(Primitive primitive, int operandCount) =>
        Rules.TryGetValue((primitive.Name, operandCount), out var rule) ? rule : null;

    public static bool IsZero(Primitive primitive, int operandCount) => Find(primitive, operandCount) is { IsZero: true };

    /// <summary>Whether a partial depends on which of the operands are constants.</summary>
    public static bool DecidesTies(Primitive primitive, int operandCount) =>
        Find(primitive, operandCount) is { } rule && rule.Outputs.Any(partials => partials.Any(Leaves.HoldsTie));

    /// <summary>
    /// Appends the operations that compute <c>weight · ∂operation/∂operand</c>, for either sweep. Null if the partial is zero
    /// everywhere.
    /// </summary>
    /// <param name="result">The value that the operation defines.</param>
    /// <param name="weight">The adjoint of the result (of its field <paramref name="output"/>), or the tangent of the operand.</param>
    /// <param name="primal">
    /// Where an operand or the result of the operation is to be had in this sweep. Asked for exactly what <see cref="Needed"/> lists, and
    /// for constants.
    /// </param>
    /// <param name="output">The field of a tuple result (<c>SinCos</c>); 0 for a scalar.</param>
    public static Operand? Contribution(
        BlockBuilder builder,
        Apply operation,
        Operand result,
        int operand,
        Operand weight,
        Func<Operand, Operand> primal,
        int output = 0) =>
        new WeightedFormula(builder, operation, result, weight, primal).Append(Partial(operation, operand, output));

    /// <summary>The operands of the operation, or its result, that <see cref="Contribution"/> reads; no constants.</summary>
    public static EquatableArray<Operand> Needed(Apply operation, Operand result, int operand, int output = 0)
    {
        var needed = new HashSet<Operand>();
        Leaves.Collect(Partial(operation, operand, output), leaf => needed.Add(leaf switch
        {
            OperandFormula { Index: var index } => operation.Arguments[index],
            ConvertedFormula { Index: var index } => operation.Arguments[index],
            _ => result,
        }));
        return needed.Where(value => value is not Constant).ToEquatableArray();
    }

    /// <summary>The names of the primitives that <see cref="Contribution"/> appends besides products with the weight.</summary>
    public static EquatableArray<string> PrimitivesUsed(Apply operation, int operand, int output = 0)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        Leaves.CollectFunctions(Partial(operation, operand, output), name => names.Add(name));
        return names.ToEquatableArray();
    }

    /// <summary>The partial for these very operands: constants put in, conventions for constant operands decided.</summary>
    private static Formula Partial(Apply operation, int operand, int output)
    {
        var rule = Find(operation.Primitive, operation.Arguments.Count)
            ?? throw new InvalidOperationException($"No rule for {operation.Primitive.Name} of {operation.Arguments.Count} operands.");
        return rule.IsZero ? 0 : Specialize.Run(rule.Outputs[output][operand], operation);
    }
}
