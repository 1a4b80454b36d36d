using System.Collections.Immutable;
using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Contracts;
using Diff.Generators.Frontend;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Diagnostics;

/// <summary>
/// Runs the generator's own front end over each call of <c>Gradient.Of</c> and the like, and reports what it finds, at its location.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EntryPointAnalyzer : DiagnosticAnalyzer
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
            if (start.Compilation.GetTypeByMetadataName(KnownNames.Gradient) is null) return;
            var compilation = start.Compilation;
            var rules = new Lazy<ImmutableArray<RuleEntry>>(() => VisibleRules.Of(compilation));
            start.RegisterOperationAction(operation => Analyze(operation, rules), OperationKind.Invocation);
            start.RegisterOperationAction(RequireCall, OperationKind.MethodReference);
        });
    }

    private static void Analyze(OperationAnalysisContext context, Lazy<ImmutableArray<RuleEntry>> rules)
    {
        if (EntryPointCall.Of(context.Operation) is not { } call || context.Operation.SemanticModel is not { } model) return;
        var sink = new LocatingSink(model, context.ReportDiagnostic);
        var interception = Interceptions.Read(call, model, sink, context.CancellationToken);
        if (sink.HasErrors || interception is null) return;
        if (interception.Lifted is null && interception.Function is { } function)
            RequireForwardMode(call, interception.Kind, function.Obstacle, function.Display, sink);
        if (!call.IsNested && interception.Lifted is { } lifted) AnalyzeLifted(call, interception.Kind, lifted, sink, rules);
        if (!sink.HasErrors && model.GetInterceptorMethod((InvocationExpressionSyntax)call.Call.Syntax, context.CancellationToken) is null)
            sink.Report(Descriptors.EntryPoints.NotReplaced, call.Call.Syntax, call.Display,
                "uses code here that is generated, which cannot be seen while this call is compiled",
                "give the variables in its arguments their types in writing, or compute them in a statement before");
    }

    /// <summary>An entry point as a delegate would be called where no call can be replaced.</summary>
    private static void RequireCall(OperationAnalysisContext context)
    {
        var reference = (IMethodReferenceOperation)context.Operation;
        if (!EntryPointCall.Is(reference.Method) || reference.Parent is INameOfOperation || reference.SemanticModel is not { } model)
            return;
        new LocatingSink(model, context.ReportDiagnostic).Report(Descriptors.EntryPoints.NotReplaced, reference.Syntax,
            $"Gradient.{reference.Method.Name}", "is not called here but passed on, and generated code takes the place of calls alone",
            "write a lambda that calls it, with the function as its argument");
    }

    private static void AnalyzeLifted(EntryPointCall call, EntryPointKind kind, Method lifted, LocatingSink sink,
        Lazy<ImmutableArray<RuleEntry>> rules)
    {
        if (lifted.Refusal is not null) return;
        EquatableArray<RuleEntry> visible = [.. rules.Value];
        var resolved = Resolution.Run(lifted,
            new Knowledge(Closure.Run([.. lifted.WithLifted().Select(LocalFacts.Run)], visible, inlines: false, bundles: false), visible));
        if (resolved.Parameters.FirstOrDefault(parameter => parameter.IsWritten) is { } written)
            sink.Report(Descriptors.EntryPoints.Missing, call.Function.Syntax, call.Display, lifted.Declaration.Display,
                $"it writes to its parameter '{written.Name}'", "write to a copy");
        else
            // Whether a function has forward mode matters where that is asked for.
            foreach (var finding in Refusals.All(resolved)
                .Where(finding => finding.DescriptorId != Descriptors.Unsupported.NoForwardRule.Id))
                Report(finding, call, sink);
        RequireForwardMode(call, kind, resolved.Obstacle, lifted.Declaration.Display, sink);
    }

    private static void RequireForwardMode(EntryPointCall call, EntryPointKind kind, string obstacle, string function, LocatingSink sink)
    {
        if (kind == EntryPointKind.Jvp && obstacle.Length > 0)
            sink.Report(Descriptors.EntryPoints.Missing, call.Function.Syntax, call.Display, function,
                $"the rule for '{obstacle}' is a Vjp alone", "add a rule with the signature of a Jvp");
    }

    private static void Report(Finding finding, EntryPointCall call, LocatingSink sink) =>
        sink.Report(Descriptors.ById(finding.DescriptorId), sink.Find(finding.ExpressionOrdinal) ?? call.Function.Syntax,
            [.. finding.Arguments]);
}
