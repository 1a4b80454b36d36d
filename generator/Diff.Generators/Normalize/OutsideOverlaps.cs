using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Memory that objects and statics hold is a constant, and a parameter that the method writes is not: they must not be the same, which is
/// checked where the memory is found. The same for any parameter, where the method writes to what an object holds.
/// <code>
/// for (…) y[i] += this.weights[i] * x[i];   →   RequireNoOverlap(this.weights, "weights").With(y, "y"); for (…) …
/// </code>
/// </summary>
internal sealed class OutsideOverlaps : Rewriter
{
    private readonly Method _method;
    private readonly AliasClasses _aliases;
    private readonly HashSet<(Operation, Value)> _done = [];
    private readonly List<Statement> _entry = [];
    private readonly Ids _ids;

    private OutsideOverlaps(Method method, AliasClasses aliases)
    {
        _method = method;
        _aliases = aliases;
        _ids = new Ids(method.NextId);
    }

    public static Method Run(Method method)
    {
        var aliases = AliasClasses.Of(method);
        if (!aliases.IsStoredOutside && !method.Parameters.Any(parameter => parameter.IsWritten)) return method;
        var checks = new OutsideOverlaps(method, aliases);
        var body = checks.Rewrite(method.Body);
        return method with { Body = body with { Statements = [.. checks._entry, .. body.Statements] }, NextId = checks._ids.Next };
    }

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        output.Add(Rebuild(statement));
        if (statement is not Let { Results: [{ Type: BufferType type } held], Operation: Inert or Load or GetField } let
            || !_aliases.IsExternal(held))
            return;
        foreach (var (value, parameter) in _method.BoundParameters())
        {
            if (!(parameter.IsWritten || _aliases.IsStoredOutside) || !AreComparable(type, parameter.Type)
                || !_done.Add((let.Operation, value)))
                continue;
            if (IsAlwaysThere(let.Operation))
            {
                var early = held with { Id = _ids.Take() };
                _entry.Add(let with { Results = [early] });
                _entry.Add(Check(early, Name(let), value, parameter, let.Origin));
            }
            else output.Add(Check(held, Name(let), value, parameter, let.Origin));
        }
    }

    private static Let Check(Value held, string name, Value value, Parameter parameter, Origin origin) => new(
        [], new Inert(
            $"{KnownNames.RequireNoOverlap}<{((BufferType)held.Type).Element.Name}>({{0}}, \"{name}\").With({{1}}, \"{parameter.Name.TrimStart('@')}\")",
            [held, value], Effect.Write), origin);

    /// <summary>A read-only field of <c>this</c> or of a type.</summary>
    private bool IsAlwaysThere(Operation operation) => operation is Inert { Effect: Effect.Pure } inert
        && inert.Arguments.All(argument => _method.HasReceiver && argument == _method.Body.Parameters[0]);

    private static bool AreComparable(BufferType held, IrType parameter) => parameter is BufferType { Kind: not BufferKind.Ref } other
        && held.Element == other.Element && held.Element is not BufferType && held.Rank == other.Rank;

    private static string Name(Let let) => let.Result.Name.Length > 0 ? let.Result.Name.TrimStart('@')
        : let.Operation is Inert inert ? inert.Template.Substring(inert.Template.LastIndexOf('.') + 1).Replace("\"", "'")
        : "a row of a table";
}
