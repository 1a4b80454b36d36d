using System.Globalization;
using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Generators.Frontend;

/// <summary>
/// Makes a method of its own of a function, with a family of generated members: of a lambda or local function from its body, of a method by
/// a call of it.
/// <code>
/// Gradient.Of(static (double x) => x * x, 1.0)   →   static double F(double x) => x * x;
/// Gradient.Of(Model.P, x, k)                     →   static double F(double x, [NoGradient] double k) => Model.P(x, k);
/// </code>
/// </summary>
/// <param name="Name">The stem of the family; unique in its home.</param>
/// <param name="Differentiated">How many of the parameters are differentiated: the first ones.</param>
internal sealed record Lifting(Function Function, Home Home, string Name, string Accessibility, int Differentiated, int Order,
    EquatableArray<string> Omitted)
{
    /// <param name="around">The function that a nested one is a part of; null for one that is not nested.</param>
    public Method Run(Compilation compilation, Nesting? around, IDiagnosticSink sink, CancellationToken cancellation)
    {
        var symbol = Function.Method;
        var parameters = symbol.Parameters.Select((parameter, i) => Read(parameter, i, sink)).ToEquatableArray();
        var results = Signatures.Results(symbol, parameters, Function.Syntax, sink);
        var ids = new Ids();
        var signature = new Method(Declaration(compilation), parameters, results, Block.Empty) { ReturnedTuple = Signatures.Tuple(symbol) };
        if (sink.HasErrors) return signature;
        if (Function.Body is not { } body) return signature with { Body = CallOf(symbol, parameters, ids), NextId = ids.Next };
        if (Function.Bodies().Any(part => BrokenCode.Is(part, cancellation)))
            return signature with { Refusal = new("", $"{Function.Display} {MethodLowering.HasErrors}") };
        var nesting = new Nesting(signature.Declaration, compilation)
        {
            Expressions = around?.Expressions ?? new(),
            Differentiated = [.. around?.Differentiated ?? [], Function.Declaration],
        };
        var block = BodyLowering.Lower(symbol, body, [], parameters, ids, nesting, sink, cancellation);
        return signature with { Body = block, NextId = ids.Next, Lifted = nesting.Lifted };
    }

    /// <summary>A parameter of the method; of discards, which share a name, each has its own there, that no user's has.</summary>
    private Parameter Read(IParameterSymbol parameter, int index, IDiagnosticSink sink)
    {
        var read = Signatures.Read(parameter, index >= Differentiated || Attributes.IsNoGradient(parameter), sink);
        return parameter.IsDiscard
            ? read with { Name = $"__{(index + 1).ToString(CultureInfo.InvariantCulture)}", IsDiscard = true }
            : read;
    }

    private Declaration Declaration(Compilation compilation) => new(
        $"{Home.Holder}.{Name}",
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
        Display = Function.Display,
        IsInVisibleType = Accessibility == "internal",
    };

    private static Block CallOf(IMethodSymbol method, EquatableArray<Parameter> parameters, Ids ids)
    {
        var callee = CalleeContracts.Of(method);
        var entries = parameters.Select(parameter => new Value(ids.Take(), Shapes.Plain(parameter.Type), parameter.Name))
            .ToEquatableArray();
        var results = callee.Results.Select(result => new Value(ids.Take(), result.Type, "")).ToEquatableArray();
        return new(
            entries,
            [new Let(results, new Call(callee, CallKind.Primal, entries.Cast<Operand>().ToEquatableArray()), Origin.None),
                new Return(results.Cast<Operand>().ToEquatableArray(), Origin.None)],
            []);
    }
}
