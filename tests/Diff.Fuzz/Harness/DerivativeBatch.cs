using System.Text.RegularExpressions;
using Diff.Fuzz.Language;
using Diff.Fuzz.Printing;
using Microsoft.CodeAnalysis;

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
    readonly Dictionary<string, DerivativeRun> runs = [];

    readonly bool isOptimized;
    readonly bool checksNulls;

    public DerivativeBatch(IReadOnlyList<FuzzProgram> programs, bool isOptimized = true, bool checksNulls = true)
    {
        (this.isOptimized, this.checksNulls) = (isOptimized, checksNulls);
        Compile(programs);
    }

    /// <summary>C# itself finds a mistake in the program: no fault of the compiler under test.</summary>
    public bool IsRejected(FuzzProgram program) => rejected.Contains(program.Name);

    /// <summary>Why a program has no derivatives, or null.</summary>
    public string? Failure(FuzzProgram program) => failures.GetValueOrDefault(program.Name);

    /// <summary>A compiler warning in the generated code that the program itself does not give, or null.</summary>
    public string? Warning(FuzzProgram program) => warnings.GetValueOrDefault(program.Name);

    public Compiled Harness(FuzzProgram program) => new(runs[program.Name].Assembly, program);

    void Compile(IReadOnlyList<FuzzProgram> programs)
    {
        if (Run(programs) is { } run)
        {
            SetAside(run, programs);
            return;
        }

        // One of them makes the generator throw, and then it generates nothing for any.
        if (programs.Count == 1) return;
        Compile([.. programs.Take(programs.Count / 2)]);
        Compile([.. programs.Skip(programs.Count / 2)]);
    }

    /// <summary>Leaves out what has errors until the rest has none.</summary>
    void SetAside(DerivativeRun run, IReadOnlyList<FuzzProgram> programs)
    {
        var open = programs;
        while (open.Count > 0 && Failures(run, open) is { Count: > 0 } found)
        {
            foreach (var (name, reason) in found) failures[name] = reason;
            open = [.. open.Where(program => !found.ContainsKey(program.Name))];
            // The file with the calls that take derivatives is one for all programs.
            if (programs.Any(program => program.IsNested))
            {
                if (open.Count > 0) Compile(open);
                return;
            }

            run = run.Without(tree => ClassNameIn(tree.ToString()) is { } name && found.ContainsKey(name));
        }

        foreach (var program in open) runs[program.Name] = run;
    }

    DerivativeRun? Run(IReadOnlyList<FuzzProgram> programs)
    {
        var run = DerivativeRun.Of(
            [.. programs.Select(ProgramPrinter.Print), .. programs.Select(program => HarnessPrinter.Print(program, withDerivatives: true))],
            isOptimized,
            checksNulls);
        if (run.Exception is null) return run;
        if (programs.Count > 1) return null;
        failures[programs[0].Name] = $"The generator threw: {run.Exception}";
        if (new PrimalBatch(programs).Rejection(programs[0]) is not null) rejected.Add(programs[0].Name);
        return null;
    }

    Dictionary<string, string> Failures(DerivativeRun run, IReadOnlyList<FuzzProgram> programs)
    {
        var found = new Dictionary<string, string>();
        foreach (var diagnostic in run.Diagnostics)
        {
            var tree = diagnostic.Location.SourceTree;
            var position = tree is null ? -1 : run.Inputs.IndexOf(tree);
            var name = position >= 0 ? programs[position % programs.Count].Name : tree is null ? null : ClassNameIn(tree.ToString()) ?? NameIn(Line(diagnostic, tree));
            if (name is null) throw new InvalidOperationException($"A diagnostic outside of all programs: {diagnostic}");
            if (diagnostic.Severity != DiagnosticSeverity.Error)
            {
                if (position < 0 && !WarnsItself(name, diagnostic.Id)) warnings[name] = Describe(diagnostic);
                continue;
            }

            found.TryAdd(name, Describe(diagnostic));
            if (position >= 0 && position < programs.Count) rejected.Add(name);
        }

        return found;

        bool WarnsItself(string name, string id)
        {
            var position = programs.TakeWhile(program => program.Name != name).Count();
            return run.Diagnostics.Any(warning => warning.Id == id && warning.Location.SourceTree == run.Inputs[position]);
        }
    }

    static string Describe(Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is not { } tree) return diagnostic.ToString();
        return $"{diagnostic.Id}: {diagnostic.GetMessage()}\n    at: {tree.GetText().ToString(diagnostic.Location.SourceSpan)}\n    in: {Line(diagnostic, tree)}";
    }

    static string Line(Diagnostic diagnostic, SyntaxTree tree) => tree.GetText().Lines.GetLineFromPosition(diagnostic.Location.SourceSpan.Start).ToString().Trim();

    static string? NameIn(string line) => ProgramName().Match(line) is { Success: true } match ? match.Groups[1].Value : null;

    static string? ClassNameIn(string text) => ClassName().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"global::(P\d+)\b")]
    private static partial Regex ProgramName();

    [GeneratedRegex(@"class (P\d+?)(Harness)?\b")]
    private static partial Regex ClassName();
}
