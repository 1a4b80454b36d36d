using Diff.Generators.Ir;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers a Jacobian inside a differentiated body: rows in reverse mode or columns in forward mode, whichever are fewer, each a derivative that can be
/// differentiated again.
/// <code>
/// J = Gradient.Jacobian(Model.F, x)   →   rows = Model.F(x).Length; J = new double[rows, x.Length];
///                                         if (rows &lt; x.Length) for (i …) J[i, …] = Gradient.Vjp(Model.F, x, unit(i)).Gradient;
///                                         else for (j …) J[…, j] = Gradient.Jvp(Model.F, x, unit(j)).Tangent;
/// </code>
/// </summary>
internal sealed class NestedJacobian
{
    private readonly Lowering _lowering;
    private readonly DerivativeOf _reverse;
    private readonly DerivativeOf _forward;
    private readonly IReadOnlyList<Operand> _arguments;
    private readonly BufferType _returned;
    private readonly List<JacobianPart> _parts = [];
    private readonly Operand _rows;
    private readonly Operand _columns;
    private readonly Operand _jacobian;

    private NestedJacobian(Lowering lowering, EntryPointCall call, Callee function, IReadOnlyList<Operand> arguments)
    {
        (_lowering, _arguments) = (lowering, arguments);
        (_reverse, _forward) = (new(EntryPointKind.Vjp, function, call.Differentiated), new(EntryPointKind.Jvp, function, call.Differentiated));
        _returned = (BufferType)function.Results[0].Type;
        _rows = lowering.Let(new Length(Calls.Call(lowering, function, arguments)[0], 0), InertType.Int);
        _columns = Constant.Int(0);
        for (var i = 0; i < call.Differentiated; i++)
        {
            _parts.Add(new(lowering, arguments[i], function.Parameters[i].Type, _columns));
            _columns = _parts[i].End;
        }

        _jacobian = lowering.Let(new Allocate([_rows, _columns]), TypeMapping.Map(call.Call.Type!)!);
    }

    public static Tree<Operand> Lower(Lowering lowering, EntryPointCall call, Callee function, IReadOnlyList<Operand> arguments)
    {
        var jacobian = new NestedJacobian(lowering, call, function, arguments);
        if (jacobian._columns is Constant { Bits: 1 }) jacobian.Columns();
        else lowering.Branch(lowering.Apply(Primitive.Less, InertType.Bool, jacobian._rows, jacobian._columns), jacobian.Rows, jacobian.Columns);
        return Expressions.Leaf(jacobian._jacobian);
    }

    private void Rows()
    {
        var gradient = AggregateType.TupleOf([_returned, .. _parts.SelectMany(part => part.GradientTypes)]);
        IndexLoops.Up(_lowering, _rows, row =>
        {
            var weight = _lowering.Let(new Allocate([_rows]), _returned);
            _lowering.Do(new Store(weight, [row], [], Constant.Number(_returned.Element, 1)));
            var results = NestedDerivatives.Call(_lowering, _reverse, gradient, [.. _arguments, weight]);
            var first = 1;
            foreach (var part in _parts)
            {
                var own = results.Skip(first).Take(part.GradientTypes.Count).ToList();
                part.Each(number => Set(row, number.Column, part.Read(own, number)));
                first += own.Count;
            }
        });
    }

    private void Columns()
    {
        var zeros = _parts.ToDictionary(part => part, part => _parts.Count > 1 ? part.Zero() : null);
        foreach (var part in _parts)
        {
            part.Each(number =>
            {
                var directions = _parts.Select(other => other == part ? part.Unit(number) : zeros[other]!).ToList();
                var results = NestedDerivatives.Call(_lowering, _forward, AggregateType.TupleOf([_returned, _returned]), [.. _arguments, .. directions]);
                IndexLoops.Up(_lowering, _rows, row => Set(row, number.Column, _lowering.Let(new Load(results[1], [row]), _returned.Element)));
            });
        }
    }

    private void Set(Operand row, Operand column, Operand number)
    {
        var type = ((BufferType)_jacobian.Type).Element;
        var element = number.Type == type ? number : _lowering.Let(new Conversion(number, IsImplicit: false), type);
        _lowering.Do(new Store(_jacobian, [row, column], [], element));
    }
}
