using Diff.Generators.Ir;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers a Jacobian inside a differentiated body: rows in reverse mode or columns in forward mode, whichever are fewer, each a derivative
/// that can be differentiated again.
/// <code>
/// J = Gradient.Jacobian(Model.F, x)   →   rows = Model.F(x).Length; J = new double[rows, x.Length];
///                                         if (rows &lt; x.Length) for (i …) J[i, …] = Gradient.Vjp(Model.F, x, unit(i)).Gradient;
///                                         else for (j …) J[…, j] = Gradient.Jvp(Model.F, x, unit(j)).Tangent;
/// </code>
/// </summary>
internal sealed class NestedJacobian
{
    private readonly Lowering _lowering;
    private readonly DerivativeOf _derivative;
    private readonly IReadOnlyList<Operand> _arguments;
    private readonly NestedColumns _columns;
    private readonly BufferType _returned;
    private readonly Operand _rows;
    private readonly Operand _jacobian;

    private NestedJacobian(Lowering lowering, EntryPointCall call, DerivativeOf derivative, IReadOnlyList<Operand> arguments)
    {
        (_lowering, _derivative, _arguments) = (lowering, derivative, arguments);
        _returned = (BufferType)derivative.Function.Results[0].Type;
        _rows = lowering.Let(new Length(Calls.Call(lowering, derivative.Function, arguments)[0], 0), InertType.Int);
        _columns = new(lowering, derivative, arguments);
        _jacobian = lowering.Let(new Allocate([_rows, _columns.Count]), TypeMapping.Map(call.Call.Type!)!);
    }

    /// <param name="derivative">Asks for the Jacobian.</param>
    public static Tree<Operand> Lower(Lowering lowering, EntryPointCall call, DerivativeOf derivative, IReadOnlyList<Operand> arguments)
    {
        var jacobian = new NestedJacobian(lowering, call, derivative, arguments);
        if (jacobian._columns.Count is Constant { Bits: 1 }) jacobian.Columns();
        else lowering.Branch(lowering.Apply(Primitive.Less, InertType.Bool, jacobian._rows, jacobian._columns.Count), jacobian.Rows,
            jacobian.Columns);
        return Expressions.Leaf(jacobian._jacobian);
    }

    /// <summary>A number as an element of a matrix, whose type may be another.</summary>
    public static Operand Converted(Lowering lowering, Operand number, Operand matrix) =>
        ((BufferType)matrix.Type).Element is var type && number.Type == type
            ? number
            : lowering.Let(new Conversion(number, IsImplicit: false), type);

    private void Rows() => IndexLoops.Up(_lowering, _rows, row =>
    {
        var weight = _lowering.Let(new Allocate([_rows]), _returned);
        _lowering.Do(new Store(weight, [row], [], Constant.Number(_returned.Element, 1)));
        var gradient = Derivative(EntryPointKind.Vjp, _columns.GradientType, [weight]);
        _columns.EachNumber(gradient, (column, number) => Set(row, column, number));
    });

    private void Columns() => _columns.EachDirection((column, directions) =>
    {
        var tangent = Derivative(EntryPointKind.Jvp, _returned, directions)[0];
        IndexLoops.Up(_lowering, _rows, row => Set(row, column, _lowering.Let(new Load(tangent, [row]), _returned.Element)));
    });

    /// <summary>What a derivative returns beside the value.</summary>
    private IReadOnlyList<Operand> Derivative(EntryPointKind kind, IrType type, IEnumerable<Operand> along) =>
        [.. NestedDerivatives.Call(_lowering, _derivative with { Kind = kind }, AggregateType.TupleOf([_returned, type]),
            [.. _arguments, .. along]).Skip(1)];

    private void Set(Operand row, Operand column, Operand number) =>
        _lowering.Do(new Store(_jacobian, [row, column], [], Converted(_lowering, number, _jacobian)));
}
