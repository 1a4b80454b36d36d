using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// The parameters of inlined functions, and the locals that patterns declare, that are other names of differentiated objects.
/// </summary>
internal sealed class ObjectNames
{
    private readonly Dictionary<ISymbol, string> _names = new(SymbolEqualityComparer.Default);

    /// <summary>Lets a parameter of an inlined function be another name of the object that it gets.</summary>
    public void Bind(IParameterSymbol parameter, string? path)
    {
        if (path is null) _names.Remove(parameter);
        else _names[parameter] = path;
    }

    /// <summary>Lets a local be the name of an object.</summary>
    public void Name(Lowering lowering, ILocalSymbol local, Operand row)
    {
        _names[local] = lowering.ObjectPlaces.Of("named#", local);
        lowering.Rows.Enter(lowering, _names[local], row, (INamedTypeSymbol)local.Type);
    }

    /// <summary>How the object is found that a parameter or local is another name of; null if it is of none.</summary>
    public string? PathOf(ISymbol symbol) => _names.TryGetValue(symbol, out var path) ? path : null;
}
