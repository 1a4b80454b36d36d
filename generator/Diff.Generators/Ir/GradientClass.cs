using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>A class marked <c>[Differentiable]</c>: what the emitter needs to write the type of its gradient.</summary>
/// <param name="Scalar">The type of the numbers.</param>
internal sealed record GradientClass(GradientHome Home, IrType Scalar, EquatableArray<GradientMember> Members);

/// <param name="Source">The member of the class.</param>
/// <param name="Name">The field of the gradient type that mirrors it.</param>
/// <param name="Type">Its type; of an object of a marked class, the type of its gradient.</param>
/// <param name="Class">The type of the member.</param>
/// <param name="IsObject">An object of a marked class.</param>
/// <param name="IsAssignable">The member can be assigned after construction.</param>
internal sealed record GradientMember(string Source, string Name, IrType Type, string Class, bool IsObject, bool IsAssignable);
