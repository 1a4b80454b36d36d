using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// What <c>[Differentiable]</c> on a struct or class covers: its methods, operators, conversions, indexers, computed properties and, of a
/// struct, constructors that take and give floating-point data. In the instance members of a struct <c>this</c> is an independent, passed
/// like a first parameter; of a class, its fields are. A member marked <c>[NoGradient]</c> is left out, and so are generated ones. A mark
/// on an operator, a conversion, an indexer, a computed property or a constructor covers just that.
/// </summary>
internal static class TypeMarks
{
    /// <summary>The mark on the type of a member that it covers, or on what has no name to be called by; null if there is none.</summary>
    public static AttributeData? Covering(ISymbol symbol)
    {
        var method = symbol is IPropertySymbol property ? property.GetMethod : symbol as IMethodSymbol;
        return method is { IsImplicitlyDeclared: false }
            && (Mark(method.ContainingType)
                ?? (method.MethodKind == MethodKind.Ordinary || LocalHelpers.Is(method.AssociatedSymbol ?? method)
                    ? null
                    : Own(method))) is { } mark && !GeneratedMembers.Are(method) && Covers(method) ? mark : null;
    }

    /// <summary>The members that are differentiated because their type is marked, in the order of their declaration.</summary>
    public static IEnumerable<IMethodSymbol> Members(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>().Where(method =>
        Covering(method) is not null && Own(method) is null && method.PartialDefinitionPart is null
            && !method.DeclaringSyntaxReferences.IsEmpty);

    /// <summary>Whether <c>this</c> is an independent, passed as a parameter of its own.</summary>
    public static bool HasReceiverParameter(IMethodSymbol method) =>
        IsOnNumbers(method) && !IsOnValues(method)
            && (Mark(method.ContainingType) is not null || Numerics.Has(method.ContainingType) || Own(method) is not null);

    /// <summary>
    /// Whether a method is differentiated twice: marked itself, in a struct that is not, or as the body of a marked member of an interface,
    /// it takes <c>this</c> for a constant in the members that users call; callers that are differentiated may call it on a value that they
    /// compute, and find hidden halves in which <c>this</c> is an independent (<see cref="Marked.OnValue"/>).
    /// </summary>
    public static bool IsOnValues(IMethodSymbol method) =>
        IsOnNumbers(method)
            && (Mark(method.ContainingType) is null && Own(method) is not null && HasFamily(method)
                || Dispatches.Implemented(method).Any());

    /// <summary>Whether a call passes what it is called on as an independent.</summary>
    public static bool TakesReceiver(IMethodSymbol method) => HasReceiverParameter(method) || IsOnValues(method);

    /// <summary>
    /// Whether the type arguments of a marked method's struct carry numbers, which its derivatives take for constants:
    /// <c>new Sum&lt;Spring, Morse&gt;(a, b).Energy(x)</c>.
    /// </summary>
    public static bool IsOnNumbersHere(IMethodSymbol method) => method is { IsStatic: false, MethodKind: MethodKind.Ordinary
        or MethodKind.PropertyGet, ContainingType: { TypeKind: TypeKind.Struct, IsGenericType: true } type }
        && Shapes.HasOtherNumbers(type, type.OriginalDefinition) && Attributes.IsDifferentiable(method.OriginalDefinition);

    private static bool IsOnNumbers(IMethodSymbol method) =>
        method is { IsStatic: false, MethodKind: not MethodKind.Constructor, ContainingType.TypeKind: TypeKind.Struct }
            && !Dispatches.IsExplicit(method) && Shapes.IsDifferentiable(method.ContainingType.OriginalDefinition);

    /// <summary>
    /// Whether there is something to differentiate if <c>this</c> is a constant; in another assembly, whether it has been.
    /// </summary>
    private static bool HasFamily(IMethodSymbol method) => method.MethodKind == MethodKind.Ordinary
        && (method.DeclaringSyntaxReferences.IsEmpty
        ? !method.ContainingType.GetMembers((Attributes.Named(Own(method), "Name") as string ?? method.Name) + "Vjp").IsEmpty
        : method.Parameters.Any(IsIndependent)
            && !Changes.OfReceiver(method, [.. Structs.Shown(method.ContainingType).Where(IsNumber).Select(member => member.Name)]));

    private static bool IsNumber(ISymbol member) =>
        Shapes.IsDifferentiable(member is IFieldSymbol field ? field.Type : (member as IPropertySymbol)?.Type);

    /// <summary>The stem of the names of the hidden halves that a call runs.</summary>
    public static string CalledName(IMethodSymbol method) => IsOnValues(method) ? ValueName(method) : Attributes.Family(method);

    /// <summary>The stem of the names of the hidden halves in which <c>this</c> is an independent.</summary>
    public static string ValueName(IMethodSymbol method) => IsHidden(method) ? HiddenName(method) + "_OnValue" : HiddenName(method);

    /// <summary>
    /// Whether a member has hidden halves only, under a name that no other member has: what cannot be called by a name of its own, and an
    /// overload that is covered by the mark on its type.
    /// </summary>
    public static bool IsHidden(IMethodSymbol method) => Dispatches.First(method) is var first
        && !SymbolEqualityComparer.Default.Equals(first, method) ? IsHidden(first) :
        method.MethodKind != MethodKind.Ordinary
            || (Own(method) is not null && Mark(method.ContainingType) is null && HasReceiverParameter(method)) || IsOverload(method);

    /// <summary>Whether the mark on its type covers a method and another one of the same name.</summary>
    public static bool IsOverload(IMethodSymbol method) => method.MethodKind == MethodKind.Ordinary && Own(method) is null
        && method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Count(other => Covering(other) is not null) > 1;

    /// <summary>The stem of the names of a hidden member's halves: its kind or name, and the types of its parameters.</summary>
    public static string HiddenName(IMethodSymbol method)
    {
        var stem = method switch
        {
            { MethodKind: MethodKind.Constructor } => "New",
            { AssociatedSymbol: IPropertySymbol { IsIndexer: true } } => "Item",
            { AssociatedSymbol: IPropertySymbol property } => property.Name,
            // A method may be called Multiply, and have overloads, as well.
            _ => method.Name.StartsWith("op_", StringComparison.Ordinal) ? method.Name.Substring("op_".Length) + "Operator" : method.Name,
        };
        var first = Dispatches.First(method).OriginalDefinition;
        var hasTwin = HasTwin(first);
        var types = first.Parameters.Select(parameter => hasTwin ? Passed(parameter) : Name(parameter.Type));
        if (method.MethodKind == MethodKind.Conversion) types = types.Append(Name(method.OriginalDefinition.ReturnType));
        return string.Join("_", types.Prepend(stem));
    }

    /// <summary>Whether another method of the name takes parameters of the same types, and differs in how some of them are passed.</summary>
    private static bool HasTwin(IMethodSymbol method) => method.MethodKind == MethodKind.Ordinary && method.ContainingType is { } type
        && type.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other => !SymbolEqualityComparer.Default.Equals(other, method)
            && other.Parameters.Select(parameter => Name(parameter.Type)).SequenceEqual(method.Parameters
                .Select(parameter => Name(parameter.Type))));

