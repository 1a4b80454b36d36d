using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// The two public forms of <c>FJacobian</c> and <c>FHessian</c>, a new matrix or the caller's, around the hidden member that computes it.
/// <code>
/// double[,] FHessian(x) => F__Hessian(x, null);
/// void FHessian(x, double[,] hessian) => F__Hessian(x, hessian);
/// </code>
/// </summary>
/// <param name="suffix"><c>Jacobian</c> or <c>Hessian</c>.</param>
internal sealed class MatrixMembers(Family family, string suffix)
{
    /// <summary>The variable of the matrix.</summary>
    public string Matrix => family.Untaken(suffix.ToLowerInvariant());

    /// <summary>The type of its elements, which those of other types are converted to.</summary>
    public static ScalarType ElementOf(Family family) =>
        Gradients.ScalarOf(family.Weights[0].Type) is ScalarType { Kind: ScalarKind.Generic } generic ? generic : ScalarType.Double;

    public static string TypeOf(Family family) => ElementOf(family).Name + "[,]";

    /// <summary>The form that makes the matrix.</summary>
    public string Head() => family.HeadOf(TypeOf(family), suffix, Unscoped.Select(formal => formal.OwnDeclaration));

    /// <summary>The form that is given the matrix.</summary>
    public string OverwritingHead() =>
        family.HeadOf("void", suffix, Unscoped.Select(formal => formal.Declaration).Append(Given.Declaration));

    /// <summary>Writes both forms, and opens the hidden member.</summary>
    /// <param name="summary">What the matrix is, with its rows and columns.</param>
    public void Open(string summary, string remarks, CodeWriter writer)
    {
        Documentation.Write(writer, summary + ".", remarks);
        writer.Line(Head());
        writer.Open();
        writer.Line($"return {family.Call(Hidden, ["null"])};");
        writer.Close();

        Documentation.Write(writer, $"{summary}. Overwrites <paramref name=\"{Matrix}\"/>, which must have that shape.", remarks);
        writer.Line(OverwritingHead());
        writer.Open();
        writer.Line($"global::System.ArgumentNullException.ThrowIfNull({Matrix});");
        Checks.OfMatrix(family, new(TypeOf(family), ElementOf(family), BufferKind.Grid, Rank: 2), Matrix, writer);
        writer.Line($"{family.Call(Hidden, [Matrix])};");
        writer.Close();

        Documentation.WriteHidden(writer, $"{summary}, in the matrix that is passed or in a new one.", isInlined: false);
        writer.Line(family.HeadOf(TypeOf(family), Hidden, Unscoped.Select(formal => (formal with { IsThis = false }).Declaration)
            .Append((Given with { Type = Given.Type + "?" }).Declaration)));
        writer.Open();
        Checks.OfPresence(family, writer);
    }

    /// <summary>The statement that makes the matrix where none is passed, and requires one that is passed to have its shape.</summary>
    public string Take(string rows, string columns) =>
        $"{Matrix} = global::Diff.Buffers.GivenOrNew(\"{Matrix}\", {Matrix}, {rows}, {columns});";

    private string Hidden => "__" + suffix;

    private Formal Given => new("", TypeOf(family), Matrix);

    /// <summary>Pullbacks, which may compute the rows, keep spans.</summary>
    private IEnumerable<Formal> Unscoped => family.Declared.Select(formal => formal with { IsScoped = false });
}
