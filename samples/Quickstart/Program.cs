using System.Globalization;
using Quickstart;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var report = new Report(Console.Out);
QuadraticForm.Show(report);
SeparateGradients.Show(report);
VectorResult.Show(report);
StopGradient.Show(report);
DataDependentLoop.Show(report);
Pullbacks.Show(report);
DirectionalDerivative.Show(report);
MixedSecondPartials.Show(report);
return report.Close();
