using Diff.Fuzz.Language;
using Convert = Diff.Fuzz.Language.Convert;

namespace Diff.Fuzz.Printing;

/// <summary>Expressions as C#, with no more parentheses than precedence asks for.</summary>
static class ExpressionPrinter
{
    enum Level { Assignment, Conditional, Or, And, BitOr, BitXor, BitAnd, Equality, Relational, Shift, Additive, Multiplicative, Switch, Unary, Primary }

    public static string Print(Expression expression) => expression switch
    {
        Literal literal => LiteralText.Of(literal),
        Read read => read.Variable.Name,
        Negate negate => $"-{NegateOperand(negate.Operand)}",
        Not not => $"!{At(Level.Unary, not.Operand)}",
        Binary binary => $"{At(LevelOf(binary), binary.Left)} {Symbol(binary.Operator)} {At(LevelOf(binary) + 1, binary.Right)}",
        Conditional choice => $"{At(Level.Or, choice.Condition)} ? {At(Level.Conditional, choice.WhenTrue)} : {At(Level.Conditional, choice.WhenFalse)}",
        Convert { IsImplicit: true } convert => Print(convert.Operand),
        Convert convert => $"({new Scalar(convert.To).Text}){CastOperand(convert.Operand)}",
        CheckedContext context => $"{(context.IsChecked ? "checked" : "unchecked")}({Print(context.Operand)})",
        Intrinsic intrinsic => $"{Callee(intrinsic)}({List(intrinsic.Arguments)})",
        Detach detach => $"Gradient.Detach({Print(detach.Operand)})",
        TupleLiteral tuple => $"({List(tuple.Elements)})",
        Item item => $"{At(Level.Primary, item.Tuple)}.Item{item.Position + 1}",
        SwitchExpression choice => $"{At(Level.Unary, choice.Subject)} switch {{ {string.Join(", ", choice.Arms.Select(Print))} }}",
        Is test => $"{At(Level.Relational, test.Operand)} is {PatternPrinter.Print(test.Pattern)}",
        Assign assign => $"{Print(assign.Target)} {(assign.Operator is { } op ? Symbol(op) : "")}= {Print(assign.Value)}",
        Step { IsPrefix: true } step => $"{(step.IsIncrement ? "++" : "--")}{Print(step.Target)}",
        Step step => $"{Print(step.Target)}{(step.IsIncrement ? "++" : "--")}",
        Throw => "throw new InvalidOperationException()",
        Invoke { Member: { } member } call => Print(call, member),
        Invoke call => $"{call.Method}({string.Join(", ", call.Arguments.Select(Print))})",
        Element element => $"{At(Level.Primary, element.Buffer)}[{string.Join(", ", element.Positions.Select(Print))}]",
        Length { Dimension: { } dimension } length => $"{At(Level.Primary, length.Buffer)}.GetLength({dimension})",
        Length { Buffer.Type: BufferOf { Shape: BufferShape.List or BufferShape.Dictionary } } length => $"{At(Level.Primary, length.Buffer)}.Count",
        Length length => $"{At(Level.Primary, length.Buffer)}.Length",
        View view => Print(view),
        NewArray { OnStack: true } array => $"stackalloc {array.Item.Text}[{Print(array.Count)}]",
        NewArray array => $"new {array.Item.Text}[{Print(array.Count)}]",
        NewGrid grid => $"new {new Scalar(grid.Element).Text}[{Print(grid.Rows)}, {Print(grid.Columns)}]",
        RowsLiteral rows => $"new {new Scalar(rows.Element).Text}[][] {{ {List(rows.Rows)} }}",
        ArrayLiteral { IsCollection: true } array => $"[{List(array.Elements)}]",
        ArrayLiteral array => $"new {array.Item.Text}[] {{ {List(array.Elements)} }}",
        Clone clone => $"({clone.Type.Text}){At(Level.Primary, clone.Buffer)}.Clone()",
        FieldOf { Instance: Read { Variable.Name: "this" } } field => field.Field.Name,
        FieldOf field => $"{At(Level.Primary, field.Instance)}.{field.Field.Name}",
        NewStruct { IsInitialiser: true } made => $"new {made.Struct.Name} {{ {string.Join(", ", made.Values.Select((value, k) => $"{made.Struct.Fields[k].Name} = {Print(value)}"))} }}",
        NewStruct made => $"new {made.Struct.Name}({List(made.Values)})",
        WithField changed => $"{At(Level.Switch, changed.Instance)} with {{ {((StructOf)changed.Type).Fields[changed.Position].Name} = {Print(changed.Value)} }}",
        DefaultOf made => $"default({made.Struct.Name})",
        Update update => $"{Print(update.Target)} {update.Symbol}= {Print(update.Value)}",
        Query query => Print(query),
        ListLiteral { Spread: { } spread } list => $"[.. {Print(spread)}, {List(list.Elements)}]",
        ListLiteral list => $"new {list.Type.Text} {{ {string.Join(", ", list.Elements.Select(element => At(Level.Conditional, element)))} }}",
        Lambda lambda => Print(lambda),
        MethodGroup group => group.Method,
        Apply call => $"{call.Function.Name}({List(call.Arguments)})",
        Derived derived => DerivativePrinter.Print(derived),
        FixedObject held => held.Name,
        Setting setting => setting.Name,
        Reach { Object: Read { Variable.Name: "this" } } reach => reach.Field.Name,
        Reach reach => $"{At(Level.Primary, reach.Object)}.{reach.Field.Name}",
        ReachOrElse reach => $"{At(Level.Primary, reach.Object)}?.{reach.Field.Name} ?? {At(Level.Primary, reach.Fallback)}",
        NewObject made => ClassPrinter.Print(made),
        Run run => $"{run.Procedure.Name}({List(run.Arguments)})",
        Null => "null",
        Present present => Print(present.Value),
        OrElse choice => $"{At(Level.Or, choice.Operand)} ?? {At(Level.Or, choice.Fallback)}",
        IsNull test => $"{At(Level.Relational, test.Operand)} {(test.IsNegated ? "is not" : "==")} null",
        Same test => $"{At(Level.Relational, test.Left)} == {At(Level.Relational, test.Right)}",
        ObjectsLiteral objects => ClassPrinter.Print(objects),
        _ => throw new NotSupportedException(expression.GetType().Name),
    };

