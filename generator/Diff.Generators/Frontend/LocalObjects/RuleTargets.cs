using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>
/// The methods of a compilation that custom rules may be for, told by the attributes' syntax. The body of such a method must not take the
/// place of a call: the rule would be passed over.
/// <code>
/// [DerivativeOf(typeof(Gate), nameof(Gate.Step))]   →   Gate.Step
/// </code>
/// </summary>
internal static class RuleTargets
{
    private const string Attribute = "DerivativeOf";
    private const string Any = "*";

    // A tree never changes, and most trees have no rules.
    private static readonly ConditionalWeakTable<SyntaxTree, HashSet<(string Type, string Method)>> Known = new();

    public static bool MayInclude(Compilation compilation, IMethodSymbol method)
    {
        var name = (method.AssociatedSymbol ?? method).Name;
        return compilation.SyntaxTrees.Any(tree => Known.GetValue(tree, Read) is { Count: > 0 } targets
            && (targets.Contains((method.ContainingType.Name, name)) || targets.Contains((method.ContainingType.Name, Any))));
    }

    private static HashSet<(string Type, string Method)> Read(SyntaxTree tree) =>
        [.. tree.GetRoot().DescendantNodes(node => node is not (StatementSyntax or ArrowExpressionClauseSyntax)).OfType<AttributeSyntax>()
            .Where(IsRule).Select(rule => (Target(rule, 0), Target(rule, 1)))];

    private static bool IsRule(AttributeSyntax attribute) => Last(attribute.Name) is Attribute or Attribute + "Attribute";

    /// <summary>The last name in an argument: of a type, or of a method.</summary>
    private static string Target(AttributeSyntax rule,
        int argument) => rule.ArgumentList?.Arguments.ElementAtOrDefault(argument)?.Expression switch
    {
        TypeOfExpressionSyntax of => Last(of.Type),
        LiteralExpressionSyntax { Token.Value: string text } => text,
        InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var named }] } => Last(named),
        _ => Any,
    };

    private static string Last(SyntaxNode name) => name.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
        .Where(part => part.Parent is not TypeArgumentListSyntax).Select(part => part.Identifier.ValueText).LastOrDefault() ?? Any;
}
