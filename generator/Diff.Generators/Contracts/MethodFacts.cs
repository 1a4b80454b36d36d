using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>What one method's body alone tells of its contract.</summary>
/// <param name="Key">Documentation-comment id of the method.</param>
/// <param name="Written">Parameters whose elements the body itself may write, and <see cref="Objects"/> if it may change what they
/// hold.</param>
/// <param name="Read">Parameters whose elements the reverse half of the body itself may read.</param>
/// <param name="ReadOnEntry">Parameters whose elements on entry the body itself may read.</param>
/// <param name="PassedOn">Parameters that the body hands to other methods, which may write or read them.</param>
internal sealed record MethodFacts(string Key, EquatableArray<int> Written, EquatableArray<int> Read, EquatableArray<int> ReadOnEntry,
    EquatableArray<PassedOn> PassedOn)
{
    /// <summary>
    /// Stands in the place of a parameter for all that objects and statics hold: every method is handed it, writes it, or passes it on.
    /// </summary>
    public const int Objects = -1;

    /// <summary>Arrays of the caller that the body itself may leave with somebody who holds on to them.</summary>
    public EquatableArray<int> Held { get; init; }

    /// <summary>
    /// Parameters that the body itself may return: the very array, of which derivatives return a copy. And <see cref="Objects"/> if it may
    /// return an array that these hold.
    /// </summary>
    public EquatableArray<int> Returned { get; init; }

    /// <summary>Whether the body itself does what must happen once: it changes objects, or runs code that is not seen.</summary>
    public bool HasEffects { get; init; }

    /// <summary>What the body itself stores and reads beside its arguments and results.</summary>
    public StateFacts State { get; init; } = StateFacts.None;

    /// <summary>Documentation-comment ids of the members whose callers may run the body.</summary>
    public EquatableArray<string> Fulfils { get; init; }

    /// <summary>
    /// Documentation-comment ids of methods that are called and whose code is not seen: what they do must happen once, unless they have a
    /// rule.
    /// </summary>
    public EquatableArray<string> Unseen { get; init; }

    /// <summary>
    /// Documentation-comment ids of the methods that are called, but for those that change nothing and carry no derivative.
    /// </summary>
    public EquatableArray<string> Calls { get; init; }

    /// <summary>The calls that carry tangents, by their callees: unmarked ones may have a rule.</summary>
    public EquatableArray<TangentCall> Tangents { get; init; }

    /// <summary>
    /// The callees that must keep a record, all of them, for this method to keep one; null if it cannot for reasons of its own.
    /// </summary>
    public EquatableArray<RecordingCallee>? Recording { get; init; }

    /// <summary>Whether forward mode can go along several directions at once if that of all <see cref="Calls"/> can.</summary>
    public bool CanBeBundled { get; init; }

    /// <summary>Whether it has a Hessian of which several columns at once are worth having.</summary>
    public bool HasHessian { get; init; }

    /// <summary>Whether fields of objects are among its parameters.</summary>
    public bool TakesObjects { get; init; }

    /// <summary>Whether it delivers more than one number, or memory, so that it has a Jacobian.</summary>
    public bool HasVectorResult { get; init; }

    /// <summary>The body, its own calls left in it, if it is small enough to stand in the place of a call.</summary>
    public Block? Body { get; init; }

    /// <summary>What the method promises whatever its body does; null if its contract is what its body does.</summary>
    public Contract? Promise { get; init; }
}

/// <param name="Key">Documentation-comment id of a differentiable method that is called.</param>
/// <param name="KeepsRecord">What its generated members say, if it is not a method of this compilation.</param>
internal readonly record struct RecordingCallee(string Key, bool KeepsRecord);

/// <param name="Key">Documentation-comment id of a method that is handed values with tangents.</param>
/// <param name="Display">Its name in messages.</param>
/// <param name="IsScalar">One number comes from numbers and from buffers of them.</param>
/// <param name="Obstacle">What its generated members say, if it is not a method of this compilation.</param>
internal readonly record struct TangentCall(string Key, string Display, bool IsScalar, string Obstacle);

/// <param name="Parameter">Index of the caller's parameter, or <see cref="MethodFacts.Objects"/>.</param>
/// <param name="Callee">Documentation-comment id of the called method.</param>
/// <param name="CalleeParameter">Index of the parameter that receives it.</param>
/// <param name="IsWritable">The caller's parameter is no read-only span.</param>
/// <param name="IsAsOnEntry">The called method may find there what the caller's parameter held on entry.</param>
/// <param name="IsReturned">What the called method returns may be returned.</param>
/// <param name="Name">The name of the parameter that receives it, where a rule may say what becomes of it.</param>
internal readonly record struct PassedOn(int Parameter, string Callee, int CalleeParameter, bool IsWritable, bool IsAsOnEntry,
    bool IsReturned = false, string Name = "");

/// <summary>The contract of one method of this compilation, all calls followed.</summary>
/// <param name="Written">Parameters whose elements a call may write, and <see cref="MethodFacts.Objects"/> if it may change what they
/// hold.</param>
/// <param name="Read">Parameters whose elements the reverse half may read.</param>
/// <param name="ReadOnEntry">Parameters whose elements a call may read before it has written them.</param>
/// <param name="KeepsRecord">The halves share a struct instead of a tape.</param>
internal sealed record Contract(string Key, EquatableArray<int> Written, EquatableArray<int> Read, EquatableArray<int> ReadOnEntry,
    bool KeepsRecord)
{
    /// <summary>Arrays of the caller that somebody may hold on to after a call.</summary>
    public EquatableArray<int> Held { get; init; }

    /// <summary>
    /// Arrays of the caller that a call may return, and <see cref="MethodFacts.Objects"/> if it may return one that these hold.
    /// </summary>
    public EquatableArray<int> Returned { get; init; }

    /// <summary>Whether a call does what must happen once.</summary>
    public bool HasEffects { get; init; }

    /// <summary>Where a call may store active values, or texts made of them, of what objects and statics hold.</summary>
    public StatePlaces Stores { get; init; } = StatePlaces.None;

    /// <summary>What of that which objects and statics hold may count for what a call delivers.</summary>
    public StatePlaces Reads { get; init; } = StatePlaces.None;

    /// <summary>What stands in the place of a call; null if it stays a call.</summary>
    public Block? Body { get; init; }

    /// <summary>Forward mode has a form for several directions, which callers call.</summary>
    public bool IsBundled { get; init; }

    /// <summary>The tangents of the halves have forms for several directions, which callers call.</summary>
    public bool HasBundledHalves { get; init; }

    /// <summary>Parameters that the body writes, against the promise.</summary>
    public EquatableArray<int> Broken { get; init; }

    /// <summary>The method whose rule no tangent passes, so that there is no forward mode; empty if there is one.</summary>
    public string Obstacle { get; init; } = "";
}
