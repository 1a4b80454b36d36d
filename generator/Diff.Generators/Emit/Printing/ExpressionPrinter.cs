using Diff.Generators.Ir;
using Diff.Generators.Rules;

namespace Diff.Generators.Emit;

/// <summary>
/// Prints operands and operations with the parentheses that keep the evaluation structure and no others, and with casts where C# would
/// choose another type.
/// </summary>
/// <param name="isChecked">The overflow context that surrounds the output.</param>
internal sealed class ExpressionPrinter(InliningPlan plan, Variables variables, CallPrinter calls, bool isChecked)
{
    public MemoryPrinter Memory => field ??= new(this, calls);

    public Expression Print(Operand operand) => Print(operand, isChecked);

    public Expression Print(Operation operation, IrType type, Role role) => Print(operation, type, role, isChecked);

    public string Text(Operand operand) => Print(operand).Text;

    /// <summary>As an argument, where C# chooses an overload by type.</summary>
    public string Argument(Operand operand) => operand.Type is ScalarType or InertType ? Print(operand).Exact.Text : Print(operand).Text;

    /// <summary>The condition that holds if this one does not.</summary>
    public string Negation(Operand condition) => Not(condition, isChecked).Text;

    private Expression Not(Operand condition, bool context)
    {
        if (plan.DefinitionOf(condition)?.Statement is Let { Operation: Apply apply })
        {
            if (apply.Primitive == Primitive.Not) return Print(apply.Arguments[0], context);
            if (Opposite(apply) is { } opposite) return Print(apply with { Primitive = opposite }, InertType.Bool, Role.Primal, context);
        }
        return new("!" + Print(condition, context).AfterPrefix(), Precedence.Unary, "bool");
    }

    // Only equality has an opposite for floating-point numbers: both a < b and a >= b are false for NaN.
    private static Primitive? Opposite(Apply apply) => apply.Primitive.Name switch
    {
        "==" => Primitive.NotEqual,
        "!=" => Primitive.Equal,
        _ when !apply.Arguments[0].Type.IsInteger() => null,
        "<" => Primitive.GreaterOrEqual,
        "<=" => Primitive.Greater,
        ">" => Primitive.LessOrEqual,
        ">=" => Primitive.Less,
        _ => null,
    };

    /// <summary>An if without statements: <c>?:</c>, <c>&amp;&amp;</c> or <c>||</c>.</summary>
    public Expression Choice(If branch) => Choice(branch, isChecked);

    public Expression Print(Operand operand, bool context)
    {
        if (plan.DefinitionOf(operand) is { } node)
            return node.Statement switch
            {
                Let let => Print(let.Operation, let.Result.Type, let.Origin.Role, context),
                If branch => Choice(branch, context),
                var other => throw new InvalidOperationException($"{other.GetType().Name} is no expression."),
            };
        return operand switch
        {
            Value value => Expression.Primary(variables[value].Name, value.Type),
            Constant constant => Print(constant),
            _ => throw new InvalidOperationException($"Unknown operand {operand.GetType().Name}."),
        };
    }

    private static Expression Print(Constant constant)
    {
        var text = Literals.Exact(constant);
        var isAnyText = constant.Type is InertType { Kind: InertKind.Reference or InertKind.Struct } && !Templates.IsPrimary(text);
        var precedence = text[0] is '-' or '(' ? Precedence.Unary : isAnyText ? 0 : Precedence.Primary;
        var exact = new Expression(text, precedence, constant.Type.Name);
        return Literals.Narrow(constant) is { } narrow ? new(narrow, Precedence.Primary, "int") { Widened = exact } : exact;
    }

