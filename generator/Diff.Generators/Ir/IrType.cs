using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>The type of a value: what the passes must know of it, and the text that prints it.</summary>
/// <param name="Name">The type as generated code spells it (<c>double</c>, <c>global::System.String</c>, <c>T[]</c>).</param>
internal abstract record IrType(string Name);

/// <summary>A differentiable scalar: it has a tangent and an adjoint of its own type.</summary>
internal sealed record ScalarType(string Name, ScalarKind Kind) : IrType(Name)
{
    public static readonly ScalarType Double = new("double", ScalarKind.Double);
    public static readonly ScalarType Float = new("float", ScalarKind.Float);
    public static readonly ScalarType Half = new("global::System.Half", ScalarKind.Half);

    /// <summary>Whether C# has literals of the type, and converts narrower numbers to it by itself.</summary>
    public bool IsBuiltIn => Kind is ScalarKind.Double or ScalarKind.Float;
}

internal enum ScalarKind
{
    Double,
    Float,

    /// <summary><c>System.Half</c>: a struct with operators, without literals.</summary>
    Half,

    /// <summary>A type parameter <c>T</c> constrained to floating-point interfaces.</summary>
    Generic,

    /// <summary>A number per direction of a bundle: <see cref="Lanes"/>.</summary>
    Lanes,
}

/// <summary>A type without derivatives: integers, booleans, strings, enums, objects.</summary>
internal sealed record InertType(string Name, InertKind Kind) : IrType(Name)
{
    public static readonly InertType Int = new("int", InertKind.Int);
    public static readonly InertType Long = new("long", InertKind.Integer);
    public static readonly InertType Bool = new("bool", InertKind.Bool);
}

internal enum InertKind
{
    /// <summary><c>int</c>: the type of indices and trip counts.</summary>
    Int,

    /// <summary>Any other integer type (and <c>char</c>).</summary>
    Integer,

    Bool,

    /// <summary>Any other value type: enums, <c>decimal</c>, <c>DateTime</c>, inert structs.</summary>
    Struct,

    /// <summary>A reference type.</summary>
    Reference,

    /// <summary>A ref struct: it can neither be recorded nor captured.</summary>
    RefStruct,

    /// <summary>What a forward half hands to its reverse half: a struct without references.</summary>
    Record,
}

/// <summary>Memory with elements of one type. Its adjoint is memory of the same shape.</summary>
/// <param name="Rank">Number of indices of an element: 0 for <see cref="BufferKind.Ref"/>, 2 for <c>T[,]</c>, 3 for <c>T[,,]</c>.</param>
internal sealed record BufferType(string Name, IrType Element, BufferKind Kind, int Rank = 1) : IrType(Name)
{
    /// <summary>The same kind of memory with other elements.</summary>
    public BufferType Of(IrType element)
    {
        if (element.Name == Element.Name) return this;
        // The last place: a type of the user's may be the beginning of the name of a framework's.
        var place = Name.LastIndexOf(Element.Name, StringComparison.Ordinal);
        return this with { Name = Name.Substring(0, place) + element.Name + Name.Substring(place + Element.Name.Length),
            Element = element };
    }

    /// <summary>What the cells of an object are; null for other memory.</summary>
    public ObjectShape? Shape { get; init; }

    /// <summary>Whether it is a list, whose length is its <c>Count</c>; its tangent is an array.</summary>
    public bool IsList { get; init; }

    /// <summary>The type of what is found at a position: each field of an object has one of its own.</summary>
    public IrType ElementAt(IReadOnlyList<Operand> indices) => Shape is { } shape ? shape.CellAt(indices).Type : Element;
}

internal enum BufferKind
{
    Array,
    Span,
    ReadOnlySpan,

    /// <summary><c>T[,]</c> and <c>T[,,]</c>.</summary>
    Grid,

    /// <summary>A <c>ref T</c> parameter seen as memory of one cell (gradient accumulators).</summary>
    Ref,

