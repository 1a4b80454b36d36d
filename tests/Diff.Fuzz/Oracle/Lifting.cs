using Diff.Fuzz.Language;

namespace Diff.Fuzz.Oracle;

/// <summary>Turns plain arguments into the interpreter's values, asking <paramref name="lift"/> for each floating component in order.</summary>
static class Lifting<T> where T : struct, IReal<T>
{
    public static object Lift(DataType type, object argument, Func<double, T> lift)
    {
        switch (type, argument)
        {
            case (Scalar { IsDifferentiable: true }, double number):
                return lift(number);
            case (Scalar or ObjectOf, _):
                return argument;
            case (TupleOf tuple, object[] items):
                return tuple.Elements.Zip(items).Select(pair => Lift(pair.First, pair.Second, lift)).ToArray();
            case (ModelOf, ModelArgument argumented):
                return new Instance(argumented.Model, argumented.Fields, (field, part) => Lift(field.Type, part, field.IsNoGradient ? T.Constant : lift));
            case (_, ModelArgument[] models):
                return new Window([.. models.Select(model => Lift(model.Model, model, lift))], 0, models.Length);
            case (StructOf record, object[] parts):
                return record.Fields.Zip(parts).Select(pair => Lift(pair.First.Type, pair.Second, lift)).ToArray();
            case (BufferOf buffer, object[][] items):
                return new Window([.. items.Select(item => Lift(buffer.Item, item, lift))], 0, items.Length);
            case (_, double[] items):
                return Window(items, lift);
            case (_, double[,] items):
                return new Grid([.. items.Cast<double>().Select(item => (object)lift(item))], items.GetLength(0), items.GetLength(1));
            case (_, double[][] rows):
                return rows.Select(row => Window(row, lift)).ToArray();
            default:
                throw new NotSupportedException(type.Text);
        }
    }

    /// <summary>The floating components of a value, depth first.</summary>
    public static IEnumerable<T> Lower(object? value) => value switch
    {
        T real => [real],
        Window[] rows => rows.SelectMany(Lower),
        object[] parts => parts.SelectMany(Lower),
        Window window => window.Span.ToArray().SelectMany(Lower),
        Grid grid => grid.Items.Cast<T>(),
        _ => [],
    };

    static Window Window(double[] items, Func<double, T> lift) => new([.. items.Select(item => (object)lift(item))], 0, items.Length);
}
