using Diff.Fuzz.Generation;
using Diff.Fuzz.Language;
using Diff.Fuzz.Oracle;

namespace Diff.Fuzz.Checking;

/// <summary>
/// One program at one point: the oracle's answer, and the sizes that harness answers are cut into. Outputs are the result's components, then
/// the written parameters'; columns belong to accumulated parameters or to <c>ref</c> ones.
/// </summary>
sealed class Point
{
    const double DoubleEpsilon = 1.0 / (1L << 53);
    const double SingleEpsilon = 1.0 / (1 << 24);

    /// <summary>What becomes of an adjoint below the normal numbers of its type when it passes through a float is not compared.</summary>
    const double SingleUnderflow = 1e-36;

    const double MostCurved = 1e12;
    readonly FuzzProgram program;
    readonly object[] arguments;
    readonly double epsilon;
    readonly double underflow;

    public Point(FuzzProgram program, object[] arguments)
    {
        var entry = program.Entry;
        (this.program, this.arguments) = (program, arguments);
        Stream = Arguments.Flatten(arguments);
        Oracle = Evaluator.Differentiate(program, arguments);
        (epsilon, underflow) = UsesSingle(program) ? (SingleEpsilon, SingleUnderflow) : (DoubleEpsilon, 0);
        var columns = new List<(Parameter Parameter, Kind Kind)>();
        var written = new List<(Parameter Parameter, Kind Kind, int Column)>();
        foreach (var (parameter, argument) in entry.Parameters.Zip(arguments))
        {
            foreach (var kind in Arguments.Components(parameter.Type, argument))
            {
                if (parameter.IsWritten) written.Add((parameter, kind, parameter.IsIndependent ? columns.Count : -1));
                if (parameter.IsIndependent) columns.Add((parameter, kind));
            }
        }

        ColumnKinds = [.. columns.Select(column => column.Kind)];
        Accumulated = [.. Enumerable.Range(0, columns.Count).Where(column => !columns[column].Parameter.IsWritten)];
        WrittenColumns = [.. written.Select(component => component.Column)];
        var results = Oracle.Rows - written.Count;
        ResultRows = results;
        RowKinds = [.. ResultKinds(entry.Result), .. written.Select(component => component.Kind)];
    }

    public bool IsNested => program.IsNested;

    public double[] Stream { get; }

    public Evaluation Oracle { get; }

    public Kind[] ColumnKinds { get; }

    public Kind[] RowKinds { get; }

    /// <summary>The columns that have an accumulator in <c>Vjp</c>.</summary>
    public int[] Accumulated { get; }

    /// <summary>Per component of the written parameters its column, or -1 for an <c>out</c> one.</summary>
    public int[] WrittenColumns { get; }

    public int ResultRows { get; }

    /// <summary>
    /// Every product of partials along a path has at most as many roundings as the run had steps, a few per step, and so has the sum over
    /// paths: the error is within this many epsilons of the magnitude.
    /// </summary>
    public double Tolerance(double magnitude) => 8 * epsilon * (Oracle.Steps + 16) * magnitude + underflow;

    /// <summary>The scale of roundings in an output that depends on derivatives: as large as those that its partials may pass on.</summary>
    public double Scale(int row) => 100 * (1 + Math.Abs(Oracle.Outputs[row]) + Enumerable.Range(0, Oracle.Columns).Sum(column => Oracle.Magnitude[row, column]));

    public Expected Column(double[] direction) => new(
        Each(Oracle.Rows, row => Sum(direction, (v, column) => v * Oracle.Jacobian[row, column])),
        Each(Oracle.Rows, row => Sum(direction, (v, column) => Math.Abs(v) * Oracle.Magnitude[row, column])));

    public Expected Row(double[] weights) => new(
        Each(Oracle.Columns, column => Sum(weights, (w, row) => w * Oracle.Jacobian[row, column])),
        Each(Oracle.Columns, column => Sum(weights, (w, row) => Math.Abs(w) * Oracle.Magnitude[row, column])));

    /// <summary>The Hessian times a direction; null where a second derivative is no moderate number.</summary>
    public Expected? HessianTimes(double[] direction)
    {
        var product = Evaluator.HessianTimes(program, arguments, direction);
        return product is not null && product.All(item => item.Magnitude < MostCurved)
            ? new([.. product.Select(item => item.Value)], [.. product.Select(item => item.Magnitude)])
            : null;
    }

    static double[] Each(int count, Func<int, double> value) => [.. Enumerable.Range(0, count).Select(value)];

    static double Sum(double[] items, Func<double, int, double> term) => items.Select(term).Sum();

    static IEnumerable<Kind> ResultKinds(DataType? type) => type switch
    {
        TupleOf tuple => tuple.Elements.SelectMany(ResultKinds),
        Scalar scalar => [scalar.Kind],
        StructOf record => record.Fields.SelectMany(field => ResultKinds(field.Type)),
        BufferOf buffer => Enumerable.Repeat(buffer.Element, Method.ResultLength),
        _ => [],
    };

    static bool UsesSingle(FuzzProgram program) => Printing.ProgramPrinter.Print(program) is var text && (text.Contains("float") || text.Contains("MathF"));
}

/// <summary>Values with their magnitudes.</summary>
readonly record struct Expected(double[] Values, double[] Magnitudes);
