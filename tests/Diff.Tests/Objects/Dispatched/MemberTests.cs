using static Diff.Tests.Objects.FlatNumbers;

namespace Diff.Tests.Objects.Dispatched;

/// <summary>All kinds of members of classes whose objects decide which body runs, in this assembly and in another one.</summary>
public class MemberTests
{
    private const double X = 0.7;

    // The two modes round in different orders.
    private const double Rounding = 1e-12;

    // Central differences of functions of size 1 are right to about 1e-9.
    private const double Differences = 1e-7;

    [Fact]
    public void Reverse_mode_agrees_with_differences()
    {
        var (ofCollection, slope) = new Collection().ValueGradient(X);
        var differences = new double[ofCollection.Count];
        for (var i = 0; i < differences.Length; i++) differences[i] = (Moved(Unit(i), 1e-6) - Moved(Unit(i), -1e-6)) / 2e-6;
        Close(differences, Numbers(ofCollection), Differences);
        Close(GradientCheck.Gradient(p => new Collection().Value(p[0]), [X]), [slope], Differences);

        static double Moved(CollectionGradient direction, double step)
        {
            var collection = new Collection();
            direction.AddTo(collection, step);
            return collection.Value(X);
        }
    }

    [Fact]
    public void Forward_mode_agrees_with_reverse_mode()
    {
        var (ofCollection, slope) = new Collection().ValueGradient(X);
        Close(Numbers(ofCollection), [.. Enumerable.Range(0, ofCollection.Count).Select(i => new Collection().ValueJvp(X, Unit(i), 0).Tangent)], Rounding);
        Close([slope], [new Collection().ValueJvp(X, CollectionGradient.Zero(new()), 1).Tangent], Rounding);
    }

    [Fact]
    public void Second_derivatives_agree_with_differences()
    {
        var (collection, direction) = (new Collection(), CollectionGradient.Zero(new()));
        direction.FromSpan([.. Enumerable.Range(0, direction.Count).Select(i => Math.Cos(i))]);
        var (product, _) = collection.ValueHvp(X, direction, 0);
        const double step = 1e-5;
        direction.AddTo(collection, step);
        var up = Numbers(collection.ValueGradient(X).@this);
        direction.AddTo(collection, -2 * step);
        var down = Numbers(collection.ValueGradient(X).@this);
        Close([.. up.Zip(down, (u, d) => (u - d) / (2 * step))], Numbers(product), 1e-6);
    }

    private static CollectionGradient Unit(int i)
    {
        var direction = CollectionGradient.Zero(new());
        var unit = new double[direction.Count];
        unit[i] = 1;
        direction.FromSpan(unit);
        return direction;
    }

    private static double[] Numbers(CollectionGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);
}
