using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>The stub in place of a <c>Jvp</c> that cannot be had, because a custom rule on the way has no forward mode.</summary>
internal static class MissingJvp
{
    /// <param name="contract">The contract, where no other member says it.</param>
    public static void Write(Family family, string contract, CodeWriter writer)
    {
        var name = family.Declaration.Name.TrimStart('@');
        var obstacle = family.Method.Obstacle;
        var message =
            $"{name} has no forward mode, because the rule for {obstacle} is a Vjp alone: add a rule for {obstacle} with the signature of a Jvp.";
        var summary = $"{Documentation.Name(family)} has no forward mode: see <c>{family.Name("Vjp")}</c>.";
        // What stands for a member of another type is no more obsolete than that.
        if (family.Declaration.Dispatch == Dispatch.None) Documentation.WriteMissing(writer, summary, message);
        else Documentation.Write(writer, summary);
        Documentation.WriteContract(writer, contract);
        Stub(DerivativeMembers.JvpHead(family));
        if (family.Declaration.Dispatch == Dispatch.None || !DerivativeMembers.HasHiddenJvp(family)) return;
        Documentation.Write(writer, summary);
        Stub(DerivativeMembers.HiddenJvpHead(family));

        void Stub(string head)
        {
            writer.Line(head);
            writer.Open();
            writer.Line($"throw new global::System.NotSupportedException({RefusedMembers.Quote(message)});");
            writer.Close();
        }
    }
}
