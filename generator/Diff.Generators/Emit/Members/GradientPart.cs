using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>A part of the gradient as callers see it: of one independent, or of an object with all its fields.</summary>
/// <param name="Parameter">Index of the primal's parameter, or of the first of the object's fields.</param>
/// <param name="IsBuffer">What is passed is memory that is added to; anything else is passed by <c>ref</c>.</param>
/// <param name="Zero">The expression that makes the zero it begins with.</param>
/// <param name="LentZero">The same in memory that is lent, by the variable of the scratch memory.</param>
/// <param name="ClearOf">The statement that sets such a gradient to zero.</param>
internal sealed record GradientPart(int Parameter, string Name, string Element, string Type, bool IsBuffer, Formal Accumulator,
    Formal Tangent, Formal Direction, Formal Product, string Zero, Func<string, string> LentZero, Func<string, string> ClearOf)
{
    public static GradientPart Of(Independent independent) => independent.Owner is { } owner
        ? new(independent.Parameter, owner.Name, owner.Element, owner.Type, true,
            new("", owner.Type, owner.Gradient), new("", owner.Type, owner.Tangent), new("", owner.Type, owner.Direction),
            new("", owner.Type, owner.Product),
            owner.ZeroOf(owner.Name), _ => owner.ZeroOf(owner.Name), owner.ClearOf)
        : new(independent.Parameter, independent.Name, independent.Element, independent.GradientType, independent.IsBuffer,
            independent.Accumulator, TangentOf(independent), independent.Direction, independent.Product,
            independent.Zero(independent.Name), independent.LentZero, name => GradientMembers.Clear(independent.Type, name));

    /// <summary>The zero of the gradient of a part that a pullback keeps.</summary>
    public static string ZeroOf(Independent independent, string shape) =>
        independent.Owner is { } owner ? owner.ZeroOf(shape) : independent.Zero(shape);

    public static Formal TangentOf(Independent independent) => new(
        Gradients.TangentModifierOf(independent.Type), independent.TangentType, independent.Tangent);
}
