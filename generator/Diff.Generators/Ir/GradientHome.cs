using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>Where the gradient type of a marked class or struct is generated: beside it.</summary>
/// <param name="HintName">Unique, file-system safe stem of the generated file.</param>
/// <param name="Namespace">The namespace, or empty.</param>
/// <param name="Containers">The partial declarations around the gradient type, outermost first, and the marked type itself at the
/// end.</param>
/// <param name="Marked">The marked type as generated code spells it.</param>
/// <param name="Name">The gradient type's own name, without type parameters.</param>
internal sealed record GradientHome(
    string HintName,
    string Namespace,
    EquatableArray<string> Containers,
    string Accessibility,
    string Marked,
    string Name,
    string TypeParameters,
    string Constraints)
{
    /// <summary>What the names of the marked type's hidden members begin with.</summary>
    public const string Hidden = "Gradient__";

    /// <summary>The method that makes the zero gradient of an object, or another one of the shape of a gradient.</summary>
    public const string Zero = Hidden + "Zero";

    /// <summary>
    /// The constant of a class with methods that are chosen at run time with their derivatives, which tells other assemblies so.
    /// </summary>
    public const string IsDispatched = Hidden + "IsDispatched";

    /// <summary>The call that reads a field; a property would be a part of what records print and compare.</summary>
    public static string Getter(string field) => $"{Hidden}{field}()";

    /// <summary>The gradient type, as it calls itself.</summary>
    public string Gradient => Name + TypeParameters;

    /// <summary>The marked type in a docstring.</summary>
    public string Cref => Name.Substring(0, Name.Length - "Gradient".Length) + TypeParameters.Replace('<', '{').Replace('>', '}');
}
