using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Arguments that several bodies get, of which one runs: they are evaluated once, before it is known which. Functions, objects and lists
/// that are named, which no evaluation changes, each body takes itself.
/// <code>
/// shape.Scale(Next(), out var area)   →   t = Next(); double area; if (shape_kind[shape] == 0) … t … area … else … t … area …
/// </code>
/// </summary>
internal sealed class SharedArguments
{
    private readonly Dictionary<IOperation, Tree<Operand>> _values = [];
    private readonly Dictionary<IOperation, Place> _places = [];

    public static SharedArguments Evaluate(Lowering lowering, IReadOnlyList<IArgumentOperation> arguments)
    {
        var shared = new SharedArguments();
        foreach (var argument in arguments)
        {
            var value = argument.Value;
            if (argument.Parameter!.RefKind is RefKind.Ref or RefKind.Out) shared._places[value] = Places.Of(lowering, value);
            else if (InArguments.Place(lowering, argument.Parameter, value) is { } shown) shared._places[value] = shown;
            else if (IsNamed(value) && !IsPlain(lowering, value.Type!)) continue;
            else if (IsPlain(lowering, argument.Parameter.Type)) shared._values[value] = Expressions.Lower(lowering, value);
            else lowering.Refuse(value, Diagnostics.Descriptors.Unsupported.Body, value.Syntax.ToString(),
                "which body gets it is known at run time only", "keep it in a local before the call");
        }
        return shared;
    }

    /// <summary>Binds a parameter of a body to its argument; null if the body evaluates it.</summary>
    public Action? Bind(Lowering lowering, IParameterSymbol parameter, IOperation argument) =>
        _places.TryGetValue(argument, out var place) ? () => lowering.References.Bind(lowering, parameter, place)
        : _values.TryGetValue(argument, out var value) ? () => lowering.Write(lowering.Variables.Declare(parameter, value.Type), value)
        : null;

    /// <summary>Whether an expression is a name, or a function.</summary>
    private static bool IsNamed(IOperation value) => value switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation or IDelegateCreationOperation
            or IMethodReferenceOperation or IAnonymousFunctionOperation => true,
        IFieldReferenceOperation { Instance: var holder } => holder is null || IsNamed(holder),
        IConversionOperation conversion => IsNamed(conversion.Operand),
        _ => value.ConstantValue.HasValue,
    };

    /// <summary>Whether values of a type are numbers, parts of them or handles, which no body can change for another.</summary>
    private static bool IsPlain(Lowering lowering, ITypeSymbol type) => lowering.Tables.Has(type)
        || type.SpecialType == SpecialType.System_String
        || (Shapes.Of(type) switch
        {
            AggregateType { Kind: AggregateKind.Struct } or ScalarType => true,
            BufferType { Kind: BufferKind.Array } => type is IArrayTypeSymbol,
            InertType => type is { IsValueType: true, IsTupleType: false, IsRefLikeType: false } or IArrayTypeSymbol,
            _ => false,
        });
}
