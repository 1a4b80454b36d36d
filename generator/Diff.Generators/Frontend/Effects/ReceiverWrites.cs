using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>
/// Whether an instance method of a struct may change <c>this</c>. Judged by syntax, so that callers know it of any method (only an
/// extension method is looked up): something is assigned, or passed by reference, that is no variable declared in the method, or another
/// method that may change <c>this</c> is called on it, or one that may change a field on that field. Of a method in another assembly its
/// generated members tell: they are <c>readonly</c> if it is not.
/// </summary>
internal static class ReceiverWrites
{
    // Every use of a member asks. A symbol belongs to one compilation, in which its body never changes.
    private static readonly ConditionalWeakTable<IMethodSymbol, StrongBox<bool>> Known = new();

    public static bool IsIn(IMethodSymbol method) =>
        Known.GetValue(method.OriginalDefinition, static key => new(IsIn(key, new(SymbolEqualityComparer.Default)))).Value;

    /// <summary>Whether a parameter is memory whose elements the method assigns; of a span it is assumed.</summary>
    public static bool IsWritten(IParameterSymbol parameter) => parameter.Type switch
    {
        INamedTypeSymbol { Name: "Span" } => true,
        IArrayTypeSymbol => parameter.ContainingSymbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax().DescendantNodes()
            .Any(node => Target(node) is ElementAccessExpressionSyntax target && Names(target).Contains(parameter.Name)) ?? false,
        _ => false,
    };

    private static bool IsIn(IMethodSymbol method, HashSet<ISymbol> seen)
    {
        if (method.IsReadOnly || method.ContainingType.IsReadOnly || !seen.Add(method)) return false;
        if (method.DeclaringSyntaxReferences is not [var reference, ..])
            return !method.ContainingType.GetMembers(TypeMarks.CalledName(method) + "Jvp").OfType<IMethodSymbol>()
                .Any(generated => generated.IsReadOnly);
        var declaration = reference.GetSyntax();
        var own = new HashSet<string>(method.Parameters.Select(parameter => parameter.Name).Concat(Declared(declaration, method)),
            StringComparer.Ordinal);
        return declaration.DescendantNodes().Any(node => Target(node) is { } target
            ? Names(target).Any(name => !own.Contains(name))
            : node switch
            {
                InvocationExpressionSyntax call => Changes(call, method, seen) || ChangesField(call, method, own, seen),
                IdentifierNameSyntax name => ReadsChanging(name, method, own, seen),
                _ => false,
            });
    }

