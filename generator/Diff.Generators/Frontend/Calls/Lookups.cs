using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Methods that answer a question about numbers by a truth value, an integer, an enum or a text, and keep nothing of them: which interval
/// holds <c>x</c>, whether a point is inside, where the largest element is. The answer is constant around almost every <c>x</c>, so they
/// need no derivative. Neither do guards, which answer by an exception.
/// </summary>
internal static class Lookups
{
    public static bool Is(IMethodSymbol method) => Answers(method) && KeepsNothing(method);

    private static bool Answers(IMethodSymbol method) => method.ReturnsVoid
        ? method.ContainingAssembly is ISourceAssemblySymbol
        : TypeMapping.Map(method.ReturnType) is { } result && !result.IsDifferentiable()
        && (method.ReturnType.IsValueType || method.ReturnType.SpecialType == SpecialType.System_String);

    /// <summary>
    /// Told by the body if it is at hand, else by the signature: a static function of values, to which nothing is handed that it could
    /// write.
    /// </summary>
    private static bool KeepsNothing(IMethodSymbol method) => method.ContainingAssembly is ISourceAssemblySymbol
        ? MethodTraces.Of(method) < Traces.Numbers
        : method.IsStatic
            && method.Parameters.All(parameter => Shapes.IsScalar(parameter.Type) || !FloatingPoint.IsCarriedBy(parameter.Type)
            || (Shapes.IsSpan(parameter.Type) && parameter.Type.Name == "ReadOnlySpan"));
}
