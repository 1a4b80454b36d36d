using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// Follows buffers through calls to a fixpoint, recursion included: a parameter is written if the body writes it or passes it to a
/// parameter that is written, and the same for what reverse halves read, for what is read on entry, for what somebody may hold on to, and
/// for what is returned. Starts from "nothing" and only adds, so it ends. In the same way it finds the methods that need no tape, those
/// that may not be run twice, those that store numbers or read stored ones, those without forward mode (they hand a tangent to a method
/// whose rule is a Vjp of a vector, or to another one of their kind), those that go along several directions at once, and the bodies that
/// stand in the place of calls. A method that promises its contract has that one, and may change objects.
/// </summary>
internal static class Closure
{
    /// <param name="inlines">Whether small bodies stand in the place of calls.</param>
    /// <param name="bundles">Whether several directions go along at once where that is possible.</param>
    public static EquatableArray<Contract> Run(EquatableArray<MethodFacts> methods, EquatableArray<RuleEntry> rules, bool inlines,
        bool bundles)
    {
        var book = RuleBook.Of(rules);
        var written = Close(methods, facts => [.. facts.Written, .. facts.Promise?.Written ?? []], passed => passed.IsWritable,
            passed => IsWeighted(book, passed));
        var read = Close(methods, facts => [.. facts.Read, .. facts.Promise?.Read ?? []], _ => true);
        var entered = Close(methods, facts => [.. facts.ReadOnEntry, .. facts.Promise?.ReadOnEntry ?? []], passed => passed.IsAsOnEntry,
            _ => true);
        var held = Close(methods, facts => [.. facts.Held, .. facts.Promise?.Held ?? []], _ => true);
        var returned = Close(methods, facts => facts.Promise is null ? facts.Returned : [], passed => passed.IsReturned);
        var bodies = inlines ? SmallBodies.Close(methods) : [];
        var keeping = Keeping(methods.Where(facts => !facts.PassedOn.Any(passed => IsWeighted(book, passed))), methods, bodies);
        var effects = WithEffects(methods, book);
        var storing = Spread(methods, facts => facts.State.Stores, book);
        var reading = Spread(methods, facts => facts.State.Reads, book);
        var obstacles = Obstacles(methods, book);
        var (bundled, halves) = !bundles
            ? ([], [])
            : BundledCalls.Close(methods,
                facts => !facts.TakesObjects && !effects.Contains(facts.Key) && (facts.HasVectorResult || WritesMemory(facts)),
                facts => facts.HasHessian && !effects.Contains(facts.Key) && !WritesMemory(facts), bodies.ContainsKey, book);
        var promises = methods.Where(facts => facts.Promise is not null)
            .ToDictionary(facts => facts.Key, facts => facts.Promise!, StringComparer.Ordinal);
        return written.Keys.Select(Of).ToEquatableArray();

        Contract Of(string key) => promises.TryGetValue(key, out var promise)
            ? promise with
            {
                Written = [MethodFacts.Objects, .. promise.Written],
                Broken = written[key].Except(promise.Written).Where(index => index != MethodFacts.Objects).ToEquatableArray(),
                Stores = storing[key],
                Reads = reading[key],
                Obstacle = ObstacleOf(key),
            }
            : new(key, written[key].ToEquatableArray(), read[key].ToEquatableArray(), entered[key].ToEquatableArray(),
                keeping.Contains(key))
            {
                Held = held[key].Where(index => index != MethodFacts.Objects).ToEquatableArray(),
                Returned = returned[key].ToEquatableArray(),
                HasEffects = effects.Contains(key),
                Stores = storing[key],
                Reads = reading[key],
                IsBundled = bundled.Contains(key),
                HasBundledHalves = halves.Contains(key),
                Body = bodies.TryGetValue(key, out var body) ? body : null,
                Obstacle = ObstacleOf(key),
            };

        bool WritesMemory(MethodFacts facts) => written[facts.Key].Any(index => index != MethodFacts.Objects);

        string ObstacleOf(string key) => obstacles.TryGetValue(key, out var obstacle) ? obstacle : "";
    }

    /// <summary>Whether the rule of the called method has a weight for what it writes there.</summary>
    private static bool IsWeighted(Dictionary<string, CustomRule> rules, PassedOn passed) =>
        rules.TryGetValue(passed.Callee, out var rule) && rule.Weighted.Contains(passed.Name);

