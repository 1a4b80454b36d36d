using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers the bodies of members in place of their calls, each with its own <c>this</c>. What is wrong in one is reported where it stands;
/// what cannot be named outside of its class, under the name.
/// </summary>
internal static class InlinedMembers
{
    // Each method that calls the next one twice doubles the code.
    private const int Most = 4096;

    /// <summary>Calls a member with expressions for its parameters.</summary>
    /// <param name="shared">Arguments that have been evaluated.</param>
    public static Tree<Operand> Call(Lowering lowering, IOperation at, IMethodSymbol method, Tree<Slot>? self,
        IReadOnlyList<(IParameterSymbol Parameter, IOperation Value)> arguments, SharedArguments? shared = null) =>
        TypeSubstitution.Within(
            TypeSubstitution.Inside(lowering.Nesting.Compilation, method),
            () => CallDefinition(lowering, at, method.OriginalDefinition, self, arguments, shared));

    private static Tree<Operand> CallDefinition(Lowering lowering, IOperation at, IMethodSymbol method, Tree<Slot>? self,
        IReadOnlyList<(IParameterSymbol Parameter, IOperation Value)> arguments, SharedArguments? shared)
    {
        if (Body(lowering, at, method) is not { } body) return Lowering.Placeholder(at.Type);
        var resume = lowering.IsRunning(method) ? Suspension.Begin(lowering, method) : null;
        LocalFunctions.BindParameters(lowering, body, arguments, shared);
        NoGradients.DetachParameters(lowering, at, method);
        var result = Run(lowering, at, method, self, body);
        resume?.Invoke();
        return result;
    }

    /// <summary>Calls a member with values for its parameters.</summary>
    public static Tree<Operand> Call(Lowering lowering, IOperation at, IMethodSymbol method, Tree<Slot>? self,
        IReadOnlyList<Tree<Operand>> values) =>
        Call(lowering, at, method, self, () =>
        {
            for (var i = 0; i < values.Count; i++)
                lowering.Write(lowering.Variables.Declare(method.Parameters[i], values[i].Type), values[i]);
        });

    /// <summary>Calls a member.</summary>
    /// <param name="bind">Makes variables of its parameters.</param>
    public static Tree<Operand> Call(Lowering lowering, IOperation at, IMethodSymbol method, Tree<Slot>? self, Action bind)
    {
        if (Body(lowering, at, method) is not { } body) return Lowering.Placeholder(at.Type);
        bind();
        NoGradients.DetachParameters(lowering, at, method);
        return Run(lowering, at, method, self, body);
    }

    /// <summary>Runs the body of a member that returns a reference, as far as it can be followed.</summary>
    public static void Refer(Lowering lowering, IOperation at, IMethodSymbol method, Tree<Slot>? self,
        IReadOnlyList<(IParameterSymbol Parameter, IOperation Value)> arguments, Func<IOperation, bool> isFollowed, Action<IOperation> run)
    {
        if (Attributes.IsNoGradient(method) || lowering.IsRunning(method) || Body(lowering, at, method, RefKind.Ref) is not { } body
            || !isFollowed(Block(body)))
            return;
        LocalFunctions.BindParameters(lowering, body, arguments);
        NoGradients.DetachParameters(lowering, at, method);
        if (IsForeseen(lowering, at, method, body)) lowering.Frames.Enter(lowering, method, self, () => run(Block(body)));
    }

    /// <summary>Whether a body may use the objects in it; refuses it if not.</summary>
    private static bool IsForeseen(Lowering lowering, IOperation at, IMethodSymbol method, IOperation body)
    {
        lowering.Frames.Count++;
        if (!lowering.Tables.IsUnforeseen(method, body)) return true;
        lowering.Refuse(at, Descriptors.Unsupported.Body, NameOf(method),
            "it uses objects that arrays or null may stand for, which is not seen from the method", "call it from the method itself");
        return false;
    }

    private static Tree<Operand> Run(Lowering lowering, IOperation at, IMethodSymbol method, Tree<Slot>? self, IOperation body)
    {
        if (!IsForeseen(lowering, at, method, body)) return Lowering.Placeholder(at.Type);
        var result = Lowering.Nothing;
        lowering.Frames.Enter(lowering, method, self, () =>
        {
            NoGradients.Check(lowering, body);
            if (body is IConstructorBodyOperation constructor) LocalObjectCreation.Begin(lowering, at, method, constructor, self!);
            result = LocalFunctions.Run(lowering, method, Block(body));
        });
        return Attributes.IsNoGradient(method) ? NoGradients.Detach(lowering, result) : result;
    }

    /// <summary>The body; null if none can take the place of the call, which has been reported.</summary>
    private static IOperation? Body(Lowering lowering, IOperation at, IMethodSymbol method, RefKind returned = RefKind.None)
    {
        if (lowering.Frames.Count >= Most)
        {
            // Once is enough: the calls after this one are as many.
            if (lowering.Frames.Count++ == Most)
                lowering.Refuse(at, Descriptors.Unsupported.Body, NameOf(method), $"more than {Most} bodies would stand in this method",
                    "call it in a loop, or once");
            return null;
        }

        var isCalled = CallsItself(lowering, method);
        if (!isCalled && !method.IsAsync && (returned != RefKind.None || method.RefKind == RefKind.None)
            && !method.ContainingType.IsGenericType && lowering.Frames.BodyOf(lowering, method) is { } body)
        {
            if (!lowering.IsRunning(method) || Suspension.IsPossible(body)) return body;
            lowering.Refuse(at, Descriptors.Unsupported.Body, NameOf(method),
                "a function that it is given calls it again, and it has objects, lists or functions of its own",
                "write the inner call as a method of its own");
            return null;
        }
        lowering.Refuse(at, Descriptors.Unsupported.Body, NameOf(method),
            isCalled
                ? "it calls itself"
                : method is { IsImplicitlyDeclared: true, ContainingType.IsRecord: true }
                ? "the compiler writes it, and it compares all fields of a record"
                : "it is of a generic class, asynchronous or an iterator, returns a reference, or its source is not here",
            isCalled
                ? "write a loop, or a [Differentiable] method of arrays and numbers"
                : method.IsImplicitlyDeclared
                ? "compare the members that matter"
                : "write it as an ordinary method, with a loop or on arrays");
        return null;
    }

    /// <summary>
    /// Whether a body leads to itself, and not by a function that it was given: that one stands around, where it cannot be reached again
    /// without its own body.
    /// </summary>
    private static bool CallsItself(Lowering lowering, IMethodSymbol method) =>
        (SymbolEqualityComparer.Default.Equals(lowering.Method, method) && lowering.Lifted is not { Member.IsChosen: true })
        || lowering.Inlinings.AsEnumerable().Reverse()
            .TakeWhile(inlining => inlining.Function.MethodKind is not (MethodKind.LocalFunction or MethodKind.AnonymousFunction))
            .Any(inlining => SymbolEqualityComparer.Default.Equals(inlining.Function, method));

    /// <summary>The name of a member as it is written: an accessor has that of its property.</summary>
    private static string NameOf(IMethodSymbol method) => (method.AssociatedSymbol ?? method).Name;

    private static IOperation Block(IOperation body) => body switch
    {
        IMethodBodyOperation method => method.BlockBody ?? method.ExpressionBody ?? body,
        IConstructorBodyOperation constructor => constructor.BlockBody ?? constructor.ExpressionBody ?? body,
        _ => body,
    };
}
