using System.Text;
using Diff.Generators.Ir;

namespace Diff.Generators.Tests.Emit;

public sealed class RandomBodyTests
{
    private const int BodiesPerSeed = 120;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_bodies_compute_what_the_records_say(int seed)
    {
        var bodies = Enumerable.Range(0, BodiesPerSeed).Select(i => new RandomBodies(new Random(1000 * seed + i)).Next()).ToList();
        var members = new StringBuilder();
        for (var i = 0; i < bodies.Count; i++) members.Append(Bodies.Method(bodies[i], name: $"F{i}"));
        var type = Bodies.Compile(members.ToString());
        for (var i = 0; i < bodies.Count; i++)
        {
            for (var n = 0; n < 3; n++)
            {
                double[] expectedArray = [1.0, -0.5, 2.0], array = [1.0, -0.5, 2.0];
                var expected = new Interpreter().Run(bodies[i], 0.75, -1.25, n, expectedArray);
                var (a, b, c) = ((double, double, double))type.GetMethod($"F{i}")!.Invoke(null, [0.75, -1.25, n, array])!;
                Assert.True(
                    Bits([.. expected, .. expectedArray]).SequenceEqual(Bits([a, b, c, .. array])),
                    $"Body {i}, n = {n}: expected {string.Join(", ", expected)}, got {(a, b, c)}.\n{Bodies.Method(bodies[i])}\n{Printer.Print(bodies[i])}");
            }
        }
    }

    // All NaNs are one: which of two NaN operands survives an addition is not defined.
    private static IEnumerable<long> Bits(double[] numbers) => numbers.Select(number => double.IsNaN(number) ? -1 : BitConverter.DoubleToInt64Bits(number));
}
