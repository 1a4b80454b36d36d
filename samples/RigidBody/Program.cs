using System.Globalization;
using Diff;
using RigidBody;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

const double tolerance = 1e-6;
double[] stiffness = [400, 350, 300, 250, 200, 150];
var target = new Vec3(0.4, 0.5, -1.2);

var report = GradientCheck.Compare(
    Gradient(new(0.9, new(0.1, -0.2, 0.3)), 2, stiffness),
    p => Chain.Miss(new(p[0], new(p[1], p[2], p[3])), p[4], p.AsSpan(5), target),
    [0.9, 0.1, -0.2, 0.3, 2, .. stiffness]);
Console.WriteLine($"A chain of {stiffness.Length} masses, {Chain.Steps} steps. The gradient of the miss agrees with central differences to {report.LargestError:0.0E+0}.");

var aim = new Aim(stiffness, target);
var (miss, gradients) = aim.Run(tolerance, most: 400);
var (x, y, z) = Chain.FreeEnd(aim.Orientation, aim.Speed, aim.Stiffness);
Console.WriteLine($"target    ({target.X:F6}, {target.Y:F6}, {target.Z:F6})");
Console.WriteLine($"free end  ({x:F6}, {y:F6}, {z:F6}) after {gradients} gradients, speed {aim.Speed:F3}, stiffness {string.Join(" ", aim.Stiffness.Select(k => k.ToString("F1")))}");
Console.WriteLine(miss <= tolerance ? "Hit." : $"Missed by {miss:0.0E+0}.");
return miss <= tolerance && report.LargestError < 1e-5 ? 0 : 1;

double[] Gradient(Quaternion orientation, double speed, double[] k)
{
    var (o, s, ofStiffness) = Chain.MissGradient(orientation, speed, k, target);
    return [o.W, o.V.X, o.V.Y, o.V.Z, s, .. ofStiffness];
}
