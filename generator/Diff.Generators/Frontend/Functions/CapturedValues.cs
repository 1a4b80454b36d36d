using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// The variables that a recursive function captures, as parameters of the method that it becomes. A value that has no gradient type is
/// passed in its parts, which have.
/// <code>
/// double? cap   →   (bool, double) cap
/// </code>
/// </summary>
internal static class CapturedValues
{
    public static Parameter Parameter(ISymbol variable, string name) => Parameter(TypeOf(variable), name);

    public static Parameter Parameter(IrType type, string name) =>
        new(name, type, PassMode.Value, type.IsDifferentiable(), "", IsParams: false, IsScoped: false, IsWritten: false)
            { IsCaptured = true };

    private static IrType TypeOf(ISymbol variable) => Shapes.Plain(Shapes.Of(Variables.TypeOf(variable))) is var type && type.HasTangent()
        ? type
        : Tree<IrType>.Build(type, (leaf, _) => leaf).Leaves.ToList() is var parts && parts.Count == 1 ? parts[0]
        : AggregateType.TupleOf(parts);

    /// <summary>The value of a variable as the parameter has it.</summary>
    public static Operand Pack(Lowering lowering, ISymbol variable)
    {
        var value = lowering.Read(lowering.Variables[variable]);
        return lowering.Pack(value.Type == TypeOf(variable) || value.IsLeaf ? value
            : TypeOf(variable) is AggregateType parts ? Tuples.Of(parts, [.. value.Leaves])
            : Expressions.Leaf(value.Leaves.Single()));
    }

    /// <summary>Whether a parameter is the parts of a value.</summary>
    public static bool AreParts(Operand parameter, ITypeSymbol type) => parameter.Type is not InertType && AreParts(Shapes.Of(type));

    private static bool AreParts(IrType type) => type is AggregateType && !type.HasTangent();

    /// <summary>What the parameter has as a value of a variable.</summary>
    public static Tree<Operand> Unpack(Lowering lowering, Operand parameter, IrType shape) =>
        parameter.Type is not InertType && AreParts(shape)
            ? Tuples.Of((AggregateType)shape, [.. lowering.Unpack(parameter).Leaves])
            : Tuples.TakeApart(lowering, parameter, shape);
}
