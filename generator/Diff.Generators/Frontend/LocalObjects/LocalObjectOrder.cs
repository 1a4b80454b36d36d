using Diff.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// An object is found by the variable that names it, so the variable must not get another object between where it names the object and
/// where the object is used.
/// <code>
/// p.Add(p = new Cell())   Sum(p, Replace())   →   refused; p = p.Plus(1)   →   fine
/// </code>
/// </summary>
internal static class LocalObjectOrder
{
    public static void Check(Lowering lowering, IOperation named)
    {
        if (Variable(named) is not { } variable) return;
        var whole = named;
        while (whole.Parent is { Type: not null } or IArgumentOperation) whole = whole.Parent!;
        // Variables that are assigned last of all change after every use.
        if (whole is IAssignmentOperation { Target: var target, Value: var value }
            && Targets(target).All(part => Writes.Variable(part) is not null))
            whole = value;
        if (Writes.In(whole).Contains(variable) || whole.DescendantsAndSelf().Any(MayAssign) && IsAssignedInside(named, variable))
            lowering.Refuse(named, Descriptors.Unsupported.LocalObject, named.Syntax.ToString(),
                "its variable gets another object before this one is used", "assign it in a statement of its own");
    }

    /// <summary>Whether code calls a lambda or local function, or hands one to a body that may call it.</summary>
    private static bool MayAssign(IOperation part) => part is IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction
        or MethodKind.DelegateInvoke } || part.Type?.TypeKind == TypeKind.Delegate;

    private static IEnumerable<IOperation> Targets(IOperation target) => target switch
    {
        ITupleOperation tuple => tuple.Elements.SelectMany(Targets),
        IDeclarationExpressionOperation declaration => Targets(declaration.Expression),
        _ => [target],
    };

    /// <summary>Whether a lambda or local function assigns a variable.</summary>
    private static bool IsAssignedInside(IOperation named, ISymbol variable) => Writes.Root(named).Descendants()
        .Any(part => part is ILocalFunctionOperation or IAnonymousFunctionOperation
            && !SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, Function(part)) && Writes.In(part).Contains(variable));

    private static ISymbol Function(IOperation function) =>
        function is ILocalFunctionOperation local ? local.Symbol : ((IAnonymousFunctionOperation)function).Symbol;

    /// <summary>The variable at the root of what names an object.</summary>
    private static ISymbol? Variable(IOperation named) => named switch
    {
        IMemberReferenceOperation { Instance: { } instance } => Variable(instance),
        IConversionOperation conversion => Variable(conversion.Operand),
        _ => Writes.Variable(named),
    };
}
