using System.Text;
using Diff.Generators.Transform;
using Diff.Testing;

namespace Diff.Generators.Tests.Numerics;

/// <summary>One program per type with a function for each of its members that have a rule.</summary>
internal static class NumericsProgram
{
    public delegate (double Value, double Tangent) Jvp(double[] x, ReadOnlySpan<double> xTangent);

    public delegate double Vjp(double[] x, double weight, Span<double> xGradient);

    private static readonly Dictionary<(Type, bool), Lazy<GeneratorRun>> Runs = NumericsMember.Types
        .SelectMany(type => new[] { (type, true), (type, false) })
        .ToDictionary(key => key, key => new Lazy<GeneratorRun>(() => Run(key.type, key.Item2)));

    public static GeneratorRun Of(Type type, bool isOptimized) => Runs[(type, isOptimized)].Value;

    public static string Name(NumericsMember member) => "F" + Members(member.Holder).ToList().IndexOf(member);

    private static IEnumerable<NumericsMember> Members(Type type) => NumericsMember.All.Where(member => member.Holder == type && NumericsRuleTests.Refused(member) is null);

    private static GeneratorRun Run(Type type, bool isOptimized)
    {
        var source = new StringBuilder("using System.Numerics;\npublic static partial class Model\n{\n");
        foreach (var member in Members(type)) source.Append(member.Source(Name(member)));
        return GeneratorHost.RunUnchecked([source.Append('}').ToString()], new GeneratorOptions
        {
            AssemblyName = type.Name + (isOptimized ? "" : "Plain"),
            Generator = new DifferentiableGenerator { Optimizations = isOptimized ? Optimizations.All : Optimizations.None },
            RunOnce = true,
            SkipAnalyzers = true,
            SkipNullAnalysis = true,
        });
    }
}
