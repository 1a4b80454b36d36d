using System.Text.Json;

namespace GradBench.Protocol;

/// <summary>Answers the messages of the suite, one JSON object per line, until the input ends.</summary>
/// <param name="clock">Times the runs; the system's if there is none.</param>
public sealed class Session(IEnumerable<Module> modules, TimeProvider? clock = null)
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    private readonly Dictionary<string, Module> _modules = modules.ToDictionary(module => module.Name, StringComparer.Ordinal);

    /// <summary>Reads messages from <paramref name="input"/> and writes a line to <paramref name="output"/> for each.</summary>
    public void Run(TextReader input, Stream output)
    {
        while (input.ReadLine() is { } line)
        {
            output.Write(Answer(line));
            output.WriteByte((byte)'\n');
            output.Flush();
        }
    }

    /// <summary>The response to one message, as UTF-8.</summary>
    public ReadOnlySpan<byte> Answer(string line)
    {
        try
        {
            using var message = JsonDocument.Parse(line);
            return message.RootElement.ValueKind == JsonValueKind.Object && message.RootElement.TryGetProperty("id", out var id)
                ? Answer(message.RootElement, id)
                : Response.Failure(null, "The message is not an object with an id.");
        }
        catch (JsonException e)
        {
            return Response.Failure(null, $"The message is not JSON: {e.Message}");
        }
    }

    private ReadOnlySpan<byte> Answer(JsonElement message, JsonElement id) => Text(message, "kind") switch
    {
        "start" => Response.Write(id, writer => writer.WriteString("tool", "diff")),
        "define" => Response.Write(id, writer => writer.WriteBoolean("success", Find(message) is not null)),
        "evaluate" => Evaluate(message, id),
        _ => Response.Write(id, _ => { }),
    };

    private ReadOnlySpan<byte> Evaluate(JsonElement message, JsonElement id)
    {
        if (Find(message) is not { } module) return Response.Failure(id, $"There is no module '{Text(message, "module")}'.");
        if (Text(message, "function") is not { } name || !module.Functions.TryGetValue(name, out var function))
            return Response.Failure(id, $"The module '{module.Name}' has no function '{Text(message, "function")}'.");
        if (!message.TryGetProperty("input", out var input)) return Response.Failure(id, "The message has no input.");

        try
        {
            return Response.Success(id, writer => function.Evaluate(input, writer, _clock));
        }
        // One bad evaluation must not end the session, whatever it was that went wrong.
        catch (Exception e)
        {
            return Response.Failure(id, e.Message);
        }
    }

    private Module? Find(JsonElement message) => Text(message, "module") is { } name ? _modules.GetValueOrDefault(name) : null;

    private static string? Text(JsonElement message, string member) =>
        message.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
