using Diff.Generators.Ir;
using Diff.Generators.Rules;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>Recognises the methods of <c>System.Numerics.Tensors.TensorPrimitives</c> whose derivative is a partial per element.</summary>
internal static class TensorFunctions
{
    /// <summary>
    /// The rule of such a method; null for any other method. Spans that can be written are destinations, everything else is an operand.
    /// </summary>
    public static CustomRule? RuleOf(IMethodSymbol method)
    {
        if (!IsTensorPrimitive(method)) return null;
        var destinations = method.Parameters.Count(IsDestination);
        var operands = method.Parameters.Length - destinations;
        var functions = destinations == 0 ? Tensors.Reduction(method.Name, operands) : Tensors.Map(method.Name, operands, destinations);
        return functions is { } found ? CustomRule.OfElements(found) : null;
    }

    private static bool IsTensorPrimitive(IMethodSymbol method) => method is
    {
        IsStatic: true,
        ContainingType: { Name: "TensorPrimitives",
            ContainingNamespace: { Name: "Tensors",
                ContainingNamespace: { Name: "Numerics",
                    ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } },
    };

    private static bool IsDestination(IParameterSymbol parameter) => parameter.Type.Name == "Span" && Shapes.IsBuffer(parameter.Type);
}
