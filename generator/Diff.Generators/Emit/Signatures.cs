using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// The hidden halves, for declarations and calls alike.
/// <code>
/// R F__Primal(primal parameters)                                     // of a method that takes collections: the primal on spans
/// R F__Forward(primal parameters, Tape tape)
/// (adjoints) F__Reverse(buffer and inert parameters, ref TapeCursor cursor, weights, Span&lt;T&gt; accumulators of buffers)
/// (R, R tangent) F__Jvp(primal parameters, tangents, LentResults results)
/// (R, R tangent, R direction, R tangent's direction) F__JvpTangent(primal parameters, tangents, directions, directions of tangents, LentResults results)
/// (R, R tangent) F__ForwardTangent(primal parameters, tangents, Tape tape)
/// (adjoints, their tangents) F__ReverseTangent(buffer and inert parameters, ref TapeCursor cursor, weights, accumulators, tangents of buffers, weights and accumulators)
/// (R, R tangent) F__JvpBundle(primal parameters, tangents along several directions, LentResults results)
/// (adjoints) F__ReverseBundle(buffer and inert parameters, ref TapeCursor cursor, several weights, accumulators of buffers)
/// void F__HvpBundle(primal parameters, several directions, products)
/// (R, R tangent) F__ForwardTangentBundle, (adjoints, their tangents) F__ReverseTangentBundle   // as without Bundle, with tangents along several directions
/// </code>
/// A method that keeps a record has <c>out F__Record record</c> and <c>in F__Record record</c> where others have the tape and the cursor.
/// Only a method that returns memory has <c>LentResults results</c>. The forward half delivers its results as the primal does. The reverse
/// half returns the adjoint of every other independent: nothing, the only one, or a tuple.
/// </summary>
internal static class Signatures
{
    public const string Primal = KnownNames.Primal;
    public const string Forward = "__Forward";
    public const string Reverse = "__Reverse";
    public const string Record = Callee.RecordSuffix;
    /// <summary>
    /// Forward mode with a tangent per field of an object, where the public member takes the tangent of the object, and with lent results.
    /// </summary>
    public const string Jvp = "__Jvp";
    public const string JvpTangent = "__JvpTangent";
    public const string ForwardTangent = "__ForwardTangent";
    public const string ReverseTangent = "__ReverseTangent";

    /// <summary>Forward mode, and the tangent of the gradient, along several directions; the reverse half with several weights.</summary>
    public const string JvpBundle = "__JvpBundle";
    public const string ReverseBundle = "__ReverseBundle";
    public const string HvpBundle = "__HvpBundle";
    public const string ForwardTangentBundle = "__ForwardTangentBundle";
    public const string ReverseTangentBundle = "__ReverseTangentBundle";

    /// <summary>Whether callers do not call the public member in forward mode.</summary>
    public static bool HasHiddenJvp(Callee callee) =>
        callee.ReplacesJvp || callee.BorrowsResults || callee.Parameters.Any(parameter => parameter.IsField);

    public static bool IsHidden(string suffix) => suffix.StartsWith("__", StringComparison.Ordinal);

    /// <summary>The parameters that the reverse half receives again, because they are not recorded.</summary>
    public static IReadOnlyList<CalleeParameter> ReverseInputs(Callee callee) =>
        callee.Parameters.Where(parameter => parameter.IsReverseInput).ToList();

    /// <summary>Whether the reverse half receives a parameter.</summary>
    public static bool IsInput(IrType type, PassMode mode) => type is BufferType or InertType && mode != PassMode.Out;
}
