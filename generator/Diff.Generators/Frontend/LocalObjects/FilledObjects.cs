using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Objects that are passed to be filled: the method that gets one assigns its fields, or hands it to others that do.
/// <code>
/// bool Hit(Ray ray, Hit hit) { hit.Distance = ray.Length; return true; }   →   hit, not ray
/// </code>
/// </summary>
internal static class FilledObjects
{
    /// <summary>The arguments of a call that are filled.</summary>
    public static IEnumerable<IOperation> By(MemberCall call) => call.Method.DeclaringSyntaxReferences.IsEmpty
        ? []
        : call.Method.OriginalDefinition.Parameters.Zip(call.Operands, (parameter, operand) => (Parameter: parameter, Operand: operand))
            .Where(pair => LocalClasses.MayBeTakenApart(pair.Operand.Type) && Changes.OfParameter(pair.Parameter))
            .Select(pair => pair.Operand);
}
