using Diff.Generators.Collections;
using Diff.Generators.Contracts;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>A parameter that a rule must have.</summary>
/// <param name="Wrapper"><c>Span</c>, <c>ReadOnlySpan</c> of the type, or empty for the type itself.</param>
internal sealed record RuleParameter(RefKind Kind, string Wrapper, ITypeSymbol Type, string Name)
{
    /// <summary>The tangent of a buffer that the method may write: a <c>Span</c> may stand for the <c>ReadOnlySpan</c>.</summary>
    public bool IsWritable { get; init; }

    /// <summary>Whether the rule has to give it this name: its type alone does not tell a weight from a gradient or a tangent.</summary>
    public bool IsNamed { get; init; }

    public override string ToString() =>
        Prefix + (Wrapper.Length == 0 ? RuleSignature.Short(Type) : $"{Wrapper}<{RuleSignature.Short(Type)}>") + " " + Name;

    private string Prefix => Kind switch
    {
        RefKind.Ref => "ref ",
        RefKind.Out => "out ",
        _ => "",
    };

    public bool Accepts(IParameterSymbol parameter) => Accepts(parameter.RefKind)
        && (!IsNamed || parameter.Name.TrimEnd('_') == Name.TrimEnd('_')) && (Wrapper.Length == 0
        ? RuleSignature.AreSame(parameter.Type, Type)
        : parameter.Type is INamedTypeSymbol { Arity: 1 } span && (span.Name == Wrapper || (IsWritable && span.Name == "Span"))
            && RuleSignature.AreSame(span.TypeArguments[0], Type));

    private bool Accepts(RefKind kind) => kind == Kind || (IsByValue(kind) && IsByValue(Kind));

    private static bool IsByValue(RefKind kind) => kind is RefKind.None or RefKind.In or RefKind.RefReadOnlyParameter;
}

/// <summary>A signature that a rule for a given method may have.</summary>
/// <param name="Returns">The returned types: one, or the elements of a tuple; none for <c>void</c>.</param>
internal sealed record RuleSignature(RuleShape Shape, IReadOnlyList<ITypeSymbol> Returns, IReadOnlyList<RuleParameter> Parameters)
{
    /// <summary>The buffers that have a weight, in a Vjp.</summary>
    public EquatableArray<string> Weighted { get; init; } = [];

    public bool Accepts(IMethodSymbol rule) =>
        rule.Parameters.Length == Parameters.Count
        && Returned(rule.ReturnType) is var returned && returned.Count == Returns.Count
        && returned.Zip(Returns, AreSame).All(same => same)
        && rule.Parameters.Zip(Parameters, (parameter, expected) => expected.Accepts(parameter)).All(same => same)
        && (Shape != RuleShape.PartialsOfResult || rule.Parameters[rule.Parameters.Length - 1].Name == "result");

    /// <summary>The signature as the user would write it.</summary>
    public string Describe(string name) =>
        $"static {Text(Returns)} {name}({string.Join(", ", Parameters)})";

    public static string Short(ITypeSymbol type) => type.ToDisplayString(Spelling.InMessages);

    /// <summary>Whether the types are the same but for names of tuple elements and nullability.</summary>
    public static bool AreSame(ITypeSymbol left, ITypeSymbol right) => SymbolEqualityComparer.Default.Equals(Erase(left), Erase(right));

    private static ITypeSymbol Erase(ITypeSymbol type) =>
        type is INamedTypeSymbol { TupleUnderlyingType: { } underlying } ? underlying : type;

    private IReadOnlyList<ITypeSymbol> Returned(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Void } => [],
        INamedTypeSymbol { IsTupleType: true } tuple when Returns.Count > 1 => [.. tuple.TupleElements.Select(element => element.Type)],
        _ => [type],
    };

    private static string Text(IReadOnlyList<ITypeSymbol> types) => types.Count switch
    {
        0 => "void",
        1 => Short(types[0]),
        _ => $"({string.Join(", ", types.Select(Short))})",
    };
}
