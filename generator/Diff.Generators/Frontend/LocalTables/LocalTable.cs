using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>The objects of a family of classes: how many there are, and an array per field.</summary>
/// <param name="Columns">That of the class of the object first, if there are several.</param>
/// <param name="IsOptional">Whether a place may hold no object.</param>
internal sealed record LocalTable(LocalTableFamily Family, Slot Count, IReadOnlyList<LocalColumn> Columns, bool IsOptional)
{
    /// <summary>The numbers of the classes; null if there is one class only.</summary>
    public LocalColumn? Kind => Family.Kinds.Count > 1 ? Columns[0] : null;

    /// <summary>The same for two tables of the same classes.</summary>
    public string Key => string.Join(", ", Family.Kinds.Select(kind => kind.ToDisplayString()));

    public static LocalTable New(Lowering lowering, LocalTableFamily family, bool isOptional)
    {
        var compilation = lowering.Nesting.Compilation;
        var name = LocalObjectCreation.NameOf(family.Kinds.Count > 1
            ? (ITypeSymbol)family.Types.OrderBy(type => family.KindsOf((ITypeSymbol)type).Count())
                .ThenByDescending(type => type.ToDisplayString(), StringComparer.Ordinal).Last()
            : family.Kinds[0]);
        var columns = new List<LocalColumn>();
        if (family.Kinds.Count > 1) Add(null, compilation.GetSpecialType(SpecialType.System_Int32), name, "kind");
        foreach (var kind in family.Kinds)
        {
            if (ListTables.MayBe(kind))
                foreach (var (of, type, shown) in ListTables.Columns(compilation, kind))
                    Add(of, type, LocalObjectCreation.NameOf(kind), shown);
            else if (kind.IsValueType) Add(kind, kind, LocalObjectCreation.NameOf(kind), "box");
            else
                foreach (var (field, shown) in LocalClasses.Members(kind))
                    if (!columns.Exists(column => SymbolEqualityComparer.Default.Equals(column.Of, field)))
                        Add(field, ((IFieldSymbol)field).Type, LocalObjectCreation.NameOf(field.ContainingType),
                            Structs.NameOf(shown).TrimStart('_'));
        }
        return new(family, lowering.Variables.Temporary(InertType.Int, name + "Count").Leaf, columns, isOptional);

        void Add(ISymbol? of, ITypeSymbol type, string holder, string member) => columns.Add(new(of, type,
            lowering.Variables.Temporary(Shapes.Of(compilation.CreateArrayTypeSymbol(type)), $"{holder}_{member}").Leaf));
    }

    /// <summary>The column of a field, or of the structs in boxes.</summary>
    public LocalColumn ColumnOf(ISymbol of) => Columns.First(column => SymbolEqualityComparer.Default.Equals(column.Of, of));

    /// <summary>What stands for a class in the column of classes.</summary>
    public Operand NumberOf(INamedTypeSymbol kind) =>
        Family.Kinds.ToList().FindIndex(candidate => SymbolEqualityComparer.Default.Equals(candidate, kind)) is >= 0 and var number
            ? Constant.Int(number)
            : throw new InvalidOperationException($"No object of the table is a {kind.Name}.");
}

/// <param name="Of">The field, the struct in a box, or null for the class of the object.</param>
internal sealed record LocalColumn(ISymbol? Of, ITypeSymbol Type, Slot Array)
{
    public Operand Allocate(Lowering lowering, Operand length) => Array.Type is BufferType type
        ? lowering.Let(new Allocate([length]), type)
        : InertArrays.Sized(lowering, lowering.Nesting.Compilation.CreateArrayTypeSymbol(Type), [length]).Leaf;
}
