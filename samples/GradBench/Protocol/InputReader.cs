using System.Text.Json;

namespace GradBench.Protocol;

/// <summary>Reads the input of an evaluation and refuses, with a sentence, what does not fit.</summary>
public readonly struct InputReader(JsonElement element, string name = "input")
{
    /// <summary>The member <paramref name="member"/> of this object.</summary>
    public InputReader this[string member] => Optional(member) ?? throw Invalid($"has no '{member}'");

    /// <summary>The member <paramref name="member"/> of this object, if it has one that is not null.</summary>
    public InputReader? Optional(string member)
    {
        if (element.ValueKind != JsonValueKind.Object) throw Invalid("is not an object");
        return element.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null
            ? new InputReader(value, member)
            : null;
    }

    /// <summary>How often, and for how many seconds, the function is to be run at least.</summary>
    public (int Runs, double Seconds) Repetitions() => element.ValueKind == JsonValueKind.Object
        ? (Optional("min_runs")?.Int() ?? 1, Optional("min_seconds")?.Double() ?? 0)
        : (1, 0);

    /// <summary>This value as a finite number.</summary>
    public double Double() =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : throw Invalid("is not a finite number");

    /// <summary>This value as an integer of at least <paramref name="least"/>; 1.0 is an integer too.</summary>
    public int Int(int least = 0)
    {
        var value = Double();
        if (value != Math.Floor(value) || Math.Abs(value) > int.MaxValue) throw Invalid("is not an integer");
        return value >= least ? (int)value : throw Invalid($"is {value} but must be at least {least}");
    }

    /// <summary>This value as true or false.</summary>
    public bool Bool() => element.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? element.GetBoolean()
        : throw Invalid("is not true or false");

    /// <summary>The number of elements of this array.</summary>
    public int Length => element.ValueKind == JsonValueKind.Array ? element.GetArrayLength() : throw Invalid("is not an array");

    /// <summary>This array of numbers, of the given length if one is given.</summary>
    public double[] Vector(int? length = null)
    {
        var values = new double[Required(length)];
        var i = 0;
        foreach (var item in element.EnumerateArray())
        {
            values[i] = new InputReader(item, $"{name}[{i}]").Double();
            i++;
        }

        return values;
    }

    /// <summary>This array of integers, each at least <paramref name="least"/> and below <paramref name="limit"/>.</summary>
    public int[] Ints(int? length = null, int least = 0, int limit = int.MaxValue)
    {
        var values = new int[Required(length)];
        var i = 0;
        foreach (var item in element.EnumerateArray())
        {
            var reader = new InputReader(item, $"{name}[{i}]");
            var value = reader.Int(least);
            values[i++] = value < limit ? value : throw reader.Invalid($"is {value} but must be below {limit}");
        }

        return values;
    }

    /// <summary>This array of equally long rows, row by row in one array.</summary>
    public double[] Matrix(int rows, int columns)
    {
        var values = new double[checked(Required(rows) * columns)];
        var i = 0;
        foreach (var row in element.EnumerateArray())
        {
            new InputReader(row, $"{name}[{i}]").Vector(columns).CopyTo(values, i * columns);
            i++;
        }

        return values;
    }

    /// <summary>The elements of this array.</summary>
    public IEnumerable<InputReader> Items(int? length = null)
    {
        Required(length);
        var (array, of) = (element, name);
        return array.EnumerateArray().Select((item, i) => new InputReader(item, $"{of}[{i}]"));
    }

    /// <summary>What to throw when this value does not fit.</summary>
    public InvalidInputException Invalid(string problem) => new($"{name} {problem}");

    private int Required(int? length) =>
        length is null || Length == length ? Length : throw Invalid($"has {Length} elements but must have {length}");
}
