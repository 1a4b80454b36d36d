using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Normalize;

namespace Diff.Generators.Transform;

/// <summary>From a lowered method to its derivatives: normalise, analyse, transform, simplify.</summary>
internal static class Differentiation
{
    public static DerivedMethod Run(Method lowered)
    {
        var method = Normalizer.Run(lowered);
        var activity = Activity.Of(method);
        var reverse = new ReverseMode(method, activity, new Ids(method.NextId));
        var (forwardHalf, reverseHalf) = reverse.Halves();
        Derivative[] derivatives = [reverse.Vjp(), ForwardMode.Run(method, activity, new Ids(method.NextId)), forwardHalf, reverseHalf];
        return new DerivedMethod(method, derivatives.ToEquatableArray());
    }
}
