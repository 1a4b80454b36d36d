using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>The slots of the locals and parameters of a method. A variable of a tuple type has one slot per leaf.</summary>
internal sealed class Variables(Ids ids)
{
    private readonly Dictionary<ISymbol, Tree<Slot>> _slots = new(SymbolEqualityComparer.Default);

    /// <summary>The objects that variables hold in parts.</summary>
    public LocalObjects Objects { get; } = new();

    public Tree<Slot> this[ISymbol symbol] =>
        _slots.TryGetValue(symbol, out var slots) ? slots : Declare(symbol, Objects.ShapeOf(TypeOf(symbol)));

    /// <summary>New slots for a variable, also if its declaration is lowered again (an inlined local function).</summary>
    public Tree<Slot> Declare(ISymbol symbol, IrType type) => _slots[symbol] = Temporary(type, Spelling.NameOf(symbol));

    public Tree<Slot> Declare(ILocalSymbol symbol) => Declare(symbol, Objects.ShapeOf(symbol.Type));

    /// <summary>New slots for a parameter of a function whose body stands in the place of a call.</summary>
    public Tree<Slot> DeclarePassing(IParameterSymbol parameter, IrType type) =>
        _slots[parameter] = Temporary(type, parameter.IsDiscard || parameter.Name == "_" ? "" : Spelling.NameOf(parameter),
            isPassing: true);

    /// <summary>Another name for the same storage: a <c>ref</c> parameter of an inlined function.</summary>
    public void Alias(ISymbol symbol, Tree<Slot> slots) => _slots[symbol] = slots;

    public Action Suspend(IMethodSymbol method) => _slots.Suspend(method);

    /// <summary>Storage that the user did not name.</summary>
    /// <param name="isPassing">It is the result of a function whose body stands in the place of a call.</param>
    public Tree<Slot> Temporary(IrType type, string name = "", bool isPassing = false) =>
        Tree<Slot>.Build(type, (leaf, path) => new(ids.Take(), leaf, name + path) { IsPassing = isPassing });

    public Slot Flag(string name) => new(ids.Take(), InertType.Bool, name);

    public static ITypeSymbol TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => throw new InvalidOperationException($"{symbol.Kind} is no variable."),
    };
}
