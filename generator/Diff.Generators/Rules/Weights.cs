using static Diff.Generators.Rules.Formulas;

namespace Diff.Generators.Rules;

/// <summary>The primitives that derived code is made of, so that it can be differentiated again.</summary>
internal static class Weights
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        Rule.Of("?:", 0, When(X, W, 0), When(X, 0, W)),

        Rule.Of(Ir.Primitive.Like.Name, 0, 1),

        // (w ⊗ p)˙ = ẇ ⊗ p + w ⊗ ṗ
        Rule.Of("Weight.Times", WeightTimes(W, Y), WeightTimes(X, W)),

        // The same with p = 1/d, ṗ = -(ḋ ⊗ 1/d) ⊗ 1/d
        Rule.Of("Weight.Divide", WeightDivide(W, Y), -WeightTimes(X, WeightDivide(WeightDivide(W, Y), Y))),
    ];
}
