using Diff.Generators.Collections;

namespace Diff.Generators.Rules;

/// <summary>The derivative of one primitive: the partial of each output with respect to each operand.</summary>
/// <param name="Outputs">One list of partials per output. Empty: the derivative is zero everywhere it exists.</param>
internal sealed record Rule(string Name, int OperandCount, EquatableArray<EquatableArray<Formula>> Outputs)
{
    public bool IsZero => Outputs.IsEmpty;

    /// <summary>The rule of a function with one result.</summary>
    public static Rule Of(string name, params ReadOnlySpan<Formula> partials) =>
        new(name, partials.Length, [EquatableArray.Create(partials)]);

    /// <summary>The rule of a function of one operand whose result is a tuple.</summary>
    public static Rule OfTuple(string name, params ReadOnlySpan<Formula> derivatives)
    {
        var outputs = new List<EquatableArray<Formula>>();
        foreach (var derivative in derivatives) outputs.Add([derivative]);
        return new(name, 1, outputs.ToEquatableArray());
    }

    /// <summary>A function whose derivative is zero, in its overloads with these numbers of operands.</summary>
    public static Rule[] Zero(string name, params int[] operandCounts) => [.. operandCounts.Select(count => new Rule(name, count, []))];

    /// <summary>Functions of one operand whose derivative is zero.</summary>
    public static Rule[] Zeros(params string[] names) => [.. names.Select(name => new Rule(name, 1, []))];
}
