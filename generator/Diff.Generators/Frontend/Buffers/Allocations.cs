using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers new arrays, collection expressions and <c>stackalloc</c> of differentiable elements.
/// <code>
/// double[] w = [a, 2 * b]   →   w = new double[2]; w[0] = a; w[1] = 2 * b;
/// </code>
/// </summary>
internal static class Allocations
{
    public static Tree<Operand> Lower(Lowering lowering, IArrayCreationOperation creation)
    {
        if (Shapes.Of(creation.Type!) is not BufferType type) return Inerts.Array(lowering, creation);
        var lengths = creation.DimensionSizes.Select(size => Buffers.AsInt(lowering, Expressions.Scalar(lowering, size)))
            .ToEquatableArray();
        var buffer = lowering.Let(new Allocate(lengths), type);
        if (creation.Initializer is { } initializer) Store(lowering, buffer, initializer, []);
        return Expressions.Leaf(buffer);
    }

    public static Tree<Operand> Lower(Lowering lowering, ICollectionExpressionOperation collection)
    {
        return Shapes.Of(collection.Type!) is BufferType type
            ? Elements(lowering, type, collection.Elements)
            : InertArrays.Lower(lowering, collection) ?? Inerts.Print(lowering, collection);
    }

    /// <summary>
    /// Whether the elements that are spread are known: those of a buffer, of a collection that is followed, or of a sequence of LINQ.
    /// </summary>
    public static bool IsFollowed(Lowering lowering, ISpreadOperation spread) =>
        (spread.ElementConversion.IsIdentity || spread.ElementConversion.IsNumeric)
            && (Followed.IsMemory(lowering, spread.Operand) || Linq.Sequence(lowering, spread.Operand) is not null);

    /// <summary>
    /// <c>Array.Empty&lt;double&gt;()</c>: memory of its own, which a variable may hold before other memory; null if it is another call.
    /// </summary>
    public static Tree<Operand>? Empty(Lowering lowering, IInvocationOperation call) =>
        call.TargetMethod is { Name: "Empty", ContainingType.SpecialType: SpecialType.System_Array }
            && Shapes.Of(call.Type!) is BufferType type
            ? Expressions.Leaf(lowering.Let(new Allocate([Constant.Int(0)]), type))
            : null;

    /// <summary><c>GC.AllocateArray</c> and the like; null for any other call.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call)
    {
        if (!Shapes.IsVector(call.Type)) return null;
        switch (call.TargetMethod)
        {
            case { Name: "AllocateArray"
                or "AllocateUninitializedArray",
                    ContainingType: { Name: "GC", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } }:
                var length = call.Arguments.First(argument => argument.Parameter!.Ordinal == 0);
                return Expressions.Leaf(lowering.Let(new Allocate([Expressions.Scalar(lowering, length.Value)]), Shapes.Of(call.Type!)));
            default:
                return null;
        }
    }

    /// <summary>What a conversion gives its type to: <c>stackalloc</c> or a collection expression.</summary>
    public static Tree<Operand> Lower(Lowering lowering, IOperation operand, ITypeSymbol target)
    {
        if (operand is ICollectionExpressionOperation collection) return Lower(lowering, collection);
        return operand.Syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax
            ? LowerStackAlloc(lowering, operand, target)
            : Inerts.Print(lowering, operand);
    }

    private static Tree<Operand> LowerStackAlloc(Lowering lowering, IOperation creation, ITypeSymbol target)
    {
        // The length, given or counted, then the elements.
        var elements = creation.ChildOperations.Skip(1).ToList();
        if (Shapes.Of(target) is not BufferType type)
            return creation.ChildOperations.Count > 0
                && InertArrays.LowerStackAlloc(lowering, target, creation.ChildOperations.First(), elements) is { } inert
                ? inert
                : Refuse();
        if (creation.ChildOperations.Count == 0) return Refuse();
        if (elements.Count > 0) return Elements(lowering, type, elements);
        var array = lowering.Let(new Allocate([Expressions.Scalar(lowering, creation.ChildOperations.First())]), Shapes.ArrayOf(type));
        return Expressions.Leaf(Seen(lowering, array, type));

        Tree<Operand> Refuse() => Expressions.Refuse(lowering, creation, "this stackalloc", "assign it to a Span, or write new double[n]");
    }

