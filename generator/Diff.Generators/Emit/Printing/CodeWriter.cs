using System.Text;

namespace Diff.Generators.Emit;

/// <summary>Lines of C# at the current indentation, ended by <c>\n</c>.</summary>
internal sealed class CodeWriter
{
    private readonly List<string> _lines = [];
    private int _depth;

    /// <summary>The lines written so far, without their ends.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Whether the only line so far may stand after <c>if (…)</c> without braces.</summary>
    public bool IsEmbeddable { get; private set; } = true;

    public void Line(string text) => _lines.Add(text.Length == 0 ? "" : new string(' ', 4 * _depth) + text);

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
        var last = _lines[_lines.Count - 1];
        if (last.Length > 0 && !last.EndsWith("{", StringComparison.Ordinal)) _lines.Add("");
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
        foreach (var line in other._lines) Line(line);
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var line in _lines) text.Append(line).Append('\n');
        return text.ToString();
    }
}
