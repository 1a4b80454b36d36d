using System.Runtime.CompilerServices;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>What keeps a marked class from having a gradient type.</summary>
/// <param name="Where">The field, or the base class as the class names it; null where there is no source of it.</param>
/// <param name="Name">How messages call it.</param>
/// <param name="Reason">Continues a sentence that begins with the name.</param>
internal sealed record ObjectObstacle(SyntaxNodeOrToken? Where, string Name, string Reason, string Advice);

/// <summary>
/// Looks for the first part of a marked class that would have to be left out of its gradient type, which would be a silent zero.
/// </summary>
internal static class ObjectObstacles
{
    private const string AsConstant = "mark it [NoGradient] to treat it as a constant";

    private static readonly ConditionalWeakTable<INamedTypeSymbol, StrongBox<ObjectObstacle?>> Known = new();

    /// <summary>Null if there is none.</summary>
    public static ObjectObstacle? Of(INamedTypeSymbol type) =>
        Known.GetValue(type, static key => new(TypeSubstitution.Without(() => Read(key)))).Value;

    private static ObjectObstacle? Read(INamedTypeSymbol type)
    {
        if (Structs.IsForeign(type)) return null;
        return ObjectMembers.Stored(type).Select(member => OfMember(type, member)).FirstOrDefault(obstacle => obstacle is not null)
            ?? OfBase(type)
            ?? OfInterfaces(type)
            ?? Names(type)
            ?? Numbers(type);
    }

    private static ObjectObstacle? OfMember(INamedTypeSymbol type, ISymbol member)
    {
        if (Attributes.IsNoGradient(member) || !(ObjectMembers.IsFollowed(member) || Carries(ObjectMembers.TypeOf(member)))) return null;
        if (Structs.IsNameless(member)) return At(type, member, "is kept in a field that has no name of its own", "declare a field for it");
        if (!ObjectMembers.IsFollowed(member))
            return At(type, member, $"has the type '{Short(ObjectMembers.TypeOf(member))}', whose numbers cannot be followed", AsConstant);
        if (!IsAccessible(type, member))
            return At(type, member, $"cannot be reached from '{type.Name}'",
                $"mark '{member.ContainingType.Name}' [Differentiable] too, or the field [NoGradient]");
        if (GradientStructs.IsLessVisible(ObjectMembers.TypeOf(member), type))
            return At(type, member, "has a type that is hidden where the class is not", "make that type as visible as the class");
        if (UnconstrainedNumber(type, member) is { } number)
            return At(type, member, $"holds structs of numbers of the type '{number}', which might be references",
                $"add 'struct' to the constraints of '{number}'");
        if (member is IPropertySymbol property && IsOverridable(property))
            return At(type, member, "can be another property in another class", "make it non-virtual");
        if (ObjectMembers.HeldBy(ObjectMembers.TypeOf(member)) is not { } inner) return null;
        return ObjectMembers.IsRecursive(inner)
            ? At(type, member, $"has the type '{Short(ObjectMembers.TypeOf(member))}', which holds objects of its own class, to no end",
                AsConstant)
            : Of(inner.OriginalDefinition) is not null
                ? At(type, member, $"holds objects of '{Short(inner)}', which has no gradient type itself",
                    $"see what is said about '{inner.Name}'")
            : null;
    }

    /// <summary>
    /// The type parameter that numbers in structs have as their type, if it allows classes, whose numbers would not lie one after the
    /// other; null if there is none.
    /// </summary>
    private static string? UnconstrainedNumber(INamedTypeSymbol type, ISymbol member)
    {
        var shape = ObjectMembers.ShapeOf(ObjectMembers.TypeOf(member));
        if (shape is not (AggregateType or BufferType { Element: AggregateType })
            || GradientClasses.Scalars([shape]).FirstOrDefault() is not ScalarType { Kind: ScalarKind.Generic } number)
            return null;
        for (var holder = type; holder is not null; holder = holder.ContainingType)
            if (holder.TypeParameters.Any(parameter => parameter.Name == number.Name && !parameter.HasValueTypeConstraint))
                return number.Name;
        return null;
    }

    private static ObjectObstacle? OfBase(INamedTypeSymbol type) => ObjectMembers.Bases(type)
        .FirstOrDefault(ObjectFields.IsMarked) is { } parent && Of(parent.OriginalDefinition) is not null
        ? new(BaseType(type), Short(parent), "has no gradient type itself", $"see what is said about '{parent.Name}'")
        : null;

    /// <summary>
    /// Gradient types of interfaces stand in the signatures of the derivatives, and are implemented by the gradient type of the class.
    /// </summary>
    private static ObjectObstacle? OfInterfaces(INamedTypeSymbol type)
    {
        foreach (var implemented in type.AllInterfaces.Where(ObjectMembers.HasGradient))
        {
            if (Containers.Visibility(implemented) < Containers.Visibility(type))
                return new(null, Short(implemented), $"is less visible than '{type.Name}', whose derivatives tell its gradient type",
                    $"make '{implemented.Name}' as visible");
            if (ObjectMembers.NumberOf(implemented) is var number && number != ObjectMembers.NumberOf(type))
                return new(null, Short(implemented),
                    $"computes with '{number.Name}' where '{ObjectMembers.NumberOf(type).Name}' is in '{type.Name}', and a gradient has numbers of one type",
                    "use one type");
        }
        return null;
    }

