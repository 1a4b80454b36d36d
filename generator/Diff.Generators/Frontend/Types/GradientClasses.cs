using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>Reads a marked class for the type of its gradient.</summary>
internal static class GradientClasses
{
    /// <summary>Null if there is nothing to generate; what is wrong has been reported.</summary>
    public static GradientClass? Read(INamedTypeSymbol type, SyntaxToken name, IDiagnosticSink sink)
    {
        if (!Containers.Accept(type, name, sink)) return null;
        if (ObjectFields.Obstacle(type) is { } obstacle)
        {
            sink.Report(Descriptors.Declared.Field, name, type.Name, Structs.NameOf(obstacle));
            return null;
        }
        var members = ObjectFields.Members(type).Select(Member).ToEquatableArray();
        if (Scalars(ObjectFields.Of(type).Select(field => field.Type)).ToList() is not [var scalar]) return null;
        return new(GradientHomes.Of(type), scalar, members);
    }

    /// <summary>The types of the numbers in values of some types.</summary>
    public static IEnumerable<IrType> Scalars(IEnumerable<IrType> types) => types.SelectMany(Scalars).Distinct();

    private static IEnumerable<IrType> Scalars(IrType type) => type switch
    {
        BufferType buffer => Scalars(buffer.Element),
        AggregateType aggregate => aggregate.Fields.SelectMany(field => Scalars(field.Type)),
        _ => [type],
    };

    private static GradientMember Member(ISymbol member)
    {
        var (type, source) = (ObjectFields.TypeOf(member), Spelling.Identifier(member.Name));
        var isObject = ObjectFields.IsMarked(type);
        var isAssignable = member switch
        {
            IFieldSymbol field => !field.IsReadOnly,
            IPropertySymbol property => property.SetMethod is { IsInitOnly: false },
            _ => false,
        };
        var shape = isObject ? new InertType(GradientHomes.Spell((INamedTypeSymbol)type), InertKind.Reference) : TypeMapping.Map(type)!;
        return new(source, GradientHomes.NameOf(member), shape, TypeMapping.Spell(type), isObject, isAssignable);
    }
}
