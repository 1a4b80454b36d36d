using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Which parts of what objects and statics hold the code of a body means: what it assigns, what it reads, and what methods of other
/// assemblies reach. A field of an unmanaged type, or a text, has no other name; memory has the type of its array or collection.
/// <code>
/// _last   →   F:Model._last        _seen.Add(x)   →   elements of List&lt;double&gt;        _sink.Put(x)   →   anywhere
/// </code>
/// </summary>
internal static class StateOf
{
    private static readonly StatePlaces Written = StatePlaces.Texts.Of("writers");

    /// <summary>What an assignment changes, or a reference; nothing if that is a variable, or keeps constants.</summary>
    public static StatePlaces Assigned(IOperation target) => target switch
    {
        IDiscardOperation or IDeclarationExpressionOperation or ILocalReferenceOperation => StatePlaces.None,
        IParameterReferenceOperation parameter => Members.IsHeld(parameter) ? Field(parameter.Parameter, parameter.Type) : StatePlaces.None,
        IParenthesizedOperation parenthesized => Assigned(parenthesized.Operand),
        ITupleOperation tuple => StatePlaces.All(tuple.Elements.Select(Assigned)),
        _ when KeptValues.AreKeptBy(target) => StatePlaces.None,
        IArrayElementReferenceOperation { ArrayReference.Type: var array } => Elements(array),
        IPropertyReferenceOperation { Property.IsIndexer: true } element => Structs.IsForeign(element.Property.ContainingType)
            ? Elements(element.Property.ContainingType)
            : StatePlaces.Anywhere,
        IMemberReferenceOperation { Instance: IInstanceReferenceOperation { Type.IsValueType: true } } => StatePlaces.Anywhere,
        IMemberReferenceOperation { Instance: { Type.IsValueType: true } whole } => Assigned(whole),
        IPropertyReferenceOperation { Property: { SetMethod: not null, Type.SpecialType: SpecialType.System_String } property }
            when Structs.IsForeign(property.ContainingType) => StatePlaces.OtherTexts,
        IFieldReferenceOperation field => Field(field.Field, field.Type),
        IPropertyReferenceOperation { Property: var property } when StoredMembers.IsRead(property) => Field(property, property.Type),
        IPropertyReferenceOperation { Property.SetMethod: { } setter } when !CalleeContracts.IsDispatched(setter) => StatePlaces.None,
        _ => StatePlaces.Anywhere,
    };

    /// <summary>What an operation itself reads, unless that is always the same number; calls of methods aside.</summary>
    public static StatePlaces Read(IOperation operation) => operation switch
    {
        { Parent: ISimpleAssignmentOperation { IsRef: false, Target: var target } } when target == operation => StatePlaces.None,
        IParameterReferenceOperation parameter when Members.IsHeld(parameter) => Member(parameter.Parameter, parameter.Type!),
        IFieldReferenceOperation { Field: { IsConst: false } field } => IsOfStruct(field) || (field.IsReadOnly && IsValue(field.Type))
            ? StatePlaces.None
            : Member(field, field.Type),
        IPropertyReferenceOperation { Property: { ContainingType: var type } property }
            when property.GetMethod is null || Structs.IsForeign(type) =>
                type.SpecialType == SpecialType.System_String ? StatePlaces.None
                    : Reached(type).With(StatePlaces.Objects)
                        .With(!property.IsIndexer && IsText(property.Type) ? StatePlaces.OtherTexts : StatePlaces.None),
        IPropertyReferenceOperation { Property: { IsIndexer: false } property } when Structs.IsAutomatic(property) =>
            IsOfStruct(property) ? StatePlaces.None
                : !StoredMembers.IsRead(property) ? StatePlaces.Anywhere
                : property.SetMethod is null && IsValue(property.Type) ? StatePlaces.None
                : Member(property, property.Type),
        _ => StatePlaces.None,
    };

    /// <summary>What an operation reads, by itself or by a method that it calls.</summary>
    public static StatePlaces Found(IOperation operation) => Read(operation)
        .With(BodyCall.Of(operation) is { Method.MethodKind: not MethodKind.LocalFunction } call
            ? MethodTraces.ReadBy(call)
            : StatePlaces.None);

    /// <summary>What a place changes where it is written, and finds where it is read.</summary>
    public static StatePlaces Place(IOperation place) => Assigned(place)
        .With(BodyCall.OfSetter(place) is { } setter ? MethodTraces.StoredBy(setter) : StatePlaces.None).With(Found(place));

    /// <summary>What a method of another assembly may change or find, given objects of some types.</summary>
    public static StatePlaces Foreign(IMethodSymbol method, IEnumerable<ITypeSymbol?> given)
    {
        if (FrameworkFunctions.Is(method) || Sinks.IsSearch(method)) return StatePlaces.None;
        var type = method.ContainingType;
        if (Sinks.IsKnown(type))
            return Sinks.IsWriter(type) ? Written : IsInput(method) ? StatePlaces.OtherTexts : StatePlaces.None;
        if (IsRaw(type)) return StatePlaces.Anywhere;
        if (method.MethodKind == MethodKind.DelegateInvoke || !IsOfFramework(type)
            || (CalleeContracts.IsDispatched(method) && !IsCollection(type)))
            return StatePlaces.Anywhere;
        var places = StatePlaces.All(given.Where(argument => argument?.TypeKind != TypeKind.Delegate).Select(Reached));
        return method.Parameters.Any(parameter => IsText(parameter.Type)) || IsText(method.ReturnType) || IsText(type)
            ? places.With(StatePlaces.OtherTexts)
            : places;
    }

