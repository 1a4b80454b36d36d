using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Locals that hold one differentiated object after another, or one that is chosen: beside the object, its memory is a variable that is
/// assigned with it; or, where objects are no memory, each of its fields is.
/// <code>
/// Layer best = a; if (deep) best = b; best.At(x)   →   best = a; best_Slope = a_Slope; if (deep) { best = b; best_Slope = b_Slope; } At(best, best_Slope, x)
/// </code>
/// </summary>
internal sealed class ObjectVariables
{
    private readonly Dictionary<ISymbol, Form> _known = new(SymbolEqualityComparer.Default);

    // The locals that are being looked at, each because of the one before.
    private readonly List<ISymbol> _open = [];

    /// <summary>How objects are variables.</summary>
    private enum Form
    {
        /// <summary>They are none that can be followed.</summary>
        None,

        /// <summary>In any way: it is not known yet.</summary>
        Any,

        /// <summary>There is no object yet.</summary>
        Null,

        /// <summary>As memory.</summary>
        Row,

        /// <summary>Field by field.</summary>
        Fields,
    }

    /// <summary>How the object is found that a local holds; null for any other local.</summary>
    public string? PathOf(Lowering lowering, ILocalSymbol local, IOperation at) =>
        Has(lowering, local, at) ? lowering.ObjectPlaces.Of("variable#", local) : null;

    public bool Has(Lowering lowering, ILocalSymbol local, IOperation at) => FormOf(lowering, local, at) is Form.Row or Form.Fields;

