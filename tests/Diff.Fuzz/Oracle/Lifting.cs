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
            case (Scalar, _):
                return argument;
            case (TupleOf tuple, object[] items):
                return tuple.Elements.Zip(items).Select(pair => Lift(pair.First, pair.Second, lift)).ToArray();
            case (_, double[] items):
                return Window(items, lift);
            case (_, double[,] items):
                return new Grid<T>([.. items.Cast<double>().Select(lift)], items.GetLength(0), items.GetLength(1));
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
        Window<T>[] rows => rows.SelectMany(Lower),
        object[] tuple => tuple.SelectMany(Lower),
        Window<T> window => window.Span.ToArray(),
        Grid<T> grid => grid.Items,
        _ => [],
    };

    static Window<T> Window(double[] items, Func<double, T> lift) => new([.. items.Select(lift)], 0, items.Length);
}
