using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>Leaves the method, or the local function that is being inlined.</summary>
internal static class Returns
{
    public static void Lower(Lowering lowering, IOperation? returned)
    {
        if (lowering.Inlinings.Count > 0)
        {
            LocalFunctions.Return(lowering, lowering.Inlinings[lowering.Inlinings.Count - 1], returned);
            return;
        }
        if (returned is null)
        {
            Leave(lowering, null);
            return;
        }
        if (lowering.Lifted is not { Member: not null } && lowering.Tables.Mentions(returned.Type))
            LocalTableUses.RefuseReturned(lowering, returned);
        Leave(lowering, CollectionTypes.OfResult(lowering.Method.ReturnType) is { } collection
            ? ReturnedCollections.Array(lowering, returned, collection)
            : Expressions.Lower(lowering, returned));
    }

    /// <summary>Leaves the method with a value; null if it gives none.</summary>
    public static void Leave(Lowering lowering, Tree<Operand>? value)
    {
        var operands = new List<Operand>();
        if (value is not null && !lowering.Method.ReturnsVoid)
            operands.AddRange(Signatures.Tuple(lowering.Method) is null ? [lowering.Pack(value)] : lowering.Unpack(value).Leaves);
        if (lowering.Method.MethodKind == MethodKind.Constructor) operands.Add(lowering.Pack(lowering.Read(lowering.This!)));
        for (var i = 0; i < lowering.Parameters.Count; i++)
        {
            if (lowering.Parameters[i].Mode is not (PassMode.Ref or PassMode.Out)) continue;
            operands.Add(lowering.Pack(lowering.Read(lowering.Parameters[i].IsReceiver
                ? lowering.This!
                : lowering.Variables[lowering.SymbolOf(i)])));
        }
        lowering.Add(new Return(operands.ToEquatableArray(), lowering.Origin));
    }
}
