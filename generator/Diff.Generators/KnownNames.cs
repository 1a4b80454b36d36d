namespace Diff.Generators;

/// <summary>Metadata names of the runtime types that the compiler knows.</summary>
internal static class KnownNames
{
    public const string Differentiable = "Diff.DifferentiableAttribute";
    public const string NoGradient = "Diff.NoGradientAttribute";
    public const string DerivativeOf = "Diff.DerivativeOfAttribute";
    public const string DerivativeIndex = "Diff.DerivativeIndexAttribute";
    public const string Contract = "Diff.DifferentiableContractAttribute";
    public const string Gradient = "Diff.Gradient";
    public const string Detach = "Detach";

    /// <summary>What is appended to a family's name for the primal on spans.</summary>
    public const string Primal = "__Primal";

    /// <summary>The check that two variables or buffers share no memory, as generated code calls it.</summary>
    public const string RequireNoOverlap = "global::Diff.Buffers.RequireNoOverlap";

    /// <summary>The span of the elements of a collection, as generated code calls it.</summary>
    public static string SpanOf(string collection) => $"global::Diff.Elements.Of({collection})";

    /// <summary>An array of the elements that a collection has now, as generated code calls it.</summary>
    public static string CopyOf(string collection) => $"global::Diff.Elements.Copy({collection})";

    /// <summary>The test of a copy's direction, as generated code calls it.</summary>
    public const string StartsInside = "global::Diff.Buffers.StartsInside";

    /// <summary>The check that as many elements as are copied fit, as generated code calls it.</summary>
    public const string RequireRoom = "global::Diff.Buffers.RequireRoom";

    /// <summary>The check that a vector has an element, as generated code calls it.</summary>
    public const string RequireIndex = "global::Diff.Buffers.RequireIndex";

    /// <summary>The check that there are elements enough for a vector, as generated code calls it.</summary>
    public const string RequireElements = "global::Diff.Buffers.RequireElements";

    /// <summary>Functions of matrices that give all their results as one tuple.</summary>
    public const string Matrices = "global::Diff.Matrices";

    /// <summary>Whether an expression asks where buffers lie, and not what they hold.</summary>
    public static bool IsMemoryTest(string template) =>
        template.StartsWith(RequireNoOverlap, StringComparison.Ordinal) || template.StartsWith(StartsInside, StringComparison.Ordinal);

    /// <summary>Whether an expression asks whether there is an object.</summary>
    public static bool IsNullTest(string template) => template is "{0} is null" or "{0} is not null";
}
