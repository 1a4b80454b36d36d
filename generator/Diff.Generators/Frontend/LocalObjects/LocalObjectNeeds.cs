using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Which classes a piece of code needs taken apart: those whose objects get numbers by their constructor, by an assignment, or by a call
/// that no contract describes, on them or of a method that fills them (<see cref="FilledObjects"/>). All others stay objects: constants, or
/// objects of differentiable classes whose fields never change (<see cref="CreatedObjects"/>).
/// </summary>
internal static class LocalObjectNeeds
{
    /// <param name="has">Whether a class is known to be taken apart.</param>
    public static IEnumerable<INamedTypeSymbol> In(Lowering lowering, IOperation code, Func<ITypeSymbol?, bool> has)
    {
        foreach (var operation in code.DescendantsAndSelf())
            foreach (var needed in (ITypeSymbol?[])[.. Changed(lowering, operation, has) is { } changed
                ? Around(operation).Prepend(changed)
                : [], .. MemberCall.Of(operation) is { } call ? FilledObjects.By(call).Where(IsLocal).Select(filled => filled.Type)
                    .Prepend(Called(operation, call, has)) : []])
                if (needed is INamedTypeSymbol type && MayBe(type)) yield return type;
    }

    /// <summary>The class of the object that code makes or assigns.</summary>
    private static ITypeSymbol? Changed(Lowering lowering, IOperation operation, Func<ITypeSymbol?, bool> has) => operation switch
    {
        IObjectCreationOperation creation => IsMade(lowering, creation, has) ? creation.Type : null,
        IWithOperation with => has(with.Operand.Type)
            || with.Initializer.Initializers.Any(part => part is ISimpleAssignmentOperation { Value: var value } && Carries(value))
            ? with.Type
            : null,
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment
            when Carries(assignment.Value) || ObjectFields.IsMarked(target.Instance?.Type) => Owner(target),
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance: { } holder }, Value: var held }
            when has(held.Type) && LocalClasses.MayBeTakenApart(holder.Type) && IsLocal(holder) => holder.Type,
        ICompoundAssignmentOperation { Target: IMemberReferenceOperation target } => Owner(target),
        IIncrementOrDecrementOperation { Target: IMemberReferenceOperation target } => Owner(target),
        ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation target } assignment when Carries(assignment.Value) =>
            Owner(target),
        ICompoundAssignmentOperation { Target: IArrayElementReferenceOperation target } => Owner(target),
        IIncrementOrDecrementOperation { Target: IArrayElementReferenceOperation target } => Owner(target),
        ISimpleAssignmentOperation { Target: IInvocationOperation target } assignment when Carries(assignment.Value) => Owner(target),
        ICompoundAssignmentOperation { Target: IInvocationOperation target } => Owner(target),
        IIncrementOrDecrementOperation { Target: IInvocationOperation target } => Owner(target),
        IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref, Initializer.Value: { } target } => Referred(target),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var target } => Referred(target),
        _ => null,
    };

    /// <summary>The class of the object that hands out a reference to a number.</summary>
    private static ITypeSymbol? Referred(IOperation target) => target switch
    {
        IInvocationOperation call => Owner(call),
        IPropertyReferenceOperation { Property.RefKind: not RefKind.None } property => Owner(property),
        _ => null,
    };

    private static ITypeSymbol? Owner(IInvocationOperation target) => target is { TargetMethod.RefKind: not RefKind.None,
        Instance: { } instance } && LocalClasses.MayBeTakenApart(instance.Type) && Shapes.IsDifferentiable(target.Type) && IsLocal(instance)
        ? instance.Type
        : null;

    /// <summary>
    /// The classes of the objects that hold the one whose field is assigned: <c>outer.Inner.X = x</c> changes what <c>outer</c> holds.
    /// </summary>
    private static IEnumerable<ITypeSymbol> Around(IOperation assignment)
    {
        var place = (assignment as IAssignmentOperation)?.Target;
        while (place is IMemberReferenceOperation { Instance: IMemberReferenceOperation { Instance: { Type: { } type } holder } inner }
            && IsLocal(holder))
        {
            yield return type;
            place = inner;
        }
    }

    private static bool IsMade(Lowering lowering, IObjectCreationOperation creation, Func<ITypeSymbol?, bool> has) =>
        creation.Arguments.Any(argument => TypeSubstitution.Mentions(argument.Value.Type, has))
        || creation.Initializer?.Initializers.Any(part => part is ISimpleAssignmentOperation assignment
            && has(assignment.Value.Type)) == true
        || (ObjectFields.IsMarked(creation.Type) && DispatchedObjects.Is((INamedTypeSymbol)creation.Type!))
        || (GetsNumbers(creation) && !(ObjectFields.IsMarked(creation.Type) && lowering.Created.CanHold(creation)));

    /// <summary>Whether a new object is given numbers.</summary>
    public static bool GetsNumbers(IObjectCreationOperation creation) => creation.Arguments.Any(argument => Carries(argument.Value))
        || creation.Initializer?.Descendants()
            .Any(part => part is ISimpleAssignmentOperation assignment && Carries(assignment.Value)) == true;

    /// <summary>The class of the object that an assignment changes, if it is none that the method got.</summary>
    private static ITypeSymbol? Owner(IMemberReferenceOperation target) => target.Instance switch
    {
        null => null,
        var instance when MayBe(instance.Type) =>
            Shapes.IsDifferentiable(target.Type) && IsLocal(instance) ? instance.Type : null,
        IMemberReferenceOperation outer => Owner(outer),
        IInvocationOperation call => Owner(call),
        _ => null,
    };

    /// <summary>The class of the object that holds an array of which an element is assigned: <c>state.Values[0] = x</c>.</summary>
    private static ITypeSymbol? Owner(IArrayElementReferenceOperation target) => target.ArrayReference switch
    {
        IMemberReferenceOperation member => Owner(member),
        IArrayElementReferenceOperation row => Owner(row),
        _ => null,
    };

    /// <summary>The class that a call makes an object of, or whose object it gives numbers to.</summary>
    private static ITypeSymbol? Called(IOperation at, MemberCall call, Func<ITypeSymbol?, bool> has)
    {
        var (method, instance, arguments) = call;
        if (method.DeclaringSyntaxReferences.IsEmpty) return null;
        var takesNumbers = arguments.Any(argument => Carries(argument) || (LocalClasses.MayBeTakenApart(argument.Type) && IsLocal(argument))
            || has(argument.Type));
        if (at.Type is INamedTypeSymbol { IsTupleType: true } tuple
            && tuple.TupleElements.Select(element => element.Type).FirstOrDefault(type => LocalClasses.MayBeTakenApart(type)) is { } made
            && takesNumbers)
            return made;
        if (LocalClasses.MayBeTakenApart(at.Type) && (takesNumbers || (LocalClasses.MayBeTakenApart(instance?.Type) && IsLocal(instance!))))
            return at.Type;
        if (LocalTableClasses.MayHold(at.Type) && arguments.Any(Carries)) return at.Type;
        var isByContract = Attributes.IsDifferentiable(method.OriginalDefinition) && !has(instance?.Type);
        if (isByContract) return null;
        if (instance is null || !MayBe(instance.Type) || !IsLocal(instance))
            return arguments.Select(argument => argument.Type).FirstOrDefault(IsLost);
        return arguments.Any(Carries)
            || (ObjectFields.IsMarked(instance.Type)
                && Changes.OfReceiver(method, [.. ObjectMembers.All((INamedTypeSymbol)instance.Type!).Select(member => member.Name)]))
                ? instance.Type
                : null;

        // Code without derivatives may read the fields of a differentiable class, or assign them.
        bool IsLost(ITypeSymbol? type) => ObjectFields.IsMarked(type) && LocalClasses.MayBeTakenApart(type)
            && arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Type, type) && IsLocal(argument)
                && argument is not IInvocationOperation);
    }

    /// <summary>
    /// Whether an object may be one that the code makes: it is neither the object that the method belongs to, nor reached from elsewhere.
    /// </summary>
    private static bool IsLocal(IOperation instance) => instance switch
    {
        ILocalReferenceOperation or IObjectCreationOperation or IInvocationOperation => true,
        IConversionOperation conversion => IsLocal(conversion.Operand),
        IMemberReferenceOperation { Instance: { } outer } => IsLocal(outer),
        IArrayElementReferenceOperation { ArrayReference: var array } => IsLocal(array),
        _ => false,
    };

    /// <summary>Whether objects of a class, or what a base class or interface stands for, may be variables or rows.</summary>
    private static bool MayBe(ITypeSymbol? type) => LocalClasses.MayBeTakenApart(type) || LocalTableClasses.MayHold(type);

    private static bool Carries(IOperation value) =>
        Sinks.Carries(value) && !(value is IParameterReferenceOperation { Parameter: var parameter } && Attributes.IsNoGradient(parameter));
}
