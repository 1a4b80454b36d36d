using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>Prints calls: the primal, the hidden halves, and forward mode, with the signatures of <see cref="Signatures"/>.</summary>
/// <param name="tape">The name of the tape in scope.</param>
/// <param name="scratch">The name of the scratch memory in scope.</param>
/// <param name="results">What lends the results of the member; empty if its caller does not.</param>
/// <param name="isCallersTape">The tape is a parameter, so that the caller has said whether results are lent.</param>
internal sealed class CallPrinter(string tape, string cursor, string scratch, string results, bool isCallersTape)
{
    public string Tape => tape;

    public string Scratch => scratch;

    /// <summary>What lends arrays; null for the heap.</summary>
    public string? Lender(MemoryHome home) => home switch
    {
        MemoryHome.Scratch => scratch,
        MemoryHome.Tape => tape,
        MemoryHome.Results when results.Length > 0 => results,
        _ => null,
    };

    /// <summary>The tape that a forward half is given: it says whether what the half returns is lent.</summary>
    private string TapeFor(Call call) => call.ResultHome switch
    {
        MemoryHome.Tape => tape + ".LendingResults",
        MemoryHome.Heap when isCallersTape && call.Callee.Results.Any(result => result.Type.IsBuffer()) => tape + ".GivingResults",
        _ => tape,
    };

    /// <summary>What forward mode is given to take its results from.</summary>
    private string ResultsFor(Call call) => call.ResultHome switch
    {
        MemoryHome.Scratch =>
            $"{scratch}.Results({(call.ResultLevel is { } level ? "level: " + Literals.Exact(Constant.Int(level)) : "")})",
        MemoryHome.Tape => tape + ".LendingResults.Results",
        var home => Lender(home) ?? "default",
    };

    /// <summary>The name of the cursor in scope.</summary>
    public string Cursor { get; set; } = cursor;

    /// <summary>Where a result goes.</summary>
    internal delegate string Target(int result);

    /// <summary>A call whose only result is returned.</summary>
    public string Expression(ExpressionPrinter expressions, Call call)
    {
        return call.Kind switch
        {
            CallKind.Primal => Primal(expressions, call, None),
            CallKind.Forward => Forward(expressions, call, None),
            CallKind.Reverse => Reverse(expressions, call),
            _ => throw new InvalidOperationException($"A call of kind {call.Kind} is no expression."),
        };

        static string None(int result) => throw new InvalidOperationException("The call has several results.");
    }

    /// <summary>The primal call; results of <c>ref</c> and <c>out</c> arguments are named by <paramref name="target"/>.</summary>
    public string Primal(ExpressionPrinter expressions, Call call, Target target)
    {
        if (call.Callee.UsesCollections)
            return $"{Member(expressions, call, Signatures.Primal, target)}({PrimalArguments(expressions, call, target)})";
        if (call.Callee.Template.Length > 0)
        {
            var given = Given(call);
            return Templates.Fill(call.Callee.Template,
                (hole, isArgument) => isArgument
                    ? expressions.Argument(given[hole])
                    : expressions.Print(given[hole]).Exact.Inside(Precedence.Primary));
        }

        var member = $"{Receiver(expressions, call, target)}.{call.Callee.Name}";
        return call.Callee.IsProperty
            ? member
            : $"{member}({Join(PrimalArguments(expressions, call, target), call.Callee is { Derivative: not null, BorrowsResults: true } ? ResultsFor(call) : "")})";
    }

    /// <summary>The forward half.</summary>
    public string Forward(ExpressionPrinter expressions, Call call, Target target) =>
        $"{Member(expressions, call, Signatures.Forward, target)}({Join(PrimalArguments(expressions, call, target), call.Callee.KeepsRecord ? "out " + target(call.Callee.Results.Count) : TapeFor(call))})";

    /// <summary>Forward mode, of the primal, of its forward half, or of forward mode.</summary>
    public string Jvp(ExpressionPrinter expressions, Call call, Target target)
    {
        var callee = call.Callee;
        var tangents = new List<string>();
        var next = (callee.IsInstance ? 1 : 0) + callee.Parameters.Count;
        for (var (set, results) = (0, callee.Results.Count); set < call.TangentsOfValues(); set++)
        {
            for (var i = 0; i < callee.Parameters.Count; i++)
            {
                var operand = callee.Parameters[i].IsIndependent ? call.Arguments[next++] : null;
                if (TangentResult(callee, i) is { } result) tangents.Add((operand is null ? "out " : "ref ") + target(results + result));
                else if (operand is not null) tangents.Add(expressions.Argument(operand));
            }

            results += callee.Results.Count(result => result.IsDifferentiable);
        }

        var receiver = callee is { Rule: not null, IsInstance: true } ? expressions.Argument(call.Arguments[0]) : "";
        var suffix = TangentSuffix(call);
        if (call.Kind == CallKind.ForwardTangent) tangents.Add(TapeFor(call));
        else if (callee.BorrowsResults) tangents.Add(ResultsFor(call));
        var method = callee.Rule is { } rule ? rule.Jvp : Member(expressions, call, suffix, target);
        return $"{method}({Join([receiver, PrimalArguments(expressions, call, target), .. tangents])})";
    }

