using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// The condition of a loop as comparisons that all must hold. What stands behind <c>&amp;&amp;</c> is computed in any case where that can
/// do no harm. Single-assignment form.
/// <code>
/// while (a &lt; b &amp;&amp; !(c &lt; d)) …   // a &lt; b; not c &lt; d
/// </code>
/// </summary>
/// <param name="Condition">With all its statements in one block.</param>
/// <param name="Values">The results of the tests.</param>
internal sealed record LoopTests(Block Condition, EquatableArray<LoopTest> Comparisons, EquatableArray<Value> Values)
{
    /// <summary>Null if the condition is something else.</summary>
    public static LoopTests? Of(Block condition)
    {
        var (statements, conjunctions) = (new List<Statement>(), new Dictionary<Value, (Operand First, Operand Second)>());
        var (comparisons, values) = (new List<LoopTest>(), new List<Value>());
        if (!Gather(condition, isSure: true)
            || statements.Exists(statement => statement.Operands().Any(operand => operand is Value test && conjunctions.ContainsKey(test))))
            return null;
        condition = condition with { Statements = statements.ToEquatableArray() };
        return Read(condition.Yields[0], isNegated: false) ? new(condition, [.. comparisons], [.. values]) : null;

        bool Gather(Block block, bool isSure)
        {
            foreach (var statement in block.Statements)
            {
                if (statement is If { Results: [{ Type: InertType { Kind: InertKind.Bool } } both],
                    Else: { Statements.IsEmpty: true, Yields: [Constant { Bits: 0 }] } } first)
                {
                    conjunctions[both] = (first.Condition, first.Then.Yields[0]);
                    if (!Gather(first.Then, isSure: false)) return false;
                }
                else if (isSure || IsHarmless(statement)) statements.Add(statement);
                else return false;
            }

            return true;
        }

        bool Read(Operand test, bool isNegated)
        {
            if (test is not Value value) return false;
            values.Add(value);
            if (!isNegated && conjunctions.TryGetValue(value, out var parts)) return Read(parts.First, false) && Read(parts.Second, false);
            switch (CountedShape.Definition(condition, value))
            {
                case Apply { Primitive.Name: "!", Arguments: [var opposite] }:
                    return Read(opposite, !isNegated);
                case Apply { Arguments.Count: 2 } compare:
                    comparisons.Add(new(compare, isNegated));
                    return true;
                default:
                    return false;
            }
        }
    }

    /// <summary>Whether a statement only computes something, and cannot fail.</summary>
    private static bool IsHarmless(Statement statement) => statement is Let { Operation: var operation } && operation switch
    {
        Apply apply => !apply.IsChecked && apply.Primitive.Name is not ("/" or "%"),
        Conversion conversion => !conversion.IsChecked,
        _ => operation is Length,
    };
}

/// <summary>A comparison that must hold for the loop to go on, or that must not.</summary>
internal readonly record struct LoopTest(Apply Comparison, bool IsNegated);
