using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Diff.Testing;

/// <summary>A diagnostic and its place.</summary>
internal sealed record Mark(string Id, TextSpan Span);

/// <summary>Reads <c>{|ID:text|}</c> out of a test's source. Marks may nest.</summary>
internal static class Markup
{
    public static (string Source, IReadOnlyList<Mark> Marks) Parse(string markup)
    {
        var source = new StringBuilder();
        var open = new Stack<(string Id, int Start)>();
        var marks = new List<Mark>();
        for (var i = 0; i < markup.Length; i++)
        {
            if (Opens(markup, i) is { } id)
            {
                open.Push((id, source.Length));
                i += id.Length + 2;
            }
            else if (open.Count > 0 && markup.AsSpan(i).StartsWith("|}"))
            {
                var (closed, start) = open.Pop();
                marks.Add(new Mark(closed, TextSpan.FromBounds(start, source.Length)));
                i++;
            }
            else
            {
                source.Append(markup[i]);
            }
        }

        if (open.Count > 0) throw new ArgumentException($"The mark {open.Peek().Id} is not closed.", nameof(markup));
        return (source.ToString(), [.. marks.OrderBy(mark => mark.Span.Start).ThenBy(mark => mark.Id, StringComparer.Ordinal)]);
    }

    private static string? Opens(string markup, int index)
    {
        if (!markup.AsSpan(index).StartsWith("{|")) return null;
        var end = index + 2;
        while (end < markup.Length && char.IsAsciiLetterOrDigit(markup[end])) end++;
        return end > index + 2 && end < markup.Length && markup[end] == ':' ? markup[(index + 2)..end] : null;
    }
}
