using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// The entries of dictionaries, whose fields nobody sees: a <c>KeyValuePair</c> is the values of its two properties.
/// <code>
/// foreach (var pair in dictionary) sum += pair.Value;   →   { Key: k, Value: x }, built by new KeyValuePair&lt;int, double&gt;({0}, {1})
/// </code>
/// </summary>
internal static class Pairs
{
    public static bool Is(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "KeyValuePair", Arity: 2 } && IsInFramework(type);

    /// <summary><c>KeyValuePair.Create(key, value)</c>; null for any other call, and for a pair of constants.</summary>
    public static Tree<Operand>? Create(Lowering lowering, IInvocationOperation call) =>
        call.TargetMethod is { Name: "Create", ContainingType: { Name: "KeyValuePair", Arity: 0 } type } && IsInFramework(type)
            && Shapes.IsDifferentiable(call.Type) && Shapes.Of(call.Type!) is AggregateType pair
            ? new(pair, Values(lowering, call.Arguments))
            : null;

    /// <summary>The values of arguments, evaluated as they are written, in the order of the parameters.</summary>
    private static Tree<Operand>[] Values(Lowering lowering, IReadOnlyList<IArgumentOperation> arguments)
    {
        var values = new Tree<Operand>[arguments.Count];
        foreach (var argument in arguments) values[argument.Parameter!.Ordinal] = Expressions.Lower(lowering, argument.Value);
        return values;
    }

    private static bool IsInFramework(ITypeSymbol type) => type.ContainingNamespace is { Name: "Generic",
        ContainingNamespace: { Name: "Collections", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };

    public static IEnumerable<IPropertySymbol> Parts(INamedTypeSymbol pair) =>
        new[] { "Key", "Value" }.Select(name => pair.GetMembers(name).OfType<IPropertySymbol>().Single());

    /// <summary>
    /// A pair whose tangent is a pair too, as that of a tuple is a tuple: what carries no derivative has its default there. Null if a part
    /// is memory or has no tangent.
    /// </summary>
    public static AggregateType? WithTangent(AggregateType pair)
    {
        if (pair.IsOwnTangent()) return pair;
        if (pair.Fields.Any(field => field.Type is BufferType || field.Type.HoldsBuffers() || !field.Type.HasTangent())) return null;
        var fields = pair.Fields.Select(field => field with { Type = field.Type.Tangent() }).ToEquatableArray();
        var name = $"global::System.Collections.Generic.KeyValuePair<{string.Join(", ", fields.Select(field => field.Type.Name))}>";
        var parts = fields.Select((field, i) => field.Type.IsDifferentiable() ? $"{{{i}}}" : "default!");
        return pair with
        {
            TangentType = new(name, fields, AggregateKind.Struct) { Maker = $"new {InertText.Escape(name)}({string.Join(", ", parts)})",
                IsTangentOnly = true },
        };
    }
}
