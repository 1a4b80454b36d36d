using Diff.Fuzz.Language;

namespace Diff.Fuzz.Oracle;

sealed partial class Interpreter<T>
{
    void Perform(ListCall call, Frame frame)
    {
        var items = ((Sequence)Evaluate(call.List, frame)).Items;
        var arguments = call.Arguments.Select(argument => Evaluate(argument, frame)).ToArray();
        switch (call.Action)
        {
            case ListAction.Add:
                items.Add(arguments[0]);
                return;
            case ListAction.Insert:
                items.Insert((int)arguments[0], arguments[1]);
                return;
            case ListAction.RemoveAt:
                items.RemoveAt((int)arguments[0]);
                return;
            default:
                items.Clear();
                return;
        }
    }

    /// <summary>Its parameters and locals live in the frame, and so does what it captures: it does not call itself.</summary>
    Func<object[], object?> Body(Procedure procedure, Frame frame) => arguments =>
    {
        for (var k = 0; k < arguments.Length; k++) frame.Slots[procedure.Parameters[k].Slot] = new Cell(arguments[k]);
        var outer = frame.Result;
        Execute(procedure.Body, frame);
        var result = frame.Result;
        frame.Result = outer;
        return result;
    };

    Flow Choose(IfPresent choice, Frame frame)
    {
        var value = Evaluate(choice.Operand, frame);
        if (value is Nothing) return choice.Else is null ? Flow.Next : Execute(choice.Else, frame);
        frame.Slots[choice.Found.Slot] = new Cell(value);
        return Execute(choice.Then, frame);
    }

    /// <summary>Reads what it captures when it is called, as C# does; a body does not call itself, so the parameters may live in the frame.</summary>
    Func<object[], object> Closure(Lambda lambda, Frame frame) => arguments =>
    {
        for (var k = 0; k < arguments.Length; k++) frame.Slots[lambda.Parameters[k].Slot] = new Cell(arguments[k]);
        return Evaluate(lambda.Body, frame);
    };
}
