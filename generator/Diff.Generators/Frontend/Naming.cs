using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>What generated code outside of the user's types can name, and how lifted functions are called.</summary>
internal static class Naming
{
    private const string CallAMethod = "call a non-generic method that takes the derivative";

    /// <summary>Whether the types of a call can be named; reports the first that cannot.</summary>
    public static bool AcceptTypes(IInvocationOperation call, Compilation compilation, IDiagnosticSink sink)
    {
        foreach (var type in call.TargetMethod.TypeArguments.SelectMany(Parts))
        {
            if (Obstacle(type, compilation) is not { } obstacle) continue;
            sink.Report(Descriptors.EntryPoints.Unnamable, call.Syntax, type.Name, obstacle, Advice(type));
            return false;
        }
        return true;
    }

    /// <summary>Whether any code of the assembly can name a method.</summary>
    public static bool IsNamable(IMethodSymbol method, Compilation compilation) =>
        Named(method).All(symbol => Obstacle(symbol, compilation) is null);

    /// <summary>Where a function can be lifted to; null if nowhere, which has been reported.</summary>
    public static Home? HomeOf(Function function, SemanticModel model, IDiagnosticSink sink)
    {
        var needed = function.Body is null ? Named(function.Method).ToList() : Used(function);
        var hidden = needed.FirstOrDefault(symbol => Obstacle(symbol, model.Compilation) is not null);
        if (hidden is null) return Home.Shared;
        var type = function.Body is null ? function.Method.ContainingType : Around(function, model).ContainingType;
        var (unnamable, obstacle, advice) = (hidden.Name, Obstacle(hidden, model.Compilation), CallAMethod);
        if (needed.All(symbol => Obstacle(symbol, model.Compilation, type) is null) && type.TypeParameters.IsEmpty
            && Obstacle(type, model.Compilation) is null)
        {
            if (Containers.AcceptsMembers(type)) return Home.In(type);
            advice = $"make '{type.Name}' partial, or '{hidden.Name}' internal";
        }
        sink.Report(Descriptors.EntryPoints.Unnamable, function.Syntax, unnamable, obstacle!, advice);
        return null;
    }

    /// <summary>The stem of a lifted function's family.</summary>
    public static string Of(Function function, EntryPointCall call, SemanticModel model)
    {
        var variant = call.IsSecond ? "second" : call.Kind == EntryPointKind.Jacobian ? "rows" : "first";
        if (function.Body is null)
            return $"{function.Method.Name}_{HintNames.Hash($"{CalleeContracts.Key(function.Method)} {function.Method} {call.Differentiated} {variant}")}";
        var around = Around(function, model);
        var declaration = function.Declaration;
        var member = declaration.Ancestors().FirstOrDefault(node => node is MemberDeclarationSyntax and not GlobalStatementSyntax)
            ?? declaration.SyntaxTree.GetRoot();
        var ordinal = member.DescendantNodes().Where(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            .TakeWhile(other => other != declaration).Count();
        var name = new string(around.Name.Where(char.IsLetterOrDigit).ToArray());
        return $"{(name.Length == 0 ? "Lambda" : name)}_{HintNames.Hash($"{CalleeContracts.Key(around)} {ordinal} {call.Differentiated} {variant}")}";
    }

    /// <summary>The member that a lambda or local function stands in.</summary>
    public static ISymbol Around(Function function, SemanticModel model)
    {
        var symbol = model.GetEnclosingSymbol(function.Syntax.SpanStart)!;
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
            symbol = symbol.ContainingSymbol;
        return symbol;
    }

    /// <summary>Why generated code cannot name a symbol; null if it can.</summary>
    /// <param name="within">The type that the code is in; null for a type of its own.</param>
    private static string? Obstacle(ISymbol symbol, Compilation compilation, INamedTypeSymbol? within = null) => symbol switch
    {
        ITypeParameterSymbol => "is a type parameter, which generated code for this call does not have",
        INamedTypeSymbol { IsFileLocal: true } => "is local to its file",
        INamedTypeSymbol { IsAnonymousType: true } => "has no name",
        _ when !compilation.IsSymbolAccessibleWithin(symbol, (ISymbol?)within ?? compilation.Assembly) =>
            "is not visible to generated code",
        _ => null,
    };

    private static string Advice(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => CallAMethod,
        INamedTypeSymbol { IsFileLocal: true } => "declare it without 'file'",
        INamedTypeSymbol { IsAnonymousType: true } => "use a tuple or a record",
        _ => "make it internal",
    };

    /// <summary>All symbols by which a function names something outside of it, and the types in its signature.</summary>
    private static List<ISymbol> Used(Function function)
    {
        var used = new List<ISymbol>();
        foreach (var parameter in function.Method.Parameters) used.AddRange(Parts(parameter.Type));
        foreach (var operation in function.Bodies().SelectMany(body => body.Descendants()))
        {
            if (operation.Type is { } type) used.AddRange(Parts(type));
            switch (operation)
            {
                case IMemberReferenceOperation reference: used.AddRange(Named(reference.Member)); break;
                case IInvocationOperation { TargetMethod.MethodKind: not MethodKind.LocalFunction } call: used.AddRange(
                    Named(call.TargetMethod)); break;
                case IObjectCreationOperation { Constructor: { } constructor }: used.Add(constructor); break;
                case ITypeOfOperation of: used.AddRange(Parts(of.TypeOperand)); break;
                case IIsTypeOperation test: used.AddRange(Parts(test.TypeOperand)); break;
                case IBinaryOperation { OperatorMethod: { } binary }: used.Add(binary); break;
                case IUnaryOperation { OperatorMethod: { } unary }: used.Add(unary); break;
                case IConversionOperation { OperatorMethod: { } conversion }: used.Add(conversion); break;
            }
        }
        return used;
    }

    private static IEnumerable<ISymbol> Named(ISymbol member)
    {
        yield return member;
        if (member.ContainingType is { } type)
            foreach (var part in Parts(type)) yield return part;
        if (member is IMethodSymbol method)
            foreach (var part in method.TypeArguments.SelectMany(Parts)) yield return part;
    }

    /// <summary>A type and all that it is made of.</summary>
    private static IEnumerable<ITypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        IPointerTypeSymbol pointer => Parts(pointer.PointedAtType),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.SelectMany(element => Parts(element.Type)),
        INamedTypeSymbol named =>
            named.TypeArguments.SelectMany(Parts).Concat(named.ContainingType is { } outer ? Parts(outer) : []).Prepend(named),
        _ => [type],
    };
}
