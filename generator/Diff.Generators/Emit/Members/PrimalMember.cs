using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// The hidden primal of a method that generated code cannot call as the user wrote it: on spans, where the user's takes collections; of a
/// local function, as a method.
/// </summary>
internal static class PrimalMember
{
    public static void Write(Family family, Derivative derivative, CodeWriter writer)
    {
        Documentation.WriteHidden(writer,
            family.Declaration.IsLifted
                ? $"The local function {Documentation.Name(family)}."
                : $"{Documentation.Name(family)} of the elements of the collections.", isInlined: false);
        writer.Line(Head(family));
        writer.Open();
        DerivativeMembers.Body(family, derivative, DerivativeMembers.Primal(family), DerivativeMembers.Delivered(family),
            DerivativeMembers.Returned(family), TapeUse.None, writer);
        writer.Close();
    }

    public static string Head(Family family) => family.Head(family.ReturnType, family.Method.UsesCollections ? Signatures.Primal : "", []);
}
