using Diff.Fuzz.Language;
using Convert = Diff.Fuzz.Language.Convert;

namespace Diff.Fuzz.Oracle;

sealed partial class Interpreter<T>
{
    object Evaluate(Expression expression, Frame frame) => expression switch
    {
        Literal literal => FromLiteral(literal),
        Read read => frame.Slots[read.Variable.Slot].Value,
        Negate { Kind: Kind.Int } negate => Integer(-(long)(int)Evaluate(negate.Operand, frame)),
        Negate negate => Apply(Function.Minus, negate.Kind, [(T)Evaluate(negate.Operand, frame)], [false]),
        Not not => !(bool)Evaluate(not.Operand, frame),
        Binary binary => Operate(binary, frame),
        Conditional choice => (bool)Evaluate(choice.Condition, frame) ? Evaluate(choice.WhenTrue, frame) : Evaluate(choice.WhenFalse, frame),
        Convert convert => ConvertTo(convert.To, convert.Operand, frame),
        CheckedContext context => InContext(context, frame),
        Intrinsic { Of: Kind.Int } intrinsic => Integers(intrinsic.Function, [.. intrinsic.Arguments.Select(argument => (int)Evaluate(argument, frame))]),
        Intrinsic intrinsic => Intrinsic(intrinsic, frame),
        Detach detach => Detached(Evaluate(detach.Operand, frame)),
        TupleLiteral tuple => tuple.Elements.Select(element => Evaluate(element, frame)).ToArray(),
        Item item => ((object[])Evaluate(item.Tuple, frame))[item.Position],
        SwitchExpression choice => Choose(choice, frame),
        Is test => Matches(test.Pattern, Evaluate(test.Operand, frame), frame),
        Assign assign => Store(assign, frame),
        Step step => Move(step, frame),
        Throw => throw new OracleException("throw expression"),
        Invoke call => Invoke(call, frame)!,
        Element element => ElementAt(element, frame).Value,
        Length length => Measure(length, frame),
        View view => Window(view, frame),
        NewArray array => new Window(Zeros(array.Item, (int)Evaluate(array.Count, frame)), 0, (int)Evaluate(array.Count, frame)),
        NewGrid grid => Zeros((int)Evaluate(grid.Rows, frame), (int)Evaluate(grid.Columns, frame)),
        RowsLiteral rows => rows.Rows.Select(row => (Window)Evaluate(row, frame)).ToArray(),
        ArrayLiteral array => new Window([.. array.Elements.Select(element => Evaluate(element, frame))], 0, array.Elements.Count),
        Clone clone => ((Window)Evaluate(clone.Buffer, frame)).Copy(),
        FieldOf field => ((object[])Evaluate(field.Instance, frame))[field.Position],
        NewStruct made => made.Values.Select(value => Evaluate(value, frame)).ToArray(),
        WithField changed => With((object[])Evaluate(changed.Instance, frame), changed.Position, Evaluate(changed.Value, frame)),
        DefaultOf made => Zero(made.Struct),
        Update update => Store(update, frame),
        Query query => Fold(query, frame),
        ListLiteral list => new Sequence([.. list.Spread is null ? [] : ((Window)Evaluate(list.Spread, frame)).Span, .. list.Elements.Select(element => Evaluate(element, frame))]),
        Lambda lambda => Closure(lambda, frame),
        MethodGroup group => new Func<object[], object>(arguments => Call(methods[group.Method], [.. arguments.Select(argument => new Cell(argument))])!),
        Apply call => ((Func<object[], object>)frame.Slots[call.Function.Slot].Value)([.. call.Arguments.Select(argument => Evaluate(argument, frame))]),
        Derived derived => Differentiate(derived, frame),
        FixedObject held => held.Position,
        Setting setting => T.Constant(setting.Value),
        Reach reach => InstanceOf(reach.Object, frame).At(reach.Field).Value,
        ReachOrElse reach => Evaluate(reach.Object, frame) is Instance found ? found.At(reach.Field).Value : Evaluate(reach.Fallback, frame),
        NewObject made => Make(made, frame),
        Run run => ((Func<object[], object?>)frame.Slots[run.Procedure.Slot].Value)([.. run.Arguments.Select(argument => Evaluate(argument, frame))])!,
        Null => Nothing.Value,
        Present present => Evaluate(present.Value, frame),
        OrElse choice => Evaluate(choice.Operand, frame) is var value and not Nothing ? value : Evaluate(choice.Fallback, frame),
        IsNull test => Evaluate(test.Operand, frame) is Nothing != test.IsNegated,
        Same test => ReferenceEquals(Evaluate(test.Left, frame), Evaluate(test.Right, frame)),
        ObjectsLiteral objects => Collect(objects, frame),
        _ => throw new NotSupportedException(expression.GetType().Name),
    };

