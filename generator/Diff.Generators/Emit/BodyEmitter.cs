using Diff.Generators.Ir;
using Diff.Generators.Transform;

namespace Diff.Generators.Emit;

/// <summary>How a body sits in its member.</summary>
/// <param name="Parameters">Names of the block's parameters, in order; an empty name is nowhere declared.</param>
/// <param name="Assigned">Yields that go to <c>ref</c> and <c>out</c> parameters, with the parameter's name.</param>
/// <param name="Returned">Yields that are returned: none, one, or a tuple.</param>
internal sealed record BodyFrame(
    IReadOnlyList<Coalesce.Fixed> Parameters,
    IReadOnlyList<(int Yield, string Name)> Assigned,
    IReadOnlyList<int> Returned,
    TapeUse Tape,
    bool IsChecked)
{
    /// <summary>The name of the tape, when the member has one, and of the cursor over it.</summary>
    public string TapeName { get; init; } = "tape";

    public string CursorName { get; init; } = "cursor";

    /// <summary>The name of the scratch memory, if the body takes any.</summary>
    public string ScratchName { get; init; } = "scratch";

    /// <summary>What lends the memory that is returned; empty if it is the caller's own.</summary>
    public string ResultsName { get; init; } = "";

    /// <summary>The first value returned is the primal's.</summary>
    public bool IsValueFirst { get; init; }

    /// <summary>What is returned after the first value is a tuple of its own.</summary>
    public bool IsRestGrouped { get; init; }

    /// <summary>How the returned texts are put together, if they are no plain list.</summary>
    public Func<IReadOnlyList<string>, string>? Form { get; init; }

    /// <summary>Type parameters and other names in scope.</summary>
    public IReadOnlyList<string> Reserved { get; init; } = [];
}

internal enum TapeUse
{
    None,

    /// <summary>A tape of its own, from the pool.</summary>
    Rented,

    /// <summary>A parameter <c>tape</c> or <c>cursor</c>.</summary>
    Parameter,
}

/// <summary>Prints a body of single-assignment form between the braces of its member.</summary>
internal static class BodyEmitter
{
    public static void Run(Block body, BodyFrame frame, CodeWriter writer)
    {
        var tree = Tree.Of(body);
        var plan = Inlining.Run(tree);
        var layout = Liveness.Run(tree, plan);
        var parameters = new Dictionary<int, Coalesce.Fixed>();
        for (var i = 0; i < body.Parameters.Count; i++) parameters[body.Parameters[i].Id] = frame.Parameters[i];
        var reserved = frame.Parameters.Select(parameter => parameter.Name.TrimStart('@').Split('.')[0])
            .Concat(frame.Assigned.Select(assigned => assigned.Name)).Concat(frame.Reserved)
            .Concat([frame.TapeName, frame.CursorName, frame.ScratchName,
                .. frame.ResultsName.Length > 0 ? [frame.ResultsName.Split('.')[0]] : Array.Empty<string>()])
                .Concat(TemplateNames(tree.Root));
        var wishes = frame.Returned.Count > 0 && frame.IsValueFirst && body.Yields[frame.Returned[0]] is Value { Name: "" } value
            ? value.Id
            : -1;
        var variables = Variables.Of(layout, parameters, reserved, wishes, ScopedSpans.Of(body, parameters));
        var printer = new BodyPrinter(plan, layout, variables,
            new CallPrinter(frame.TapeName, frame.CursorName, frame.ScratchName, frame.ResultsName, frame.Tape == TapeUse.Parameter),
            frame.IsChecked);
        if (frame.Tape == TapeUse.Rented) writer.Line($"using var {frame.TapeName} = global::Diff.Tape.Rent();");
        if (ScratchMemory.IsTaken(body)) writer.Line($"using var {frame.ScratchName} = global::Diff.Scratch.Enter();");
        if (printer.Print(tree.Root, writer, isBody: true, opensCursor: frame.Tape == TapeUse.Rented))
            End(body, frame, printer, plan, variables, writer);
    }

    private static void End(Block body, BodyFrame frame, BodyPrinter printer, InliningPlan plan, Variables variables, CodeWriter writer)
    {
        var moves = frame.Assigned.Select(assigned => new Move(Target(body, frame, assigned.Name, variables), body.Yields[assigned.Yield],
            false)).ToList();
        var returned = frame.Returned.Select(index => body.Yields[index]).ToList();
        var texts = returned.Select(operand => Returned(operand, frame, printer)).ToList();
        if (moves.Count > 0)
        {
            // The assignments may overwrite what the returned values read.
            for (var i = 0; i < returned.Count; i++)
            {
                if (returned[i] is not Value
                    || plan.DefinitionOf(returned[i]) is null && moves.TrueForAll(move => move.Target != variables[(Value)returned[i]]))
                    continue;
                var name = variables.Names.Take("value", 0);
                writer.Declaration($"var {name} = {printer.Expressions.Print(returned[i]).Exact.Text};");
                texts[i] = name;
            }
            printer.Print(moves, writer);
        }
        if (frame.Form is { } form) texts = [form(texts)];
        if (frame.IsRestGrouped && texts.Count > 2) texts = [texts[0], $"({string.Join(", ", texts.Skip(1))})"];
        if (texts.Count > 0) writer.Line($"return {(texts.Count == 1 ? texts[0] : $"({string.Join(", ", texts)})")};");
    }

    private static string Returned(Operand operand, BodyFrame frame, BodyPrinter printer) =>
        frame.Returned.Count == 1 ? printer.Expressions.Text(operand) : printer.Expressions.Print(operand).Exact.Text;

    private static Variable Target(Block body, BodyFrame frame, string name, Variables variables)
    {
        for (var i = 0; i < frame.Parameters.Count; i++)
            if (frame.Parameters[i].Name == name) return variables[body.Parameters[i]];
        return new(name, InertType.Int, -1);
    }

    private static IEnumerable<string> TemplateNames(Region region)
    {
        foreach (var node in region.Nodes)
        {
            if (node.Statement is Let { Operation: Inert inert })
                foreach (var name in Templates.FreeNames(inert.Template)) yield return name;
            foreach (var inner in node.Regions)
                foreach (var name in TemplateNames(inner)) yield return name;
        }
    }
}
