using Diff.Generators.Contracts;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>
/// A marked member as IR: its declaration and signature from the symbol, its body from the syntax. Generator and analyzer both
/// come through here, each with its own sink.
/// </summary>
internal static class MethodLowering
{
    /// <summary>What the members of a method with C# errors say.</summary>
    public const string HasErrors = "could not be differentiated because it has compiler errors";

    /// <summary>The method; null when it is no method or nothing can be emitted for it. What is wrong with it has been reported.</summary>
    public static Method? Lower(Marked member, IDiagnosticSink sink, CancellationToken cancellation)
    {
        var (node, marked, model) = member;
        var name = Name(node);
        if (!Attributes.IsDifferentiable(marked) && LocalHelpers.Is(marked))
        {
            sink.Report(Descriptors.Declared.NoMembers, name, marked.Name, "all it does is to make or change objects or lists",
                "its derivatives come with those of the methods that call it");
            return null;
        }
        if (marked is IPropertySymbol { GetMethod: { } getter } && TypeMarks.Covering(getter) is not null) marked = getter;
        if (marked is IMethodSymbol { MethodKind: MethodKind.PropertySet, AssociatedSymbol.Name: var assigned })
        {
            sink.Report(Descriptors.Declared.NoMembers, name, assigned, "all it does is to assign",
                "its derivatives come with those of the methods that call it");
            return null;
        }
        if (marked is IMethodSymbol { MethodKind: MethodKind.PropertyGet, Parameters.IsEmpty: true } && TypeMarks.Covering(marked) is null)
            return null;
        if (marked is not IMethodSymbol method)
        {
            // A plain property has no parameters: callers read it as a constant, and it needs no derivatives.
            if (marked is not IPropertySymbol { IsIndexer: false })
                sink.Report(Descriptors.Declared.Target, name, $"{Kind(marked)} '{marked.Name}'");
            return null;
        }
        if (method is { MethodKind: MethodKind.Constructor, ContainingType.IsValueType: true }
            && AssigningConstructors.Fields(method) is not null)
            return null;
        if (Declarations.Read(method, model.Compilation, name, sink) is not { } declaration) return null;
        if (declaration.IsAbstract) return Abstract(declaration, method, node, sink);
        if (TypeMarks.IsOnValues(method))
            declaration = member.OnValue ? Declarations.OnValue(declaration, method) : Declarations.OnConstant(declaration);
        var body = (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        if (!HasBody(body))
        {
            sink.Report(Descriptors.Declared.NoBody, name, method.Name);
            return null;
        }
        if (IsIterator(method, body))
        {
            sink.Report(Descriptors.Declared.Resumable, name, "iterator", method.Name);
            return null;
        }
        var signature = Signature(declaration, method, name, member.OnValue, (node as MethodDeclarationSyntax)?.ReturnType ?? node, sink);
        // What is wrong inside a method that is refused for its signature need not be known yet.
        if (sink.HasErrors) return signature;
        try
        {
            var lowered = LowerBody(signature, method.PartialImplementationPart ?? method, body, model, sink, cancellation);
            if (!sink.HasErrors && !HasResult(lowered)) sink.Report(Descriptors.Declared.NoResult, name, method.Name);
            return lowered;
        }
        catch (Exception exception) when (Unforeseen.Is(exception))
        {
            sink.Report(Descriptors.Unsupported.Unforeseen, name, method.Name, Unforeseen.Describe(exception));
            return signature;
        }
    }

    private static Method Signature(Declaration declaration, IMethodSymbol method, SyntaxToken name, bool onValue, SyntaxNode result,
        IDiagnosticSink sink)
    {
        var parameters = Signatures.Parameters(method, name, onValue, sink);
        return new(declaration, parameters, Signatures.Results(method, parameters, result, sink),
            Block.Empty) { ReturnedTuple = Signatures.Tuple(method),
                ReturnsCollection = CollectionTypes.OfResult(method.ReturnType) is not null };
    }

    /// <summary>A member without a body has the contract that its signature allows.</summary>
    private static Method Abstract(Declaration declaration, IMethodSymbol method, SyntaxNode node, IDiagnosticSink sink)
    {
        var name = Name(node);
        var signature = Signature(declaration, method, name, onValue: false, (node as MethodDeclarationSyntax)?.ReturnType ?? node, sink);
        if (!sink.HasErrors && !HasResult(signature)) sink.Report(Descriptors.Declared.NoResult, name, method.Name);
        return signature;
    }

    private static Method LowerBody(
        Method signature, IMethodSymbol method, SyntaxNode body, SemanticModel model, IDiagnosticSink sink, CancellationToken cancellation)
    {
        var bodyModel = body.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(body.SyntaxTree);
        var operation = bodyModel.GetOperation(body, cancellation);
        IReadOnlyList<FieldInitializer> initializers = method.MethodKind == MethodKind.Constructor
            ? Constructors.Initializers(method, bodyModel, cancellation)
            : [];
        // A primary constructor has no body: it initialises.
        if ((operation is null && body is not TypeDeclarationSyntax)
            || initializers.Select(initializer => initializer.Value).Append(operation).OfType<IOperation>()
                .Any(part => BrokenCode.Is(part, cancellation)))
            return signature with { Refusal = new("", $"{method.Name} {HasErrors}") };
        // Lists as rows can be less than lists as variables and constants: they count where nothing is in their way.
        var attempt = new PendingSink();
        var lowered = Lower(attempt, followsLists: true);
        if (attempt.HasErrors && lowered.HaveLists) return Lower(sink, followsLists: false).Method;
        attempt.PassOn(sink);
        return lowered.Method;

        (Method Method, bool HaveLists) Lower(IDiagnosticSink to, bool followsLists)
        {
            var (ids, nesting) = (new Ids(), new Nesting(signature.Declaration, model.Compilation) { FollowsLists = followsLists });
            var lowering = new Lowering(method, signature.Parameters, ids, nesting, to, cancellation);
            var block = BodyLowering.Lower(lowering, operation, initializers);
            return (signature with { Body = block, NextId = ids.Next, Lifted = nesting.Lifted, Accessors = nesting.Accessors },
                lowering.Tables.HaveLists);
        }
    }

    private static bool HasBody(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
        ArrowExpressionClauseSyntax or TypeDeclarationSyntax => true,
        _ => false,
    };

    /// <summary>The identifier to report under.</summary>
    public static SyntaxToken Name(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier,
        LocalFunctionStatementSyntax function => function.Identifier,
        PropertyDeclarationSyntax property => property.Identifier,
        IndexerDeclarationSyntax indexer => indexer.ThisKeyword,
        ConstructorDeclarationSyntax constructor => constructor.Identifier,
        OperatorDeclarationSyntax declared => declared.OperatorToken,
        ConversionOperatorDeclarationSyntax conversion => conversion.OperatorKeyword,
        ArrowExpressionClauseSyntax { Parent: { } declared } => Name(declared),
        BaseTypeDeclarationSyntax type => type.Identifier,
        AccessorDeclarationSyntax accessor => accessor.Keyword,
        _ => node.GetFirstToken(),
    };

    private static bool IsIterator(IMethodSymbol method, SyntaxNode body) =>
        method.ReturnType is INamedTypeSymbol { TypeKind: TypeKind.Interface, Name: "IEnumerable" or "IEnumerator" }
        && body.DescendantNodes(node => node is not LocalFunctionStatementSyntax and not AnonymousFunctionExpressionSyntax)
            .OfType<YieldStatementSyntax>().Any();

    /// <summary>Buffers written are results too, here or by a method that they are passed to.</summary>
    private static bool HasResult(Method method) =>
        method.Refusal is not null
        || method.Results.Any(result => result.IsDifferentiable)
        || LocalFacts.Run(method) is var facts
            && (facts.Written.Any(index => index != MethodFacts.Objects)
                || facts.PassedOn.Any(passed => passed.Parameter != MethodFacts.Objects && passed.IsWritable)
            || facts.Promise is { Written.IsEmpty: false });

    private static string Kind(ISymbol marked) => marked switch
    {
        IPropertySymbol => "the indexer",
        INamedTypeSymbol { IsValueType: true } => "the struct",
        INamedTypeSymbol => "the class",
        _ => "the member",
    };
}
