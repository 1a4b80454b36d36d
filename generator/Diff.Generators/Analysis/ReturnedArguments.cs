using Diff.Generators.Collections;
using Diff.Generators.Contracts;
using Diff.Generators.Ir;
using Diff.Generators.Normalize;

namespace Diff.Generators.Analysis;

/// <summary>
/// Calls that may return an argument itself, or an array of an object or static, where the method could tell it from the copy that
/// derivatives return: afterwards one of the two is written while the other is in use or somebody else's, or they are compared. What such a
/// call returns is one memory with the argument, and so are the results of all calls that get it. Code that is not seen may write all that
/// objects and statics hold.
/// <code>
/// var y = Iterate(x, n); y[0] = 5; return x[0] + y[0];     // x[0] is 5 if y is x
/// var y = Iterate(_start, n); Update(); return y[0];   // y[0] is new if y is _start and Update changes it
/// </code>
/// </summary>
internal sealed class ReturnedArguments
{
    private readonly AliasClasses _aliases;
    private readonly HashSet<int> _callers;
    private readonly List<Operand> _yields;
    private readonly DistinctBuffers _distinct;
    private readonly OwnCollections _own;
    private readonly HashSet<Value> _made = [];
    private readonly Dictionary<Value, int> _definitions = [];
    private readonly List<(Operand Buffer, int Ordinal)> _writes = [];
    private readonly HashSet<Value> _originals = [];
    private readonly List<int> _unseen = [];
    private readonly List<(Value Buffer, Position Position)> _uses = [];
    private readonly List<Inert> _tests = [];
    private readonly List<Site> _sites = [];
    private EnclosingLoop? _loop;
    private int _next;

    private ReturnedArguments(Method method, AliasClasses aliases)
    {
        _aliases = aliases;
        _callers = [.. method.Body.Parameters.Where(parameter => parameter.Type.IsBuffer()).Select(aliases.Of)];
        _yields = method.Body.Yields.Where(result => result.Type.IsBuffer()).ToList();
        _distinct = DistinctBuffers.Of(method.Body);
        _own = OwnCollections.In(method.Body);
        foreach (var parameter in method.Body.Parameters) _definitions[parameter] = 0;
        Visit(method.Body);
    }

    public static IEnumerable<Finding> Find(Method method, Activity _)
    {
        if (!method.Body.Statements().OfType<Let>().Any(IsSite)) yield break;
        var arguments = new ReturnedArguments(method, AliasClasses.WithReturned(method));
        foreach (var site in arguments._sites)
            if (arguments.ToldApart(site) is { } other)
                yield return Finding.At(
                    site.Call.Origin, "DIFF0002",
                    $"the result of '{((Call)site.Call.Operation).Callee.Display}', which may be {other.Name} itself while one of the two is changed later,",
                    other.Advice);
    }

    private static bool IsSite(Let let) => let.Operation is Call { Callee.ReturnsObjects: true } || Returned(let).Any();

    private static IEnumerable<(Operand Argument, CalleeParameter Parameter)> Returned(Let let) =>
        let.Operation is Call { Kind: CallKind.Primal, Callee.ReturnsOwnMemory: true } call
        ? call.Bound().Where(pair => pair.Parameter.IsReturned && pair.Argument.Type.IsBuffer())
        : [];

    /// <summary>What the method could tell from the result of a call; null if nothing.</summary>
    private (string Name, string Advice)? ToldApart(Site site)
    {
        var results = site.Call.Results.Where(result => result.Type.IsBuffer()).ToList();
        if (!_uses.Exists(use => results.Contains(use.Buffer))) return null;
        foreach (var (argument, parameter) in Returned(site.Call))
            if (CanTell(site, argument))
                return ($"its argument '{parameter.Name}'", "pass a copy of the argument, or let that method return a copy");
        return site.Call.Operation is Call { Callee.ReturnsObjects: true } && results.Exists(result => CanTell(site, result))
            ? ("an array of an object or static", "let that method return a copy")
            : null;
    }

