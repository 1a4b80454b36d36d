using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>The stub that tells users of a vector-valued method what to call instead of a gradient.</summary>
internal static class VectorGradient
{
    public static void Write(Family family, CodeWriter writer)
    {
        var name = family.Declaration.Name.TrimStart('@');
        var message =
            $"{name} has a vector result{Reason(family.Method)}, and the gradient of a vector needs weights: call {family.Name("Vjp")} with one, or {family.Name("Jacobian")} for all partial derivatives.";
        var type = family.Inputs.Count == 0 ? "object" : family.GradientType;
        Documentation.WriteMissing(writer,
            $"{Documentation.Name(family)} has a vector result: see <c>{family.Name("Vjp")}</c> and <c>{family.Name("Jacobian")}</c>.",
            message);
        writer.Line(family.Head(type, "Gradient", [], isOwn: true));
        writer.Open();
        writer.Line($"throw new global::System.NotSupportedException({RefusedMembers.Quote(message)});");
        writer.Close();
    }

    /// <summary>Why a method that returns one number has a vector result.</summary>
    private static string Reason(Method method) => method.ReturnsOneNumber
        && method.Parameters.FirstOrDefault(parameter => parameter.IsWritten) is { } written
        ? $", because it may write elements of its parameter '{written.Name.TrimStart('@')}'"
        : "";
}
