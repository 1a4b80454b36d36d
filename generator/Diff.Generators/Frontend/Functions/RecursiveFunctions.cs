using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Makes methods of their own of local functions that call themselves. What they capture becomes parameters, and each call passes it.
/// <code>
/// double Power(int n) => n == 0 ? 1 : x * Power(n - 1);   →   static double F__Power1(int n, double x) => n == 0 ? 1 : x * F__Power1(n - 1, x);
/// </code>
/// </summary>
internal static class RecursiveFunctions
{
    /// <summary>The function that is called, if it calls itself; null otherwise.</summary>
    public static RecursiveFunction? Of(Lowering lowering, IInvocationOperation call)
    {
        var known = lowering.Nesting.Recursive;
        if (!known.TryGetValue(call.TargetMethod, out var function))
            known.Add(call.TargetMethod, function = RecursiveFunction.Of(call, call.TargetMethod));
        return function;
    }

    public static Tree<Operand> Call(Lowering lowering, IInvocationOperation call, RecursiveFunction function)
    {
        if (function.Refuse(lowering, call)) return Lowering.Placeholder(call.Type);
        var callee = CalleeContracts.Of(lowering.Nesting.Find(function.Symbol) ?? Lift(lowering, function));
        return Calls.Invoke(lowering, call, callee, function.Captured);
    }

    private static Method Lift(Lowering lowering, RecursiveFunction function)
    {
        var (nesting, symbol) = (lowering.Nesting, function.Symbol);
        var signature = Signature(lowering, function);
        nesting.Begin(symbol, signature);
        var (ids, own) = (new Ids(), nesting.Inside(signature.Declaration));
        var block = lowering.Sink.HasErrors
            ? Block.Empty
            : BodyLowering.Lower(symbol, function.Body, [], signature.Parameters, ids, own, lowering.Sink, lowering.Cancellation,
                function.Captured);
        nesting.Add(signature with { Body = block, NextId = ids.Next, Lifted = own.Lifted });
        return signature;
    }

    private static Method Signature(Lowering lowering, RecursiveFunction function)
    {
        var (nesting, symbol) = (lowering.Nesting, function.Symbol);
        var name = nesting.NameOf(symbol);
        var own = symbol.Parameters.Select(parameter => Signatures.Read(parameter, Attributes.IsNoGradient(parameter), lowering.Sink))
            .ToList();
        EquatableArray<Parameter> parameters = [.. own,
            .. function.Captured.Select((variable, i) => Captured(variable,
                own.Exists(parameter => parameter.Name == Spelling.Identifier(variable.Name))
                    ? $"{variable.Name}_{i}"
                    : Spelling.Identifier(variable.Name)))];
        var declaration = nesting.Around with
        {
            Key = $"{nesting.Around.Key} {name}", HintName = $"{nesting.Around.HintName}.{name}", Accessibility = "private",
            Modifiers = function.UsesThis ? "" : "static", IsStatic = !function.UsesThis,
            Name = name, Family = name, IsProperty = false, Existing = [], Display = symbol.Name, IsInVisibleType = false, IsHidden = true,
            IsLifted = true, Dispatch = Dispatch.None, Interface = "",
        };
        return new(declaration, parameters, Signatures.Results(symbol, parameters, function.Body.Syntax, lowering.Sink),
            Block.Empty) { ReturnedTuple = Signatures.Tuple(symbol),
                ReturnsCollection = CollectionTypes.OfResult(symbol.ReturnType) is not null };
    }

    private static Parameter Captured(ISymbol variable, string name)
    {
        var type = Shapes.Plain(Shapes.Of(Variables.TypeOf(variable)));
        return new(name, type, PassMode.Value, type.IsDifferentiable(), "", IsParams: false, IsScoped: false, IsWritten: false);
    }
}
