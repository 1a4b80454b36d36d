using System.Globalization;
using Diff;
using RigidBody;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

const double tolerance = 1e-6;
double[] stiffness = [400, 350, 300, 250, 200, 150];
var target = new Vec3(0.4, 0.5, -1.2);

Vec3[] thrown = [new(0.3, 0, 0.1), new(-0.2, 0.4, 0), new(0, 0.1, 0.2), new(0.5, -0.3, 0), new(0.1, 0.2, 0.3), new(2, 0, 0)];
var report = GradientCheck.Compare(
    Gradient(new(0.9, new(0.1, -0.2, 0.3)), thrown, stiffness),
    p => Chain.Miss(new(p[0], new(p[1], p[2], p[3])), Vectors(p[4..22]), p.AsSpan(22), target),
    [0.9, 0.1, -0.2, 0.3, .. Numbers(thrown), .. stiffness]);
Console.WriteLine($"A chain of {stiffness.Length} masses, {Chain.Steps} steps. The gradient of the miss agrees with central differences to {report.LargestError:0.0E+0}.");

var aim = new Aim(stiffness, target);
var (miss, gradients) = aim.Run(tolerance, most: 1000);
var (x, y, z) = aim.FreeEnd;
Console.WriteLine($"target    ({target.X:F6}, {target.Y:F6}, {target.Z:F6})");
Console.WriteLine($"free end  ({x:F6}, {y:F6}, {z:F6}) after {gradients} gradients");
Console.WriteLine($"thrown at {string.Join(" ", aim.Thrown.Select(v => v.Length.ToString("F3")))}, stiffness {string.Join(" ", aim.Stiffness.Select(k => k.ToString("F1")))}");
Console.WriteLine(miss <= tolerance ? "Hit." : $"Missed by {miss:0.0E+0}.");
return miss <= tolerance && report.LargestError < 1e-5 ? 0 : 1;

double[] Gradient(Quaternion orientation, Vec3[] velocities, double[] k)
{
    var (o, ofThrown, ofStiffness) = Chain.MissGradient(orientation, velocities, k, target);
    return [o.W, o.V.X, o.V.Y, o.V.Z, .. Numbers(ofThrown), .. ofStiffness];
}

static IEnumerable<double> Numbers(Vec3[] vectors) => vectors.SelectMany(v => new[] { v.X, v.Y, v.Z });

static Vec3[] Vectors(double[] numbers) => [.. numbers.Chunk(3).Select(part => new Vec3(part[0], part[1], part[2]))];
