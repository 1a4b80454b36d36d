using System.Reflection;
using Diff.Generators.Ir;
using Diff.Generators.Rules;

namespace Diff.Generators.Tests.Rules;

/// <summary>Where functions are declared, against the framework itself.</summary>
public sealed class HolderTests
{
    private static readonly string[] Functions = [.. RuleTable.All.Select(rule => rule.Name).Where(name => char.IsLetter(name[0]) && name is not ("neg" or "like") && !name.Contains('.')).Distinct()];

    /// <summary>The number types implement these explicitly: only a type parameter can call them.</summary>
    private static readonly string[] OfTypeParametersOnly = ["IsZero", "IsCanonical", "IsComplexNumber", "IsImaginaryNumber"];

    [Fact]
    public void A_function_of_doubles_is_declared_by_its_holder() =>
        Assert.All(Functions.Except(OfTypeParametersOnly), name => Assert.True(IsDeclared(name, Holders.Holder(name, ScalarType.Double), typeof(double)), name));

    [Fact]
    public void A_function_of_floats_is_declared_by_its_holder() =>
        Assert.All(Functions.Except(OfTypeParametersOnly), name => Assert.True(IsDeclared(name, Holders.Holder(name, ScalarType.Float), typeof(float)), name));

    [Fact]
    public void A_function_of_halves_is_declared_by_its_holder() =>
        Assert.All(Functions.Except(OfTypeParametersOnly), name => Assert.True(IsDeclared(name, Holders.Holder(name, ScalarType.Half), typeof(Half)), name));

    [Fact]
    public void Math_is_preferred_to_the_number_types()
    {
        Assert.Equal("global::System.Math", Holders.Holder("Sin", ScalarType.Double));
        Assert.Equal("global::System.MathF", Holders.Holder("Sin", ScalarType.Float));
        Assert.Equal("double", Holders.Holder("SinPi", ScalarType.Double));
        Assert.Equal("T", Holders.Holder("Sin", new ScalarType("T", ScalarKind.Generic)));
    }

    [Fact]
    public void The_required_interface_declares_the_function()
    {
        foreach (var name in Functions.Except(["IEEERemainder", "IsPow2"]))
        {
            var required = Holders.RequiredInterface(name);
            Assert.True(required is not null, $"{name} has no interface.");
            var type = typeof(System.Numerics.INumber<>).Assembly.GetTypes().Single(type => type.Namespace == "System.Numerics" && type.Name.Split('`')[0] == required);
            Assert.True(type.GetMethods(BindingFlags.Public | BindingFlags.Static).Any(method => method.Name == name), $"{required} does not declare {name}.");
        }
    }

    [Fact]
    public void Costs_rank_arithmetic_below_division_below_functions()
    {
        Assert.Equal([1, 4, 4, 20, 20], new[] { "*", "/", "Sqrt", "Sin", "Pow" }.Select(name => Cost.Of(new Primitive(name))));
    }

    private static bool IsDeclared(string name, string holder, Type scalar)
    {
        var type = holder switch
        {
            "global::System.Math" => typeof(Math),
            "global::System.MathF" => typeof(MathF),
            _ => scalar,
        };
        return name is "Ieee754Remainder" or "IEEERemainder" || type.GetMethods(BindingFlags.Public | BindingFlags.Static).Any(method =>
            method.Name == name && method.GetParameters()[0].ParameterType == scalar);
    }
}
