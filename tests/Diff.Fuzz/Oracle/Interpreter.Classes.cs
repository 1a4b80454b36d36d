using Diff.Fuzz.Language;

namespace Diff.Fuzz.Oracle;

sealed partial class Interpreter<T>
{
    Instance InstanceOf(Expression expression, Frame frame) => Evaluate(expression, frame) as Instance ?? throw new OracleException("null as an object");

    /// <summary>Arguments, then the fields in their order, then what stands in braces.</summary>
    Instance Make(NewObject made, Frame frame)
    {
        var constructor = new Frame([.. made.Arguments.Select(argument => new Cell(Evaluate(argument, frame)))]);
        var instance = new Instance(made.Class);
        foreach (var field in made.Class.Fields) instance.At(field).Value = field.Initial is null ? Zero(field.Type) : Evaluate(field.Initial, constructor);
        foreach (var initialiser in made.Initialisers) instance.At(initialiser.Field).Value = Evaluate(initialiser.Value, frame);
        return instance;
    }

    object Collect(ObjectsLiteral objects, Frame frame)
    {
        object[] items = [.. objects.Elements.Select(element => Evaluate(element, frame))];
        return objects.Of.Shape == BufferShape.List ? new Sequence([.. items]) : new Window(items, 0, items.Length);
    }

    Flow Follow(Walk walk, Frame frame)
    {
        frame.Slots[walk.Node.Slot] = new Cell(Evaluate(walk.From, frame));
        while (frame.Slots[walk.Node.Slot].Value is Instance)
        {
            var flow = Execute(walk.Body, frame);
            if (flow == Flow.Return) return flow;
            if (flow == Flow.Break) break;
            frame.Slots[walk.Node.Slot].Value = InstanceOf(new Read(walk.Node), frame).At(walk.Next).Value;
        }

        return Flow.Next;
    }
}
