using Diff.Generators.Collections;
using Diff.Generators.Ir;
using static Diff.Generators.Tests.Simplify.Sketch;

namespace Diff.Generators.Tests.Simplify;

/// <summary>
/// Random bodies of whole-number arithmetic (exact, so that any order of operations gives the same), branches, loops, effects, and memory:
/// that of others, and their own, which branches and loops hand on.
/// </summary>
internal sealed class RandomBody(int seed)
{
    private readonly Random _random = new(seed);
    private readonly bool _isAboutMemory = seed % 2 == 0;

    public (Block Body, Ids Ids) Build()
    {
        var sketch = new Sketch();
        List<Operand> visible = [A, B, W, Number(0), Number(1), Number(-1), Number(2), Constant.Int(0), Constant.Int(1), Allocate(sketch)];
        Fill(sketch, visible, _random.Next(4, 16), depth: 0);
        return (sketch.Build(Pick(visible), Pick(visible)), sketch.Ids);
    }

    private void Fill(Sketch sketch, List<Operand> visible, int count, int depth)
    {
        for (var i = 0; i < count; i++)
        {
            sketch.Switch(_random.Next(4) == 0 ? Role.Primal : Role.Adjoint);
            if (_isAboutMemory && _random.Next(3) > 0)
            {
                UseMemory(sketch, visible);
                continue;
            }

            switch (_random.Next(depth < 2 ? 12 : 9))
            {
                case 0:
                    sketch.Builder.Do(new Accumulate(M, [Constant.Int(_random.Next(2))], [], Pick(visible)));
                    break;
                case 2 or 3:
                    UseMemory(sketch, visible);
                    break;
                case 1:
                    visible.Add(sketch.Builder.Let(new Inert("effect", [Pick(visible)], Effect.Write), ScalarType.Double));
                    break;
                case 9:
                    visible.AddRange(Branch(sketch, visible, depth));
                    break;
                case 10:
                    visible.AddRange(Counted(sketch, visible, depth));
                    break;
                case 11:
                    visible.AddRange(While(sketch, visible, depth));
                    break;
                default:
                    visible.Add(Operation(sketch, visible));
                    break;
            }
        }
    }

    private void UseMemory(Sketch sketch, List<Operand> visible)
    {
        var (buffer, index) = (Pick(visible, M.Type), Pick(visible, InertType.Int));
        switch (_random.Next(6))
        {
            case 0:
                visible.Add(Allocate(sketch));
                break;
            case 1:
                sketch.Builder.Do(new Store(buffer, [index], [], Pick(visible)));
                break;
            case 2:
                sketch.Builder.Do(new Accumulate(buffer, [index], [], Pick(visible)));
                break;
            default:
                var read = sketch.Builder.Let(new Load(buffer, [index]), ScalarType.Double);
                visible.Add(read);
                if (_random.Next(2) == 0) sketch.Builder.Do(new Store(buffer, [index], [], Number(0)));
                if (_random.Next(2) == 0) sketch.Builder.Do(new Accumulate(M, [Constant.Int(_random.Next(2))], [], read));
                break;
        }
    }

    private static Value Allocate(Sketch sketch) => sketch.Builder.Let(new Allocate([Constant.Int(4)]), M.Type);

    private Value Operation(Sketch sketch, List<Operand> visible) => _random.Next(10) switch
    {
        8 or 9 => Products(sketch, visible),
        0 => sketch.Op("neg", Pick(visible)),
        1 => sketch.Op("Weight.Times", Pick(visible), Pick(visible)),
        2 => sketch.Op("?:", sketch.Op("<", Pick(visible), Pick(visible)), Pick(visible), Pick(visible)),
        3 => sketch.Op("-", Pick(visible), Pick(visible)),
        4 or 5 => sketch.Op("*", Pick(visible), Pick(visible)),
        _ => sketch.Op("+", Pick(visible), Pick(visible)),
    };

