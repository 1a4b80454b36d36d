using System.Collections.Immutable;
using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Contracts;
using Diff.Generators.Frontend;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diff.Generators.Diagnostics;

/// <summary>Runs the generator's own front end and analyses over each marked member and reports what they find, at its location.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DifferentiableAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.Differentiable) is null) return;
            var compilation = start.Compilation;
            var rules = new Lazy<ImmutableArray<RuleEntry>>(() => VisibleRules.Of(compilation));
            start.RegisterSyntaxNodeAction(
                node => Analyze(node, rules),
                SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement, SyntaxKind.PropertyDeclaration,
                SyntaxKind.IndexerDeclaration,
                SyntaxKind.ConstructorDeclaration, SyntaxKind.OperatorDeclaration, SyntaxKind.ConversionOperatorDeclaration,
                SyntaxKind.ClassDeclaration,
                SyntaxKind.StructDeclaration, SyntaxKind.InterfaceDeclaration, SyntaxKind.RecordDeclaration,
                SyntaxKind.RecordStructDeclaration,
                SyntaxKind.GetAccessorDeclaration, SyntaxKind.SetAccessorDeclaration, SyntaxKind.InitAccessorDeclaration);
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, Lazy<ImmutableArray<RuleEntry>> rules)
    {
        if (!HasAttributes(context.Node)
            || context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken) is not { } symbol)
            return;
        var sink = new LocatingSink(context.SemanticModel, context.ReportDiagnostic);
        if (symbol is INamedTypeSymbol { TypeKind: TypeKind.Class } type
            && Attributes.IsMarkedAt(type, context.Node, KnownNames.Differentiable))
        {
            GradientClasses.Read(type, MethodLowering.Name(context.Node), sink);
            if (sink.HasErrors) return;
        }
        if (symbol is INamedTypeSymbol { TypeKind: TypeKind.Interface } implemented
            && Attributes.IsMarkedAt(implemented, context.Node, KnownNames.Differentiable))
        {
            GradientInterfaces.Read(implemented, MethodLowering.Name(context.Node), sink);
            if (sink.HasErrors) return;
        }
        if (symbol is INamedTypeSymbol { TypeKind: TypeKind.Struct } value
            && Attributes.IsMarkedAt(value, context.Node, KnownNames.Differentiable))
        {
            GradientStructs.Read(value, MethodLowering.Name(context.Node), sink);
            if (sink.HasErrors) return;
        }
        // What a method cannot do on a value is said where it is called on one.
        foreach (var marked in Marked.At(context.Node, symbol, context.SemanticModel).Where(marked => !marked.OnValue))
            AnalyzeMarked(marked, new(marked.Model, context.ReportDiagnostic), rules, context.CancellationToken);
        if (symbol is IMethodSymbol rule && Attributes.IsMarkedAt(symbol, context.Node, KnownNames.DerivativeOf))
            AnalyzeRule(context.Node, rule, sink, rules);
    }

    private static void AnalyzeMarked(Marked marked, LocatingSink sink, Lazy<ImmutableArray<RuleEntry>> rules,
        CancellationToken cancellation)
    {
        var (node, symbol, model) = marked;
        var method = MethodLowering.Lower(marked, sink, cancellation);
        if (method is null || method.Refusal is not null || method.Declaration.IsAbstract || sink.HasErrors) return;
        if (symbol is IMethodSymbol declared && Families.HadErrors(declared, cancellation))
        {
            // There are none now: what was missing has been generated since.
            sink.Report(Descriptors.Unsupported.OtherGenerator, MethodLowering.Name(node), symbol.Name);
            return;
        }
        if (symbol is IMethodSymbol overload && TypeMarks.IsOverload(overload))
            sink.Report(Descriptors.Declared.NoMembers, MethodLowering.Name(node), symbol.Name, "other methods have its name",
                "its derivatives come with those of the methods that call it, or mark it [Differentiable(Name = \"…\")] to have some");
        EquatableArray<RuleEntry> visible = [.. rules.Value];
        var resolved = Resolution.Run(method,
            new Knowledge(Closure.Run([.. method.WithLifted().Select(LocalFacts.Run)], visible, inlines: false, bundles: false), visible));
        foreach (var finding in Refusals.All(resolved))
        {
            var place = Place(finding, node, sink);
            sink.Report(Descriptors.ById(finding.DescriptorId), place,
                [.. finding.Arguments.Select(argument => argument != Finding.Source ? argument
                    : place.AsNode() is { } expression ? OriginText.OfExpression(expression)
                    : place.ToString())]);
        }
    }

    private static void AnalyzeRule(SyntaxNode node, IMethodSymbol rule, IDiagnosticSink sink, Lazy<ImmutableArray<RuleEntry>> rules)
    {
        var name = MethodLowering.Name(node);
        foreach (var entry in CustomRules.Read(rule, name, sink))
            if (rules.Value.FirstOrDefault(other => Competes(other, entry)) is { } other)
                sink.Report(Descriptors.Rules.Duplicate, name, CustomRules.TargetName(entry), other.Method.Replace("global::", ""));
    }

    private static bool Competes(RuleEntry other, RuleEntry entry) =>
        other.Target == entry.Target && other.Method != entry.Method && (other.Shape == RuleShape.Jvp) == (entry.Shape == RuleShape.Jvp);

    /// <summary>What is about a parameter stands under its name, what is about no expression under the method's.</summary>
    private static SyntaxNodeOrToken Place(Finding finding, SyntaxNode node, LocatingSink sink)
    {
        if (sink.Find(finding.ExpressionOrdinal) is { } expression) return expression;
        var parameters = (node as MethodDeclarationSyntax)?.ParameterList.Parameters ?? default;
        var parameter = parameters.FirstOrDefault(parameter => finding.Arguments.Count > 0
            && parameter.Identifier.ValueText == finding.Arguments[0]);
        return parameter?.Identifier ?? MethodLowering.Name(node);
    }

    private static bool HasAttributes(SyntaxNode node) => node switch
    {
        MemberDeclarationSyntax member => member.AttributeLists.Count > 0,
        LocalFunctionStatementSyntax function => function.AttributeLists.Count > 0,
        AccessorDeclarationSyntax accessor => accessor.AttributeLists.Count > 0,
        _ => false,
    };
}
