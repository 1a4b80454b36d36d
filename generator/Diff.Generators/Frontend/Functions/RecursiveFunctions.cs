using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Makes methods of their own of local functions that call themselves, and of methods that do so with functions that they are given, one
/// for each such function, or with structs for type parameters. What they capture becomes parameters, and each call passes it.
/// <code>
/// double Power(int n) => n == 0 ? 1 : x * Power(n - 1);   →   static double F__Power1(int n, double x) => n == 0 ? 1 : x * F__Power1(n - 1, x);
///
/// static double Area(Func&lt;double, double&gt; f, double a, double b) => … f(a) … Area(f, a, m) + Area(f, m, b);
/// Area(t => k * t, 0, 1)   →   F__Area1(0, 1, k), where static double F__Area1(double a, double b, double k) => … k * a … F__Area1(a, m, k) + …
/// </code>
/// Members of objects that the method makes are another kind (<see cref="RowFunctions"/>).
/// </summary>
internal static class RecursiveFunctions
{
    /// <summary>Whether the local function that is called calls itself.</summary>
    public static bool IsCalled(Lowering lowering, IInvocationOperation call) => Body(lowering, call) is not null;

    /// <summary>The body of the local function that is called, if it calls itself; null otherwise.</summary>
    public static IOperation? Body(Lowering lowering, IInvocationOperation call) =>
        Known(lowering, call.TargetMethod, () => Recursion.OfLocal(call, call.TargetMethod));

    private static IOperation? Known(Lowering lowering, IMethodSymbol function, Func<IOperation?> find)
    {
        var known = lowering.Nesting.Recursive;
        if (!known.TryGetValue(function, out var body)) known.Add(function, body = find());
        return body;
    }

    /// <summary>Calls a local function that calls itself.</summary>
    public static Tree<Operand> CallLocal(Lowering lowering, IInvocationOperation call, IOperation body) =>
        Call(lowering, call, call.Arguments, RecursiveFunction.OfLocal(lowering, call, body));

    /// <summary>Calls a method that calls itself with functions or structs that it is given; null if it is no such method.</summary>
    public static Tree<Operand>? CallMethod(Lowering lowering, IInvocationOperation call) => CanBeLifted(lowering, call)
        && Known(lowering, call.TargetMethod.OriginalDefinition,
            () => Recursion.OfMethod(lowering, call.TargetMethod.OriginalDefinition)) is not null
        && lowering.Frames.BodyOf(lowering, call.TargetMethod.OriginalDefinition) is { } body
        && !body.DescendantsAndSelf().Any(part => lowering.Tables.Mentions(part.Type))
            ? Call(lowering, call, call.Arguments, RecursiveFunction.OfMethod(lowering, call, body))
            : null;

    private static bool CanBeLifted(Lowering lowering, IInvocationOperation call) =>
        (Recursion.FunctionTaker(call) is not null || StructArguments.Are(lowering, MemberCall.Of(call)!))
        && call.TargetMethod.OriginalDefinition is { IsAsync: false, RefKind: RefKind.None, ReducedFrom: null,
            ContainingType.IsGenericType: false } method
        && !Attributes.IsNoGradient(method) && CollectionTypes.OfResult(method.ReturnType) is null
        && (call.Instance is not { } instance || (instance.Type!.IsReferenceType && LocalObjectMembers.IsOwn(lowering, instance)));

    /// <summary>Calls a function as the method that it becomes.</summary>
    /// <param name="row">What a member of a row is called on.</param>
    public static Tree<Operand> Call(Lowering lowering, IOperation at, IReadOnlyList<IArgumentOperation> arguments,
        RecursiveFunction function, Operand? row = null)
    {
        if (function.Refuse(lowering, at, arguments)) return Lowering.Placeholder(at.Type);
        var lifted = lowering.Nesting.Find(function.Key)
            ?? TypeSubstitution.Within(function.Types, () => Lift(lowering, function));
        return Calls.Invoke(lowering, at, CalleeContracts.Of(lifted), arguments, function, row);
    }

    private static Method Lift(Lowering lowering, RecursiveFunction function)
    {
        var nesting = lowering.Nesting;
        var signature = Signature(lowering, function);
        nesting.Begin(function.Key, signature);
        var (ids, own) = (new Ids(), nesting.Inside(signature.Declaration));
        var block = lowering.Sink.HasErrors
            ? Block.Empty
            : BodyLowering.Lower(function, signature.Parameters, ids, own, lowering);
        nesting.Add(signature with { Body = block, NextId = ids.Next, Lifted = own.Lifted });
        return signature;
    }

    private static Method Signature(Lowering lowering, RecursiveFunction function)
    {
        var (nesting, symbol) = (lowering.Nesting, function.Symbol);
        var name = nesting.NameOf(function);
        var own = function.Parameters.Select(parameter => Signatures.Read(parameter, Attributes.IsNoGradient(parameter), lowering.Sink))
            .ToList();
        var names = new HashSet<string>(own.Select(parameter => parameter.Name), StringComparer.Ordinal);
        EquatableArray<Parameter> parameters = [.. RowFunctions.Row(function, name => Unique(name, 0, names)), .. own,
            .. function.Captured.Select((variable, i) => CapturedValues.Parameter(variable, Unique(variable.Name, i, names))),
            .. RowFunctions.Columns(function, name => Unique(name, 0, names))];
        var usesThis = function.Around.UsesThis;
        var declaration = nesting.Around with
        {
            Key = $"{nesting.Around.Key} {name}", HintName = $"{nesting.Around.HintName}.{name}", Accessibility = "private",
            Modifiers = usesThis ? "" : "static", IsStatic = !usesThis,
            Name = name, Family = name, IsProperty = false, Existing = [], Display = function.Name, IsInVisibleType = false,
            IsHidden = true,
            IsLifted = true, Dispatch = Dispatch.None, Interface = "",
        };
        return new(declaration, parameters, Signatures.Results(symbol, parameters, function.Body.Syntax, lowering.Sink),
            Block.Empty) { ReturnedTuple = Signatures.Tuple(symbol),
                ReturnsCollection = CollectionTypes.OfResult(symbol.ReturnType) is not null };
    }

    /// <summary>A name that no other parameter has: functions may capture variables of the same name from several methods.</summary>
    private static string Unique(string name, int number, HashSet<string> names)
    {
        var unique = Spelling.Identifier(name);
        for (; !names.Add(unique); number++) unique = $"{name}_{number.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        return unique;
    }
}
