using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers methods of <c>Array</c> that call a function for each element to loops.
/// <code>
/// Array.ConvertAll(xs, x => x * x)   →   y = new double[xs.Length]; for (i = 0; i &lt; xs.Length; i++) y[i] = xs[i] * xs[i]; … y …
/// </code>
/// </summary>
internal static class ArrayFunctions
{
    /// <summary>Null if the call is none of these, or has nothing to do with differentiable values.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call)
    {
        if (call.TargetMethod is not { Name: "ConvertAll" or "ForEach", ContainingType.SpecialType: SpecialType.System_Array }) return null;
        var arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value).ToList();
        if (!Shapes.IsVector(arguments[0].Type) && !Shapes.IsVector(call.Type)) return null;
        if (Callable.Of(lowering, arguments[1]) is not { } function || Sequence.Of(lowering, arguments[0]) is not { } source)
            return lowering.Refuse(call, Descriptors.Unsupported.UnknownFunction, arguments[1].Syntax.ToString());
        if (call.TargetMethod.ReturnsVoid)
        {
            source.Begin().Each(lowering, x => function.Apply(lowering, call, x));
            return Lowering.Nothing;
        }
        var element = ((IArrayTypeSymbol)call.Type!).ElementType;
        return Shapes.IsScalar(element)
            ? Folds.ToArray(lowering, (BufferType)Shapes.Of(call.Type), source.Select(lowering, call, element, function))
            : null;
    }
}
