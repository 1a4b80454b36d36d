using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>A local function or lambda whose body is being lowered in place of a call.</summary>
/// <param name="Result">Where a returned value goes; null if there is none.</param>
/// <param name="Region">The one-trip loop that a <c>return</c> leaves; null if it stands at the end.</param>
internal sealed record Inlining(IMethodSymbol Function, Tree<Slot>? Result, Region? Region)
{
    /// <summary>The array that stands for a collection that the function returns; null if it returns something else.</summary>
    public BufferType? Collection { get; init; }
}

/// <summary>
/// Inlines calls of local functions and lambdas: parameters become variables, <c>return</c> leaves a one-trip loop around the body unless
/// it ends it. Captured variables are the method's own.
/// </summary>
internal static class LocalFunctions
{
    private const string OrdinaryMethod = "make it an ordinary [Differentiable] method";

    public static Tree<Operand> Call(Lowering lowering, IInvocationOperation call)
    {
        var (function, body) = (call.TargetMethod, Find(call, call.TargetMethod));
        if (RecursiveFunctions.Body(lowering, call) is not { } recursive)
            return function.Arity > 0
                ? InlineGeneric(lowering, call, function, body)
                : Inline(lowering, call, function, body, call.Arguments);
        return RefuseForm(lowering, call, function, body) ?? RecursiveFunctions.CallLocal(lowering, call, recursive);
    }

    /// <summary>Calls a function with the arguments of an invocation.</summary>
    public static Tree<Operand> Inline(Lowering lowering, IOperation call, IMethodSymbol function, IOperation? body,
        IReadOnlyList<IArgumentOperation> arguments)
    {
        if (Refuse(lowering, call, function, body) is { } refused) return refused;
        BindParameters(lowering, body,
            [.. arguments.Select(argument => (function.Parameters[argument.Parameter!.Ordinal], argument.Value))]);
        return RunInside(lowering, function, body!);
    }

    /// <summary>Calls a generic function with what its type parameters stand for.</summary>
    private static Tree<Operand> InlineGeneric(Lowering lowering, IInvocationOperation call, IMethodSymbol function, IOperation? body) =>
        TypeSubstitution.Within(TypeSubstitution.Inside(lowering.Nesting.Compilation, function), () =>
        {
            var definition = function.OriginalDefinition;
            if (Refuse(lowering, call, definition, body, isKnown: true) is { } refused) return refused;
            BindParameters(lowering, body, [.. call.Arguments.Select(argument =>
                (definition.Parameters[argument.Parameter!.Ordinal], argument.Value))]);
            return RunInside(lowering, definition, body!);
        });

    /// <summary>Calls a function with values.</summary>
    public static Tree<Operand> Inline(Lowering lowering, IOperation call, IMethodSymbol function, IOperation body,
        IReadOnlyList<Tree<Operand>> values)
    {
        if (Refuse(lowering, call, function, body) is { } refused) return refused;
        Bind(lowering, function, body, values);
        return RunInside(lowering, function, body);
    }

