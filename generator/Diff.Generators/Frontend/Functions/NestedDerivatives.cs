using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers the derivative of a function inside a differentiated body to the call of a function of its own, which has the derivatives that second
/// derivatives of the function give it.
/// <code>
/// y = Gradient.Of(Model.P, x, k)   →   y = F__Gradient1(x, k)
/// </code>
/// </summary>
internal static class NestedDerivatives
{
    public static Tree<Operand> Lower(Lowering lowering, EntryPointCall call)
    {
        // The call itself is analysed too, and says what is wrong with it.
        var elsewhere = new ReportedElsewhere(lowering.Sink);
        if (Function.Of(call, elsewhere) is not { } function || !Interceptions.Accepts(call, function, elsewhere)) return Lowering.Placeholder(call.Call.Type);
        if (call.IsSecond) return lowering.Refuse(call.Call, Descriptors.EntryPoints.ThirdOrder, call.Display);
        if (Obstacle(call, function) is { } obstacle) return lowering.Refuse(call.Call, Descriptors.EntryPoints.Nested, call.Display, obstacle.Reason, obstacle.Advice);
        var callee = function.Lambda is null ? CalleeContracts.Of(function.Method) : Lift(lowering, function);
        if (callee.Order < 2) return lowering.Refuse(call.Call, Descriptors.EntryPoints.Order, function.Display, $"{call.Display} in a differentiated function");
        var derivative = new DerivativeOf(call.Kind, callee, call.Differentiated);
        return Invoke(lowering, call, CalleeOf(derivative, call, lowering.Nesting));
    }

    private static Callee Lift(Lowering lowering, Function function)
    {
        var nesting = lowering.Nesting;
        var lifting = new Lifting(function, nesting.Home, nesting.NameOf(function.Syntax), "private", function.Method.Parameters.Length, 2, []);
        lifting = lifting with { Omitted = Families.Suffixes.Except(["Jvp"]).Select(suffix => lifting.Name + suffix).ToEquatableArray() };
        var lifted = lifting.Run(nesting.Compilation, nesting.Expressions, lowering.Sink, lowering.Cancellation);
        nesting.Add(lifted);
        return CalleeContracts.Of(lifted);
    }

    /// <summary>The point, its parts if it is a tuple, then what is along it, then the constants: evaluated as they are written, passed as the function takes them.</summary>
    private static Tree<Operand> Invoke(Lowering lowering, EntryPointCall call, Callee callee)
    {
        var values = new Tree<Operand>?[call.Call.Arguments.Length];
        foreach (var argument in call.Call.Arguments)
            if (argument.Parameter!.Ordinal > 0) values[argument.Parameter.Ordinal] = Expressions.Lower(lowering, argument.Value);
        List<Operand> operands = [.. Parts(values[1]!), .. values.Skip(EntryPointCall.FirstConstant(call.Kind)).Select(value => lowering.Pack(value!))];
        if (call.Kind == EntryPointKind.Jvp) operands.AddRange(Parts(values[2]!));
        if (call.Kind == EntryPointKind.Vjp) operands.Add(lowering.Pack(values[2]!));
        var results = Calls.Call(lowering, callee, operands);
        return callee.ReturnedTuple is { } tuple ? Tuples.Of(tuple, results) : Tuples.TakeApart(lowering, results[0], Shapes.Of(call.Call.Type!));

        IEnumerable<Operand> Parts(Tree<Operand> value) => call.IsTuple ? lowering.Unpack(value).Fields.Select(lowering.Pack).ToList() : [lowering.Pack(value)];
    }

    private static Callee CalleeOf(DerivativeOf derivative, EntryPointCall call, Nesting nesting)
    {
        var function = derivative.Function;
        var family = nesting.NameOf(derivative);
        var holder = nesting.Around.Holder;
        IEnumerable<CalleeParameter> along = derivative.Kind switch
        {
            EntryPointKind.Vjp => [Along("weight", function.Results[0].Type)],
            EntryPointKind.Jvp => function.Parameters.Take(derivative.Differentiated).Select(parameter => Along(parameter.Name + "Along", parameter.Type)),
            _ => [],
        };
        return new(
            $"{nesting.Around.Key} {family}",
            $"{call.Display} of {function.Display}",
            CalleeKind.Custom,
            holder,
            family,
            family,
            TypeArguments: "",
            IsInstance: false,
            IsProperty: false,
            function.Parameters.Select(parameter => parameter with { IsReadInReverse = true }).Concat(along).ToEquatableArray(),
            Signatures.Fields(TypeMapping.Map(call.Call.Type!)!).Select(type => new CalleeResult(type, -1)).ToEquatableArray())
        {
            ReturnedTuple = Signatures.Tuple(call.Call.TargetMethod),
            Derivative = derivative,
            Rule = new CustomRule($"{holder}.{family}Vjp", RuleForm.Vjp, TakesResult: false, $"{holder}.{family}Jvp"),
        };
    }

    private static CalleeParameter Along(string name, IrType type) => new(name, type, PassMode.Value, IsIndependent: true, IsWritten: false);

    /// <summary>What is in the way, and what to do about it.</summary>
    private static (string Reason, string Advice)? Obstacle(EntryPointCall call, Function function) => call.Kind switch
    {
        EntryPointKind.Jacobian => ("its rows are not followed", "use Gradient.Vjp with a weight per number of the result"),
        _ when !Shapes.IsScalar(function.Method.ReturnType) => ("the function returns more than one number", "return one number"),
        EntryPointKind.Jvp when function.Method.Parameters.Any(parameter => Shapes.IsDifferentiable(parameter.Type) && !Shapes.IsScalar(parameter.Type) && !Shapes.IsVector(parameter.Type)) =>
            ("only along numbers, arrays and spans is a tangent followed twice", "use Gradient.Of"),
        _ => null,
    };
}
