using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Lowers conversions, written and implied.</summary>
internal static class Conversions
{
    public static Tree<Operand> Lower(Lowering lowering, IConversionOperation conversion)
    {
        var (operand, target) = (conversion.Operand, conversion.Type!);
        if (operand is IThrowOperation thrown)
        {
            Exceptions.LowerThrow(lowering, thrown);
            return Lowering.Placeholder(target);
        }
        if (NullableValues.Missing(conversion) is { } missing) return missing;
        if (conversion.GetConversion() is { IsStackAlloc: true } or { IsCollectionExpression: true })
            return Allocations.Lower(lowering, operand, target);
        if (BufferCopies.Clone(lowering, conversion) is { } clone) return clone;
        // 'default', switch and conditional expressions take their type from where they stand.
        if (operand.Type is null) return Inerts.Lower(lowering, conversion);
        if (target.IsValueType && Expressions.Dynamic(lowering, conversion) is { } refused) return refused;
        if (IsOfHalf(conversion)) return ConvertHalf(lowering, conversion);
        if (conversion.OperatorMethod is not null && !IsSpanConversion(operand.Type, target)) return LowerUserDefined(lowering, conversion);
        return Convert(lowering, conversion, Expressions.Lower(lowering, operand), operand.Type, target, conversion.IsImplicit,
            conversion.IsChecked);
    }

    /// <summary><c>Convert.ToDouble(x)</c> is a cast; null for any other call, and where there is nothing to differentiate.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call) =>
        call is { TargetMethod: { Name: "ToDouble" or "ToSingle", ContainingType: { Name: "Convert" } }, Arguments: [{ Value: var value }] }
            && FrameworkFunctions.IsIn(call.TargetMethod, "System") && Shapes.IsScalar(value.Type)
            ? Convert(lowering, call, Expressions.Lower(lowering, value), value.Type!, call.Type!, isImplicit: false)
            : null;

    /// <summary>Converts a value to a type that C# converts it to by itself, or that a cast names.</summary>
    public static Tree<Operand> Convert(
        Lowering lowering, IOperation at, Tree<Operand> value, ITypeSymbol from, ITypeSymbol to, bool isImplicit = true,
        bool isChecked = false)
    {
        if (SymbolEqualityComparer.Default.Equals(from, to)) return value;
        if (LocalTableKinds.Convert(lowering, value, from, to) is { } row) return row;
        if (LocalObjects.IsObject(value.Type)) return Expressions.Leaf(LocalObjects.Lost(lowering, at.Syntax, Shapes.Of(to)));
        if (AnonymousObjects.Is(from)) return AnonymousObjects.RefuseWhole(lowering, at);
        if (NullableValues.Convert(lowering, at, value, from, to, isImplicit, isChecked) is { } present) return present;
        var (source, target) = (Shapes.Of(from), Shapes.Of(to));
        switch (source, target)
        {
            case (AggregateType { Kind: AggregateKind.Tuple }, AggregateType { Kind: AggregateKind.Tuple, Fields.Count: var count }):
                var fields = lowering.Unpack(value).Fields;
                var (sources, targets) = (((INamedTypeSymbol)from).TupleElements, ((INamedTypeSymbol)to).TupleElements);
                return new((AggregateType)target, [.. Enumerable.Range(0, count).Select(i =>
                    Convert(lowering, at, fields[i], sources[i].Type, targets[i].Type, isImplicit, isChecked))]);
            case (AggregateType, AggregateType) when source == target:
            case (BufferType, BufferType) when source == target:
                return value;
            case (BufferType, BufferType { Kind: BufferKind.Span or BufferKind.ReadOnlySpan }):
                return Expressions.Leaf(lowering.Let(new View(value.Leaf, Constant.Int(0), null), target));
            case ({ } number, { } other) when IsNumber(number) && IsNumber(other):
                return ConvertNumber(lowering, value.Leaf, target, isImplicit, isChecked);
        }
        if (source is AggregateType { Kind: AggregateKind.Struct } && to is { TypeKind: TypeKind.Interface })
            return lowering.AtExpression(at.Syntax,
                () => Expressions.Leaf(lowering.Let(new Inert($"({InertText.Escape(TypeMapping.Spell(to))}){{0}}", [lowering.Pack(value)],
                    Effect.Read) { MustBeConstant = true }, target)));
        if (source.IsDifferentiable() && value is not { IsLeaf: true, Leaf: Constant })
            return lowering.Refuse(at, Descriptors.Unsupported.Expression,
                $"a conversion from '{Short(from)}' to '{Short(to)}'", "keep the value in its own type, or convert Gradient.Detach of it");
        var effect = isImplicit ? Effect.Pure : Effect.Read;
        return lowering.Unpack(lowering.Let(new Inert($"({InertText.Escape(TypeMapping.Spell(to))}){{0}}", [lowering.Pack(value)], effect),
            target));
    }