    private static string TangentSuffix(Call call) => call switch
    {
        { Kind: CallKind.ForwardTangent } => call.IsBundle ? Signatures.ForwardTangentBundle : Signatures.ForwardTangent,
        { Kind: CallKind.JvpTangent } => Signatures.JvpTangent,
        { IsBundle: true } => Signatures.JvpBundle,
        _ => Signatures.HasHiddenJvp(call.Callee) ? Signatures.Jvp : "Jvp",
    };

    /// <summary>The reverse half or its tangent; it returns its results.</summary>
    public string Reverse(ExpressionPrinter expressions, Call call)
    {
        var inputs = Signatures.ReverseInputs(call.Callee);
        var first = call.Callee.IsInstance ? 1 : 0;
        var given = inputs.Count(input => !input.IsField);
        var arguments = call.Arguments.Skip(first).Take(inputs.Count).Where((_, i) => !inputs[i].IsField)
            .Concat(call.Arguments.Skip(first + inputs.Count)).Select(expressions.Argument).ToList();
        if (!call.Callee.KeepsRecord) arguments.Insert(given, "ref " + Cursor);
        var suffix = call.Kind == CallKind.Reverse ? Signatures.Reverse
            : call.IsBundle ? Signatures.ReverseTangentBundle
            : Signatures.ReverseTangent;
        var holder = call.Callee.IsInstance ? Receiver(expressions, call, null) : call.Callee.Holder;
        return $"{holder}.{call.Callee.Family}{suffix}{call.Callee.TypeArguments}({Join([.. arguments])})";
    }

    /// <summary>
    /// The index of the tangent that a <c>ref</c> or <c>out</c> parameter delivers, among the tangents of a forward-mode call.
    /// </summary>
    private static int? TangentResult(Callee callee, int parameter)
    {
        var tangent = 0;
        foreach (var result in callee.Results)
        {
            if (!result.IsDifferentiable) continue;
            if (result.Parameter == parameter) return tangent;
            tangent++;
        }
        return null;
    }

    /// <summary>The receiver and the arguments that a call names.</summary>
    private static List<Operand> Given(Call call)
    {
        var first = call.Callee.IsInstance ? 1 : 0;
        return [.. call.Arguments.Where((_, i) => i < first || !call.Callee.Parameters[i - first].IsField)];
    }

    private static string PrimalArguments(ExpressionPrinter expressions, Call call, Target target)
    {
        var callee = call.Callee;
        var first = callee.IsInstance ? 1 : 0;
        var arguments = new List<string>();
        for (var i = callee.HasReceiverParameter ? 1 : 0; i < callee.Parameters.Count; i++)
        {
            if (callee.Parameters[i].IsField) continue;
            var result = ResultOf(callee, i);
            arguments.Add(callee.Parameters[i].Mode switch
            {
                PassMode.Ref => "ref " + target(result),
                PassMode.Out => "out " + target(result),
                _ => expressions.Argument(call.Arguments[first + i]),
            });
        }
        return string.Join(", ", arguments);
    }

    /// <summary>The result that a <c>ref</c> or <c>out</c> parameter delivers.</summary>
    private static int ResultOf(Callee callee, int parameter)
    {
        var result = 0;
        while (result < callee.Results.Count && callee.Results[result].Parameter != parameter) result++;
        return result;
    }

    private static string Member(ExpressionPrinter expressions, Call call, string suffix, Target target) =>
        $"{Receiver(expressions, call, target)}.{call.Callee.Family}{suffix}{call.Callee.TypeArguments}";

    private static string Receiver(ExpressionPrinter expressions, Call call, Target? target) => call.Callee switch
    {
        { HasReceiverParameter: true, Parameters: [{ Mode: PassMode.Ref }, ..] } => target!(ResultOf(call.Callee, 0)),
        { HasReceiverParameter: true } or { IsInstance: true } => expressions.Print(call.Arguments[0]).Inside(Precedence.Primary),
        var callee => callee.Holder,
    };

    private static string Join(params string[] parts) => string.Join(", ", parts.Where(part => part.Length > 0));
}