    private Expression Print(Operation operation, IrType type, Role role, bool context) => operation switch
    {
        Apply apply => Print(apply, type, role, context),
        Conversion conversion => Print(conversion, type, context),
        Detach detach => Print(detach.Operand, context),
        Inert inert => new(
            Templates.Fill(inert.Template, (hole, isArgument) => Hole(inert.Arguments[hole], isArgument, context)),
            Templates.IsPrimary(inert.Template) ? Precedence.Primary : 0,
            type.Name),
        GetField field =>
            Expression.Primary(
                $"{Print(field.Aggregate, context).Inside(Precedence.Primary)}.{((AggregateType)field.Aggregate.Type).Fields[field.Index].Name}",
                type),
        MakeAggregate make => Make(make, (AggregateType)type, context),
        Length length => Expression.Primary(Memory.LengthOf(length, context), type),
        Load load => Memory.Print(load, type),
        View view => Memory.Print(view, (BufferType)type, context),
        Choice choice => Print(choice, 0, type, context),
        Allocate list when type is InertType => Memory.Print(list, type),
        Allocate allocate => Memory.Print(allocate, (BufferType)type),
        Clone clone => Memory.Print(clone, (BufferType)type, context),
        Pop when type is BufferType { Kind: BufferKind.Span } span =>
            Expression.Primary($"{calls.Scratch}.At<{span.Element.Name}>({calls.Cursor}.Pop<global::Diff.ScratchPlace>())", type),
        Pop => Expression.Primary($"{calls.Cursor}.Pop<{type.Name}>()", type),
        PopBlock block => Expression.Primary($"{calls.Cursor}.Block<{((BufferType)type).Element.Name}>({Argument(block.Extent)})", type),
        ScratchMark => Expression.Primary($"{calls.Scratch}.Mark()", type),
        PushBlock block => Expression.Primary($"{calls.Tape}.Block<{((BufferType)type).Element.Name}>({Argument(block.Extent)})", type),
        Call { Kind: CallKind.Primal, Callee.Template: { Length: > 0 } template } call =>
            new(calls.Expression(this, call), Templates.IsPrimary(template) ? Precedence.Primary : 0, type.Name),
        Call call => Expression.Primary(calls.Expression(this, call), type),
        _ => throw new InvalidOperationException($"{operation.GetType().Name} is no expression."),
    };

    private string Hole(Operand operand, bool isArgument, bool context)
    {
        var exact = Print(operand, context).Exact;
        return isArgument ? exact.Text : exact.Inside(Precedence.Primary);
    }

    private Expression Print(Apply apply, IrType type, Role role, bool context)
    {
        var name = apply.Primitive.Name;
        var overflows = type.IsInteger() && (name is "+" or "-" or "*" or "/" or "neg")
            && (apply.IsChecked != context || (!apply.IsChecked && ConstantOverflow.IsLikely(apply, type, plan)));
        return overflows
            ? Expression.Primary($"{(apply.IsChecked ? "checked" : "unchecked")}({PrintPlain(apply, type, role, apply.IsChecked).Text})",
                type)
            : PrintPlain(apply, type, role, context);
    }

    private Expression PrintPlain(Apply apply, IrType type, Role role, bool context)
    {
        var name = apply.Primitive.Name;
        if (apply.Arguments.Count == 1 && name is "neg" or "!" or "~" || apply.Arguments.Count == 1 && name == "+")
            return new((name == "neg" ? "-" : name) + Print(apply.Arguments[0], context).Exact.AfterPrefix(), Precedence.Unary, type.Name);
        if (apply.Arguments.Count == 2 && Precedence.Binary.TryGetValue(name, out var precedence))
            return Binary(apply, name, precedence, type, role, context);
        if (apply.Primitive == Primitive.Select)
            return Choice(Print(apply.Arguments[0], context), Print(apply.Arguments[1], context).Exact,
                Print(apply.Arguments[2], context).Exact, type);
        var arguments = string.Join(", ", apply.Arguments.Select(argument => Print(argument, context).Exact.Text));
        var function = name.IndexOf('.') >= 0 ? "global::Diff." + name
            : (apply.Primitive.Holder.Length > 0 ? apply.Primitive.Holder : Holders.Holder(name, apply.Arguments[0].Type)) + "." + name;
        return Expression.Primary($"{function}({arguments})", type);
    }

    private Expression Binary(Apply apply, string name, int precedence, IrType type, Role role, bool context)
    {
        var (left, right) = (Print(apply.Arguments[0], context), Print(apply.Arguments[1], context));
        // Adding a negated term is subtracting it, bit for bit; only the primal keeps the form it has.
        if (name == "+" && role != Role.Primal && Negated(apply.Arguments[1]) is { } term) (name, right) = ("-", term);
        if (type.IsInteger())
            (left, right) = (ConstantOverflow.Throws(apply, type, plan) ? Opaque(left) : left,
                ConstantOverflow.DividesByZero(apply) ? Opaque(right) : right);
        if (precedence == Precedence.Binary["<<"] || left.Widened is not null && right.Widened is not null)
            (left, right) = (left.Exact, right.Exact);
        return new($"{left.Inside(precedence)} {name} {right.Inside(precedence + 1)}", precedence, type.Name);
    }

    // What throws when it runs is no error of the compiler's.
    private static Expression Opaque(Expression constant) =>
        new($"default({constant.Type}?).GetValueOrDefault({constant.Exact.Text})", Precedence.Primary, constant.Type);

