using System.Buffers;
using System.Text.Json;

namespace GradBench.Protocol;

/// <summary>The shapes of a response.</summary>
internal static class Response
{
    /// <summary>An object with the message's id and what <paramref name="members"/> writes.</summary>
    public static ReadOnlySpan<byte> Write(JsonElement? id, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WritePropertyName("id");
        if (id is { } value) value.WriteTo(writer);
        else writer.WriteNullValue();
        members(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan;
    }

    /// <summary>The response to an evaluation that failed.</summary>
    public static ReadOnlySpan<byte> Failure(JsonElement? id, string error) => Write(id, writer =>
    {
        writer.WriteBoolean("success", false);
        writer.WriteString("error", error);
    });

    /// <summary>The response to an evaluation: its output and the nanoseconds of each of its runs.</summary>
    public static ReadOnlySpan<byte> Success(JsonElement id, Func<Utf8JsonWriter, IReadOnlyList<long>> evaluate) => Write(id, writer =>
    {
        writer.WriteBoolean("success", true);
        writer.WritePropertyName("output");
        var timings = evaluate(writer);
        writer.WriteStartArray("timings");
        foreach (var nanoseconds in timings)
        {
            writer.WriteStartObject();
            writer.WriteString("name", "evaluate");
            writer.WriteNumber("nanoseconds", nanoseconds);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
