using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// Gives a local to each array that a body reaches through an object, so that loops find it in a register and adjoint memory is a span as
/// everywhere else.
/// <code>
/// for (…) thisGradient.Weights[i] += …   →   Span&lt;double&gt; weightsGradient = thisGradient.Weights; for (…) weightsGradient[i] += …
/// </code>
/// The gradient of an object arrives in the type that the class has which declares the method first, and is seen here as what it is.
/// <code>
/// thisGradient.Weights   →   var own = (DenseGradient)thisGradient; own.Weights
/// </code>
/// </summary>
internal static class HeldMemory
{
    /// <summary>Declares the locals; returns the parameters of the block under their names.</summary>
    public static IReadOnlyList<Coalesce.Fixed> Declare(Family family, Block body, IReadOnlyList<Coalesce.Fixed> parameters,
        CodeWriter writer)
    {
        if (!family.HasObjects) return parameters;
        var used = new HashSet<Operand>(body.Statements()
            .SelectMany(statement => statement.Operands().Concat(statement.Blocks().SelectMany(inner => inner.Yields)))
            .Concat(body.Yields));
        // The gradient type of the object where that of a base class stands in the signature.
        var overridden = family.Method.Parameters.FirstOrDefault(parameter => parameter.Field is { Path: "" } whole
            && parameter.Type.Tangent().Name != whole.GradientType)?.Type.Tangent().Name;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return parameters.Zip(body.Parameters, (parameter, value) =>
        {
            if (value.Type is not BufferType { Kind: not BufferKind.Ref } type || !used.Contains(value)) return parameter;
            var isCast = type.Name == overridden;
            if (parameter.Name.IndexOf('.') < 0 && !isCast) return parameter;
            var name = Names.Untaken(family.Untaken(isCast
                ? "own" + char.ToUpperInvariant(value.Name[0]) + value.Name.Substring(1)
                : value.Name), taken);
            taken.Add(name);
            writer.Line(
                $"{(type.Kind is BufferKind.Span or BufferKind.ReadOnlySpan ? type.Name : "var")} {name} = {(isCast ? $"({type.Name})" : "")}{parameter.Name};");
            return new(name, IsAssignable: false);
        }).ToList();
    }
}
