using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>A function that a delegate stands for, known where it is called.</summary>
internal abstract record Callable
{
    /// <summary>The function of an expression of delegate type; null if it is not known here.</summary>
    public static Callable? Of(Lowering lowering, IOperation? expression) => expression switch
    {
        { ConstantValue: { HasValue: true, Value: null }, Type.TypeKind: TypeKind.Delegate } => new NoFunction(),
        IParenthesizedOperation parenthesized => Of(lowering, parenthesized.Operand),
        IConversionOperation { OperatorMethod: null, Operand: var operand } => Of(lowering, operand),
        IDelegateCreationOperation { Target: var target } => Of(lowering, target),
        IAnonymousFunctionOperation { Symbol: { IsAsync: false, RefKind: RefKind.None } symbol } lambda =>
            new BodyCallable(symbol, lambda.Body),
        IMethodReferenceOperation { ConstrainedToType: null } reference => OfMethod(lowering, reference),
        ICoalesceOperation coalesce =>
            Of(lowering, coalesce.Value) is NoFunction ? Of(lowering, coalesce.WhenNull) : Of(lowering, coalesce.Value),
        ILocalReferenceOperation { Local: var local } => lowering.Delegates.Find(local),
        IParameterReferenceOperation { Parameter: var parameter } => lowering.Delegates.Find(parameter),
        _ => null,
    };

    /// <summary>Calls the function with the arguments of an invocation.</summary>
    public Tree<Operand> Call(Lowering lowering, IInvocationOperation call)
    {
        if (this is BodyCallable body) return LocalFunctions.Inline(lowering, call, body.Function, body.Body, call.Arguments);
        var values = new Tree<Operand>[call.Arguments.Length];
        foreach (var argument in call.Arguments) values[argument.Parameter!.Ordinal] = Expressions.Lower(lowering, argument.Value);
        return Apply(lowering, call, values);
    }

    /// <summary>Calls the function with values.</summary>
    public Tree<Operand> Apply(Lowering lowering, IOperation at, params Tree<Operand>[] values) => this switch
    {
        BodyCallable { Function: var function, Body: var body } => LocalFunctions.Inline(lowering, at, function, body, values),
        MethodCallable method => method.Run(lowering, at, [.. values.Select(lowering.Pack)]),
        NoFunction => NoFunction.Throw(lowering, at),
        Negation { Condition: var condition } =>
            Expressions.Leaf(Patterns.Not(lowering, lowering.Pack(condition.Apply(lowering, at, values)))),
        _ => throw new InvalidOperationException($"Unknown function {GetType().Name}."),
    };

    /// <summary>The function as the method sees it that a recursive function becomes, which is given it.</summary>
    public Callable Moved(Lowering lowering) => this switch
    {
        MethodCallable method => method with { Frame = Frames.Moved(lowering, method.Frame) },
        Negation { Condition: var condition } => new Negation(condition.Moved(lowering)),
        BodyCallable or NoFunction => this,
        _ => throw new InvalidOperationException($"Unknown function {GetType().Name}."),
    };

    private static Callable? OfMethod(Lowering lowering, IMethodReferenceOperation reference)
    {
        var method = reference.Method;
        if (method.MethodKind == MethodKind.LocalFunction)
            return LocalFunctions.Find(reference, method) is { } body ? new BodyCallable(method, body) : null;
        var isPlain = method is { ReducedFrom: null, Arity: 0, ReturnsByRef: false, ReturnsByRefReadonly: false }
            && method.Parameters.All(parameter => parameter.RefKind == RefKind.None);
        return isPlain && method.Parameters.Any(parameter => Shapes.IsDifferentiable(parameter.Type)) && IsStable(reference.Instance)
            ? new MethodCallable(method, reference.Instance, lowering.Frames.Current(lowering))
            : null;
    }

    /// <summary>A delegate holds the object of the time when it was made: it must be the same when the delegate is called.</summary>
    private static bool IsStable(IOperation? instance) => instance switch
    {
        null => true,
        IInstanceReferenceOperation => !Members.IsBase(instance) && instance.Type!.IsReferenceType,
        ILocalReferenceOperation or IParameterReferenceOperation when Writes.Variable(instance) is { } variable =>
            instance.Type!.IsReferenceType && !Writes.In(Writes.Root(instance)).Contains(variable),
        _ => false,
    };
}

/// <summary>A lambda or local function of the method itself: its body is lowered in place of a call.</summary>
internal sealed record BodyCallable(IMethodSymbol Function, IOperation Body) : Callable;

/// <summary>A method of a type, called by contract.</summary>
/// <param name="Frame">The body that names it, whose <c>this</c> it may be called on.</param>
internal sealed record MethodCallable(IMethodSymbol Method, IOperation? Instance, Frame Frame) : Callable
{
    public Tree<Operand> Run(Lowering lowering, IOperation at, IReadOnlyList<Operand> operands)
    {
        var result = Lowering.Nothing;
        lowering.Frames.Enter(lowering, Frame, () => result = Calls.Apply(lowering, at, Method, Instance, operands));
        return result;
    }
}

/// <summary>The literal <c>null</c>, as an optional parameter has it.</summary>
internal sealed record NoFunction : Callable
{
    /// <summary>What C# does where it is called.</summary>
    public static Tree<Operand> Throw(Lowering lowering, IOperation at)
    {
        Exceptions.Throw(lowering, "global::System.NullReferenceException()");
        return Lowering.Placeholder(at.Type);
    }
}

/// <summary>The opposite of a condition.</summary>
internal sealed record Negation(Callable Condition) : Callable;

/// <summary>
/// The variables that stand for a function: never assigned after their declaration, so that a call of one is a call of the function, and
/// the delegate itself is made only where it is used as a value.
/// <code>
/// Func&lt;double, double&gt; square = t => t * t;
/// return square(x);                              →   return x * x;
/// </code>
/// </summary>
internal sealed class Delegates
{
    private readonly Dictionary<ISymbol, (Callable Function, IOperation Value)> _held = new(SymbolEqualityComparer.Default);

    public Callable? Find(ISymbol variable) => _held.TryGetValue(variable, out var held) ? held.Function : null;

    /// <summary>The expression that makes the delegate; null if the variable holds its value.</summary>
    public IOperation? Value(ISymbol variable) => _held.TryGetValue(variable, out var held) ? held.Value : null;

    /// <summary>Lets a variable stand for the function that it is initialized with; false if it has to hold the delegate.</summary>
    /// <param name="scope">The code that sees the variable.</param>
    public static bool Bind(Lowering lowering, ISymbol variable, ITypeSymbol type, IOperation? value, IOperation? scope)
    {
        lowering.Delegates.Forget(variable);
        if (Function(lowering, variable, type, value, scope) is not { } function) return false;
        lowering.Delegates.Hold(variable, function, value!);
        return true;
    }

    /// <summary>The function that a variable can stand for which is given a value; null if it has to hold the delegate.</summary>
    /// <param name="scope">The code that sees the variable.</param>
    public static Callable? Function(Lowering lowering, ISymbol variable, ITypeSymbol type, IOperation? value, IOperation? scope) =>
        type.TypeKind != TypeKind.Delegate || value is null || scope is null || Writes.In(scope).Contains(variable)
            ? null
            : Callable.Of(lowering, value);

    public void Hold(ISymbol variable, Callable function, IOperation value) => _held[variable] = (function, value);

    public void Forget(ISymbol variable) => _held.Remove(variable);

    public Action Suspend(IMethodSymbol method) => _held.Suspend(method);
}
