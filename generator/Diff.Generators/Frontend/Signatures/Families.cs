using System.Runtime.CompilerServices;
using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Generators.Frontend;

/// <summary>The names of generated members: clashes among families, with members written by hand, with inherited ones.</summary>
internal static class Families
{
    /// <summary>What is appended to the family's name.</summary>
    public static readonly string[] Suffixes =
        ["Gradient", "ValueAndGradient", "Vjp", "Jvp", "WithPullback", "Pullback", "Jacobian", "Hessian", "Hvp"];

    /// <summary>What other generated members, and callers, call.</summary>
    private static readonly string[] Called = ["Vjp", "Jvp", "WithPullback", "Pullback", "Hvp"];

    private static readonly ConditionalWeakTable<INamedTypeSymbol, ILookup<string, IMethodSymbol>> Known = new();

    /// <summary>Whether the family's names are free.</summary>
    public static bool Accept(IMethodSymbol method, SyntaxToken name, IDiagnosticSink sink)
    {
        var family = Attributes.Family(method);
        if (!SyntaxFacts.IsValidIdentifier(family))
        {
            sink.Report(Descriptors.Declared.InvalidName, name, family);
            return false;
        }
        if (Dispatches.IsExplicit(method)) return true;
        var other = Marked(method.ContainingType)[family].FirstOrDefault(candidate => !SymbolEqualityComparer.Default.Equals(candidate,
            method.PartialDefinitionPart ?? method));
        if (other is null) return true;
        // Derivatives of implementations are called as the interface says.
        sink.Report(Descriptors.Declared.Clash, name, Short(method), family, Short(other),
            Dispatches.Implemented(method).FirstOrDefault() is { } member && Dispatches.Implemented(other).Any()
                ? $"implement '{Short(member)}' explicitly, or in another class"
                : "give one of them another name with [Differentiable(Name = \"…\")]");
        return false;
    }

    /// <summary>Generated names that the user has already used for members of the type.</summary>
    public static EquatableArray<string> Existing(IMethodSymbol method, SyntaxToken name, IDiagnosticSink sink)
    {
        var family = Attributes.Family(method);
        if (Dispatches.IsExplicit(method)) return [];
        var existing = new List<string>();
        foreach (var suffix in Suffixes)
        {
            if (!method.ContainingType.GetMembers(family + suffix).Any(IsHandWritten)) continue;
            existing.Add(family + suffix);
            sink.Report(Descriptors.Declared.Existing, name, family + suffix);
        }
        return existing.ToEquatableArray();
    }

    /// <summary>
    /// What is appended to the family's name in members that the user has written and generated code needs. Where the body is chosen at run
    /// time, the user's is one of the bodies.
    /// </summary>
    public static EquatableArray<string> Replaced(IMethodSymbol method)
    {
        if (Dispatches.Of(method) != Dispatch.None) return [];
        var family = Attributes.Family(method);
        return Called.Where(suffix => method.ContainingType.GetMembers(family + suffix).Any(IsHandWritten)).ToEquatableArray();
    }

    /// <summary>
    /// Whether the user has written the <c>Jvp</c> of a method, so that callers have one of their own; of another assembly, whether that is
    /// there.
    /// </summary>
    public static bool ReplacesJvp(IMethodSymbol method, string family) =>
        method.ContainingType is { } type && Dispatches.Of(method) == Dispatch.None
        && (method.DeclaringSyntaxReferences.IsEmpty
            ? !type.GetMembers(family + "__Jvp").IsEmpty
            : type.GetMembers(family + "Jvp").Any(IsHandWritten));

    /// <summary>Whether a base type has a family of the same name, so that <c>new</c> is due.</summary>
    public static bool HidesInherited(IMethodSymbol method)
    {
        var family = Attributes.Family(method);
        return Bases(method.ContainingType)
            .Any(type => Marked(type)[family].Any(candidate => candidate.DeclaredAccessibility != Accessibility.Private));
    }

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Interface)
        {
            foreach (var inherited in type.AllInterfaces) yield return inherited;
        }
        else
        {
            for (var inherited = type.BaseType; inherited is not null; inherited = inherited.BaseType) yield return inherited;
        }
    }

    /// <summary>The marked method whose family the called member belongs to, when the member is generated; null otherwise.</summary>
    public static IMethodSymbol? OriginOfGenerated(IMethodSymbol called)
    {
        if (called.ContainingType is not { } type || IsHandWritten(called) && called.Locations.Any(location => location.IsInSource))
            return null;
        return Suffixes.Where(suffix => called.Name.EndsWith(suffix, StringComparison.Ordinal))
            .SelectMany(suffix => Marked(type)[called.Name.Substring(0, called.Name.Length - suffix.Length)]).FirstOrDefault();
    }

    /// <summary>Whether the generator has seen C# errors in the method, so that its members throw.</summary>
    public static bool HadErrors(IMethodSymbol method,
        CancellationToken cancellation) => method.ContainingType.GetMembers(Attributes.Family(method) + "Vjp")
        .Where(member => !IsHandWritten(member))
        .SelectMany(member => member.DeclaringSyntaxReferences)
        .Any(reference => reference.GetSyntax(cancellation).ToString().Contains(MethodLowering.HasErrors));

    /// <summary>
    /// The marked methods of a type, by the names of their families; but for explicit implementations, whose derivatives nobody can name.
    /// </summary>
    private static ILookup<string, IMethodSymbol> Marked(INamedTypeSymbol type) =>
        Known.GetValue(type,
            static type => type.GetMembers().OfType<IMethodSymbol>()
                .Where(method => !Dispatches.IsExplicit(method) && Attributes.IsDifferentiable(method))
                .ToLookup(Attributes.Family, StringComparer.Ordinal));

    /// <summary>The analyzer sees the generator's output in the compilation; those trees do not count.</summary>
    public static bool IsHandWritten(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Any(reference =>
            !GeneratedMembers.AreIn(reference.SyntaxTree));

    private static string Short(ISymbol symbol) => symbol.ToDisplayString(Spelling.InMessages);
}
