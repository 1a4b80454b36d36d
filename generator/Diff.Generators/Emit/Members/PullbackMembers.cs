using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// <c>FWithPullback</c> and the <c>ref struct FPullback</c> it returns: the tape that the forward half filled, and the parameters that the
/// reverse half reads again.
/// </summary>
/// <param name="refusal">The statement that all bodies consist of when the method is refused.</param>
internal sealed class PullbackMembers(Family family, CodeWriter writer, string? refusal = null)
{
    private readonly IReadOnlyList<int> _inputs = DerivativeMembers.GivenInputs(family);

    public static string TypeName(Family family) => family.Name("Pullback") + family.Declaration.TypeParameters;

    public static string Head(Family family)
    {
        // The pullback keeps spans, which scoped ones (params spans are) would not allow. A parameter without a default cannot follow one
        // that has it.
        var unscoped = family.Declared.Select(formal => formal with { IsScoped = false }).ToList();
        var hasParamsSpan = unscoped.Any(formal => formal.IsParams && formal.Type.Contains("Span<"));
        var formals = unscoped.Select(formal => hasParamsSpan ? formal.Declaration : formal.OwnDeclaration);
        return family.HeadOf(TypeName(family), "WithPullback", formals);
    }

    public void Method()
    {
        Documentation.Write(writer,
            $"The forward half of {Documentation.Name(family)} now; the reverse half later, as often as wanted. Dispose the result.",
            "Arrays and spans must stay unchanged until the pullback has been applied.");
        writer.Line(Head(family));
        writer.Open();
        if (Refused()) return;
        Checks.OfPresence(family, writer);
        Checks.OfPrimal(family, writer);
        var tape = family.Untaken("tape");
        writer.Line($"var {tape} = global::Diff.Tape.Rent();");
        writer.Line("try");
        writer.Open();
        writer.Line($"return {Create(tape)};");
        writer.Close();
        writer.Line("catch");
        writer.Open();
        writer.Line($"{tape}.Dispose();");
        writer.Line("throw;");
        writer.Close();
        writer.Close();
    }

    /// <summary>The pullback inside of another member, where the tape lends what the method returns.</summary>
    /// <param name="pullback">The variable that is declared.</param>
    public void Lend(string pullback)
    {
        Checks.OfPrimal(family, writer);
        var tape = family.Untaken("tape");
        writer.Line($"using var {tape} = global::Diff.Tape.Rent();");
        writer.Line($"var {pullback} = {Create(tape, ".LendingResults")};");
    }

    /// <summary>Runs the forward half; returns the expression that makes the pullback.</summary>
    /// <param name="results">What gives the tape to the forward half, if that is not the tape itself.</param>
    private string Create(string tape, string results = "")
    {
        // The reverse half wants what was passed in.
        foreach (var input in _inputs.Where(IsReference)) writer.Line($"var {Entry(input)} = {family.Primal[input].Name};");
        var call = family.Call(Signatures.Forward, [family.Method.KeepsRecord ? "out var " + Record : tape + results]);
        writer.Line(family.Returned is null ? call + ";" : $"var {Value} = {call};");
        if (family.Method.KeepsRecord) writer.Line($"{tape}.Push({Record});");
        var arguments = new List<string> { tape };
        if (family.Returned is not null) arguments.Add(Value);
        if (family.Method.HasReceiver) arguments.Add("this");
        arguments.AddRange(_inputs.Select(input => IsReference(input) ? Entry(input) : family.Primal[input].Name));
        return $"new {TypeName(family)}({string.Join(", ", arguments)})";
    }

    private bool IsReference(int input) => family.Method.Parameters[input].Mode == PassMode.Ref;

    private string Entry(int input) => family.Untaken(family.Primal[input].Name.TrimStart('@') + "Entry");

    // Ends the member that has just been opened.
    private bool Refused()
    {
        if (refusal is null) return false;
        writer.Line(refusal);
        writer.Close();
        return true;
    }

