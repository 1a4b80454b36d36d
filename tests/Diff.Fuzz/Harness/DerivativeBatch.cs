using System.Text.RegularExpressions;
using Diff.Fuzz.Language;
using Diff.Fuzz.Printing;
using Diff.Testing;
using Microsoft.CodeAnalysis;
using Xunit.Sdk;

namespace Diff.Fuzz.Harness;

/// <summary>
/// Runs the generator over many programs at once. A program that is refused, that makes the generator throw, or whose generated code does
/// not compile, is set aside with the reason, and the others are compiled without it.
/// </summary>
public sealed partial class DerivativeBatch
{
    readonly Dictionary<string, string> failures = [];
    readonly Dictionary<string, string> warnings = [];
    readonly HashSet<string> rejected = [];
    readonly Dictionary<string, GeneratorRun> runs = [];

    public DerivativeBatch(IReadOnlyList<FuzzProgram> programs) => Compile(programs);

    /// <summary>C# itself finds a mistake in the program: no fault of the compiler under test.</summary>
    public bool IsRejected(FuzzProgram program) => rejected.Contains(program.Name);

    /// <summary>Why a program has no derivatives, or null.</summary>
    public string? Failure(FuzzProgram program) => failures.GetValueOrDefault(program.Name);

    /// <summary>A compiler warning in the generated code that the program itself does not give, or null.</summary>
    public string? Warning(FuzzProgram program) => warnings.GetValueOrDefault(program.Name);

    public Compiled Harness(FuzzProgram program) => new(runs[program.Name].Load(), program);

    public string GeneratedText(FuzzProgram program) => runs.TryGetValue(program.Name, out var run)
        ? string.Join('\n', run.Sources.Values.Where(text => ClassNameIn(text) == program.Name))
        : "";

    void Compile(IReadOnlyList<FuzzProgram> programs)
    {
        var open = programs;
        while (open.Count > 0)
        {
            if (Run(open) is not { } run)
            {
                // One of them makes the generator throw, and then it generates nothing for any.
                if (open.Count == 1) return;
                Compile([.. open.Take(open.Count / 2)]);
                Compile([.. open.Skip(open.Count / 2)]);
                return;
            }

            var found = Failures(run, open);
            if (found.Count == 0)
            {
                foreach (var program in open) runs[program.Name] = run;
                return;
            }

            foreach (var (name, reason) in found) failures[name] = reason;
            open = [.. open.Where(program => !found.ContainsKey(program.Name))];
        }
    }

    GeneratorRun? Run(IReadOnlyList<FuzzProgram> programs)
    {
        try
        {
            return GeneratorHost.RunUnchecked(
                [.. programs.Select(ProgramPrinter.Print), .. programs.Select(program => HarnessPrinter.Print(program, withDerivatives: true))],
                GeneratorOptions.Default with { References = [PrimalBatch.Streams], RunOnce = true });
        }
        catch (FailException exception)
        {
            if (programs.Count > 1) return null;
            failures[programs[0].Name] = exception.Message;
            if (new PrimalBatch(programs).Rejection(programs[0]) is not null) rejected.Add(programs[0].Name);
            return null;
        }
    }

    Dictionary<string, string> Failures(GeneratorRun run, IReadOnlyList<FuzzProgram> programs)
    {
        var found = new Dictionary<string, string>();
        foreach (var diagnostic in run.Diagnostics)
        {
            var tree = diagnostic.Location.SourceTree;
            var position = tree is null ? -1 : run.Inputs.IndexOf(tree);
            var name = position >= 0 ? programs[position % programs.Count].Name : tree is null ? null : ClassNameIn(tree.ToString());
            if (name is null) throw new InvalidOperationException($"A diagnostic outside of all programs: {diagnostic}");
            if (diagnostic.Severity != DiagnosticSeverity.Error)
            {
                // The analyzer's warnings are legal: random programs are suspicious.
                if (position < 0 && !WarnsItself(name, diagnostic.Id)) warnings[name] = Describe(diagnostic);
                continue;
            }

            // A refusal is the cause, errors of the harness about missing members are its consequence.
            if (!found.TryGetValue(name, out var earlier) || diagnostic.Id.StartsWith("DIFF", StringComparison.Ordinal) && !earlier.Contains("DIFF")) found[name] = Describe(diagnostic);
            if (position >= 0 && position < programs.Count && diagnostic.Id.StartsWith("CS", StringComparison.Ordinal)) rejected.Add(name);
        }

        return found;

        bool WarnsItself(string name, string id)
        {
            var position = programs.TakeWhile(program => program.Name != name).Count();
            return run.Output.GetSemanticModel(run.Inputs[position]).GetDiagnostics().Any(warning => warning.Id == id);
        }
    }

    static string Describe(Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is not { } tree) return diagnostic.ToString();
        var text = tree.GetText();
        var line = text.Lines.GetLineFromPosition(diagnostic.Location.SourceSpan.Start).ToString().Trim();
        return $"{diagnostic.Id}: {diagnostic.GetMessage()}\n    at: {text.ToString(diagnostic.Location.SourceSpan)}\n    in: {line}";
    }

    static string? ClassNameIn(string text) => ClassName().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"partial class (P\d+)\b")]
    private static partial Regex ClassName();
}
