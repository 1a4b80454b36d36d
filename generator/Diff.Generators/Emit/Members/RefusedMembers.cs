using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// Members without derivatives to deliver: right signatures, so that no second error follows, and bodies that throw. Those of a method that
/// cannot be differentiated; and those of an abstract one, for the bodies that have none of their own.
/// </summary>
internal static class RefusedMembers
{
    public static void Write(Family family, Refusal refusal, string contract, Func<string, bool> isWanted, CodeWriter writer)
    {
        var body = $"throw new global::System.NotSupportedException({Quote($"{refusal.Id}: {refusal.Sentence}")});";
        Members(family, $"Not supported: {Escape(refusal.Sentence)}", body, contract, isWanted, writer);
        if (!family.Declaration.IsHidden && isWanted("WithPullback") && isWanted("Pullback"))
        {
            var pullback = new PullbackMembers(family, writer, body);
            pullback.Method();
            pullback.Type();
        }
        if (family.Method.KeepsRecord) RecordMember.Write(family, [], writer);
    }

    /// <summary>The members that each body brings its own form of.</summary>
    public static void Abstract(Family family, string contract, Func<string, bool> isWanted, CodeWriter writer)
    {
        var name = $"{family.Declaration.Holder.Replace("global::", "")}.{family.Declaration.Name.TrimStart('@')}";
        var sentence =
            $"DIFF0117: the method that overrides or implements {name} is not [Differentiable]; mark it too, and build its assembly with Diff";
        var isDispatched = family.Declaration.Dispatch == Dispatch.StaticInterface
            ? isWanted
            : suffix => Modifiers.IsDispatched(suffix) && isWanted(suffix);
        Members(family, $"Each body of {Documentation.Name(family)} that is [Differentiable] brings its own.",
            $"throw new global::System.NotSupportedException({Quote(sentence)});", contract, isDispatched, writer);
    }

    private static void Members(Family family, string summary, string body, string contract, Func<string, bool> isWanted, CodeWriter writer)
    {
        foreach (var (suffix, head) in Heads(family))
        {
            if (!isWanted(suffix)) continue;
            Documentation.Write(writer, summary);
            if (suffix == (family.Declaration.IsHidden ? "Jvp" : "Vjp")) Documentation.WriteContract(writer, contract);
            writer.Line(head);
            writer.Open();
            writer.Line(body);
            writer.Close();
        }
    }

    private static IEnumerable<(string Suffix, string Head)> Heads(Family family)
    {
        var isPublic = !family.Declaration.IsHidden;
        if (isPublic && family.HasScalarResult && family.Accumulated.Count > 0)
        {
            yield return ("Gradient", family.Head(family.GradientType, "Gradient", [], isOwn: true));
            yield return ("ValueAndGradient",
                family.Head(GradientMembers.ValueAndGradientType(family), "ValueAndGradient", [], isOwn: true));
            if (!family.IsScalarsOnly) yield return ("ValueAndGradient", GradientMembers.OverwritingHead(family));
        }
        if (isPublic) yield return ("Vjp", DerivativeMembers.VjpHead(family));
        yield return ("Jvp", DerivativeMembers.JvpHead(family));
        if (DerivativeMembers.HasHiddenJvp(family)) yield return (Signatures.Jvp, DerivativeMembers.HiddenJvpHead(family));
        if (isPublic && !family.HasScalarResult && family.Weights.Count > 0)
        {
            yield return ("Jacobian", JacobianMember.Of(family).Head());
            yield return ("Jacobian", JacobianMember.Of(family).OverwritingHead());
        }
        if (family.Method.UsesCollections) yield return (Signatures.Primal, PrimalMember.Head(family));
        if (family.Method.IsBundled) yield return (Signatures.JvpBundle, BundleMembers.JvpHead(family));
        yield return (Signatures.Forward, DerivativeMembers.ForwardHead(family));
        yield return (Signatures.Reverse, DerivativeMembers.ReverseHead(family, Signatures.Reverse));
        if (isPublic && HessianMembers.Exists(family))
        {
            yield return ("Hvp", HessianMembers.HvpHead(family));
            if (!family.IsScalarsOnly) yield return ("Hvp", HessianMembers.OverwritingHead(family));
            yield return ("Hessian", HessianMember.Of(family).Head());
            yield return ("Hessian", HessianMember.Of(family).OverwritingHead());
        }
        if (family.Declaration.Order != 2) yield break;
        yield return (Signatures.JvpTangent, TangentHalves.JvpHead(family));
        yield return (Signatures.ForwardTangent, TangentHalves.ForwardHead(family, isBundled: false));
        yield return (Signatures.ReverseTangent, TangentHalves.ReverseHead(family, isBundled: false));
        if (!family.Method.HasBundledHalves) yield break;
        yield return (Signatures.ForwardTangentBundle, TangentHalves.ForwardHead(family, isBundled: true));
        yield return (Signatures.ReverseTangentBundle, TangentHalves.ReverseHead(family, isBundled: true));
    }

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    public static string Quote(string text) =>
        "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r") + "\"";
}
