namespace Diff.Generators.Rules;

/// <summary>
/// <c>Matrix4x4.Decompose</c>: scale, rotation and translation. The scale of a row is its length, negative where the framework turned its
/// axis around; the rotation has the rows divided by their scales. The framework replaces rows that are too short for an axis, and so does
/// this.
/// </summary>
internal static class Decomposition
{
    private const double Short = 1e-4;

    /// <param name="m">The matrix.</param>
    /// <param name="parts">What the framework found: whether there is a rotation, scale, rotation and translation.</param>
    public static Terms Of(Terms m, Terms parts)
    {
        var found = parts.Part(1, 3);
        var scale = Terms.Build(3, i => Term.When(found[i] < 0, () => -Row(m, i).Length(), () => Row(m, i).Length())[0]);
        var rotation = Term.When(parts[0], () => QuaternionRules.FromMatrix(MatrixRules.Affine(Axes(m, scale, found), new(0, 0, 0))),
            () => new(0, 0, 0, 1));
        return Terms.Join(scale, rotation, m.Part(12, 3));
    }

    private static Terms Axes(Terms m, Terms scale, Terms found)
    {
        return IfShort(0,
            () => IfShort(1, () => IfShort(2, None, () => One(2)), () => IfShort(2, () => One(1), () => Two(1))),
            () => IfShort(1, () => IfShort(2, () => One(0), () => Two(2)), () => IfShort(2, () => Two(0), All)));

        Terms IfShort(int i, Func<Terms> then, Func<Terms> otherwise) => Term.When(Abs(found[i]) < Short, then, otherwise);

        Terms Axis(int i) => Row(m, i) / scale[i];

        Terms All() => Terms.Join(Axis(0), Axis(1), Axis(2));

        // The third axis stands on the two from the given one on.
        Terms Two(int first)
        {
            var (second, third) = ((first + 1) % 3, (first + 2) % 3);
            var (a, b) = (Axis(first), Axis(second));
            return InOrder((first, a), (second, b), (third, Terms.Cross(a, b).Normalized()));
        }

        // The longer of the other rows becomes an axis that stands on the one there is and on the coordinate axis that is farthest from it.
        Terms One(int i)
        {
            var (j, k) = (i == 0 ? 1 : 0, i == 2 ? 1 : 2);
            var a = Row(m, i) / Row(m, i).Length();
            var b = Terms.Cross(a, Farthest(a)).Normalized();
            var c = Terms.Cross(a, b).Normalized();
            var others = Term.When(Abs(found[j]) < Abs(found[k]), () => Terms.Join(c, b), () => Terms.Join(b, c));
            return InOrder((i, Axis(i)), (j, others.Part(0, 3)), (k, others.Part(3, 3)));
        }

        Terms None() => new(1, 0, 0, 0, 1, 0, 0, 0, 1);
    }

    private static Terms Farthest(Terms axis)
    {
        var (x, y, z) = (Abs(axis[0]), Abs(axis[1]), Abs(axis[2]));
        return Term.When(x < y, () => Smaller(x, z, new(1, 0, 0)), () => Smaller(y, z, new(0, 1, 0)));

        static Terms Smaller(Term first, Term z, Terms unit) => Term.When(first < z, () => unit, () => new(0, 0, 1));
    }

    private static Terms InOrder(params (int Index, Terms Axis)[] axes) =>
        Terms.Join([.. axes.OrderBy(axis => axis.Index).Select(axis => axis.Axis)]);

    private static Terms Row(Terms m, int row) => m.Part(4 * row, 3);

    private static Term Abs(Term x) => Term.Function("Abs", x);
}