    /// <summary>
    /// An object of a differentiable class, with a cell per floating-point field, or its gradient, with the same cells. The only index is
    /// constant.
    /// </summary>
    Object,
}

/// <summary>A tuple or struct value. Locals of such types are split into their fields by the front end; the
/// aggregate itself appears only at boundaries (parameters, results, calls, elements of arrays).</summary>
internal sealed record AggregateType(string Name, EquatableArray<AggregateField> Fields, AggregateKind Kind) : IrType(Name)
{
    /// <summary>
    /// The C# expression that builds a struct, with a hole <c>{0}</c>, <c>{1}</c> … per field; it runs none of the user's code. Empty for a
    /// tuple.
    /// </summary>
    public string Maker { get; init; } = "";

    /// <summary>
    /// The type of tangents, adjoints and weights, where it is not the type itself: it has the same fields, in the same places, but only
    /// those that carry a derivative are there in C#; the others are never read, and its maker takes no notice of them.
    /// </summary>
    public AggregateType? TangentType { get; init; }

    /// <summary>Whether values of the type are nothing but tangents: those of another type.</summary>
    public bool IsTangentOnly { get; init; }

    /// <summary>A tuple without names.</summary>
    public static AggregateType TupleOf(IReadOnlyList<IrType> types) =>
        new($"({string.Join(", ", types.Select(type => type.Name))})",
            types.Select((type, i) => new AggregateField($"Item{i + 1}", type)).ToEquatableArray(), AggregateKind.Tuple);

    /// <summary>Whether each number in a value in memory can be assigned by itself.</summary>
    public bool IsAssignableInParts() => Fields.All(field => field.Type is AggregateType part
        ? field.Access == FieldAccess.Variable && part.IsAssignableInParts()
        : field.Access != FieldAccess.Fixed);

    /// <summary>Whether a part of a value in memory can be assigned without building the value anew.</summary>
    public bool IsAssignable(IReadOnlyList<int> path)
    {
        var type = this;
        for (var i = 0; i < path.Count; i++)
        {
            var field = type.Fields[path[i]];
            if (i == path.Count - 1) return field.Access != FieldAccess.Fixed;
            if (field.Access != FieldAccess.Variable) return false;
            type = (AggregateType)field.Type;
        }

        return true;
    }
}

internal enum AggregateKind
{
    Tuple,
    Struct,

    /// <summary>
    /// An object that a method makes and keeps: the front end knows its fields alone, and there is no value of the whole.
    /// </summary>
    Object,
}

/// <param name="Name">The member that reads the field (<c>Item1</c>, <c>X</c>).</param>
internal sealed record AggregateField(string Name, IrType Type)
{
    public FieldAccess Access { get; init; }

    /// <summary>What a local variable for the field is called after it.</summary>
    public string Stem { get; init; } = Name;
}

/// <summary>How a field of a value in memory can be assigned.</summary>
internal enum FieldAccess
{
    /// <summary>A field: it and its parts.</summary>
    Variable,

    /// <summary>A property with a setter: as a whole.</summary>
    Settable,

    /// <summary>Only by building the value anew.</summary>
    Fixed,
}

internal static class IrTypes
{
    /// <summary>
    /// The type that holds the numbers of all of some types; the first of them where none does, and null if there are none.
    /// </summary>
    public static ScalarType? Widest(this IEnumerable<ScalarType> types)
    {
        var all = types.Distinct().ToList();
        return all.FirstOrDefault(type => all.TrueForAll(other => other == type || other.IsNarrowerThan(type))) ?? all.FirstOrDefault();
    }

    /// <summary>Whether each number of a type is one of another type too.</summary>
    public static bool IsNarrowerThan(this ScalarType type, ScalarType other) => (type.Kind, other.Kind) is
        (ScalarKind.Half, ScalarKind.Float or ScalarKind.Double) or (ScalarKind.Float, ScalarKind.Double);

