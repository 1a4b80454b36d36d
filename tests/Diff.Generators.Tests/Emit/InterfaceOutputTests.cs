using System.Text.RegularExpressions;
using Diff.Testing;

namespace Diff.Generators.Tests.Emit;

/// <summary>What users read where interfaces are: the members that an explicit implementation gets, and a generic method in whose place a struct stands.</summary>
public sealed class InterfaceOutputTests
{
    [Fact]
    public void Explicit_implementation() => Snapshot.Verify(Plain(GeneratorHost.Run("""
        public partial interface ICurve { [Differentiable] double At(double x); }

        public sealed partial class Wave(double frequency) : ICurve
        {
            [Differentiable]
            double ICurve.At(double x) => Math.Sin(frequency * x);
        }
        """).Sources.Single(pair => pair.Key.Contains("Wave", StringComparison.Ordinal)).Value));

    [Fact]
    public void Struct_for_a_type_parameter()
    {
        var run = GeneratorHost.Run("""
            public partial interface IForce { [Differentiable] double Energy(double x); }

            public readonly partial record struct Spring(double Stiffness) : IForce
            {
                [Differentiable]
                public double Energy(double x) => 0.5 * Stiffness * x * x;
            }

            public static partial class Model
            {
                [Differentiable]
                public static double Work<T>(T force, double x) where T : struct, IForce => force.Energy(x) * x;

                [Differentiable]
                public static double Pulled(double stiffness, double x) => Work(new Spring(stiffness), x);
            }
            """);
        Snapshot.Verify(Vjp(run.Text, "Work") + "\n\n" + Vjp(run.Text, "Pulled"));
    }

    private static string Vjp(string text, string method) => Regex.Match(text, $@"^    public static double {method}Vjp.*?^    \}}$", RegexOptions.Multiline | RegexOptions.Singleline).Value;

    /// <summary>The text without docstrings and attributes.</summary>
    private static string Plain(string text) => Regex.Replace(text, @"^ *(///|\[global::).*\n", "", RegexOptions.Multiline);
}
