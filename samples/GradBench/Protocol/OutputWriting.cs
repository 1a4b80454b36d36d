using System.Text.Json;

namespace GradBench.Protocol;

/// <summary>Writes results in the shapes that the suite expects.</summary>
internal static class OutputWriting
{
    /// <summary>Writes a number; JSON has none for NaN and the infinities.</summary>
    /// <exception cref="InvalidInputException">The number is not finite.</exception>
    public static void WriteFinite(this Utf8JsonWriter writer, double value)
    {
        if (!double.IsFinite(value)) throw new InvalidInputException("leads to a result that is not finite");
        writer.WriteNumberValue(value);
    }

    /// <summary>Writes an array of numbers.</summary>
    public static void WriteVector(this Utf8JsonWriter writer, ReadOnlySpan<double> values)
    {
        writer.WriteStartArray();
        foreach (var value in values) writer.WriteFinite(value);
        writer.WriteEndArray();
    }

    /// <summary>Writes an array of arrays: <paramref name="values"/> cut into rows.</summary>
    public static void WriteMatrix(this Utf8JsonWriter writer, ReadOnlySpan<double> values, int rows, int columns)
    {
        writer.WriteStartArray();
        for (var row = 0; row < rows; row++) writer.WriteVector(values.Slice(row * columns, columns));
        writer.WriteEndArray();
    }
}
