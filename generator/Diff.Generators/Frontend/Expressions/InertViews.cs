using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Views of memory without derivatives (<c>order.Slice(m)</c>, <c>order[..m]</c>, <c>table.AsSpan(i, n)</c>): wherever the memory is at
/// hand, so is the view.
/// </summary>
internal static class InertViews
{
    /// <summary>Whether a method makes nothing but a view of its receiver.</summary>
    public static bool IsMadeBy(IMethodSymbol method) => Shapes.IsSpan(method.ReturnType)
        && ((method.Name == "Slice" && Shapes.IsSpan(method.ContainingType))
            || method is { Name: "AsSpan", ContainingType.Name: "MemoryExtensions" });

    /// <summary>Whether an expression, with all that is computed in it, is a view at bounds that are values.</summary>
    public static bool Is(IOperation expression) =>
        Shapes.IsSpan(expression.Type) && expression is IImplicitIndexerReferenceOperation && expression.Descendants().All(IsFixed);

    private static bool IsFixed(IOperation part) => part switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation or ILiteralOperation or IRangeOperation
            or IImplicitIndexerReferenceOperation => true,
        IBinaryOperation { OperatorMethod: null } or IUnaryOperation { OperatorMethod: null } => true,
        IConversionOperation conversion =>
            conversion.OperatorMethod is null || Shapes.IsSpan(conversion.Type) || conversion.Type is { Name: "Index" },
        IPropertyReferenceOperation property => property.Property.Name == "Length",
        IInvocationOperation call => IsMadeBy(call.TargetMethod),
        IArgumentOperation => true,
        _ => false,
    };
}
