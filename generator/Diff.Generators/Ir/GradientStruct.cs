using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>
/// A struct marked <c>[Differentiable]</c> that is not all numbers: what the emitter needs to write the type of its gradient.
/// </summary>
/// <param name="Shape">The struct; its tangent type is the one to write.</param>
/// <param name="Sources">What the struct calls each of its fields.</param>
/// <param name="State">How the struct is read and made where some of its fields are private; null if none is.</param>
internal sealed record GradientStruct(GradientHome Home, AggregateType Shape, EquatableArray<string> Sources, PrivateState? State);

/// <summary>The hidden members through which generated code reads and makes a struct that has private fields.</summary>
/// <param name="Getters">Of each private field, the name of what reads it; empty for another field.</param>
/// <param name="Parameters">What the method that makes the struct calls each field.</param>
/// <param name="Types">The type of each field.</param>
/// <param name="Maker">What makes a value inside the struct, with a hole per field; empty if that takes a constructor of its own.</param>
/// <param name="Stored">The fields that store them, where only the runtime can assign them: a primary constructor computes some.</param>
/// <param name="HasRequired">Some fields are <c>required</c>.</param>
internal sealed record PrivateState(EquatableArray<string> Getters, EquatableArray<string> Parameters, EquatableArray<string> Types,
    string Maker, EquatableArray<string> Stored, bool HasRequired)
{
    public const string Make = GradientHome.Hidden + "Make";
}
