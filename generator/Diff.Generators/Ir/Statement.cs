using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>
/// A statement of the structured IR. Two forms share these records: the <em>imperative</em> form that the front end
/// builds (slots, break, continue, return) and the <em>single-assignment</em> form that Normalize leaves and
/// every later pass keeps (no slots, no jumps). <see cref="Verifier"/> tells them apart.
/// </summary>
internal abstract record Statement(Origin Origin);

/// <summary><c>results = operation</c>; no results for a pure effect such as a store.</summary>
internal sealed record Let(EquatableArray<Value> Results, Operation Operation, Origin Origin) : Statement(Origin)
{
    public Value Result => Results[0];
}

/// <summary>Takes one of two branches; results are the yields of the branch taken.</summary>
internal sealed record If(Operand Condition, Block Then, Block Else, EquatableArray<Value> Results, Origin Origin) : Statement(Origin);

/// <summary>
/// <c>carried = inits; while (condition(carried)) carried = body(carried); results = carried</c>.
/// <see cref="Condition"/> has the carried values as parameters and yields one boolean; after normalisation it has no effects.
/// <see cref="Body"/> has the carried values as parameters and yields their next values.
/// In the imperative form nothing is carried, and <see cref="Step"/> holds the increment of a <c>for</c> (run after
/// <c>continue</c> too); it is empty afterwards. <see cref="TestsFirst"/> is false only for an imperative <c>do</c>.
/// </summary>
internal sealed record Loop(
    EquatableArray<Operand> Inits,
    Block Condition,
    Block Body,
    Block Step,
    bool TestsFirst,
    EquatableArray<Value> Results,
    Origin Origin) : Statement(Origin)
{
    /// <summary>As for <see cref="For.IsFused"/>.</summary>
    public bool IsFused { get; init; }
}

/// <summary>
/// A counted loop: <c>for (i = start; i &lt; end; i += stride)</c> with constant non-zero <see cref="Stride"/> and bounds that are fixed
/// before the loop (<c>i &gt; end</c> when the stride is negative; <c>&lt;=</c> or <c>&gt;=</c> when <see cref="IsInclusive"/>).
/// <see cref="Body"/> has the index as first parameter, then the carried values; it yields the next carried values. Single-assignment form
/// only.
/// </summary>
internal sealed record For(
    Operand Start,
    Operand End,
    int Stride,
    bool IsInclusive,
    EquatableArray<Operand> Inits,
    Block Body,
    EquatableArray<Value> Results,
    Origin Origin) : Statement(Origin)
{
    public Value Index => Body.Parameters[0];

    /// <summary>Each iteration is reversed at its end, so it gives back what it has put on the tape. Derived code only.</summary>
    public bool IsFused { get; init; }
}

/// <summary>
/// <c>try { body } catch … finally { cleanup }</c>; results are the yields of the body. Handlers and cleanup yield nothing and have no
/// active values; where a handler goes on, neither has the body, and nothing is yielded.
/// </summary>
internal sealed record Try(Block Body, Block Cleanup, EquatableArray<Value> Results, Origin Origin) : Statement(Origin)
{
    public EquatableArray<Handler> Handlers { get; init; }

    /// <summary>What follows has the whole body behind it: there is no handler, or each of them throws.</summary>
    public bool IsWhole => Handlers.All(handler => Throws(handler.Body));

    private static bool Throws(Block block) => block.Statements.LastOrDefault() switch
    {
        Throw => true,
        If branch => Throws(branch.Then) && Throws(branch.Else),
        _ => false,
    };
}

/// <summary><c>catch (type exception) { body }</c>; the exception is the body's parameter.</summary>
/// <param name="Type">As generated code spells it.</param>
internal sealed record Handler(string Type, Block Body);

/// <summary><c>throw exception</c>: a path without a result. What follows in the block is not reached.</summary>
/// <param name="Exception">Null for <c>throw;</c> in a handler.</param>
internal sealed record Throw(Operand? Exception, Origin Origin) : Statement(Origin);

/// <summary>Assigns a variable. Imperative form only.</summary>
internal sealed record WriteSlot(Slot Slot, Operand Operand, Origin Origin) : Statement(Origin);

/// <summary>Leaves the method with one operand per result. Imperative form only.</summary>
internal sealed record Return(EquatableArray<Operand> Operands, Origin Origin) : Statement(Origin);

/// <summary>Leaves the innermost loop. Imperative form only.</summary>
internal sealed record Break(Origin Origin) : Statement(Origin);

/// <summary>Goes to the next iteration of the innermost loop. Imperative form only.</summary>
internal sealed record Continue(Origin Origin) : Statement(Origin);

/// <summary>A heading in the output, such as <c>forward sweep</c>.</summary>
internal sealed record Heading(string Text) : Statement(Origin.None);

/// <summary>
/// A variable of the primal that can be assigned more than once (one per scalar leaf of tuples and structs). Imperative form only.
/// </summary>
internal sealed record Slot(int Id, IrType Type, string Name)
{
    /// <summary>
    /// It is a parameter or the result of a function whose body stands in the place of a call: what is read once there needs no name.
    /// </summary>
    public bool IsPassing { get; init; }

    public override int GetHashCode() => Id;
}
