using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Generators.Frontend;

/// <summary>
/// Makes a method of its own of a function, with a family of generated members: of a lambda from its body, of a method by a call of it.
/// <code>
/// Gradient.Of(static (double x) => x * x, 1.0)   →   static double F(double x) => x * x;
/// Gradient.Of(Model.P, x, k)                     →   static double F(double x, [NoGradient] double k) => Model.P(x, k);
/// </code>
/// </summary>
/// <param name="Name">The stem of the family; unique in its home.</param>
/// <param name="Differentiated">How many of the parameters are differentiated: the first ones.</param>
internal sealed record Lifting(Function Function, Home Home, string Name, string Accessibility, int Differentiated, int Order, EquatableArray<string> Omitted)
{
    public Method Run(Compilation compilation, IDiagnosticSink sink, CancellationToken cancellation)
    {
        var symbol = Function.Method;
        var parameters = symbol.Parameters.Select((parameter, i) => Signatures.Read(parameter, i >= Differentiated || Attributes.IsNoGradient(parameter), sink)).ToEquatableArray();
        EquatableArray<MethodResult> results = [new(Signatures.Returned(symbol, Function.Syntax, sink), -1)];
        var ids = new Ids();
        var signature = new Method(Declaration(compilation), parameters, results, Block.Empty);
        if (sink.HasErrors) return signature;
        if (Function.Lambda is not { Body: var body }) return signature with { Body = CallOf(symbol, parameters, ids), NextId = ids.Next };
        if (BrokenCode.Is(body, cancellation)) return signature with { Refusal = new("", $"the lambda {MethodLowering.HasErrors}") };
        var block = BodyLowering.Lower(symbol, body, [], parameters, ids, sink, cancellation);
        return signature with { Body = block, NextId = ids.Next };
    }

    private Declaration Declaration(Compilation compilation) => new(
        $"F:{Home.Holder}.{Name}",
        $"{Home.HintStem}.{Name}",
        Home.Namespace,
        Home.Containers,
        Home.Holder,
        Accessibility,
        "static",
        IsStatic: true,
        Name,
        Name,
        TypeParameters: "",
        Constraints: "",
        Order,
        IsProperty: false,
        Omitted,
        compilation.Options is CSharpCompilationOptions { CheckOverflow: true })
    {
        IsInVisibleType = Accessibility == "internal",
    };

    private static Block CallOf(IMethodSymbol method, EquatableArray<Parameter> parameters, Ids ids)
    {
        var callee = CalleeContracts.Of(method);
        var entries = parameters.Select(parameter => new Value(ids.Take(), Shapes.Plain(parameter.Type), parameter.Name)).ToEquatableArray();
        var result = new Value(ids.Take(), callee.Results[0].Type, "");
        return new(
            entries,
            [new Let([result], new Call(callee, CallKind.Primal, entries.Cast<Operand>().ToEquatableArray()), Origin.None), new Return([result], Origin.None)],
            []);
    }
}