    /// <param name="ofOthers">What holds for unmarked methods, and for those of other assemblies; nothing if null.</param>
    private static SortedDictionary<string, SortedSet<int>> Close(
        EquatableArray<MethodFacts> methods, Func<MethodFacts, EquatableArray<int>> own, Func<PassedOn, bool> follows,
        Func<PassedOn, bool>? ofOthers = null)
    {
        var closed = new SortedDictionary<string, SortedSet<int>>(StringComparer.Ordinal);
        foreach (var method in methods) closed[method.Key] = [.. own(method)];
        bool hasChanged;
        do
        {
            hasChanged = false;
            foreach (var method in methods)
                foreach (var passed in method.PassedOn)
                    if (follows(passed)
                        && (closed.TryGetValue(passed.Callee, out var callee) ? callee.Contains(passed.CalleeParameter)
                            : ofOthers?.Invoke(passed) == true))
                        hasChanged |= closed[method.Key].Add(passed.Parameter);
        }
        while (hasChanged);
        return closed;
    }

    private static HashSet<string> WithEffects(EquatableArray<MethodFacts> methods, Dictionary<string, CustomRule> rules)
    {
        var known = new HashSet<string>(methods.Where(method => method.HasEffects || !method.Unseen.All(rules.ContainsKey))
            .Select(method => method.Key), StringComparer.Ordinal);
        int before;
        do
        {
            before = known.Count;
            known.UnionWith(methods.Where(method => method.Calls.Any(known.Contains)).Select(method => method.Key));
        }
        while (known.Count > before);
        return known;
    }

    /// <summary>Where each method stores, or what it reads, with what the members do that it runs in the place of.</summary>
    private static Dictionary<string, StatePlaces> Spread(EquatableArray<MethodFacts> methods,
        Func<MethodFacts, EquatableArray<StateUse>> own, Dictionary<string, CustomRule> rules)
    {
        var here = new HashSet<string>(methods.Select(method => method.Key), StringComparer.Ordinal);
        var found = methods.SelectMany(method => method.Fulfils.Prepend(method.Key)).Distinct()
            .ToDictionary(key => key, _ => StatePlaces.None, StringComparer.Ordinal);
        bool hasChanged;
        do
        {
            hasChanged = false;
            foreach (var method in methods)
            {
                var places = StatePlaces.All(own(method).Select(Of)).With(found[method.Key]);
                foreach (var key in method.Fulfils.Prepend(method.Key))
                    if (found[key].With(places) is var more && more != found[key]) (found[key], hasChanged) = (more, true);
            }
        }
        while (hasChanged);
        return found;

        StatePlaces Of(StateUse use) => rules.ContainsKey(use.Callee) ? StatePlaces.None
            : here.Contains(use.Callee) ? found[use.Callee]
            : use.Places;
    }

    /// <summary>
    /// The methods that keep a record. Starts from none, so a recursive method never does: its record would contain itself.
    /// </summary>
    /// <param name="candidates">Those that write nothing by a rule.</param>
    private static HashSet<string> Keeping(
        IEnumerable<MethodFacts> candidates, EquatableArray<MethodFacts> methods, Dictionary<string, Block> bodies)
    {
        var known = new HashSet<string>(methods.Select(method => method.Key), StringComparer.Ordinal);
        var keeping = new HashSet<string>(StringComparer.Ordinal);
        int before;
        do
        {
            before = keeping.Count;
            foreach (var method in candidates)
                if (method.Recording is { } callees && callees.All(Fits)) keeping.Add(method.Key);
        }
        while (keeping.Count > before);
        return keeping;

        bool Fits(RecordingCallee callee) =>
            bodies.ContainsKey(callee.Key) || (known.Contains(callee.Key) ? keeping.Contains(callee.Key) : callee.KeepsRecord);
    }

    /// <summary>The methods that no tangent passes, with the method whose rule is in the way.</summary>
    private static Dictionary<string, string> Obstacles(EquatableArray<MethodFacts> methods, Dictionary<string, CustomRule> rules)
    {
        var obstacles = new Dictionary<string, string>(StringComparer.Ordinal);
        int before;
        do
        {
            before = obstacles.Count;
            foreach (var method in methods.Where(method => !obstacles.ContainsKey(method.Key)))
                if (method.Tangents.Select(Of).FirstOrDefault(obstacle => obstacle.Length > 0) is { } found)
                    obstacles.Add(method.Key, found);
        }
        while (obstacles.Count > before);
        return obstacles;

        string Of(TangentCall call) =>
            rules.TryGetValue(call.Key, out var rule)
                ? rule is { Form: RuleForm.Vjp, Jvp: "" } && !(call.IsScalar && rule.Weighted.IsEmpty) ? call.Display : ""
            : obstacles.TryGetValue(call.Key, out var obstacle) ? obstacle
            : call.Obstacle;
    }
}