    /// <summary>Makes variables of the parameters that hold values.</summary>
    public static void Bind(Lowering lowering, IMethodSymbol function, IOperation body, IReadOnlyList<Tree<Operand>> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            lowering.References.Forget(function.Parameters[i]);
            lowering.Write(lowering.Variables.DeclarePassing(function.Parameters[i], Shapes.Of(function.Parameters[i].Type)), values[i]);
            NameObject(lowering, function.Parameters[i], body, lowering.Rows.PathOf(values[i]));
        }
    }

    public static void Return(Lowering lowering, Inlining inlining, IOperation? returned)
    {
        if (returned is not null)
        {
            var value = inlining.Collection is { } collection
                ? ReturnedCollections.Array(lowering, returned, collection)
                : LocalObjects.Return(lowering, inlining.Function, returned, inlining.Result?.Type ?? Lowering.Nothing.Type);
            if (inlining.Result is { } result) lowering.Write(result, value);
        }
        if (inlining.Region is { } region) lowering.Regions.Jump(lowering, region, continues: false);
    }

    /// <summary>The body of a local function.</summary>
    public static IOperation? Find(IOperation use, IMethodSymbol function) =>
        function.OriginalDefinition.DeclaringSyntaxReferences is [var declaration]
            && use.SemanticModel!.GetOperation(declaration.GetSyntax()) is ILocalFunctionOperation { Body: var body }
            ? body
            : null;

    /// <param name="isKnown">What type parameters stand for is known.</param>
    private static Tree<Operand>? Refuse(Lowering lowering, IOperation call, IMethodSymbol function,
        IOperation? body, bool isKnown = false) => RefuseForm(lowering, call, function, body, isKnown)
        ?? (lowering.IsRunning(function)
            ? Expressions.Refuse(lowering, call, $"the recursive {Name(function)}", OrdinaryMethod)
            : null);

    /// <summary>Refuses a function whose body is not known, or that is of a form that no call can take the place of.</summary>
    private static Tree<Operand>? RefuseForm(Lowering lowering, IOperation call, IMethodSymbol function, IOperation? body,
        bool isKnown = false) => body is null || function.IsAsync || (function.Arity > 0 && !isKnown) || function.RefKind != RefKind.None
            ? Expressions.Refuse(lowering, call, $"the {Name(function)}", OrdinaryMethod)
            : null;

    private static string Name(IMethodSymbol function) =>
        function.MethodKind == MethodKind.LocalFunction ? $"local function '{function.Name}'" : "lambda";

    /// <summary>Runs the body where the function is declared.</summary>
    private static Tree<Operand> RunInside(Lowering lowering, IMethodSymbol function, IOperation body)
    {
        var result = Lowering.Nothing;
        lowering.Frames.Enter(lowering, function, () => result = Run(lowering, function, body));
        return result;
    }

    /// <summary>Runs a body whose parameters have been bound.</summary>
    public static Tree<Operand> Run(Lowering lowering, IMethodSymbol function, IOperation body)
    {
        var collection = ReturnedCollections.AreMadeBy(function, body) ? CollectionTypes.OfResult(function.ReturnType) : null;
        var result = function.ReturnsVoid
            ? null
            : lowering.Variables.Temporary(collection ?? lowering.Objects.ShapeOf(function.ReturnType), NameOf(function),
                isPassing: true);
        var inlining = new Inlining(function, result, null) { Collection = collection };
        if (ReturnsAtEnd(body)) Run(lowering, inlining, body);
        else Loops.AddOnce(lowering, null, region => Run(lowering, inlining with { Region = region }, body));
        return result is null ? Lowering.Nothing : lowering.Read(result);
    }

    private static void Run(Lowering lowering, Inlining inlining, IOperation body)
    {
        lowering.Inlinings.Add(inlining);
        Statements.Lower(lowering, body);
        lowering.Inlinings.RemoveAt(lowering.Inlinings.Count - 1);
    }

    /// <summary>What the result is called.</summary>
    private static string NameOf(IMethodSymbol function) => function.AssociatedSymbol is IPropertySymbol property
        ? property.IsIndexer ? "item" : Lower(property.Name)
        : function.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction ? function.Name
        : Lower(function.Name.Replace("op_", ""));

    /// <summary>An explicit implementation is called like what it implements.</summary>
    private static string Lower(string name) => name.Substring(name.LastIndexOf('.') + 1) is var last ? LowerFirst(last) : name;

    private static string LowerFirst(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1) is var lower
        && SyntaxFacts.GetKeywordKind(lower) == SyntaxKind.None ? lower : name;

    /// <summary>Makes variables of the parameters that a body sees.</summary>
    /// <param name="body">Null for one that does nothing with them but read them.</param>
    /// <param name="shared">Arguments that have been evaluated.</param>
    public static void BindParameters(Lowering lowering, IOperation? body,
        IReadOnlyList<(IParameterSymbol Parameter, IOperation Value)> arguments, SharedArguments? shared = null)
    {
        var objects = arguments.Select(argument => (argument.Parameter, Path: ObjectParameters.Path(lowering, argument.Value))).ToList();
        var bindings = arguments
            .Select(argument => shared?.Bind(lowering, argument.Parameter, argument.Value)
                ?? Evaluate(lowering, argument.Parameter, argument.Value, body)).ToList();
        // Only now, for an argument may have called the same function.
        foreach (var (parameter, path) in objects)
        {
            NameObject(lowering, parameter, body, path);
            lowering.Objects.Copies.Names.Remove(parameter);
            lowering.Delegates.Forget(parameter);
            lowering.References.Forget(parameter);
            Followed.Forget(lowering, parameter);
        }
        foreach (var bind in bindings) bind();
    }

    /// <summary>Evaluates an argument.</summary>
    /// <returns>Binds the parameter to it.</returns>
    private static Action Evaluate(Lowering lowering, IParameterSymbol parameter, IOperation argument, IOperation? body)
    {
        if (parameter.RefKind is RefKind.Ref or RefKind.Out)
        {
            var place = Places.Of(lowering, argument);
            return () => lowering.References.Bind(lowering, parameter, place);
        }
        if (InArguments.Place(lowering, parameter, argument) is { } shown)
            return () => lowering.References.Bind(lowering, parameter, shown);
        if (LocalObjects.Share(lowering, parameter, argument, body) is { } bind) return bind;
        if (Delegates.Function(lowering, parameter, parameter.Type, argument, body) is { } function)
            return () => lowering.Delegates.Hold(parameter, function, argument);
        if (Followed.Bind(lowering, parameter, argument) is { } follow) return follow;
        var value = LocalObjects.Lower(lowering, argument, LocalObjects.ShapeFor(lowering, parameter, argument, body ?? argument));
        return () => lowering.Write(lowering.Variables.DeclarePassing(parameter,
            LocalObjects.IsObject(value.Type) ? value.Type : Shapes.Of(parameter.Type)), value);
    }

    /// <summary>A parameter is another name of an object for good, if it is never assigned.</summary>
    private static void NameObject(Lowering lowering, IParameterSymbol parameter, IOperation? body, string? path) =>
        lowering.ObjectNames.Bind(parameter,
            path is null || parameter.RefKind != RefKind.None || (body is not null && Writes.In(body).Contains(parameter)) ? null : path);

    private static bool ReturnsAtEnd(IOperation body)
    {
        var returns = Own(body).Where(operation => operation is IReturnOperation).ToList();
        return returns.Count == 0
            || (returns.Count == 1 && body is IBlockOperation { Operations: { Length: > 0 } operations }
                && operations[operations.Length - 1] == returns[0]);
    }

    /// <summary>The operations of a body without those of lambdas and local functions in it.</summary>
    public static IEnumerable<IOperation> Own(IOperation operation) => operation.ChildOperations
        .Where(child => child is not (ILocalFunctionOperation or IAnonymousFunctionOperation))
        .SelectMany(child => Own(child).Prepend(child));
}
