using System.Diagnostics;
using System.Globalization;
using TrustRegion;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

const int variables = 1000;
const double tolerance = 1e-8;
const double required = 1e-6;

var start = Rosenbrock.Start(variables);
var newton = new TruncatedNewton(Rosenbrock.HeightValueAndGradient, Rosenbrock.HeightHvp);
Console.WriteLine($"The extended Rosenbrock function in {variables} variables");
Console.WriteLine($"{"method",-20}{"iterations",12}{"gradients",12}{"products",12}{"ms",10}{"largest |x - 1|",20}");
var isRight = Row("truncated Newton", () => newton.Run(start, tolerance)) & Row("L-BFGS", () => QuasiNewton.Run(Rosenbrock.HeightValueAndGradient, start, tolerance));
Console.WriteLine(isRight ? $"Both are within {required} of the minimum." : "The minimum was not found.");
return isRight ? 0 : 1;

static bool Row(string name, Func<Minimum> run)
{
    // The first run compiles what the second one measures.
    run();
    var watch = Stopwatch.StartNew();
    var minimum = run();
    watch.Stop();
    var distance = minimum.X.Max(x => Math.Abs(x - 1));
    // Written so that a NaN fails too.
    var isRight = distance <= required;
    Console.WriteLine($"{name,-20}{minimum.Iterations,12}{minimum.Gradients,12}{minimum.Products,12}{watch.Elapsed.TotalMilliseconds,10:F2}{distance,20:E1}{(isRight ? "" : "  FAILED")}");
    return isRight;
}
