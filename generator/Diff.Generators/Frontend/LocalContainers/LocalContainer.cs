using Diff.Generators.Ir;

namespace Diff.Generators.Frontend;

/// <summary>The numbers in a local stack, queue or dictionary: a list that only grows at its end, or shrinks there.</summary>
internal abstract record LocalContainer
{
    private LocalContainer(LocalList values) => Values = values;

    public LocalList Values { get; }

    public IrType Element => ((BufferType)Values.Array.Type).Element;

    public sealed record Stack(LocalList Values) : LocalContainer(Values);

    /// <param name="First">Where the queue begins in the list.</param>
    public sealed record Queue(LocalList Values, Slot First) : LocalContainer(Values);

    /// <param name="Positions">The dictionary of the positions in the list, by the keys.</param>
    public sealed record Dictionary(LocalList Values, Slot Positions) : LocalContainer(Values);
}
