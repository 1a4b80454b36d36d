using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Simplify;

namespace Diff.Generators.Tests.Simplify;

/// <summary>A body written by hand: primal or derived operations on the values <c>a</c>, <c>b</c>, <c>w</c> and the buffer <c>m</c>.</summary>
internal sealed class Sketch
{
    public static readonly Value A = new(0, ScalarType.Double, "a");
    public static readonly Value B = new(1, ScalarType.Double, "b");
    public static readonly Value W = new(2, ScalarType.Double, "w");
    public static readonly Value M = new(3, new BufferType("double[]", ScalarType.Double, BufferKind.Array), "m");

    public Sketch(Role role = Role.Adjoint, Ids? ids = null)
    {
        Ids = ids ?? new Ids(10);
        Builder = new BlockBuilder(Ids) { Origin = new Origin(0, 0, "", role) };
    }

    public Ids Ids { get; }

    public BlockBuilder Builder { get; }

    public Sketch Nested() => new(Builder.Origin.Role, Ids);

    public void Switch(Role role) => Builder.Origin = new Origin(0, 0, "", role);

    public Value Op(string name, params ReadOnlySpan<Operand> operands) =>
        Builder.Apply(new Primitive(name), name is "<" or ">" ? InertType.Bool : operands[^1].Type, operands);

    public static Constant Number(double value) => Constant.Number(ScalarType.Double, value);

    public Block Build(params ReadOnlySpan<Operand> yields) => Builder.Build([A, B, W, M], EquatableArray.Create(yields));

    /// <summary>The body after some passes, printed without its parameters; checks that it is well formed and computes the same.</summary>
    public string After(string pass, params ReadOnlySpan<Operand> yields) =>
        Print(Build(yields), Ids, [.. Simplifier.Passes.Select(each => each.Name).Where(name => name != pass)]);

    public string Simplified(params ReadOnlySpan<Operand> yields) => Print(Build(yields), Ids, []);

    private static string Print(Block before, Ids ids, string[] without)
    {
        Verifier.Run(before);
        var after = Simplifier.Run(before, ids, without);
        Verifier.Run(after);
        Equivalence.Check(before, after);
        var text = Printer.Print(after);
        return text[(text.IndexOf('\n') + 1)..];
    }
}
