using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>The public members of a method that cannot be differentiated: right signatures, so that no second error follows, and bodies that throw.</summary>
internal static class RefusedMembers
{
    public static void Write(Family family, Refusal refusal, Func<string, bool> isWanted, CodeWriter writer)
    {
        var body = $"throw new global::System.NotSupportedException({Quote($"{refusal.Id}: {refusal.Sentence}")});";
        var isPublic = !family.Declaration.IsHidden;
        if (isPublic && family.HasScalarResult && family.Accumulated.Count > 0)
        {
            Member("Gradient", family.Head(family.GradientType, "Gradient", [], isOwn: true));
            Member("ValueAndGradient", family.Head(GradientMembers.ValueAndGradientType(family), "ValueAndGradient", [], isOwn: true));
            if (!family.IsScalarsOnly) Member("ValueAndGradient", GradientMembers.OverwritingHead(family));
        }
        if (isPublic) Member("Vjp", DerivativeMembers.VjpHead(family));
        Member("Jvp", DerivativeMembers.JvpHead(family));
        if (isPublic && !family.HasScalarResult && family.Weights.Count > 0) Member("Jacobian", JacobianMember.Head(family));
        if (isPublic && isWanted("WithPullback") && isWanted("Pullback"))
        {
            var pullback = new PullbackMembers(family, writer, body);
            pullback.Method();
            pullback.Type();
        }
        if (family.Method.KeepsRecord) RecordMember.Write(family, [], writer);
        Member(Signatures.Forward, DerivativeMembers.ForwardHead(family));
        Member(Signatures.Reverse, DerivativeMembers.ReverseHead(family));
        if (isPublic && HessianMembers.Exists(family))
        {
            Member("Hvp", HessianMembers.HvpHead(family));
            if (!family.IsScalarsOnly) Member("Hvp", HessianMembers.OverwritingHead(family));
            Member("Hessian", HessianMember.Head(family));
        }
        if (family.Declaration.Order != 2) return;
        Member(Signatures.ForwardTangent, TangentHalves.ForwardHead(family));
        Member(Signatures.ReverseTangent, TangentHalves.ReverseHead(family));

        void Member(string suffix, string head)
        {
            if (!isWanted(suffix)) return;
            Documentation.Write(writer, $"Not supported: {Escape(refusal.Sentence)}");
            writer.Line(head);
            writer.Open();
            writer.Line(body);
            writer.Close();
        }
    }

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    public static string Quote(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r") + "\"";
}
