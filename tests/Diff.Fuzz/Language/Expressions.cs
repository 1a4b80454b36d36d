namespace Diff.Fuzz.Language;

public abstract record Expression : Node
{
    public abstract DataType Type { get; }

    public Kind Kind => ((Scalar)Type).Kind;
}

public enum BinaryOperator
{
    Add, Subtract, Multiply, Divide, Remainder,
    Less, LessOrEqual, Greater, GreaterOrEqual, Equal, NotEqual,
    AndAlso, OrElse, And, Or, Xor, ShiftLeft, ShiftRight,
}

public sealed record Literal(Kind LiteralKind, double Number) : Expression
{
    public override DataType Type => new Scalar(LiteralKind);
}

public sealed record Read(Variable Variable) : Expression
{
    public override DataType Type => Variable.Type;
}

public sealed record Negate(Expression Operand) : Expression
{
    public override DataType Type => Operand.Type;
}

public sealed record Not(Expression Operand) : Expression
{
    public override DataType Type => DataType.Bool;
}

/// <summary>Both operands have the same type; conversions are explicit nodes even where C# leaves them out.</summary>
public sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right) : Expression
{
    public bool IsComparison => Operator is >= BinaryOperator.Less and <= BinaryOperator.NotEqual;

    public override DataType Type => IsComparison ? DataType.Bool : Left.Type;
}

public sealed record Conditional(Expression Condition, Expression WhenTrue, Expression WhenFalse) : Expression
{
    public override DataType Type => WhenTrue is Throw ? WhenFalse.Type : WhenTrue.Type;
}

/// <summary>A numeric conversion; an implicit one prints nothing.</summary>
public sealed record Convert(Kind To, Expression Operand, bool IsImplicit) : Expression
{
    public override DataType Type => new Scalar(To);
}

/// <summary><c>checked(…)</c> or <c>unchecked(…)</c>.</summary>
public sealed record CheckedContext(bool IsChecked, Expression Operand) : Expression
{
    public override DataType Type => Operand.Type;
}

/// <summary>A function of Math, MathF, double or float, all of whose floating operands have the kind <paramref name="Of"/>.</summary>
public sealed record Intrinsic(Function Function, Kind Of, bool OnType, IReadOnlyList<Expression> Arguments) : Expression
{
    public override DataType Type => Functions.Of(Function).ReturnsInt ? DataType.Int : new Scalar(Of);
}

public sealed record Detach(Expression Operand) : Expression
{
    public override DataType Type => Operand.Type;
}

public sealed record TupleLiteral(IReadOnlyList<Expression> Elements) : Expression
{
    public override DataType Type => new TupleOf([.. Elements.Select(element => element.Type)]);
}

public sealed record Item(Expression Tuple, int Position) : Expression
{
    public override DataType Type => ((TupleOf)Tuple.Type).Elements[Position];
}

public sealed record Arm(Pattern Pattern, Expression? Guard, Expression Value) : Node;

public sealed record SwitchExpression(Expression Subject, IReadOnlyList<Arm> Arms) : Expression
{
    public override DataType Type => Arms.First(arm => arm.Value is not Throw).Value.Type;
}

public sealed record Is(Expression Operand, Pattern Pattern) : Expression
{
    public override DataType Type => DataType.Bool;
}

/// <summary><c>target op= value</c>, or a plain assignment where the operator is null. Its value is the value stored.</summary>
public sealed record Assign(Expression Target, BinaryOperator? Operator, Expression Value) : Expression
{
    public override DataType Type => Target.Type;
}

public sealed record Step(Expression Target, bool IsIncrement, bool IsPrefix) : Expression
{
    public override DataType Type => Target.Type;
}

/// <summary>A throw expression on a path that is never taken.</summary>
public sealed record Throw : Expression
{
    public override DataType Type => DataType.Double;
}

public enum PassMode { Value, In, Ref, Out }

/// <summary>For <see cref="PassMode.Out"/> a null value is a discard and <paramref name="Declared"/> an <c>out var</c>.</summary>
public sealed record Argument(PassMode Mode, Expression? Value, Variable? Declared = null, string? Name = null) : Node;

/// <summary>A call of another method of the program; <paramref name="Result"/> is null for void.</summary>
public sealed record Invoke(string Method, IReadOnlyList<Argument> Arguments, DataType? Result, TypeMember? Member = null) : Expression
{
    public override DataType Type => Result!;
}
