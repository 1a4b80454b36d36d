using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>Placeholder until the emitter lands.</summary>
internal static class Emitter
{
    public static string Emit(DerivedMethod method) => $"// {method.Method.Declaration.Key}\n";
}