    /// <summary>A class may have a private field that is called like a private one of its base class; gradient types show both.</summary>
    private static ObjectObstacle? Names(INamedTypeSymbol type)
    {
        var inherited = ObjectMembers.Base(type) is { } parent
            ? ObjectFields.Of(parent).ToLookup(field => field.GradientPath.Split('.')[0], field => field.Path.Split('.')[0])
            : null;
        var own = new Dictionary<string, ISymbol>(StringComparer.Ordinal);
        foreach (var member in ObjectMembers.Own(type))
        {
            var name = ObjectMembers.NameOf(type, member);
            if (inherited?[name].FirstOrDefault() is { } other)
                return At(type, member, $"has the same name in the gradient as the inherited '{other}'", "rename one of them");
            if (own.TryGetValue(name, out var hidden))
                return At(type, member, $"has the same name in the gradient as '{hidden.ContainingType.Name}.{hidden.Name}'",
                    "rename one of them");
            own.Add(name, member);
        }
        return null;
    }

    /// <summary>
    /// Numbers that the vector of all numbers cannot hold, or that are in an object or a struct with others: those lie one after the other.
    /// </summary>
    private static ObjectObstacle? Numbers(INamedTypeSymbol type)
    {
        var fields = ObjectFields.Of(type);
        if (fields.Count == 0) return null;
        var number = (ScalarType)ObjectMembers.NumberOf(type);
        var first = fields.FirstOrDefault(field => GradientClasses.Scalars([field.Type]).Contains(number))?.Path;
        foreach (var field in fields)
        {
            var name = field.Path.Split('.')[0];
            var member = ObjectMembers.Own(type).FirstOrDefault(candidate => Spelling.Identifier(candidate.Name) == name);
            var held = member is null ? null : ObjectMembers.HeldBy(ObjectMembers.TypeOf(member));
            var scalars = (held is null ? GradientClasses.Scalars([field.Type]) : [ObjectMembers.NumberOf(held)])
                .OfType<ScalarType>().ToList();
            var isOfBase = member is null && ObjectMembers.Base(type) is not null;
            var fits = first is not null && held is null && scalars.Count == 1 && scalars[0].IsNarrowerThan(number);
            if (isOfBase || fits || scalars.TrueForAll(other => other == number)) continue;
            var where = first is null ? $"the methods of '{ObjectMembers.Root(type).Name}' compute with"
                : scalars.Count > 1 ? "it holds"
                : $"'{first}' holds";
            return new(member is null ? BaseType(type) : Where(type, member), field.Path,
                $"holds '{scalars.First(other => other != number).Name}' where {where} '{number.Name}', and {(scalars.Count > 1 ? "a field" : held is not null ? "an object" : "a gradient")} has numbers of one type",
                "use one type, or mark one of them [NoGradient]");
        }
        return null;
    }

    private static ObjectObstacle At(INamedTypeSymbol type, ISymbol member, string reason, string advice)
    {
        var isOwn = SymbolEqualityComparer.Default.Equals(member.ContainingType.OriginalDefinition, type.OriginalDefinition);
        return new(Where(type, member), (isOwn ? "" : member.ContainingType.Name + ".") + Structs.NameOf(member), reason, advice);
    }

    private static SyntaxNodeOrToken? Where(INamedTypeSymbol type, ISymbol member) =>
        !SymbolEqualityComparer.Default.Equals(member.ContainingType.OriginalDefinition, type.OriginalDefinition)
            ? BaseType(type)
            : Declaration(type, member) switch
        {
            VariableDeclaratorSyntax field => field.Identifier,
            PropertyDeclarationSyntax property => property.Identifier,
            ParameterSyntax parameter => parameter.Identifier,
            _ => null,
        };

    /// <summary>A parameter that a class keeps has a field without source.</summary>
    private static SyntaxNode? Declaration(INamedTypeSymbol type,
        ISymbol member) => member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax()
        ?? (member is IFieldSymbol { AssociatedSymbol: { } property }
            ? property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax()
            : null)
        ?? type.InstanceConstructors.SelectMany(constructor => constructor.Parameters)
            .FirstOrDefault(parameter => member.Name.StartsWith($"<{parameter.Name}>",
                StringComparison.Ordinal))?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();

    private static SyntaxNodeOrToken? BaseType(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Select(reference =>
            (reference.GetSyntax() as TypeDeclarationSyntax)?.BaseList?.Types.FirstOrDefault()?.Type)
            .FirstOrDefault(parent => parent is not null) is { } named ? named : null;

    private static bool IsAccessible(INamedTypeSymbol type, ISymbol member)
    {
        if (SymbolEqualityComparer.Default.Equals(member.ContainingType.OriginalDefinition, type.OriginalDefinition)) return true;
        // What hides it is called by its name.
        if (ObjectMembers.Bases(type).TakeWhile(parent => !SymbolEqualityComparer.Default.Equals(parent, member.ContainingType))
            .Prepend(type).Any(between => !between.GetMembers(member.Name).IsEmpty))
            return false;
        return member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
            || (member.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedAndInternal
                && !Structs.IsForeign(member.ContainingType));
    }

    /// <summary>Whether a property of the name can have another field behind it, or none.</summary>
    private static bool IsOverridable(IPropertySymbol property) => property.IsVirtual || property.IsAbstract || property.IsOverride;

    private static bool Carries(ITypeSymbol type) => FloatingPoint.IsCarriedBy(type) || type switch
    {
        IArrayTypeSymbol array => Holds(array.ElementType),
        INamedTypeSymbol { TypeArguments: { IsEmpty: false } arguments } => arguments.Any(Holds),
        ITypeParameterSymbol => ObjectFields.Known(type) is not null,
        _ => false,
    };

    private static bool Holds(ITypeSymbol type) =>
        ObjectFields.IsMarked(type) || type is IArrayTypeSymbol or ITypeParameterSymbol && Carries(type);

    private static string Short(ITypeSymbol type) => type.ToDisplayString(Spelling.InMessages);
}