    static string Print(Lambda lambda)
    {
        var names = lambda.Parameters.Select(parameter => parameter.Name).ToArray();
        return $"{(names.Length == 1 ? names[0] : $"({string.Join(", ", names)})")} => {Print(lambda.Body)}";
    }

    static string Print(Query query)
    {
        var lambda = Print(new Lambda(query.Parameters, query.Body));
        var source = Print(query.Sources[0]);
        return query.Form switch
        {
            QueryForm.Sum => $"{source}.Sum({lambda})",
            QueryForm.SelectSum => $"{source}.Select({lambda}).Sum()",
            QueryForm.ZipSum => $"{source}.Zip({Print(query.Sources[1])}, {lambda}).Sum()",
            _ => $"{source}.Aggregate({Print(query.Seed!)}, {lambda})",
        };
    }

    static string Print(Invoke call, TypeMember member)
    {
        var operands = call.Arguments.Select(argument => argument.Value!).ToArray();
        return member.Form switch
        {
            MemberForm.Operator when operands.Length == 1 => $"{member.Name}{NegateOperand(operands[0])}",
            MemberForm.Operator => $"{At(LevelOf(member), operands[0])} {member.Name} {At(LevelOf(member) + 1, operands[1])}",
            MemberForm.Property => $"{At(Level.Primary, operands[0])}.{member.Name}",
            _ => $"{At(Level.Primary, operands[0])}.{member.Name}({string.Join(", ", call.Arguments.Skip(1).Select(Print))})",
        };
    }

    static Level LevelOf(TypeMember member) => member.Name is "*" ? Level.Multiplicative : Level.Additive;

    public static string Symbol(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Remainder => "%",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.AndAlso => "&&",
        BinaryOperator.OrElse => "||",
        BinaryOperator.And => "&",
        BinaryOperator.Or => "|",
        BinaryOperator.Xor => "^",
        BinaryOperator.ShiftLeft => "<<",
        _ => ">>",
    };

    public static string List(IEnumerable<Expression> expressions) => string.Join(", ", expressions.Select(Print));