    public void Type()
    {
        Documentation.Write(writer,
            $"The pullback of {Documentation.Name(family)}: maps weights of the result to gradients, until it is disposed.");
        var hides = family.Declaration.Modifiers.StartsWith("new", StringComparison.Ordinal) ? "new " : "";
        writer.Line($"{family.Declaration.Accessibility} {hides}ref struct {TypeName(family)}" + (family.Declaration.Constraints.Length > 0
            ? " " + family.Declaration.Constraints
            : ""));
        writer.Open();
        if (refusal is null) State();
        if (family.Returned is not null)
        {
            writer.Line("");
            writer.Line($"/// <summary>The value of {Documentation.Name(family)}.</summary>");
            writer.Line($"public {family.ReturnType} Value {(refusal is null ? "{ get; }" : $"=> {refusal}")}");
        }
        Gradient();
        AddGradient();
        writer.Line("");
        writer.Line("/// <summary>Gives the recorded values back. Disposing again does nothing.</summary>");
        writer.Line($"public void Dispose(){(refusal is null ? " => _tape.Dispose();" : " { }")}");
        writer.Close();
    }

    private void State()
    {
        var fields = Fields();
        foreach (var (type, field, _) in fields) writer.Line($"private readonly {type} {field};");
        writer.Line("");
        var formals = new List<string>();
        foreach (var (type, field, name) in fields)
        {
            formals.Add($"{type} {name}");
            if (field == "_tape" && family.Returned is not null) formals.Add($"{family.ReturnType} {Value}");
        }
        writer.Line($"internal {family.Name("Pullback")}({string.Join(", ", formals)})");
        writer.Open();
        foreach (var (_, field, name) in fields) writer.Line($"{field} = {name};");
        if (family.Returned is not null)
            writer.Line($"{(family.Primal.Any(formal => formal.Name == "Value") ? "this." : "")}Value = {Value};");
        writer.Close();
    }

    private string Value => family.Untaken("value");

    private List<(string Type, string Field, string Name)> Fields()
    {
        var fields = new List<(string, string, string)> { ("global::Diff.Tape", "_tape", family.Untaken("tape")) };
        if (family.Method.HasReceiver) fields.Add((family.Declaration.Holder, "_this", family.Untaken("receiver")));
        foreach (var input in _inputs) fields.Add((family.Primal[input].Type, Field(input), family.Primal[input].Name));
        return fields;
    }

    private string Field(int input) => Names.Untaken("_" + family.Primal[input].Name.TrimStart('@'), ["_tape", "_this"]);

    // Weights of written parameters are in and out: the weight of the result before, the gradient of what was passed in after.
    private List<string> Weights() => family.WeightFormals.Select(formal => formal.Declaration).ToList();

    private void Gradient()
    {
        var accumulated = family.Accumulated;
        if (accumulated.Count == 0) return;
        writer.Line("");
        writer.Line($"/// <summary>The gradient of {Documentation.Name(family)}, weighted.</summary>");
        writer.Line("/// <exception cref=\"global::System.ObjectDisposedException\">The pullback has been disposed.</exception>");
        var type = Family.TupleType(family.Parts.Select(part => (part.Type, part.Element)).ToList());
        writer.Line($"public {type} Gradient({string.Join(", ", Weights())})");
        writer.Open();
        if (Refused()) return;
        writer.Line($"var {Cursor} = _tape.Read();");
        Checks.OfPullback(family, Field, Object, accumulates: false, writer);
        foreach (var independent in Family.Distinct(accumulated)
            .Where(independent => independent.IsBuffer || independent.Owner is not null))
            writer.Line(
                $"var {GradientPart.Of(independent).Accumulator.Name} = {GradientPart.ZeroOf(independent, independent.Owner is { } owner ? Object(owner.Name) : Field(independent.Parameter))};");
        if (accumulated.All(independent => !independent.IsBuffer && independent.Owner is null)
            && family.Weights.All(weighted => weighted.Parameter < 0))
        {
            writer.Line($"return {ReverseCall()}");
            writer.Close();
            return;
        }
        Reverse(Local);
        foreach (var independent in accumulated.Where(independent => independent.Owner is not null && !independent.IsBuffer))
            writer.Line($"{independent.Gradient} = {Local(independent)};");
        writer.Line($"return {Family.Tuple(family.Parts.Select(part => part.Accumulator.Name).ToList())};");
        writer.Close();
    }

