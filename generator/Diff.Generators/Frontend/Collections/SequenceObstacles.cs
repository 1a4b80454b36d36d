using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Why a call of LINQ does not become a loop, for the message about it.</summary>
internal static class SequenceObstacles
{
    public static string Of(Lowering lowering, IInvocationOperation call)
    {
        var arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value).ToList();
        if (!Sequence.IsMadeBy(call.TargetMethod) && !Linq.IsResult(call.TargetMethod)
            && !Elements.Operators.Contains(call.TargetMethod.Name))
            return "the compiler knows no loop for it";
        if (arguments.Find(argument => argument.Type?.TypeKind == TypeKind.Delegate && Callable.Of(lowering, argument) is null)
            is { } function)
            return $"the function '{function.Syntax}' is not named in this method";
        if (call.TargetMethod.IsExtensionMethod && Sequence.Of(lowering, arguments[0]) is null) return OfSource(Sinks.Strip(arguments[0]));
        if (call.TargetMethod.Name is "ToArray" or "ToList")
        {
            var element = Sequence.Of(lowering, arguments[0])!.Element;
            return $"an array or list of '{element.ToDisplayString(Spelling.InMessages)}' is not followed where this one stands";
        }
        return Sequence.Of(lowering, call) is not null
            ? "it is kept, and may be enumerated when other numbers are there"
            : $"it is not followed with these arguments, after '{(arguments.Count > 0 ? Sinks.Strip(arguments[0]).Syntax : call.Syntax)}'";
    }

    public static string OfSource(IOperation source) =>
        $"'{source.Syntax}' is no array, collection or query of these that is followed";
}
