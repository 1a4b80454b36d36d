using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Rules;

namespace Diff.Generators.Analysis;

/// <summary>
/// Operations in the derivatives that a type parameter's constraints do not give: the derivative of <c>T.Asin(x)</c> takes a square root,
/// which
/// <c>ITrigonometricFunctions&lt;T&gt;</c> alone does not have.
/// </summary>
internal static class GenericConstraints
{
    /// <summary>Whether the constraints may fall short at all: <c>IFloatingPointIeee754</c> gives everything.</summary>
    public static bool MayFallShort(Method method) =>
        method.Declaration.Scalars.Any(scalar => !scalar.Interfaces.Contains("IFloatingPointIeee754"));

    /// <summary>The first thing that each type parameter lacks.</summary>
    public static EquatableArray<Finding> Run(DerivedMethod derived)
    {
        var findings = new List<Finding>();
        foreach (var scalar in derived.Method.Declaration.Scalars)
        {
            if (!scalar.Interfaces.Contains(Holders.OfLiterals))
                findings.Add(Missing(scalar, Origin.None, derived.Method.Declaration.Name, Holders.OfLiterals));
            else if (derived.Derivatives.SelectMany(derivative => Lacking(scalar, derivative.Body)).FirstOrDefault() is { } finding)
                findings.Add(finding);
        }
        return findings.ToEquatableArray();
    }

    private static IEnumerable<Finding> Lacking(ScalarConstraint scalar, Block body) =>
        from statement in body.Statements().OfType<Let>()
        let apply = statement.Operation as Apply
        where apply is not null
            && apply.Operands.Concat(statement.Results)
                .Any(operand => operand.Type is ScalarType { Kind: ScalarKind.Generic } type && type.Name == scalar.Name)
        let required = Holders.RequiredInterface(apply.Primitive.Name)
        where required is not null && !scalar.Interfaces.Contains(required)
        select Missing(scalar, statement.Origin, statement.Origin.Text, required);

    private static Finding Missing(ScalarConstraint scalar, Origin origin, string operation, string required) =>
        Finding.At(origin, "DIFF0011", scalar.Name, operation, $"{required}<{scalar.Name}>");
}
