using Diff.Generators.Collections;
using Diff.Generators.Ir;
using static Diff.Generators.Tests.Simplify.Sketch;

namespace Diff.Generators.Tests.Simplify;

/// <summary>Random bodies of whole-number arithmetic (exact, so that any order of operations gives the same), branches, loops, memory and effects.</summary>
internal sealed class RandomBody(int seed)
{
    private readonly Random _random = new(seed);

    public (Block Body, Ids Ids) Build()
    {
        var sketch = new Sketch();
        List<Operand> visible = [A, B, W, Number(0), Number(1), Number(-1), Number(2)];
        Fill(sketch, visible, _random.Next(4, 16), depth: 0);
        return (sketch.Build(Pick(visible), Pick(visible)), sketch.Ids);
    }

    private void Fill(Sketch sketch, List<Operand> visible, int count, int depth)
    {
        for (var i = 0; i < count; i++)
        {
            sketch.Switch(_random.Next(4) == 0 ? Role.Primal : Role.Adjoint);
            switch (_random.Next(depth < 2 ? 12 : 9))
            {
                case 0:
                    sketch.Builder.Do(new Accumulate(M, [Constant.Int(_random.Next(2))], [], Pick(visible)));
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
            return inner.Builder.Build([], results.Select(_ => Pick(inside)).ToEquatableArray());
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
        var parameters = results.Select(_ => (Value)sketch.Builder.NewValue(ScalarType.Double)).Append(tested).ToEquatableArray();
        sketch.Builder.Add(new Loop(
            [.. inits, Constant.Int(0)], condition.Builder.Build(parameters, [test]), body, Block.Empty, true, [.. results, counted], Origin.None));
        return results;

        Value Index() => sketch.Builder.NewValue(InertType.Int);
    }

    private (Block Body, EquatableArray<Operand> Inits) Carried(Sketch sketch, List<Operand> visible, Value[] results, Value[] own, int depth)
    {
        var inner = sketch.Nested();
        var parameters = results.Select(_ => sketch.Builder.NewValue(ScalarType.Double)).ToArray();
        List<Operand> inside = [.. visible, .. parameters, .. parameters];
        Fill(inner, inside, _random.Next(5), depth + 1);
        // Often the same parameter again: values that are only handed through.
        var next = parameters.Select(parameter => _random.Next(3) == 0 ? parameter : Pick(inside)).ToEquatableArray();
        return (inner.Builder.Build([.. own, .. parameters], next), results.Select(_ => Pick(visible)).ToEquatableArray());
    }

    private Value[] Fresh(Sketch sketch) => [.. Enumerable.Range(0, _random.Next(4)).Select(_ => sketch.Builder.NewValue(ScalarType.Double))];

    private Operand Pick(List<Operand> operands) => operands[_random.Next(operands.Count)];
}
