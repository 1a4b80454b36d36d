using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Diff.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers the functions of the rule table: static members of <c>Math</c>, <c>MathF</c>, <c>double</c>, <c>float</c>, <c>Half</c> and of
/// scalar type parameters.
/// </summary>
internal static class Primitives
{
    /// <summary>Null if the call is none of these functions, or has no floating-point operands.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!method.IsStatic || Holder(call) is not { } holder) return null;
        if (method.Name is "CreateChecked" or "CreateSaturating" or "CreateTruncating") return LowerCreate(lowering, call, holder);
        if (!call.Arguments.Any(argument => Shapes.IsDifferentiable(argument.Value.Type)) || method.Parameters.Any(IsOutput)) return null;

        var primitive = new Primitive(method.Name, TypeMapping.Spell(holder));
        if (RuleTable.Find(primitive, method.Parameters.Length) is null)
            return lowering.Refuse(call, Descriptors.Unsupported.NoRule, method.ToDisplayString(Spelling.InMessages));
        var operands = new Operand[method.Parameters.Length];
        foreach (var argument in call.Arguments) operands[argument.Parameter!.Ordinal] = Expressions.Scalar(lowering, argument.Value);
        foreach (var argument in call.Arguments)
        {
            var other = operands.FirstOrDefault(operand => operand is Value && operand.Type == operands[argument.Parameter!.Ordinal].Type);
            if (other is not null)
                operands[argument.Parameter!.Ordinal] = Constants.WithText(operands[argument.Parameter.Ordinal], argument.Value, other);
        }
        var type = Shapes.Of(method.ReturnType);
        return lowering.Unpack(lowering.Let(new Apply(primitive, operands.ToEquatableArray()), type));
    }

    /// <summary>Calls a method with values for its parameters; null if it is none of these functions.</summary>
    public static Tree<Operand>? Apply(Lowering lowering, IMethodSymbol method, IReadOnlyList<Operand> operands)
    {
        if (!method.IsStatic || !IsHolder(method.ContainingType) || method.Parameters.Any(IsOutput)) return null;
        var primitive = new Primitive(method.Name, TypeMapping.Spell(method.ContainingType));
        return RuleTable.Find(primitive, operands.Count) is null
            ? null
            : lowering.Unpack(lowering.Let(new Apply(primitive, operands.ToEquatableArray()), Shapes.Of(method.ReturnType)));
    }

    private static bool IsOutput(IParameterSymbol parameter) => parameter.RefKind is RefKind.Ref or RefKind.Out;

    private static ITypeSymbol? Holder(IInvocationOperation call)
    {
        if (call.ConstrainedToType is { } constrained) return Shapes.IsScalar(constrained) ? constrained : null;
        return IsHolder(call.TargetMethod.ContainingType) ? call.TargetMethod.ContainingType : null;
    }

    private static bool IsHolder(INamedTypeSymbol type) => type.SpecialType is SpecialType.System_Double or SpecialType.System_Single
        || FloatingPoint.IsHalf(type)
        || (type.Name is "Math" or "MathF" && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true });

    /// <summary><c>T.CreateChecked(x)</c> is a conversion; all three ways agree on floating-point targets.</summary>
    private static Tree<Operand>? LowerCreate(Lowering lowering, IInvocationOperation call, ITypeSymbol holder)
    {
        if (call.Arguments.Length != 1 || call.Arguments[0].Value is not { Type: { } source } argument) return null;
        if (!Shapes.IsScalar(source) && !Shapes.Of(source).IsInteger()) return null;
        var target = Shapes.Of(holder);
        if (argument.ConstantValue is { HasValue: true, Value: { } value }) return Expressions.Leaf(Constants.Of(holder, value));
        var operand = Expressions.Scalar(lowering, argument);
        return Expressions.Leaf(operand.Type == target ? operand : lowering.Let(new Conversion(operand, IsImplicit: false), target));
    }
}
