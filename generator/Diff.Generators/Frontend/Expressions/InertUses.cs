using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Whether an expression may be printed whole (<see cref="InertText"/>): a variable in it may not be written there, nor carry a derivative
/// to a result that could carry one.
/// <code>
/// () => $"at {x}"   →   printed        () => x = 0   new Dictionary&lt;int, double&gt; { [1] = x }   →   refused
/// </code>
/// </summary>
internal static class InertUses
{
    /// <summary>Whether the expression may be printed; what is in the way has been reported.</summary>
    public static bool Accept(Lowering lowering, IOperation expression)
    {
        var inside = Writes.In(expression);
        var everywhere = Writes.In(Writes.Root(expression));
        foreach (var operation in expression.DescendantsAndSelf())
        {
            if (LostObjects.IsDifferentiated(lowering, operation) && (Yields(expression) || LostObjects.Is(lowering, operation)))
            {
                LostObjects.Refuse(lowering, operation);
                return false;
            }
            if (lowering.Tables.Mentions(operation.Type))
            {
                LocalTableUses.Refuse(lowering, operation, new("it is used where it cannot be followed"));
                return false;
            }
            if (lowering.Frames.Class is not null
                && (operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
                    || (operation is IParameterReferenceOperation held && Members.IsHeld(held))))
            {
                LocalObjects.Lost(lowering, operation.Syntax, InertType.Bool);
                return false;
            }
            if (GenericReceivers.AreChanged(lowering, operation))
            {
                GenericReceivers.Refuse(lowering, operation, operation.ChildOperations.First());
                return false;
            }
            if (Writes.Variable(operation) is not { } variable || IsDeclaredIn(variable, expression.Syntax)
                || operation.Parent is INameOfOperation)
                continue;
            var isLambda = Ancestors(operation, expression).Any(ancestor => ancestor is IAnonymousFunctionOperation);
            var isWritten = inside.Contains(variable) || (isLambda && everywhere.Contains(variable));
            var escapes = (Shapes.IsDifferentiable(operation.Type) && Yields(expression)) || Followed.Is(lowering, operation)
                || LocalContainers.Of(lowering, operation) is not null;
            if (!isWritten && !escapes) continue;
            if (isLambda) lowering.Report(Descriptors.Unsupported.Capture, operation.Syntax, variable.Name, "a lambda");
            else RefuseValue(lowering, operation, expression);
            return false;
        }
        return true;
    }

    /// <summary>Refuses a variable in an expression that is no lambda; a new collection is one if its variable has another type.</summary>
    private static void RefuseValue(Lowering lowering, IOperation variable, IOperation expression) => Expressions.Refuse(
        lowering, variable, $"'{variable.Syntax}', which goes into an expression that the compiler does not follow,",
        CollectionTypes.Is(expression.Type)
            ? "declare the variable that holds the new collection with 'var', or pass what is made of it as a parameter"
            : "pass it as a parameter, or write Gradient.Detach of it");

    /// <summary>Whether floating-point values can come out of the expression.</summary>
    private static bool Yields(IOperation expression) => expression.Type switch
    {
        INamedTypeSymbol { DelegateInvokeMethod: { } invoke } => invoke.ReturnsVoid
            || invoke.ReturnType.SpecialType == SpecialType.System_Object || FloatingPoint.IsCarriedBy(invoke.ReturnType),
        null or { SpecialType: SpecialType.System_Object } => true,
        { SpecialType: SpecialType.System_String or SpecialType.System_Boolean } => false,
        var type => type.IsReferenceType || FloatingPoint.IsCarriedBy(type),
    };

    private static IEnumerable<IOperation> Ancestors(IOperation operation, IOperation root)
    {
        for (var ancestor = operation; ancestor is not null && ancestor != root.Parent; ancestor = ancestor.Parent) yield return ancestor;
    }

    /// <summary>Whether a variable is declared inside of an expression.</summary>
    public static bool IsDeclaredIn(ISymbol symbol, SyntaxNode expression) => symbol.DeclaringSyntaxReferences.Any(reference =>
        reference.SyntaxTree == expression.SyntaxTree && expression.Span.Contains(reference.Span));
}