    private bool CanTell(Site site, Operand argument)
    {
        var memory = _aliases.Of(argument);
        var yields = _yields.Where(Is).ToList();
        if (yields.Where((one, i) => yields.Take(i).Any(other => !_distinct.AreDistinct(one, other))).Any()
            || _tests.Exists(test => test.Arguments.Any(Is) && test.Arguments.Count(MayBe) > 1))
            return true;
        if (_aliases.IsExternal(argument)
            && _uses.Exists(use => Is(use.Buffer) && !_originals.Contains(use.Buffer) && _unseen.Exists(unseen => IsBetween(unseen, use))))
            return true;
        return _writes.Exists(write => MayBe(write.Buffer) && site.Position.MayBeBefore(write.Ordinal) && !IsMadeLater(write.Buffer))
            && (_callers.Contains(memory) || _aliases.IsExternal(argument) || _uses.Exists(IsOther));

        bool Is(Operand operand) => operand.Type.IsBuffer() && _aliases.Of(operand) == memory;

        // What objects and statics hold may be one memory.
        bool MayBe(Operand operand) => operand.Type.IsBuffer() && _aliases.MayOverlap(operand, argument);

        // What is made by its name there is none of what was there at the call.
        bool IsMadeLater(Operand operand) => operand is Value made && _made.Contains(made) && _definitions[made] > site.Position.Ordinal;

        // What a value holds may be changed after it was defined and before it is used.
        bool IsBetween(int unseen, (Value Buffer, Position Position) use) => _definitions[use.Buffer] is var defined && defined < unseen
            && (unseen < use.Position.Ordinal || use.Position.Loops.Any(loop => defined < loop.Start && loop.Contains(unseen)));

        // A variable that held memory before the call is used after it.
        bool IsOther((Value Buffer, Position Position) use) =>
            Is(use.Buffer) && _definitions[use.Buffer] is var defined && defined < site.Position.Ordinal
                && (use.Position.Ordinal > site.Position.Ordinal
                    || site.Position.Loops.Any(loop => defined < loop.Start && use.Position.Ordinal > loop.Start));
    }

    private void Visit(Block block)
    {
        var unseen = new HashSet<Let>(UnseenCode.Of(block, _own), ReferenceComparer<Let>.Instance);
        foreach (var statement in block.Statements)
        {
            _next++;
            foreach (var operand in statement.Operands()) Use(operand, statement);
            if (statement is Let let) Visit(let, unseen.Contains(let));
            var loop = statement is For or Loop ? new EnclosingLoop(statement, _next, _loop) : null;
            _loop = loop ?? _loop;
            foreach (var inner in statement.Blocks())
            {
                _next++;
                foreach (var parameter in inner.Parameters) _definitions[parameter] = _next;
                Visit(inner);
            }

            if (loop is not null)
            {
                loop.End = _next;
                _loop = loop.Outer;
            }

            foreach (var result in statement.Results()) _definitions[result] = _next;
        }

        _next++;
        foreach (var yield in block.Yields) Use(yield, null);
    }

    private void Visit(Let let, bool isUnseen)
    {
        if (isUnseen) _unseen.Add(_next);
        if (let.Operation is Inert || (let.Operation is View { Buffer: Value viewed } && _originals.Contains(viewed)))
            _originals.UnionWith(let.Results);
        switch (let.Operation)
        {
            case Allocate:
                _made.UnionWith(let.Results);
                break;
            case Store store when !store.Operand.Type.IsBuffer():
                Write(store.Buffer);
                break;
            case Inert inert:
                foreach (var buffer in inert.Writable) Write(buffer);
                if (!KnownNames.IsMemoryTest(inert.Template)) _tests.Add(inert);
                break;
            case Call call:
                foreach (var (argument, parameter) in call.Bound())
                    if (parameter.IsWritten) Write(argument);
                if (IsSite(let)) _sites.Add(new(let, new(_next, _loop)));
                break;
        }
    }

    private void Write(Operand buffer) => _writes.Add((buffer, _next));

    private void Use(Operand operand, Statement? statement)
    {
        if (operand is Value value && value.Type.IsBuffer() && statement is not Let { Operation: Length })
            _uses.Add((value, new(_next, _loop)));
    }

    private readonly record struct Site(Let Call, Position Position);
}
