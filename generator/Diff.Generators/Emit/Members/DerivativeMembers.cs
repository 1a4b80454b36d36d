using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>The members whose bodies are derived: <c>FVjp</c>, <c>FJvp</c> and the hidden halves.</summary>
internal static class DerivativeMembers
{
    // Small bodies without a tape cost less than the call.
    private const int LargestInlined = 24;

    public static void Vjp(Family family, Derivative derivative, string contract, CodeWriter writer)
    {
        var isInlined = !derivative.UsesTape && family.IsScalarsOnly && IsSmall(derivative.Body);
        Documentation.Write(
            writer,
            $"The value of {Documentation.Name(family)}; adds its gradient, weighted, to what is passed{Formula(family)}.",
            isInlined: isInlined);
        Documentation.WriteContract(writer, contract);
        writer.Line(VjpHead(family));
        writer.Open();
        Checks.OfGradients(family, writer);
        writer.Blank();
        foreach (var record in derivative.Records) writer.Comment(record);
        if (!derivative.Records.IsEmpty && !derivative.UsesTape) writer.Blank();

        var parameters = Primal(family);
        parameters.AddRange(family.Weights.Select(weighted => new Coalesce.Fixed(weighted.Weight.Name,
            weighted.Parameter < 0 && family.Method.ReturnedTuple is null)));
        parameters.AddRange(family.Accumulated.Select(independent => new Coalesce.Fixed(independent.Gradient, false)));
        var assigned = Delivered(family);
        foreach (var weighted in family.ValueWeights)
            if (weighted.Parameter >= 0)
                assigned.Add((family.Method.Results.Count + assigned.Count(pair => pair.Yield >= family.Method.Results.Count),
                    weighted.Weight.Name));
        Body(family, derivative, parameters, assigned, Returned(family), derivative.UsesTape ? TapeUse.Rented : TapeUse.None, writer);
        writer.Close();
    }

    public static void ValueAndGradient(Family family, Derivative derivative, CodeWriter writer)
    {
        GradientMembers.ValueAndGradientHead(family, isInlined: IsSmall(derivative.Body), writer);
        var returned = Enumerable.Range(0, 1 + family.Independents.Count).ToList();
        Body(family, derivative, Primal(family), [], returned, TapeUse.None, writer);
        writer.Close();
    }

    private static string Formula(Family family) => family.HasScalarResult && family.Accumulated.Count > 0
        ? $": <c>{family.Accumulated[0].Gradient} += {family.Weights[0].Weight.Name} · ∂{family.Declaration.Name.TrimStart('@')}/∂{family.Accumulated[0].Name.TrimStart('@')}</c>"
        : "";

    public static string VjpHead(Family family) =>
        family.Head(family.ReturnType, "Vjp", VjpFormals(family));

    /// <summary>What follows the primal's parameters.</summary>
    public static IEnumerable<Formal> VjpFormals(Family family) =>
        [.. family.WeightFormals, .. family.Parts.Select(part => part.Accumulator)];

    /// <summary>What follows the primal's parameters.</summary>
    public static IEnumerable<Formal> JvpFormals(Family family) => TangentFormals(family, isFlat: false);

    private static bool IsSmall(Block body) =>
        IsShort(body) && body.Statements.All(statement => statement is Let { Operation: not Call } or Heading);

    // A half is called from another derivative body, where it often is the only reason for a call.
    private static bool IsSmallHalf(Family family, Derivative derivative) =>
        family.IsScalarsOnly && IsShort(derivative.Body) && derivative.Body.Statements.All(statement => statement is Let or Heading);

    private static bool IsShort(Block body) => body.Statements.Count <= LargestInlined;

