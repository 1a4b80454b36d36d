using System.Globalization;
using CsCheck;
using Diff.Fuzz.Generation;
using Diff.Fuzz.Language;

namespace Diff.Fuzz;

/// <summary>
/// Which programs a run looks at. <c>DIFF_FUZZ_PROGRAMS</c> sets how many, <c>DIFF_FUZZ_SEED</c> the seed (a number, or <c>random</c>),
/// <c>DIFF_FUZZ_FEATURES</c> a list of <see cref="Features"/>, <c>DIFF_FUZZ_ORDER=2</c> differentiates all of them twice, <c>DIFF_FUZZ_NESTED=1</c> lets all take derivatives,
/// <c>DIFF_FUZZ_CLASSES=1</c> gives all of them classes, <c>DIFF_FUZZ_PROCEDURES=1</c> procedures, <c>DIFF_FUZZ_MODELS=1</c> marked classes,
/// <c>DIFF_FUZZ_PLAIN=1</c> switches the optimizations off, and <c>DIFF_FUZZ_ONLY=seed/index</c> looks at one program, shrinks it if it fails, and prints everything about it.
/// </summary>
public static class Campaign
{
    public const int BatchSize = 250;
    const ulong DefaultSeed = 20251;

    public static (ulong Seed, int Index)? Only { get; } = ParseOnly(Environment.GetEnvironmentVariable("DIFF_FUZZ_ONLY"));

    /// <summary>Failing programs are made smaller before they are shown, unless <c>DIFF_FUZZ_SHRINK</c> is 0.</summary>
    public static bool Shrinks { get; } = Environment.GetEnvironmentVariable("DIFF_FUZZ_SHRINK") != "0";

    public static ulong Seed { get; } = Only?.Seed ?? Environment.GetEnvironmentVariable("DIFF_FUZZ_SEED") switch
    {
        null or "" => DefaultSeed,
        "random" => (ulong)Random.Shared.NextInt64(1_000_000_000),
        var text => ulong.Parse(text, CultureInfo.InvariantCulture),
    };

    public static int Count { get; } = int.TryParse(Environment.GetEnvironmentVariable("DIFF_FUZZ_PROGRAMS"), CultureInfo.InvariantCulture, out var count) ? count : 2000;

    /// <summary>How many programs test the oracle itself.</summary>
    public const int OracleCount = 250;

    public static Features Features { get; } = Enum.TryParse<Features>(Environment.GetEnvironmentVariable("DIFF_FUZZ_FEATURES"), out var features) ? features : Features.All;

    public static string Name(int index) => $"P{index}";

    public static FuzzProgram Program(int index)
    {
        var features = Features & ~Absent(Features.Classes, "DIFF_FUZZ_CLASSES", index % 25 == 2) & ~Absent(Features.Procedures, "DIFF_FUZZ_PROCEDURES", index % 25 == 3) & ~Absent(Features.Models, "DIFF_FUZZ_MODELS", index % 25 == 4);
        return IsNested(index)
            ? Draw(index, features) with { IsNested = true }
            : Draw(index, features & ~Features.Nested) with { Order = IsTwiceDifferentiated(index) ? 2 : 1 };
    }

    static FuzzProgram Draw(int index, Features features) => Programs.Of(Name(index), features).Generate(new PCG((uint)index, Seed), null, out _);

    /// <summary>Every sixteenth program is, if nothing else is asked for.</summary>
    static bool IsTwiceDifferentiated(int index) => Environment.GetEnvironmentVariable("DIFF_FUZZ_ORDER") == "2" || ((Features & Features.SecondOrder) != 0 && index % 16 == 1);

    /// <summary>Every sixteenth program takes derivatives itself.</summary>
    static bool IsNested(int index) => (Features & Features.Nested) != 0 && (Environment.GetEnvironmentVariable("DIFF_FUZZ_NESTED") == "1" || index % 16 == 9);

    /// <summary>One of 25 programs has the feature, or all if the variable is 1.</summary>
    static Features Absent(Features feature, string variable, bool isTurn) => isTurn || Environment.GetEnvironmentVariable(variable) == "1" ? Features.None : feature;

    /// <summary>The same points for the same program, whatever else runs.</summary>
    public static object[] ArgumentsFor(FuzzProgram program, int index, int sample) =>
        Programs.ArgumentsFor(program.Entry).Generate(new PCG((uint)index, Seed + 1000 + (ulong)sample), null, out _);

    public static IEnumerable<int[]> Batches(int count) => Only is { } only
        ? [[only.Index]]
        : Enumerable.Range(0, count).Chunk(BatchSize);

    /// <summary>Every fourth batch is compiled with all optimizations off, and every batch if <c>DIFF_FUZZ_PLAIN=1</c>.</summary>
    public static bool IsOptimized(int index) => index / BatchSize % 4 != 3 && Environment.GetEnvironmentVariable("DIFF_FUZZ_PLAIN") != "1";

    /// <summary>The compiler looks for nulls in every eighth batch only: that is a third of its time, and generated code hardly knows any.</summary>
    public static bool ChecksNulls(int index) => index / BatchSize % 8 == 2;

    public static string Reproduce(int index) => $"DIFF_FUZZ_ONLY={Seed}/{index}";

    static (ulong, int)? ParseOnly(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var parts = text.Split('/');
        return (ulong.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