    static object[] With(object[] parts, int position, object value) => [.. parts[..position], value, .. parts[(position + 1)..]];

    static object FromLiteral(Literal literal) => literal.LiteralKind switch
    {
        Kind.Int => (int)literal.Number,
        Kind.Bool => literal.Number != 0,
        _ => T.Constant(literal.Number),
    };

    object Operate(Binary binary, Frame frame)
    {
        trace.Step();
        if (binary.Operator is BinaryOperator.AndAlso) return (bool)Evaluate(binary.Left, frame) && (bool)Evaluate(binary.Right, frame);
        if (binary.Operator is BinaryOperator.OrElse) return (bool)Evaluate(binary.Left, frame) || (bool)Evaluate(binary.Right, frame);
        var left = Evaluate(binary.Left, frame);
        var right = Evaluate(binary.Right, frame);
        return (left, right) switch
        {
            (int a, int b) => Integers(binary.Operator, a, b),
            (bool a, bool b) => Booleans(binary.Operator, a, b),
            (T a, T b) when binary.IsComparison => Compare(binary.Operator, a.Primal, b.Primal),
            (T a, T b) => Arithmetic(binary.Operator, binary.Kind, a, b),
            _ => throw new NotSupportedException($"{left} {binary.Operator} {right}"),
        };
    }

    object Arithmetic(BinaryOperator operation, Kind kind, T left, T right)
    {
        var function = operation switch
        {
            BinaryOperator.Add => Function.Add,
            BinaryOperator.Subtract => Function.Subtract,
            BinaryOperator.Multiply => Function.Multiply,
            BinaryOperator.Divide => Function.Divide,
            BinaryOperator.Remainder => Function.Remainder,
            _ => throw new NotSupportedException(operation.ToString()),
        };
        return Apply(function, kind, [left, right], [false, false]);
    }

    object Compare(BinaryOperator operation, double left, double right)
    {
        var result = Holds(operation, left, right);
        trace.Decide(result ? 1 : 2);
        return result;
    }

    static bool Holds(BinaryOperator operation, double left, double right) => operation switch
    {
        BinaryOperator.Less => left < right,
        BinaryOperator.LessOrEqual => left <= right,
        BinaryOperator.Greater => left > right,
        BinaryOperator.GreaterOrEqual => left >= right,
        BinaryOperator.Equal => left == right,
        BinaryOperator.NotEqual => left != right,
        _ => throw new NotSupportedException(operation.ToString()),
    };

    static object Booleans(BinaryOperator operation, bool left, bool right) => operation switch
    {
        BinaryOperator.And => left & right,
        BinaryOperator.Or => left | right,
        BinaryOperator.Xor or BinaryOperator.NotEqual => left ^ right,
        BinaryOperator.Equal => left == right,
        _ => throw new NotSupportedException(operation.ToString()),
    };

    object Integers(BinaryOperator operation, int left, int right) => operation switch
    {
        BinaryOperator.Add => Integer((long)left + right),
        BinaryOperator.Subtract => Integer((long)left - right),
        BinaryOperator.Multiply => Integer((long)left * right),
        BinaryOperator.Divide => right == 0 ? throw new OracleException("division by zero") : left / right,
        BinaryOperator.Remainder => right == 0 ? throw new OracleException("division by zero") : left % right,
        BinaryOperator.And => left & right,
        BinaryOperator.Or => left | right,
        BinaryOperator.Xor => left ^ right,
        BinaryOperator.ShiftLeft => left << right,
        BinaryOperator.ShiftRight => left >> right,
        _ => Holds(operation, left, right),
    };

    static object Integers(Function function, int[] arguments) => function switch
    {
        Function.Abs => Math.Abs(arguments[0]),
        Function.Min => Math.Min(arguments[0], arguments[1]),
        Function.Max => Math.Max(arguments[0], arguments[1]),
        Function.Clamp => Math.Clamp(arguments[0], arguments[1], arguments[2]),
        _ => throw new NotSupportedException(function.ToString()),
    };

    object Integer(long value) => isChecked && value != (int)value ? throw new OracleException("overflow") : (int)value;

