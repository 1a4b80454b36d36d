using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers expressions that make a struct: constructors, object initialisers, <c>with</c>.
/// <code>
/// p with { X = 2 * p.X }   →   p_X' = 2 * p_X; { X: p_X', Y: p_Y }
/// </code>
/// A constructor is called like any other method, unless it is known to do nothing but assign its arguments.
/// </summary>
internal static class StructValues
{
    /// <summary>Null if what is created is no struct with a shape.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IObjectCreationOperation creation)
    {
        if (creation.Type is not INamedTypeSymbol { TypeKind: TypeKind.Struct, IsTupleType: false } type || Structs.Map(type) is null)
            return null;
        var value = creation.Constructor is { } constructor
            ? Construct(lowering, creation, constructor, creation.Arguments)
            : Lowering.Placeholder(type);
        return creation.Initializer is null ? value : Initialize(lowering, value, creation.Initializer);
    }

    public static Tree<Operand>? Lower(Lowering lowering, IWithOperation with) =>
        with.Type is INamedTypeSymbol { TypeKind: TypeKind.Struct } type && Shapes.Of(type) is AggregateType
            ? Initialize(lowering, lowering.Unpack(Expressions.Lower(lowering, with.Operand)), with.Initializer)
            : null;

    /// <summary>What a constructor makes of its arguments.</summary>
    public static Tree<Operand> Construct(Lowering lowering, IOperation at, IMethodSymbol constructor,
        IReadOnlyList<IArgumentOperation> arguments)
    {
        var type = constructor.ContainingType;
        if (constructor is { IsImplicitlyDeclared: true, Parameters.Length: 0 }) return Lowering.Placeholder(type);
        if (AssigningConstructors.Fields(constructor) is not { } places)
            return Numerics.Lower(lowering, constructor, null, arguments) ?? VectorMemory.Construct(lowering, constructor, arguments)
                ?? Calls.Invoke(lowering, at, constructor, null, arguments, null);
        var shape = (AggregateType)Shapes.Of(type);
        var fields = new Tree<Operand>[shape.Fields.Count];
        foreach (var argument in arguments) fields[places[argument.Parameter!.Ordinal]] = Expressions.Lower(lowering, argument.Value);
        return new(shape, fields);
    }

    /// <summary>What <c>Deconstruct</c> gives for a struct; null if there is no such member.</summary>
    public static IReadOnlyList<(Tree<Operand> Value, ITypeSymbol Type)>? Deconstruct(Lowering lowering, Tree<Operand> value,
        INamedTypeSymbol type, int count)
    {
        var method = type.GetMembers("Deconstruct").OfType<IMethodSymbol>()
            .FirstOrDefault(method => !method.IsStatic && method.Parameters.Length == count
                && method.Parameters.All(parameter => parameter.RefKind == RefKind.Out));
        if (method is null) return null;
        if (PositionalRecords.Members(method) is { } members)
            return [.. members.Zip(method.Parameters, (member, parameter) => (lowering.Unpack(value).Fields[Structs.Shown(type).ToList()
                .FindIndex(shown => shown.Name == member.Name)], parameter.Type))];
        var callee = CalleeContracts.Of(method);
        var results = Calls.Call(lowering, callee,
            [lowering.Pack(value),
                .. callee.Parameters.Skip(callee.HasReceiverParameter ? 1 : 0).Select(parameter => Constant.Default(parameter.Type))]);
        return [.. method.Parameters.Select((parameter, i) => (lowering.Unpack(results[results.Count - count + i]), parameter.Type))];
    }

    /// <summary>Assigns members of a value that has no place yet.</summary>
    private static Tree<Operand> Initialize(Lowering lowering, Tree<Operand> value, IObjectOrCollectionInitializerOperation initializer)
    {
        foreach (var member in initializer.Initializers)
        {
            var (target, assign) = member switch
            {
                ISimpleAssignmentOperation assignment =>
                    (assignment.Target, (Func<Tree<Operand>, Tree<Operand>>)(_ => Expressions.Lower(lowering, assignment.Value))),
                IMemberInitializerOperation nested => (nested.InitializedMember, part => Initialize(lowering, part, nested.Initializer)),
                _ => (null, null!),
            };
            if (target is IPropertyReferenceOperation property && StructAccessors.Has(lowering, property)
                && member is ISimpleAssignmentOperation { Value: var assigned })
            {
                value = StructAccessors.Set(lowering, property, value, () => Expressions.Lower(lowering, assigned));
                continue;
            }
            if (target is IPropertyReferenceOperation part && VectorParts.Has(part)
                && member is ISimpleAssignmentOperation { Value: var replaced })
            {
                value = VectorParts.Set(lowering, part, value, () => Expressions.Lower(lowering, replaced));
                continue;
            }
            if (target is not IMemberReferenceOperation reference || Structs.IndexOf(reference) is not { } index)
                return Expressions.Refuse(lowering, member, $"the initializer '{member.Syntax}'", "assign fields and automatic properties");
            var fields = lowering.Unpack(value).Fields.ToArray();
            fields[index] = assign(fields[index]);
            value = new((AggregateType)value.Type, fields);
        }
        return value;
    }
}
