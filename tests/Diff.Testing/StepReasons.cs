using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Diff.Testing;

// How to use it:
//   var steps = StepReasons.Between(before, after);       the first file's text before and after the edit
//   Assert.Equal("Unchanged", steps.For("Differentiate", "F"))   the reason for the method F: Cached, Unchanged, Modified, New, Removed
//   steps.All                                                     every step, method and reason

/// <summary>One output of a tracked step, and why it has its value.</summary>
public sealed record StepReason(string Step, string Method, IncrementalStepRunReason Reason)
{
    /// <summary>Whether nothing after this step runs.</summary>
    public bool IsCached => Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    public override string ToString() => $"{Step} of {Method}: {Reason}";
}

/// <summary>Which steps of the generator run again after an edit.</summary>
public sealed class StepReasons
{
    // What Roslyn tracks on its own: the inputs, and the inner steps of ForAttributeWithMetadataName.
    private static readonly HashSet<string> Inputs =
        ["Compilation", "ParseOptions", "AdditionalTexts", "AnalyzerConfigOptions", "MetadataReferences"];

    private StepReasons(IReadOnlyList<StepReason> all) => All = all;

    /// <summary>Every output of every tracked step, and the source outputs.</summary>
    public IReadOnlyList<StepReason> All { get; }

    /// <summary>Runs over one file, edits it, runs again, and says why each step has its value.</summary>
    public static StepReasons Between(string before, string after, GeneratorOptions? options = null) => Between([before], [after], options);

    /// <summary>Runs over several files, edits them, runs again, and says why each step has its value.</summary>
    public static StepReasons Between(IReadOnlyList<string> before, IReadOnlyList<string> after, GeneratorOptions? options = null)
    {
        options ??= GeneratorOptions.Default;
        var compilation = GeneratorHost.Compile(before, options);
        var driver = GeneratorHost.Driver(compilation, options).RunGenerators(compilation);
        var edited = compilation;
        for (var i = 0; i < before.Count; i++)
        {
            if (before[i] == after[i]) continue;
            var tree = compilation.SyntaxTrees[i];
            edited = edited.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(after[i], System.Text.Encoding.UTF8)));
        }

        return new StepReasons(Of(driver.RunGenerators(edited).GetRunResult().Results[0]));
    }

    /// <summary>The reason of a step for a method, or the distinct reasons joined by commas if it has several outputs; empty if none.</summary>
    public string For(string step, string method) => string.Join(", ", All
        .Where(reason => reason.Step == step && Regex.IsMatch(reason.Method, $@"\b{Regex.Escape(method)}\b"))
        .Select(reason => reason.Reason.ToString()).Distinct().Order(StringComparer.Ordinal));

    internal static IReadOnlyList<StepReason> Of(GeneratorRunResult result) =>
    [
        .. from step in result.TrackedSteps
           where !Inputs.Contains(step.Key) && !step.Key.Contains("_ForAttribute", StringComparison.Ordinal)
           from run in step.Value
           from output in run.Outputs
           select new StepReason(step.Key, Identity(output.Value, 4) ?? output.Value?.ToString() ?? "", output.Reason),
    ];

    // The documentation-comment id or name of the method that a step's value is about, from the value itself or what it holds.
    private static string? Identity(object? value, int depth)
    {
        if (value is null || depth == 0) return null;
        if (value is System.Runtime.CompilerServices.ITuple tuple)
            return Enumerable.Range(0, tuple.Length).Select(i => Identity(tuple[i], depth - 1)).FirstOrDefault(id => id is not null);
        foreach (var name in (string[])["Key", "HintName", "Name"])
            if (value.GetType().GetProperty(name)?.PropertyType == typeof(string)) return (string?)value.GetType().GetProperty(name)!.GetValue(value);
        foreach (var name in (string[])["Declaration", "Method"])
            if (value.GetType().GetProperty(name) is { } inner) return Identity(inner.GetValue(value), depth - 1);
        return null;
    }
}
