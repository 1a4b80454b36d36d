using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Copies of rows: one of the class of the object, whatever class the place is of that holds it.
/// <code>
/// flow with { Amount = x }   →   copy = flow_kind[flow] == 0 ? new row with all of a Bond : new row with all of a Flow; flow_Amount[copy] = x
/// </code>
/// </summary>
internal static class LocalTableCopies
{
    /// <summary>Null if an object may be copied by a constructor that is written by hand, which is refused.</summary>
    public static Tree<Slot>? Make(Lowering lowering, IWithOperation with, INamedTypeSymbol type)
    {
        var row = LocalObjectMembers.Row(lowering, with.Operand);
        var kinds = lowering.Tables.KindsOf(with.Operand.Type!, row);
        if (kinds.SelectMany(LocalClasses.Chain).FirstOrDefault(kind => CopyConstructors.Declared(kind) is not null) is { } copied)
        {
            lowering.Refuse(with, Descriptors.Unsupported.LocalObject, with.Syntax.ToString(),
                $"'{copied.Name}' has a copy constructor of its own", "make the new object with 'new', or leave that constructor out");
            return null;
        }
        if (kinds is [var only]) return Copy(lowering, row, only);
        var made = LocalTableDispatch.Each(lowering, type, SeenRow.Of(with.Operand), row,
            kind => lowering.Read(Copy(lowering, row, kind)));
        var copy = lowering.Variables.Temporary(InertType.Int, LocalObjectCreation.NameOf(type));
        lowering.Write(copy, made);
        return copy;
    }

    private static Tree<Slot> Copy(Lowering lowering, Tree<Slot> row, INamedTypeSymbol kind)
    {
        var copy = lowering.Tables.New(lowering, kind, LocalObjectCreation.NameOf(kind));
        for (var field = 0; field < LocalClasses.Members(kind).Count; field++)
            Places.Write(lowering, lowering.Tables.Cell(lowering, kind, field, lowering.Read(copy).Leaf),
                Places.Read(lowering, lowering.Tables.Cell(lowering, kind, field, lowering.Read(row).Leaf)));
        return copy;
    }
}
