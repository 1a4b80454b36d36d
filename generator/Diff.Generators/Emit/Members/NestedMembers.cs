using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>The hidden members of a derivative that a differentiated body uses: itself, and its derivatives in both modes.</summary>
internal static class NestedMembers
{
    public static void Write(DerivedMethod derived, CodeWriter writer)
    {
        var family = new Family(derived.Method);
        foreach (var derivative in derived.Derivatives)
        {
            Documentation.WriteHidden(writer, Summary(family, derivative.Kind), isInlined: false);
            var tape = derivative.UsesTape ? TapeUse.Rented : TapeUse.None;
            switch (derivative.Kind)
            {
                case DerivativeKind.Primal:
                    writer.Line(family.Head(family.ReturnType, "", family.Borrowed));
                    writer.Open();
                    DerivativeMembers.Body(family, derivative, DerivativeMembers.Primal(family), [],
                        [.. Enumerable.Range(0, derivative.Body.Yields.Count)], tape, writer, family.Borrowed);
                    break;
                case DerivativeKind.Jvp:
                    writer.Line(DerivativeMembers.TangentHead(family, "Jvp", family.Borrowed, isFlat: true));
                    writer.Open();
                    DerivativeMembers.Tangents(family, derivative, tape, isFlat: true, writer);
                    break;
                case DerivativeKind.Vjp:
                    writer.Line(family.Head("void", "Vjp",
                        [.. family.WeightFormals, .. family.Accumulated.Select(independent => independent.Half)]));
                    writer.Open();
                    List<Coalesce.Fixed> parameters = DerivativeMembers.Primal(family);
                    parameters.AddRange(family.Weights.Select(weighted => new Coalesce.Fixed(weighted.Weight.Name,
                        family.Method.ReturnedTuple is null)));
                    parameters.AddRange(family.Accumulated.Select(independent => new Coalesce.Fixed(independent.Half.Name, false)));
                    DerivativeMembers.Body(family, derivative, parameters, [], [], tape, writer);
                    break;
                default:
                    throw new InvalidOperationException($"A nested derivative has no member for {derivative.Kind}.");
            }

            writer.Close();
        }
    }

    private static string Summary(Family family, DerivativeKind kind) => kind switch
    {
        DerivativeKind.Primal => $"A derivative that <c>{family.Declaration.Name.Split(["__"], StringSplitOptions.None)[0]}</c> uses.",
        DerivativeKind.Jvp => $"The value of {Documentation.Name(family)} and its tangent.",
        _ => $"Adds the gradient of {Documentation.Name(family)}, weighted, to what is passed.",
    };
}
