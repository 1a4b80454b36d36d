namespace Diff.Tests.Language;

/// <summary>Statements without derivatives among those with.</summary>
public static partial class InertTests
{
    private static int Calls;

    private enum Kind
    {
        First,
        Second,
    }

    private static void Log(string text) => Calls += text.Length;

    private static void Require(bool condition, Func<string> message)
    {
        if (!condition) throw new ArgumentException(message());
    }

    private static double Clock(int n) => n * 0.5;

    [Fact]
    public static void Console_output() => Derivatives.Check(ConsoleOutput, ConsoleOutputValueAndGradient, ConsoleOutputJvp);

    [Differentiable]
    private static double ConsoleOutput(double x, double y)
    {
        Log($"{x:F3} and {y}");
        Console.Out.Write("");
        return x * y;
    }

    [Fact]
    public static void Lazy_message() => Derivatives.Check(LazyMessage, LazyMessageValueAndGradient, LazyMessageJvp);

    [Differentiable]
    private static double LazyMessage(double x, double y)
    {
        Require(x * x >= 0, () => $"x = {x}");
        return x * y;
    }

    [Fact]
    public static void Call_of_a_delegate_that_may_be_null() => Derivatives.Check(
        CallOfADelegateThatMayBeNull, CallOfADelegateThatMayBeNullValueAndGradient, CallOfADelegateThatMayBeNullJvp);

    [Differentiable]
    private static double CallOfADelegateThatMayBeNull(double x, double y)
    {
        Action<string>? log = x > 0 ? Log : null;
        log?.Invoke($"{y:F2}");
        return x * y;
    }

    [Fact]
    public static void Inert_counters() => Derivatives.Check(InertCounters, InertCountersValueAndGradient, InertCountersJvp);

    [Differentiable]
    private static double InertCounters(double x, double y)
    {
        Calls++;
        var n = 0;
        n += 2;
        return x * y * n;
    }

    [Fact]
    public static void Calls_without_active_arguments() => Derivatives.Check(CallsWithoutActiveArguments, CallsWithoutActiveArgumentsValueAndGradient, CallsWithoutActiveArgumentsJvp);

    [Differentiable]
    private static double CallsWithoutActiveArguments(double x, double y) => x * Clock(3) + y * Math.Abs(-2) + x * y * "abc".Length;

    [Fact]
    public static void Strings_and_dates() => Derivatives.Check(StringsAndDates, StringsAndDatesValueAndGradient, StringsAndDatesJvp);

    [Differentiable]
    private static double StringsAndDates(double x, double y)
    {
        var s = "a" + 1;
        var d = new DateTime(2020, 1, s.Length);
        return x * d.Day + y * s.Length;
    }

    [Fact]
    public static void Enums() => Derivatives.Check(EnumsFunction, EnumsFunctionValueAndGradient, EnumsFunctionJvp);

    [Differentiable]
    private static double EnumsFunction(double x, double y)
    {
        var k = Kind.Second;
        if (y > 0) k = Kind.First;
        return k switch { Kind.First => x * y, Kind.Second => x + y, _ => 0 };
    }

    [Fact]
    public static void Finally() => Derivatives.Check(FinallyFunction, FinallyFunctionValueAndGradient, FinallyFunctionJvp);

    [Differentiable]
    private static double FinallyFunction(double x, double y)
    {
        try
        {
            x *= y;
            if (x > 2) return x * x;
        }
        finally
        {
            Calls++;
        }
        return x;
    }

    [Fact]
    public static void Using_statement() => Derivatives.Check(UsingStatement, UsingStatementValueAndGradient, UsingStatementJvp);

    [Differentiable]
    private static double UsingStatement(double x, double y)
    {
        using (var r = new System.IO.StringReader("abc"))
        {
            x *= y;
            if (r.Peek() > 0) x += y;
        }
        return x;
    }

    [Fact]
    public static void Using_declaration() => Derivatives.Check(UsingDeclaration, UsingDeclarationValueAndGradient, UsingDeclarationJvp);

    [Differentiable]
    private static double UsingDeclaration(double x, double y)
    {
        using var r = new System.IO.StringReader("abc");
        return x * y * r.Read();
    }

