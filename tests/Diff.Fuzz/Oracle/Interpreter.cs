using Diff.Fuzz.Language;

namespace Diff.Fuzz.Oracle;

/// <summary>
/// Runs a program by walking its tree: the oracle. It shares nothing with the compiler under test. Values are boxed
/// <typeparamref name="T"/>, int, bool, <c>object[]</c> for tuples and structs, the position of its
/// class or an <see cref="Instance"/> for an object, and <see cref="Window"/>, <see cref="Grid"/> or <see cref="Sequence"/> for buffers.
/// </summary>
/// <param name="isWidened">Carries out float arithmetic in double, so that finite differences of float programs mean something.</param>
sealed partial class Interpreter<T>(FuzzProgram program, Trace trace, bool isWidened = false) where T : struct, IReal<T>
{
    readonly Dictionary<string, Method> methods = program.Methods.ToDictionary(method => method.Name);
    bool isChecked;

    sealed record Frame(IPlace[] Slots)
    {
        public object? Result { get; set; }
    }

    /// <summary>Runs the entry. The places of the parameters are the caller's, so written ones can be read afterwards.</summary>
    public object? Run(IReadOnlyList<IPlace> arguments) => Call(program.Entry, arguments);

    object? Call(Method method, IReadOnlyList<IPlace> arguments)
    {
        var frame = new Frame(new IPlace[method.Slots]);
        for (var k = 0; k < arguments.Count; k++) frame.Slots[method.Parameters[k].Variable.Slot] = arguments[k];
        var outer = isChecked;
        isChecked = false;
        Execute(method.Body, frame);
        isChecked = outer;
        return frame.Result;
    }

    object? Invoke(Invoke call, Frame frame)
    {
        var method = Body(call, frame);
        var places = new IPlace[method.Parameters.Count];
        var declarations = new List<(Variable Variable, IPlace Place)>();
        for (var k = 0; k < call.Arguments.Count; k++)
        {
            var argument = call.Arguments[k];
            var position = argument.Name is null ? k : IndexOf(method, argument.Name);
            places[position] = argument.Mode switch
            {
                PassMode.Value or PassMode.In => new Cell(Evaluate(argument.Value!, frame)),
                _ when argument.Value is not null => PlaceOf(argument.Value, frame),
                _ => new Cell(Zero(method.Parameters[position].Type)),
            };
            if (argument.Declared is not null) declarations.Add((argument.Declared, places[position]));
        }

        foreach (var (variable, place) in declarations) frame.Slots[variable.Slot] = place;
        return Call(method, places);
    }

    /// <summary>The method that runs: an object chooses among the bodies that its interface has.</summary>
    Method Body(Invoke call, Frame frame) => call.Member?.Owner switch
    {
        ObjectOf contract => methods[$"{contract.Classes[(int)Evaluate(call.Arguments[0].Value!, frame)].Name}.{ObjectOf.Method}"],
        ModelOf => Body(((ModelOf)InstanceOf(call.Arguments[0].Value!, frame).Type), call.Member.Name),
        _ => methods[call.Method],
    };

    Method Body(ModelOf model, string member) => methods.TryGetValue($"{model.Name}.{member}", out var body) && !body.IsAbstract ? body : Body(model.Base ?? throw new NotSupportedException(member), member);

    static int IndexOf(Method method, string name) =>
        method.Parameters.Select((parameter, position) => (parameter, position)).First(pair => pair.parameter.Name == name).position;

    static object Zero(DataType type) => type switch
    {
        Scalar { Kind: Kind.Int } => 0,
        Scalar { Kind: Kind.Bool } => false,
        Scalar => default(T),
        TupleOf tuple => tuple.Elements.Select(Zero).ToArray(),
        StructOf record => record.Fields.Select(field => Zero(field.Type)).ToArray(),
        ClassOf or NullableOf => Nothing.Value,
        _ => throw new NotSupportedException(type.Text),
    };

    IPlace PlaceOf(Expression expression, Frame frame) => expression switch
    {
        Read read => frame.Slots[read.Variable.Slot],
        Item item => new PartOf(PlaceOf(item.Tuple, frame), item.Position),
        FieldOf field => new PartOf(PlaceOf(field.Instance, frame), field.Position),
        Element element => ElementAt(element, frame),
        Reach reach => InstanceOf(reach.Object, frame).At(reach.Field),
        _ => throw new NotSupportedException($"not a place: {expression.GetType().Name}"),
    };

    IPlace ElementAt(Element element, Frame frame)
    {
        switch (Evaluate(element.Buffer, frame))
        {
            case Window window:
                return window.At(Index(element.Positions[0], window.Count, frame));
            case Sequence list:
                return list.At(Index(element.Positions[0], list.Items.Count, frame));
            case Grid grid:
                var row = Index(element.Positions[0], grid.Rows, frame);
                return grid.At(row, Index(element.Positions[1], grid.Columns, frame));
            case Window[] rows:
                return new Cell(rows[Index(element.Positions[0], rows.Length, frame)]);
            default:
                throw new NotSupportedException(element.Buffer.Type.Text);
        }
    }

    int Index(Position position, int count, Frame frame)
    {
        var value = (int)Evaluate(position.Value, frame);
        return position.FromEnd ? count - value : value;
    }
}
