using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers the derivative of a function inside a differentiated body to the call of a function of its own, which has the derivatives that
/// second derivatives of the function give it.
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
        if (Function.Of(call, elsewhere) is not { } function || !Interceptions.Accepts(call, function, elsewhere))
            return Lowering.Placeholder(call.Call.Type);
        if (Obstacle(call, function) is { } obstacle)
            return lowering.Refuse(call.Call, Descriptors.EntryPoints.Nested, call.Display, obstacle.Reason, obstacle.Advice);
        if (function.Body is not null && lowering.Nesting.Differentiated.Contains(function.Declaration))
            return lowering.Refuse(call.Call, Descriptors.EntryPoints.ThirdOrder, call.Display, Analysis.SecondOrderCallees.LessAround);
        if (function.Body is null && CalleeContracts.Of(function.Method).Order < 2)
            return lowering.Refuse(call.Call, Descriptors.EntryPoints.Order, function.Display,
                $"{call.Display} in a differentiated function");
        var objects = ObjectParameters.OfFunction(function.Method);
        var fields = objects.All(parameter => IsConstant(parameter.Owner)) ? [] : objects;
        var callee = function.Body is null && fields.Count == objects.Count
            ? CalleeContracts.Of(function.Method)
            : Lift(lowering, function, fields,
                isCalled: call.Kind == EntryPointKind.Jacobian || function.Method.MethodKind == MethodKind.LocalFunction);
        var values = Values(lowering, call);
        if (ObjectParameters.Arguments(lowering, call.Call, fields, Given) is not { } held) return Lowering.Placeholder(call.Call.Type);
        List<Operand> arguments = [.. held, .. Parts(lowering, call, values[1]!),
            .. values.Skip(EntryPointCall.FirstConstant(call.Kind)).Select(value => lowering.Pack(value!))];
        var derivative = new DerivativeOf(call.Kind, callee, call.Differentiated)
        {
            Asked = call.Kind,
            Fields = Signatures.Fields(function.Method, fields).Select(field => field.Field!).ToEquatableArray(),
        };
        return call.Kind switch
        {
            EntryPointKind.Jacobian => NestedJacobian.Lower(lowering, call, derivative, arguments),
            EntryPointKind.Hessian => NestedHessian.Lower(lowering, call, derivative, arguments),
            _ => Invoke(lowering, call, derivative, arguments, values.ElementAtOrDefault(2)),
        };

        bool IsConstant(string owner) => Given(owner) is not { } value || ConstantObjects.Are(lowering, value);

        IOperation? Given(string owner) => call.ConstantFor(
            function.Method.Parameters.First(parameter => Spelling.Identifier(parameter.Name) == owner));
    }

    /// <summary>Adds a call of a derivative.</summary>
    /// <param name="type">What it returns.</param>
    public static IReadOnlyList<Operand> Call(Lowering lowering, DerivativeOf derivative, IrType type, IEnumerable<Operand> operands) =>
        [.. Calls.Call(lowering, CalleeOf(derivative, type, lowering.Nesting), operands)];

    /// <param name="fields">Those by which the derivative is differentiated again.</param>
    /// <param name="isCalled">Whether the body may call the function itself too.</param>
    private static Callee Lift(Lowering lowering, Function function, IReadOnlyList<ObjectParameter> fields, bool isCalled)
    {
        var nesting = lowering.Nesting;
        var lifting = new Lifting(function, nesting.Home, nesting.NameOf(function.Declaration, fields.Count > 0),
            "private", function.Method.Parameters.Length, 2, []);
        lifting = lifting with
        {
            Fields = fields, Omitted = Families.Suffixes.Except(["Jvp"]).Select(suffix => lifting.Name + suffix).ToEquatableArray(),
        };
        var lifted = lifting.Run(nesting.Compilation, nesting, lowering.Sink, lowering.Cancellation);
        lifted = lifted with { Declaration = lifted.Declaration with { IsLifted = isCalled } };
        nesting.Add(lifted);
        return CalleeContracts.Of(lifted);
    }

    /// <summary>The arguments after the function, evaluated as they are written.</summary>
    private static Tree<Operand>?[] Values(Lowering lowering, EntryPointCall call)
    {
        var values = new Tree<Operand>?[call.Call.Arguments.Length];
        foreach (var argument in call.Call.Arguments)
            if (argument.Parameter!.Ordinal > 0) values[argument.Parameter.Ordinal] = Expressions.Lower(lowering, argument.Value);
        return values;
    }

    /// <summary>A value for each parameter that the point stands for.</summary>
    private static IEnumerable<Operand> Parts(Lowering lowering, EntryPointCall call, Tree<Operand> value) =>
        call.IsTuple ? lowering.Unpack(value).Fields.Select(lowering.Pack).ToList() : [lowering.Pack(value)];

    /// <param name="along">The tangent or weight; null if there is none.</param>
    private static Tree<Operand> Invoke(Lowering lowering, EntryPointCall call, DerivativeOf derivative, IReadOnlyList<Operand> arguments,
        Tree<Operand>? along)
    {
        IEnumerable<Operand> appended = call.Kind switch
        {
            EntryPointKind.Jvp or EntryPointKind.Hvp => Parts(lowering, call, along!),
            EntryPointKind.Vjp when derivative.Function.ReturnedTuple is not null => lowering.Unpack(along!).Leaves,
            EntryPointKind.Vjp => [lowering.Pack(along!)],
            _ => [],
        };
        var type = TypeMapping.Map(call.Call.Type!)!;
        var results = Call(lowering, derivative, type, [.. arguments, .. appended]);
        return type.HoldsBuffers()
            ? Tuples.Of((AggregateType)type, results)
            : Tuples.TakeApart(lowering, results[0], Shapes.Of(call.Call.Type!));
    }

    private static Callee CalleeOf(DerivativeOf derivative, IrType type, Nesting nesting)
    {
        var function = derivative.Function;
        var family = nesting.NameOf(derivative);
        var holder = nesting.Around.Holder;
        IEnumerable<CalleeParameter> along = derivative.Kind switch
        {
            EntryPointKind.Vjp =>
                function.Results.Select((result, i) => Along(function.Results.Count == 1 ? "weight" : $"weight{i + 1}", result.Type)),
            EntryPointKind.Jvp or EntryPointKind.Hvp => derivative.Parts(function.Parameters)
                .Select(parameter => Along(parameter.Name + "Along",
                    parameter.Type is BufferType { Kind: BufferKind.Span, Element: var element }
                        ? Spans.ReadOnlyOf(element)
                        : parameter.Type)),
            _ => [],
        };
        var results = Signatures.Fields(type).ToList();
        return new(
            $"{nesting.Around.Key} {family}",
            $"Gradient.{derivative.Kind} of {function.Display}",
            CalleeKind.Custom,
            holder,
            family,
            family,
            TypeArguments: "",
            IsInstance: false,
            IsProperty: false,
            function.Parameters.Select(parameter => parameter with
            {
                IsReadInReverse = true, IsIndependent = parameter.IsIndependent && !derivative.IsSecond,
            }).Concat(along).ToEquatableArray(),
            results.Select(result => new CalleeResult(result, -1)).ToEquatableArray())
        {
            ReturnedTuple = type.HoldsBuffers() ? AggregateType.TupleOf(results) : null,
            Derivative = derivative,
            Rule = new CustomRule($"{holder}.{family}Vjp", RuleForm.Vjp, TakesResult: false, $"{holder}.{family}Jvp"),
        };
    }

    private static CalleeParameter Along(string name, IrType type) =>
        new(name, type, PassMode.Value, IsIndependent: true, IsWritten: false);

    /// <summary>What is in the way, and what to do about it.</summary>
    private static (string Reason, string Advice)? Obstacle(EntryPointCall call, Function function)
    {
        var returned = TypeMapping.Map(function.Method.ReturnType)!;
        return returned.Tangent() != returned || returned.Leaves().Any(leaf => !leaf.IsDifferentiable())
            ? ("the function returns more than floating-point numbers", "return those alone")
            : null;
    }
}
