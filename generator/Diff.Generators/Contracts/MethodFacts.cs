using Diff.Generators.Collections;

namespace Diff.Generators.Contracts;

/// <summary>What one method's body alone tells of its contract.</summary>
/// <param name="Key">Documentation-comment id of the method.</param>
/// <param name="Written">Parameters whose elements the body itself may write.</param>
/// <param name="Read">Parameters whose elements the reverse half of the body itself may read.</param>
/// <param name="PassedOn">Parameters that the body hands to other methods, which may write or read them.</param>
internal sealed record MethodFacts(string Key, EquatableArray<int> Written, EquatableArray<int> Read, EquatableArray<PassedOn> PassedOn);

/// <param name="Parameter">Index of the caller's parameter.</param>
/// <param name="Callee">Documentation-comment id of the called method.</param>
/// <param name="CalleeParameter">Index of the parameter that receives it.</param>
/// <param name="IsWritable">The caller's parameter is no read-only span.</param>
internal readonly record struct PassedOn(int Parameter, string Callee, int CalleeParameter, bool IsWritable);

/// <summary>The contract of one method of this compilation, all calls followed.</summary>
/// <param name="Written">Parameters whose elements a call may write.</param>
/// <param name="Read">Parameters whose elements the reverse half may read.</param>
internal sealed record Contract(string Key, EquatableArray<int> Written, EquatableArray<int> Read);
