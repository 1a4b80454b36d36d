using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>A local function whose body is being lowered in place of a call.</summary>
/// <param name="Result">Where a returned value goes; null if there is none.</param>
/// <param name="Region">The one-trip loop that a <c>return</c> leaves; null if it stands at the end.</param>
internal sealed record Inlining(IMethodSymbol Function, Tree<Slot>? Result, Region? Region);

/// <summary>
/// Inlines calls of local functions: parameters become variables, <c>return</c> leaves a one-trip loop around the body unless it ends it.
/// Captured variables are the method's own.
/// </summary>
internal static class LocalFunctions
{
    public static Tree<Operand> Inline(Lowering lowering, IInvocationOperation call)
    {
        var function = call.TargetMethod;
        if (Find(call, function) is not { } body || function.IsAsync || function.Arity > 0 || function.RefKind != RefKind.None)
            return Expressions.Refuse(lowering, call, $"the local function '{function.Name}'", "make it an ordinary [Differentiable] method");
        if (lowering.Inlinings.Exists(inlining => SymbolEqualityComparer.Default.Equals(inlining.Function, function)))
            return Expressions.Refuse(lowering, call, $"the recursive local function '{function.Name}'", "make it an ordinary [Differentiable] method");
        BindParameters(lowering, call);

        var result = function.ReturnsVoid ? null : lowering.Variables.Temporary(Shapes.Of(function.ReturnType), function.Name);
        if (ReturnsAtEnd(body)) Run(lowering, new(function, result, null), body);
        else Loops.AddOnce(lowering, null, region => Run(lowering, new(function, result, region), body));
        return result is null ? Lowering.Nothing : lowering.Read(result);
    }

    public static void Return(Lowering lowering, Inlining inlining, IOperation? returned)
    {
        if (returned is not null)
        {
            var value = Expressions.Lower(lowering, returned);
            if (inlining.Result is { } result) lowering.Write(result, value);
        }
        if (inlining.Region is { } region) lowering.Regions.Jump(lowering, region, continues: false);
    }

    private static void Run(Lowering lowering, Inlining inlining, IOperation body)
    {
        lowering.Inlinings.Add(inlining);
        Statements.Lower(lowering, body);
        lowering.Inlinings.RemoveAt(lowering.Inlinings.Count - 1);
    }

    private static void BindParameters(Lowering lowering, IInvocationOperation call)
    {
        var bindings = new List<(IParameterSymbol Parameter, Tree<Operand>? Value, Place? Place)>();
        foreach (var argument in call.Arguments)
        {
            var parameter = call.TargetMethod.Parameters[argument.Parameter!.Ordinal];
            if (parameter.RefKind is not (RefKind.Ref or RefKind.Out))
            {
                bindings.Add((parameter, Expressions.Lower(lowering, argument.Value), null));
                continue;
            }
            bindings.Add((parameter, null, Places.Of(lowering, argument.Value)));
        }
        foreach (var (parameter, value, place) in bindings)
        {
            if (place is not null) lowering.References.Bind(lowering, parameter, place);
            else lowering.Write(lowering.Variables.Declare(parameter, Shapes.Of(parameter.Type)), value!);
        }
    }

    private static IOperation? Find(IOperation call, IMethodSymbol function)
    {
        var root = call;
        while (root.Parent is { } parent) root = parent;
        return root.Descendants().OfType<ILocalFunctionOperation>()
            .FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.Symbol, function))?.Body;
    }

    private static bool ReturnsAtEnd(IOperation body)
    {
        var returns = Own(body).Where(operation => operation is IReturnOperation).ToList();
        return returns.Count == 0
            || (returns.Count == 1 && body is IBlockOperation { Operations: { Length: > 0 } operations } && operations[operations.Length - 1] == returns[0]);
    }

    /// <summary>The operations of a body without those of lambdas and local functions in it.</summary>
    private static IEnumerable<IOperation> Own(IOperation operation) => operation.ChildOperations
        .Where(child => child is not (ILocalFunctionOperation or IAnonymousFunctionOperation))
        .SelectMany(child => Own(child).Prepend(child));
}
