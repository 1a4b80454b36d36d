using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Arguments that several bodies get, of which one runs: they are evaluated once, before it is known which. Functions, objects and lists
/// that are named each body takes itself, unless an argument after them may give the name another one.
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
        for (var i = 0; i < arguments.Count; i++)
        {
            var (argument, value) = (arguments[i], arguments[i].Value);
            if (argument.Parameter!.RefKind is RefKind.Ref or RefKind.Out) shared._places[value] = Places.Of(lowering, value);
            else if (InArguments.Place(lowering, argument.Parameter, value) is { } shown) shared._places[value] = shown;
            else if (IsNamed(value) && !IsPlain(lowering, value.Type!))
            {
                if (!arguments.Skip(i + 1).Any(later => MayReplace(later.Value, value))) continue;
                if (lowering.Objects.Has(value.Type))
                    shared._values[value] = LocalObjects.Lower(lowering, value, lowering.Objects.ShapeOf(value.Type!));
                else lowering.Refuse(value, Diagnostics.Descriptors.Unsupported.Body, argument.Parameter.ContainingSymbol.Name,
                    $"an argument after '{value.Syntax}' may give it another value, and which body gets it is known at run time only",
                    "compute that argument before the call");
            }
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

    /// <summary>Whether code may assign what an expression names, itself or in a body that it calls.</summary>
    private static bool MayReplace(IOperation code, IOperation named) => named switch
    {
        IConversionOperation conversion => MayReplace(code, conversion.Operand),
        IFieldReferenceOperation { Instance: var holder, Field: var field } =>
            (!field.IsReadOnly && !field.IsConst && code.DescendantsAndSelf().Any(part => CallsSource(part)
                || Writes.Targets(part).Any(target => target is IMemberReferenceOperation { Member: var member }
                    && SymbolEqualityComparer.Default.Equals(member, field))))
            || (holder is not null && MayReplace(code, holder)),
        _ => Writes.Variable(named) is { } variable && Writes.In(Writes.Root(named)).Contains(variable)
            && (Writes.In(code).Contains(variable) || code.DescendantsAndSelf().Any(CallsSource)),
    };

    private static bool CallsSource(IOperation part) =>
        part is IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke }
            || MemberCall.Of(part) is { Method.DeclaringSyntaxReferences.IsEmpty: false };

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
