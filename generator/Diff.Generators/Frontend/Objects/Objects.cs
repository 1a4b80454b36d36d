using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Lowers object creation: spans over arrays are views, tuples and structs are taken apart, anything else is a constant.</summary>
internal static class Objects
{
    public static Tree<Operand> Lower(Lowering lowering, IObjectCreationOperation creation)
    {
        var type = creation.Type!;
        var arguments = creation.Arguments;
        if (type is INamedTypeSymbol { IsTupleType: true } && !arguments.IsEmpty)
            return new((AggregateType)Shapes.Of(type), [.. arguments.Select(argument => Expressions.Lower(lowering, argument.Value))]);
        if (Shapes.IsSpan(type) && Shapes.IsBuffer(type))
        {
            if (arguments.IsEmpty) return Lowering.Placeholder(type);
            if (!Shapes.IsBuffer(arguments[0].Value.Type) || arguments.Length == 2)
                return Expressions.Refuse(lowering, creation, $"'{creation.Syntax}'", "use AsSpan");
            var buffer = Expressions.Scalar(lowering, arguments[0].Value);
            var start = arguments.Length > 1 ? Expressions.Scalar(lowering, arguments[1].Value) : Constant.Int(0);
            var extent = arguments.Length > 2 ? Expressions.Scalar(lowering, arguments[2].Value) : null;
            return Expressions.Leaf(lowering.Let(new View(buffer, start, extent), Shapes.Of(type)));
        }
        if ((NullableValues.Lower(lowering, creation) ?? StructValues.Lower(lowering, creation)
            ?? LocalObjectCreation.Lower(lowering, creation) ?? CreatedObjects.Lower(lowering, creation)) is { } made)
            return made;
        if (type.IsValueType && arguments.IsEmpty && creation.Initializer is null
            && creation.Constructor is not { IsImplicitlyDeclared: false })
            return Lowering.Placeholder(type);
        var isException = IsException(type);
        if (!isException && LocalObjectNeeds.GetsNumbers(creation)
            && type is INamedTypeSymbol { TypeKind: TypeKind.Class, DeclaringSyntaxReferences.IsEmpty: false } named
            && LocalClasses.IsGeneric(named))
            return lowering.Refuse(creation, Descriptors.Unsupported.LocalObject, creation.Syntax.ToString(),
                "generic classes are not followed", "write the class for one type of number");
        if (type.IsValueType && creation.Initializer is null
            && arguments.All(argument => Shapes.IsScalar(argument.Value.Type)
                ? !VariedValues.May(argument.Value)
                : !Sinks.Carries(argument.Value)))
            return Inerts.New(lowering, creation, mustBeConstant: arguments.Any(argument => Sinks.Carries(argument.Value)));
        if (!isException && arguments.Any(argument => Sinks.Carries(argument.Value))
            && type is INamedTypeSymbol { TypeKind: TypeKind.Class, DeclaringSyntaxReferences.IsEmpty: false } held
            && LocalClasses.Shape(held) is null && LocalTableClasses.Obstacle(held) is { } obstacle)
            return lowering.Refuse(creation, Descriptors.Unsupported.LocalObject, creation.Syntax.ToString(), $"'{held.Name}' {obstacle}",
                "keep its numbers in fields, in arrays, or in objects of other such classes");
        if (!isException && arguments.Any(argument => Sinks.Carries(argument.Value)))
            return RefuseType(lowering, creation, creation.Syntax.ToString(), type);
        return creation.Initializer is null ? Inerts.New(lowering, creation) : Inerts.Print(lowering, creation);
    }

    /// <summary>Refuses a value whose numbers cannot be followed.</summary>
    public static Tree<Operand> RefuseType(Lowering lowering, IOperation at, string what, ITypeSymbol type) =>
        lowering.Refuse(at, Descriptors.Unsupported.Type, what, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
            GradientStructs.Advice(type, isResult: true));

    public static bool IsException(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            if (type is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
                return true;
        return false;
    }
}
