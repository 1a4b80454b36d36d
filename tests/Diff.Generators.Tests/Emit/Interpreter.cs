using Diff.Generators.Ir;

namespace Diff.Generators.Tests.Emit;

/// <summary>Executes bodies of <see cref="RandomBodies"/> as the records say.</summary>
internal sealed class Interpreter
{
    private readonly Dictionary<int, object> _values = [];

    public double[] Run(Block body, params object[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++) _values[body.Parameters[i].Id] = arguments[i];
        return [.. Execute(body).Select(value => (double)value)];
    }

    private object this[Operand operand] => operand switch
    {
        Value value => _values[value.Id],
        Constant { Type: ScalarType } constant => constant.AsDouble,
        Constant constant => (int)constant.Bits,
        _ => throw new InvalidOperationException(),
    };

    private List<object> Execute(Block block)
    {
        foreach (var statement in block.Statements) Execute(statement);
        return [.. block.Yields.Select(yield => this[yield])];
    }

    private void Set(IEnumerable<Value> targets, List<object> values)
    {
        var i = 0;
        foreach (var target in targets) _values[target.Id] = values[i++];
    }

    private void Execute(Statement statement)
    {
        switch (statement)
        {
            case Let let:
                if (Evaluate(let.Operation) is { } result) _values[let.Result.Id] = result;
                break;
            case If branch:
                Set(branch.Results, Execute((bool)this[branch.Condition] ? branch.Then : branch.Else));
                break;
            case For loop:
                List<object> carried = [.. loop.Inits.Select(init => this[init])];
                for (var i = (int)this[loop.Start]; InRange(i, (int)this[loop.End], loop); i += loop.Stride)
                {
                    Set(loop.Body.Parameters, [i, .. carried]);
                    carried = Execute(loop.Body);
                }
                Set(loop.Results, carried);
                break;
            case Loop loop:
                List<object> state = [.. loop.Inits.Select(init => this[init])];
                while (true)
                {
                    Set(loop.Condition.Parameters, state);
                    if (!(bool)Execute(loop.Condition)[0]) break;
                    Set(loop.Body.Parameters, state);
                    state = Execute(loop.Body);
                }
                Set(loop.Results, state);
                break;
            default:
                throw new InvalidOperationException(statement.GetType().Name);
        }
    }

    private static bool InRange(int i, int end, For loop) => loop.Stride > 0 ? i < end || loop.IsInclusive && i == end : i > end || loop.IsInclusive && i == end;

    private object? Evaluate(Operation operation)
    {
        switch (operation)
        {
            case Load load:
                return ((double[])this[load.Buffer])[(int)this[load.Indices[0]]];
            case Store store:
                ((double[])this[store.Buffer])[(int)this[store.Indices[0]]] = (double)this[store.Operand];
                return null;
            case Accumulate accumulate:
                ((double[])this[accumulate.Buffer])[(int)this[accumulate.Indices[0]]] += (double)this[accumulate.Operand];
                return null;
            case Apply { Primitive.Name: "neg" } apply:
                return -(double)this[apply.Arguments[0]];
            case Apply apply:
                return (this[apply.Arguments[0]], apply.Primitive.Name, this[apply.Arguments[1]]) switch
                {
                    (double a, "+", double b) => a + b,
                    (double a, "-", double b) => a - b,
                    (double a, "*", double b) => a * b,
                    (double a, "<", double b) => a < b,
                    (double a, "==", double b) => a == b,
                    (int a, "+", int b) => a + b,
                    (int a, "<", int b) => a < b,
                    var other => throw new InvalidOperationException(other.ToString()),
                };
            default:
                throw new InvalidOperationException(operation.GetType().Name);
        }
    }
}
