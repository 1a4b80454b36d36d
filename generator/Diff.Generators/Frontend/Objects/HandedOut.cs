using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Whether a member without derivatives may hand numbers of its object out, in whatever is not looked into. What it makes may hold
/// anything, unless its type tells that it does not, or it is used for something without numbers alone; what it only stores is no part of
/// the gradient, unless it leads back to an object that is.
/// <code>
/// IRow AsRow() => new View(this);   AsRow().Get() * x   →   refused        AsRow().Name.Length * x   Log.Info("…")   Settings.Scale * x   →   fine
/// </code>
/// </summary>
internal static class HandedOut
{
    /// <param name="use">The reference to the member, or its call.</param>
    public static bool MayCarry(ISymbol member, IOperation use) => use.Type is { } type
        && (IsNumeric(type)
            || ((IsStored(member) ? LeadsBack(type, new(SymbolEqualityComparer.Default)) : !Harmless.Is(type)) && !IsSpent(use)));

    /// <summary>Whether numbers can be seen in a type itself.</summary>
    private static bool IsNumeric(ITypeSymbol type) => Shapes.IsDifferentiable(type) || FloatingPoint.IsCarriedBy(type) || type switch
    {
        { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic } => true,
        INamedTypeSymbol { DelegateInvokeMethod: { } function } => IsNumeric(function.ReturnType),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(element => IsNumeric(element.Type)),
        INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface, DeclaringSyntaxReferences.IsEmpty: true } foreign =>
            foreign.TypeArguments.Any(IsNumeric),
        _ => false,
    };

    private static bool IsStored(ISymbol member) => member is IFieldSymbol
        or IPropertySymbol { IsVirtual: false, IsOverride: false, IsAbstract: false, IsIndexer: false }
        && (member is not IPropertySymbol property || Structs.IsAutomatic(property));

    /// <summary>
    /// Whether something stored holds an object with a gradient, or is of a type of the framework that stands for arrays and numbers of any
    /// type.
    /// </summary>
    private static bool LeadsBack(ITypeSymbol type, HashSet<ITypeSymbol> seen) => seen.Add(type) && type switch
    {
        _ when ObjectFields.IsMarked(type) => true,
        IArrayTypeSymbol array => LeadsBack(array.ElementType, seen),
        INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: true,
            IsGenericType: false } foreign => foreign.SpecialType == SpecialType.System_Array
            || (foreign.TypeKind == TypeKind.Interface
                && foreign.ContainingNamespace?.ToDisplayString() is "System" or "System.Collections"),
        INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: true } foreign =>
            foreign.TypeArguments.Any(argument => LeadsBack(argument, seen)),
        INamedTypeSymbol named => Harmless.Held(named).Any(held => LeadsBack(held, seen)),
        _ => false,
    };

    /// <summary>Whether nothing with numbers comes of the only use of a value.</summary>
    private static bool IsSpent(IOperation value) => LostObjects.Outside(value) is var (child, parent) && parent switch
    {
        IExpressionStatementOperation or INameOfOperation or IInterpolationOperation => true,
        IInvocationOperation call => call.Instance == child && (Sinks.Is(call) || call.Arguments.All(IsInput)) && Gives(call),
        IMemberReferenceOperation member => member.Instance == child && Gives(member),
        IConditionalAccessOperation access =>
            access.Operation == child && access.WhenNotNull.DescendantsAndSelf().OfType<IArgumentOperation>().All(IsInput) && Gives(access),
        IArgumentOperation { Parent: IInvocationOperation call } => Sinks.Is(call) && Gives(call),
        IBinaryOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } => true,
        IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation { Pattern: IConstantPatternOperation } } =>
            true,
        _ => false,
    };

    private static bool Gives(IOperation use) => use.Type is null || Harmless.Is(use.Type) || IsSpent(use);

    /// <summary>Whether nothing comes back through an argument.</summary>
    private static bool IsInput(IArgumentOperation argument) =>
        argument.Parameter is { RefKind: RefKind.None } && Harmless.IsInput(Sinks.Strip(argument.Value).Type);
}