    /// <summary>Whether a value of the type can carry a derivative.</summary>
    public static bool IsDifferentiable(this IrType type) => type switch
    {
        ScalarType => true,
        InertType => false,
        BufferType buffer => buffer.Element.IsDifferentiable(),
        AggregateType aggregate => aggregate.Fields.Any(field => field.Type.IsDifferentiable()),
        _ => throw new InvalidOperationException($"Unknown type {type.GetType().Name}."),
    };

    /// <summary>Whether the type is a tuple with memory in it: as a result it is one result per field.</summary>
    public static bool HoldsBuffers(this IrType type) => type is AggregateType { Kind: AggregateKind.Tuple } aggregate
        && aggregate.Fields.Any(field => field.Type.IsBuffer() || field.Type.HoldsBuffers());

    /// <summary>The type of the tangents of a value, of its adjoint, gradient and weight.</summary>
    public static IrType Tangent(this IrType type) => type switch
    {
        AggregateType { TangentType: { } tangent } => tangent,
        BufferType { Shape: { } shape } held => held with { Name = shape.Gradient, Shape = shape.ToGradient() },
        BufferType { Element: BufferType { Shape: not null } element } =>
            new BufferType(element.Tangent().Name + "[]", element.Tangent(), BufferKind.Array),
        BufferType buffer => buffer.Of(buffer.Element.Tangent()),
        _ => type,
    };

    /// <summary>
    /// Whether the rows of rows of a buffer are buffers themselves, as of <c>double[][][]</c>: locals of methods, never parameters, results
    /// or fields.
    /// </summary>
    public static bool IsJaggedTwice(this IrType type) => type is BufferType { Element: BufferType { Shape: null, Element: BufferType } };

    /// <summary>
    /// Whether gradients of the type have one: its own, or that of a generated struct. What carries no derivative needs none.
    /// </summary>
    public static bool HasTangent(this IrType type) => !type.IsDifferentiable() || type switch
    {
        AggregateType { Kind: AggregateKind.Struct } aggregate => aggregate.TangentType is not null || aggregate.IsOwnTangent(),
        AggregateType tuple => tuple.Fields.All(field => field.Type.HasTangent()),
        BufferType buffer => buffer.Element.HasTangent(),
        _ => true,
    };

    /// <summary>Whether the type has nothing but numbers in it, so that its tangents and gradients are values of the type itself.</summary>
    public static bool IsOwnTangent(this IrType type) => type switch
    {
        ScalarType => true,
        AggregateType aggregate => aggregate.Fields.All(field => field.Type.IsOwnTangent()),
        _ => false,
    };

    /// <summary>Whether a tangent of the type, as C# knows it, is nothing but numbers in memory.</summary>
    public static bool IsPlainTangent(this IrType type) => type switch
    {
        AggregateType { Kind: AggregateKind.Struct, TangentType: not null } aggregate =>
            aggregate.Fields.All(field => !field.Type.IsDifferentiable() || field.Type.IsPlainTangent()),
        AggregateType { Kind: AggregateKind.Tuple } tuple => tuple.Fields.All(field => field.Type.IsPlainTangent()),
        _ => type.IsOwnTangent(),
    };

    /// <summary>The type of what is found in a buffer, in the rows of a table.</summary>
    public static IrType Leaf(this BufferType type) => type.Element is BufferType row ? row.Leaf() : type.Element;

    public static bool IsInteger(this IrType type) => type is InertType { Kind: InertKind.Int or InertKind.Integer };

    /// <summary>Whether the type is memory that can be written through (its adjoint, if it has one, lives in a buffer).</summary>
    public static bool IsBuffer(this IrType type) => type is BufferType;

    /// <summary>Whether the type is a jagged array of numbers: its elements are arrays.</summary>
    public static bool IsTable(this IrType type) => type is BufferType { Element: BufferType { Shape: null } };
}
