using Diff.Generators.Ir;

namespace Diff.Generators.Frontend;

/// <summary>Variables that count elements: <c>count = 0; … count += 1;</c></summary>
internal static class Counters
{
    public static Slot New(Lowering lowering, string name = "count")
    {
        var count = lowering.Variables.Temporary(InertType.Int, name).Leaf;
        lowering.Write(count, Constant.Int(0));
        return count;
    }

    public static void Increment(Lowering lowering, Slot count) =>
        lowering.Write(count, lowering.Apply(Primitive.Add, InertType.Int, lowering.Read(count), Constant.Int(1)));

    /// <summary>How many have been counted before this one, which counts.</summary>
    public static Operand Next(Lowering lowering, Slot count)
    {
        var number = lowering.Read(count);
        lowering.Write(count, lowering.Apply(Primitive.Add, InertType.Int, number, Constant.Int(1)));
        return number;
    }
}
