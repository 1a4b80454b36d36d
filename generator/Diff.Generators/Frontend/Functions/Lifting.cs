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
    /// <summary>The fields of objects by which the derivative is differentiated again.</summary>
    public IReadOnlyList<ObjectParameter> Fields { get; init; } = [];

    /// <param name="around">The function that a nested one is a part of; null for one that is not nested.</param>
    public Method Run(Compilation compilation, Nesting? around, IDiagnosticSink sink, CancellationToken cancellation)
    {
        var symbol = Function.Method;
        EquatableArray<Parameter> parameters =
            [.. Signatures.Fields(symbol, Fields), .. symbol.Parameters.Select((parameter, i) => Read(parameter, i, sink))];
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
        var block = BodyLowering.Lower(new(symbol, parameters, ids, nesting, sink, cancellation), body, []);
        return signature with { Body = block, NextId = ids.Next, Lifted = nesting.Lifted, Accessors = nesting.Accessors };
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

    /// <summary>The objects that the method gets are constants.</summary>
    private static Block CallOf(IMethodSymbol method, EquatableArray<Parameter> parameters, Ids ids)
    {
        var callee = CalleeContracts.Of(method);
        var builder = new BlockBuilder(ids);
        var entries = parameters.Select(parameter => builder.NewValue(Shapes.Plain(parameter.Type), parameter.Name)).ToEquatableArray();
        var fields = ObjectParameters.Of(method).Select(field => ObjectParameters.Constant(
            (operation, type) => builder.Let(operation, type), entries.First(entry => entry.Name == field.Owner), field.Field)).ToList();
        var results = callee.Results.Select(result => builder.NewValue(result.Type)).ToEquatableArray();
        builder.Add(new Let(results, new Call(callee, CallKind.Primal, [.. fields, .. entries]), Origin.None));
        builder.Add(new Return(results.Cast<Operand>().ToEquatableArray(), Origin.None));
        return builder.Build(entries, []);
    }
}
