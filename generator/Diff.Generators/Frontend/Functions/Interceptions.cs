using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Reads a call of an entry point: which family serves it, and whether generated code can name all that it needs. Generator and analyzer
/// both come through here, each with its own sink.
/// </summary>
internal static class Interceptions
{
    /// <summary>The call as generated code takes its place; null if it is none that can be replaced.</summary>
    public static Interception? Read(EntryPointCall call, SemanticModel model, IDiagnosticSink sink, CancellationToken cancellation)
    {
        if (model.GetInterceptableLocation((InvocationExpressionSyntax)call.Call.Syntax, cancellation) is not { } location) return null;
        if (!Naming.AcceptTypes(call.Call, model.Compilation, sink)) return null;
        var method = call.Call.TargetMethod;
        var interception = new Interception(
            location.GetInterceptsLocationAttributeSyntax(),
            call.Kind,
            TypeMapping.Spell(method.ReturnType),
            method.Parameters.Select(parameter => TypeMapping.Spell(parameter.Type)).ToEquatableArray(),
            call.Differentiated,
            call.IsTuple);
        return Function.Of(call, sink) is { } function && Accepts(call, function, sink)
            ? Serve(interception, call, function, model, sink, cancellation)
            : interception;
    }

    private static Interception Serve(Interception interception, EntryPointCall call, Function function, SemanticModel model,
        IDiagnosticSink sink, CancellationToken cancellation)
    {
        if (function.Body is null && IsServedDirectly(call, function.Method, model.Compilation))
            return interception with { Function = CalleeContracts.Of(function.Method) };
        if (Naming.HomeOf(function, model, sink) is not { } home) return interception;
        var order = call.IsSecond ? 2 : 1;
        var lifting = new Lifting(function, home, Naming.Of(function, call, model), "internal", call.Differentiated, order, []);
        lifting = lifting with { Omitted = Omitted(lifting.Name, call.Kind) };
        // An object is a constant here, but perhaps not where the call is a part of a differentiated method.
        var isSaidElsewhere = call.IsNested && ObjectParameters.OfFunction(function.Method).Count == 0;
        var lifted = lifting.Run(model.Compilation, null, isSaidElsewhere ? new ReportedElsewhere(sink) : sink, cancellation);
        return interception with { Function = CalleeContracts.Of(lifted), Lifted = lifted };
    }

    /// <summary>Whether the function has the derivative that is asked for.</summary>
    public static bool Accepts(EntryPointCall call, Function function, IDiagnosticSink sink)
    {
        var method = function.Method;
        if (function.Body is null && CalleeContracts.Of(method) is { IsRefused: true } refused)
        {
            sink.Report(Descriptors.Unsupported.RefusedCallee, function.Syntax, refused.Display);
            return false;
        }

        for (var i = 0; i < call.Differentiated; i++)
        {
            var parameter = method.Parameters[i];
            if (function.Body is null && Attributes.IsNoGradient(parameter.OriginalDefinition))
                return Refuse($"its parameter '{parameter.Name}' is marked [NoGradient]", "pass its argument as a constant");
            if (Shapes.Of(parameter.Type) is var type && type.Tangent() != type)
                return Refuse($"the gradient of its parameter '{parameter.Name}' has another type",
                    "mark a method [Differentiable] and call its own Gradient, Vjp or Jvp");
            if (CollectionTypes.OfParameter(parameter.Type) is not null)
                return Refuse($"its parameter '{parameter.Name}' is a collection, whose gradient is an array",
                    "differentiate a function of an array or span, or call the members of a [Differentiable] method");
            if (ObjectFields.IsMarked(parameter.Type))
                return Refuse($"its parameter '{parameter.Name}' is an object, whose gradient has a type of its own",
                    "mark a method [Differentiable] and call its own Gradient, Vjp or Jvp");
            if (!Shapes.IsDifferentiable(parameter.Type))
                return Refuse($"its parameter '{parameter.Name}' carries no floating-point data",
                    "pass its argument as a constant, after what is differentiated");
            if (!Shapes.IsOwnGradient(parameter.Type))
                return Refuse($"the gradient of its parameter '{parameter.Name}' has another type than it", "call the generated members");
        }
        if (!Shapes.IsDifferentiable(method.ReturnType)) return Refuse("its result carries no floating-point data", "return a number");
        if (call.Kind is EntryPointKind.Of or EntryPointKind.ValueAndGradient or EntryPointKind.Hessian or EntryPointKind.Hvp
            && !Shapes.IsScalar(method.ReturnType))
            return Refuse("its result is not one number", "use Gradient.Vjp with a weight per number, or Gradient.Jacobian");
        if (Shapes.Of(method.ReturnType) is var result && result.Tangent() != result)
            return Refuse("the tangent of its result has another type", "return the numbers of the result alone, as a tuple or array");
        if (call.Kind == EntryPointKind.Jacobian && TypeMapping.Map(method.ReturnType) is not BufferType { Rank: 1, Element: ScalarType })
            return Refuse("the elements of its result are no numbers", "return an array of numbers");
        if (function.Body is null && CalleeContracts.Of(method) is var callee)
        {
            if (callee.Parameters.FirstOrDefault(parameter => parameter.IsWritten) is { } written)
                return Refuse($"it writes to its parameter '{written.Name}'", "write to a copy");
            if (call.IsSecond && callee.Order < 2)
            {
                sink.Report(Descriptors.EntryPoints.Order, function.Syntax, function.Display, call.Display);
                return false;
            }
        }
        return true;

        bool Refuse(string reason, string advice)
        {
            sink.Report(Descriptors.EntryPoints.Missing, function.Syntax, call.Display, function.Display, reason, advice);
            return false;
        }
    }

    /// <summary>Whether the method's own family gives just this derivative, and any code of the assembly can call it.</summary>
    private static bool IsServedDirectly(EntryPointCall call, IMethodSymbol method, Compilation compilation)
    {
        var definition = method.OriginalDefinition;
        if (TypeMarks.IsHidden(definition) || !Naming.IsNamable(method, compilation)) return false;
        if (definition.ContainingType.GetMembers(Attributes.Family(definition) + call.MemberSuffix).Any(Families.IsHandWritten))
            return false;
        var independents = CalleeContracts.Of(method).Parameters.Select((parameter, i) => (parameter, i))
            .Where(pair => pair.parameter.IsIndependent).ToList();
        return independents.Count == call.Differentiated && independents.TrueForAll(pair => pair.i < call.Differentiated);
    }

    /// <summary>The members of a lifted function's family that no call of its kind uses.</summary>
    private static EquatableArray<string> Omitted(string family, EntryPointKind kind)
    {
        string[] used = kind switch
        {
            EntryPointKind.Hessian or EntryPointKind.Hvp => ["Gradient", "ValueAndGradient", "Vjp", "Jvp", "Hvp", "Hessian"],
            EntryPointKind.Jacobian => ["Vjp", "Jvp", "WithPullback", "Pullback", "Jacobian"],
            _ => ["Gradient", "ValueAndGradient", "Vjp", "Jvp"],
        };
        return Families.Suffixes.Except(used).Select(suffix => family + suffix).ToEquatableArray();
    }
}
