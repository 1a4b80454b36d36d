using System.Text.RegularExpressions;
using Diff.Testing;

namespace Diff.Generators.Tests.Contracts;

/// <summary>Which methods hand what they record to their reverse half in a struct.</summary>
public sealed partial class RecordTests
{
    private static readonly GeneratorRun Run = GeneratorHost.Run("""
        public static partial class Model
        {
            [Differentiable] public static double Straight(double x) => Math.Sin(x) * x * One;
            [Differentiable] public static double Branching(double x, double y) { if (x > y) return x * x; return Straight(y); }
            [Differentiable] private static double Element(ReadOnlySpan<double> x, int i) => x[i] * Branching(x[i], 1);
            [Differentiable] public static double Looping(double x) { for (var i = 0; i < 3; i++) x *= Straight(x); return x; }
            [Differentiable] public static double CallsLooping(double x) => x * Looping(x);
            [Differentiable] public static double Recursive(double x) => x > 3 ? x * x : Recursive(x + 1) * x;
            [Differentiable] public static double First(double x) => x > 3 ? x * x : Second(x + 1);
            [Differentiable] public static double Second(double x) => x * First(x);
            [Differentiable] public static void Writing(Span<double> x) => x[0] *= x[0];
            [Differentiable] public static T Generic<T>(T x) where T : System.Numerics.IFloatingPointIeee754<T> => x * T.Sin(x);

            [Differentiable(Order = 2)] public static double Small(double x) => x * x;
            [Differentiable] public static double CallsSmall(double x) => x * Small(x);

            // A member of its own keeps a body from standing in the place of calls.
            private static int One => 1;

            private static partial class Inner
            {
                [Differentiable] public static double Hidden(double x) => x * x;
            }
        }

        public partial class Base
        {
            [Differentiable] public double Instance(double x) => x * x;
        }
        """);

    [Fact]
    public void Methods_without_loops_whose_callees_keep_one_keep_a_record() => Assert.Equal(
        ["Branching", "CallsSmall", "Element", "Instance", "Straight"],
        Structs().Matches(Run.Text).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void The_record_has_a_field_per_value_and_per_call()
    {
        var fields = Run.Type("Model+Branching__Record").GetFields((System.Reflection.BindingFlags)(-1)).Select(field => field.FieldType.Name);
        Assert.Contains("Straight__Record", fields);
        Assert.Contains("Double", fields);
    }

    [GeneratedRegex(@"struct (\w+)__Record\b")]
    private static partial Regex Structs();
}
