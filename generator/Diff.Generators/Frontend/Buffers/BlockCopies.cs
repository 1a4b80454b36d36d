using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers <c>Buffer.BlockCopy</c>, which counts in bytes, where whole elements are copied.
/// <code>
/// Buffer.BlockCopy(x, 0, y, 8, n * sizeof(double));   →   Array.Copy(x, 0, y, 1, n);
/// </code>
/// </summary>
internal static class BlockCopies
{
    /// <summary>Null if the call is another.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call)
    {
        if (call is not { TargetMethod: { Name: "BlockCopy",
            ContainingType: { Name: "Buffer", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } },
                Arguments.Length: 5 })
            return null;
        var arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => Sinks.Strip(argument.Value))
            .ToList();
        if (!Shapes.IsBuffer(arguments[0].Type) && !Shapes.IsBuffer(arguments[2].Type)) return null;
        if (Shapes.Of(arguments[0].Type!) is not BufferType { Rank: 1, Element: ScalarType { Kind: not ScalarKind.Generic } element }
            || Shapes.Of(arguments[2].Type!) is not BufferType { Rank: 1 } target || target.Element != element)
            return Refuse(lowering, call);
        var size = element.Kind == ScalarKind.Double ? 8 : 4;
        var source = Expressions.Scalar(lowering, arguments[0]);
        if (Elements(lowering, arguments[1], size) is not { } from) return Refuse(lowering, arguments[1]);
        var destination = Expressions.Scalar(lowering, arguments[2]);
        if (Elements(lowering, arguments[3], size) is not { } to) return Refuse(lowering, arguments[3]);
        if (Elements(lowering, arguments[4], size) is not { } count) return Refuse(lowering, arguments[4]);
        BufferCopies.Copy(lowering, source, from, destination, to, count);
        return Lowering.Nothing;
    }

    /// <summary>A number of bytes as a number of elements; null if it may end inside of an element.</summary>
    private static Operand? Elements(Lowering lowering, IOperation bytes, int size)
    {
        switch (bytes)
        {
            case { ConstantValue: { HasValue: true, Value: int constant } }:
                return constant % size == 0 ? Constant.Int(constant / size) : null;
            case IParenthesizedOperation parenthesized:
                return Elements(lowering, parenthesized.Operand, size);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply, LeftOperand: var left, RightOperand: var right }:
                if (Factor(left, size) is { } first) return Times(lowering, first, right);
                return Factor(right, size) is { } second ? Times(lowering, second, left) : null;
            case IInvocationOperation { TargetMethod: { Name: "ByteLength", ContainingType.Name: "Buffer" }, Arguments: [var argument] }
                when Shapes.IsVector(Sinks.Strip(argument.Value).Type):
                return Buffers.Length(lowering, Expressions.Scalar(lowering, Sinks.Strip(argument.Value)), 0, 1);
            default:
                return null;
        }
    }

    private static int? Factor(IOperation operand, int size) =>
        operand.ConstantValue is { HasValue: true, Value: int constant } && constant % size == 0 ? constant / size : null;

    private static Operand Times(Lowering lowering, int factor, IOperation count)
    {
        var operand = Expressions.Scalar(lowering, count);
        return factor == 1 ? operand : lowering.Apply(Primitive.Multiply, InertType.Int, Constant.Int(factor), operand);
    }

    private static Tree<Operand> Refuse(Lowering lowering, IOperation at)
    {
        Expressions.Refuse(lowering, at, "a copy of bytes", "use Array.Copy, which counts elements");
        return Lowering.Nothing;
    }
}
