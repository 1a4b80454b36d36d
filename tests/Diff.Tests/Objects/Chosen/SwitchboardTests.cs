namespace Diff.Tests.Objects.Chosen;

/// <summary>Gradients with respect to objects that a method chooses among, or looks into.</summary>
public class SwitchboardTests
{
    private const double X = 0.4;

    [Fact]
    public void Derivatives_agree() => new ObjectDerivatives<Switchboard>(
        () => new(),
        (board, x) => board.Value(x),
        (board, x) => board.ValueGradient(x) is var (of, slope) ? [.. Numbers(of), slope] : [],
        (board, x, direction) => board.ValueJvp(x, Of(direction), direction[^1]).Tangent,
        (board, x, direction) => board.ValueHvp(x, Of(direction), direction[^1]) is var (of, slope) ? [.. Numbers(of), slope] : [],
        (board, numbers) => Of([.. numbers, 0]).AddTo(board, 1)).Check(X);

    [Fact]
    public void A_pullback_can_be_applied_twice()
    {
        var board = new Switchboard();
        using var pullback = board.ValueWithPullback(X);
        Assert.Equal(Numbers(pullback.Gradient(1).@this), Numbers(pullback.Gradient(1).@this));
        FlatNumbers.Close(Numbers(board.ValueGradient(X).@this), Numbers(pullback.Gradient(1).@this), 1e-12);
    }

    [Fact]
    public void A_cast_to_another_class_throws_in_derivatives_too()
    {
        var board = new Switchboard();
        Assert.Throws<InvalidCastException>(() => board.Wrong(X));
        Assert.Throws<InvalidCastException>(() => board.WrongGradient(X));
    }

    private static SwitchboardGradient Of(double[] numbers)
    {
        var gradient = SwitchboardGradient.Zero(new());
        gradient.FromSpan(numbers.AsSpan(0, gradient.Count));
        return gradient;
    }

    private static double[] Numbers(SwitchboardGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);
}
