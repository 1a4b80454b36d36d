using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>Copies of whole arrays and matrices of numbers, as loops. Single-assignment form.</summary>
internal static class WholeCopies
{
    /// <summary>Whether a value is an array or matrix of numbers.</summary>
    public static bool IsOf(Operand value) =>
        value.Type is BufferType { Element: not BufferType, Kind: BufferKind.Array or BufferKind.Grid } && value.Type.IsDifferentiable();

    /// <summary>An object or static may have no array: <c>if (original is null) copy = null; else copy = copy of original;</c>.</summary>
    public static void AddUnlessNull(Operand original, Value copy, BlockBuilder builder)
    {
        var isNull = builder.Let(new Inert("{0} is null", [original], Effect.Pure), InertType.Bool);
        var present = builder.Nested();
        var made = builder.NewValue(copy.Type);
        Add(original, made, present);
        builder.Add(new If(isNull, builder.Nested().Build([], [Constant.Default(copy.Type)]), present.Build([], [made]), [copy],
            builder.Origin));
    }

    /// <summary>Adds <c>copy = new T[original.Length]; for (…) copy[i] = original[i];</c>.</summary>
    public static void Add(Operand original, Value copy, BlockBuilder builder)
    {
        var type = (BufferType)original.Type;
        var lengths = Enumerable.Range(0, type.Rank)
            .Select(dimension => (Operand)builder.Let(new Length(original, dimension), InertType.Int)).ToEquatableArray();
        builder.Add(new Let([copy], new Allocate(lengths), builder.Origin));
        Loop(builder, []);

        void Loop(BlockBuilder outer, EquatableArray<Operand> indices)
        {
            if (indices.Count == lengths.Count)
            {
                outer.Do(new Store(copy, indices, [], outer.Let(new Load(original, indices), type.Element)));
                return;
            }

            var index = outer.NewValue(InertType.Int, "i");
            var inner = outer.Nested();
            Loop(inner, [.. indices, index]);
            outer.Add(new For(Constant.Int(0), lengths[indices.Count], 1, IsInclusive: false, [], inner.Build([index], []), [],
                outer.Origin));
        }
    }
}
