using Diff.Fuzz.Language;
using Diff.Fuzz.Shrinking;

namespace Diff.Fuzz.Printing;

/// <summary>The declarations of interfaces and abstract classes, and of the bodies in classes.</summary>
static class ObjectPrinter
{
    public static string Head(ObjectOf contract) => $"public {(contract.IsInterface ? "partial interface" : "abstract partial class")} {contract.Name}";

    public static string Declaration(ObjectOf contract, Method body) => $"{(contract.IsInterface ? "" : "public abstract ")}{Signature(body)};";

    public static string Head(ObjectOf contract, Method body) => $"public {(contract.IsInterface ? "" : "override ")}{Signature(body)}";

    /// <summary>The fields that a body reads.</summary>
    public static IEnumerable<Setting> Settings(Method body) => Trees.Places(body.Body).Select(place => place.Node).OfType<Setting>().Distinct();

    static string Signature(Method body) => $"double {ObjectOf.Method}({string.Join(", ", body.Parameters.Skip(1).Select(ProgramPrinter.Declaration))})";
}