    /// <summary>
    /// The t of an inlined <c>-t</c>, also of <c>-a * b</c>, which is <c>-(a * b)</c> bit for bit; null for anything else.
    /// </summary>
    public Expression? Negated(Operand operand)
    {
        if (operand.Type is not ScalarType
            || plan.DefinitionOf(operand)?.Statement is not Let { Operation: Apply apply, Origin.Role: not Role.Primal })
            return null;
        if (apply.Primitive.Name == "neg") return Print(apply.Arguments[0]);
        if (apply.Primitive.Name is not ("*" or "/") || Negated(apply.Arguments[0]) is not { } left) return null;
        var precedence = Precedence.Binary["*"];
        return new($"{left.Exact.Inside(precedence)} {apply.Primitive.Name} {Print(apply.Arguments[1]).Exact.Inside(precedence + 1)}",
            precedence, operand.Type.Name);
    }

    private Expression Choice(If branch, bool context)
    {
        var (then, otherwise) = (branch.Then.Yields[0], branch.Else.Yields[0]);
        if (branch.Results[0].Type is InertType { Kind: InertKind.Bool })
        {
            var condition = Print(branch.Condition, context);
            if (otherwise is Constant { Bits: 0 })
                return new($"{condition.Inside(Precedence.AndAlso)} && {Print(then, context).Inside(Precedence.AndAlso + 1)}",
                    Precedence.AndAlso, "bool");
            if (then is Constant { Bits: 0 })
                return new(
                    $"{Not(branch.Condition, context).Inside(Precedence.AndAlso)} && {Print(otherwise, context).Inside(Precedence.AndAlso + 1)}",
                    Precedence.AndAlso, "bool");
            if (otherwise is Constant { Bits: 1 })
                return new(
                    $"{Not(branch.Condition, context).Inside(Precedence.OrElse)} || {Print(then, context).Inside(Precedence.OrElse + 1)}",
                    Precedence.OrElse, "bool");
            if (then is Constant { Bits: 1 })
                return new($"{condition.Inside(Precedence.OrElse)} || {Print(otherwise, context).Inside(Precedence.OrElse + 1)}",
                    Precedence.OrElse, "bool");
        }
        return Choice(Print(branch.Condition, context), Print(then, context).Exact, Print(otherwise, context).Exact,
            branch.Results[0].Type);
    }

    private Expression Print(Choice choice, int first, IrType type, bool context)
    {
        var buffer = Print(choice.Buffers[first], context).Exact;
        if (first == choice.Buffers.Count - 1) return buffer;
        var isCondition = choice.Position.Type == InertType.Bool;
        var condition = isCondition ? Print(choice.Position, context)
            : new($"{Print(choice.Position, context).Exact.Inside(Precedence.Binary["=="] + 1)} == {Literals.Exact(Constant.Int(choice.Keys[first]))}",
                Precedence.Binary["=="], "bool");
        return Choice(condition, buffer, Print(choice, first + 1, type, context), type);
    }

    private static Expression Choice(Expression condition, Expression then, Expression otherwise, IrType type) =>
        new($"{condition.Inside(Precedence.Conditional + 1)} ? {then.Inside(Precedence.Conditional + 1)} : {otherwise.Inside(Precedence.Conditional)}",
            Precedence.Conditional, type.Name);

    private Expression Print(Conversion conversion, IrType type, bool context)
    {
        var source = conversion.Operand.Type;
        var operand = Print(conversion.Operand, context);
        if (type.Name == source.Name) return operand.Exact;
        if (type is ScalarType { Kind: ScalarKind.Generic } || source is ScalarType { Kind: ScalarKind.Generic })
            return Expression.Primary($"{type.Name}.CreateChecked({operand.Exact.Text})", type);
        if (ConstantOverflow.IsLikely(conversion, type, plan))
            return Expression.Primary(ConstantOverflow.Convert(operand.Exact.Text, type, conversion.IsChecked), type);
        if (conversion.IsChecked != context && type.IsInteger())
            return Expression.Primary(
                $"{(conversion.IsChecked ? "checked" : "unchecked")}(({type.Name}){Print(conversion.Operand, conversion.IsChecked).Exact.AfterPrefix()})",
                type);
        var cast = new Expression($"({type.Name}){operand.Exact.AfterPrefix()}", Precedence.Unary, type.Name);
        var isNarrower = conversion.IsImplicit && operand.Widened is null
            && source is ScalarType or InertType { Kind: InertKind.Int or InertKind.Integer };
        return isNarrower && conversion.IsImplicit ? operand with { Widened = cast } : cast;
    }

    private Expression Make(MakeAggregate make, AggregateType type, bool context)
    {
        if (type.Kind == AggregateKind.Tuple)
            return Expression.Primary(AggregateText.Build(type, i => Print(make.Fields[i], context).Exact.Text), type);
        return new(AggregateText.Build(type, i => Print(make.Fields[i], context).Exact.Text),
            Templates.IsPrimary(type.Maker) || type.Maker.StartsWith("new ", StringComparison.Ordinal) ? Precedence.Primary : 0, type.Name);
    }
}
