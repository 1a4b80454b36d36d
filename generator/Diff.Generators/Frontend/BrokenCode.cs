using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Whether a body has C# errors: then the compiler has said what is wrong, and nothing is differentiated.</summary>
internal static class BrokenCode
{
    public static bool Is(IOperation body, CancellationToken cancellation) =>
        body.Syntax.ContainsDiagnostics
        || body.DescendantsAndSelf().Any(operation => operation is IInvalidOperation || operation.Type is { TypeKind: TypeKind.Error })
        || (body.SemanticModel?.GetDiagnostics(body.Syntax.Span, cancellation).Any(IsError) ?? true);

    private static bool IsError(Diagnostic diagnostic) => diagnostic.DefaultSeverity == DiagnosticSeverity.Error;
}
