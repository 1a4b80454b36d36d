using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>Type parameter lists and constraint clauses as text.</summary>
internal static class TypeParameters
{
    /// <summary><c>&lt;T, U&gt;</c>, or empty.</summary>
    public static string List(ImmutableArray<ITypeParameterSymbol> parameters) =>
        parameters.IsEmpty ? "" : "<" + string.Join(", ", parameters.Select(parameter => Spelling.Identifier(parameter.Name))) + ">";

    /// <summary><c>where T : … where U : …</c>, or empty.</summary>
    public static string Constraints(ImmutableArray<ITypeParameterSymbol> parameters) =>
        string.Join(" ", parameters.Select(Clause).Where(clause => clause.Length > 0));

    /// <summary>Those of the method and of the types around it.</summary>
    public static IEnumerable<ITypeParameterSymbol> InScope(IMethodSymbol method)
    {
        foreach (var parameter in method.TypeParameters) yield return parameter;
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
            foreach (var parameter in type.TypeParameters) yield return parameter;
    }

    private static string Clause(ITypeParameterSymbol parameter)
    {
        var constraints = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint) constraints.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint) constraints.Add("struct");
        else if (parameter.HasReferenceTypeConstraint)
            constraints.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        else if (parameter.HasNotNullConstraint) constraints.Add("notnull");
        constraints.AddRange(parameter.ConstraintTypes.Select(TypeMapping.Spell));
        if (parameter.HasConstructorConstraint) constraints.Add("new()");
        if (parameter.AllowsRefLikeType) constraints.Add("allows ref struct");
        return constraints.Count == 0 ? "" : $"where {Spelling.Identifier(parameter.Name)} : {string.Join(", ", constraints)}";
    }
}
