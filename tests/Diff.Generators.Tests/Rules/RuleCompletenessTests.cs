using System.Numerics;
using System.Reflection;
using Diff.Generators.Ir;
using Diff.Generators.Rules;

namespace Diff.Generators.Tests.Rules;

/// <summary>
/// The framework's functions of floating-point numbers, enumerated by reflection: none is excused. (<c>CreateChecked</c> and its kin and the casts of
/// <c>Half</c> become conversions of the IR; parsing takes text.)
/// </summary>
public sealed class RuleCompletenessTests
{
    private static readonly Dictionary<string, string> Operators = new()
    {
        ["op_Addition"] = "+", ["op_Subtraction"] = "-", ["op_Multiply"] = "*", ["op_Division"] = "/", ["op_Modulus"] = "%",
        ["op_UnaryPlus"] = "+", ["op_UnaryNegation"] = "neg",
        ["op_Equality"] = "==", ["op_Inequality"] = "!=",
        ["op_LessThan"] = "<", ["op_LessThanOrEqual"] = "<=", ["op_GreaterThan"] = ">", ["op_GreaterThanOrEqual"] = ">=",
    };

    public static TheoryData<string, int> Functions()
    {
        var all = Of(typeof(Math), typeof(double)).Concat(Of(typeof(MathF), typeof(float)))
            .Concat(Of(typeof(double), typeof(double))).Concat(Of(typeof(float), typeof(float))).Concat(Of(typeof(Half), typeof(Half)))
            .Concat(OfGenericMath());
        var data = new TheoryData<string, int>();
        foreach (var (name, count) in all.Distinct().OrderBy(function => function.Name, StringComparer.Ordinal)) data.Add(name, count);
        return data;
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_function_of_the_framework_has_a_rule(string name, int count) =>
        Assert.True(RuleTable.Find(new Primitive(name), count) is not null, $"No rule for {name} of {count} operands.");

    [Fact]
    public void The_enumeration_sees_the_whole_framework()
    {
        var functions = Functions().Select(row => (row.Data.Item1, row.Data.Item2)).ToHashSet();
        Assert.Superset(new HashSet<(string, int)> { ("Sin", 1), ("Pow", 2), ("Lerp", 3), ("RootN", 2), ("Log", 2), ("Round", 3), ("IEEERemainder", 2), ("Ieee754Remainder", 2), ("*", 2), ("neg", 1), ("<", 2) }, functions);
        Assert.True(functions.Count > 100, $"{functions.Count} functions found.");
    }

    [Fact]
    public void Every_rule_is_of_something_that_exists()
    {
        var functions = Functions().Select(row => (row.Data.Item1, row.Data.Item2)).ToHashSet();
        string[] own = ["&", "|", "^", "<<", ">>", ">>>", "!", "~", "?:", "like", "Weight.Times", "Weight.Divide"];
        Assert.Empty(RuleTable.All.Where(rule => !own.Contains(rule.Name) && !functions.Contains((rule.Name, rule.OperandCount))).Select(rule => $"{rule.Name} {rule.OperandCount}"));
    }

    private static IEnumerable<(string Name, int Count)> Of(Type holder, Type scalar) =>
        holder.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => Takes(method, scalar)).SelectMany(Keys);

    private static IEnumerable<(string Name, int Count)> OfGenericMath()
    {
        var root = typeof(IFloatingPointIeee754<>);
        return root.GetInterfaces().Append(root)
            .Where(type => type.Namespace == "System.Numerics" && type.IsGenericType)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => Takes(method, type.GetGenericArguments()[0])))
            .SelectMany(Keys);
    }

    private static bool Takes(MethodInfo method, Type scalar) =>
        method.GetParameters().Any(parameter => !parameter.IsOut && parameter.ParameterType == scalar);

    private static IEnumerable<(string Name, int Count)> Keys(MethodInfo method)
    {
        var name = method.Name.Replace("op_Checked", "op_", StringComparison.Ordinal);
        return name switch
        {
            "op_Increment" or "op_Decrement" => [("+", 2), ("-", 2)],
            "op_Explicit" => [],
            _ => [(Operators.GetValueOrDefault(name, name), method.GetParameters().Length)],
        };
    }
}