    T Apply(Function function, Kind kind, ReadOnlySpan<T> arguments, ReadOnlySpan<bool> isConstant)
    {
        trace.Step();
        var precision = kind == Kind.Float && !isWidened ? Precision.Single : Precision.Double;
        var result = T.Apply(function, precision, arguments, isConstant);
        var second = arguments.Length > 1 ? arguments[1].Primal : 0;
        trace.Side(function, arguments[0].Primal, second, arguments.Length > 2 ? arguments[2].Primal : 0, result.Primal);
        trace.Check(result.Primal, result.Magnitude);
        return result;
    }

    object Intrinsic(Intrinsic intrinsic, Frame frame)
    {
        var arguments = new T[intrinsic.Arguments.Count];
        var isConstant = new bool[arguments.Length];
        for (var k = 0; k < arguments.Length; k++)
        {
            var value = Evaluate(intrinsic.Arguments[k], frame);
            arguments[k] = value is int integer ? T.Constant(integer) : (T)value;
            isConstant[k] = Constants.IsConstant(intrinsic.Arguments[k]);
        }

        if (intrinsic.Function != Function.Sign) return Apply(intrinsic.Function, intrinsic.Of, arguments, isConstant);
        var sign = Math.Sign(arguments[0].Primal);
        trace.Decide(sign);
        return sign;
    }

    object ConvertTo(Kind to, Expression operand, Frame frame)
    {
        var value = Evaluate(operand, frame);
        switch (value, to)
        {
            case (int integer, Kind.Float):
                return T.Constant(isWidened ? integer : (float)integer);
            case (int integer, Kind.Double):
                return T.Constant(integer);
            case (T real, Kind.Int):
                trace.Decide((int)real.Primal);
                return (int)real.Primal;
            case (T real, Kind.Float) when operand.Kind == Kind.Double && !isWidened:
                return Apply(Function.ToSingle, Kind.Double, [real], [false]);
            default:
                return value;
        }
    }

    object InContext(CheckedContext context, Frame frame)
    {
        var outer = isChecked;
        isChecked = context.IsChecked;
        var result = Evaluate(context.Operand, frame);
        isChecked = outer;
        return result;
    }

    object Detached(object value) => value switch
    {
        T real => T.Constant(trace.Detach(real.Primal)),
        object[] parts => parts.Select(Detached).ToArray(),
        _ => value,
    };

    object Choose(SwitchExpression choice, Frame frame)
    {
        var subject = Evaluate(choice.Subject, frame);
        foreach (var arm in choice.Arms)
        {
            if (Matches(arm.Pattern, subject, frame) && (arm.Guard is null || (bool)Evaluate(arm.Guard, frame)))
            {
                return Evaluate(arm.Value, frame);
            }
        }

        throw new OracleException("no arm matches");
    }

    bool Matches(Pattern pattern, object value, Frame frame)
    {
        switch (pattern)
        {
            case DiscardPattern:
                return true;
            case VarPattern declared:
                frame.Slots[declared.Variable.Slot] = new Cell(value);
                return true;
            case TypePattern typed:
                if (value is not Instance { Type: ModelOf model } || model != typed.Model) return false;
                frame.Slots[typed.Found.Slot] = new Cell(value);
                return true;
            case ConstantPattern constant:
                return Test(BinaryOperator.Equal, value, constant.Value);
            case RelationalPattern relational:
                return Test(relational.Operator, value, relational.Value);
            case NotPattern not:
                return !Matches(not.Operand, value, frame);
            case LogicalPattern { IsAnd: true } both:
                return Matches(both.Left, value, frame) && Matches(both.Right, value, frame);
            case LogicalPattern either:
                return Matches(either.Left, value, frame) || Matches(either.Right, value, frame);
            case TuplePattern tuple:
                var elements = (object[])value;
                return tuple.Elements.Select((element, k) => Matches(element, elements[k], frame)).ToArray().All(matched => matched);
            case LengthPattern length:
                return Matches(length.Length, ((Window)value).Count, frame);
            default:
                throw new NotSupportedException(pattern.GetType().Name);
        }
    }

    bool Test(BinaryOperator operation, object value, Literal literal) => value switch
    {
        int integer => Holds(operation, integer, literal.Number),
        bool flag => Holds(operation, flag ? 1 : 0, literal.Number),
        T real => (bool)Compare(operation, real.Primal, literal.Number),
        _ => throw new NotSupportedException(value.ToString()),
    };
}
