using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Objects that are passed to be filled: the method that gets one assigns its fields, or hands it to others that do.
/// <code>
/// bool Hit(Ray ray, Hit hit) { hit.Distance = ray.Length; return true; }   →   hit, not ray
/// </code>
/// </summary>
internal static class FilledObjects
{
    private static readonly ConditionalWeakTable<IParameterSymbol, StrongBox<bool>> Known = new();

    /// <summary>The arguments of a call that are filled.</summary>
    public static IEnumerable<IOperation> By(MemberCall call) => call.Method.DeclaringSyntaxReferences.IsEmpty
        ? []
        : call.Method.OriginalDefinition.Parameters.Zip(call.Operands, (parameter, operand) => (Parameter: parameter, Operand: operand))
            .Where(pair => LocalClasses.MayBeTakenApart(pair.Operand.Type) && IsFilled(pair.Parameter)).Select(pair => pair.Operand);

    private static bool IsFilled(IParameterSymbol parameter) =>
        Known.GetValue(parameter, static key => new(IsFilled(key, new(SymbolEqualityComparer.Default)))).Value;

    private static bool IsFilled(IParameterSymbol parameter, HashSet<ISymbol> seen)
    {
        if (!seen.Add(parameter) || parameter.ContainingAssembly is not ISourceAssemblySymbol { Compilation: var compilation }
            || parameter.ContainingSymbol is not IMethodSymbol method || SourceBodies.Declaration(method) is not { } declaration)
            return false;
        var model = compilation.GetSemanticModel(declaration.SyntaxTree);
        return declaration.DescendantNodes().Any(node => IsMember(ReceiverWrites.Target(node)) || node switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } } call
                when IsNamed(receiver) => model.GetSymbolInfo(call).Symbol is IMethodSymbol { ReducedFrom: null } called
                    && ReceiverWrites.IsIn(called, [.. ObjectMembers.Stored(called.ContainingType).Select(member => member.Name)]),
            ArgumentSyntax { Expression: var passed } argument when IsNamed(passed) =>
                model.GetOperation(argument) is IArgumentOperation { Parameter: { } other }
                    && IsFilled(other.OriginalDefinition, seen),
            _ => false,
        });

        // A field of it, or an element of what a field holds.
        bool IsMember(ExpressionSyntax? target) => target switch
        {
            MemberAccessExpressionSyntax member => IsNamed(member.Expression) || IsMember(member.Expression),
            ElementAccessExpressionSyntax element => IsNamed(element.Expression) || IsMember(element.Expression),
            ParenthesizedExpressionSyntax parenthesized => IsMember(parenthesized.Expression),
            TupleExpressionSyntax tuple => tuple.Arguments.Any(argument => IsMember(argument.Expression)),
            _ => false,
        };

        bool IsNamed(ExpressionSyntax expression) =>
            expression is IdentifierNameSyntax { Identifier.ValueText: var name } && name == parameter.Name;
    }
}