    private static string Passed(IParameterSymbol parameter) =>
        (parameter.RefKind == RefKind.None ? "" : parameter.RefKind.ToString()) + Name(parameter.Type);

    private static AttributeData? Own(IMethodSymbol method) =>
        Attributes.Find(method, KnownNames.Differentiable)
            ?? (method.AssociatedSymbol is { } property ? Attributes.Find(property, KnownNames.Differentiable) : null);

    private static AttributeData? Mark(INamedTypeSymbol? type) => type is { TypeKind: TypeKind.Struct or TypeKind.Class
        or TypeKind.Interface } ? Attributes.Find(type.OriginalDefinition, KnownNames.Differentiable) : null;

    private static bool Covers(IMethodSymbol method) => IsCallable(method) && HasResult(method) && !Attributes.IsNoGradient(method)
        && !method.Parameters.Any(TakesNumbers)
        && (HasReceiverParameter(method) || (Mark(method.ContainingType) is not null && DispatchedObjects.MayBeChosen(method))
            || ObjectParameters.Of(method).Count > 0 || method.Parameters.Any(IsIndependent));

    private static bool IsIndependent(IParameterSymbol parameter) =>
        parameter.RefKind != RefKind.Out && Shapes.IsDifferentiable(parameter.Type) && !Attributes.IsNoGradient(parameter);

    /// <summary>Whether a parameter is a function of numbers: only callers know it, and the body takes the place of their calls.</summary>
    private static bool TakesNumbers(IParameterSymbol parameter) => parameter.Type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke }
        && invoke.Parameters.Any(taken => Shapes.IsDifferentiable(taken.Type));

    private static bool IsCallable(IMethodSymbol method) => (!method.IsAbstract || DispatchedObjects.MayBeChosen(method))
        && method is { IsExtern: false, ReturnsByRef: false, ReturnsByRefReadonly: false, IsAsync: false }
        && method.MethodKind switch
        {
            MethodKind.Ordinary => method.Name is not ("Equals" or "GetHashCode" or "ToString") && !IsOfFamily(method),
            MethodKind.UserDefinedOperator or MethodKind.Conversion => true,
            MethodKind.ExplicitInterfaceImplementation => Dispatches.Implemented(method).Any(),
            MethodKind.Constructor => method.ContainingType.TypeKind == TypeKind.Struct && !method.Parameters.IsEmpty
                && AssigningConstructors.Fields(method) is null,
            MethodKind.PropertyGet => !Structs.IsStored((IPropertySymbol)method.AssociatedSymbol!),
            _ => false,
        };

    /// <summary>Whether it is a member of the family of another, written by hand.</summary>
    private static bool IsOfFamily(IMethodSymbol method) => Families.Suffixes.Any(suffix =>
        method.Name.Length > suffix.Length && method.Name.EndsWith(suffix, StringComparison.Ordinal)
        && method.ContainingType.GetMembers(method.Name.Substring(0, method.Name.Length - suffix.Length)).OfType<IMethodSymbol>()
            .Any(primal => Covering(primal) is not null));

    private static bool HasResult(IMethodSymbol method) =>
        Shapes.IsDifferentiable(method.MethodKind == MethodKind.Constructor ? method.ContainingType : method.ReturnType)
        || method.Parameters.Any(parameter => Shapes.IsDifferentiable(parameter.Type)
            && (parameter.RefKind is RefKind.Ref or RefKind.Out || ReceiverWrites.IsWritten(parameter) || IsPromised(method, parameter)))
        || (HasReceiverParameter(method) && ReceiverWrites.IsIn(method));

    /// <summary>Callers that do not know the body take it that an array is written (<c>Promise</c>).</summary>
    private static bool IsPromised(IMethodSymbol method, IParameterSymbol parameter) =>
        DispatchedObjects.MayBeChosen(method) && method.ReturnsVoid && parameter.Type is IArrayTypeSymbol;

    private static string Name(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Name(array.ElementType) + "Array",
        INamedTypeSymbol { TypeArguments: { IsEmpty: false } arguments } named =>
            string.Join("", arguments.Select(Name).Prepend(named.Name)),
        _ => type.Name,
    };
}
