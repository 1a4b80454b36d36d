using System.Globalization;
using System.Text;

namespace Diff.Generators.Ir;

/// <summary>Prints IR for tests and debugging: one statement per line, blocks indented.</summary>
internal static class Printer
{
    public static string Print(Block block)
    {
        var text = new StringBuilder();
        Print(block, text, 0);
        return text.ToString();
    }

    private static void Print(Block block, StringBuilder text, int depth)
    {
        if (block.Parameters.Count > 0) Line(text, depth, $"({string.Join(", ", block.Parameters)})");
        foreach (var statement in block.Statements) Print(statement, text, depth);
        if (block.Yields.Count > 0) Line(text, depth, $"yield {string.Join(", ", block.Yields)}");
    }

    private static void Print(Statement statement, StringBuilder text, int depth)
    {
        var results = string.Join(", ", statement.Results());
        var define = results.Length == 0 ? "" : results + " = ";
        switch (statement)
        {
            case Let let:
                Line(text, depth, define + Print(let.Operation));
                break;
            case If branch:
                Line(text, depth, $"{define}if {branch.Condition}");
                Print(branch.Then, text, depth + 1);
                if (branch.Else != Block.Empty) Line(text, depth, "else");
                Print(branch.Else, text, depth + 1);
                break;
            case Loop loop:
                Line(text, depth, $"{define}{(loop.TestsFirst ? "loop" : "do")} {string.Join(", ", loop.Inits)}".TrimEnd());
                Line(text, depth, "while");
                Print(loop.Condition, text, depth + 1);
                Line(text, depth, "body");
                Print(loop.Body, text, depth + 1);
                if (loop.Step != Block.Empty) Line(text, depth, "step");
                Print(loop.Step, text, depth + 1);
                break;
            case For loop:
                Line(text, depth,
                    $"{define}for {loop.Start} {(loop.IsInclusive ? "through" : "to")} {loop.End} by {loop.Stride.ToString(CultureInfo.InvariantCulture)} {string.Join(", ", loop.Inits)}".TrimEnd());
                Print(loop.Body, text, depth + 1);
                break;
            case Try guarded:
                Line(text, depth, define + "try");
                Print(guarded.Body, text, depth + 1);
                foreach (var handler in guarded.Handlers)
                {
                    Line(text, depth, $"catch {handler.Type}");
                    Print(handler.Body, text, depth + 1);
                }
                if (!guarded.Handlers.IsEmpty && guarded.Cleanup == Block.Empty) break;
                Line(text, depth, "finally");
                Print(guarded.Cleanup, text, depth + 1);
                break;
            case Throw thrown:
                Line(text, depth, $"throw {thrown.Exception}".TrimEnd());
                break;
            case WriteSlot write:
                Line(text, depth, $"{write.Slot.Name} := {write.Operand}");
                break;
            case Return leave:
                Line(text, depth, $"return {string.Join(", ", leave.Operands)}".TrimEnd());
                break;
            case Heading heading:
                Line(text, depth, $"-- {heading.Text}");
                break;
            default:
                Line(text, depth, statement.GetType().Name.ToLowerInvariant());
                break;
        }
    }

    private static string Print(Operation operation) => operation switch
    {
        Apply apply when char.IsLetter(apply.Primitive.Name[0]) || apply.Arguments.Count != 2 =>
            $"{apply.Primitive.Name}({string.Join(", ", apply.Arguments)})",
        Apply apply => $"{apply.Arguments[0]} {apply.Primitive.Name} {apply.Arguments[1]}{(apply.IsChecked ? " checked" : "")}",
        Conversion conversion => $"convert {conversion.Operand}",
        Inert inert => $"`{inert.Template}`({string.Join(", ", inert.Arguments)}) {inert.Effect.ToString().ToLowerInvariant()}",
        GetField field => $"{field.Aggregate}.{((AggregateType)field.Aggregate.Type).Fields[field.Index].Name}",
        MakeAggregate make => $"make({string.Join(", ", make.Fields)})",
        Length length => $"length {length.Buffer}[{length.Dimension.ToString(CultureInfo.InvariantCulture)}]",
        Load load => $"{load.Buffer}[{string.Join(", ", load.Indices)}]",
        Store store => $"{store.Buffer}[{string.Join(", ", store.Indices)}]{Path(store.Path)} := {store.Operand}",
        Accumulate add => $"{add.Buffer}[{string.Join(", ", add.Indices)}]{Path(add.Path)} += {add.Operand}",
        View view => $"view {view.Buffer} from {view.Start}{(view.Extent is null ? "" : $" length {view.Extent}")}",
        Choice choice =>
            $"choose {choice.Position} {string.Join(", ", choice.Keys.Zip(choice.Buffers, (key, buffer) => $"{key.ToString(CultureInfo.InvariantCulture)}: {buffer}"))}",
        Call call => $"{call.Kind.ToString().ToLowerInvariant()} {call.Callee.Name}({string.Join(", ", call.Arguments)})",
        ReadSlot read => read.Slot.Name,
        _ => $"{operation.GetType().Name.ToLowerInvariant()}({string.Join(", ", operation.Operands)})",
    };

    private static string Path(IEnumerable<int> path) =>
        string.Concat(path.Select(step => "." + step.ToString(CultureInfo.InvariantCulture)));

    private static void Line(StringBuilder text, int depth, string line) => text.Append(' ', 2 * depth).Append(line).Append('\n');
}
