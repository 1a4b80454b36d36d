namespace Diff.Generators.Rules;

/// <summary>
/// The derivative of a member of <c>System.Numerics</c>: arithmetic on the numbers of its arguments that has the same derivative. The value
/// of a call stays that of the framework, whose rounding is its own.
/// <code>
/// n = Vector3.Normalize(v)   →   n = Vector3.Normalize(v), derived like v / √(v · v)
/// </code>
/// </summary>
/// <param name="Body">From the receiver, if there is one, and the arguments to the numbers of the result. Null: the derivative is zero
/// everywhere it exists.</param>
internal sealed record Substitute(Func<Terms[], Terms>? Body)
{
    /// <summary>
    /// Like <see cref="Body"/>, with the numbers that the call returned, as constants: of a call with <c>out</c> parameters first its truth
    /// value.
    /// </summary>
    public Func<Terms[], Terms, Terms>? BodyOfResult { get; init; }

    /// <summary>Whether the arithmetic is that of the framework, bit for bit, so that it stands in the place of the call.</summary>
    public bool IsExact { get; init; }

    public static Substitute Zero { get; } = new((Func<Terms[], Terms>?)null);

    public static Substitute Exact(Func<Terms[], Terms> body) => new(body) { IsExact = true };

    public static Substitute OfResult(Func<Terms[], Terms, Terms> body) => new((Func<Terms[], Terms>?)null) { BodyOfResult = body };
}

/// <summary>A substitute and the members that it serves.</summary>
/// <param name="Names">As metadata has them, with spaces between: <c>op_Addition Add</c>.</param>
/// <param name="Count">Parameters, the receiver included, <c>out</c> parameters not.</param>
internal sealed record SubstituteRow(string Names, int Count, Substitute Substitute)
{
    public static SubstituteRow Exact(string names, int count, Func<Terms[], Terms> body) => new(names, count, Substitute.Exact(body));

    public static SubstituteRow Like(string names, int count, Func<Terms[], Terms> body) => new(names, count, new Substitute(body));

    public static SubstituteRow Zero(string names, int count) => new(names, count, Substitute.Zero);
}
