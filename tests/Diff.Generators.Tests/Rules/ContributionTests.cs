using Diff.Generators.Ir;
using Diff.Generators.Rules;

namespace Diff.Generators.Tests.Rules;

/// <summary>The operations that a rule turns into, as printed IR, and what it says that it needs.</summary>
public sealed class ContributionTests
{
    [Theory]
    [InlineData("Sin", "%100 = Cos(x%0)\n%101 = w%11 * %100\nyield %101\n")]
    [InlineData("Cos", "%100 = Sin(x%0)\n%101 = w%11 * %100\n%102 = neg(%101)\nyield %102\n")]
    [InlineData("Exp", "%100 = w%11 * r%10\nyield %100\n")]
    [InlineData("neg", "%100 = neg(w%11)\nyield %100\n")]
    [InlineData("Abs", "%100 = x%0 > 0\n%101 = x%0 < 0\n%102 = neg(w%11)\n%103 = ?:(%101, %102, 0)\n%104 = ?:(%100, w%11, %103)\nyield %104\n")]
    [InlineData("Log", "%100 = Weight.Divide(w%11, x%0)\nyield %100\n")]
    [InlineData("Sqrt", "%100 = 2 * r%10\n%101 = Weight.Divide(w%11, %100)\nyield %101\n")]
    [InlineData("Atan", "%100 = x%0 * x%0\n%101 = 1 + %100\n%102 = w%11 / %101\nyield %102\n")]
    [InlineData("BitIncrement", "yield w%11\n")]
    public void Functions_of_one_operand(string name, string expected) => Assert.Equal(expected, Print(name, 0, [0.5]));

    [Theory]
    [InlineData("+", 1, "yield w%11\n")]
    [InlineData("-", 1, "%100 = neg(w%11)\nyield %100\n")]
    [InlineData("*", 0, "%100 = w%11 * y%1\nyield %100\n")]
    [InlineData("/", 0, "%100 = Weight.Divide(w%11, y%1)\nyield %100\n")]
    [InlineData("/", 1, "%100 = Weight.Divide(w%11, y%1)\n%101 = Weight.Times(%100, r%10)\n%102 = neg(%101)\nyield %102\n")]
    public void Functions_of_two_operands(string name, int operand, string expected) => Assert.Equal(expected, Print(name, operand, [0.5, 0.5]));

    [Theory]
    [InlineData("*", 3.0, "%100 = w%11 * 3\nyield %100\n")]
    [InlineData("/", 3.0, "%100 = w%11 / 3\nyield %100\n")]
    [InlineData("Pow", 0.0, "yield 0\n")]
    [InlineData("Pow", 1.0, "yield w%11\n")]
    [InlineData("Pow", 2.0, "%100 = 2 * x%0\n%101 = w%11 * %100\nyield %101\n")]
    [InlineData("Pow", 5.0, "%100 = Pow(x%0, 4)\n%101 = 5 * %100\n%102 = w%11 * %101\nyield %102\n")]
    [InlineData("Pow", 0.5, "%100 = Pow(x%0, -0.5)\n%101 = 0.5 * %100\n%102 = Weight.Times(w%11, %101)\nyield %102\n")]
    [InlineData("Max", 0.0, "%100 = x%0 > 0\n%101 = ?:(%100, w%11, 0)\nyield %101\n")]
    public void A_constant_operand_simplifies(string name, double constant, string expected) =>
        Assert.Equal(expected, Print(name, 0, [0.5, constant], constants: 1));

    [Fact]
    public void A_zero_denominator_keeps_its_guard() =>
        Assert.Equal("%100 = Weight.Divide(w%11, 0)\nyield %100\n", Print("/", 0, [0.5, 0.0], constants: 1));

    [Fact]
    public void A_pair_has_a_partial_for_each_field()
    {
        var probe = new RuleProbe(Find("SinCos", 1), [0.5]);
        Assert.Equal("%100 = r%10.Cos\n%101 = w%11 * %100\nyield %101\n", Printer.Print(probe.Contribution(0, output: 0)));
        Assert.Equal("%102 = r%10.Sin\n%103 = w%11 * %102\n%104 = neg(%103)\nyield %104\n", Printer.Print(probe.Contribution(0, output: 1)));
    }

    [Fact]
    public void Numbers_have_the_type_of_the_weight()
    {
        var x = new Value(0, ScalarType.Float, "x");
        var builder = new BlockBuilder(new Ids(100));
        RuleTable.Contribution(builder, new Apply(new Primitive("Exp2"), [x]), new Value(1, ScalarType.Float, "r"), 0, new Value(2, ScalarType.Float, "w"), leaf => leaf);
        var operands = builder.Build([], []).Statements.Cast<Let>().SelectMany(let => let.Operation.Operands);
        Assert.All(operands, operand => Assert.Equal(ScalarType.Float, operand.Type));
    }

    [Fact]
    public void A_zero_partial_is_null_and_needs_nothing()
    {
        var probe = new RuleProbe(Find("CopySign", 2), [1.0, 2.0]);
        Assert.Null(RuleTable.Contribution(new BlockBuilder(new Ids(0)), probe.Operation, probe.Result, 1, probe.Weight, leaf => leaf));
        Assert.Empty(RuleTable.Needed(probe.Operation, probe.Result, 1));
        Assert.True(RuleTable.IsZero(new Primitive("Floor"), 1));
        Assert.False(RuleTable.IsZero(new Primitive("CopySign"), 2));
        Assert.Null(RuleTable.Find(new Primitive("NoSuchFunction"), 1));
    }

    [Theory]
    [MemberData(nameof(RuleNumericTests.Names), MemberType = typeof(RuleNumericTests))]
    public void What_is_needed_is_exactly_what_is_read(string name, int count)
    {
        var rule = Find(name, count);
        object[] point = [.. Enumerable.Range(0, count).Select(i => (name, i) switch { ("?:", 0) => (object)true, ("RootN" or "ScaleB", 1) => 3, _ => 0.5 })];
        int?[] constants = name == "?:" ? [null] : [null, .. Enumerable.Range(0, count).Select(i => (int?)i)];
        foreach (var constant in constants)
        {
            var probe = new RuleProbe(rule, point, constant is { } index ? [index] : []);
            for (var operand = 0; operand < count; operand++)
            {
                if (operand == constant) continue;
                for (var output = 0; output < rule.Outputs.Count; output++)
                {
                    var read = new HashSet<Operand>();
                    var block = probe.Contribution(operand, output, leaf =>
                    {
                        if (leaf is Value) read.Add(leaf);
                        return leaf;
                    });
                    Assert.Equal(read, RuleTable.Needed(probe.Operation, probe.Result, operand, output).ToHashSet());
                    var applied = block.Statements.OfType<Let>().Select(let => let.Operation).OfType<Apply>().Select(apply => apply.Primitive.Name).Except(["*", "neg"]);
                    Assert.Subset(RuleTable.PrimitivesUsed(probe.Operation, operand, output).ToHashSet(), applied.ToHashSet());
                }
            }
        }
    }

    private static string Print(string name, int operand, object[] point, params int[] constants) =>
        Printer.Print(new RuleProbe(Find(name, point.Length), point, constants).Contribution(operand));

    private static Rule Find(string name, int count) => RuleTable.Find(new Primitive(name), count)!;
}
