using System.Text;

namespace Diff.Generators.Emit;

/// <summary>Lines of C# at the current indentation, ended by <c>\n</c>.</summary>
internal sealed class CodeWriter
{
    private readonly List<(int Depth, string Text)> _lines = [];
    private int _depth;

    /// <summary>The number of lines written so far.</summary>
    public int Count => _lines.Count;

    /// <summary>The first line, without its indentation.</summary>
    public string First => _lines[0].Text;

    /// <summary>Whether the only line so far may stand after <c>if (…)</c> without braces.</summary>
    public bool IsEmbeddable { get; private set; } = true;

    public void Line(string text) => _lines.Add((_depth, text));

    /// <summary>A statement that declares a local.</summary>
    public void Declaration(string text)
    {
        Line(text);
        IsEmbeddable = false;
    }

    public void Write(string text, bool isDeclaration)
    {
        Line(text);
        IsEmbeddable &= !isDeclaration;
    }

    /// <summary>An empty line, unless there is one already or a block has just begun.</summary>
    public void Blank()
    {
        if (_lines.Count == 0) return;
        var last = _lines[_lines.Count - 1].Text;
        if (last.Length > 0 && !last.EndsWith("{", StringComparison.Ordinal)) Line("");
    }

    public void Open()
    {
        Line("{");
        _depth++;
        IsEmbeddable = false;
    }

    public void Close(string end = "}")
    {
        _depth--;
        Line(end);
    }

    /// <summary>A comment line; the text cannot leave the comment.</summary>
    public void Comment(string text)
    {
        Line("// " + text);
        IsEmbeddable = false;
    }

    /// <summary>Adds what another writer, begun at no indentation, has written.</summary>
    public void Append(CodeWriter other)
    {
        foreach (var (depth, text) in other._lines) _lines.Add((_depth + depth, text));
    }

    /// <summary>Adds <c>else</c> and the <c>if</c> that another writer, begun at no indentation, has written.</summary>
    public void AppendElseIf(CodeWriter other)
    {
        var line = _lines.Count;
        Append(other);
        _lines[line] = (_depth, "else " + other.First);
    }

    public bool Mentions(string name) => _lines.Exists(line => line.Text.Contains(name));

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (depth, line) in _lines) text.Append(' ', line.Length == 0 ? 0 : 4 * depth).Append(line).Append('\n');
        return text.ToString();
    }
}