    private void AddGradient()
    {
        writer.Line("");
        writer.Line($"/// <summary>Adds the gradient of {Documentation.Name(family)}, weighted, to what is passed.</summary>");
        writer.Line("/// <exception cref=\"global::System.ObjectDisposedException\">The pullback has been disposed.</exception>");
        writer.Line(
            $"public void AddGradient({string.Join(", ", Weights().Concat(family.Parts.Select(part => part.Accumulator.Declaration)))})");
        writer.Open();
        if (Refused()) return;
        writer.Line($"var {Cursor} = _tape.Read();");
        Checks.OfPullback(family, Field, Object, accumulates: true, writer);
        Reverse(Bar);
        foreach (var independent in family.Accumulated.Where(independent => !independent.IsBuffer))
            Add(independent.Type, independent.Gradient, Bar(independent));
        writer.Close();
    }

    /// <summary>The local that receives an adjoint.</summary>
    private string Local(Independent independent) => independent.Owner is null ? independent.Gradient : independent.Half.Name;

    /// <summary>Where the pullback keeps an object.</summary>
    private string Object(string owner) => owner == "this"
        ? "_this"
        : Field(family.Method.Parameters.ToList().FindIndex(parameter => parameter.Field is null && parameter.Name == owner));

    private string Cursor => family.Untaken("cursor");

    private string Record => family.Untaken("record");

    private string Bar(Independent independent) =>
        family.Untaken((independent.Owner is null ? independent.Name.TrimStart('@') : independent.HalfName) + "Bar");

    private void Add(IrType type, string target, string term)
    {
        if (type is AggregateType { Kind: AggregateKind.Struct } value && !value.IsAssignableInParts())
        {
            writer.Line($"{target} = {AggregateText.Sum(value, target, term)};");
            return;
        }
        if (type is AggregateType aggregate)
        {
            foreach (var field in aggregate.Fields.Where(field => field.Type.IsDifferentiable()))
                Add(field.Type, $"{target}.{field.Name}", $"{term}.{field.Name}");
            return;
        }
        writer.Line($"{target} += {term};");
    }

    private void Reverse(Func<Independent, string> local)
    {
        var adjoints = family.Independents.Where(independent => !independent.IsBuffer).ToList();
        var receives = adjoints.Select(independent => independent.Mode == PassMode.Ref
            ? Weight(independent).Weight.Name
            : local(independent)).ToList();
        var call = ReverseCall();
        var names = adjoints.Select((independent, i) => independent.Mode == PassMode.Ref ? receives[i] : "var " + receives[i]).ToList();
        writer.Line(names.Count switch
        {
            0 => call,
            1 => $"{names[0]} = {call}",
            _ when adjoints.All(independent => independent.Mode != PassMode.Ref) => $"var ({string.Join(", ", receives)}) = {call}",
            _ => $"({string.Join(", ", names)}) = {call}",
        });
        foreach (var weighted in family.Weights)
            if (weighted.Parameter >= 0 && family.Method.Parameters[weighted.Parameter].Mode == PassMode.Out)
                writer.Line($"{weighted.Weight.Name} = {Gradients.Zero(weighted.Type, "")};");
    }

    private string ReverseCall()
    {
        var arguments = _inputs.Select(Field)
            .Append(family.Method.KeepsRecord ? $"{Cursor}.Pop<{RecordMember.TypeName(family)}>()" : "ref " + Cursor)
            .Concat(family.ValueWeights.Select(weighted => weighted.Weight.Name))
            .Concat(family.Independents.Where(independent => independent.IsBuffer).Select(independent => independent.Gradient));
        var receiver = family.Method.HasReceiver ? "_this." : "";
        return $"{receiver}{family.Name(Signatures.Reverse)}{family.Declaration.TypeParameters}({string.Join(", ", arguments)});";
    }

    private Weighted Weight(Independent independent) => family.Weights.First(weighted => weighted.Parameter == independent.Parameter);
}