    /// <param name="contract">Of a hidden family, which has no Vjp to carry it.</param>
    public static void Jvp(Family family, Derivative derivative, string contract, CodeWriter writer)
    {
        var summary =
            $"The value of {Documentation.Name(family)} and its directional derivative <c>∇{family.Declaration.Name.TrimStart('@')} · v</c> along the tangents.";
        if (family.Declaration.IsHidden) Documentation.WriteHidden(writer, summary, IsSmallHalf(family, derivative));
        else Documentation.Write(writer, summary);
        Documentation.WriteContract(writer, contract);
        writer.Line(JvpHead(family));
        writer.Open();
        // A function in a body gets what the body has, of tables with rows to come.
        if (!family.Declaration.IsLifted) Checks.OfTangents(family, writer);
        writer.Blank();
        if (!HasHiddenJvp(family))
        {
            Tangents(family, derivative, derivative.UsesTape ? TapeUse.Rented : TapeUse.None, isFlat: false, writer);
            writer.Close();
            return;
        }
        writer.Line(
            $"{(family.Returned is null ? "" : "return ")}{family.Call(Signatures.Jvp, [.. FlatTangents(family), .. family.Borrowed.Select(_ => "default")])};");
        writer.Close();
        Documentation.WriteHidden(writer,
            family.HasObjects ? $"{summary[..^1]}, one per field." : $"{summary[..^1]}, in arrays that the caller may lend.",
            IsSmallHalf(family, derivative));
        writer.Line(HiddenJvpHead(family));
        writer.Open();
        Tangents(family, derivative, derivative.UsesTape ? TapeUse.Rented : TapeUse.None, isFlat: true, writer);
        writer.Close();
    }

    /// <summary>The body of a member that delivers values and tangents.</summary>
    /// <param name="isFlat">The tangents of fields are parameters of their own.</param>
    /// <param name="sets">What the tangents of each set are called, by their names in members with one set.</param>
    public static void Tangents(Family family, Derivative derivative, TapeUse tape, bool isFlat, CodeWriter writer,
        params Func<string, string>[] sets)
    {
        if (sets.Length == 0) sets = [name => name];
        var parameters = Primal(family);
        var assigned = Delivered(family);
        var returned = Returned(family);
        var weights = family.ValueWeights;
        for (var set = 0; set < sets.Length; set++)
        {
            parameters.AddRange(family.Independents.Select(independent => new Coalesce.Fixed(sets[set](isFlat
                ? independent.HalfTangent
                : independent.Tangent), independent.Mode != PassMode.Ref)));
            for (var i = 0; i < weights.Count; i++)
            {
                var yield = family.Method.Results.Count + (set * weights.Count) + i;
                if (weights[i].Parameter < 0) returned.Add(yield);
                else assigned.Add((yield, sets[set](weights[i].Tangent)));
            }
        }

        Body(family, derivative, parameters, assigned, returned, tape, writer, isFlat ? family.Borrowed : []);
    }

    public static string JvpHead(Family family) => TangentHead(family, "Jvp", [], isFlat: false);

    /// <summary>Whether callers have a form of their own: with a tangent per field of an object, or with lent results.</summary>
    public static bool HasHiddenJvp(Family family) => family.HasObjects || family.Borrowed.Count > 0;

    public static string HiddenJvpHead(Family family) => TangentHead(family, Signatures.Jvp, family.Borrowed, isFlat: true);

    /// <summary>The form for callers of a <c>Jvp</c> that is written by hand.</summary>
    public static void HiddenJvp(Family family, CodeWriter writer)
    {
        Documentation.WriteHidden(writer, $"<c>{family.Name("Jvp")}</c>, whose results nobody lends.", isInlined: false);
        writer.Line(HiddenJvpHead(family));
        writer.Open();
        writer.Line(
            $"{(family.Returned is null ? "" : "return ")}{family.Call("Jvp", JvpFormals(family).Select(formal => formal.Argument))};");
        writer.Close();
    }

    /// <param name="appended">Parameters after the tangents.</param>
    /// <param name="isFlat">The tangents of fields are parameters of their own.</param>
    public static string TangentHead(Family family, string suffix, IEnumerable<Formal> appended, bool isFlat)
    {
        var returnsTangent = family.Returned is { IsDifferentiable: true };
        return family.Head(returnsTangent ? $"({family.ReturnType} Value, {family.ReturnedTangent} Tangent)" : family.ReturnType, suffix,
            TangentFormals(family, isFlat).Concat(appended));
    }

    /// <summary>The tangents as arguments of the member that takes those of fields one by one.</summary>
    private static IEnumerable<string> FlatTangents(Family family)
    {
        var fields = family.Independents.Where(independent => independent.Owner is not null)
            .ToDictionary(independent => independent.HalfTangent, independent => independent.Tangent);
        return TangentFormals(family, isFlat: true)
            .Select(formal => fields.TryGetValue(formal.Name, out var field) ? field : formal.Argument);
    }

