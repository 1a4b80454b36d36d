namespace Diff.Tests.Objects;

/// <summary>A parameter of a record that is marked <c>[NoGradient]</c> makes the property that shows it a constant.</summary>
public static partial class RecordTests
{
    [Fact]
    public static void A_constant_parameter_of_a_record_class_has_no_part_in_the_gradient()
    {
        var (ofCurve, ofX) = new Curve(2, 3).AtGradient(5);
        Assert.Equal((15, 6), (ofCurve.Rate, ofX));
        Assert.Empty(typeof(CurveGradient).GetMember("Unit"));
    }

    [Fact]
    public static void A_constant_parameter_of_a_record_struct_has_no_part_in_the_gradient()
    {
        Assert.Equal(7, AreaGradient(new Sides(5, 7)).Width);
        Assert.Empty(typeof(SidesGradient).GetMember("Height"));
    }

    [Differentiable]
    private static double Area(Sides sides) => sides.Width * sides.Height;

    [Differentiable]
    internal partial record Curve(double Rate, [NoGradient] double Unit)
    {
        public double At(double x) => Rate * Unit * x;
    }

    [Differentiable]
    internal readonly partial record struct Sides(double Width, [NoGradient] double Height);
}