    /// <summary>What a node assigns or hands out by reference.</summary>
    public static ExpressionSyntax? Target(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax assignment
            when !assignment.Parent.IsKind(SyntaxKind.ObjectInitializerExpression)
                && !assignment.Parent.IsKind(SyntaxKind.WithInitializerExpression) => assignment.Left,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } step =>
            step.Operand,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression
            or (int)SyntaxKind.PostDecrementExpression } step => step.Operand,
        ArgumentSyntax argument
            when argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword) || argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword) =>
                argument.Expression,
        RefExpressionSyntax reference => reference.Expression,
        _ => null,
    };

    /// <summary>The variables at the root of what is assigned; <c>this</c> for a member of it.</summary>
    private static IEnumerable<string> Names(ExpressionSyntax target) => target switch
    {
        TupleExpressionSyntax tuple => tuple.Arguments.SelectMany(argument => Names(argument.Expression)),
        DeclarationExpressionSyntax => [],
        MemberAccessExpressionSyntax member => Names(member.Expression),
        ElementAccessExpressionSyntax element => Names(element.Expression),
        ParenthesizedExpressionSyntax parenthesized => Names(parenthesized.Expression),
        IdentifierNameSyntax { Identifier.ValueText: "_" } => [],
        IdentifierNameSyntax name => [name.Identifier.ValueText],
        _ => ["this"],
    };

    /// <summary>The variables of a method; one that is known in a part of it only, not if a member has its name elsewhere.</summary>
    private static IEnumerable<string> Declared(SyntaxNode declaration, IMethodSymbol method) => declaration.DescendantNodes()
        .Select(node => (Name: node switch
        {
            VariableDeclaratorSyntax local => local.Identifier.ValueText,
            SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
            ParameterSyntax parameter => parameter.Identifier.ValueText,
            ForEachStatementSyntax loop => loop.Identifier.ValueText,
            _ => "",
        }, IsEverywhere: node.Parent?.Parent?.Parent is BlockSyntax block && block.Parent == declaration))
        .Where(variable => variable.IsEverywhere || method.ContainingType.GetMembers(variable.Name).IsEmpty)
        .Select(variable => variable.Name);

    private static bool Changes(InvocationExpressionSyntax call, IMethodSymbol method, HashSet<ISymbol> seen)
    {
        var name = call.Expression switch
        {
            IdentifierNameSyntax own => own,
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax, Name: IdentifierNameSyntax own } =>
                own,
            _ => null,
        };
        return name is not null && ObjectMembers.Bases(method.ContainingType).Prepend(method.ContainingType)
            .SelectMany(type => type.GetMembers(name.Identifier.ValueText)).OfType<IMethodSymbol>()
            .Any(other => !other.IsStatic && Takes(other, call.ArgumentList.Arguments.Count) && IsIn(other, seen));
    }

    /// <summary>Whether a method can be called with so many arguments.</summary>
    private static bool Takes(IMethodSymbol method, int count) =>
        count >= method.Parameters.Count(parameter => parameter is { IsOptional: false, IsParams: false })
            && (count <= method.Parameters.Length || method.Parameters.Any(parameter => parameter.IsParams));

    /// <summary>Whether a method that may change a struct is called on <c>this</c>, on a field of it, or on a field of that.</summary>
    private static bool ChangesField(InvocationExpressionSyntax call, IMethodSymbol method, HashSet<string> own, HashSet<ISymbol> seen)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: var target, Name.Identifier.ValueText: var name })
            return false;
        if (GenericField(target, method.ContainingType, own) is { } generic)
            return method.ContainingAssembly is ISourceAssemblySymbol { Compilation: var compilation }
                && GenericReceivers.MayChange(compilation, generic, name);
        var changed = target is ThisExpressionSyntax ? method.ContainingType : Field(target, method.ContainingType, own);
        if (changed is not { SpecialType: SpecialType.None, TypeKind: TypeKind.Struct }) return false;
        var called = changed.GetMembers(name).OfType<IMethodSymbol>().Where(member => !member.IsStatic).ToList();
        return called.Count == 0
            ? IsByReference(call, method)
            : (!Structs.IsForeign(changed) || Attributes.IsDifferentiable(changed))
                && called.Exists(member => IsIn(member.OriginalDefinition, seen));
    }

    /// <summary>Whether a name is that of a property of the same struct whose getter may change it.</summary>
    private static bool ReadsChanging(IdentifierNameSyntax name, IMethodSymbol method, HashSet<string> own,
        HashSet<ISymbol> seen) => method.ContainingType.TypeKind == TypeKind.Struct && !own.Contains(name.Identifier.ValueText)
        && (name.Parent is not MemberAccessExpressionSyntax { Expression: var whole } || whole == name || whole is ThisExpressionSyntax)
        && method.ContainingType.GetMembers(name.Identifier.ValueText).OfType<IPropertySymbol>()
            .Any(property => property is { IsStatic: false, GetMethod: { } getter } && IsIn(getter, seen));

    /// <summary>The type parameter that is the type of a field of <c>this</c>.</summary>
    private static ITypeParameterSymbol? GenericField(ExpressionSyntax target, INamedTypeSymbol type, HashSet<string> own) => target switch
    {
        IdentifierNameSyntax { Identifier.ValueText: var name } when !own.Contains(name) => Generic(type, name),
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: var name } => Generic(type, name),
        _ => null,
    };

    private static ITypeParameterSymbol? Generic(INamedTypeSymbol type, string name) =>
        type.GetMembers(name).OfType<IFieldSymbol>().Where(field => field is { IsReadOnly: false, IsStatic: false })
            .Select(field => field.Type).OfType<ITypeParameterSymbol>().FirstOrDefault();

    /// <summary>
    /// Whether a call is of an extension method that takes its receiver by reference, which no member of the receiver's type tells.
    /// </summary>
    private static bool IsByReference(InvocationExpressionSyntax call, IMethodSymbol method) =>
        method.ContainingAssembly is ISourceAssemblySymbol { Compilation: var compilation }
        && compilation.GetSemanticModel(call.SyntaxTree)
            .GetSymbolInfo(call).Symbol is IMethodSymbol { ReducedFrom.Parameters: [{ RefKind: RefKind.Ref }, ..] };

    /// <summary>The struct that a field of <c>this</c> holds; null if the expression names none.</summary>
    private static INamedTypeSymbol? Field(ExpressionSyntax expression, INamedTypeSymbol type, HashSet<string> own) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => Field(parenthesized.Expression, type, own),
        IdentifierNameSyntax { Identifier.ValueText: var name } when !own.Contains(name) => Field(type, name),
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: var name } => Field(type, name),
        MemberAccessExpressionSyntax { Expression: var outer, Name.Identifier.ValueText: var name }
            when Field(outer, type, own) is { } inner => Field(inner, name),
        _ => null,
    };

    private static INamedTypeSymbol? Field(INamedTypeSymbol type, string name) => type.GetMembers(name).OfType<IFieldSymbol>()
        .Where(field => !field.IsReadOnly && !field.IsStatic).Select(field => field.Type).OfType<INamedTypeSymbol>()
        .FirstOrDefault(held => held.TypeKind == TypeKind.Struct);
}