    [Fact]
    public static void Linq_over_integers() => Derivatives.Check(LinqOverIntegers, LinqOverIntegersValueAndGradient, LinqOverIntegersJvp);

    [Differentiable]
    private static double LinqOverIntegers(double x, double y)
    {
        int[] n = [1, 2, 3];
        return x * n.Where(k => k > 1).Sum() + y * n.Length;
    }

    [Fact]
    public static void Null_coalescing() => Derivatives.Check(NullCoalescing, NullCoalescingValueAndGradient, NullCoalescingJvp);

    [Differentiable]
    private static double NullCoalescing(double x, double y)
    {
        string? s = x > 0 ? null : "abcd";
        return x * (s ?? "ab").Length + y * (s?.Length ?? 1);
    }

    [Fact]
    public static void Is_patterns_on_objects() => Derivatives.Check(IsPatternsOnObjects, IsPatternsOnObjectsValueAndGradient, IsPatternsOnObjectsJvp);

    [Differentiable]
    private static double IsPatternsOnObjects(double x, double y)
    {
        object o = 5;
        return o is int n and > 3 ? x * n : y;
    }

    [Fact]
    public static void Conditional_calls_without_result() =>
        Derivatives.Check((x, y) => ConditionalCallsWithoutResult(x, y), (x, y) => ConditionalCallsWithoutResultValueAndGradient(x, y), (x, y, dx, dy) => ConditionalCallsWithoutResultJvp(x, y, null, null, dx, dy));

    [Differentiable]
    private static double ConditionalCallsWithoutResult(double x, double y, Action<double>? log = null, IProgress<int>? progress = null)
    {
        for (var i = 0; i < 2; i++)
        {
            log?.Invoke(x);
            progress?.Report(i);
            x *= y;
        }
        return x;
    }

    [Fact]
    public static void Methods_that_fill_memory_are_run() => Derivatives.Check(FillsMemory, FillsMemoryValueAndGradient, FillsMemoryJvp);

    [Differentiable]
    private static double FillsMemory(double x, double y)
    {
        var letters = new char[3];
        "abc".CopyTo(0, letters, 0, 3);
        Span<char> digits = stackalloc char[4];
        42.TryFormat(digits, out var length);
        return letters[1] == 'b' && digits[1] == '2' ? 3 * x * y : x * length;
    }

    [Fact]
    public static void Text_of_an_array_that_changes_is_made_when_it_stands() =>
        Derivatives.Check(TextOfAnArray, TextOfAnArrayValueAndGradient, TextOfAnArrayJvp);

    [Differentiable]
    private static double TextOfAnArray(double x, double y)
    {
        string[] words = ["a", "b"];
        for (var i = 0; i < 3; i++)
        {
            var text = string.Join(",", words);
            words[0] += "c";
            x = x * y * text.Length;
        }
        return x;
    }

    [Fact]
    public static void Text_of_numbers_may_be_kept()
    {
        Assert.Equal([6, 1], TextOfNumbersGradient([3, 4]));
        Assert.Equal("3;4 = 13", Shown);
    }

    private static string Shown { get; set; } = "";

    [Differentiable]
    private static double TextOfNumbers(double[] x)
    {
        var y = x[0] * x[0] + x[1];
        Shown = string.Join(";", x) + string.Format(System.Globalization.CultureInfo.InvariantCulture, " = {0}", y);
        return y;
    }

    [Fact]
    public static void Guards_over_arrays_just_run()
    {
        var gradient = GuardedGradient([2, 3, 5]);
        Assert.Equal([15, 10, 6], gradient);
        Assert.Throws<ArgumentException>(() => GuardedGradient([2, 3]));
    }

    [Differentiable]
    private static double Guarded(double[] x)
    {
        NotNull(x, nameof(x));
        HasLength(x, 3);
        return x[0] * x[1] * x[2];
    }

    private static void NotNull<T>(T? value, string name)
        where T : class
    {
        if (value is null) throw new ArgumentNullException(name);
    }

    private static void HasLength(double[] x, int length)
    {
        if (x.Length != length) throw new ArgumentException($"{x.Length} numbers instead of {length}");
    }
}