    /// <summary>Whether an expression is given to such a local, maybe as one of several.</summary>
    public bool IsAssigned(Lowering lowering, IOperation value) => LostObjects.Outside(value) is var (child, parent) && parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => Has(lowering, local, value),
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } target } =>
            target != child && Has(lowering, local, value),
        IConditionalOperation conditional => conditional.Condition != child && IsAssigned(lowering, conditional),
        ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation chosen } arm =>
            arm.Value == child && IsAssigned(lowering, chosen),
        _ => false,
    };

    /// <summary>Declares such a local; false for any other.</summary>
    public bool Declare(Lowering lowering, ILocalSymbol local, IVariableDeclaratorOperation declarator, IOperation? initializer)
    {
        if (!Has(lowering, local, declarator)) return false;
        lowering.Variables.Declare(local);
        if (initializer is not null)
        {
            Assign(lowering, local, initializer);
            return true;
        }
        if (_known[local] == Form.Row) EnterNull(lowering, local, declarator);
        else foreach (var field in ObjectFields.Of((INamedTypeSymbol)local.Type))
            Write(lowering, local, field, Lowering.Default(field.Type));
        return true;
    }

    /// <summary>Assigns such a local; false for any other assignment.</summary>
    public bool Assign(Lowering lowering, ISimpleAssignmentOperation assignment)
    {
        if (assignment is not { Target: ILocalReferenceOperation { Local: var local }, Parent: IExpressionStatementOperation }
            || !Has(lowering, local, assignment))
            return false;
        Assign(lowering, local, assignment.Value);
        return true;
    }

    private void Assign(Lowering lowering, ILocalSymbol local, IOperation value)
    {
        switch (value)
        {
            case IParenthesizedOperation parenthesized:
                Assign(lowering, local, parenthesized.Operand);
                break;
            case IConversionOperation { IsImplicit: true, Operand: var operand } when !Sinks.IsNull(operand):
                Assign(lowering, local, operand);
                break;
            case IConditionalOperation { IsRef: false, WhenFalse: { } otherwise } conditional when !ObjectChoices.Is(lowering, value):
                lowering.Branch(Expressions.Scalar(lowering, conditional.Condition), () => Assign(lowering, local, conditional.WhenTrue),
                    () => Assign(lowering, local, otherwise));
                break;
            case ISwitchExpressionOperation chosen:
                Switches.Lower(lowering, chosen, arm => Assign(lowering, local, arm));
                break;
            case IThrowOperation thrown:
                Exceptions.LowerThrow(lowering, thrown);
                break;
            case var _ when _known[local] == Form.Row:
                EnterRow(lowering, local, value);
                break;
            default:
                EnterFields(lowering, local, value);
                break;
        }
    }

    private static void EnterRow(Lowering lowering, ILocalSymbol local, IOperation value)
    {
        var type = (INamedTypeSymbol)local.Type;
        var row = Sinks.IsNull(value)
            ? Constant.Default(ObjectTypes.Object(type))
            : ObjectChoices.Narrow(lowering, ObjectChoices.Lower(lowering, value), ObjectTypes.Object(type));
        Enter(lowering, local, row, value);
    }

    private static void EnterNull(Lowering lowering, ILocalSymbol local, IOperation at) =>
        Enter(lowering, local, Constant.Default(ObjectTypes.Object((INamedTypeSymbol)local.Type)), at);

    private static void Enter(Lowering lowering, ILocalSymbol local, Operand row, IOperation at) =>
        lowering.Write(lowering.Variables[local],
            Expressions.Leaf(lowering.Rows.Enter(lowering, lowering.ObjectPlaces.Of("variable#", local), row,
                (INamedTypeSymbol)local.Type)));

    private static void EnterFields(Lowering lowering, ILocalSymbol local, IOperation value)
    {
        if (ObjectElements.Array(value) is not null) ObjectElements.Lower(lowering, value);
        var path = ObjectParameters.Path(lowering, value)!;
        var fields = ObjectFields.Of((INamedTypeSymbol)local.Type);
        // All are read before one is assigned: the local may be given the object that it holds.
        var values = fields.Select(field => ObjectParameters.Read(lowering, path + field.Path)!).ToList();
        var constant = Object(lowering, value);
        foreach (var (field, held) in fields.Zip(values, (field, held) => (field, held))) Write(lowering, local, field, held);
        lowering.Write(lowering.Variables[local], constant);
    }

    /// <summary>The object itself.</summary>
    private static Tree<Operand> Object(Lowering lowering, IOperation value) => value switch
    {
        IInstanceReferenceOperation self => Members.This(lowering, self),
        IFieldReferenceOperation field => Members.Lower(lowering, field),
        IPropertyReferenceOperation property => Members.Lower(lowering, property),
        _ when Writes.Variable(value) is { } variable => lowering.Read(lowering.Variables[variable]),
        _ => Expressions.Lower(lowering, value),
    };

    private static void Write(Lowering lowering, ILocalSymbol local, ObjectField field, Tree<Operand> value)
    {
        var path = lowering.ObjectPlaces.Of("variable#", local) + field.Path;
        if (!lowering.ObjectFields.TryGetValue(path, out var slots))
            lowering.ObjectFields[path] = slots = lowering.Variables.Temporary(field.Type, $"{local.Name}_{field.GradientPath}");
        lowering.Write(slots, value);
    }

    private Form FormOf(Lowering lowering, ILocalSymbol local, IOperation at)
    {
        if (_known.TryGetValue(local, out var form)) return form;
        var isFirst = _open.Count == 0;
        _open.Add(local);
        // A local that is given itself, or another one that is given this one, adds nothing.
        _known[local] = Form.Any;
        form = _known[local] = Find(lowering, local, Writes.Root(at));
        if (!isFirst) return form;
        if (form is Form.Null or Form.Any) form = _known[local] = Form.None;
        // What was found out of the others on the way took this one for anything.
        foreach (var other in _open.Where(other => !SymbolEqualityComparer.Default.Equals(other, local)
            && (form == Form.None || _known[other] is Form.Null or Form.Any)))
            _known.Remove(other);
        _open.Clear();
        return form;
    }

    private Form Find(Lowering lowering, ILocalSymbol local, IOperation root)
    {
        if (!ObjectFields.IsMarked(local.Type) || local.Type is not INamedTypeSymbol type || !ObjectFields.IsFollowed(type)
            || local.RefKind != RefKind.None || lowering.Objects.Has(type) || lowering.Tables.Has(type))
            return Form.None;
        var values = CreatedObjects.Values(local, root).ToList();
        if (values.Count == 0 || values.Contains(null)) return Form.None;
        if (values.Exists(value => value is IObjectCreationOperation) || IsName(lowering, local, values)) return Form.None;
        var form = values.Select(value => FormOf(lowering, type, value!)).Aggregate(Both);
        return form == Form.Fields && DispatchedObjects.Is(type) ? Form.None : form;
    }

    /// <summary>Whether a local is another name of an object, which needs no variables.</summary>
    private static bool IsName(Lowering lowering, ILocalSymbol local, IReadOnlyList<IOperation?> values) => values is [{ } value]
        && lowering.Aliases.Of(local, value) is not null
        && !(value is ISwitchExpressionOperation || value is IConditionalOperation && !ObjectChoices.Is(lowering, value));

    private Form FormOf(Lowering lowering, INamedTypeSymbol type, IOperation value) => value switch
    {
        IParenthesizedOperation parenthesized => FormOf(lowering, type, parenthesized.Operand),
        _ when Sinks.IsNull(value) => Form.Null,
        IConversionOperation { IsImplicit: true, Operand: var operand } => FormOf(lowering, type, operand),
        IThrowOperation => Form.Any,
        _ when ObjectChoices.Is(lowering, value) => Form.Row,
        IConditionalOperation { IsRef: false, WhenFalse: { } otherwise } conditional =>
            Both(FormOf(lowering, type, conditional.WhenTrue), FormOf(lowering, type, otherwise)),
        ISwitchExpressionOperation chosen => chosen.Arms.Select(arm => FormOf(lowering, type, arm.Value)).Aggregate(Both),
        ILocalReferenceOperation { Local: var local } when FormOf(lowering, local, value) is not Form.None and var known => known,
        _ when ObjectFields.Known(value.Type) is { } held && !ConstantObjects.Are(lowering, value)
            && ObjectParameters.Path(lowering, value) is { } path =>
            DispatchedObjects.Is(held) || ObjectElements.Begins(path) || lowering.Rows.Holds(path) ? Form.Row
            // An object of a derived class has other fields.
            : SymbolEqualityComparer.Default.Equals(held, type) ? Form.Fields : Form.None,
        _ => Form.None,
    };

    private static Form Both(Form left, Form right) => (left, right) switch
    {
        (Form.None, _) or (_, Form.None) => Form.None,
        (Form.Any, var other) => other,
        (var other, Form.Any) => other,
        (Form.Null, Form.Fields) or (Form.Fields, Form.Null) => Form.None,
        (Form.Null, var other) => other,
        (var other, Form.Null) => other,
        (Form.Row, Form.Row) => Form.Row,
        _ => Form.Fields,
    };
}
