using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// Gives a local to each array that a body reaches through an object, so that loops find it in a register and adjoint memory is a span as everywhere else.
/// <code>
/// for (…) thisGradient.Weights[i] += …   →   Span&lt;double&gt; weightsGradient = thisGradient.Weights; for (…) weightsGradient[i] += …
/// </code>
/// </summary>
internal static class HeldMemory
{
    /// <summary>Declares the locals; returns the parameters of the block under their names.</summary>
    public static IReadOnlyList<Coalesce.Fixed> Declare(Family family, Block body, IReadOnlyList<Coalesce.Fixed> parameters, CodeWriter writer)
    {
        if (!family.HasObjects) return parameters;
        var used = new HashSet<Operand>(body.Statements().SelectMany(statement => statement.Operands().Concat(statement.Blocks().SelectMany(inner => inner.Yields))).Concat(body.Yields));
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return parameters.Zip(body.Parameters, (parameter, value) =>
        {
            if (parameter.Name.IndexOf('.') < 0 || value.Type is not BufferType { Kind: not BufferKind.Ref } type || !used.Contains(value)) return parameter;
            var name = Names.Untaken(family.Untaken(value.Name), taken);
            taken.Add(name);
            writer.Line($"{(type.Kind is BufferKind.Span or BufferKind.ReadOnlySpan ? type.Name : "var")} {name} = {parameter.Name};");
            return parameter with { Name = name };
        }).ToList();
    }
}
