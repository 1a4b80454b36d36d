namespace Diff.Fuzz.Language;

public abstract record Statement : Node;

/// <summary>A local; <paramref name="Explicit"/> spells its type instead of <c>var</c>.</summary>
public sealed record Declare(Variable Variable, Expression Value, bool Explicit = false) : Statement;

/// <summary>An assignment, increment or call.</summary>
public sealed record Do(Expression Expression) : Statement;

/// <summary>One target of a deconstruction: a new local, an existing place, or a discard if both are null.</summary>
public sealed record Target(Variable? Declared, Expression? Place) : Node;

public sealed record Unpack(IReadOnlyList<Target> Targets, Expression Value) : Statement;

public sealed record If(Expression Condition, Block Then, Statement? Else) : Statement;

/// <summary><c>for (var index = from; condition; step) body</c></summary>
public sealed record For(Variable Index, Expression From, Expression Condition, Expression Step, Block Body) : Statement;

public sealed record While(Expression Condition, Block Body) : Statement;

public sealed record DoWhile(Block Body, Expression Condition) : Statement;

/// <summary><c>foreach (var element in buffer)</c>, or <c>foreach (ref var …)</c>.</summary>
public sealed record ForEach(Variable Element, Expression Buffer, bool ByReference, Block Body) : Statement;

/// <summary>Null patterns are the default section.</summary>
public sealed record Section(IReadOnlyList<Pattern?> Patterns, Expression? Guard, Block Body) : Node;

public sealed record Switch(Expression Subject, IReadOnlyList<Section> Sections) : Statement;

public sealed record Break : Statement;

public sealed record Continue : Statement;

public sealed record Return(Expression? Value) : Statement;

/// <summary><c>throw new …</c>; programs guard it so that it never runs.</summary>
public sealed record ThrowStatement : Statement;

public sealed record Block(IReadOnlyList<Statement> Statements) : Statement;

/// <summary><c>checked { … }</c> or <c>unchecked { … }</c></summary>
public sealed record CheckedBlock(bool IsChecked, Block Body) : Statement;

public sealed record TryFinally(Block Body, Block Finally) : Statement;

public abstract record Pattern : Node;

public sealed record ConstantPattern(Literal Value) : Pattern;

public sealed record RelationalPattern(BinaryOperator Operator, Literal Value) : Pattern;

public sealed record NotPattern(Pattern Operand) : Pattern;

public sealed record LogicalPattern(bool IsAnd, Pattern Left, Pattern Right) : Pattern;

public sealed record DiscardPattern : Pattern;

public sealed record VarPattern(Variable Variable) : Pattern;

public sealed record TuplePattern(IReadOnlyList<Pattern> Elements) : Pattern;

/// <summary><c>{ Length: pattern }</c></summary>
public sealed record LengthPattern(Pattern Length) : Pattern;
