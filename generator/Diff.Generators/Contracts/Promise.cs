using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// The contract of a method that can be called without knowing its body: what its signature allows. Every span is written, and so is every
/// array, unless collection whose elements can be written, unless the method returns a value; every buffer is read, by the reverse half
/// too, which records on a tape.
/// <code>
/// double Energy(double[] x)                 // x is read only: an implementation that writes it is refused
/// void Step(double[] state, Span&lt;double&gt; y)  // both are written
/// </code>
/// </summary>
internal static class Promise
{
    public static Contract Of(string key, EquatableArray<Parameter> parameters, EquatableArray<MethodResult> results) => new(
        key,
        Where(parameters, parameter => IsWritten(parameter, results)),
        Where(parameters, parameter => parameter.Type is BufferType),
        Where(parameters, parameter => parameter.Type is BufferType),
        KeepsRecord: false)
    {
        Held = Where(parameters, parameter => HeldBuffers.CanBeHeld(parameter.Type)),
        HasEffects = true,
    };

    private static bool IsWritten(Parameter parameter, EquatableArray<MethodResult> results) => parameter is { Field: null,
        Type: BufferType { Kind: not BufferKind.ReadOnlySpan } buffer }
        && ((buffer.Kind == BufferKind.Span && parameter.Collection.Length == 0) || !results.Any(result => result.IsDifferentiable));

    private static EquatableArray<int> Where(EquatableArray<Parameter> parameters, Func<Parameter, bool> condition) =>
        Enumerable.Range(0, parameters.Count).Where(index => condition(parameters[index])).ToEquatableArray();
}
