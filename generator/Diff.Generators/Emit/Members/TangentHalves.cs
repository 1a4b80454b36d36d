using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// The hidden tangents of forward mode and of the halves of a method of order 2, which callers of order 2 use; those of the halves along
/// several directions, too.
/// </summary>
internal static class TangentHalves
{
    public static void Jvp(Family family, Derivative derivative, CodeWriter writer)
    {
        Documentation.WriteHidden(writer,
            $"The value of {Documentation.Name(family)} and its tangent, then the tangents of both along another direction.",
            isInlined: false);
        writer.Line(JvpHead(family));
        writer.Open();
        DerivativeMembers.Tangents(family, derivative, TapeUse.None, isFlat: true, writer, Sets(family));
        writer.Close();
    }

    public static string JvpHead(Family family)
    {
        var tangent = family.ReturnedTangent;
        return family.Head(
            family.Returned is { IsDifferentiable: true }
                ? $"({family.ReturnType} Value, {tangent} Tangent, {tangent} ValueDot, {tangent} TangentDot)"
                : family.ReturnType,
            Signatures.JvpTangent,
            Sets(family)
                .SelectMany(name => DerivativeMembers.TangentFormals(family, isFlat: true)
                    .Select(formal => formal with { Name = name(formal.Name) })).Concat(family.Borrowed));
    }

    /// <summary>
    /// The names of the tangents along one direction, of those along the other, and of the tangents of the ones along the other.
    /// </summary>
    private static Func<string, string>[] Sets(Family family) =>
    [
        tangent => tangent,
        tangent => family.Untaken(tangent.Substring(0, tangent.LastIndexOf("Tangent", StringComparison.Ordinal)) + "Dot"),
        tangent => family.Untaken(tangent + "Dot"),
    ];

    public static void Forward(Family family, Derivative derivative, bool isBundled, CodeWriter writer)
    {
        Documentation.WriteHidden(writer,
            $"The forward half of {Documentation.Name(family)} with its tangent{Along(family, isBundled)}, recording each value with its tangent.",
            isInlined: false);
        writer.Line(ForwardHead(family, isBundled));
        writer.Open();
        DerivativeMembers.Tangents(family, derivative, TapeUse.Parameter, isFlat: true, writer);
        writer.Close();
    }

    public static string ForwardHead(Family family, bool isBundled) => DerivativeMembers.TangentHead(
        isBundled ? family.Bundled() : family, isBundled ? Signatures.ForwardTangentBundle : Signatures.ForwardTangent,
        [new Formal("", "global::Diff.Tape", family.Untaken("tape"))], isFlat: true);

    public static void Reverse(Family family, Derivative derivative, bool isBundled, CodeWriter writer)
    {
        Documentation.WriteHidden(writer,
            $"The reverse half of {Documentation.Name(family)} with its tangent{Along(family, isBundled)}: the adjoints of its independents, then the tangents of the adjoints.",
            isInlined: false);
        writer.Line(ReverseHead(family, isBundled));
        writer.Open();
        List<Coalesce.Fixed> parameters = [.. family.Method.HasReceiver ? new[] { new Coalesce.Fixed("this", false) } : []];
        parameters.AddRange(DerivativeMembers.ReverseInputs(family)
            .Select(input => new Coalesce.Fixed(family.Primal[input].Name, !family.Primal[input].IsImplied, IsScoped: true)));
        var given = Given(family).ToList();
        parameters.AddRange(given.Select(formal => new Coalesce.Fixed(formal.Name,
            !formal.Type.EndsWith("]", StringComparison.Ordinal) && !DerivativeMembers.IsSpan(formal.Type), IsScoped: true)));
        parameters.AddRange(TangentsOfInputs(family).Concat(given.Select(formal => Tangent(family, formal)))
            .Select(formal => new Coalesce.Fixed(formal.Name, false, IsScoped: true)));
        var adjoints = family.Independents.Count(independent => !independent.IsBuffer);
        DerivativeMembers.Body(family, derivative, parameters, [], Enumerable.Range(0, 2 * adjoints).ToList(), TapeUse.Parameter, writer);
        writer.Close();
    }

    public static string ReverseHead(Family family, bool isBundled)
    {
        var tangents = isBundled ? family.Bundled() : family;
        var adjoints = family.Independents.Where(independent => !independent.IsBuffer).ToList();
        var formals = DerivativeMembers.GivenInputs(family).Select(input => DerivativeMembers.ReverseInput(family.Primal[input]))
            .Append(new Formal("ref", "global::Diff.TapeCursor", family.Untaken("cursor")))
            .Concat(Given(family))
            .Concat(TangentsOfInputs(tangents))
            .Concat(Given(tangents).Select(formal => Tangent(family, formal)));
        var results = adjoints.Select(adjoint => (adjoint.Type.Name, adjoint.Element)).ToList();
        foreach (var adjoint in tangents.Independents.Where(independent => !independent.IsBuffer))
            results.Add((adjoint.Type.Name, Names.Untaken(adjoint.Element + "Dot", results.ConvertAll(result => result.Element))));
        return family.HeadOf(Family.TupleType(results), isBundled ? Signatures.ReverseTangentBundle : Signatures.ReverseTangent,
            formals.Select(formal => formal.Declaration), isStatic: true);
    }

    private static string Along(Family family, bool isBundled) => isBundled ? "s along " + BundleMembers.Count(family, "directions") : "";

    /// <summary>The weights and accumulators, as the reverse half declares them.</summary>
    private static IEnumerable<Formal> Given(Family family) =>
        family.ValueWeights.Select(weighted => Scoped(weighted.InHalf))
            .Concat(family.Independents.Where(independent => independent.IsBuffer).Select(buffer => Scoped(buffer.Half)));

    private static IEnumerable<Formal> TangentsOfInputs(Family family) =>
        family.Independents.Where(independent => independent.IsBuffer)
            .Select(buffer => Scoped(new Formal("", buffer.Owner is null ? Gradients.TangentTypeOf(buffer.Type) : buffer.TangentType,
                buffer.HalfTangent)));

    private static Formal Tangent(Family family, Formal given) =>
        given with { Name = family.Untaken(given.Name.TrimStart('@') + "Tangent") };

    private static Formal Scoped(Formal formal) => formal with { IsScoped = DerivativeMembers.IsSpan(formal.Type) };
}
