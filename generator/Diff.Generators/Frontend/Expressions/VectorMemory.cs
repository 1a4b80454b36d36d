using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers copies between vectors of <c>System.Numerics</c> and arrays or spans to loads and stores of their elements.
/// <code>
/// v.CopyTo(x);   →   RequireRoom(3, x.Length); x[0] = v.X; x[1] = v.Y; x[2] = v.Z;
/// </code>
/// </summary>
internal static class VectorMemory
{
    /// <summary><c>CopyTo</c>, <c>TryCopyTo</c>, <c>Create</c>; null for any other call.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call)
    {
        if (!IsVector(call.TargetMethod.ContainingType) || call.Arguments.IsEmpty || call.TargetMethod.IsGenericMethod) return null;
        var arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value).ToList();
        if (!IsMemory(arguments[0])) return null;
        if (call.Instance is null) return call.TargetMethod.Name == "Create" ? Load(lowering, call.Type!, arguments[0]) : null;
        if (call.TargetMethod.Name is not ("CopyTo" or "TryCopyTo")) return null;
        var elements = lowering.Unpack(Expressions.Lower(lowering, call.Instance)).Leaves.ToList();
        var target = Memory(lowering, arguments[0]);
        var (count, room) = (Constant.Int(elements.Count), Buffers.Length(lowering, target, 0, 1));
        if (call.TargetMethod.Name == "TryCopyTo")
        {
            var fits = lowering.Apply(Primitive.LessOrEqual, InertType.Bool, count, room);
            lowering.Branch(fits, () => Store(lowering, elements, target, Constant.Int(0)));
            return Expressions.Leaf(fits);
        }
        var start = arguments.Count > 1 ? Expressions.Scalar(lowering, arguments[1]) : null;
        lowering.Do(start is null
            ? MemoryTemplates.RequireRoom(count, room)
            : new Inert(KnownNames.RequireRoom + "({0}, {1}, {2})", [count, room, start], Effect.Read));
        Store(lowering, elements, target, start ?? Constant.Int(0));
        return Lowering.Nothing;
    }

    /// <summary><c>new Vector3(x)</c> of a span; null for any other constructor.</summary>
    public static Tree<Operand>? Construct(Lowering lowering, IMethodSymbol constructor, IReadOnlyList<IArgumentOperation> arguments) =>
        IsVector(constructor.ContainingType) && arguments is [{ Value: var memory }] && IsMemory(memory)
            ? Load(lowering, constructor.ContainingType, memory)
            : null;

    private static Tree<Operand> Load(Lowering lowering, ITypeSymbol vector, IOperation memory)
    {
        var type = (AggregateType)Shapes.Of(vector);
        var source = Memory(lowering, memory);
        lowering.Do(new Inert($"{KnownNames.RequireElements}({{0}}, {type.Fields.Count})", [Buffers.Length(lowering, source, 0, 1)],
            Effect.Read));
        return Tree<Operand>.Build(type, Next());

        Func<IrType, string, Operand> Next()
        {
            var next = 0;
            return (element, _) => lowering.Let(new Load(source, [Constant.Int(next++)]), element);
        }
    }

    private static void Store(Lowering lowering, List<Operand> elements, Operand target, Operand start)
    {
        for (var i = 0; i < elements.Count; i++)
            lowering.Do(new Store(target, [Index(lowering, start, i)], [], elements[i]));
    }

    private static Operand Index(Lowering lowering, Operand start, int offset) =>
        start is Constant { Bits: 0 } ? Constant.Int(offset)
        : offset == 0 ? start
        : lowering.Apply(Primitive.Add, InertType.Int, start, Constant.Int(offset));

    private static bool IsVector(ITypeSymbol? type) => Numerics.Has(type) && type!.Name is "Vector2" or "Vector3" or "Vector4";

    // An array of an object is no memory with derivatives.
    private static bool IsMemory(IOperation argument) =>
        Shapes.Of(Sinks.Strip(argument).Type!) is BufferType { Rank: 1, Element: ScalarType } && Shapes.IsBuffer(argument.Type);

    private static Operand Memory(Lowering lowering, IOperation argument) => Followed.Memory(lowering, Sinks.Strip(argument));
}
