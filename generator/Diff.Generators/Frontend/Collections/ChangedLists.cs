using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Elements of local lists whose index, or whose new value, may change the list: the array that holds the elements is found after that, as
/// in C#, where the list finds it.
/// <code>
/// double Put(double v) { list.Add(v); return v; }
/// list[0] = Put(x);   →   t = Put(x); array = …; array[0] = t;
/// </code>
/// </summary>
internal static class ChangedLists
{
    /// <summary>The element of a list at an index that may change the list; null if it is another element.</summary>
    public static ElementPlace? Element(Lowering lowering, IOperation source, IReadOnlyList<IOperation> indices, ITypeSymbol elementType)
    {
        if (indices is not [var position] || LocalLists.Of(lowering, source) is null || !MayChange(lowering, position)) return null;
        var (prefix, value) = Members.Counted(position);
        var index = Expressions.Scalar(lowering, value);
        var buffer = Followed.Memory(lowering, source);
        return new(buffer, [prefix == "^"
            ? lowering.Apply(Primitive.Subtract, InertType.Int, Buffers.Length(lowering, buffer, 0, 1), index)
            : index], elementType);
    }

    /// <summary>The place to assign, once what is assigned has been computed.</summary>
    public static Place After(Lowering lowering, IOperation value, IOperation target, Place place) =>
        place is ElementPlace element && Source(target) is { } source && LocalLists.Of(lowering, source) is { } list
            && MayChange(lowering, value)
            ? element with { Buffer = list.HasRows ? lowering.Read(list.Array) : Followed.Memory(lowering, source) }
            : place;

    private static IOperation? Source(IOperation element) => element switch
    {
        IImplicitIndexerReferenceOperation implied => implied.Instance,
        IPropertyReferenceOperation { Property.IsIndexer: true } indexer => indexer.Instance,
        _ => null,
    };

    /// <summary>Local functions and delegates may capture the list; others are given it.</summary>
    private static bool MayChange(Lowering lowering, IOperation code) => code.DescendantsAndSelf().OfType<IInvocationOperation>()
        .Any(call => call.TargetMethod.MethodKind is MethodKind.LocalFunction or MethodKind.DelegateInvoke
            || LocalLists.Of(lowering, call.Instance) is not null
            || call.Arguments.Any(argument => LocalLists.Of(lowering, argument.Value) is not null));
}
