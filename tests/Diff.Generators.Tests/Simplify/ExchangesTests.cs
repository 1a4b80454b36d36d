using Diff.Generators.Ir;
using Diff.Generators.Simplify;
using static Diff.Generators.Tests.Simplify.Sketch;

namespace Diff.Generators.Tests.Simplify;

/// <summary>Two elements that change places do so in one statement; nothing else does.</summary>
public sealed class ExchangesTests
{
    private static readonly Constant First = Constant.Int(0);
    private static readonly Constant Second = Constant.Int(1);

    [Fact]
    public void Elements_that_change_places_are_exchanged() => Assert.Equal(["Exchange"], After(sketch =>
    {
        var (one, other) = (Read(sketch, First), Read(sketch, Second));
        Write(sketch, First, other);
        Write(sketch, Second, one);
    }));

    [Fact]
    public void The_order_of_the_two_writes_does_not_matter() => Assert.Equal(["Exchange"], After(sketch =>
    {
        var (one, other) = (Read(sketch, First), Read(sketch, Second));
        Write(sketch, Second, one);
        Write(sketch, First, other);
    }));

    [Fact]
    public void Adjoints_that_change_places_are_exchanged() => Assert.Equal(["Exchange"], After(sketch =>
    {
        var one = Read(sketch, Second);
        Write(sketch, Second, Number(0));
        var other = Read(sketch, First);
        Write(sketch, First, one);
        sketch.Builder.Do(new Accumulate(M, [Second], [], other));
    }));

    [Fact]
    public void An_adjoint_that_is_not_cleared_is_not_exchanged() => Assert.DoesNotContain("Exchange", After(sketch =>
    {
        var one = Read(sketch, Second);
        var other = Read(sketch, First);
        Write(sketch, First, one);
        sketch.Builder.Do(new Accumulate(M, [Second], [], other));
    }));

    [Fact]
    public void Elements_that_are_written_back_are_not_exchanged() => Assert.DoesNotContain("Exchange", After(sketch =>
    {
        var (one, other) = (Read(sketch, First), Read(sketch, Second));
        Write(sketch, First, one);
        Write(sketch, Second, other);
    }));

    [Fact]
    public void An_element_that_is_used_otherwise_keeps_its_name() => Assert.DoesNotContain("Exchange", After(sketch =>
    {
        var (one, other) = (Read(sketch, First), Read(sketch, Second));
        Write(sketch, First, sketch.Op("+", other, one));
        Write(sketch, Second, one);
    }));

    [Fact]
    public void A_write_in_between_is_not_overtaken() => Assert.DoesNotContain("Exchange", After(sketch =>
    {
        var (one, other) = (Read(sketch, First), Read(sketch, Second));
        Write(sketch, Constant.Int(2), A);
        Write(sketch, First, other);
        Write(sketch, Second, one);
    }));

    private static List<string> After(Action<Sketch> write)
    {
        var sketch = new Sketch();
        write(sketch);
        var after = Exchanges.Run(sketch.Build(A));
        Verifier.Run(after);
        return [.. after.Statements().OfType<Let>().Select(let => let.Operation.GetType().Name)];
    }

    private static Value Read(Sketch sketch, Operand index) => sketch.Builder.Let(new Load(M, [index]), ScalarType.Double);

    private static void Write(Sketch sketch, Operand index, Operand value) => sketch.Builder.Do(new Store(M, [index], [], value));
}
