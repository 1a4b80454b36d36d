namespace Diff.Fuzz.Language;

/// <summary>
/// A class marked [Differentiable], whose objects the caller passes; or an interface or abstract class, which <paramref name="Classes"/> implement.
/// The name is its identity.
/// </summary>
/// <param name="OwnFields">What it declares itself, private under a lower-case name or not.</param>
public sealed record ModelOf(string Name, ClassForm Form, ModelOf? Base, IReadOnlyList<ClassField> OwnFields) : DataType
{
    public bool IsInterface { get; init; }

    public bool IsAbstract { get; init; }

    /// <summary>Those that an object may be of, if there are several.</summary>
    public IReadOnlyList<ModelOf> Classes { get; init; } = [];

    /// <summary>In the order of the flat vector.</summary>
    public IReadOnlyList<ClassField> Fields => Base is null ? OwnFields : [.. Base.Fields, .. OwnFields];

    public override string Text => Name;

    public override bool IsDifferentiable => true;

    public bool Equals(ModelOf? other) => other?.Name == Name;

    public override int GetHashCode() => Name.Length;
}

/// <summary><c>Dense found</c></summary>
public sealed record TypePattern(ModelOf Model, Variable Found) : Pattern;

/// <summary>An object as an argument: of which class, and what its fields hold.</summary>
public sealed record ModelArgument(ModelOf Model, int? Position, object[] Fields);
