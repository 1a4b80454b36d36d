using System.Reflection;
using Diff.Fuzz.Language;

namespace Diff.Fuzz.Harness;

/// <summary>The harnesses of one compiled program.</summary>
public sealed class Compiled(Assembly assembly, FuzzProgram program)
{
    readonly Type type = assembly.GetType($"{program.Name}Harness", throwOnError: true)!;

    public bool Has(Member member) => type.GetMethod(member.ToString()) is not null;

    public double[] Call(Member member, double[] arguments, params double[] extra) =>
        type.GetMethod(member.ToString())!.CreateDelegate<Func<double[], double[], double[]>>()(arguments, extra);
}
