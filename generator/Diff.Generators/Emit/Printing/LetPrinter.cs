using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>Prints simple statements: assignments, stores, calls.</summary>
internal sealed class LetPrinter(
    InliningPlan plan, Variables variables, ExpressionPrinter expressions, CallPrinter calls, bool isChecked)
{
    public void Print(Let let, int position, CodeWriter writer)
    {
        switch (let.Operation)
        {
            case Store store:
                Print(store, writer);
                break;
            case Accumulate accumulate:
                Print(accumulate, writer);
                break;
            case Exchange exchange:
                Print(exchange, writer);
                break;
            case Grow grow:
                writer.Line(
                    $"{calls.Lender(grow.Home) ?? "global::Diff.Buffers"}.Grow(ref {expressions.Text(grow.Buffer)}, {expressions.Text(grow.Count)}{MemoryPrinter.Level(grow.Level)});");
                break;
            case Push { Operand.Type: BufferType { Kind: BufferKind.Span } element } push:
                writer.Line($"{calls.Tape}.Push({calls.Scratch}.PlaceOf<{element.Element.Name}>({expressions.Argument(push.Operand)}));");
                break;
            case Push push:
                writer.Line($"{calls.Tape}.Push({expressions.Argument(push.Operand)});");
                break;
            case ScratchRelease release:
                writer.Line(
                    $"{calls.Scratch}.Release({release.Kept.Aggregate(expressions.Argument(release.Mark), (mark, kept) => $"{calls.Scratch}.Keep({mark}, {expressions.Argument(kept)})")});");
                break;
            case Call call when CustomCalls.Serves(call):
                new CustomCalls(plan, variables, expressions).Print(let, call, position, writer);
                break;
            case Call call:
                Print(let, call, position, writer);
                break;
            default:
                Print(let, let.Operation, position, writer);
                break;
        }
    }

    private void Print(Let let, Operation operation, int position, CodeWriter writer)
    {
        if (let.Results.IsEmpty)
        {
            var statement = operation is Inert
                ? expressions.Print(operation, InertType.Int, let.Origin.Role).Text
                : "_ = " + expressions.Print(operation, InertType.Int, let.Origin.Role).Text;
            writer.Line(statement.TrimEnd(';') + ";");
            return;
        }
        if (!plan.IsUsed(let.Result))
        {
            writer.Line($"_ = {expressions.Print(operation, let.Result.Type, let.Origin.Role).Exact.Text};");
            return;
        }
        if (operation is Apply apply && IsUpdate(apply, variables[let.Result], let, position) is { } update) writer.Line(update);
        else Assign(let.Result, expressions.Print(operation, let.Result.Type, let.Origin.Role), position, writer);
    }

    private void Print(Store store, CodeWriter writer)
    {
        if (!MemoryPrinter.IsAssignable(store.Buffer, store.Indices, store.Path))
        {
            var text = expressions.Text(store.Operand);
            writer.Line(expressions.Memory.Rebuild(store.Buffer, store.Indices, [(store.Path, _ => text)]));
            return;
        }
        var element = expressions.Memory.Element(store.Buffer, store.Indices, store.Path);
        writer.Line(Updated(store) is var (sign, operand)
            ? $"{element} {sign}= {expressions.Text(operand)};"
            : $"{element} = {expressions.Text(store.Operand)};");
    }

    /// <summary>
    /// The parts of <c>a[i] += e</c> for <c>a[i] = a[i] + e</c>, where the load is printed in the expression; null if the store has another
    /// shape.
    /// </summary>
    private (string Sign, Operand Operand)? Updated(Store store) =>
        store.Path.IsEmpty && store.Operand.Type is ScalarType
        && plan.DefinitionOf(store.Operand)?.Statement is Let { Operation: Apply { Arguments: [var left, var right], Primitive.Name: "+"
            or "-" or "*" or "/" } apply }
        && plan.DefinitionOf(left)?.Statement is Let { Operation: Load load } && load.Buffer == store.Buffer
        && load.Indices == store.Indices
            ? (apply.Primitive.Name, right)
            : null;

    // +=, not `= … +`.
    private void Print(Accumulate accumulate, CodeWriter writer)
    {
        if (!MemoryPrinter.IsAssignable(accumulate.Buffer, accumulate.Indices, accumulate.Path))
        {
            Print([accumulate], writer);
            return;
        }
        var element = expressions.Memory.Element(accumulate.Buffer, accumulate.Indices, accumulate.Path);
        writer.Line(expressions.Negated(accumulate.Operand) is { } term
            ? $"{element} -= {term.Text};"
            : $"{element} += {expressions.Text(accumulate.Operand)};");
    }

    private void Print(Exchange exchange, CodeWriter writer)
    {
        var one = expressions.Memory.Element(exchange.Buffer, exchange.Indices, []);
        var other = expressions.Memory.Element(exchange.Other, exchange.OtherIndices, []);
        writer.Line($"({one}, {other}) = ({other}, {one});");
    }

    /// <summary>Adds to several parts of one element that cannot be assigned by themselves.</summary>
    public void Print(IReadOnlyList<Accumulate> parts, CodeWriter writer) =>
        writer.Line(expressions.Memory.Rebuild(parts[0].Buffer, parts[0].Indices,
            [.. parts.Select(part => ((IReadOnlyList<int>)part.Path, (Func<string, string>)(text => Sum(part, text))))]));

    private string Sum(Accumulate accumulate, string part)
    {
        var precedence = Precedence.Binary["+"] + 1;
        return expressions.Negated(accumulate.Operand) is { } term
            ? $"{part} - {term.Exact.Inside(precedence)}"
            : $"{part} + {expressions.Print(accumulate.Operand).Exact.Inside(precedence)}";
    }

    /// <summary>Assigns an expression to the variable of a value.</summary>
    public void Assign(Value result, Expression expression, int position, CodeWriter writer)
    {
        if (!plan.IsUsed(result)) writer.Line($"_ = {expression.Exact.Text};");
        else Assign(variables[result], expression, variables[result].Declared == 4 * position + 3, writer);
    }

    // A detached value may share the variable of the value itself, and then nothing is printed.
    private static void Assign(Variable target, Expression expression, bool isDeclaration, CodeWriter writer)
    {
        if (isDeclaration) writer.Declaration($"{DeclarationType(target, expression)} {target.Name} = {expression.Exact.Text};");
        else if (expression.Text != target.Name) writer.Line($"{target.Name} = {expression.Text};");
    }

    // `var` cannot take its type from these.
    private static string DeclarationType(Variable target, Expression expression) => target.IsScoped ? $"scoped {target.Type.Name}" :
        target.Type is InertType { Kind: InertKind.Reference }
            && (expression.Precedence == 0 || expression.Text.StartsWith("null", StringComparison.Ordinal)
                || expression.Text.StartsWith("default", StringComparison.Ordinal))
            ? target.Type.Name
            : "var";

    /// <summary><c>x += e</c> for <c>x = x + e</c>; null if the assignment has another shape.</summary>
    private string? IsUpdate(Apply apply, Variable target, Let let, int position)
    {
        if (target.Declared == 4 * position + 3 || apply.Arguments.Count != 2
            || apply.Primitive.Name is not ("+" or "-" or "*" or "/" or "%"))
            return null;
        if (let.Result.Type is InertType { Name: not ("int" or "long" or "uint" or "ulong") }
            || let.Result.Type.IsInteger() && apply.IsChecked != isChecked)
            return null;
        var (left, right) = (apply.Arguments[0], apply.Arguments[1]);
        if (!Is(left, target))
        {
            var isCommutative = apply.Primitive.Name is "+" or "*" && let.Origin.Role != Role.Primal;
            if (!isCommutative || !Is(right, target)) return null;
            (left, right) = (right, left);
        }
        if (apply.Primitive.Name is "+" or "-" && right is Constant { Bits: 1, Type: InertType })
            return $"{target.Name}{apply.Primitive.Name}{apply.Primitive.Name};";
        if (apply.Primitive.Name == "+" && let.Origin.Role != Role.Primal && expressions.Negated(right) is { } term)
            return $"{target.Name} -= {term.Text};";
        return $"{target.Name} {apply.Primitive.Name}= {expressions.Text(right)};";
    }

    private bool Is(Operand operand, Variable target) =>
        operand is Value value && plan.DefinitionOf(value) is null && variables[value] == target;

    /// <summary>Prints assignments that happen at the same time.</summary>
    public void Print(IReadOnlyList<Move> moves, CodeWriter writer)
    {
        foreach (var group in ParallelCopies.Order(moves, plan, variables))
        {
            if (group is [var single]) Print(single, writer);
            else if (group.All(move => move.Target.Type is not (BufferType { Kind: BufferKind.Span or BufferKind.ReadOnlySpan }
                or InertType { Kind: InertKind.RefStruct })))
                writer.Line(
                    $"({string.Join(", ", group.Select(move => move.Target.Name))}) = ({string.Join(", ", group.Select(move => expressions.Print(move.Source).Text))});");
            else Rotate(group, writer);
        }
    }

    /// <summary><c>before = a; a = b; b = before;</c></summary>
    private void Rotate(IReadOnlyList<Move> group, CodeWriter writer)
    {
        if (group.All(move => move.Source is Value value && plan.DefinitionOf(value) is null))
        {
            var first = group[0].Target;
            var before = variables.Names.Take(first.Name + "Before", 0);
            writer.Declaration($"var {before} = {first.Name};");
            for (var target = first; target is not null;)
            {
                var source = variables[(Value)group.First(move => move.Target == target).Source];
                writer.Line($"{target.Name} = {(source == first ? before : source.Name)};");
                target = source == first ? null : source;
            }
            return;
        }

        var saved = new List<string>();
        foreach (var move in group)
        {
            saved.Add(variables.Names.Take(move.Target.Name + "Next", 0));
            writer.Declaration($"var {saved[saved.Count - 1]} = {expressions.Print(move.Source).Exact.Text};");
        }
        for (var i = 0; i < group.Count; i++) writer.Line($"{group[i].Target.Name} = {saved[i]};");
    }

    private void Print(Move move, CodeWriter writer)
    {
        if (!move.IsDeclaration && plan.DefinitionOf(move.Source)?.Statement is Let { Operation: Apply apply } let
            && IsUpdate(apply, move.Target, let, -1) is { } update)
            writer.Line(update);
        else Assign(move.Target, expressions.Print(move.Source), move.IsDeclaration, writer);
    }

    private void Print(Let let, Call call, int position, CodeWriter writer)
    {
        foreach (var pair in ByReference.Of(let))
        {
            var target = variables[let.Results[pair.Result]];
            Print(new[] { new Move(target, call.Arguments[pair.Operand], target.Declared == 4 * position + 1) }, writer);
        }
        var returned = call.Kind is CallKind.Reverse or CallKind.ReverseTangent
            ? Enumerable.Range(0, let.Results.Count).ToList()
            : Returned(call);
        var text = call.Kind switch
        {
            CallKind.Primal => calls.Primal(expressions, call, Target),
            CallKind.Forward => calls.Forward(expressions, call, Target),
            CallKind.Jvp or CallKind.JvpTangent or CallKind.ForwardTangent => calls.Jvp(expressions, call, Target),
            CallKind.Reverse or CallKind.ReverseTangent => calls.Reverse(expressions, call),
            _ => throw new InvalidOperationException($"Unknown kind of call {call.Kind}."),
        };
        writer.Write(Receive(let, returned, position, text,
            call.Callee is { IsProperty: true } or { Template.Length: > 0 } && call.Kind == CallKind.Primal),
            isDeclaration: returned.Any(result => IsDeclared(let.Results[result], position)) || text.Contains("out var "));

        string Target(int result) => OutTarget(let, result, position);
    }

    /// <summary>What stands after <c>out</c> or <c>ref</c>.</summary>
    private string OutTarget(Let let, int result, int position)
    {
        var value = let.Results[result];
        if (ByReference.Of(let).Any(pair => pair.Result == result)) return variables[value].Name;
        if (!plan.IsUsed(value)) return "_";
        return (IsDeclared(value, position) ? "var " : "") + variables[value].Name;
    }

    // The results that the member returns: the value and, in forward mode, its tangents.
    private static List<int> Returned(Call call)
    {
        var returned = new List<int>();
        var results = call.Callee.Results.TakeWhile(result => result.Parameter < 0).ToList();
        returned.AddRange(Enumerable.Range(0, results.Count));
        for (var (set, first) = (0,
            call.Callee.Results.Count); set < call.TangentsOfValues(); set++, first += call.Callee.Results.Count(result =>
                result.IsDifferentiable))
            returned.AddRange(Enumerable.Range(first, results.Count(result => result.IsDifferentiable)));
        return returned;
    }

    private string Receive(Let let, List<int> returned, int position, string text, bool isValue)
    {
        var used = returned.Where(result => plan.IsUsed(let.Results[result])).ToList();
        if (used.Count == 0) return isValue ? $"_ = {text};" : $"{text};";
        if (let.Operation is Call { Kind: not (CallKind.Reverse or CallKind.ReverseTangent), Callee.ReturnedTuple: { } tuple })
            return $"{Pattern(let, tuple, returned, position)} = {text};";
        if (returned.Count == 1) return $"{Place(let.Results[returned[0]], position)} = {text};";
        if (returned.All(result => IsDeclared(let.Results[result], position) || !plan.IsUsed(let.Results[result])))
            return $"var ({string.Join(", ", returned.Select(result => plan.IsUsed(let.Results[result]) ? variables[let.Results[result]].Name : "_"))}) = {text};";
        return $"({string.Join(", ", returned.Select(result => Place(let.Results[result], position)))}) = {text};";
    }

    /// <summary>What takes a returned tuple of arrays apart, and its tangents.</summary>
    private string Pattern(Let let, AggregateType tuple, List<int> returned, int position)
    {
        var isNew = returned.All(result => IsDeclared(let.Results[result], position) || !plan.IsUsed(let.Results[result]));
        return (isNew ? "var " : "") + ReturnForms.All(tuple, returned.Count, Field, "_");

        string Field(int index) => isNew && plan.IsUsed(let.Results[returned[index]])
            ? variables[let.Results[returned[index]]].Name
            : Place(let.Results[returned[index]], position);
    }

    private string Place(Value result, int position) =>
        !plan.IsUsed(result) ? "_" : (IsDeclared(result, position) ? "var " : "") + variables[result].Name;

    private bool IsDeclared(Value value, int position) => plan.IsUsed(value) && variables[value].Declared == 4 * position + 3;
}
