using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Members that the generator has written: only the analyzer sees those of this compilation, for no generator sees its own output.
/// </summary>
internal static class GeneratedMembers
{
    // Longest first: every ValueAndGradient ends in Gradient.
    private static readonly string[] Suffixes = ["ValueAndGradient", "WithPullback", "Gradient", "Jacobian", "Vjp", "Jvp"];

    /// <summary>Whether a method is one of them.</summary>
    public static bool Are(IMethodSymbol method) =>
        Attributes.Find(method.OriginalDefinition,
            "System.CodeDom.Compiler.GeneratedCodeAttribute") is { ConstructorArguments: [{ Value: "Diff.Generators" }, ..] };

    /// <summary>Whether a file is one of the generator's.</summary>
    public static bool AreIn(SyntaxTree tree) => tree.FilePath.Contains(typeof(DifferentiableGenerator).FullName!);

    /// <summary>The stem of the family that a generated method belongs to; null for a method that a user wrote.</summary>
    public static string? FamilyOf(IMethodSymbol method)
    {
        if (!Are(method)) return null;
        var suffix = Suffixes.FirstOrDefault(candidate => method.Name.EndsWith(candidate, StringComparison.Ordinal));
        return suffix is null ? method.Name : method.Name.Substring(0, method.Name.Length - suffix.Length);
    }
}
