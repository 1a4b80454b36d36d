using Diff.Generators.Diagnostics;
using Diff.Generators.Frontend;
using Diff.Generators.Ir;
using Diff.Generators.Transform;
using Diff.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Tests.Diagnostics;

/// <summary>No program is known that makes a pass fail, so the passes are given what they cannot expect.</summary>
public sealed class Diff0048
{
    private const string Source = "public static partial class Model { [Differentiable] public static double F(double x) => x * x; }";

    [Fact]
    public void A_front_end_that_fails_refuses_the_method()
    {
        var sink = new FailingSink();
        Assert.NotNull(Lower(sink));
        Assert.Equal(["DIFF0048: F"], sink.Reports);
    }

    [Fact]
    public void A_transform_that_fails_refuses_the_method()
    {
        var method = Lower(new RefusalSink())!;
        var refusal = Refusals.Differentiate(method with { Body = null! }, Optimizations.All).Method.Refusal!;
        Assert.Equal("DIFF0048", refusal.Id);
        Assert.Matches(@"^'F' could not be differentiated because the compiler failed where it should not \(\w+: .* \(in \w+\.\w+\)\); please report this", refusal.Sentence);
    }

    [Fact]
    public void What_only_the_generator_can_know_the_generator_says()
    {
        var method = Lower(new RefusalSink())!;
        var derived = Refusals.Differentiate(method with { NextId = 0 }, Optimizations.All);
        Assert.Equal("DIFF0048", derived.Method.Refusal!.Id);
        Assert.Contains(derived.Failure, derived.Method.Refusal.Sentence, StringComparison.Ordinal);
        Assert.NotEqual("", derived.Failure);
    }

    [Fact]
    public void The_analyzer_says_it_too()
    {
        var method = Lower(new RefusalSink())!;
        Assert.Equal("DIFF0048", Assert.Single(Refusals.All(method with { Body = null! })).DescriptorId);
    }

    private static Method? Lower(IDiagnosticSink sink)
    {
        var compilation = GeneratorHost.Run(Source).Output;
        var tree = compilation.SyntaxTrees.First();
        var node = tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<MethodDeclarationSyntax>().Single();
        var model = compilation.GetSemanticModel(tree);
        return MethodLowering.Lower(new(node, model.GetDeclaredSymbol(node)!, model), sink, TestContext.Current.CancellationToken);
    }

    private sealed class FailingSink : IDiagnosticSink
    {
        public List<string> Reports { get; } = [];

        public bool HasErrors => Reports.Count > 0;

        public void Report(DiagnosticDescriptor descriptor, SyntaxNodeOrToken where, params string[] arguments) => Reports.Add($"{descriptor.Id}: {where}");

        public void Refuse(DiagnosticDescriptor descriptor, params string[] arguments) => Reports.Add(descriptor.Id);

        public void Locate(int expression, SyntaxNode node) => throw new InvalidOperationException("Nothing can be located.");
    }
}
