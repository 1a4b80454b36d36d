using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>The numbers in a local stack, queue or dictionary: a list that only grows at its end, or shrinks there.</summary>
internal abstract record LocalContainer
{
    private LocalContainer(INamedTypeSymbol type, LocalList values) => (Type, Values) = (type, values);

    public INamedTypeSymbol Type { get; }

    public LocalList Values { get; }

    public IrType Element => ((BufferType)Values.Array.Type).Element;

    /// <summary>The type of the numbers.</summary>
    public ITypeSymbol Number => Type.TypeArguments[Type.Arity - 1];

    public sealed record Stack(INamedTypeSymbol Type, LocalList Values) : LocalContainer(Type, Values);

    /// <param name="First">Where the queue begins in the list.</param>
    public sealed record Queue(INamedTypeSymbol Type, LocalList Values, Slot First) : LocalContainer(Type, Values);

    /// <param name="Positions">The dictionary of the positions in the list, by the keys.</param>
    /// <param name="HasGaps">Whether entries are removed, whose numbers stay in the list.</param>
    public sealed record Dictionary(INamedTypeSymbol Type, LocalList Values, Slot Positions, bool HasGaps) : LocalContainer(Type, Values)
    {
        public ITypeSymbol Key => Type.TypeArguments[0];
    }
}
