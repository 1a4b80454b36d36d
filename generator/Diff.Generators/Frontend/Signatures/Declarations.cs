using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>Reads what a marked method's symbol tells: where the derivatives go and how they are named.</summary>
internal static class Declarations
{
    /// <summary>
    /// The declaration; null when no member can be emitted at all (the type is not partial, the member is of a kind that has no
    /// derivatives). What is wrong with the use of the attribute is reported under <paramref name="name"/>, the method's identifier.
    /// </summary>
    public static Declaration? Read(IMethodSymbol method, Compilation compilation, SyntaxToken name, IDiagnosticSink sink)
    {
        if (!Targets.Accept(method, name, sink) || !Containers.Accept(method.ContainingType, name, sink)
            || !Families.Accept(method, name, sink))
            return null;
        var attribute = Attributes.Differentiable(method)!;
        var dispatch = Dispatches.Of(method);
        var fulfilled = Dispatches.Fulfilled(method, compilation).ToList();
        return new(
            CalleeContracts.Key(method),
            HintNames.Of(method),
            method.ContainingNamespace.IsGlobalNamespace ? "" : method.ContainingNamespace.ToDisplayString(Containers.Qualified),
            Containers.Of(method.ContainingType),
            TypeMapping.Spell(method.ContainingType),
            dispatch == Dispatch.Explicit ? "" : SyntaxFacts.GetText(method.DeclaredAccessibility),
            Modifiers(method, dispatch),
            method.IsStatic || method.MethodKind == MethodKind.Constructor,
            Spelling.Identifier(method.ExplicitInterfaceImplementations is [var implemented, ..] ? implemented.Name : method.Name),
            Attributes.Family(method),
            TypeParameters.List(method.TypeParameters),
            method.IsOverride || dispatch == Dispatch.Explicit ? "" : TypeParameters.Constraints(method.TypeParameters),
            Attributes.Order(attribute),
            IsProperty: false,
            Families.Existing(method, name, sink),
            compilation.Options is CSharpCompilationOptions { CheckOverflow: true })
        {
            IsHidden = TypeMarks.IsHidden(method),
            Held = Held(method.ContainingType).ToEquatableArray(),
            Dispatch = dispatch,
            Fulfils = fulfilled.Select(CalleeContracts.Key).OrderBy(key => key, StringComparer.Ordinal).ToEquatableArray(),
            IsPromisedElsewhere = fulfilled.Any(member => Structs.IsForeign(member.ContainingType)),
            Interface = method.ExplicitInterfaceImplementations is [{ ContainingType: var type }, ..] ? TypeMapping.Spell(type) : "",
            Replaced = Families.Replaced(method),
            IsAbstract = method.IsAbstract,
            IsInVisibleType = Containers.AreVisible(method.ContainingType),
            Scalars = TypeParameters.InScope(method).Where(GenericMath.IsScalar).Select(GenericMath.Constraint).ToEquatableArray(),
        };
    }

    /// <summary>The hidden halves of a method for calls on values; callers find them by its key.</summary>
    public static Declaration OnValue(Declaration declaration, IMethodSymbol method) => declaration with
    {
        HintName = declaration.HintName + ".this",
        Family = TypeMarks.ValueName(method),
        Modifiers = ReceiverWrites.IsIn(method) || declaration.Modifiers.EndsWith("readonly", StringComparison.Ordinal)
            ? declaration.Modifiers
            : (declaration.Modifiers + " readonly").Trim(),
        IsHidden = true,
        Existing = [],
    };

    /// <summary>The family of the same method, which no differentiated method calls.</summary>
    public static Declaration OnConstant(Declaration declaration) =>
        declaration with { Key = CalleeContracts.KeyOnConstant(declaration.Key) };

    /// <summary>
    /// Whether there are generated members of a marked method as its signature tells them, be it that they only throw; of another assembly
    /// it is taken for granted.
    /// </summary>
    public static bool HasMembers(IMethodSymbol method) =>
        Structs.IsForeign(method.ContainingType)
            || Containers.AcceptsMembers(method.ContainingType) && Signatures.AreFollowed(method)
                && Targets.Accept(method, default, new RefusalSink()) && Families.Accept(method, default, new RefusalSink());

    /// <summary>The parameters of a primary constructor; those of a record are properties.</summary>
    private static IEnumerable<string> Held(INamedTypeSymbol type) => type.IsRecord ? [] : type.InstanceConstructors
        .Where(SourceBodies.IsPrimary)
        .SelectMany(constructor => constructor.Parameters).Select(parameter => parameter.Name);

    private static string Modifiers(IMethodSymbol method, Dispatch dispatch)
    {
        var modifiers = new List<string>();
        if (dispatch is not (Dispatch.Override or Dispatch.SealedOverride or Dispatch.Explicit) && Families.HidesInherited(method))
            modifiers.Add("new");
        var isStatic = method.IsStatic || method.MethodKind == MethodKind.Constructor;
        if (isStatic) modifiers.Add("static");
        if (!isStatic && method.ContainingType.IsValueType
            && (method.IsReadOnly || (TypeMarks.HasReceiverParameter(method) && !ReceiverWrites.IsIn(method))))
            modifiers.Add("readonly");
        return string.Join(" ", modifiers);
    }
}
