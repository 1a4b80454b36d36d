using Diff.Generators.Contracts;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// The signatures that a rule for a method may have: partials (with and without the result), Vjp, Jvp. Whether the method writes a buffer,
/// only the rule's names tell: <c>yWeight</c> if it does, <c>yGradient</c> if not. What belongs to a parameter that may be written has to
/// be named so.
/// </summary>
internal static class RuleSignatures
{
    public static IEnumerable<RuleSignature> Of(IMethodSymbol target, IMethodSymbol rule)
    {
        var weighted = Weighted(target, rule);
        var independents = Independents(target);
        var hasScalarResult = TypeMapping.Map(target.ReturnType) is ScalarType
            && !target.Parameters.Any(parameter => IsDelivered(parameter) && IsDifferentiable(parameter));
        if (hasScalarResult && independents.All(parameter => TypeMapping.Map(parameter.Type) is ScalarType && !IsDelivered(parameter)))
        {
            IReadOnlyList<ITypeSymbol> partials = [.. independents.Select(parameter => parameter.Type)];
            yield return new(RuleShape.Partials, partials, Primal(target));
            yield return new(RuleShape.PartialsOfResult, partials, [.. Primal(target), new(RefKind.None, "", target.ReturnType, "result")]);
        }
        IReadOnlyList<ITypeSymbol> returned = target.ReturnsVoid ? [] : [target.ReturnType];
        yield return new(RuleShape.Vjp, returned,
            [.. Primal(target), .. Weights(target, weighted),
                .. Accumulators(independents.Except(weighted))]) { Weighted = [.. weighted.Select(parameter => parameter.Name)] };
        IReadOnlyList<ITypeSymbol> pushed = target.ReturnsVoid ? []
            : IsDifferentiable(target.ReturnType) ? [target.ReturnType, target.ReturnType]
            : returned;
        yield return new(RuleShape.Jvp, pushed, [.. Primal(target), .. Tangents(target)]);
    }

    public static IReadOnlyList<IParameterSymbol> Independents(IMethodSymbol target) =>
        [.. target.Parameters.Where(parameter => IsDifferentiable(parameter) && parameter.RefKind != RefKind.Out)];

    /// <summary>
    /// The buffers that have a weight. A span has one if nothing is said: what is only read should be a <c>ReadOnlySpan</c>.
    /// </summary>
    private static IReadOnlyList<IParameterSymbol> Weighted(IMethodSymbol target, IMethodSymbol rule)
    {
        var names = rule.Parameters.Skip(target.Parameters.Length).Select(parameter => parameter.Name).ToList();
        return [.. Independents(target).Where(parameter => IsWritableBuffer(parameter)
            && (names.Contains(parameter.Name + "Weight")
                || (TypeMapping.Map(parameter.Type) is BufferType { Kind: BufferKind.Span }
                    && !names.Contains(parameter.Name + "Gradient"))))];
    }

    private static RuleParameter[] Primal(IMethodSymbol target) =>
        [.. target.Parameters.Select(parameter => new RuleParameter(parameter.RefKind, "", parameter.Type, parameter.Name))];

    private static IEnumerable<RuleParameter> Weights(IMethodSymbol target, IReadOnlyList<IParameterSymbol> weighted)
    {
        if (TypeMapping.Map(target.ReturnType) is { } type && type.IsDifferentiable())
            yield return target.ReturnType is IArrayTypeSymbol { Rank: 1 } array && type is BufferType { Element: not BufferType }
                ? new(RefKind.None, "ReadOnlySpan", array.ElementType, "weight")
                : new(RefKind.None, "", target.ReturnType, "weight");
        foreach (var parameter in target.Parameters)
            if (IsDelivered(parameter) && IsDifferentiable(parameter))
                yield return new(RefKind.Ref, "", parameter.Type, parameter.Name + "Weight") { IsNamed = true };
            else if (weighted.Contains(parameter, SymbolEqualityComparer.Default)) yield return Adjoint(parameter, "Weight");
    }

    private static IEnumerable<RuleParameter> Accumulators(IEnumerable<IParameterSymbol> independents) =>
        independents.Where(parameter => !IsDelivered(parameter)).Select(parameter => Adjoint(parameter, "Gradient"));

    private static RuleParameter Adjoint(IParameterSymbol parameter, string suffix) => TypeMapping.Map(parameter.Type) switch
    {
        BufferType { Kind: BufferKind.Grid } or BufferType { Element: BufferType } =>
            new RuleParameter(RefKind.None, "", parameter.Type, parameter.Name + suffix) { IsNamed = true },
        BufferType => new(RefKind.None, "Span", Element(parameter.Type), parameter.Name + suffix) { IsNamed = IsWritableBuffer(parameter) },
        _ => new(RefKind.Ref, "", parameter.Type, parameter.Name + suffix),
    };

    private static IEnumerable<RuleParameter> Tangents(IMethodSymbol target) =>
        target.Parameters.Where(IsDifferentiable).Select(parameter => TypeMapping.Map(parameter.Type) switch
        {
            BufferType { Kind: BufferKind.Grid } or BufferType { Element: BufferType } =>
                new RuleParameter(RefKind.None, "", parameter.Type, parameter.Name + "Tangent") { IsNamed = true },
            BufferType { Kind: var kind } => new(RefKind.None, "ReadOnlySpan", Element(parameter.Type),
                parameter.Name + "Tangent") { IsWritable = kind != BufferKind.ReadOnlySpan, IsNamed = kind != BufferKind.ReadOnlySpan },
            _ => new(IsDelivered(parameter) ? parameter.RefKind : RefKind.None, "", parameter.Type,
                parameter.Name + "Tangent") { IsNamed = IsDelivered(parameter) },
        });

    private static ITypeSymbol Element(ITypeSymbol type) =>
        type is IArrayTypeSymbol array ? array.ElementType : ((INamedTypeSymbol)type).TypeArguments[0];

    private static bool IsWritableBuffer(IParameterSymbol parameter) =>
        TypeMapping.Map(parameter.Type) is BufferType { Kind: not BufferKind.ReadOnlySpan };

    private static bool IsDelivered(IParameterSymbol parameter) => parameter.RefKind is RefKind.Ref or RefKind.Out;

    private static bool IsDifferentiable(IParameterSymbol parameter) =>
        IsDifferentiable(parameter.Type) && !Attributes.IsNoGradient(parameter);

    private static bool IsDifferentiable(ITypeSymbol type) => TypeMapping.IsDifferentiable(type);
}
