using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Normalize;
using Diff.Generators.Simplify;

namespace Diff.Generators.Transform;

/// <summary>From a lowered method to its derivatives: normalise, analyse, transform, simplify.</summary>
internal static class Differentiation
{
    public static DerivedMethod Run(Method lowered, Optimizations optimizations)
    {
        var method = OutsideOverlaps.Run(OverlapChecks.Run(InlineCalls.Run(ConstantReceivers.Run(Normalizer.Run(lowered)))));
        var activity = Activity.Of(method);
        var reverse = new ReverseMode(method, activity, optimizations, new Ids(method.NextId));
        var (forwardHalf, reverseHalf) = reverse.Halves();
        if (reverse.Impossible.Count > 0) throw new InvalidOperationException($"The reverse sweep cannot have {reverse.Impossible[0]}.");
        var jvp = method.Obstacle.Length == 0 ? ForwardMode.Run(method, activity, new Ids(method.NextId)) : null;
        var whole = Fused(method, activity, optimizations) ?? Whole(method, activity, optimizations) ?? reverse;
        var vjp = whole.Vjp();
        Derivative[] derivatives =
        [
            vjp, forwardHalf, reverseHalf,
            .. jvp is not null ? new[] { jvp } : [],
            .. ValueAndGradient.Of(method, vjp) is { } scalar ? new[] { scalar } : [],
            .. method.UsesCollections || method.Declaration.IsLifted
                ? new[] { new Derivative(DerivativeKind.Primal, method.Body, UsesTape: false, []) }
                : [],
            .. method.Declaration.Order == 2 ? SecondOrder.Run(method, vjp, jvp, forwardHalf, reverseHalf) : [],
        ];
        return new DerivedMethod(method, derivatives.Select(derivative => Finish(derivative, optimizations, method)).ToEquatableArray())
        {
            Nested = [.. Nested(method, derivatives).Select(nested => Finish(nested, optimizations)),
                .. method.Lifted.Select(lifted => Run(lifted, optimizations))],
        };
    }

    /// <summary>The derivatives of other functions that the body uses, each once.</summary>
    private static IEnumerable<DerivedMethod> Nested(Method method, IReadOnlyList<Derivative> derivatives) => Calls(method.Body)
        .Where(call => call.Callee.Derivative is not null)
        .GroupBy(call => call.Callee.Key, StringComparer.Ordinal)
        .Select(same => NestedFunction.Run(same.First().Callee, method.Declaration, isDifferentiated: derivatives.SelectMany(
            derivative => Calls(derivative.Body)).Any(call => call.Callee.Key == same.Key && call.Kind != CallKind.Primal)));

    private static IEnumerable<Call> Calls(Block body) => body.Statements().OfType<Let>().Select(let => let.Operation).OfType<Call>();

    private static DerivedMethod Finish(DerivedMethod nested, Optimizations optimizations) =>
        nested with { Derivatives = nested.Derivatives.Select(derivative => Finish(derivative, optimizations, bundled: null))
            .ToEquatableArray() };

    /// <summary>Reverse mode with loops that are reversed in the forward sweep; null if there are none.</summary>
    private static ReverseMode? Fused(Method method, Activity activity, Optimizations optimizations)
    {
        // The weight of a returned buffer is checked where the reverse sweep begins: nothing may be added to a gradient before.
        if (!optimizations.Fuse || method.Results.Any(result => result.Type.IsBuffer()) || FusableLoops.Of(method, activity).Count == 0)
            return null;
        var reverse = new ReverseMode(method, activity, optimizations, new Ids(method.NextId), isWhole: true, fuses: true);
        return reverse.HasFused && reverse.Impossible.Count == 0 ? reverse : null;
    }

    /// <summary>
    /// Reverse mode that reads again what objects, tables and the buffers of the caller hold; null if there is nothing of the kind.
    /// </summary>
    private static ReverseMode? Whole(Method method, Activity activity, Optimizations optimizations) =>
        KeptTables.AreReadInLoops(method)
            || method.Results.Any(result => result.Type.IsBuffer())
            || method.BoundParameters().Any(pair => pair.Parameter.IsWritten && pair.Value.Type.IsBuffer())
            || method.Body.Statements().OfType<Let>()
                .Any(let => let.Results.Any(result => result.Type.IsBuffer() && activity.Aliases.IsExternal(result)
                    && !activity.Aliases.IsWritten(result)))
            ? new ReverseMode(method, activity, optimizations, new Ids(method.NextId), isWhole: true)
            : null;

    /// <param name="bundled">The method whose derivative it is, if several directions are wanted of it.</param>
    private static Derivative Finish(Derivative derivative, Optimizations optimizations, Method? bundled)
    {
        Verifier.Run(derivative.Body);
        derivative = derivative with { Body = Likenesses.Run(derivative.Body) };
        var ids = new Ids(Largest(derivative.Body) + 1);
        var body = optimizations.Simplify ? Simplifier.Run(derivative.Body, ids) : derivative.Body;
        var bundle = optimizations.Bundle && bundled is not null && Bundles.IsWanted(bundled, derivative.Kind)
            ? Bundles.Of(bundled, derivative with { Body = body }, ids)
            : null;
        return derivative with { Body = Finish(body), Bundle = bundle is null ? null : Finish(bundle),
            UsesTape = derivative.UsesTape && Recording.UsesTape(body) };

        Block Finish(Block block)
        {
            if (optimizations.Simplify) block = BlocksAtHand.Run(block, ids);
            if (optimizations.Vectorize) block = Simplifier.Vectorize(block, ids);
            if (optimizations.Simplify) block = LateReads.Run(block);
            if (optimizations.Pool)
            {
                block = WholeViews.Run(ScratchMemory.Run(block, derivative.Kind, ids));
                block = ListMemory.Run(IndexMemory.Run(block, derivative.Kind, ids));
            }

            if (optimizations.Vectorize) block = CopyLoops.Run(block, ids);
            return optimizations.Simplify ? Exchanges.Run(block) : block;
        }
    }

    /// <summary>The largest id in use.</summary>
    public static int Largest(Block body) =>
        body.Statements().SelectMany(statement => statement.Results().Concat(statement.Blocks().SelectMany(inner => inner.Parameters)))
            .Concat(body.Parameters)
            .Select(value => value.Id).DefaultIfEmpty().Max();
}
