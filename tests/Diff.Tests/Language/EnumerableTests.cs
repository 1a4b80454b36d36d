using Diff.Tests.Kernels;

namespace Diff.Tests.Language;

public sealed class EnumerableTests
{
    [Fact]
    public void The_gradient_of_a_sequence_is_an_array()
    {
        Assert.Equal([2, 4, 6], Enumerables.SquaresGradient(Numbers()));
        Assert.Equal([2, 4, 6], Enumerables.SquaresGradient(new Queue<double>(Numbers())));
        Assert.Equal([2, 4, 6], Enumerables.SquaresGradient(Numbers().ToList()));
    }

    [Fact]
    public void A_sequence_is_enumerated_once()
    {
        var count = 0;
        Enumerables.ManyGradient(Numbers().Select(number => number + 0 * count++));
        Assert.Equal(3, count);
    }

    [Fact]
    public void A_pullback_keeps_the_elements()
    {
        using var pullback = Enumerables.VarianceWithPullback(new LinkedList<double>(Numbers()));
        Assert.Equal(pullback.Gradient(1), pullback.Gradient(1));
        Assert.Equal(Enumerables.VarianceGradient([.. Numbers()]), pullback.Gradient(1));
    }

    [Fact]
    public void There_must_be_a_sequence() => Assert.Throws<ArgumentNullException>("numbers", () => Enumerables.SquaresGradient((IEnumerable<double>)null!));

    private static IEnumerable<double> Numbers()
    {
        yield return 1;
        yield return 2;
        yield return 3;
    }
}
