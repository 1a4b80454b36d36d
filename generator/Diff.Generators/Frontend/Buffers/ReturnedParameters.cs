using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// A variable that starts as a parameter's array and gets others in a loop may still be the parameter's when it is returned, if the loop has not run. What derivatives return is memory of their
/// own, so a copy is returned, and the one case in which a caller could tell the two apart is an exception.
/// <code>
/// var layer = input; foreach (var w in weights) layer = Next(w, layer); return layer;   →   … if (layer == input) throw …; return copy of layer;
/// </code>
/// </summary>
internal static class ReturnedParameters
{
    /// <summary>The array that is returned, or a copy of it.</summary>
    public static Tree<Operand> Own(Lowering lowering, IOperation returned, Tree<Operand> value)
    {
        if (value is not { IsLeaf: true, Leaf: Value { Type: BufferType { Element: not BufferType, Kind: BufferKind.Array or BufferKind.Grid } } array } || returned is not ILocalReferenceOperation { Local: var local }) return value;
        var body = Writes.Root(returned);
        var values = ValuesOf(local, body).ToList();
        var parameters = values.OfType<IParameterReferenceOperation>().Select(reference => reference.Parameter).Distinct<IParameterSymbol>(SymbolEqualityComparer.Default).ToList();
        // Of a parameter that is assigned, the variable does not tell what the caller passed.
        if (parameters.Count == 0 || Writes.In(body) is var written && parameters.Exists(written.Contains)) return value;
        var others = values.Where(one => one is not IParameterReferenceOperation).ToList();
        if (others.Count == 0 || !others.TrueForAll(one => IsMade(one, body))) return value;
        foreach (var parameter in parameters) Check(lowering, array, parameter);
        return Expressions.Leaf(BufferCopies.Whole(lowering, array));
    }

    /// <summary>Whether an array is one that the method or a call has made: no parameter by another name.</summary>
    private static bool IsMade(IOperation value, IOperation body) => value switch
    {
        ILocalReferenceOperation { Local: var local } => ValuesOf(local, body).ToList() is { Count: > 0 } values && values.TrueForAll(one => one is not ILocalReferenceOperation && IsMade(one, body)),
        IConversionOperation { Operand: var operand } => IsMade(operand, body),
        _ => value is IInvocationOperation or IArrayCreationOperation or ICollectionExpressionOperation,
    };

    /// <summary>Everything that a local is given.</summary>
    private static IEnumerable<IOperation> ValuesOf(ILocalSymbol local, IOperation body) => body.Descendants().Select(part => part switch
    {
        IVariableDeclaratorOperation { Symbol: var declared, Initializer.Value: var initial } when SymbolEqualityComparer.Default.Equals(declared, local) => initial,
        ISimpleAssignmentOperation { Target: var target, Value: var assigned } when SymbolEqualityComparer.Default.Equals(Writes.Variable(target), local) => assigned,
        _ => null,
    }).OfType<IOperation>();

    private static void Check(Lowering lowering, Value array, IParameterSymbol parameter)
    {
        var isSame = lowering.Let(new Inert("global::System.Object.ReferenceEquals({0}, {1})", [array, lowering.Pack(lowering.Read(lowering.Variables[parameter]))], Effect.Read), InertType.Bool);
        var sentence = $"'{lowering.Method.Name}' returned its parameter '{parameter.Name}' itself, where its derivatives return an array of their own; return a copy.";
        lowering.Branch(isSame, () => Exceptions.Throw(lowering, $"global::System.NotSupportedException(\"{sentence}\")"));
    }
}
