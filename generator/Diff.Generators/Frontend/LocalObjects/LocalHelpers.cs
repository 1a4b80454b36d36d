using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>
/// Marked members that have no derivatives of their own: they give nothing but objects, change a list or the object that they belong to,
/// depend on it alone, or have no name to call them by. They are differentiated with the methods that they are inlined in; the mark says
/// that they may be.
/// <code>
/// [Differentiable] public static Matrix Identity(int size)   [Differentiable] public void Add(double x)   [Differentiable] public double this[int i, int j] { … }
/// </code>
/// </summary>
internal static class LocalHelpers
{
    public static bool Is(ISymbol symbol) => (symbol is IPropertySymbol property
        ? property.GetMethod
        : symbol as IMethodSymbol) is { IsImplicitlyDeclared: false } method && Is(method);

    private static bool Is(IMethodSymbol method)
    {
        if (Dispatches.Implemented(method).Any()) return false;
        if (ListChangers.Is(method)) return !GivesNumbers(method);
        var isOfObject = LocalClasses.Shape(method.ContainingType) is not null;
        if (method.MethodKind is MethodKind.Constructor or MethodKind.UserDefinedOperator or MethodKind.Conversion
            || method.AssociatedSymbol is IPropertySymbol { IsIndexer: true })
            return isOfObject;
        if (method.MethodKind != MethodKind.Ordinary || ChosenMembers.Are(method)) return false;
        if (isOfObject && !method.IsStatic && !TakesNumbers(method)) return true;
        var concernsObjects = method.Parameters.Select(parameter => parameter.Type).Append(method.ReturnType).Any(HasObjects)
            || MakesObjects(method)
            || (isOfObject && !method.IsStatic
                && Changes.OfReceiver(method, [.. Structs.Shown(method.ContainingType).Select(member => member.Name)]));
        return concernsObjects && !GivesNumbers(method);
    }

    /// <summary>Whether a method makes objects of classes that only its body tells.</summary>
    private static bool MakesObjects(IMethodSymbol method) => LocalTableClasses.MayHold(method.ReturnType)
        && !method.Parameters.Any(parameter => LocalTableClasses.MayHold(parameter.Type));

    private static bool HasObjects(ITypeSymbol type) => LocalClasses.Shape(type) is not null
        || (type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Any(element => HasObjects(element.Type)));

    private static bool TakesNumbers(IMethodSymbol method) => ObjectFields.IsMarked(method.ContainingType)
        || method.Parameters.Any(parameter => (Shapes.IsDifferentiable(parameter.Type) || ObjectFields.IsMarked(parameter.Type))
            && !Attributes.IsNoGradient(parameter));

    private static bool GivesNumbers(IMethodSymbol method) => Shapes.IsDifferentiable(method.ReturnType)
        || method.Parameters.Any(parameter => Shapes.IsDifferentiable(parameter.Type)
            && (parameter.RefKind is RefKind.Ref or RefKind.Out || ReceiverWrites.IsWritten(parameter) || MayBeWritten(parameter)));

    /// <summary>Whether an array has another use than that its elements or its length are read.</summary>
    private static bool MayBeWritten(IParameterSymbol parameter) => parameter.Type is IArrayTypeSymbol
        && parameter.ContainingSymbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } declaration
        && declaration.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(name => name.Identifier.ValueText == parameter.Name && !IsRead(name));

    private static bool IsRead(IdentifierNameSyntax array) => array.Parent switch
    {
        ElementAccessExpressionSyntax { Parent: ArgumentSyntax { Parent: TupleExpressionSyntax tuple } }
            when tuple.Parent is AssignmentExpressionSyntax assignment => assignment.Left != tuple,
        ElementAccessExpressionSyntax element => element.Expression == array,
        MemberAccessExpressionSyntax member => member.Name == array || member.Name.Identifier.ValueText == "Length",
        ForEachStatementSyntax => true,
        _ => false,
    };
}
