namespace Diff.Fuzz.Language;

public sealed record Field(string Name, DataType Type);

/// <summary>Public fields; <c>{ get; init; }</c> properties of a readonly struct with a primary constructor; a positional record struct.</summary>
public enum StructForm { Fields, Properties, Positional }

/// <summary>A user-defined struct of numbers and other structs. The name is its identity.</summary>
public sealed record StructOf(string Name, StructForm Form, IReadOnlyList<Field> Fields) : DataType
{
    public override string Text => Name;

    public override bool IsDifferentiable => Fields.Any(part => part.Type.IsDifferentiable);

    /// <summary>Its parts may be assigned one by one.</summary>
    public bool IsMutable => Form != StructForm.Properties;

    public bool HasConstructor => Form != StructForm.Fields;
}

public enum MemberForm { Operator, Instance, Property }

/// <summary>How a method of a struct or object is declared and called; the receiver of an instance member is its first parameter.</summary>
public sealed record TypeMember(DataType Owner, MemberForm Form, string Name);

public sealed record FieldOf(Expression Instance, int Position) : Expression
{
    public Field Field => ((StructOf)Instance.Type).Fields[Position];

    public override DataType Type => Field.Type;
}

/// <summary><c>new V(x, y)</c>, or <c>new V { X = x, Y = y }</c></summary>
public sealed record NewStruct(StructOf Struct, IReadOnlyList<Expression> Values, bool IsInitialiser) : Expression
{
    public override DataType Type => Struct;
}

/// <summary><c>v with { X = x }</c></summary>
public sealed record WithField(Expression Instance, int Position, Expression Value) : Expression
{
    public override DataType Type => Instance.Type;
}

public sealed record DefaultOf(StructOf Struct) : Expression
{
    public override DataType Type => Struct;
}

/// <summary><c>target += value</c> through an operator of the program.</summary>
public sealed record Update(Expression Target, string Method, string Symbol, Expression Value) : Expression
{
    public override DataType Type => Target.Type;
}
