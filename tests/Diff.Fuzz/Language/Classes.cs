namespace Diff.Fuzz.Language;

/// <summary>Public fields; automatic properties and a constructor; the same by a primary constructor; a positional record.</summary>
public enum ClassForm { Fields, Properties, Primary, Record }

/// <summary>
/// How programs may use a class: as they like, objects that refer to each other and have many names among it; objects that are never changed; objects
/// that are changed and have one name.
/// </summary>
public enum ClassUse { Free, Unchanging, Owned }

/// <summary>A field or automatic property; <paramref name="Initial"/> is what a constructor sets it to, an expression of the parameters.</summary>
public sealed record ClassField(string Name, DataType Type, Expression? Initial = null)
{
    public bool IsNoGradient { get; init; }
}

/// <summary>A class without a mark, whose objects the methods of the program make. The name is its identity, so that its fields may have its type.</summary>
public sealed record ClassOf(string Name) : DataType
{
    public ClassForm Form { get; init; }

    public ClassUse Use { get; init; }

    /// <summary>Of the constructor.</summary>
    public IReadOnlyList<Variable> Parameters { get; init; } = [];

    public IReadOnlyList<ClassField> Fields { get; init; } = [];

    public bool IsNullable { get; init; }

    public override string Text => IsNullable ? $"{Name}?" : Name;

    public override bool IsDifferentiable => false;

    public bool Equals(ClassOf? other) => other?.Name == Name;

    public override int GetHashCode() => Name.Length;
}

/// <summary><c>object.Field</c></summary>
public sealed record Reach(Expression Object, ClassField Field) : Expression
{
    public override DataType Type => Field.Type;
}

/// <summary><c>object?.Field ?? fallback</c></summary>
public sealed record ReachOrElse(Expression Object, ClassField Field, Expression Fallback) : Expression
{
    public override DataType Type => Field.Type;
}

public sealed record FieldValue(ClassField Field, Expression Value) : Node;

/// <summary><c>new Cell(a) { Next = b }</c></summary>
public sealed record NewObject(ClassOf Class, IReadOnlyList<Expression> Arguments, IReadOnlyList<FieldValue> Initialisers) : Expression
{
    public override DataType Type => Class;
}

public sealed record Null(DataType Of) : Expression
{
    public override DataType Type => Of;
}

/// <summary><c>a == null</c>, or <c>a is not null</c>.</summary>
public sealed record IsNull(Expression Operand, bool IsNegated) : Expression
{
    public override DataType Type => DataType.Bool;
}

/// <summary><c>a == b</c> of two objects.</summary>
public sealed record Same(Expression Left, Expression Right) : Expression
{
    public override DataType Type => DataType.Bool;
}

/// <summary>Objects in an array, a list, or a dictionary whose keys are 0, 1, 2: <c>new Cell[] { a, b }</c>, <c>new() { [0] = a }</c>.</summary>
public sealed record ObjectsLiteral(BufferOf Of, IReadOnlyList<Expression> Elements) : Expression
{
    public override DataType Type => Of;
}

/// <summary><c>for (var node = head; node != null; node = node.Next)</c></summary>
public sealed record Walk(Variable Node, Expression From, ClassField Next, Block Body) : Statement;
