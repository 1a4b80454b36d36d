using System.Text.RegularExpressions;
using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// Arrays and collections of constants that a body makes itself: to change them is no effect that callers could see, and no code of
/// the user's runs there.
/// <code>
/// var legs = new List&lt;int&gt;(); legs.Add(0);   →   nothing        _legs.Add(0);   →   an effect
/// </code>
/// </summary>
internal sealed class OwnCollections
{
    /// <summary><c>new List&lt;int&gt;()</c>, whose elements are compared as numbers are.</summary>
    private static readonly Regex NewCollection = new(
        @"^new global::System\.Collections\.Generic\.\w+<(int|bool|long|double|float|string)(, (int|bool|long|double|float|string))*>\(\)$",
        RegexOptions.CultureInvariant);

    /// <summary><c>a[i] = n</c>, <c>a.Add(n)</c>.</summary>
    private static readonly Regex Change = new(@"^\{0\}(\[[^\]]*\] = \{\d+\}|\.\w+\((\{\d+\}(, \{\d+\})*)?\))$", RegexOptions.CultureInvariant);

    /// <summary>Values and variables that may be something else.</summary>
    private readonly HashSet<object> _others = [];

    private readonly HashSet<Value> _known = [];

    private OwnCollections() { }

    public static OwnCollections In(Block body)
    {
        var own = new OwnCollections();
        for (var known = -1; known != own._others.Count;)
        {
            known = own._others.Count;
            foreach (var statement in body.Statements()) own.Visit(statement);
        }
        return own;
    }

    /// <summary>Whether an operation does nothing but make or change one.</summary>
    public bool OnlyMakesOrChanges(Inert inert) => Makes(inert)
        || (Change.IsMatch(inert.Template) && IsOwn(inert.Arguments[0])
            && (inert.Template.StartsWith("{0}[", StringComparison.Ordinal) || inert.Arguments.Skip(1).All(IsNumber)));

    private static bool Makes(Inert inert) => inert.NewArray is { IsSpan: false } || NewCollection.IsMatch(inert.Template);

    private bool IsOwn(Operand operand) => operand is Value value && _known.Contains(value) && !_others.Contains(value);

    private static bool IsNumber(Operand operand) =>
        operand.Type is ScalarType or InertType { Kind: InertKind.Int or InertKind.Integer or InertKind.Bool };

    private void Visit(Statement statement)
    {
        switch (statement)
        {
            case Let { Operation: ReadSlot read } let:
                Define(let.Result, !_others.Contains(read.Slot));
                break;
            case WriteSlot write:
                if (IsOther(write.Operand)) _others.Add(write.Slot);
                break;
            case Let let:
                foreach (var result in let.Results) Define(result, let.Operation is Inert inert && Makes(inert));
                break;
            default:
                foreach (var (from, to) in statement.Handovers()) Define(to, !IsOther(from));
                break;
        }
    }

    private void Define(Value value, bool isOwn)
    {
        _known.Add(value);
        if (!isOwn) _others.Add(value);
    }

    /// <summary>No list at all is none of somebody else's; what a parameter holds is.</summary>
    private bool IsOther(Operand operand) => operand is Value value && (_others.Contains(value) || !_known.Contains(value));
}
