using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>An independent parameter of the method, with the names and types of what belongs to it in the generated members.</summary>
/// <param name="Type">Of its gradient and tangent.</param>
/// <param name="Name">The primal parameter.</param>
/// <param name="Element">Its name as an element of the gradient's tuple.</param>
/// <param name="IsWritten">A buffer that the method writes: its gradient leaves through its weight.</param>
internal sealed record Independent(IrType Type, PassMode Mode, int Parameter, string Name, string Element, string Gradient, string Tangent,
    bool IsWritten)
{
    /// <summary>A written buffer that is never read before: it has a weight, and is no input.</summary>
    public bool IsOutput { get; init; }

    /// <summary>The parameter that the direction of a Hessian-vector product is passed in; order 2 only.</summary>
    public Formal Direction { get; init; } = new("", "", "");

    /// <summary>The parameter that receives its part of a Hessian-vector product; order 2 only.</summary>
    public Formal Product { get; init; } = new("", "", "");

    /// <summary>The object whose field this is; its gradient and tangent are fields of the object's. Null for a parameter.</summary>
    public GradientObject? Owner { get; init; }

    /// <summary>An array that the method compares with null: members leave it to the method what happens then.</summary>
    public bool MayBeNull { get; init; }

    /// <summary>An array or matrix, of which there may be none.</summary>
    public bool IsArray { get; init; }

    /// <summary>What the hidden halves call the adjoint, and its tangent.</summary>
    public Formal Half => HalfName.Length == 0 ? Accumulator : Accumulator with { Name = HalfName + "Gradient" };

    public string HalfTangent => HalfName.Length == 0 ? Tangent : HalfName + "Tangent";

    /// <summary>
    /// The stem of their names, for a field of an object; empty for anything else, of which the names in public members do.
    /// </summary>
    public string HalfName { get; init; } = "";

    public string GradientType => Gradients.TypeOf(Type);

    /// <summary>A gradient that is written to memory the caller passes.</summary>
    public bool IsBuffer => Type.IsBuffer();

    /// <summary>The zero that the gradient begins with.</summary>
    /// <param name="shape">The independent, whose shape a new buffer takes.</param>
    public string Zero(string shape) =>
        MayBeNull ? $"new {((BufferType)Type).Element.Name}[{shape}?.Length ?? 0]" : Gradients.Zero(Type, shape);

    /// <summary>The same, of memory that is lent.</summary>
    /// <param name="lender">The variable of the scratch memory.</param>
    public string LentZero(string lender) =>
        MayBeNull ? $"{lender}.Array<{((BufferType)Type).Element.Name}>({Name}?.Length ?? 0)" : Gradients.LentZero(Type, Name, lender);

    /// <summary>The parameter that the gradient is added into.</summary>
    public Formal Accumulator => new(IsBuffer ? "" : "ref", IsWhole ? Owner!.Type : Gradients.AccumulatorTypeOf(Type), Gradient);

    /// <summary>The type in which members take a tangent.</summary>
    public string TangentType => IsWhole ? Owner!.Type : IsWritten ? Gradients.AccumulatorTypeOf(Type) : Gradients.TangentTypeOf(Type);

    /// <summary>An object as memory, not one of its fields.</summary>
    private bool IsWhole => Owner is not null && HalfName.Length == 0;
}
