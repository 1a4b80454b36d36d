using System.Globalization;
using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// The hidden members that go along several directions at once, and the loops over the columns or rows of a matrix that call them.
/// <code>
/// for (var column = 0; column &lt; size; column += 4) { Lanes.Seed(xDirection, column); F__HvpBundle(x, xDirection, xProduct); … }
/// </code>
/// </summary>
internal static class BundleMembers
{
    /// <summary>The class of helpers for lanes of numbers like those of a gradient or weight.</summary>
    public static string HelpersOf(ScalarType number) => $"global::Diff.Lanes<{number.Name}>";

    /// <summary>The numbers that go along in lanes: those of all gradients, tangents and weights.</summary>
    public static ScalarType NumberOf(Family family) => (ScalarType)Gradients.ScalarOf(family.Independents[0].Type);

    public static string Count(Family family, string noun) => $"{Lanes.WordOf(NumberOf(family))} {noun}";

    /// <summary>Whether columns along these independents, or rows of these weights, are worth computing in bundles.</summary>
    public static bool IsWorth(Derivative? derivative, IReadOnlyList<IrType> types) =>
        derivative?.Bundle is not null && Lanes.AreWorth(types);

    public static void Jvp(Family family, Derivative derivative, CodeWriter writer)
    {
        var bundled = family.Bundled();
        Documentation.WriteHidden(writer,
            $"The value of {Documentation.Name(family)} and its directional derivatives along {Count(family, "directions")}.",
            isInlined: false);
        writer.Line(JvpHead(family));
        writer.Open();
        DerivativeMembers.Tangents(bundled, OnLanes(derivative), derivative.UsesTape ? TapeUse.Rented : TapeUse.None, isFlat: true, writer);
        writer.Close();
    }

    public static string JvpHead(Family family) =>
        DerivativeMembers.TangentHead(family.Bundled(), Signatures.JvpBundle, family.Borrowed, isFlat: true);

    public static void Reverse(Family family, Derivative derivative, CodeWriter writer)
    {
        var bundled = family.Bundled();
        Documentation.WriteHidden(writer,
            $"The reverse half of {Documentation.Name(family)} with {Count(family, "weights")} of each result.", isInlined: false);
        writer.Line(DerivativeMembers.ReverseHead(bundled, Signatures.ReverseBundle));
        writer.Open();
        DerivativeMembers.ReverseBody(bundled, OnLanes(derivative), writer);
        writer.Close();
    }

    public static void Hvp(Family family, Derivative derivative, CodeWriter writer)
    {
        var bundled = family.Bundled();
        Documentation.WriteHidden(writer,
            $"The products of the Hessian of {Documentation.Name(family)} with {Count(family, "directions")}, which overwrite what is passed.",
            isInlined: false);
        writer.Line(bundled.Head("void", Signatures.HvpBundle,
            bundled.Accumulated.Select(independent => independent.Direction)
                .Concat(bundled.Accumulated.Select(independent => independent.Product))));
        writer.Open();
        foreach (var part in bundled.Parts.Where(part => part.IsBuffer)) writer.Line(part.ClearOf(part.Product.Name));
        writer.Blank();
        HessianMembers.Body(bundled, OnLanes(derivative), isReturned: false, writer);
        writer.Close();
    }

    /// <summary>The derivative with its body for several directions.</summary>
    public static Derivative OnLanes(Derivative derivative) =>
        derivative with { Body = derivative.Bundle
            ?? throw new InvalidOperationException($"{derivative.Kind} does not go along several directions, as was promised.") };

    /// <summary>Opens the loop over the columns, or rows, in which several are computed at a time.</summary>
    public static void OpenLoop(string index, string end, ScalarType number, CodeWriter writer)
    {
        writer.Line($"for (var {index} = 0; {index} < {end}; {index} += {Lanes.CountOf(number).ToString(CultureInfo.InvariantCulture)})");
        writer.Open();
    }
}
