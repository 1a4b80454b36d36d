namespace Quickstart;

/// <summary>Prints each example as a small table and counts the checks that fail.</summary>
public sealed class Report(TextWriter output)
{
    private int passed;
    private int failed;

    /// <summary>Starts the table of one example.</summary>
    public void Title(string title)
    {
        output.WriteLine(title);
        output.WriteLine($"  {"input",-28}{"value",-28}{"derivative",-32}check");
    }

    /// <summary>Adds a line and checks the derivative.</summary>
    /// <param name="input">Where the derivative is taken.</param>
    /// <param name="value">The value of the function there.</param>
    /// <param name="derivative">What the generated member says.</param>
    /// <param name="expected">What it has to be.</param>
    /// <param name="claim">The expectation in words.</param>
    /// <param name="tolerance">Largest relative error; 0 asks for the same bits.</param>
    public void Row(
        string input, string value, ReadOnlySpan<double> derivative, ReadOnlySpan<double> expected, string claim, double tolerance = 0)
    {
        var holds = Agree(derivative, expected, tolerance);
        var verdict = holds ? "ok" : $"FAILED, expected {Format(expected)}";
        Line(input, value, Format(derivative), $"{claim}: {verdict}", holds);
    }

    /// <summary>Adds a line whose check is a plain claim.</summary>
    public void Row(string input, string value, string derivative, string claim, bool holds) =>
        Line(input, value, derivative, $"{claim}: {(holds ? "ok" : "FAILED")}", holds);

    /// <summary>Adds a sentence below the table.</summary>
    public void Note(string sentence) => output.WriteLine($"  \"{sentence}\"");

    /// <summary>Ends the table.</summary>
    public void End() => output.WriteLine();

    /// <summary>Prints the totals and returns the exit code of the program.</summary>
    public int Close()
    {
        output.WriteLine($"{passed} checks passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    /// <summary>A number, or several in parentheses, to at most six digits.</summary>
    public static string Format(params ReadOnlySpan<double> values)
    {
        var numbers = values.ToArray().Select(value => value.ToString("G6"));
        return values.Length == 1 ? numbers.Single() : $"({string.Join(", ", numbers)})";
    }

    private static bool Agree(ReadOnlySpan<double> actual, ReadOnlySpan<double> expected, double tolerance)
    {
        if (actual.Length != expected.Length) return false;
        for (var i = 0; i < actual.Length; i++)
        {
            // A NaN agrees with nothing.
            if (!(Math.Abs(actual[i] - expected[i]) <= tolerance * Math.Abs(expected[i]))) return false;
        }

        return true;
    }

    private void Line(string input, string value, string derivative, string check, bool holds)
    {
        if (holds) passed++;
        else failed++;
        output.WriteLine($"  {input,-28}{value,-28}{derivative,-32}{check}");
    }
}
