using System.Globalization;
using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// The hidden members that go along several directions at once, and the loops over the columns of a matrix that call them.
/// <code>
/// for (var column = 0; column &lt; size; column += 4) { Lanes.Seed(xDirection, column); F__HvpBundle(x, xDirection, xProduct); … }
/// </code>
/// </summary>
internal static class BundleMembers
{
    public const string Helpers = "global::Diff.Lanes";

    /// <summary>Fewer columns that are known in advance are not worth it.</summary>
    private const int FewestColumns = 3;

    private const string Directions = "four directions";

    /// <summary>Whether columns along these independents are worth computing in bundles.</summary>
    public static bool IsWorth(Derivative? derivative, IReadOnlyList<Independent> independents) =>
        derivative?.Bundle is not null && (independents.Any(independent => independent.IsBuffer) || independents.Count >= FewestColumns);

    public static void Jvp(Family family, Derivative derivative, CodeWriter writer)
    {
        var bundled = family.Bundled();
        Documentation.WriteHidden(writer, $"The value of {Documentation.Name(family)} and its directional derivatives along {Directions}.", isInlined: false);
        writer.Line(JvpHead(family));
        writer.Open();
        DerivativeMembers.Tangents(bundled, OnLanes(derivative), derivative.UsesTape ? TapeUse.Rented : TapeUse.None, isFlat: true, writer);
        writer.Close();
    }

    public static string JvpHead(Family family) => DerivativeMembers.TangentHead(family.Bundled(), Signatures.JvpBundle, [], isFlat: true);

    public static void Hvp(Family family, Derivative derivative, CodeWriter writer)
    {
        var bundled = family.Bundled();
        Documentation.WriteHidden(writer, $"The products of the Hessian of {Documentation.Name(family)} with {Directions}, which overwrite what is passed.", isInlined: false);
        writer.Line(bundled.Head("void", Signatures.HvpBundle, bundled.Accumulated.Select(independent => independent.Direction).Concat(bundled.Accumulated.Select(independent => independent.Product))));
        writer.Open();
        foreach (var part in bundled.Parts.Where(part => part.IsBuffer)) writer.Line(part.ClearOf(part.Product.Name));
        writer.Blank();
        HessianMembers.Body(bundled, OnLanes(derivative), isReturned: false, writer);
        writer.Close();
    }

    private static Derivative OnLanes(Derivative derivative) => derivative with { Body = derivative.Bundle! };

    /// <summary>Opens the loop over the columns; the directions of buffers follow it.</summary>
    /// <param name="buffer">The variable that holds the directions of a buffer.</param>
    public static void OpenColumns(IReadOnlyList<Independent> independents, string column, string end, Func<Independent, string> buffer, CodeWriter writer)
    {
        writer.Line($"for (var {column} = 0; {column} < {end}; {column} += {Lanes.Count.ToString(CultureInfo.InvariantCulture)})");
        writer.Open();
        foreach (var independent in independents.Where(independent => independent.IsBuffer))
        {
            var offset = Offset(independents, independent);
            writer.Line($"{Helpers}.Seed({buffer(independent)}, {column}{(offset == "0" ? "" : offset.IndexOf('+') < 0 ? " - " + offset : $" - ({offset})")});");
        }
    }

    /// <summary>The directions of a number.</summary>
    public static string Unit(IReadOnlyList<Independent> independents, Independent number, string column) =>
        $"{Helpers}.Unit({(Offset(independents, number) is var offset && offset == "0" ? "" : offset + " ")}-{(offset == "0" ? "" : " ")}{column})";

    private static string Offset(IReadOnlyList<Independent> independents, Independent independent)
    {
        var before = independents.TakeWhile(other => other != independent).ToList();
        return JacobianMember.Sum(before.Count(other => !other.IsBuffer), before.Where(other => other.IsBuffer).Select(other => JacobianMember.LengthOf(other.Type, other.Name)));
    }
}