    /// <param name="isFlat">The tangents of fields are parameters of their own.</param>
    public static IEnumerable<Formal> TangentFormals(Family family, bool isFlat)
    {
        var independents = family.Independents.Where(independent => independent.Mode != PassMode.Ref);
        return (isFlat ? independents : Family.Distinct(independents))
            .Select(independent => (independent.Parameter,
                Formal: isFlat
                    ? GradientPart.TangentOf(independent) with { Name = independent.HalfTangent }
                    : GradientPart.Of(independent).Tangent))
            .Concat(family.ValueWeights.Where(weighted => weighted.Parameter >= 0).Select(weighted => (weighted.Parameter,
                Formal: new Formal(family.Independents.Any(independent => independent.Parameter == weighted.Parameter) ? "ref" : "out",
                    weighted.Type.Name, weighted.Tangent))))
            .OrderBy(pair => pair.Parameter).Select(pair => pair.Formal);
    }

    public static void Forward(Family family, Derivative derivative, CodeWriter writer)
    {
        Documentation.WriteHidden(writer, $"{Documentation.Name(family)}, recording what its reverse half reads.",
            IsSmallHalf(family, derivative));
        writer.Line(ForwardHead(family));
        writer.Open();
        var delivered = Delivered(family);
        delivered.AddRange(RecordMember.Places(family, derivative.Kept).Select((place, i) => (family.Method.Results.Count + i, place)));
        if (family.Method.KeepsRecord && derivative.Kept.IsEmpty) writer.Line($"{family.Untaken("record")} = default;");
        Body(family, derivative, Primal(family), delivered, Returned(family), TapeUse.Parameter, writer);
        writer.Close();
    }

    public static string ForwardHead(Family family) => family.Head(family.ReturnType, Signatures.Forward,
        [family.Method.KeepsRecord ? RecordMember.Parameter(family, "out") : new Formal("", "global::Diff.Tape", family.Untaken("tape"))]);

    public static void Reverse(Family family, Derivative derivative, CodeWriter writer)
    {
        Documentation.WriteHidden(writer,
            $"The reverse half of {Documentation.Name(family)}: the adjoints of its independents; those of buffers are added to what is passed.",
            IsSmallHalf(family, derivative));
        writer.Line(ReverseHead(family, Signatures.Reverse));
        writer.Open();
        ReverseBody(family, derivative, writer);
        writer.Close();
    }

    public static void ReverseBody(Family family, Derivative derivative, CodeWriter writer)
    {
        List<Coalesce.Fixed> parameters = [.. family.Method.HasReceiver ? new[] { new Coalesce.Fixed("this", false) } : []];
        parameters.AddRange(ReverseInputs(family)
            .Select(input => new Coalesce.Fixed(family.Primal[input].Name, !family.Primal[input].IsImplied, IsScoped: true)));
        parameters.AddRange(RecordMember.Places(family, derivative.Kept).Select(place => new Coalesce.Fixed(place, false)));
        parameters.AddRange(family.ValueWeights.Select(weighted => new Coalesce.Fixed(weighted.InHalf.Name, true, IsScoped: true)));
        parameters.AddRange(family.Independents.Where(independent => independent.IsBuffer)
            .Select(buffer => new Coalesce.Fixed(buffer.Half.Name, false, IsScoped: true)));
        var adjoints = family.Independents.Count(independent => !independent.IsBuffer);
        Body(family, derivative, parameters, [], Enumerable.Range(0, adjoints).ToList(), TapeUse.Parameter, writer);
    }

    public static string ReverseHead(Family family, string suffix)
    {
        var adjoints = family.Independents.Where(independent => !independent.IsBuffer).ToList();
        var formals = GivenInputs(family).Select(input => ReverseInput(family.Primal[input]).Declaration)
            .Append((family.Method.KeepsRecord
                ? RecordMember.Parameter(family, "in")
                : new Formal("ref", "global::Diff.TapeCursor", family.Untaken("cursor"))).Declaration)
            .Concat(family.ValueWeights.Select(weighted => (weighted.InHalf with { IsScoped = IsSpan(weighted.InHalf.Type) }).Declaration))
            .Concat(family.Independents.Where(independent => independent.IsBuffer)
                .Select(buffer => (buffer.Half with { IsScoped = IsSpan(buffer.Half.Type) }).Declaration));
        return family.HeadOf(ReverseType(adjoints), suffix, formals, isStatic: true);
    }

