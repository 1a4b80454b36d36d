using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>
/// An interface marked <c>[Differentiable]</c>: what the emitter needs to write the type of the gradients of its objects, an interface too.
/// </summary>
/// <param name="Scalar">The type of the numbers.</param>
/// <param name="Bases">The gradient types of marked interfaces that this one extends.</param>
internal sealed record GradientInterface(GradientHome Home, IrType Scalar, EquatableArray<string> Bases);
