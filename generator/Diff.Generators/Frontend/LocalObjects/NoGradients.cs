using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// What <c>[NoGradient]</c> says of a member that is inlined: what a marked parameter gets is a constant in the body, and what a marked
/// method returns is one for its caller. A number that such a method stores would keep its derivative, so that is refused.
/// <code>
/// void Add([NoGradient] double w, double x)   →   w = Detach(w); …
/// </code>
/// </summary>
internal static class NoGradients
{
    public static Tree<Operand> Detach(Lowering lowering, Tree<Operand> value) =>
        value.Select(operand => (Operand)lowering.Let(new Detach(operand), operand.Type));

    /// <summary>Makes constants of the marked parameters of a member, which have been bound.</summary>
    public static void DetachParameters(Lowering lowering, IOperation at, IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters.Where(Attributes.IsNoGradient))
        {
            var isObject = lowering.Objects.Has(parameter.Type) || lowering.Objects.Holds(parameter.Type);
            if (!isObject && !Shapes.IsDifferentiable(parameter.Type)) continue;
            if (isObject || parameter.RefKind is RefKind.Ref or RefKind.Out || lowering.Collections.Contains(parameter))
                lowering.Refuse(at, Descriptors.Unsupported.Body, method.Name, $"its [NoGradient] parameter '{parameter.Name}' is no value",
                    "pass the numbers that it holds");
            else if (lowering.Variables[parameter] is var variable)
                lowering.Write(variable, Detach(lowering, lowering.Read(variable)));
        }
    }

    /// <summary>Refuses numbers that a body marked <c>[NoGradient]</c>, or one that it calls, stores in arrays of others.</summary>
    public static void Check(Lowering lowering, IOperation body)
    {
        if (!lowering.Frames.IsConstant) return;
        foreach (var part in body.Descendants())
        {
            var target = part switch { IAssignmentOperation assignment => assignment.Target, IIncrementOrDecrementOperation increment =>
                increment.Target, _ => null };
            if (target is not null && Source(target) is IMemberReferenceOperation or IParameterReferenceOperation)
                Check(lowering, target, target.Type);
        }
    }

    /// <summary>Refuses a number that a body marked <c>[NoGradient]</c> assigns.</summary>
    public static void Check(Lowering lowering, IOperation target, ITypeSymbol? type)
    {
        if (lowering.Frames.IsConstant && Shapes.IsDifferentiable(type))
            lowering.Refuse(target, Descriptors.Unsupported.Body, target.Syntax.ToString(), "a [NoGradient] method stores a number there",
                "return it instead, or remove the attribute");
    }

    /// <summary>The array or span in which an element is; null for any other expression.</summary>
    private static IOperation? Source(IOperation element) => element switch
    {
        IArrayElementReferenceOperation { ArrayReference: var array } => array,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } span } => span,
        IImplicitIndexerReferenceOperation { Instance: var instance } => instance,
        _ => null,
    };
}
