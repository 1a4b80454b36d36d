using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Calls of <c>[Conditional("DEBUG")]</c> methods: without the symbol C# drops them, arguments and all.</summary>
internal static class ConditionalCalls
{
    public static bool IsOmitted(IInvocationOperation call)
    {
        var conditions = call.TargetMethod.GetAttributes()
            .Where(attribute => attribute.AttributeClass is { Name: "ConditionalAttribute",
                ContainingNamespace: { Name: "Diagnostics", ContainingNamespace.Name: "System" } })
            .Select(attribute => attribute.ConstructorArguments.Length == 1 ? attribute.ConstructorArguments[0].Value as string : null)
            .ToList();
        return conditions.Count > 0 && !conditions.Exists(symbol => symbol is not null && IsDefined(call.Syntax.SyntaxTree, symbol));
    }

    private static bool IsDefined(SyntaxTree tree, string symbol)
    {
        var isDefined = tree.Options.PreprocessorSymbolNames.Contains(symbol);
        // #define and #undef stand before the first token.
        foreach (var trivia in tree.GetRoot().GetLeadingTrivia())
        {
            switch (trivia.GetStructure())
            {
                case DefineDirectiveTriviaSyntax { IsActive: true, Name.Text: var defined } when defined == symbol:
                    isDefined = true;
                    break;
                case UndefDirectiveTriviaSyntax { IsActive: true, Name.Text: var undefined } when undefined == symbol:
                    isDefined = false;
                    break;
            }
        }
        return isDefined;
    }
}
