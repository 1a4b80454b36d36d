using System.Globalization;
using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>Recording on the tape. What is pushed last is popped first, so a reversed block mirrors its forward block.</summary>
internal static class Recording
{
    /// <summary>Whether running the block moves the tape.</summary>
    public static bool UsesTape(Block block) => block.Statements().Any(MovesTape);

    /// <summary>Whether running the statement, or what is in it, moves the tape.</summary>
    public static bool UsesTape(Statement statement) => MovesTape(statement) || statement.Blocks().Any(UsesTape);

    private static bool MovesTape(Statement statement) =>
        statement is Let
        {
            Operation: Push or PushBlock or Pop or PopBlock
                or Call { Kind: CallKind.Forward or CallKind.Reverse or CallKind.ForwardTangent
                    or CallKind.ReverseTangent, Callee: { Rule: null, KeepsRecord: false } }
        };

    /// <summary>Whether values of the type can lie side by side in a block.</summary>
    public static bool FitsBlock(IrType type) => type is ScalarType { Kind: not ScalarKind.Generic }
        or InertType { Kind: InertKind.Int or InertKind.Integer or InertKind.Bool or InertKind.Record };

    public static Block PushAtEnd(Block forward, RecordingPlan plan, Ids ids)
    {
        var builder = new BlockBuilder(ids);
        builder.AddRange(forward.Statements);
        builder.Origin = Origin.None with { Role = Role.Record };
        foreach (var value in plan.Recorded) builder.Do(new Push(value));
        return builder.Build(forward.Parameters, forward.Yields);
    }

    public static Operand PopFrom(BlockBuilder top, Value value)
    {
        top.Origin = Origin.None with { Role = Role.Record };
        return top.Let(new Pop(), value.Type, value.Name);
    }

    /// <summary>Says for the head of the member what an iteration of the loop records.</summary>
    /// <param name="areSideBySide">The values lie in blocks; each on its own takes a multiple of 8 bytes.</param>
    public static void Describe(RecordingPlan plan, Origin loop, ReverseContext context, bool areSideBySide)
    {
        if (plan.Recorded.IsEmpty) return;
        var names = string.Join(", ", plan.Recorded.Select(value => RecordedNames.Of(value, context)).Distinct());
        var size = plan.Recorded.All(value => FitsBlock(value.Type) && value.Type is not InertType { Kind: InertKind.Record })
            ? ": " + Bytes(plan.Recorded.Sum(value => areSideBySide ? SizeOf(value.Type) : 8))
            : "";
        context.Records.Add($"Records {names} once per iteration of {Header(loop.Text)}{size}.");
    }

    private static string Bytes(int count) => count == 1 ? "1 byte" : count.ToString(CultureInfo.InvariantCulture) + " bytes";

    private static int SizeOf(IrType type) => type.Name switch
    {
        "bool" or "byte" or "sbyte" => 1,
        "short" or "ushort" or "char" or "global::System.Half" => 2,
        "int" or "uint" or "float" => 4,
        _ => 8,
    };

    /// <summary>The text of a loop statement up to the end of its header.</summary>
    public static string Header(string text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '(') depth++;
            if (text[i] == ')' && --depth == 0) return text.Substring(0, i + 1);
        }

        return text.Length == 0 ? "the loop" : text;
    }
}
