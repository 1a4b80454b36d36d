using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Uses of an object with differentiated fields that let it out of sight: who gets it may read the fields, and what comes of that would
/// have a derivative that is silently zero; or assign them. Its members are used and it is passed to differentiable methods; anything else
/// is refused.
/// <code>
/// model.At(x) + Trained(model, x) + Unmarked(model)   →   the last one is refused
/// </code>
/// </summary>
internal static class LostObjects
{
    public static bool Is(Lowering lowering, IOperation value) => ObjectElements.TablePath(lowering, value) is not null
        ? IsTableLost(lowering, value)
        : IsDifferentiated(lowering, value) && !lowering.ObjectVariables.IsAssigned(lowering, value)
            && Outside(value) is var (child, parent) && parent switch
    {
        IMemberReferenceOperation member => !ObjectParameters.IsPart(member) && IsUnknown(member.Member, member),
        IInvocationOperation call => IsUnknown(call.TargetMethod, call),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction }
            or IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } } argument when IsInlined(lowering, argument) =>
                false,
        IArgumentOperation { Parent: IInvocationOperation call } argument =>
            !IsPassed(argument) && !Sinks.Is(call) && !Calls.IsDetach(call.TargetMethod) && call.TargetMethod is not { Name: "ThrowIfNull" },
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } =>
            lowering.Aliases.Of(local, value) is null,
        IInterpolationOperation or IIsTypeOperation or INameOfOperation => false,
        IIsPatternOperation match => Reads(match.Pattern),
        ISwitchExpressionOperation match => match.Value != child || match.Arms.Any(arm => Reads(arm.Pattern)),
        ISwitchOperation match => match.Value != child
            || match.Cases.SelectMany(section => section.Clauses).OfType<IPatternCaseClauseOperation>()
                .Any(clause => Reads(clause.Pattern)),
        IConditionalAccessOperation { Parent: ICoalesceOperation coalesce } => !ObjectPatterns.IsFollowed(lowering, coalesce),
        IBinaryOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } => false,
        ISimpleAssignmentOperation assignment => assignment.Target != child,
        _ => true,
    };

    /// <summary>Whether the called function is lowered in place of the call, so that its parameter is another name of the object.</summary>
    private static bool IsInlined(Lowering lowering, IArgumentOperation argument) => argument is { Parameter.RefKind: RefKind.None,
        Parent: IInvocationOperation { TargetMethod: var function } call }
        && (function.MethodKind == MethodKind.LocalFunction
            ? !RecursiveFunctions.IsCalled(lowering, call)
            : Callable.Of(lowering, call.Instance) is BodyCallable);

    /// <summary>Whether a pattern looks into the object.</summary>
    private static bool Reads(IPatternOperation pattern) => pattern switch
    {
        IRecursivePatternOperation recursive => !recursive.PropertySubpatterns.IsEmpty || !recursive.DeconstructionSubpatterns.IsEmpty,
        INegatedPatternOperation negated => Reads(negated.Pattern),
        IBinaryPatternOperation binary => Reads(binary.LeftPattern) || Reads(binary.RightPattern),
        _ => false,
    };

    /// <summary>Whether a reference names an object whose fields are variables of the method.</summary>
    public static bool IsDifferentiated(Lowering lowering, IOperation value) => ObjectElements.TablePath(lowering, value) is not null ||
        (value is ILocalReferenceOperation { IsDeclaration: false } or IParameterReferenceOperation or IInstanceReferenceOperation
            or IFieldReferenceOperation or IPropertyReferenceOperation || ObjectElements.Array(value) is not null
            || ObjectChoices.IsForm(value))
        && ObjectFields.Known(value.Type) is not null && ObjectParameters.Path(lowering, value) is { } path
        && (ObjectElements.Begins(path) || lowering.Rows.Holds(path)
            || lowering.ObjectFields.Keys.Any(key => key.StartsWith(path, StringComparison.Ordinal)));

    /// <summary>An array of differentiated objects has elements and a length.</summary>
    private static bool IsTableLost(Lowering lowering, IOperation value) => Outside(value) is var (child, parent) && parent switch
    {
        IArrayElementReferenceOperation element => element.ArrayReference != child || ObjectElements.Array(element) is null,
        IImplicitIndexerReferenceOperation element => element.Instance != child || ObjectElements.Array(element) is null,
        IForEachLoopOperation loop => loop.LoopControlVariable is not IVariableDeclaratorOperation,
        IConversionOperation { Parent: IForEachLoopOperation loop } => loop.LoopControlVariable is not IVariableDeclaratorOperation,
        IPropertyReferenceOperation { Property.IsIndexer: true } element => element.Instance != child,
        IPropertyReferenceOperation { Property.Name: "Length" or "Count" } or INameOfOperation => false,
        IArgumentOperation argument => !IsPassed(argument) && !(argument.Parent is IInvocationOperation call && Linq.Is(call.TargetMethod)),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } =>
            lowering.Aliases.Of(local, value) is null,
        _ => true,
    };

    public static Tree<Operand> Refuse(Lowering lowering, IOperation value) => Outside(value).Parent switch
    {
        IMemberReferenceOperation member when !ObjectParameters.IsPart(member) && IsUnknown(member.Member, member) =>
            RefuseMember(lowering, value, member.Member),
        IInvocationOperation call when Outside(value).Child == call.Instance && IsUnknown(call.TargetMethod, call) =>
            RefuseMember(lowering, value, call.TargetMethod),
        IArgumentOperation { Parent: IInvocationOperation call } when EntryPointCall.Is(call.TargetMethod) => Expressions.Refuse(
            lowering, value,
            $"'{value.Syntax}', an object with differentiated fields that the function of Gradient.{call.TargetMethod.Name} sees as something else,",
            "let the function's parameter be of the object's class, or mark it [NoGradient] to treat the object as a constant"),
        _ => Expressions.Refuse(
            lowering, value, $"'{value.Syntax}', an object with differentiated fields that leaves what can be followed,",
            "use its own members, pass it to differentiable methods, and keep a new one in a local that holds nothing else"),
    };

    private static Tree<Operand> RefuseMember(Lowering lowering, IOperation value, ISymbol member) => member.IsVirtual || member.IsAbstract
        || member.IsOverride
        ? Expressions.Refuse(lowering, value, $"'{member.Name}', which can have another body in another class,",
            "make it non-virtual, or mark it [NoGradient] to treat it as a constant")
        : Expressions.Refuse(lowering, value,
            $"'{member.Name}', a member of an object with differentiated fields that has no derivatives itself,",
            ObjectFields.IsMarked(member.ContainingType)
            ? member is IMethodSymbol method && CollectionTypes.OfResult(method.ReturnType) is not null
                ? "mark it [Differentiable] as well, or let it return an array"
            : "let it give a number, or an array or tuple of numbers, or mark it [NoGradient] to treat it as a constant"
            : $"mark '{member.ContainingType.Name}' [Differentiable], or the member [NoGradient] to treat it as a constant");

    /// <summary>What stands around an expression, and its part that is the expression.</summary>
    public static (IOperation Child, IOperation? Parent) Outside(IOperation operation) => operation.Parent switch
    {
        IParenthesizedOperation outer => Outside(outer),
        IConversionOperation { IsImplicit: true } conversion
            when SymbolEqualityComparer.Default.Equals(conversion.Type, operation.Type) || IsBox(conversion) || IsToBase(conversion)
                || IsToList(conversion) => Outside(conversion),
        var parent => (operation, parent),
    };

    /// <summary>Whether the called method gets the fields too, or the function whose derivative is taken.</summary>
    public static bool IsPassed(IArgumentOperation argument) => EntryPointCall.Of(argument.Parent) is { } derivative
        ? derivative.ParameterOf(argument) is { } given && (Attributes.IsNoGradient(given) || IsObject(given.Type))
        : argument is { Parameter: { RefKind: RefKind.None } parameter, Parent: IInvocationOperation { TargetMethod: var method } }
            && IsObject(parameter.Type) && !Attributes.IsNoGradient(parameter.OriginalDefinition)
            && Attributes.IsDifferentiable(method.OriginalDefinition);

    private static bool IsObject(ITypeSymbol type) => ObjectFields.IsFollowed(type) || ObjectTypes.IsTable(type);

    /// <summary>
    /// A member of a base class that is not marked does not know the fields, and may call one that does; one without derivatives may read
    /// them.
    /// </summary>
    private static bool IsUnknown(ISymbol member, IOperation use) => !Attributes.IsNoGradient(member)
        && !(ObjectFields.IsMarked(member.ContainingType) && IsDifferentiable(member)) && HandedOut.MayCarry(member, use);

    private static bool IsDifferentiable(ISymbol member) =>
        Attributes.IsDifferentiable(member.OriginalDefinition)
            || (member is IPropertySymbol { GetMethod: { } getter } && Attributes.IsDifferentiable(getter.OriginalDefinition));

    /// <summary>Whether an object is seen as one of a base class or interface that knows of the numbers.</summary>
    private static bool IsToBase(IConversionOperation conversion) => ObjectFields.Known(conversion.Operand.Type) is { } type
        && conversion.Type is INamedTypeSymbol parent
        && ObjectMembers.Bases(type).Concat(type.AllInterfaces).Prepend(type).Contains(parent, SymbolEqualityComparer.Default)
        && ObjectMembers.HasGradient(parent);

    /// <summary>Whether an array or list of objects is seen as a list of the same objects.</summary>
    private static bool IsToList(IConversionOperation conversion) => ObjectTypes.IsTable(conversion.Type)
        && SymbolEqualityComparer.Default.Equals(ObjectTypes.Element(conversion.Type), ObjectTypes.Element(conversion.Operand.Type));

    private static bool IsBox(IConversionOperation conversion) => conversion.Type!.SpecialType == SpecialType.System_Object;
}
