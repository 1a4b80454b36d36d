using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Lowers declarations of locals: <c>double a = 1 - x, b;</c></summary>
internal static class Locals
{
    public static void Lower(Lowering lowering, IVariableDeclarationGroupOperation group)
    {
        foreach (var declaration in group.Declarations)
            foreach (var declarator in declaration.Declarators)
                Lower(lowering, declarator);
    }

    public static void Lower(Lowering lowering, IVariableDeclaratorOperation declarator)
    {
        var local = declarator.Symbol;
        if (local.IsConst) return;
        var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
        if (local.IsRef)
        {
            References.Declare(lowering, local, initializer?.Value);
            return;
        }
        if (Delegates.Bind(lowering, local, local.Type, initializer?.Value, initializer is null ? null : Writes.Root(initializer))) return;
        if (Queries.Bind(lowering, local, initializer?.Value)) return;
        if (DeclareCollection(lowering, local, initializer?.Value)) return;
        if (lowering.ObjectVariables.Declare(lowering, local, declarator, initializer?.Value)) return;
        if (LocalObjects.Declare(lowering, local, initializer?.Value)) return;
        if (initializer is not null && ObjectElements.IsName(lowering, local, initializer.Value))
        {
            Expressions.Lower(lowering, initializer.Value);
            return;
        }
        var slots = lowering.Variables.Declare(local);
        if (initializer is null) return;
        lowering.Write(slots, Expressions.Lower(lowering, initializer.Value));
    }

    /// <summary>Declares a local that holds a collection which is followed; false for any other.</summary>
    public static bool DeclareCollection(Lowering lowering, ILocalSymbol local, IOperation? initializer) =>
        LocalLists.Declare(lowering, local, initializer) || Followed.Declare(lowering, local, initializer)
            || LocalContainers.Declare(lowering, local, initializer) || RentedMemory.Declare(lowering, local, initializer);
}
