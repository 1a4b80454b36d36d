using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Before a call that writes one of its buffers, checks that no other argument shares memory with it, where that cannot be excluded:
/// derivatives of overlapping arguments would be wrong. Checks that cannot fail go.
/// <code>
/// Multiply(z[..4], b, z[2..]);   →   RequireNoOverlap(z[2..], "result").With(z[..4], "left"); Multiply(z[..4], b, z[2..]);
/// </code>
/// </summary>
internal sealed class OverlapChecks : Rewriter
{
    private readonly AliasClasses _aliases;

    private OverlapChecks(AliasClasses aliases) => _aliases = aliases;

    public static Method Run(Method method) => method with { Body = new OverlapChecks(AliasClasses.Of(method)).Rewrite(method.Body) };

    /// <summary>Whether an operation is such a check, which writes nothing.</summary>
    public static bool IsCheck(Inert inert) => inert.Template.StartsWith(KnownNames.RequireNoOverlap, StringComparison.Ordinal);

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        // A function of elements may overwrite an operand; any other overlap it refuses itself.
        if (statement is Let { Operation: Call { Callee.Rule: not { Form: RuleForm.Elements } } call })
            output.AddRange(Checks(call, statement.Origin));
        if (statement is not Let { Operation: Inert check } || !IsIdle(check)) output.Add(Rebuild(statement));
    }

    /// <summary>A check of elements by the front end that cannot fail.</summary>
    private bool IsIdle(Inert check)
    {
        if (!IsCheck(check)) return false;
        var buffers = check.Arguments.Where(argument => argument.Type.IsBuffer()).ToList();
        return buffers is [var first, var second] && !_aliases.MayOverlap(first, second);
    }

    private IEnumerable<Statement> Checks(Call call, Origin origin)
    {
        var arguments = call.Bound().ToList();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].Parameter.IsWritten || !IsSpan(arguments[i].Argument)) continue;
            for (var j = 0; j < arguments.Count; j++)
            {
                if (i == j || (j < i && arguments[j].Parameter.IsWritten) || !MayOverlap(arguments[i].Argument, arguments[j].Argument))
                    continue;
                var element = ((BufferType)arguments[i].Argument.Type).Element.Name;
                var template =
                    $"{KnownNames.RequireNoOverlap}<{element}>({{0}}, \"{arguments[i].Parameter.Name}\").With({{1}}, \"{arguments[j].Parameter.Name}\")";
                yield return new Let([], new Inert(template, [arguments[i].Argument, arguments[j].Argument], Effect.Write), origin);
            }
        }
    }

    private bool MayOverlap(Operand written, Operand other) =>
        IsSpan(other) && ((BufferType)written.Type).Element == ((BufferType)other.Type).Element && _aliases.MayOverlap(written, other)
            && written is Value;

    private static bool IsSpan(Operand operand) => operand.Type is BufferType { Rank: 1, Element: not BufferType };
}
