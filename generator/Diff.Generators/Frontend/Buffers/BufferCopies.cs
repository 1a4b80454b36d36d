using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers copies of buffers to loops: <c>CopyTo</c>, <c>TryCopyTo</c>, <c>Array.Copy</c>, <c>ToArray</c>, <c>Clone</c>, ranges of arrays.
/// The elements of overlapping buffers are copied as if all were read first, so the loop runs downwards where the target begins inside the
/// source.
/// <code>
/// source.CopyTo(target);   →   if (source starts before target, inside it) for (i = source.Length - 1; i >= 0; i--) target[i] = source[i];
///                              else for (i = 0; i &lt; source.Length; i++) target[i] = source[i];
/// </code>
/// </summary>
internal static class BufferCopies
{
    /// <summary>Null if the call is none of these.</summary>
    /// <param name="operands">Evaluates the receiver and the arguments, in the order of the parameters.</param>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call, ITypeSymbol source, int count,
        Func<Operand[]> operands)
    {
        switch (call.TargetMethod.Name, count)
        {
            case ("CopyTo", 2) when Rank(source) == 1:
                var to = operands();
                RequireRoom(lowering, Buffers.Length(lowering, to[0], 0, 1), Buffers.Length(lowering, to[1], 0, 1));
                Copy(lowering, to[0], to[1]);
                return Lowering.Nothing;
            case ("TryCopyTo", 2) when Rank(source) == 1:
                return TryCopy(lowering, operands());
            case ("CopyTo", 3) when Rank(source) == 1 && IsSame(call, source, 0):
                var at = operands();
                Copy(lowering, at[0], Part(lowering, at[1], ToInt(lowering, at[2]), Buffers.Length(lowering, at[0], 0, 1)));
                return Lowering.Nothing;
            case ("Copy", 3) when Rank(source) == 1 && IsSame(call, source, 1):
                var first = operands();
                Copy(lowering, first[0], Constant.Int(0), first[1], Constant.Int(0), ToInt(lowering, first[2]));
                return Lowering.Nothing;
            case ("Copy", 3) when Rank(source) == 2 && IsSame(call, source, 1):
                var matrix = operands();
                CopyMatrix(lowering, matrix[0], Constant.Int(0), matrix[1], Constant.Int(0), ToInt(lowering, matrix[2]));
                return Lowering.Nothing;
            case ("Copy" or "ConstrainedCopy", 5) when Rank(source) == 2 && IsSame(call, source, 2):
                var rows = operands();
                CopyMatrix(lowering, rows[0], ToInt(lowering, rows[1]), rows[2], ToInt(lowering, rows[3]), ToInt(lowering, rows[4]));
                return Lowering.Nothing;
            case ("Copy" or "ConstrainedCopy", 5) when Rank(source) == 1 && IsSame(call, source, 2):
                var part = operands();
                Copy(lowering, part[0], ToInt(lowering, part[1]), part[2], ToInt(lowering, part[3]), ToInt(lowering, part[4]));
                return Lowering.Nothing;
            case ("ToArray", 1) when Rank(source) == 1:
                return Expressions.Leaf(ToArray(lowering, operands()[0]));
            default:
                return null;
        }
    }

    /// <summary><c>(double[])a.Clone()</c>; null for any other conversion.</summary>
    public static Tree<Operand>? Clone(Lowering lowering, IConversionOperation conversion)
    {
        if (Unparenthesized(conversion.Operand) is not IInvocationOperation { TargetMethod: { Name: "Clone", Parameters.Length: 0 },
            Instance: { Type: { } type } instance })
            return null;
        if (!Shapes.IsBuffer(type) || !AreAlike(Shapes.Of(type), Shapes.Of(conversion.Type!))) return null;
        return Expressions.Leaf(Whole(lowering, Expressions.Scalar(lowering, instance)));
    }

    /// <summary>A new array or matrix with the elements of another.</summary>
    public static Operand Whole(Lowering lowering, Operand original)
    {
        if (((BufferType)original.Type).Rank == 1) return ToArray(lowering, original);
        var lengths = Buffers.Lengths(lowering, original).ToEquatableArray();
        var copy = lowering.Let(new Allocate(lengths), original.Type);
        IndexLoops.Nested(lowering, lengths, indices => CopyElement(lowering, original, indices, copy, indices));
        return copy;
    }

    /// <summary>The same type, but for the names of items of tuples.</summary>
    private static bool AreAlike(IrType left, IrType right) => left == right
        || left is BufferType { Element: AggregateType { Kind: AggregateKind.Tuple } item }
            && right is BufferType { Element: AggregateType { Kind: AggregateKind.Tuple } other } && item.Fields == other.Fields;

    /// <summary><c>Array.Resize(ref a, n)</c>: another array in the variable; null for any other call.</summary>
    public static Tree<Operand>? Resize(Lowering lowering, IInvocationOperation call)
    {
        if (call is not { TargetMethod: { Name: "Resize", ContainingType.SpecialType: SpecialType.System_Array }, Arguments: [var array,
            var size] } || !Shapes.IsVector(array.Value.Type))
            return null;
        var place = Places.Of(lowering, array.Value);
        var original = lowering.Pack(Places.Read(lowering, place));
        var length = Expressions.Scalar(lowering, size.Value);
        var copy = lowering.Let(new Allocate([length]), original.Type);
        var kept = lowering.Apply(new("Min", "global::System.Math"), InertType.Int, Buffers.Length(lowering, original, 0, 1), length);
        IndexLoops.Up(lowering, kept, index => CopyElement(lowering, original, [index], copy, [index]));
        Places.Write(lowering, place, Expressions.Leaf(copy));
        return Lowering.Nothing;
    }

    /// <summary>A new array with the elements of a buffer.</summary>
    public static Operand ToArray(Lowering lowering, Operand original)
    {
        var type = (BufferType)original.Type;
        var length = Buffers.Length(lowering, original, 0, 1);
        var copy = lowering.Let(new Allocate([length]), Shapes.ArrayOf(type));
        IndexLoops.Up(lowering, length, index => CopyElement(lowering, original, [index], copy, [index]));
        return copy;
    }

    /// <summary>Appends the elements of a buffer from a position of another on, which shares no memory with it.</summary>
    public static void Append(Lowering lowering, Operand source, Operand target, Operand position) =>
        IndexLoops.Up(lowering, Buffers.Length(lowering, source, 0, 1), index =>
            CopyElement(lowering, source, [index], target,
                [position is Constant { Bits: 0 } ? index : lowering.Apply(Primitive.Add, InertType.Int, position, index)]));

    private static Tree<Operand> TryCopy(Lowering lowering, Operand[] operands)
    {
        var (source, target) = (operands[0], operands[1]);
        var fits = lowering.Apply(Primitive.LessOrEqual, InertType.Bool, Buffers.Length(lowering, source, 0, 1),
            Buffers.Length(lowering, target, 0, 1));
        lowering.Branch(fits, () => Copy(lowering, source, target));
        return Expressions.Leaf(fits);
    }

    /// <summary>Copies some elements, from a position in the source to a position in the target.</summary>
    public static void Copy(Lowering lowering, Operand source, Operand from, Operand target, Operand to, Operand count) =>
        Copy(lowering, Part(lowering, source, from, count), Part(lowering, target, to, count));

    /// <summary>
    /// Copies some elements, row by row, whatever the lengths of the rows. Where the target begins later it may be behind the source in one
    /// matrix, and the loop runs downwards.
    /// </summary>
    private static void CopyMatrix(Lowering lowering, Operand source, Operand from, Operand target, Operand to, Operand count)
    {
        var origin = FromMatrix(source, from);
        var destination = FromMatrix(target, to);
        if (from is Constant { Bits: var first } && to is Constant { Bits: var second })
        {
            if (first < second) Down();
            else Up();
            return;
        }

        var element = ((BufferType)source.Type).Element;
        var isAhead = lowering.Let(new Inert($"{KnownNames.StartsInside}<{InertText.Escape(element.Name)}>({{0}}, {{2}}, {{1}}, {{3}})",
            [source, target, from, to], Effect.Read), InertType.Bool);
        lowering.Branch(isAhead, Down, Up);

        void Down() => IndexLoops.Down(lowering, count, CopyOne);

        void Up() => IndexLoops.Up(lowering, count, CopyOne);

        void CopyOne(Operand index) => CopyElement(lowering, source, origin(index), target, destination(index));

        // The place of an element that is counted from a start on.
        Func<Operand, EquatableArray<Operand>> FromMatrix(Operand matrix, Operand start)
        {
            var columns = Buffers.Length(lowering, matrix, 1, 2);
            var room = lowering.Apply(Primitive.Multiply, InertType.Int, Buffers.Length(lowering, matrix, 0, 2), columns);
            if (start is Constant { Bits: 0 })
            {
                RequireRoom(lowering, count, room);
                return index => At(index, columns);
            }

            RequireRoom(lowering, start, room);
            RequireRoom(lowering, count, lowering.Apply(Primitive.Subtract, InertType.Int, room, start));
            return index => At(lowering.Apply(Primitive.Add, InertType.Int, start, index), columns);
        }

        EquatableArray<Operand> At(Operand index, Operand columns) =>
            [lowering.Apply(Primitive.Divide, InertType.Int, index, columns),
                lowering.Apply(Primitive.Remainder, InertType.Int, index, columns)];
    }

    private static void RequireRoom(Lowering lowering, Operand count, Operand room) =>
        lowering.Do(MemoryTemplates.RequireRoom(count, room));

    private static void Copy(Lowering lowering, Operand source, Operand target)
    {
        var length = Buffers.Length(lowering, source, 0, 1);
        var element = ((BufferType)source.Type).Element;
        var isAhead = lowering.Let(new Inert($"{KnownNames.StartsInside}<{InertText.Escape(element.Name)}>({{0}}, {{1}})", [source, target],
            Effect.Read), InertType.Bool);
        lowering.Branch(isAhead, () => IndexLoops.Down(lowering, length, CopyOne), () => IndexLoops.Up(lowering, length, CopyOne));

        void CopyOne(Operand index) => CopyElement(lowering, source, [index], target, [index]);
    }

    private static void CopyElement(Lowering lowering, Operand source, EquatableArray<Operand> from, Operand target,
        EquatableArray<Operand> to) =>
        lowering.Do(new Store(target, to, [], lowering.Let(new Load(source, from), ((BufferType)source.Type).Element)));

    private static Operand Part(Lowering lowering, Operand buffer, Operand start, Operand extent)
    {
        var type = (BufferType)buffer.Type;
        // A span of rows would need a type of its own; copies of whole tables are rare.
        return lowering.Let(new View(buffer, start, extent), type.Kind == BufferKind.ReadOnlySpan ? type : Spans.Of(type.Element));
    }

    private static int Rank(ITypeSymbol type) => TypeOf(type) is BufferType { Element: not BufferType, Rank: var rank } ? rank : 0;

    private static IrType TypeOf(ITypeSymbol type) => CollectionTypes.Span(type) ?? Shapes.Of(type);

    /// <summary>Whether the target of the copy, an argument, is a buffer like the source.</summary>
    private static bool IsSame(IInvocationOperation call, ITypeSymbol source, int parameter) =>
        Sinks.Strip(call.Arguments.First(argument => argument.Parameter!.Ordinal == parameter).Value).Type is { } target
        && TypeOf(target) is BufferType type && TypeOf(source) is BufferType from && (type.Element, type.Rank) == (from.Element, from.Rank);

    private static Operand ToInt(Lowering lowering, Operand count) =>
        count.Type == InertType.Int ? count : lowering.Let(new Conversion(count, IsImplicit: false), InertType.Int);

    private static IOperation Unparenthesized(IOperation operation) =>
        operation is IParenthesizedOperation parenthesized ? Unparenthesized(parenthesized.Operand) : operation;
}
