using System.Collections.Immutable;
using Diff.Generators.Frontend;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diff.Generators.Diagnostics;

/// <summary>
/// Reports the methods that override or implement a <c>[Differentiable]</c> member and are not differentiable themselves: a call of that
/// member would run them, and find no derivatives, or those of another body.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DispatchAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Descriptors.Declared.UnmarkedBody, Descriptors.Declared.DifferentContract, Descriptors.Declared.Unreachable];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.Differentiable) is not null)
                start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var unmarked = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
            if (Dispatches.Overridden(method).FirstOrDefault(Dispatches.IsMarked) is { } overridden)
                RequireMarked(context, method, overridden, unmarked);
        foreach (var member in type.AllInterfaces.SelectMany(candidate => candidate.GetMembers()).OfType<IMethodSymbol>()
            .Where(Dispatches.IsMarked))
        {
            if (type.TypeKind != TypeKind.Interface) AnalyzeImplementation(context, type, member, unmarked);
            else if (type.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(method => Implements(method, member)) is { } body)
                RequireMarked(context, body, member, unmarked);
        }
    }

    private static void AnalyzeImplementation(SymbolAnalysisContext context, INamedTypeSymbol type, IMethodSymbol member,
        HashSet<ISymbol> unmarked)
    {
        if (type.FindImplementationForInterfaceMember(member) is not IMethodSymbol body
            || body.ContainingType.TypeKind == TypeKind.Interface)
            return;
        var isOwn = SymbolEqualityComparer.Default.Equals(body.ContainingType, type);
        if (isOwn)
        {
            RequireMarked(context, body, member, unmarked);
        }
        else if (!Implements(body, member) && !IsOfItsClass(body, member))
        {
            AnalyzeInherited(context, type, member, body);
        }
    }

    /// <summary>Whether the class that a body comes from implements the member by it, so that it has been looked at there.</summary>
    private static bool IsOfItsClass(IMethodSymbol body, IMethodSymbol member) =>
        body.ContainingType.AllInterfaces.Contains(member.ContainingType, SymbolEqualityComparer.Default)
            && SymbolEqualityComparer.Default.Equals(body.ContainingType.FindImplementationForInterfaceMember(member), body);

    /// <summary>The class that a body comes from knows nothing of the interface, or has another body for it.</summary>
    private static void AnalyzeInherited(SymbolAnalysisContext context, INamedTypeSymbol type, IMethodSymbol member, IMethodSymbol body)
    {
        var advice =
            $"let '{body.ContainingType.Name}' implement '{member.ContainingType.Name}' with a method that is [Differentiable], or give '{type.Name}' one of its own";
        if (!Dispatches.IsMarked(body) || Dispatches.Of(body.OriginalDefinition) == Dispatch.None)
            Refuse(context, type.Locations[0], type, member, ($"by '{Dispatches.Short(body)}', which it inherits", advice));
        else if ((Dispatches.Difference(body, member) ?? Stored(body)) is { } difference)
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Declared.DifferentContract, type.Locations[0], Dispatches.Short(body),
                Dispatches.Short(member), difference));
    }

    /// <summary>Of a method of another assembly nobody has told the callers of the interface what it stores.</summary>
    private static string? Stored(IMethodSymbol body) => Structs.IsForeign(body.ContainingType)
        && !GeneratedFacts.Of(body.OriginalDefinition, Attributes.Family(body.OriginalDefinition)).Stored.IsEmpty
            ? "it may store numbers that it is given, which callers of the interface do not expect"
            : null;

    private static void RequireMarked(SymbolAnalysisContext context, IMethodSymbol method, IMethodSymbol member, HashSet<ISymbol> unmarked)
    {
        if (Attributes.IsDifferentiable(method) || !unmarked.Add(method)) return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.Declared.UnmarkedBody, Place(method),
            member.Locations.Where(location => location.IsInSource), Dispatches.Short(method), Dispatches.Short(member),
            Advice(method, member)));
    }

    /// <summary>A method that is differentiable because its class is wants the same of other classes.</summary>
    private static string Advice(IMethodSymbol method, IMethodSymbol member) => !ObjectFields.IsMarked(member.ContainingType)
        ? "mark it [Differentiable] too"
        : method.ContainingType.TypeKind == TypeKind.Struct ? $"make '{method.ContainingType.Name}' a class that is [Differentiable]"
        : !ObjectFields.IsMarked(method.ContainingType) ? $"mark '{method.ContainingType.Name}' [Differentiable] too"
        : Attributes.IsNoGradient(method) ? "remove [NoGradient] from it, or mark the other one [NoGradient] too"
        : "give it a body that computes its value";

    private static void Refuse(SymbolAnalysisContext context, Location where, INamedTypeSymbol type, IMethodSymbol member,
        (string How, string Advice) reason) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.Declared.Unreachable, where, type.Name, Dispatches.Short(member), reason.How,
            reason.Advice));

    private static bool Implements(IMethodSymbol method, IMethodSymbol member) =>
        method.ExplicitInterfaceImplementations.Contains(member, SymbolEqualityComparer.Default);

    private static Location Place(IMethodSymbol method) =>
        method.Locations.FirstOrDefault(location => location.IsInSource) ?? method.ContainingType.Locations[0];
}
