namespace Diff.Tests.Language;

/// <summary>Members of objects that a method makes, called where there is none.</summary>
public static partial class AbsentObjects
{
    public sealed class Item
    {
        public double Value;

        public double Fixed => 2;

        public void Touch()
        {
        }

        public double Scaled(double x) => x > 0 ? x : Value;
    }

    [Differentiable]
    public static double Touched(double x)
    {
        Item? item = null;
        if (x > 5) item = new Item { Value = x };
        item!.Touch();
        return x * x;
    }

    [Differentiable]
    public static double Computed(double x)
    {
        var items = new Item[2];
        items[1] = new Item { Value = x };
        return items[1].Value * x + items[0].Fixed;
    }

    [Differentiable]
    public static double OnOnePath(double x)
    {
        Item? item = null;
        if (x > 5) item = new Item { Value = x };
        return item!.Scaled(x) + (item?.Scaled(-x) ?? 0);
    }
}

public sealed class AbsentObjectTests
{
    [Fact]
    public void A_method_that_uses_no_field_needs_an_object()
    {
        Assert.Throws<NullReferenceException>(() => AbsentObjects.Touched(1));
        Assert.Throws<NullReferenceException>(() => AbsentObjects.TouchedGradient(1));
        Assert.Throws<NullReferenceException>(() => AbsentObjects.TouchedJvp(1, 1));
        Assert.Equal(12, AbsentObjects.TouchedGradient(6));
    }

    [Fact]
    public void So_does_a_property() => Assert.Throws<NullReferenceException>(() => AbsentObjects.ComputedGradient(1));

    [Fact]
    public void So_does_a_method_that_uses_a_field_on_another_path()
    {
        Assert.Throws<NullReferenceException>(() => AbsentObjects.OnOnePathGradient(1));
        Assert.Equal(2, AbsentObjects.OnOnePathGradient(6));
    }
}
