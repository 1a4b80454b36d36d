using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Calls that pass functions: where the caller names the function and numbers go through it, the body of the called method stands in place
/// of the call, for no contract says what the function does. A marked method that only gives integers to its functions keeps its contract,
/// unless a function brings numbers along.
/// <code>
/// Simpson(x => Math.Exp(-k * x), 0, 2)   →   the loop of Simpson, with Math.Exp(-k * x) in it
/// </code>
/// </summary>
internal static class FunctionArguments
{
    /// <summary>Whether a call passes a function that only the body of the called method can follow.</summary>
    public static bool Are(Lowering lowering, MemberCall call)
    {
        if (call.Method is not { MethodKind: MethodKind.Ordinary, DeclaringSyntaxReferences.IsEmpty: false }) return false;
        var functions = call.Operands.Where(operand => operand.Type is { TypeKind: TypeKind.Delegate })
            .Select(operand => (Invoke: Invoke(operand), Function: Callable.Of(lowering, operand))).Where(pair => pair.Function is not null)
            .ToList();
        return functions.Exists(pair => (MayYield(pair.Invoke) && BringsNumbers(lowering, pair.Function!)) || Shares(pair.Function!)
            || BringsObjects(lowering, pair.Function!))
            || (GivesNumbers(call.Method) && TakesNumbers(call)
                && functions.Exists(pair => !Attributes.IsDifferentiable(call.Method.OriginalDefinition)
                    || pair.Function is not NoFunction
                        && pair.Invoke.Parameters.Any(parameter => FloatingPoint.IsCarriedBy(parameter.Type))));
    }

    private static IMethodSymbol Invoke(IOperation function) => ((INamedTypeSymbol)function.Type!).DelegateInvokeMethod!;

    private static bool TakesNumbers(MemberCall call) => call.Operands.Append(call.Instance).OfType<IOperation>().Any(Sinks.Carries);

    private static bool GivesNumbers(IMethodSymbol method) => method.ReturnsVoid || FloatingPoint.IsCarriedBy(method.ReturnType);

    /// <summary>Whether numbers can come out of a function: by its result, or by what it assigns.</summary>
    private static bool MayYield(IMethodSymbol invoke) =>
        invoke.ReturnsVoid || invoke.ReturnType.SpecialType == SpecialType.System_Object || FloatingPoint.IsCarriedBy(invoke.ReturnType);

    /// <summary>Whether a function uses numbers of the code around it.</summary>
    private static bool BringsNumbers(Lowering lowering, Callable function) => function switch
    {
        BodyCallable { Function: var symbol, Body: var body } => body.DescendantsAndSelf().Any(part => IsCaptured(lowering, symbol, part)),
        MethodCallable { Instance: { } instance } =>
            ObjectFields.IsMarked(instance.Type) || lowering.Objects.Has(instance.Type) || lowering.Tables.Has(instance.Type),
        Negation { Condition: var condition } => BringsNumbers(lowering, condition),
        _ => false,
    };

    /// <summary>Whether a function captures a variable that is assigned: no delegate that generated code makes can share it.</summary>
    private static bool Shares(Callable function) => function is BodyCallable { Function: var symbol, Body: var body }
        && body.DescendantsAndSelf()
            .Any(part => Writes.Variable(part) is { } variable && !IsInside(symbol, variable)
                && Writes.In(Writes.Root(body)).Contains(variable));

    /// <summary>
    /// Whether a function uses objects that are taken apart, if only for the text of a message: there is none that a delegate could use.
    /// </summary>
    private static bool BringsObjects(Lowering lowering, Callable function) => function is BodyCallable { Body: var body }
        && body.DescendantsAndSelf()
            .Any(part => LocalObjects.Storage(lowering, part) is not null
                || (lowering.Frames.Class is not null && part is IParameterReferenceOperation parameter && Members.IsHeld(parameter)));

    private static bool IsCaptured(Lowering lowering, IMethodSymbol function, IOperation part) => part switch
    {
        { ConstantValue.HasValue: true } => false,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => HasNumbers(lowering, part.Type!),
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } called } => !IsInside(function, called),
        IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } named } => !IsInside(function, named),
        _ => Writes.Variable(part) is { } variable && !IsInside(function, variable)
            && (HasNumbers(lowering, part.Type!) || lowering.Collections.Contains(variable) || lowering.Containers.ContainsKey(variable)
                || (lowering.Delegates.Find(variable) is { } held && BringsNumbers(lowering, held))),
    };

    private static bool HasNumbers(Lowering lowering, ITypeSymbol type) =>
        Shapes.IsDifferentiable(type) || ObjectFields.IsMarked(type) || lowering.Objects.Has(type) || lowering.Objects.Holds(type)
            || lowering.Tables.Mentions(type);

    private static bool IsInside(IMethodSymbol function, ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol, function)
        || (symbol.ContainingSymbol is { } around and not INamedTypeSymbol && IsInside(function, around));
}
