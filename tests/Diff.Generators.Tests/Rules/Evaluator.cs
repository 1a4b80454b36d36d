using System.Reflection;
using Diff.Generators.Ir;

namespace Diff.Generators.Tests.Rules;

/// <summary>Runs single-assignment IR on doubles: the oracle of the tests of rules and of simplification.</summary>
internal sealed class Evaluator
{
    private readonly Dictionary<int, object> _values = [];
    private int _allocated;

    /// <summary>What was stored to or accumulated in, by buffer name and index. What the code allocates is called <c>own</c>.</summary>
    public SortedDictionary<(string Buffer, int Index), double> Memory { get; } = [];

    /// <summary>The largest magnitude of any number computed.</summary>
    public double Largest { get; private set; }

    public void Set(Value value, object content)
    {
        _values[value.Id] = content;
        if (content is double number && !(Math.Abs(number) <= Largest)) Largest = Math.Abs(number);
    }

    public double Number(Operand operand) => (double)Read(operand);

    public object Read(Operand operand) => operand switch
    {
        Value value => _values[value.Id],
        Constant { Type: ScalarType } constant => constant.AsDouble,
        Constant { Type: InertType { Kind: InertKind.Bool } } constant => constant.Bits != 0,
        Constant { Type: InertType { Kind: InertKind.Int } } constant => (int)constant.Bits,
        Constant constant => Enum.Parse<MidpointRounding>(constant.Text),
        _ => throw new InvalidOperationException(operand.ToString()),
    };

    public object[] Run(Block block)
    {
        foreach (var statement in block.Statements) Run(statement);
        return [.. block.Yields.Select(Read)];
    }

    private void Run(Statement statement)
    {
        switch (statement)
        {
            case Let let:
                var result = Compute(let.Operation);
                if (let.Results.Count == 1) Set(let.Result, result!);
                break;
            case If branch:
                SetAll(branch.Results, Run((bool)Read(branch.Condition) ? branch.Then : branch.Else));
                break;
            case For loop:
                var carried = loop.Inits.Select(Read).ToArray();
                var end = (int)Read(loop.End);
                for (var i = (int)Read(loop.Start); loop.Stride > 0 ? i < end : i > end; i += loop.Stride)
                    carried = Run(loop.Body, [i, .. carried]);
                SetAll(loop.Results, carried);
                break;
            case Loop loop:
                var state = loop.Inits.Select(Read).ToArray();
                while ((bool)Run(loop.Condition, state)[0]) state = Run(loop.Body, state);
                SetAll(loop.Results, state);
                break;
            case Heading:
                break;
            default:
                throw new InvalidOperationException(statement.GetType().Name);
        }
    }

    private object[] Run(Block block, object[] arguments)
    {
        SetAll(block.Parameters, arguments);
        return Run(block);
    }

    private void SetAll(IEnumerable<Value> values, object[] contents)
    {
        foreach (var (value, content) in values.Zip(contents)) Set(value, content);
    }

    private object? Compute(Operation operation)
    {
        switch (operation)
        {
            case Apply apply:
                return Call(apply.Primitive.Name, [.. apply.Arguments.Select(Read)]);
            case Conversion conversion:
                return Convert.ToDouble(Read(conversion.Operand));
            case GetField field:
                return ((double[])Read(field.Aggregate))[field.Index];
            case Length:
                return 2;
            case Allocate:
                return $"own {++_allocated}";
            case Load load:
                var address = Address(load.Buffer, load.Indices);
                return address.Buffer.StartsWith("own ", StringComparison.Ordinal) ? Memory.GetValueOrDefault(address) : Memory[address];
            case Store store:
                Memory[Address(store.Buffer, store.Indices)] = Number(store.Operand);
                return null;
            case Accumulate add:
                Memory[Address(add.Buffer, add.Indices)] = Memory.GetValueOrDefault(Address(add.Buffer, add.Indices)) + Number(add.Operand);
                return null;
            case Inert { Template: "effect" } inert:
                Memory[("effects", 0)] = Memory.GetValueOrDefault(("effects", 0)) + 1;
                return inert.Arguments.IsEmpty ? 0.0 : Read(inert.Arguments[0]);
            default:
                throw new InvalidOperationException(operation.GetType().Name);
        }
    }

    private (string Buffer, int Index) Address(Operand buffer, IEnumerable<Operand> indices) =>
        (_values.TryGetValue(((Value)buffer).Id, out var own) ? (string)own : ((Value)buffer).Name,
            indices.Select(index => (int)Read(index)).FirstOrDefault());

    /// <summary>A primitive on values of type double, int and bool.</summary>
    public static object Call(string name, object[] arguments) => (name, arguments) switch
    {
        ("+", [double a]) => a,
        ("+", [double a, double b]) => a + b,
        ("-", [double a, double b]) => a - b,
        ("*", [double a, double b]) => a * b,
        ("/", [double a, double b]) => a / b,
        ("%", [double a, double b]) => a % b,
        ("neg", [double a]) => -a,
        ("<", [double a, double b]) => a < b,
        (">", [double a, double b]) => a > b,
        ("==", [double a, double b]) => a == b,
        ("!=", [double a, double b]) => a != b,
        ("&", [bool a, bool b]) => a & b,
        ("+", [int a, int b]) => a + b,
        ("-", [int a, int b]) => a - b,
        ("<", [int a, int b]) => a < b,
        ("?:", [bool condition, double a, double b]) => condition ? a : b,
        ("Weight.Times", [double w, double p]) => Weight.Times(w, p),
        ("Weight.Divide", [double w, double d]) => Weight.Divide(w, d),
        _ => Invoke(name, arguments),
    };

    private static object Invoke(string name, object[] arguments)
    {
        var types = arguments.Select(argument => argument.GetType()).ToArray();
        var method = typeof(Math).GetMethod(name, types) ?? typeof(double).GetMethod(name, types)
            ?? throw new MissingMethodException($"{name}({string.Join(", ", types.Select(type => type.Name))})");
        return method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null) switch
        {
            ValueTuple<double, double> pair => new[] { pair.Item1, pair.Item2 },
            var result => result!,
        };
    }
}
