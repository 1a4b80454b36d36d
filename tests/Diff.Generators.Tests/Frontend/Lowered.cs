using Basic.Reference.Assemblies;
using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Frontend;
using Diff.Generators.Ir;
using Diff.Generators.Normalize;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Tests.Frontend;

/// <summary>What the front end makes of the method <c>F</c> of a class, from its members' source.</summary>
internal sealed class Lowered : IDiagnosticSink
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using Diff;";

    private Lowered()
    {
    }

    public Block Body { get; private set; } = Block.Empty;

    public bool IsBroken { get; private set; }

    /// <summary>Each diagnostic as <c>id: text under it</c>.</summary>
    public List<string> Reports { get; } = [];

    public bool HasErrors => Reports.Count > 0;

    /// <summary>The text each expression ordinal stands for.</summary>
    public Dictionary<int, string> Located { get; } = [];

    /// <summary>The IR as text, without the entry values.</summary>
    public string Text => Printer.Print(Body);

    public static Lowered Of(string members) => OfFile($"namespace N; partial class C {{ {members} }} enum E {{ A, B }}");

    public static Lowered OfFile(string source)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create(
            "Test",
            [CSharpSyntaxTree.ParseText(source, options), CSharpSyntaxTree.ParseText(Usings, options)],
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(DifferentiableAttribute).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        var tree = compilation.SyntaxTrees[0];
        var syntax = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().FirstOrDefault(method => method.Identifier.Text == "F");
        var lowered = new Lowered();
        if (syntax is null) return lowered;
        var model = compilation.GetSemanticModel(tree);
        if (model.GetOperation(syntax, TestContext.Current.CancellationToken) is not { } operation
            || BrokenCode.Is(operation, TestContext.Current.CancellationToken))
        {
            lowered.IsBroken = true;
            return lowered;
        }
        var method = model.GetDeclaredSymbol(syntax)!;
        var parameters = Signatures.Parameters(method, syntax.Identifier, onValue: false, new RefusalSink());
        var ids = new Ids();
        var nesting = new Nesting(Declared(method), compilation);
        lowered.Body = BodyLowering.Lower(new(method, parameters, ids, nesting, lowered, TestContext.Current.CancellationToken), operation, []);
        return lowered;
    }

    private static Declaration Declared(IMethodSymbol method) => new(
        CalleeContracts.Key(method), HintNames.Of(method), "", Containers.Of(method.ContainingType), TypeMapping.Spell(method.ContainingType), "public", "", method.IsStatic,
        method.Name, method.Name, TypeParameters.List(method.TypeParameters), "", Order: 1, IsProperty: false, Existing: [], ChecksOverflow: false);

    public void Report(DiagnosticDescriptor descriptor, SyntaxNodeOrToken where, params string[] arguments)
    {
        Assert.DoesNotContain("{", Descriptors.Refuse(descriptor, arguments).Sentence.Replace("{", "", StringComparison.Ordinal));
        Reports.Add($"{descriptor.Id}: {where}");
    }

    public void Refuse(DiagnosticDescriptor descriptor, params string[] arguments) => Report(descriptor, default, arguments);

    public void Locate(int expression, SyntaxNode node) => Located[expression] = node.ToString();
}
