using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>C# types as IR types.</summary>
internal static class TypeMapping
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>
    /// The IR type; null for a type that carries floating-point values but is not differentiable, which must be refused
    /// or, where the user says <c>[NoGradient]</c>, taken by <see cref="MapInert"/>.
    /// </summary>
    public static IrType? Map(ITypeSymbol type) => MapPlain(TypeSubstitution.Of(type));

    private static IrType? MapPlain(ITypeSymbol type) =>
        type is IArrayTypeSymbol or INamedTypeSymbol { IsTupleType: true } || IsSpan(type) || type is ITypeParameterSymbol
            || type.SpecialType is SpecialType.System_Double or SpecialType.System_Single || FloatingPoint.IsHalf(type)
            ? MapStructured(type)
            : type is INamedTypeSymbol { TypeKind: TypeKind.Struct } value && (Structs.Map(value) ?? Nullables.Map(value)) is { } aggregate
                ? aggregate
            : AnonymousObjects.Is(type) && AnonymousObjects.Shape((INamedTypeSymbol)type) is var parts && parts.IsDifferentiable()
                ? parts.HasTangent() && !parts.HoldsBuffers() ? parts : null
            : FloatingPoint.IsCarriedBy(type) ? null : MapInert(type);

    /// <summary>Whether a value of the type can carry a derivative.</summary>
    public static bool IsDifferentiable(ITypeSymbol type) => Map(type)?.IsDifferentiable() ?? false;

    /// <summary>The type as a constant, whatever it carries.</summary>
    public static IrType MapInert(ITypeSymbol type) => MapInertPlain(TypeSubstitution.Of(type));

    private static IrType MapInertPlain(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Int32 => InertType.Int,
        SpecialType.System_Boolean => InertType.Bool,
        SpecialType.System_Int64 => InertType.Long,
        SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_UInt32
            or SpecialType.System_UInt64 or SpecialType.System_Char or SpecialType.System_IntPtr or SpecialType.System_UIntPtr =>
                Inert(type, InertKind.Integer),
        _ when type.IsRefLikeType => Inert(type, InertKind.RefStruct),
        _ when type.IsValueType || type is IPointerTypeSymbol => Inert(type, InertKind.Struct),
        _ => Inert(type, InertKind.Reference),
    };

    /// <summary>The type as generated code spells it. A dynamic value is an object there: what is called with it is known.</summary>
    public static string Spell(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Dynamic ? "object" : TypeSubstitution.Of(type).ToDisplayString(Qualified);

    /// <summary>
    /// The type itself, as the holder of static members, in <c>typeof</c> and where no values of it are: whatever stands for its objects,
    /// the class is still there.
    /// </summary>
    public static string SpellItself(ITypeSymbol type) =>
        TypeSubstitution.Argument(type) is var itself ? TypeSubstitution.Without(() => Spell(itself)) : "";

    private static IrType? MapStructured(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Double } => ScalarType.Double,
        { SpecialType: SpecialType.System_Single } => ScalarType.Float,
        _ when FloatingPoint.IsHalf(type) => ScalarType.Half,
        ITypeParameterSymbol parameter when GenericMath.IsScalar(parameter) =>
            new ScalarType(parameter.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), ScalarKind.Generic),
        ITypeParameterSymbol => FloatingPoint.IsCarriedBy(type) ? null : MapInert(type),
        IArrayTypeSymbol array => MapBuffer(type, array.ElementType, array.Rank),
        INamedTypeSymbol { IsTupleType: true } tuple => MapTuple(tuple),
        INamedTypeSymbol span => MapBuffer(type, span.TypeArguments[0], 1),
        _ => throw new InvalidOperationException($"Unknown type {type.TypeKind}."),
    };

    private static IrType? MapBuffer(ITypeSymbol type, ITypeSymbol elementType, int rank) => Map(elementType) switch
    {
        null => null,
        var element when !element.IsDifferentiable() => MapInert(type),
        ScalarType element when rank <= 3 => Buffer(type, element, rank),
        AggregateType { Kind: AggregateKind.Struct } element when rank <= 3 && element.HasTangent() => Buffer(type, element, rank),
        AggregateType { Kind: AggregateKind.Tuple } element when rank == 1 && element.HasTangent() && !element.HoldsBuffers() =>
            Buffer(type, element, rank),
        BufferType { Kind: BufferKind.Array } element when rank == 1 && element.HasTangent() && type is IArrayTypeSymbol =>
            Buffer(type, element, rank),
        _ => null,
    };

    private static BufferType Buffer(ITypeSymbol type, IrType element, int rank)
    {
        var name = Spell(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated));
        return type switch
        {
            IArrayTypeSymbol when rank > 1 => new(name, element, BufferKind.Grid, rank),
            IArrayTypeSymbol => new(AnonymousObjects.IsNameless(type) ? element.Name + "[]" : name, element, BufferKind.Array),
            { Name: "Span" } => new(name, element, BufferKind.Span),
            _ => new(name, element, BufferKind.ReadOnlySpan),
        };
    }

    private static IrType? MapTuple(INamedTypeSymbol tuple) =>
        TakeApart(tuple) is not { } aggregate ? null : aggregate.IsDifferentiable() ? aggregate : MapInert(tuple);

    /// <summary>A tuple with the fields of the tuples in it, also of those without numbers; null if an element is of no known type.</summary>
    private static AggregateType? TakeApart(INamedTypeSymbol tuple)
    {
        var fields = new List<IrType>();
        foreach (var element in tuple.TupleElements)
        {
            if ((element.Type is INamedTypeSymbol { IsTupleType: true } nested ? TakeApart(nested) : Map(element.Type)) is not { } type)
                return null;
            fields.Add(type);
        }
        return Tuple(tuple, fields);
    }

    /// <summary>A tuple of fields of some types.</summary>
    public static AggregateType Tuple(INamedTypeSymbol tuple, IReadOnlyList<IrType> types)
    {
        var aggregate = new AggregateType(Spell(tuple), types.Select(Field).ToEquatableArray(), AggregateKind.Tuple);
        if (types.All(type => type.Tangent() == type)) return aggregate;
        var tangents = types.Select((type, i) => Field(type.Tangent(), i)).ToList();
        var elements = tuple.TupleElements.Zip(tangents,
            (element, tangent) => tangent.Type.Name + (element.IsExplicitlyNamedTupleElement
                ? " " + Spelling.Identifier(element.Name)
                : ""));
        return aggregate with { TangentType = new($"({string.Join(", ", elements)})", tangents.ToEquatableArray(), AggregateKind.Tuple)
            { IsTangentOnly = true } };

        static AggregateField Field(IrType type, int index) => new($"Item{index + 1}", type);
    }

    private static bool IsSpan(ITypeSymbol type) => type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", Arity: 1 } named
        && named.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    private static InertType Inert(ITypeSymbol type, InertKind kind) => new(Spell(type), kind);
}
