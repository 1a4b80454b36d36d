using Diff.Generators.Contracts;
using Diff.Generators.Ir;

namespace Diff.Generators.Tests.Contracts;

/// <summary>What is stored in one place is found in the same one, in a part of it or in what it is a part of, and nowhere else.</summary>
public sealed class StatePlaceTests
{
    private static readonly StatePlaces Last = StatePlaces.Field("F:Model._last");
    private static readonly StatePlaces List = StatePlaces.Elements.Of("List<double>");

    [Fact]
    public void A_field_is_found_under_its_name() => Assert.True(Last.Meets(Last) && !Last.Meets(StatePlaces.Field("F:Model._lastButOne")));

    [Fact]
    public void Memory_of_one_type_is_not_memory_of_another() => Assert.False(List.Meets(StatePlaces.Elements.Of("double[]")));

    [Fact]
    public void Memory_whose_type_is_not_known_is_memory_of_any() =>
        Assert.True(List.Meets(StatePlaces.Elements) && StatePlaces.Elements.Meets(List));

    [Fact]
    public void Texts_are_no_numbers() => Assert.False(StatePlaces.Texts.Meets(StatePlaces.Elements));

    [Fact]
    public void Nowhere_is_not_even_in_anywhere() => Assert.False(StatePlaces.None.Meets(StatePlaces.Anywhere));

    [Fact]
    public void Anywhere_is_everywhere_else() =>
        Assert.True(StatePlaces.Anywhere.Meets(StatePlaces.Objects) && Last.With(StatePlaces.Anywhere).Meets(List));

    [Fact]
    public void A_contract_is_read_as_it_is_written()
    {
        var contract = ContractText.Empty with { Stored = Last.With(List), Found = StatePlaces.Elements.Of("Dictionary<string,double>") };
        Assert.Equal(contract, ContractText.Parse(contract.ToString()));
    }
}
