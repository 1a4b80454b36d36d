using Diff.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>Which members can be <c>[Differentiable]</c>, and what is wrong with the others.</summary>
internal static class Targets
{
    /// <summary>Whether members can be emitted for the method; problems that leave its shape known are reported and accepted.</summary>
    public static bool Accept(IMethodSymbol method, SyntaxToken name, IDiagnosticSink sink)
    {
        if (Kind(method) is { } kind) return Refuse(Descriptors.Declared.Target, $"{kind} '{method.Name}'");
        if (method.IsAsync) return Refuse(Descriptors.Declared.Resumable, "async method", method.Name);
        if (method.IsExtern || method is { IsPartialDefinition: true, PartialImplementationPart: null })
            return Refuse(Descriptors.Declared.NoBody, method.Name);
        if (method.ReturnsByRef || method.ReturnsByRefReadonly) return Refuse(Descriptors.Declared.ReferenceReturn, method.Name);
        if (method.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is MethodDeclarationSyntax declared
            && declared.Modifiers.Any(SyntaxKind.UnsafeKeyword) && declared.DescendantNodes().Any(IsUnsafe))
            || method.Parameters.Any(parameter => parameter.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol)
            || method.ReturnType is IPointerTypeSymbol)
            return Refuse(Descriptors.Declared.UnsafeMethod, method.Name);
        CheckArguments(method, name, sink);
        // Members that override or implement nothing would not compile, and those of the base class or interface are there.
        return (Dispatches.Agree(method, name, sink)
            && !(DispatchedObjects.IsChosen(method) && ObjectObstacles.Of(method.ContainingType) is not null))
            || !(method.IsOverride || Dispatches.IsExplicit(method));

        bool Refuse(DiagnosticDescriptor descriptor, params string[] arguments)
        {
            sink.Report(descriptor, name, arguments);
            return false;
        }
    }

    /// <summary>What reaches memory through pointers; the modifier alone does not.</summary>
    private static bool IsUnsafe(SyntaxNode node) => node is PointerTypeSyntax or FunctionPointerTypeSyntax or FixedStatementSyntax
        || node.IsKind(SyntaxKind.AddressOfExpression) || node.IsKind(SyntaxKind.PointerIndirectionExpression)
        || node.IsKind(SyntaxKind.PointerMemberAccessExpression);

    /// <summary>
    /// Whether a static member can be called on a type parameter alone, so that generated members cannot call each other.
    /// </summary>
    private static bool IsOfType(IMethodSymbol method) => method.IsVirtual || Dispatches.IsExplicit(method);

    /// <summary>What the marked symbol is, with its article, when it is not an ordinary method.</summary>
    private static string? Kind(IMethodSymbol method) => method.MethodKind switch
    {
        _ when method is { IsStatic: true, IsAbstract: false } && IsOfType(method)
            && method.Parameters.Select(parameter => parameter.Type).Append(method.ReturnType)
                .Any(type => Shapes.IsBuffer(type) || CollectionTypes.Is(type)) => "the static member with arrays that only types reach",
        MethodKind.Ordinary => null,
        MethodKind.ExplicitInterfaceImplementation when !Dispatches.Implemented(method).Any() =>
            "the explicit implementation of a member that is not marked,",
        MethodKind.ExplicitInterfaceImplementation => null,
        _ when TypeMarks.Covering(method) is not null => null,
        MethodKind.LocalFunction => "the local function",
        MethodKind.AnonymousFunction => "a lambda",
        MethodKind.UserDefinedOperator or MethodKind.Conversion => "the operator",
        MethodKind.Constructor or MethodKind.StaticConstructor => "the constructor",
        MethodKind.PropertyGet or MethodKind.PropertySet => "the accessor",
        _ => "the member",
    };

    private static void CheckArguments(IMethodSymbol method, SyntaxToken name, IDiagnosticSink sink)
    {
        var attribute = Attributes.Differentiable(method)!;
        var order = Attributes.AskedOrder(attribute);
        if (order is not (1 or 2))
            sink.Report(Descriptors.Declared.InvalidOrder, name, method.Name,
                order.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
