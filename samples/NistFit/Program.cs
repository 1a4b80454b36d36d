using System.Globalization;
using NistFit;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

const double requiredDigits = 8;
var failures = 0;

foreach (var problem in new[] { Problems.Misra1a, Problems.Thurber })
{
    foreach (var start in problem.Starts)
    {
        var fit = Fit.Run(problem, start);
        Console.WriteLine($"{problem.Name} from ({string.Join(", ", start)}), {fit.Iterations} iterations of Levenberg–Marquardt");
        Console.WriteLine($"{"parameter",-12}{"fitted",20}{"certified",20}{"digits",8}");
        for (var i = 0; i < start.Length; i++) Row($"b{i + 1}", fit.Parameters[i], problem.Certified[i]);
        Row("Σ residual²", fit.ResidualSumOfSquares, problem.CertifiedResidualSumOfSquares);
        Console.WriteLine();
    }
}

Console.WriteLine(failures == 0
    ? $"Every number agrees with NIST's certified value to at least {requiredDigits} digits."
    : $"{failures} numbers agree to fewer than {requiredDigits} digits.");
return failures == 0 ? 0 : 1;

void Row(string name, double fitted, double certified)
{
    var digits = Fit.DigitsOfAgreement(fitted, certified);
    // Written so that a NaN fails too.
    var agrees = digits >= requiredDigits;
    if (!agrees) failures++;
    Console.WriteLine($"{name,-12}{fitted,20:0.0000000000E+00}{certified,20:0.0000000000E+00}{digits,8:F1}{(agrees ? "" : "  FAILED")}");
}