    /// <summary>A field, or what is held by one, by the name of the member.</summary>
    private static StatePlaces Member(ISymbol member, ITypeSymbol type) => Field(member, type) is { IsAnywhere: false } field ? field
        : type is { IsReferenceType: true, TypeKind: TypeKind.Class, SpecialType: SpecialType.None } ? StatePlaces.Objects
        : StatePlaces.Anywhere;

    private static StatePlaces Field(ISymbol member, ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_String } => StatePlaces.Texts.Of(Key(member)),
        { IsUnmanagedType: true } => StatePlaces.Field(Key(member)),
        _ => Elements(type),
    };

    private static string Key(ISymbol member) => member is IParameterSymbol held
        ? CalleeContracts.Key(held.ContainingType) + "." + held.Name
        : CalleeContracts.Key(member);

    /// <summary>What objects of a type lead to, where code gets them that is not seen.</summary>
    private static StatePlaces Reached(ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_String } or { IsUnmanagedType: true } => StatePlaces.None,
        INamedTypeSymbol { TypeKind: TypeKind.Class, Arity: 0 } plain when Structs.IsForeign(plain) && IsOfFramework(plain)
            && plain.SpecialType == SpecialType.None && !Sinks.IsWriter(plain) => StatePlaces.Objects,
        _ => Elements(type),
    };

    /// <summary>The elements of an array or collection; anywhere of what is neither.</summary>
    public static StatePlaces Elements(ITypeSymbol? type)
    {
        if (Sinks.IsWriter(type)) return Written;
        IReadOnlyList<ITypeSymbol> elements = type switch
        {
            IArrayTypeSymbol array => [array.ElementType],
            INamedTypeSymbol named when IsCollection(named) || IsSpan(named) => named.TypeArguments,
            _ => [],
        };
        if (elements.Count == 0) return StatePlaces.Anywhere;
        var name = NameOf(type!);
        return StatePlaces.All(elements.Select(element => element switch
        {
            { SpecialType: SpecialType.System_String } => Named(StatePlaces.Texts),
            { IsUnmanagedType: true } and not ITypeParameterSymbol => Named(StatePlaces.Elements),
            IArrayTypeSymbol or INamedTypeSymbol { Arity: > 0, IsTupleType: false } => Named(StatePlaces.Elements).With(Elements(element)),
            INamedTypeSymbol { IsTupleType: true } => Named(StatePlaces.Elements).With(StatePlaces.Texts).With(StatePlaces.Objects),
            INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } =>
                Named(StatePlaces.Elements).With(StatePlaces.Objects),
            _ => StatePlaces.Anywhere,
        }));

        StatePlaces Named(StatePlaces kind) => name is null ? kind : kind.Of(name);
    }

    /// <summary>Null for memory that others may know by another type.</summary>
    private static string? NameOf(ITypeSymbol type) => IsSpan(type) || TypeSubstitution.Mentions(type,
        part => part is ITypeParameterSymbol or INamedTypeSymbol { IsTupleType: true })
        ? null
        : type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat).Replace("global::", "").Replace(", ", ",");

    private static bool IsSpan(ITypeSymbol type) => type is INamedTypeSymbol { ContainingNamespace.Name: "System",
        Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "ArraySegment" };

    private static bool IsCollection(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, Arity: > 0 } named && Structs.IsForeign(named)
        && type.ContainingNamespace?.ToDisplayString() == "System.Collections.Generic";

    private static bool IsOfFramework(ITypeSymbol type) => type.ContainingNamespace?.ToDisplayString() is { } space
        && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal));

    /// <summary>Where a console gets text from: <c>Console.SetIn(reader)</c>, <c>Console.ReadLine()</c>.</summary>
    private static bool IsInput(IMethodSymbol method) =>
        method.Name == "SetIn" || method.Name.StartsWith("Read", StringComparison.Ordinal);

    /// <summary>Reads and writes memory by addresses.</summary>
    private static bool IsRaw(ITypeSymbol type) => type.ContainingNamespace?.ToDisplayString() is "System.Runtime.InteropServices"
        || type is { Name: "Unsafe", ContainingNamespace.Name: "CompilerServices" };

    private static bool IsText(ITypeSymbol type) => type.SpecialType == SpecialType.System_String
        || type.ContainingNamespace?.ToDisplayString() is "System.IO"
        || type is IArrayTypeSymbol { ElementType: var element } && IsText(element);

    private static bool IsValue(ITypeSymbol type) => type.IsValueType || type.SpecialType == SpecialType.System_String;

    private static bool IsOfStruct(ISymbol member) => !member.IsStatic && member.ContainingType is { IsReferenceType: false };
}
