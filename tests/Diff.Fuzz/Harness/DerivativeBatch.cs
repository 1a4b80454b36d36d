using System.Text.RegularExpressions;
using Diff.Fuzz.Language;
using Diff.Fuzz.Printing;
using Diff.Testing;
using Microsoft.CodeAnalysis;

namespace Diff.Fuzz.Harness;

/// <summary>
/// Runs the generator over many programs at once. A program that is refused, or whose generated code does not compile, is set aside with the
/// reason, and the others are compiled without it.
/// </summary>
public sealed partial class DerivativeBatch
{
    readonly Dictionary<string, string> failures = [];
    readonly HashSet<string> rejected = [];
    readonly GeneratorRun? run;

    public DerivativeBatch(IReadOnlyList<FuzzProgram> programs)
    {
        var open = programs;
        while (open.Count > 0)
        {
            var candidate = Run(open);
            var found = Failures(candidate, open);
            if (found.Count == 0)
            {
                run = candidate;
                return;
            }

            foreach (var (name, reason) in found) failures[name] = reason;
            open = [.. open.Where(program => !found.ContainsKey(program.Name))];
        }
    }

    /// <summary>C# itself finds a mistake in the program: no fault of the compiler under test.</summary>
    public bool IsRejected(FuzzProgram program) => rejected.Contains(program.Name);

    /// <summary>Why a program has no derivatives, or null.</summary>
    public string? Failure(FuzzProgram program) => failures.GetValueOrDefault(program.Name);

    public Compiled Harness(FuzzProgram program) => new(run!.Load(), program);

    public string GeneratedText(FuzzProgram program) => run is null ? "" : string.Join('\n', run.Sources.Values.Where(text => Mentions(text, program.Name)));

    static GeneratorRun Run(IReadOnlyList<FuzzProgram> programs) => GeneratorHost.RunUnchecked(
        [.. programs.Select(ProgramPrinter.Print), .. programs.Select(program => HarnessPrinter.Print(program, withDerivatives: true))],
        GeneratorOptions.Default with { References = [PrimalBatch.Streams], RunOnce = true });

    Dictionary<string, string> Failures(GeneratorRun run, IReadOnlyList<FuzzProgram> programs)
    {
        var found = new Dictionary<string, string>();
        foreach (var diagnostic in run.Diagnostics)
        {
            // Suspicious-use warnings are legal: random programs are suspicious.
            if (diagnostic.Severity != DiagnosticSeverity.Error && !diagnostic.Id.StartsWith("CS", StringComparison.Ordinal)) continue;
            var position = diagnostic.Location.SourceTree is { } tree ? run.Inputs.IndexOf(tree) : -1;
            var name = position >= 0 ? programs[position % programs.Count].Name : NameIn(diagnostic.Location.SourceTree);
            if (name is null) throw new InvalidOperationException($"A diagnostic outside of all programs: {diagnostic}");
            found.TryAdd(name, Describe(diagnostic));
            if (position >= 0 && position < programs.Count && diagnostic.Id.StartsWith("CS", StringComparison.Ordinal)) rejected.Add(name);
        }

        return found;
    }

    static string Describe(Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is not { } tree) return diagnostic.ToString();
        var text = tree.GetText();
        var line = text.Lines.GetLineFromPosition(diagnostic.Location.SourceSpan.Start).ToString().Trim();
        return $"{diagnostic}\n    at: {text.ToString(diagnostic.Location.SourceSpan)}\n    in: {line}";
    }

    static string? NameIn(SyntaxTree? tree) => tree is not null && ClassName().Match(tree.ToString()) is { Success: true } match ? match.Groups[1].Value : null;

    static bool Mentions(string text, string name) => ClassName().Match(text) is { Success: true } match && match.Groups[1].Value == name;

    [GeneratedRegex(@"partial class (P\d+)\b")]
    private static partial Regex ClassName();
}
