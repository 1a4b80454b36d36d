using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// Which generated members are chosen at run time together with the primal, and the modifiers that say so: <c>Vjp</c>, <c>Jvp</c>,
/// <c>Hvp</c> and the halves. The others are written once, where the family begins, in terms of these.
/// </summary>
internal static class Modifiers
{
    private static readonly HashSet<string> Dispatched =
        ["Vjp", "Jvp", "Hvp", Signatures.Jvp, Signatures.Primal, Signatures.Forward, Signatures.Reverse, Signatures.JvpTangent,
            Signatures.ForwardTangent, Signatures.ReverseTangent];

    /// <summary>
    /// Whether the member is emitted at all: an override inherits what it need not override, and a type parameter has no pullback.
    /// </summary>
    public static bool Exists(Dispatch dispatch, string suffix) => dispatch switch
    {
        Dispatch.Override or Dispatch.SealedOverride or Dispatch.Explicit or Dispatch.StaticVirtual => Dispatched.Contains(suffix),
        Dispatch.StaticInterface => suffix is not ("WithPullback" or "Pullback"),
        _ => true,
    };

    /// <summary>Whether a member that is written once must not know the body.</summary>
    public static bool IsOverridable(Dispatch dispatch) => dispatch is Dispatch.Virtual or Dispatch.Interface;

    public static bool IsDispatched(string suffix) => Dispatched.Contains(suffix);

    /// <summary>Accessibility and modifiers of a member.</summary>
    public static string Of(Declaration declaration, string suffix) =>
        string.Join(" ",
            new[] { declaration.Accessibility, declaration.Modifiers,
                Of(declaration.Dispatch, IsDispatched(suffix)) }.Where(part => part.Length > 0));

    /// <summary>Accessibility and modifiers of a member that only calls another.</summary>
    public static string OfForwarding(Declaration declaration) =>
        string.Join(" ",
            new[] { declaration.Accessibility, declaration.Modifiers,
                Of(declaration.Dispatch, isDispatched: false) }.Where(part => part.Length > 0));

    private static string Of(Dispatch dispatch, bool isDispatched) => (dispatch, isDispatched) switch
    {
        (Dispatch.None or Dispatch.Implementation or Dispatch.Explicit, _) => "",
        (Dispatch.StaticInterface, _) or (Dispatch.Virtual or Dispatch.Interface or Dispatch.StaticVirtual, true) => "virtual",
        (Dispatch.Interface, false) => "sealed",
        (Dispatch.Override, true) => "override",
        (Dispatch.SealedOverride, true) => "sealed override",
        _ => "",
    };
}