    public static Tree<Operand> Elements(Lowering lowering, BufferType type, IReadOnlyList<IOperation> elements)
    {
        if (elements.OfType<ISpreadOperation>().FirstOrDefault(spread => !IsFollowed(lowering, spread)) is { } foreign)
        {
            Expressions.Refuse(lowering, foreign, "this spread element", "copy it to an array first");
            return Expressions.Leaf(Constant.Default(type));
        }

        var isSpread = elements.Select(element => element is ISpreadOperation).ToList();
        if (!isSpread.Contains(true))
        {
            var array = lowering.Let(new Allocate([Constant.Int(elements.Count)]), Shapes.ArrayOf(type));
            for (var i = 0; i < elements.Count; i++)
                lowering.Do(new Store(array, [Constant.Int(i)], [], Expressions.Scalar(lowering, elements[i])));
            return Expressions.Leaf(Seen(lowering, array, type));
        }
        var values = elements.Select(element => element is ISpreadOperation spread
            ? Spread(lowering, type, spread)
            : Expressions.Scalar(lowering, element)).ToList();
        var lengths = values.Select((value, i) => isSpread[i] ? Buffers.Length(lowering, value, 0, 1) : Constant.Int(1)).ToList();
        var spread = lowering.Let(new Allocate([lengths.Aggregate((sum, length) => Plus(lowering, sum, length))]), Shapes.ArrayOf(type));
        Operand position = Constant.Int(0);
        for (var i = 0; i < values.Count; i++)
        {
            if (isSpread[i]) BufferCopies.Append(lowering, values[i], spread, position);
            else lowering.Do(new Store(spread, [position], [], values[i]));
            if (i < values.Count - 1) position = Plus(lowering, position, lengths[i]);
        }
        return Expressions.Leaf(Seen(lowering, spread, type));
    }

    /// <summary>The elements that are spread; those of a sequence, and those that are converted, in an array of their own.</summary>
    private static Operand Spread(Lowering lowering, BufferType type, ISpreadOperation spread) => spread.ElementConversion.IsIdentity
        && Followed.IsMemory(lowering, spread.Operand)
        ? Followed.Memory(lowering, spread.Operand)
        : Folds.ToArray(lowering, Shapes.ArrayOf(type),
            Sequence.Of(lowering, spread.Operand)!.Convert(lowering, spread, ForEach.ElementType(spread.Parent!.Type!))).Leaf;

    private static Operand Plus(Lowering lowering, Operand left, Operand right) => (left, right) switch
    {
        (Constant { Bits: 0 }, _) => right,
        (Constant first, Constant second) => Constant.Int((int)(first.Bits + second.Bits)),
        _ => lowering.Apply(Primitive.Add, InertType.Int, left, right),
    };

    /// <summary>The new array as the type that was asked for.</summary>
    private static Operand Seen(Lowering lowering, Operand array, BufferType type) =>
        type.Kind == BufferKind.Array ? array : lowering.Let(new View(array, Constant.Int(0), null), type);

    private static void Store(Lowering lowering, Operand buffer, IArrayInitializerOperation initializer, EquatableArray<Operand> outer)
    {
        for (var i = 0; i < initializer.ElementValues.Length; i++)
        {
            EquatableArray<Operand> indices = [.. outer, Constant.Int(i)];
            var element = initializer.ElementValues[i];
            if (element is IArrayInitializerOperation inner) Store(lowering, buffer, inner, indices);
            else lowering.Do(new Store(buffer, indices, [], Expressions.Scalar(lowering, element)));
        }
    }
}
