using Diff.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace Diff.Testing;

// How to use it:
//   CodeFixHost.Verify<MakePartial>(before, after);        applies the fix to the first diagnostic it knows and compares the text

/// <summary>Applies a code fix the way an editor does.</summary>
public static class CodeFixHost
{
    /// <summary>Fixes the first diagnostic in the text that the fix knows, compares the text, and checks that the diagnostic is gone.</summary>
    /// <typeparam name="T">The fix.</typeparam>
    public static void Verify<T>(string before, string after)
        where T : CodeFixProvider, new()
    {
        var fix = new T();
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, before);
        var diagnostic = Diagnose(document).FirstOrDefault(candidate => fix.FixableDiagnosticIds.Contains(candidate.Id));
        if (diagnostic is null) Assert.Fail($"No diagnostic that {typeof(T).Name} fixes.");
        var changed = Apply(fix, document, diagnostic);
        var text = changed.GetTextAsync().GetAwaiter().GetResult().ToString();
        Assert.Equal(after.ReplaceLineEndings("\n"), text.ReplaceLineEndings("\n"));
        Assert.DoesNotContain(diagnostic.Id, Diagnose(changed).Select(remaining => remaining.Id));
    }

    private static Document Open(AdhocWorkspace workspace, string source)
    {
        var compilation = GeneratorHost.Compile([source], GeneratorOptions.Default);
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Program", "Program", LanguageNames.CSharp,
            compilationOptions: compilation.Options, parseOptions: compilation.SyntaxTrees[0].Options, metadataReferences: compilation.References));
        var solution = project.Solution;
        var documents = compilation.SyntaxTrees.Select(tree => (Id: DocumentId.CreateNewId(project.Id), Tree: tree)).ToList();
        foreach (var (id, tree) in documents) solution = solution.AddDocument(id, tree.FilePath, tree.GetText());
        return solution.GetDocument(documents[0].Id)!;
    }

    private static IEnumerable<Diagnostic> Diagnose(Document document)
    {
        var compilation = document.Project.GetCompilationAsync().GetAwaiter().GetResult()!;
        return compilation.WithAnalyzers([new DifferentiableAnalyzer(), new DispatchAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start);
    }

    private static Document Apply(CodeFixProvider fix, Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        var context = new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None);
        fix.RegisterCodeFixesAsync(context).GetAwaiter().GetResult();
        var operations = Assert.Single(actions).GetOperationsAsync(CancellationToken.None).GetAwaiter().GetResult();
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
    }
}
