using System.Text;

namespace Diff.Generators.Emit;

/// <summary>How a template uses its operands.</summary>
internal enum HoleUse
{
    /// <summary>Each once, in their order, always.</summary>
    OnceInOrder,

    /// <summary>Each at most once, but perhaps not always or not in order.</summary>
    Conditional,

    /// <summary>Perhaps more than once, or later: inside a lambda.</summary>
    Repeated,
}

/// <summary>Templates of inert expressions: holes <c>{0}</c>, <c>{1}</c> …, other braces doubled.</summary>
internal static class Templates
{
    public static HoleUse HolesInOrder(string template, int count)
    {
        if (template.Contains("=>") || template.Contains("delegate")) return HoleUse.Repeated;
        var holes = Parts(template).Where(part => part.Hole >= 0).Select(part => part.Hole).ToList();
        if (holes.Distinct().Count() != holes.Count) return HoleUse.Repeated;
        var isPlain = !template.Contains("?") && !template.Contains("&&") && !template.Contains("||");
        return isPlain && holes.SequenceEqual(Enumerable.Range(0, count)) ? HoleUse.OnceInOrder : HoleUse.Conditional;
    }

    /// <summary>
    /// The template with its holes filled. An operand between brackets or commas needs no parentheses; <paramref name="fill"/> is told.
    /// </summary>
    public static string Fill(string template, Func<int, bool, string> fill)
    {
        var parts = Parts(template);
        var text = new StringBuilder();
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Hole < 0)
            {
                text.Append(parts[i].Text);
                continue;
            }
            var before = i == 0 ? "" : parts[i - 1].Text.TrimEnd();
            var after = i == parts.Count - 1 ? "" : parts[i + 1].Text.TrimStart();
            var isArgument = (before.Length == 0 || "([,".IndexOf(before[before.Length - 1]) >= 0)
                && (after.Length == 0 || ")],".IndexOf(after[0]) >= 0);
            text.Append(fill(parts[i].Hole, isArgument));
        }
        return text.ToString();
    }

    /// <summary>Whether the template binds tighter than any operator: names, members, calls.</summary>
    public static bool IsPrimary(string template)
    {
        var (depth, typeArguments) = (0, 0);
        foreach (var c in template)
        {
            if (c is '(' or '[' or '{') depth++;
            else if (c is ')' or ']' or '}') depth--;
            else if (depth == 0 && c == '<') typeArguments++;
            else if (depth == 0 && c == '>' && typeArguments > 0) typeArguments--;
            else if (depth == 0 && typeArguments == 0 && !(char.IsLetterOrDigit(c) || c is '_' or '.' or ':' or '@'))
                return IsQuoted(template);
        }
        if (typeArguments > 0) return false;
        return !template.StartsWith("(", StringComparison.Ordinal) || template.IndexOf(')') == template.Length - 1;
    }

    private static bool IsQuoted(string template) =>
        template.Length > 1 && template[0] == '"' && template.IndexOf('"', 1) == template.Length - 1;

    /// <summary>The names in the template that could be captured by a local of the generated code.</summary>
    public static IEnumerable<string> FreeNames(string template)
    {
        var isQuoted = false;
        for (var i = 0; i < template.Length;)
        {
            if (template[i] == '"') isQuoted = !isQuoted;
            if (isQuoted || !(char.IsLetter(template[i]) || template[i] == '_'))
            {
                i++;
                continue;
            }
            var end = i;
            while (end < template.Length && (char.IsLetterOrDigit(template[end]) || template[end] == '_')) end++;
            var isMember = i > 0 && template[i - 1] is ('.' or ':' or '"');
            if (!isMember) yield return template.Substring(i, end - i);
            i = end;
        }
    }

    private readonly record struct Part(string Text, int Hole);

    private static List<Part> Parts(string template)
    {
        var parts = new List<Part>();
        var text = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if (c is '{' or '}' && i + 1 < template.Length && template[i + 1] == c)
            {
                text.Append(c);
                i++;
            }
            else if (c == '{')
            {
                var end = template.IndexOf('}', i);
                parts.Add(new(text.ToString(), -1));
                parts.Add(new("", int.Parse(template.Substring(i + 1, end - i - 1), System.Globalization.CultureInfo.InvariantCulture)));
                text.Clear();
                i = end;
            }
            else
            {
                text.Append(c);
            }
        }
        parts.Add(new(text.ToString(), -1));
        return parts;
    }
}
