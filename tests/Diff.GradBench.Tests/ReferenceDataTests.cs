using System.Text.Json;
using GradBench;
using GradBench.Protocol;

namespace Diff.GradBench.Tests;

/// <summary>Every function of every eval on the reference inputs, where these lie beside the repository.</summary>
public sealed class ReferenceDataTests
{
    // Reference tools sum in another order: a relative error, and what rounding leaves of the largest summands.
    private const double Tolerance = 1e-10;
    private const double HandTolerance = 1e-8;
    private const double Rounding = 1e-14;

    public static TheoryData<string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string>();
        foreach (var module in Catalogue.Modules)
        {
            var folder = Path.Combine(Folder, module.Name);
            if (!Directory.Exists(folder)) continue;
            foreach (var file in Directory.GetFiles(folder, "*.input.json").Order(StringComparer.Ordinal))
            {
                foreach (var function in module.Functions.Keys) cases.Add(module.Name, Path.GetFileName(file), function);
            }
        }

        return cases;
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Output_agrees_with_the_reference(string module, string file, string function)
    {
        var path = Path.Combine(Folder, module, file);
        var expected = Numbers(Parse(File.ReadAllText(path.Replace(".input.", ".expected.", StringComparison.Ordinal))).GetProperty(function));
        var message = $$"""{"id":0,"kind":"evaluate","module":"{{module}}","function":"{{function}}","input":{{File.ReadAllText(path).ReplaceLineEndings(" ")}}}""";
        var response = Parse(System.Text.Encoding.UTF8.GetString(new Session(Catalogue.Modules).Answer(message)));
        Assert.True(response.GetProperty("success").GetBoolean(), response.ToString()[..Math.Min(500, response.ToString().Length)]);
        var actual = Numbers(response.GetProperty("output"));

        Assert.Equal(expected.Keys, actual.Keys);
        var tolerance = module == "ht" ? HandTolerance : Tolerance;
        var slack = Rounding * expected.Values.Max(Math.Abs);
        foreach (var (place, value) in expected)
        {
            Assert.True(
                Math.Abs(actual[place] - value) <= tolerance * Math.Abs(value) + slack,
                $"{place}: {actual[place]:R} instead of {value:R}");
        }
    }

    private static string Folder
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (root is not null && !File.Exists(Path.Combine(root.FullName, "Diff.Generators.sln"))) root = root.Parent;
            return root is null ? "" : Path.Combine(root.FullName, "..", "shared", "gradbench", "data");
        }
    }

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static SortedDictionary<string, double> Numbers(JsonElement element)
    {
        var numbers = new SortedDictionary<string, double>(StringComparer.Ordinal);
        Collect(element, "output", numbers);
        return numbers;
    }

    private static void Collect(JsonElement element, string place, SortedDictionary<string, double> numbers)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Number:
                numbers.Add(place, element.GetDouble());
                break;
            case JsonValueKind.Array:
                var i = 0;
                foreach (var item in element.EnumerateArray()) Collect(item, $"{place}[{i++}]", numbers);
                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject()) Collect(member.Value, $"{place}.{member.Name}", numbers);
                break;
            default:
                throw new InvalidOperationException($"{place} is a {element.ValueKind}.");
        }
    }
}
