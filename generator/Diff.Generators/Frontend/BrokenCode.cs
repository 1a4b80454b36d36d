using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Whether a body has C# errors: then the compiler has said what is wrong, and nothing is differentiated.</summary>
internal static class BrokenCode
{
    // Roslyn walks all types of the compilation to find the errors of one body. An edit elsewhere that makes one shows in the operations,
    // but for rare ones that the compiler itself reports all the same. What had errors is asked again.
    private static readonly ConditionalWeakTable<SyntaxNode, object> Sound = new();

    public static bool Is(IOperation body, CancellationToken cancellation)
    {
        if (body.Syntax.ContainsDiagnostics
            || body.DescendantsAndSelf().Any(operation => operation is IInvalidOperation || operation.Type is { TypeKind: TypeKind.Error }))
            return true;
        if (Sound.TryGetValue(body.Syntax, out _)) return false;
        if (body.SemanticModel?.GetDiagnostics(body.Syntax.Span, cancellation).Any(IsError) ?? true) return true;
        Sound.GetValue(body.Syntax, _ => body.Syntax);
        return false;
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.DefaultSeverity == DiagnosticSeverity.Error;
}
