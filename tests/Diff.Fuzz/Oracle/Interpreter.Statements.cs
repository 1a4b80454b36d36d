using Diff.Fuzz.Language;

namespace Diff.Fuzz.Oracle;

sealed partial class Interpreter<T>
{
    enum Flow { Next, Break, Continue, Return }

    Flow Execute(Statement statement, Frame frame)
    {
        trace.Step();
        switch (statement)
        {
            case Declare declare:
                frame.Slots[declare.Variable.Slot] = new Cell(Evaluate(declare.Value, frame));
                return Flow.Next;
            case DeclareReference declare:
                frame.Slots[declare.Variable.Slot] = PlaceOf(declare.Place, frame);
                return Flow.Next;
            case Do action:
                Perform(action.Expression, frame);
                return Flow.Next;
            case Unpack unpack:
                Split(unpack, frame);
                return Flow.Next;
            case BufferCall call:
                Perform(call, frame);
                return Flow.Next;
            case ListCall call:
                Perform(call, frame);
                return Flow.Next;
            case LocalFunction function:
                frame.Slots[function.Variable.Slot] = new Cell(Closure(function.Value, frame));
                return Flow.Next;
            case If choice:
                if ((bool)Evaluate(choice.Condition, frame)) return Execute(choice.Then, frame);
                return choice.Else is null ? Flow.Next : Execute(choice.Else, frame);
            case Block block:
                return ExecuteAll(block.Statements, frame);
            case CheckedBlock block:
                return InContext(block, frame);
            case For loop:
                return Loop(loop, frame);
            case While loop:
                return Loop(loop.Condition, loop.Body, true, frame);
            case DoWhile loop:
                return Loop(loop.Condition, loop.Body, false, frame);
            case ForEach loop:
                return Loop(loop, frame);
            case Procedure procedure:
                frame.Slots[procedure.Variable.Slot] = new Cell(Body(procedure, frame));
                return Flow.Next;
            case IfPresent choice:
                return Choose(choice, frame);
            case Walk walk:
                return Follow(walk, frame);
            case Switch choice:
                return Choose(choice, frame);
            case TryFinally attempt:
                var flow = Execute(attempt.Body, frame);
                Execute(attempt.Finally, frame);
                return flow;
            case Break:
                return Flow.Break;
            case Continue:
                return Flow.Continue;
            case Return result:
                frame.Result = result.Value is null ? null : Evaluate(result.Value, frame);
                return Flow.Return;
            case ThrowStatement:
                throw new OracleException("throw statement");
            default:
                throw new NotSupportedException(statement.GetType().Name);
        }
    }

    void Perform(Expression expression, Frame frame)
    {
        if (expression is Invoke call) Invoke(call, frame);
        else Evaluate(expression, frame);
    }

    Flow ExecuteAll(IReadOnlyList<Statement> statements, Frame frame)
    {
        foreach (var statement in statements)
        {
            var flow = Execute(statement, frame);
            if (flow != Flow.Next) return flow;
        }

        return Flow.Next;
    }

    Flow InContext(CheckedBlock block, Frame frame)
    {
        var outer = isChecked;
        isChecked = block.IsChecked;
        var flow = Execute(block.Body, frame);
        isChecked = outer;
        return flow;
    }

    Flow Loop(For loop, Frame frame)
    {
        frame.Slots[loop.Index.Slot] = new Cell(Evaluate(loop.From, frame));
        while ((bool)Evaluate(loop.Condition, frame))
        {
            var flow = Execute(loop.Body, frame);
            if (flow == Flow.Return) return flow;
            if (flow == Flow.Break) break;
            Evaluate(loop.Step, frame);
        }

        return Flow.Next;
    }

    Flow Loop(Expression condition, Block body, bool testsFirst, Frame frame)
    {
        for (var isFirst = true; isFirst && !testsFirst || (bool)Evaluate(condition, frame); isFirst = false)
        {
            var flow = Execute(body, frame);
            if (flow == Flow.Return) return flow;
            if (flow == Flow.Break) break;
        }

        return Flow.Next;
    }

    Flow Loop(ForEach loop, Frame frame)
    {
        var (items, isWindow) = Evaluate(loop.Buffer, frame) switch
        {
            Window window => (window, true),
            Sequence list => (list.Copy(), false),
            Grid grid => (new Window(grid.Items, 0, grid.Items.Length), false),
            var other => throw new NotSupportedException(other.ToString()),
        };
        if (loop.ByReference && !isWindow) throw new NotSupportedException("ref into a grid");
        for (var k = 0; k < items.Count; k++)
        {
            frame.Slots[loop.Element.Slot] = loop.ByReference ? items.At(k) : new Cell(items[k]);
            var flow = Execute(loop.Body, frame);
            if (flow == Flow.Return) return flow;
            if (flow == Flow.Break) break;
        }

        return Flow.Next;
    }

    Flow Choose(Switch choice, Frame frame)
    {
        var subject = Evaluate(choice.Subject, frame);
        foreach (var section in choice.Sections.OrderBy(section => section.Patterns.Contains(null)))
        {
            var matches = section.Patterns.Any(pattern => pattern is null || Matches(pattern, subject, frame));
            if (!matches || section.Guard is not null && !(bool)Evaluate(section.Guard, frame)) continue;
            var flow = Execute(section.Body, frame);
            return flow == Flow.Break ? Flow.Next : flow;
        }

        return Flow.Next;
    }

    object Store(Assign assign, Frame frame)
    {
        var place = PlaceOf(assign.Target, frame);
        if (assign.Operator is not { } operation) return place.Value = Evaluate(assign.Value, frame);
        trace.Step();
        var before = place.Value;
        var value = Evaluate(assign.Value, frame);
        return place.Value = (before, value) switch
        {
            (int a, int b) => Integers(operation, a, b),
            (bool a, bool b) => Booleans(operation, a, b),
            _ => Arithmetic(operation, assign.Kind, (T)before, (T)value),
        };
    }

    object Store(Update update, Frame frame)
    {
        var place = PlaceOf(update.Target, frame);
        var before = new Cell(place.Value);
        return place.Value = Call(methods[update.Method], [before, new Cell(Evaluate(update.Value, frame))])!;
    }

    object Move(Step step, Frame frame)
    {
        var place = PlaceOf(step.Target, frame);
        var before = place.Value;
        var operation = step.IsIncrement ? BinaryOperator.Add : BinaryOperator.Subtract;
        place.Value = before is int integer ? Integers(operation, integer, 1) : Arithmetic(operation, step.Kind, (T)before, T.Constant(1));
        return step.IsPrefix ? place.Value : before;
    }

    void Split(Unpack unpack, Frame frame)
    {
        var places = unpack.Targets.Select(target => target.Place is null ? null : PlaceOf(target.Place, frame)).ToArray();
        var values = (object[])Evaluate(unpack.Value, frame);
        for (var k = 0; k < values.Length; k++)
        {
            if (places[k] is { } place) place.Value = values[k];
            else if (unpack.Targets[k].Declared is { } declared) frame.Slots[declared.Slot] = new Cell(values[k]);
        }
    }
}