    public static string ReverseType(IReadOnlyList<Independent> adjoints) =>
        Family.TupleType(adjoints.Select(adjoint => (adjoint.Type.Name, adjoint.Element)).ToList());

    public static Formal ReverseInput(Formal formal) => new("", formal.Type, formal.Name, IsScoped: IsSpan(formal.Type));

    public static bool IsSpan(string type) => type.StartsWith("global::System.Span<", StringComparison.Ordinal)
        || type.StartsWith("global::System.ReadOnlySpan<", StringComparison.Ordinal);

    /// <summary>The primal parameters that the reverse half receives, or reads from an object that it has.</summary>
    public static IReadOnlyList<int> ReverseInputs(Family family) =>
        Enumerable.Range(0, family.Primal.Count)
            .Where(i => Signatures.IsInput(family.Method.Parameters[i].Type, family.Method.Parameters[i].Mode)).ToList();

    /// <summary>The primal parameters that the reverse half is given.</summary>
    public static IReadOnlyList<int> GivenInputs(Family family) =>
        ReverseInputs(family).Where(input => !family.Primal[input].IsImplied).ToList();

    public static List<Coalesce.Fixed> Primal(Family family)
    {
        List<Coalesce.Fixed> parameters = [.. family.Method.HasReceiver ? new[] { new Coalesce.Fixed("this", false) } : []];
        for (var i = 0; i < family.Primal.Count; i++)
            parameters.Add(new(family.Primal[i].Name, family.Method.Parameters[i].Mode == PassMode.Value && !family.Primal[i].IsImplied,
                family.Primal[i].IsScoped));
        return parameters;
    }

    /// <summary>The <c>ref</c> and <c>out</c> parameters that deliver results, in order.</summary>
    public static IEnumerable<string> ByReference(Family family) =>
        family.Method.Results.Where(result => result.Parameter >= 0).Select(result => family.Primal[result.Parameter].Name);

    public static List<(int Yield, string Name)> Delivered(Family family)
    {
        var delivered = new List<(int, string)>();
        for (var i = 0; i < family.Method.Results.Count; i++)
            if (family.Method.Results[i].Parameter >= 0) delivered.Add((i, family.Primal[family.Method.Results[i].Parameter].Name));
        return delivered;
    }

    public static List<int> Returned(Family family) =>
        [.. Enumerable.Range(0, family.Method.Results.Count(result => result.Parameter < 0))];

    /// <summary>How a returned tuple of arrays is put together, alone or with its tangents.</summary>
    private static Func<IReadOnlyList<string>, string>? Form(Family family, int returned) =>
        family.Method.ReturnedTuple is { } tuple && returned > 0
            ? texts => ReturnForms.All(tuple, returned, index => texts[index], "default")
            : null;

    /// <param name="borrowed">The parameter that lends what the member returns, if it is not the tape.</param>
    public static void Body(
        Family family,
        Derivative derivative,
        IReadOnlyList<Coalesce.Fixed> parameters,
        IReadOnlyList<(int, string)> assigned,
        IReadOnlyList<int> returned,
        TapeUse tape,
        CodeWriter writer,
        IReadOnlyList<Formal>? borrowed = null)
    {
        var body = new CodeWriter();
        var isReverse = derivative.Kind is DerivativeKind.Reverse or DerivativeKind.ReverseTangent or DerivativeKind.Hvp;
        parameters = HeldMemory.Declare(family, derivative.Body, parameters, writer);
        BodyEmitter.Run(derivative.Body, new(parameters, assigned, returned, tape, family.Declaration.ChecksOverflow)
        {
            TapeName = family.Untaken("tape"),
            CursorName = family.Untaken("cursor"),
            ScratchName = family.Untaken("scratch"),
            ResultsName = tape == TapeUse.Parameter ? family.Untaken("tape") + ".Results" : borrowed is [var lender] ? lender.Name : "",
            IsRestGrouped = derivative.Kind == DerivativeKind.ValueAndGradient,
            IsValueFirst = !isReverse && family.Returned is not null && family.Method.ReturnedTuple is null,
            Form = isReverse ? null : Form(family, returned.Count),
            Reserved = [.. family.Declaration.TypeParameters.Split('<', '>', ',', ' '), family.Untaken("record")],
        }, body);
        writer.Append(body);
    }
}
