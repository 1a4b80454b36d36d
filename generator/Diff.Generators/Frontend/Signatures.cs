using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>Parameters and results of a method to differentiate.</summary>
internal static class Signatures
{
    public static PassMode Mode(RefKind kind) => kind switch
    {
        RefKind.None => PassMode.Value,
        RefKind.In or RefKind.RefReadOnlyParameter => PassMode.In,
        RefKind.Ref => PassMode.Ref,
        RefKind.Out => PassMode.Out,
        _ => throw new InvalidOperationException($"Unknown way to pass an argument: {kind}."),
    };
}
