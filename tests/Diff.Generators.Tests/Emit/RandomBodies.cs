using Diff.Generators.Ir;

namespace Diff.Generators.Tests.Emit;

/// <summary>Random bodies over two numbers, a trip count and an array, with few names, so that their values compete for variables.</summary>
internal sealed class RandomBodies(Random random)
{
    private static readonly string[] NamePool = ["x", "y", "z", "x", "y", "", "", ""];
    private static readonly Primitive[] Operators = [Primitive.Add, Primitive.Subtract, Primitive.Multiply];

    private readonly Ids _ids = new();
    private readonly List<Value> _doubles = [];
    private Value _n = null!;
    private Value _array = null!;

    public Block Next()
    {
        var builder = new BlockBuilder(_ids);
        var (a, b) = (builder.NewValue(ScalarType.Double, "x"), builder.NewValue(ScalarType.Double, "b"));
        _n = builder.NewValue(InertType.Int, "n");
        _array = builder.NewValue(new BufferType("double[]", ScalarType.Double, BufferKind.Array), "array");
        _doubles.AddRange([a, b]);
        Statements(builder, 3, random.Next(3, 9));
        return builder.Build([a, b, _n, _array], [Pick(), Pick(), Pick()]);
    }

    private string Name() => NamePool[random.Next(NamePool.Length)];

    private Operand Pick()
    {
        if (random.Next(8) == 0) return Constant.Number(ScalarType.Double, random.Next(-2, 3) * 0.5);
        // Recent values more often, as in real code.
        var back = Math.Min(random.Next(1, 6), random.Next(1, _doubles.Count + 1));
        return _doubles[^back];
    }

    private void Statements(BlockBuilder builder, int depth, int count)
    {
        for (var i = 0; i < count; i++)
        {
            builder.Origin = new Origin(i, 0, random.Next(2) == 0 ? "if (…)" : "", random.Next(2) == 0 ? Role.Primal : Role.Adjoint);
            switch (random.Next(depth > 0 ? 10 : 7))
            {
                case 0: _doubles.Add(builder.Let(new Load(_array, [Index()]), ScalarType.Double, Name())); break;
                case 1: builder.Do(new Store(_array, [Index()], [], Pick())); break;
                case 2: builder.Do(new Accumulate(_array, [Index()], [], Pick())); break;
                case 3: _doubles.Add(builder.Let(new Apply(Primitive.Negate, [Pick()]), ScalarType.Double, Name())); break;
                case 7: AddIf(builder, depth - 1); break;
                case 8: AddFor(builder, depth - 1); break;
                case 9: AddLoop(builder, depth - 1); break;
                default: _doubles.Add(Binary(builder)); break;
            }
        }
    }

    private Value Binary(BlockBuilder builder) =>
        builder.Let(new Apply(Operators[random.Next(Operators.Length)], [Pick(), Pick()]), ScalarType.Double, Name());

    private Constant Index() => Constant.Int(random.Next(3));

    private Block Inside(BlockBuilder builder, int depth, IReadOnlyList<Value> parameters, int yields, Func<BlockBuilder, Operand>? first = null)
    {
        var visible = _doubles.Count;
        var inner = builder.Nested();
        _doubles.AddRange(parameters.Where(parameter => parameter.Type is ScalarType));
        Statements(inner, depth, random.Next(0, 5));
        List<Operand> results = first is null ? [] : [first(inner)];
        for (var i = 0; i < yields; i++) results.Add(Pick());
        _doubles.RemoveRange(visible, _doubles.Count - visible);
        return inner.Build([.. parameters], [.. results]);
    }

    private List<Value> Values(BlockBuilder builder, int count) => [.. Enumerable.Range(0, count).Select(_ => builder.NewValue(ScalarType.Double, Name()))];

    private void AddIf(BlockBuilder builder, int depth)
    {
        var condition = builder.Apply(random.Next(2) == 0 ? Primitive.Less : Primitive.Equal, InertType.Bool, Pick(), Pick());
        var results = Values(builder, random.Next(1, 4));
        var then = Inside(builder, depth, [], results.Count);
        var otherwise = Inside(builder, depth, [], results.Count);
        builder.Add(new If(condition, then, otherwise, [.. results], builder.Origin));
        _doubles.AddRange(results);
    }

    private void AddFor(BlockBuilder builder, int depth)
    {
        var count = random.Next(1, 4);
        List<Operand> inits = [.. Enumerable.Range(0, count).Select(_ => Pick())];
        List<Value> parameters = [builder.NewValue(InertType.Int, "i"), .. Values(builder, count)];
        var isDown = random.Next(3) == 0;
        var body = Inside(builder, depth, parameters, count);
        var results = Values(builder, count);
        Operand last = random.Next(2) == 0 ? _n : Constant.Int(2);
        builder.Add(isDown
            ? new For(last, Constant.Int(0), -1, random.Next(2) == 0, [.. inits], body, [.. results], builder.Origin)
            : new For(Constant.Int(0), last, random.Next(1, 3), random.Next(2) == 0, [.. inits], body, [.. results], builder.Origin));
        _doubles.AddRange(results);
    }

    private void AddLoop(BlockBuilder builder, int depth)
    {
        var count = random.Next(1, 4);
        List<Operand> inits = [Constant.Int(0), .. Enumerable.Range(0, count).Select(_ => Pick())];
        List<Value> Carried() => [builder.NewValue(InertType.Int, "k"), .. Values(builder, count)];
        var (inCondition, inBody) = (Carried(), Carried());
        var condition = Inside(builder, 0, inCondition, 0, inner => inner.Apply(Primitive.Less, InertType.Bool, inCondition[0], _n));
        var body = Inside(builder, depth, inBody, count, inner => inner.Let(new Apply(Primitive.Add, [inBody[0], Constant.Int(1)]), InertType.Int, "k"));
        List<Value> results = [builder.NewValue(InertType.Int, "k"), .. Values(builder, count)];
        builder.Add(new Loop([.. inits], condition, body, Block.Empty, true, [.. results], builder.Origin));
        _doubles.AddRange(results.Skip(1));
    }
}
