using System.Runtime.CompilerServices;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Members without a mark that are called on a value of a type parameter. For a struct may stand there, and a variable is a value here: a
/// member that changes it would change what was read before, or a copy.
/// <code>
/// var g = f; g.Next();   →   refused, where T may be a struct and Next may change it        g.At(x)   g.Count   →   fine, if At is marked and no struct has a Count that changes it
/// </code>
/// </summary>
internal static class GenericReceivers
{
    private static readonly ConditionalWeakTable<Compilation, Dictionary<ISymbol, bool>> Known = new();

    /// <summary>Whether an operation calls a member that may change a value of a type parameter, or assigns a property of it.</summary>
    public static bool AreChanged(Lowering lowering, IOperation operation) => operation switch
    {
        IInvocationOperation call => AreChanged(lowering, call.Instance, call.TargetMethod),
        IPropertyReferenceOperation property => IsValue(property.Instance)
            && ((property.Parent is { } use && Writes.Targets(use).Contains(property))
                || (property.Property.GetMethod is { } getter && AreChanged(lowering, property.Instance, getter))),
        _ => false,
    };

    public static Tree<Operand> Refuse(Lowering lowering, IOperation use, IOperation instance) =>
        Expressions.Refuse(lowering, use,
            $"'{use.Syntax}', which may change '{instance.Syntax}' if a struct stands for '{instance.Type!.Name}',",
            $"call it outside the method, mark the member of the interface [Differentiable], {(use is IPropertyReferenceOperation ? "make the getters of all structs readonly" : "make the interface internal and the members of all structs readonly")}, or give '{instance.Type.Name}' the constraint 'class'");

    /// <summary>Whether an expression is a value of a type parameter that a struct may stand for.</summary>
    public static bool IsValue(IOperation? instance) => instance is { Type: ITypeParameterSymbol { IsReferenceType: false } }
        and not IInstanceReferenceOperation
        && !TypeSubstitution.Argument(instance.Type).IsReferenceType;

    /// <summary>Whether a member called by name may change a value of a type parameter.</summary>
    public static bool MayChange(Compilation compilation, ITypeParameterSymbol type, string name) => !type.IsReferenceType
        && GenericMath.Interfaces(type).SelectMany(candidate => candidate.GetMembers(name))
            .Select(member => member is IPropertySymbol property ? property.GetMethod : member as IMethodSymbol).OfType<IMethodSymbol>()
            .Any(member => MayChange(compilation, type, member));

    private static bool AreChanged(Lowering lowering, IOperation? instance, IMethodSymbol member) =>
        IsValue(instance) && MayChange(lowering.Nesting.Compilation, TypeSubstitution.Argument(instance!.Type!), member);

    private static bool IsMarkedProperty(IMethodSymbol member) =>
        member.AssociatedSymbol is { } property && Attributes.IsDifferentiable(property.OriginalDefinition);

    /// <summary>What the framework's interfaces are for is known: comparing, and reading collections, changes nothing.</summary>
    private static bool IsOfFramework(IMethodSymbol member) => !member.ReturnsVoid && member.ContainingAssembly is not ISourceAssemblySymbol
        && member.ContainingNamespace?.ToDisplayString() switch
    {
        "System" or "System.Numerics" => true,
        "System.Collections" or "System.Collections.Generic" => member.AssociatedSymbol is not null
            || member.ContainingType.Name.StartsWith("IReadOnly", StringComparison.Ordinal) || member.ContainingType.Name == "IEnumerable",
        _ => false,
    };

    /// <summary>
    /// Told by the struct where it is known, else by all that are seen; a getter of another one is taken to change nothing.
    /// </summary>
    private static bool MayChange(Compilation compilation, ITypeSymbol type, IMethodSymbol member)
    {
        if (member is { IsStatic: true } or { IsExtensionMethod: true } or { ContainingType.TypeKind: not TypeKind.Interface }
            || Calls.IsMarked(member) || IsMarkedProperty(member) || IsOfFramework(member))
            return false;
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Struct } known) return PossibleBodies.In(known, member).Any(IsChangedBy);
        if (member.AssociatedSymbol is null && !PossibleBodies.AreAll(compilation, member.ContainingType)) return true;
        var answers = Known.GetValue(compilation, static _ => new(SymbolEqualityComparer.Default));
        lock (answers)
        {
            if (answers.TryGetValue(member.OriginalDefinition, out var answer)) return answer;
            // A struct that holds another one may ask the same of that.
            answers[member.OriginalDefinition] = false;
            return answers[member.OriginalDefinition] = PossibleBodies.Of(compilation, member).Any(IsChangedBy);
        }
    }

    private static bool IsChangedBy(IMethodSymbol body) => body.ContainingType.TypeKind == TypeKind.Struct
        && (body.DeclaringSyntaxReferences.IsEmpty ? !body.IsReadOnly && body.AssociatedSymbol is null : ReceiverWrites.IsIn(body));
}
