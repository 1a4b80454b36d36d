namespace Diff.Generators.Ir;

/// <summary>
/// Where a statement of the IR comes from: ordinals into the primal method (never positions, so that an edit
/// above the method changes nothing) and the text of the primal statement, for comments in the output.
/// </summary>
/// <param name="Statement">Ordinal of the primal statement in its method.</param>
/// <param name="Expression">Ordinal of the primal expression in its method; diagnostics land there.</param>
/// <param name="Text">The primal statement on one line, trivia collapsed, cut at 100 characters.</param>
/// <param name="Role">What the IR statement does with the primal statement.</param>
internal sealed record Origin(int Statement, int Expression, string Text, Role Role = Role.Primal)
{
    public static readonly Origin None = new(-1, -1, "");
}

internal enum Role
{
    /// <summary>Computes what the primal statement computes: bit-identical, never reassociated.</summary>
    Primal,

    /// <summary>Computes the tangent of the primal statement.</summary>
    Tangent,

    /// <summary>Belongs to the reversal of the primal statement.</summary>
    Adjoint,

    /// <summary>Records a primal value, or reads it back.</summary>
    Record,
}
