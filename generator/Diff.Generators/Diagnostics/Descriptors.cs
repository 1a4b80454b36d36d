using System.Collections.Immutable;
using System.Globalization;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Diagnostics;

/// <summary>
/// All diagnostics. Each message is one sentence: what, why, what to do. Ranges: 0001–0099 cannot be differentiated,
/// 0100–0199 wrong use of an attribute, 0200–0299 legal but suspicious, 0300–0399 custom rules.
/// </summary>
internal static partial class Descriptors
{
    private const string Category = "Differentiation";

    /// <summary>Every descriptor, ordered by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [.. Unsupported.All.Concat(EntryPoints.All).Concat(Declared.All).Concat(Suspicious.All).Concat(Rules.All)
            .OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];

    public static DiagnosticDescriptor ById(string id) => All.First(descriptor => descriptor.Id == id);

    /// <summary>The diagnostic as the sentence that the generated members throw.</summary>
    public static Refusal Refuse(DiagnosticDescriptor descriptor, IReadOnlyList<string> arguments) =>
        new(descriptor.Id,
            string.Format(CultureInfo.InvariantCulture, descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture), [.. arguments]));

    private static DiagnosticDescriptor Error(int number, string title, string message) =>
        Create(number, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(int number, string title, string message) =>
        Create(number, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Hint(int number, string title, string message) =>
        Create(number, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Create(int number, string title, string message, DiagnosticSeverity severity)
    {
        var id = "DIFF" + number.ToString("0000", CultureInfo.InvariantCulture);
        return new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: "README.md#" + id.ToLowerInvariant());
    }
}
