namespace Diff.Tests;

public sealed class AttributeTests
{
    [Fact]
    public void Differentiable_defaults_to_first_order_under_the_methods_own_name()
    {
        var attribute = new DifferentiableAttribute();
        Assert.Equal(1, attribute.Order);
        Assert.Null(attribute.Name);
    }

    [Fact]
    public void A_differentiable_method_of_another_assembly_can_be_called() =>
        Assert.Equal(Math.PI * 6, Library.Shapes.Ellipse(2, 3), 1e-15);
}
