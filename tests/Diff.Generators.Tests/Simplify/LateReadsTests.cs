using CsCheck;
using Diff.Generators.Ir;
using Diff.Generators.Simplify;
using Diff.Generators.Tests.Rules;
using static Diff.Generators.Tests.Simplify.Sketch;

namespace Diff.Generators.Tests.Simplify;

/// <summary>What derived code reads moves to where it is used, but never over what may write the same memory.</summary>
public sealed class LateReadsTests
{
    private static readonly Constant First = Constant.Int(0);
    private static readonly Value N = M with { Id = 4, Name = "n" };

    [Fact]
    public void A_read_moves_over_a_write_of_other_memory() => Assert.True(Moves(sketch => Store(sketch, N)));

    [Fact]
    public void A_read_stays_before_a_write_of_its_memory() => Assert.False(Moves(sketch => Store(sketch, M)));

    [Fact]
    public void A_read_stays_before_an_addition_to_its_memory() =>
        Assert.False(Moves(sketch => sketch.Builder.Do(new Accumulate(M, [Constant.Int(1)], [], A))));

    [Fact]
    public void A_read_stays_before_a_branch_that_writes_its_memory() => Assert.False(Moves(sketch =>
    {
        var then = sketch.Nested();
        Store(then, M);
        sketch.Builder.Add(new If(sketch.Op("<", A, W), then.Builder.Build([], []), Block.Empty, [], sketch.Builder.Origin));
    }));

    [Fact]
    public void A_read_stays_before_code_of_others() =>
        Assert.False(Moves(sketch => sketch.Builder.Do(new Inert("Log()", [], Effect.Write))));

    [Fact]
    public void A_read_of_the_primal_moves_over_records() => Assert.True(Moves(sketch =>
    {
        sketch.Switch(Role.Record);
        Store(sketch, N);
        sketch.Switch(Role.Primal);
    }, Role.Primal));

    [Fact]
    public void A_read_of_the_primal_stays_before_what_others_see() => Assert.False(Moves(sketch => Store(sketch, N), Role.Primal));

    [Fact]
    public void Random_bodies_compute_the_same()
    {
        var moved = 0;
        Gen.Int.Sample(
            seed =>
            {
                var before = Random(new Random(seed));
                Verifier.Run(before);
                var after = LateReads.Run(before);
                Verifier.Run(after);
                if (before != after) moved++;
                Assert.Equal(Run(before), Run(after));
            },
            iter: 3000,
            threads: 1);
        Assert.True(moved > 300, $"Only {moved} of the bodies changed.");
    }

    /// <summary>Whether the read of <c>m[0]</c> moves to where <c>m[0] + a</c> is stored, over what is in between.</summary>
    private static bool Moves(Action<Sketch> between, Role role = Role.Tangent)
    {
        var sketch = new Sketch(role);
        var read = sketch.Builder.Let(new Load(M, [First]), ScalarType.Double);
        between(sketch);
        sketch.Builder.Do(new Store(M, [First], [], sketch.Op("+", read, A)));
        var before = sketch.Builder.Build([A, B, W, M, N], []);
        Verifier.Run(before);
        return LateReads.Run(before).Statements[0] is not Let { Operation: Load };
    }

    private static void Store(Sketch sketch, Value buffer) => sketch.Builder.Do(new Store(buffer, [First], [], W));

    private static Block Random(Random random)
    {
        var sketch = new Sketch();
        List<Operand> visible = [A, B, W];
        Fill(sketch, visible, depth: 0);
        return sketch.Builder.Build([A, B, W, M, N], [visible[^1]]);

        void Fill(Sketch inner, List<Operand> known, int depth)
        {
            for (var i = random.Next(3, 14); i > 0; i--)
            {
                inner.Switch(random.Next(4) switch { 0 => Role.Primal, 1 => Role.Record, _ => Role.Tangent });
                var (buffer, index) = (random.Next(2) == 0 ? M : N, Constant.Int(random.Next(2)));
                switch (random.Next(depth == 0 ? 8 : 7))
                {
                    case 0 or 1:
                        known.Add(inner.Builder.Let(new Load(buffer, [index]), ScalarType.Double));
                        break;
                    case 2 or 3:
                        inner.Builder.Do(new Store(buffer, [index], [], Pick(known)));
                        break;
                    case 4:
                        inner.Builder.Do(new Accumulate(buffer, [index], [], Pick(known)));
                        break;
                    case 7:
                        var then = inner.Nested();
                        Fill(then, [.. known], depth + 1);
                        inner.Builder.Add(new If(inner.Op("<", Pick(known), Pick(known)), then.Builder.Build([], []), Block.Empty, [],
                            inner.Builder.Origin));
                        break;
                    default:
                        known.Add(inner.Op(random.Next(2) == 0 ? "+" : "-", Pick(known), Pick(known)));
                        break;
                }
            }
        }

        // Most values are used soon, and once.
        Operand Pick(List<Operand> known) => known[random.Next(Math.Max(0, known.Count - 4), known.Count)];
    }

    private static double[] Run(Block block)
    {
        var evaluator = new Evaluator();
        evaluator.Set(A, 1.0);
        evaluator.Set(B, -2.0);
        evaluator.Set(W, 3.0);
        for (var i = 0; i < 4; i++) evaluator.Memory[(i < 2 ? "m" : "n", i % 2)] = i + 5;
        var yields = evaluator.Run(block).Select(Convert.ToDouble).ToList();
        return [.. yields, .. evaluator.Memory.Values];
    }
}