    private static Tree<Operand> ConvertNumber(Lowering lowering, Operand operand, IrType target, bool isImplicit, bool isChecked) =>
        operand.Type == target
            ? Expressions.Leaf(operand)
            : Expressions.Leaf(lowering.Let(
                new Ir.Conversion(operand, isImplicit, isChecked && target.IsInteger()), target));

    private static bool IsNumber(IrType type) => type is ScalarType || type.IsInteger();

    /// <summary>One of the conversions that <c>Half</c> declares, from or to another type of number.</summary>
    private static bool IsOfHalf(IConversionOperation conversion) => conversion is { OperatorMethod.ContainingType: { } holder,
        Operand.Type: { } source, Type: { } target }
        && FloatingPoint.IsHalf(holder) && IsNumber(Shapes.Of(source)) && IsNumber(Shapes.Of(target));

    private static Tree<Operand> ConvertHalf(Lowering lowering, IConversionOperation conversion)
    {
        var target = Shapes.Of(conversion.Type!);
        if (target == ScalarType.Half && Constants.Of(conversion.Operand) is { } constant && Constants.Half(constant) is { } half)
            return Expressions.Leaf(half);
        var isChecked = conversion.OperatorMethod!.Name == "op_CheckedExplicit";
        return ConvertNumber(lowering, Expressions.Scalar(lowering, conversion.Operand), target, isImplicit: false, isChecked);
    }

    private static bool IsSpanConversion(ITypeSymbol from, ITypeSymbol to) =>
        Shapes.IsSpan(to) && Shapes.IsBuffer(from) && Shapes.IsBuffer(to);

    private static Tree<Operand> LowerUserDefined(Lowering lowering, IConversionOperation conversion)
    {
        var operand = conversion.Operand;
        if (LocalObjectMembers.LowerOperator(lowering, conversion) is { } made) return made;
        if (conversion.OperatorMethod is { } method && !Nullables.Is(operand.Type) && Shapes.IsDifferentiable(operand.Type)
            && Shapes.IsDifferentiable(method.ReturnType))
        {
            var argument = Convert(lowering, conversion, Expressions.Lower(lowering, operand), operand.Type!, method.Parameters[0].Type);
            return Convert(lowering, conversion, Calls.Invoke(lowering, method, argument), method.ReturnType, conversion.Type!,
                conversion.IsImplicit, conversion.IsChecked);
        }
        if (Shapes.IsDifferentiable(operand.Type))
            return lowering.Refuse(conversion, Descriptors.Unsupported.Expression,
                $"a conversion from '{Short(operand.Type!)}' to '{Short(conversion.Type!)}'",
                "keep the value in its own type, or convert Gradient.Detach of it");
        var value = Expressions.Scalar(lowering, operand);
        return lowering.Unpack(lowering.Let(
            new Inert($"({InertText.Escape(TypeMapping.Spell(conversion.Type!))}){{0}}", [value], Effect.Read),
            Shapes.Of(conversion.Type!)));
    }

    private static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
