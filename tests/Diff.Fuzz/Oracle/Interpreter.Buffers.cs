using Diff.Fuzz.Language;

namespace Diff.Fuzz.Oracle;

sealed partial class Interpreter<T>
{
    object Measure(Length length, Frame frame) => Evaluate(length.Buffer, frame) switch
    {
        Window window => window.Count,
        Sequence list => list.Items.Count,
        Grid grid => length.Dimension switch { null => grid.Items.Length, 0 => grid.Rows, _ => grid.Columns },
        Window[] rows => rows.Length,
        var other => throw new NotSupportedException(other.ToString()),
    };

    /// <summary>Sums begin with zero, folds with their seed.</summary>
    object Fold(Query query, Frame frame)
    {
        var sources = query.Sources.Select(source => Evaluate(source, frame) is Sequence list ? list.Copy() : (Window)Evaluate(source, frame)).ToArray();
        var result = query.Seed is null ? T.Constant(0) : (T)Evaluate(query.Seed, frame);
        for (var k = 0; k < sources.Min(source => source.Count); k++)
        {
            object[] arguments = query.Form == QueryForm.Aggregate ? [result, sources[0][k]] : [.. sources.Select(source => source[k])];
            for (var p = 0; p < arguments.Length; p++) frame.Slots[query.Parameters[p].Slot] = new Cell(arguments[p]);
            var value = (T)Evaluate(query.Body, frame);
            result = query.Form == QueryForm.Aggregate ? value : Apply(Function.Add, Kind.Double, [result, value], [false, false]);
        }

        return result;
    }

    static Grid Zeros(int rows, int columns) => new(Zeros(DataType.Double, rows * columns), rows, columns);

    static object[] Zeros(DataType item, int count)
    {
        var zeros = new object[count];
        Array.Fill(zeros, Zero(item));
        return zeros;
    }

    Window Window(View view, Frame frame)
    {
        var buffer = (Window)Evaluate(view.Buffer, frame);
        if (view.Form == ViewForm.Implicit) return buffer;
        var start = view.Start is null ? 0 : (int)Evaluate(view.Start, frame);
        if (view.Form != ViewForm.Range)
        {
            return buffer.Slice(start, view.End is null ? buffer.Count - start : (int)Evaluate(view.End.Value, frame));
        }

        var end = view.End is null ? buffer.Count : Index(view.End, buffer.Count, frame);
        var window = buffer.Slice(start, end - start);
        return view.Buffer.Type is BufferOf { Shape: BufferShape.Array } ? window.Copy() : window;
    }

    void Perform(BufferCall call, Frame frame)
    {
        var arguments = call.Arguments.Select(argument => Evaluate(argument, frame)).ToArray();
        var buffer = (Window)arguments[0];
        switch (call.Action)
        {
            case BufferAction.Clear:
                buffer.Span.Fill(Zero(((BufferOf)call.Arguments[0].Type).Item));
                return;
            case BufferAction.Fill or BufferAction.ArrayFill:
                buffer.Span.Fill(arguments[1]);
                return;
            case BufferAction.CopyTo:
                buffer.Span.CopyTo(((Window)arguments[1]).Span);
                return;
            case BufferAction.ArrayCopy:
                var count = (int)arguments[2];
                buffer.Slice(0, count).Span.CopyTo(((Window)arguments[1]).Slice(0, count).Span);
                return;
            default:
                throw new NotSupportedException(call.Action.ToString());
        }
    }
}
