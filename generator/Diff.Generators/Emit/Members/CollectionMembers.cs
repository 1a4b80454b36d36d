using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// The members of a method that takes collections, which call those on spans.
/// <code>
/// double[] FGradient(List&lt;double&gt; x) => FGradient(Elements.Of(x));
/// </code>
/// </summary>
internal static class CollectionMembers
{
    /// <summary>Writes nothing if the method takes no collections, or if a base class has the members.</summary>
    public static void Write(Family core, bool hasJvp, bool hasPullback, Func<string, bool> isWanted, CodeWriter writer)
    {
        if (!core.Method.TakesCollections || core.Declaration.IsHidden
            || core.Declaration.Dispatch is Dispatch.Override or Dispatch.SealedOverride or Dispatch.Explicit or Dispatch.StaticInterface)
            return;
        var family = new Family(core.Method, isOnCollections: true);
        if (!family.HasScalarResult && isWanted("Gradient") && family.Method.Refusal is null) VectorGradient.Write(family, writer);
        foreach (var (suffix, head, appended) in Members(family, hasJvp, hasPullback))
        {
            if (!isWanted(suffix)) continue;
            Documentation.Write(writer, $"<c>{family.Name(suffix)}</c> of the elements of the collections.");
            writer.Line(head);
            writer.Open();
            writer.Line($"{(head.Contains($" void {family.Name(suffix)}") ? "" : "return ")}{family.Call(suffix, appended)};");
            writer.Close();
        }
    }

    private static IEnumerable<(string Suffix, string Head, IEnumerable<string> Appended)> Members(Family family, bool hasJvp,
        bool hasPullback)
    {
        if (family.HasScalarResult && family.Accumulated.Count > 0)
        {
            yield return ("Gradient", family.Head(family.GradientType, "Gradient", [], isOwn: true), []);
            yield return ("ValueAndGradient",
                family.Head(GradientMembers.ValueAndGradientType(family), "ValueAndGradient", [], isOwn: true), []);
            yield return ("ValueAndGradient", GradientMembers.OverwritingHead(family),
                GradientMembers.Overwritten(family).Select(formal => formal.Argument));
        }
        yield return ("Vjp", DerivativeMembers.VjpHead(family), DerivativeMembers.VjpFormals(family).Select(formal => formal.Argument));
        if (hasJvp)
            yield return ("Jvp", DerivativeMembers.JvpHead(family), DerivativeMembers.JvpFormals(family).Select(formal => formal.Argument));
        if (hasPullback) yield return ("WithPullback", PullbackMembers.Head(family), []);
        if (!family.HasScalarResult && family.Weights.Count > 0)
        {
            var jacobian = JacobianMember.Of(family);
            yield return ("Jacobian", jacobian.Head(), []);
            yield return ("Jacobian", jacobian.OverwritingHead(), [jacobian.Matrix]);
        }

        if (!HessianMembers.Exists(family)) yield break;
        yield return ("Hvp", HessianMembers.HvpHead(family), family.Parts.Select(part => part.Direction.Argument));
        yield return ("Hvp", HessianMembers.OverwritingHead(family),
            family.Parts.Select(part => part.Direction.Argument).Concat(family.Parts.Select(part => part.Product.Argument)));
        var hessian = HessianMember.Of(family);
        yield return ("Hessian", hessian.Head(), []);
        yield return ("Hessian", hessian.OverwritingHead(), [hessian.Matrix]);
    }
}
