namespace Diff.Fuzz.Language;

/// <summary>
/// Arguments of an entry, one object per parameter: double (also for float, already rounded), int (also for objects), bool, <c>object[]</c> for tuples and
/// structs, <c>double[]</c> for arrays and spans of numbers, <c>object[][]</c> for those of structs, <c>double[,]</c> and <c>double[][]</c>.
/// </summary>
public static class Arguments
{
    /// <summary>The stream that compiled harnesses read: values depth first, buffers preceded by their lengths.</summary>
    public static double[] Flatten(IEnumerable<object> arguments) => [.. arguments.SelectMany(Stream)];

    static IEnumerable<double> Stream(object argument) => argument switch
    {
        double number => [number],
        int number => [number],
        bool flag => [flag ? 1 : 0],
        double[][] rows => [rows.Length, .. rows.SelectMany(Stream)],
        ModelArgument model => [.. model.Position is { } position ? [position] : Array.Empty<double>(), .. model.Fields.SelectMany(Stream)],
        ModelArgument[] models => [models.Length, .. models.SelectMany(Stream)],
        object[][] structs => [structs.Length, .. structs.SelectMany(Stream)],
        object[] parts => parts.SelectMany(Stream),
        double[] buffer => [buffer.Length, .. buffer],
        double[,] grid => [grid.GetLength(0), grid.GetLength(1), .. grid.Cast<double>()],
        _ => throw new NotSupportedException(argument.ToString()),
    };

    /// <summary>The kinds of the floating components of an argument, depth first: one column of the Jacobian each.</summary>
    public static IEnumerable<Kind> Components(DataType type, object argument) => (type, argument) switch
    {
        (Scalar { IsDifferentiable: true } scalar, _) => [scalar.Kind],
        (TupleOf tuple, object[] items) => tuple.Elements.Zip(items).SelectMany(pair => Components(pair.First, pair.Second)),
        (StructOf record, object[] parts) => record.Fields.Zip(parts).SelectMany(pair => Components(pair.First.Type, pair.Second)),
        (ModelOf, ModelArgument model) => model.Model.Fields.Zip(model.Fields).Where(pair => !pair.First.IsNoGradient).SelectMany(pair => Components(pair.First.Type, pair.Second)),
        (BufferOf, ModelArgument[] models) => models.SelectMany(model => Components(model.Model, model)),
        (BufferOf buffer, object[][] items) => items.SelectMany(item => Components(buffer.Item, item)),
        (BufferOf buffer, double[] items) => items.Select(_ => buffer.Element),
        (BufferOf buffer, double[,] items) => items.Cast<double>().Select(_ => buffer.Element),
        (BufferOf buffer, double[][] rows) => rows.SelectMany(row => row.Select(_ => buffer.Element)),
        _ => [],
    };
}
