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
        if (ObjectObstacles.Of(type) is { } obstacle)
        {
            sink.Report(Descriptors.Declared.Field, obstacle.Where ?? name, type.Name, obstacle.Name, obstacle.Reason, obstacle.Advice);
            return null;
        }
        var members = ObjectMembers.Own(type).Select(member => Member(type, member)).ToEquatableArray();
        if (!ObjectMembers.HasGradient(type)) return null;
        var parent = ObjectMembers.Base(type);
        return new(GradientHomes.Of(type), ObjectMembers.NumberOf(type), members)
        {
            Interfaces = GradientInterfaces.Added(type, parent)
                .Select(added => new ImplementedGradient(TypeMapping.Spell(added), GradientHomes.Spell(added))).ToEquatableArray(),
            Base = parent is null ? "" : GradientHomes.Spell(parent),
            Root = parent is null ? "" : GradientHomes.Spell(ObjectMembers.Root(parent)),
            IsOpen = !type.IsSealed,
            IsDispatched = DispatchedObjects.Is(type) && !(parent is not null && DispatchedObjects.Is(parent)),
            IsAssignable = IsAssignable(type),
            IsBaseAssignable = parent is not null && IsAssignable(parent),
        };
    }

    /// <summary>Whether all numbers of an object can be assigned: a gradient type has members for it only then.</summary>
    private static bool IsAssignable(INamedTypeSymbol type) => Structs.IsForeign(type)
        ? GradientHomes.Find(type) is { } gradient
            && ObjectMembers.Bases(gradient).Prepend(gradient).Any(candidate => candidate.GetMembers("AddTo").Any())
        : ObjectMembers.All(type).All(IsAssignable);

    private static bool IsAssignable(ISymbol member) => ObjectMembers.TypeOf(member) switch
    {
        var type when ObjectMembers.HeldBy(type) is { } held => IsAssignable(held),
        var type when CollectionTypes.Span(type) is { } elements => elements.Kind == BufferKind.Span,
        var type when TypeMapping.Map(type) is BufferType => true,
        _ => member switch
        {
            IFieldSymbol field => !field.IsReadOnly,
            IPropertySymbol property => property.SetMethod is { IsInitOnly: false },
            _ => false,
        },
    };

    /// <summary>The types of the numbers in values of some types.</summary>
    public static IEnumerable<IrType> Scalars(IEnumerable<IrType> types) => types.SelectMany(Scalars).Distinct();

    private static IEnumerable<IrType> Scalars(IrType type) => type switch
    {
        BufferType buffer => Scalars(buffer.Element),
        AggregateType aggregate => aggregate.Fields.SelectMany(field => Scalars(field.Type)),
        ScalarType => [type],
        _ => [],
    };

    private static GradientMember Member(INamedTypeSymbol holder, ISymbol member)
    {
        var (type, source) = (ObjectMembers.TypeOf(member), Spelling.Identifier(member.Name));
        var (name, spelled) = (ObjectMembers.NameOf(holder, member), TypeMapping.Spell(type));
        if (ObjectMembers.HeldBy(type) is { } held)
        {
            var table = ObjectTypes.KindOf(type);
            return new(source, name, new InertType(GradientHomes.Spell(held) + (table is null ? "" : "[]"), InertKind.Reference), spelled,
                IsObject: table is null) { Table = table };
        }
        if (CollectionTypes.Span(type) is { } elements)
            return new(source, name, Shapes.ArrayOf(elements).Tangent(), elements.Name, IsObject: false) { IsCollection = true,
                Mixed = MixedIn(elements) };
        var shape = TypeMapping.Map(type)!;
        return new(source, name, shape.Tangent(), spelled, IsObject: false) { Mixed = MixedIn(shape) };
    }

    private static AggregateType? MixedIn(IrType shape) =>
        ((shape as BufferType)?.Leaf() ?? shape) is AggregateType { TangentType: not null } mixed ? mixed : null;
}
