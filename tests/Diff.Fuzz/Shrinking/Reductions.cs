using Diff.Fuzz.Language;
using Diff.Fuzz.Printing;

namespace Diff.Fuzz.Shrinking;

/// <summary>All programs that are one step simpler. Many are not legal C#; whoever asks finds out.</summary>
static class Reductions
{
    public static IEnumerable<FuzzProgram> Of(FuzzProgram program)
    {
        var length = ProgramPrinter.Print(program).Length;
        return Candidates(program)
            .Select(candidate => (Candidate: candidate, ProgramPrinter.Print(candidate).Length))
            .Where(pair => pair.Length < length)
            .OrderBy(pair => pair.Length)
            .Select(pair => pair.Candidate);
    }

    static IEnumerable<FuzzProgram> Candidates(FuzzProgram program)
    {
        for (var k = 1; k < program.Methods.Count; k++) yield return program with { Methods = [.. program.Methods.Where((_, index) => index != k)] };
        for (var k = 0; k < program.Methods.Count; k++)
        {
            var position = k;
            var method = program.Methods[k];
            foreach (var place in Trees.Places(method.Body))
            {
                foreach (var simpler in Simpler(place.Node).Where(place.Accepts)) yield return Changed(method with { Body = (Block)place.Rebuild(simpler) }, position);
            }

            if (k > 0) continue;
            foreach (var parameter in method.Parameters)
            {
                yield return Changed(method with { Parameters = [.. method.Parameters.Where(other => other != parameter)] }, position);
            }
        }

        FuzzProgram Changed(Method method, int position) =>
            program with { Methods = [.. program.Methods.Select((old, index) => index == position ? method : old)] };
    }

    static IEnumerable<Node> Simpler(Node node) => node switch
    {
        Block block => WithoutParts(block),
        Switch choice => Bodies(choice).Concat(choice.Sections.Select(section => choice with { Sections = [.. choice.Sections.Where(other => other != section)] })),
        If choice when choice.Else is not null => Bodies(choice).Append(choice with { Else = null }),
        Statement statement => Bodies(statement),
        SwitchExpression choice => Operands(choice).Concat(choice.Arms.Select(arm => choice with { Arms = [.. choice.Arms.Where(other => other != arm)] })),
        Arm { Guard: not null } arm => [arm with { Guard = null }],
        Expression expression => Operands(expression),
        _ => [],
    };

    /// <summary>One half, then all but one statement, then an inner block dissolved.</summary>
    static IEnumerable<Node> WithoutParts(Block block)
    {
        var all = block.Statements;
        if (all.Count > 3)
        {
            yield return new Block([.. all.Take(all.Count / 2)]);
            yield return new Block([.. all.Skip(all.Count / 2)]);
        }

        for (var k = 0; k < all.Count; k++)
        {
            yield return new Block([.. all.Where((_, index) => index != k)]);
            if (all[k] is Block inner) yield return new Block([.. all.Take(k), .. inner.Statements, .. all.Skip(k + 1)]);
        }
    }

    static IEnumerable<Node> Bodies(Statement statement) =>
        Trees.Inside(statement).OfType<Statement>().Concat(Trees.Inside(statement).OfType<Section>().Select(section => section.Body));

    static IEnumerable<Node> Operands(Expression expression)
    {
        if (expression is Literal or Read) yield break;
        var type = expression.GetType() == typeof(Invoke) && ((Invoke)expression).Result is null ? null : expression.Type;
        foreach (var inner in Trees.Places(expression).Select(place => place.Node).OfType<Expression>().Where(inner => inner != expression))
        {
            if (type is not null && inner is not Invoke { Result: null } && inner.Type.Text == type.Text) yield return inner;
        }

        if (type is Scalar scalar) yield return new Literal(scalar.Kind, 1);
    }
}
