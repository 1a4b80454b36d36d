using System.Text;
using Diff.Generators.Collections;
using Diff.Generators.Contracts;
using Diff.Generators.Diagnostics;
using Diff.Generators.Emit;
using Diff.Generators.Frontend;
using Diff.Generators.Ir;
using Diff.Generators.Transform;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Diff.Generators;

/// <summary>Adds the derivatives of every <c>[Differentiable]</c> method to its partial type.</summary>
/// <remarks>
/// Lowering runs on every edit; all after it depends on value-equal records only, so it runs for a method again only if that
/// method, or what it may know of the methods it calls, has changed.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class DifferentiableGenerator : IIncrementalGenerator
{
    /// <summary>What may be left out; tests compare derivatives with and without.</summary>
    internal Optimizations Optimizations { get; init; } = Optimizations.All;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var optimizations = Optimizations;
        var methods = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Differentiable, static (_, _) => true, Lower)
            .SelectMany(static (methods, _) => methods)
            .WithTrackingName(TrackingNames.Lower);

        var classes = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Differentiable,
                static (node, _) => node is ClassDeclarationSyntax or RecordDeclarationSyntax, ReadClass)
            .Where(static type => type is not null)
            .Select(static (type, _) => type!)
            .WithTrackingName(TrackingNames.Classes);

        var interfaces = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Differentiable, static (node, _) => node is InterfaceDeclarationSyntax, ReadInterface)
            .Where(static type => type is not null)
            .Select(static (type, _) => type!)
            .WithTrackingName(TrackingNames.Interfaces);

        var structs = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Differentiable,
                static (node, _) => node is StructDeclarationSyntax or RecordDeclarationSyntax, ReadStruct)
            .Where(static type => type is not null)
            .Select(static (type, _) => type!)
            .WithTrackingName(TrackingNames.Structs);

        var ownRules = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.DerivativeOf, static (_, _) => true, ReadRules)
            .SelectMany(static (rules, _) => rules)
            .Collect()
            .Select(static (rules, _) => rules.ToEquatableArray());

        var rules = context.CompilationProvider
            .Select(ReferencedRules.Of)
            .Combine(ownRules)
            .Select(static (both, _) => (EquatableArray<RuleEntry>)[.. both.Right, .. both.Left])
            .WithTrackingName(TrackingNames.Rules);

        var calls = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => EntryPointCall.MayBe(node), ReadCall)
            .Where(static call => call is not null)
            .Select(static (call, _) => call!)
            .WithTrackingName(TrackingNames.Intercept);

        // Many calls may differentiate one function, and their places change more often than what they ask for.
        var lifted = calls
            .Select(static (call, _) => call.Lifted)
            .Collect()
            .SelectMany(static (functions, _) => functions.OfType<Method>()
                .GroupBy(function => function.Declaration.Key, StringComparer.Ordinal).Select(same => same.First()));

        var contracts = Facts(methods).Collect()
            .Combine(Facts(lifted).Collect())
            .Combine(rules)
            .Select((pair, _) => Closure.Run([.. pair.Left.Left, .. pair.Left.Right], pair.Right, optimizations.Inline,
                optimizations.Bundle));

        var knowledge = contracts.Combine(rules).Select(static (pair, _) => new Knowledge(pair.Left, pair.Right));
        context.RegisterSourceOutput(Derive(methods), Add);
        context.RegisterSourceOutput(Derive(lifted), Add);
        context.RegisterSourceOutput(classes,
            static (output, type) => output.AddSource(type.Home.HintName + ".g.cs", Text(GradientClassEmitter.Emit(type))));
        context.RegisterSourceOutput(interfaces,
            static (output, type) => output.AddSource(type.Home.HintName + ".g.cs", Text(GradientInterfaceEmitter.Emit(type))));
        context.RegisterSourceOutput(structs,
            static (output, type) => output.AddSource(type.Home.HintName + ".g.cs", Text(GradientStructEmitter.Emit(type))));
        context.RegisterSourceOutput(calls.Collect().Combine(contracts), static (output, pair) =>
        {
            if (pair.Left.Length > 0)
                output.AddSource(Interceptors.HintName, Text(Interceptors.Emit(pair.Left.ToEquatableArray(), pair.Right)));
        });

        context.RegisterSourceOutput(ownRules.Select(static (rules, _) => RuleIndex.Containers(rules)), static (output, containers) =>
        {
            if (!containers.IsEmpty) output.AddSource(RuleIndex.HintName, Text(RuleIndex.Emit(containers)));
        });

        IncrementalValuesProvider<DerivedMethod> Derive(IncrementalValuesProvider<Method> methods) => methods
            .Combine(knowledge)
            .Select(static (pair, _) => Resolution.Run(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Resolve)
            .Select((method, _) => Refusals.Differentiate(method, optimizations))
            .WithTrackingName(TrackingNames.Differentiate);
    }

    private static IncrementalValuesProvider<MethodFacts> Facts(IncrementalValuesProvider<Method> methods) => methods
        .SelectMany(static (method, _) => method.WithLifted())
        .Select(static (method, _) => LocalFacts.Run(method))
        .WithTrackingName(TrackingNames.Facts);

    private static void Add(SourceProductionContext output, DerivedMethod method)
    {
        var hint = method.Method.Declaration.HintName + ".g.cs";
        if (method.Failure.Length > 0) Report(method.Failure);
        try
        {
            output.AddSource(hint, Text(Emitter.Emit(method)));
        }
        catch (Exception exception) when (Unforeseen.Is(exception))
        {
            Report(Unforeseen.Describe(exception));
            output.AddSource(hint, Text(Emitter.Emit(new(Unforeseen.Refuse(method.Method, exception), []))));
        }

        // The analyzer neither differentiates nor emits, so nobody else says it; the place is not known here.
        void Report(string failure) => output.ReportDiagnostic(Diagnostic.Create(Descriptors.Unsupported.Unforeseen, Location.None,
            method.Method.Declaration.Name, failure));
    }

    private static GradientClass? ReadClass(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        context.TargetSymbol is INamedTypeSymbol { TypeKind: TypeKind.Class } type
            && Attributes.IsMarkedAt(type, context.TargetNode, KnownNames.Differentiable)
            ? GradientClasses.Read(type, default, new RefusalSink())
            : null;

    private static GradientInterface? ReadInterface(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        context.TargetSymbol is INamedTypeSymbol { TypeKind: TypeKind.Interface } type
            && Attributes.IsMarkedAt(type, context.TargetNode, KnownNames.Differentiable)
            ? GradientInterfaces.Read(type, default, new RefusalSink())
            : null;

    private static GradientStruct? ReadStruct(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        context.TargetSymbol is INamedTypeSymbol { TypeKind: TypeKind.Struct } type
            && Attributes.IsMarkedAt(type, context.TargetNode, KnownNames.Differentiable)
            ? GradientStructs.Read(type, default, new RefusalSink())
            : null;

    private static EquatableArray<Method> Lower(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        Marked.At(context.TargetNode, context.TargetSymbol, context.SemanticModel).Select(marked => Lower(marked, cancellation))
            .OfType<Method>().ToEquatableArray();

    private static Method? Lower(Marked marked, CancellationToken cancellation)
    {
        var sink = new RefusalSink();
        var method = MethodLowering.Lower(marked, sink, cancellation);
        return method is not null && (sink.First ?? method.Refusal) is { } refusal
            ? method with { Body = Block.Empty, Refusal = refusal, Facts = LocalFacts.OfRefused(method) }
            : method;
    }

    private static Interception? ReadCall(GeneratorSyntaxContext context, CancellationToken cancellation)
    {
        if (EntryPointCall.Of(context.SemanticModel.GetOperation(context.Node, cancellation)) is not { } call) return null;
        var sink = new RefusalSink();
        var interception = Interceptions.Read(call, context.SemanticModel, sink, cancellation);
        return sink.First is { } refusal
            ? interception is null ? null : interception with { Function = null, Lifted = null, Refusal = refusal }
            : interception;
    }

    private static EquatableArray<RuleEntry> ReadRules(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        context.TargetSymbol is IMethodSymbol rule ? CustomRules.Read(rule, default, new RefusalSink()).ToEquatableArray() : [];

    private static SourceText Text(string text) => SourceText.From(text, Encoding.UTF8);
}