    /// <summary>What a reverse sweep is full of: <c>s ± w * x * c ± w * y</c>, often with equal factors.</summary>
    private Value Products(Sketch sketch, List<Operand> visible)
    {
        List<Operand> few = [Pick(visible), Pick(visible)];
        var (first, second) = (Product(), Product());
        return sketch.Op(Sign(), sketch.Op(Sign(), Pick(visible), first), second);

        string Sign() => _random.Next(2) == 0 ? "+" : "-";

        Value Product()
        {
            var product = sketch.Op("*", Pick(few), Pick(few));
            return _random.Next(2) == 0 ? product : sketch.Op("*", product, Number(_random.Next(-2, 4)));
        }
    }

    private Value[] Branch(Sketch sketch, List<Operand> visible, int depth)
    {
        var condition = sketch.Op("<", Pick(visible), Pick(visible));
        var results = Fresh(sketch);
        var blocks = new[] { sketch.Nested(), sketch.Nested() }.Select(inner =>
        {
            List<Operand> inside = [.. visible];
            Fill(inner, inside, _random.Next(4), depth + 1);
            return inner.Builder.Build([], results.Select(result => Pick(inside, result.Type)).ToEquatableArray());
        }).ToArray();
        sketch.Builder.Add(new If(condition, blocks[0], blocks[1], [.. results], Origin.None));
        return results;
    }

    private Value[] Counted(Sketch sketch, List<Operand> visible, int depth)
    {
        var results = Fresh(sketch);
        var index = sketch.Builder.NewValue(InertType.Int, "i");
        var (body, inits) = Carried(sketch, visible, results, [index], depth);
        sketch.Builder.Add(new For(Constant.Int(0), Constant.Int(_random.Next(4)), 1, false, inits, body, [.. results], Origin.None));
        return results;
    }

    /// <summary>A loop that counts in its last carried value, so that it ends.</summary>
    private Value[] While(Sketch sketch, List<Operand> visible, int depth)
    {
        var results = Fresh(sketch);
        var (body, inits) = Carried(sketch, visible, results, [], depth);
        var (count, counted, tested) = (Index(), Index(), Index());
        var (condition, step) = (sketch.Nested(), sketch.Nested());
        var test = condition.Builder.Apply(Primitive.Less, InertType.Bool, tested, Constant.Int(2));
        var next = step.Builder.Apply(Primitive.Add, InertType.Int, count, Constant.Int(1));
        body = new([.. body.Parameters, count], [.. body.Statements, .. step.Builder.Build([], []).Statements], [.. body.Yields, next]);
        var parameters = results.Select(result => (Value)sketch.Builder.NewValue(result.Type)).Append(tested).ToEquatableArray();
        sketch.Builder.Add(new Loop(
            [.. inits, Constant.Int(0)], condition.Builder.Build(parameters, [test]), body, Block.Empty, true, [.. results, counted], Origin.None));
        return results;

        Value Index() => sketch.Builder.NewValue(InertType.Int);
    }

    private (Block Body, EquatableArray<Operand> Inits) Carried(Sketch sketch, List<Operand> visible, Value[] results, Value[] own, int depth)
    {
        var inner = sketch.Nested();
        var parameters = results.Select(result => sketch.Builder.NewValue(result.Type)).ToArray();
        List<Operand> inside = [.. visible, .. own, .. parameters, .. parameters];
        Fill(inner, inside, _random.Next(5), depth + 1);
        // Often the same parameter again: values that are only handed through.
        var next = parameters.Select(parameter => _random.Next(3) == 0 ? parameter : Pick(inside, parameter.Type))
            .ToEquatableArray();
        return (inner.Builder.Build([.. own, .. parameters], next), results.Select(result => Pick(visible, result.Type)).ToEquatableArray());
    }

    private Value[] Fresh(Sketch sketch) =>
        [.. Enumerable.Range(0, _random.Next(4)).Select(_ => sketch.Builder.NewValue(_random.Next(4) == 0 ? M.Type : ScalarType.Double))];

    private Operand Pick(List<Operand> operands) => Pick(operands, ScalarType.Double);

    private Operand Pick(List<Operand> operands, IrType type)
    {
        var suitable = operands.Where(operand => operand.Type == type).ToList();
        return suitable[_random.Next(suitable.Count)];
    }
}