    static string Print(Position position) => position.FromEnd ? $"^{At(Level.Unary, position.Value)}" : Print(position.Value);

    static string Print(Arm arm) =>
        $"{PatternPrinter.Print(arm.Pattern)}{(arm.Guard is null ? "" : $" when {Print(arm.Guard)}")} => {Print(arm.Value)}";

    static string Print(Argument argument)
    {
        var name = argument.Name is null ? "" : $"{argument.Name}: ";
        var value = argument.Value is null ? "" : Print(argument.Value);
        return name + argument.Mode switch
        {
            PassMode.Value => value,
            PassMode.In => argument.Value is Read ? $"in {value}" : value,
            PassMode.Ref => $"ref {value}",
            _ when argument.Declared is { } declared => $"out var {declared.Name}",
            _ => argument.Value is null ? "out _" : $"out {value}",
        };
    }

    static string Print(View view)
    {
        var buffer = At(Level.Primary, view.Buffer);
        var start = view.Start is null ? "" : At(Level.Unary, view.Start);
        return view.Form switch
        {
            ViewForm.Implicit => buffer,
            ViewForm.Range => $"{buffer}[{start}..{(view.End is null ? "" : view.End.FromEnd ? Print(view.End) : At(Level.Unary, view.End.Value))}]",
            _ => $"{buffer}.{view.Form}({List(new[] { view.Start, view.End?.Value }.OfType<Expression>())})",
        };
    }

    static string Callee(Intrinsic intrinsic)
    {
        var name = Functions.Of(intrinsic.Function).Name;
        if (intrinsic.OnType) return $"{new Scalar(intrinsic.Of).Text}.{name}";
        var isShared = intrinsic.Function is Function.Clamp or Function.Min or Function.Max or Function.Abs or Function.Sign;
        return intrinsic.Of == Kind.Float && !isShared ? $"MathF.{name}" : $"Math.{name}";
    }

    /// <summary>A negative operand keeps its parentheses: <c>--x</c> would decrement.</summary>
    static string NegateOperand(Expression operand) =>
        Print(operand).StartsWith('-') ? $"({Print(operand)})" : At(Level.Unary, operand);

    /// <summary><c>(double)-x</c> reads as a subtraction where the type is a name, so it keeps its parentheses everywhere.</summary>
    static string CastOperand(Expression operand) => NegateOperand(operand);

    static string At(Level least, Expression expression) => LevelOf(expression) < least ? $"({Print(expression)})" : Print(expression);

    static Level LevelOf(Expression expression) => expression switch
    {
        Assign or Update or Lambda => Level.Assignment,
        Invoke { Member: { Form: MemberForm.Operator } member } call => call.Arguments.Count == 1 ? Level.Unary : LevelOf(member),
        WithField => Level.Switch,
        Throw => Level.Conditional,
        Conditional or ReachOrElse or OrElse => Level.Conditional,
        Convert { IsImplicit: true } convert => LevelOf(convert.Operand),
        Present present => LevelOf(present.Value),
        View { Form: ViewForm.Implicit } view => LevelOf(view.Buffer),
        SwitchExpression => Level.Switch,
        Negate or Not or Convert or Clone => Level.Unary,
        Literal { Number: < 0 } => Level.Unary,
        NewArray or NewGrid or RowsLiteral or ArrayLiteral or ListLiteral or NewStruct or NewObject or ObjectsLiteral => Level.Unary,
        Is => Level.Relational,
        IsNull or Same => Level.Equality,
        Binary binary => LevelOf(binary),
        _ => Level.Primary,
    };

    static Level LevelOf(Binary binary) => binary.Operator switch
    {
        BinaryOperator.OrElse => Level.Or,
        BinaryOperator.AndAlso => Level.And,
        BinaryOperator.Or => Level.BitOr,
        BinaryOperator.Xor => Level.BitXor,
        BinaryOperator.And => Level.BitAnd,
        BinaryOperator.Equal or BinaryOperator.NotEqual => Level.Equality,
        BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight => Level.Shift,
        BinaryOperator.Add or BinaryOperator.Subtract => Level.Additive,
        BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Remainder => Level.Multiplicative,
        _ => Level.Relational,
    };
}
