using Diff.Generators.Collections;

namespace Diff.Generators.Tests;

public sealed class EquatableArrayTests
{
    [Fact]
    public void Arrays_with_equal_elements_are_equal()
    {
        EquatableArray<string> a = ["x", "y"];
        EquatableArray<string> b = [.. new List<string> { "x", "y" }];
        Assert.True(a == b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.False(a == ["x", "z"]);
        Assert.False(a == ["x"]);
    }

    [Fact]
    public void The_default_instance_is_the_empty_array()
    {
        EquatableArray<int> none = default;
        Assert.True(none == []);
        Assert.True(none == Array.Empty<int>().ToEquatableArray());
        Assert.Equal(none.GetHashCode(), Array.Empty<int>().ToEquatableArray().GetHashCode());
        Assert.Empty(none);
    }

    [Fact]
    public void Nested_arrays_compare_by_value()
    {
        EquatableArray<EquatableArray<int>> a = [[1], [2, 3]];
        EquatableArray<EquatableArray<int>> b = [[1], [2, 3]];
        Assert.Equal(a, b);
        Assert.True(a.Equals(b));
    }
}
