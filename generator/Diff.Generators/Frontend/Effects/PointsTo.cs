using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Where the memory comes from that the values of a body lead to: a points-to analysis that does not look at the order of statements.
/// <code>
/// var w = _weights; var row = w[0];   →   row: this, through _weights        var copy = (double[])x.Clone();   →   copy: nowhere, it is new
/// </code>
/// </summary>
internal sealed class PointsTo
{
    private readonly IMethodSymbol _method;
    private readonly Dictionary<ISymbol, HashSet<Provenance>> _variables = new(SymbolEqualityComparer.Default);

    public PointsTo(IMethodSymbol method, IOperation body)
    {
        _method = method;
        var given = GivenValues.In(body).ToList();
        for (var isNew = true; isNew;)
        {
            isNew = false;
            foreach (var (variable, value, how) in given)
                foreach (var provenance in Of(value).ToList()) isNew |= Of(variable).Add(how == Given.Value ? provenance : provenance with { IsHeld = how == Given.Member });
        }
    }

    /// <summary>What a value is, or leads to, of all that was there before; a new object is nothing of it.</summary>
    public IEnumerable<Provenance> Of(IOperation? value) => value is null || !MayLead(value.Type) ? [] : value switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } =>
            [Provenance.OfReceiver(_method.ContainingType)],
        IInstanceReferenceOperation => [],
        IParameterReferenceOperation { Parameter: var parameter } => Of(parameter),
        ILocalReferenceOperation { Local: var local } => Of(local),
        IFieldReferenceOperation { Field: var field } reference => OfMember(reference, field.IsStatic),
        IPropertyReferenceOperation { Property: { IsIndexer: false } property } reference when StoredMembers.IsRead(property) =>
            OfMember(reference, property.IsStatic),
        IArrayElementReferenceOperation element => Of(element.ArrayReference).Select(Element),
        IImplicitIndexerReferenceOperation element => Of(element.Instance).Select(Element),
        IPropertyReferenceOperation { Property.IsIndexer: true } element when element.Instance is not null =>
            Of(element.Instance).Select(Element),
        IConditionalAccessOperation access => Of(access.WhenNotNull),
        IConditionalAccessInstanceOperation instance => Of(Accessed(instance)),
        IAssignmentOperation assignment => Of(assignment.Value),
        IDelegateCreationOperation or IAnonymousFunctionOperation => [],
        IObjectCreationOperation { Type: INamedTypeSymbol { IsValueType: true } view } when Structs.IsForeign(view) =>
            value.ChildOperations.SelectMany(Of),
        IObjectCreationOperation or IArrayCreationOperation or ITupleOperation or ICollectionExpressionOperation
            or IAnonymousObjectCreationOperation => value.ChildOperations.SelectMany(Of).Select(Held),
        IObjectOrCollectionInitializerOperation or IArrayInitializerOperation or IArgumentOperation =>
            value.ChildOperations.SelectMany(Of),
        _ when BodyCall.Of(value) is { } call => OfResult(call),
        _ => value.ChildOperations.SelectMany(Of),
    };

    private HashSet<Provenance> Of(ISymbol variable)
    {
        if (_variables.TryGetValue(variable, out var provenances)) return provenances;
        return _variables[variable] = variable is IParameterSymbol parameter ? [.. OfParameter(parameter)] : [];
    }

    /// <summary>A parameter of the method, of the constructor that the type stands for, or of a function in the body.</summary>
    private IEnumerable<Provenance> OfParameter(IParameterSymbol parameter) => parameter.ContainingSymbol switch
    {
        var owner when SymbolEqualityComparer.Default.Equals(owner, _method) => [Provenance.OfParameter(parameter)],
        IMethodSymbol { MethodKind: MethodKind.Constructor } => [Provenance.OfReceiver(_method.ContainingType).Through(parameter.Name)],
        _ => [],
    };

    /// <summary>A member of an object that was there before is that of every object of its class which may be the same.</summary>
    private IEnumerable<Provenance> OfMember(IMemberReferenceOperation reference, bool isStatic)
    {
        if (isStatic) return [Provenance.Elsewhere(reference.Type)];
        var provenances = Of(reference.Instance).Select(provenance => provenance.Through(reference.Member.Name)).ToList();
        return provenances.Count == 0 || reference.Instance is IInstanceReferenceOperation || reference.Instance?.Type is not { IsReferenceType: true } type
            ? provenances
            : provenances.Append(Provenance.Elsewhere(type, reference.Member.Name));
    }

    private IEnumerable<Provenance> OfResult(BodyCall call) => Readers.ResultOf(call) switch
    {
        Handed.New => [],
        Handed.Holder => call.Values.SelectMany(Of).Select(Held),
        Handed.Same => call.Values.SelectMany(Of),
        _ => call.Values.SelectMany(Of).Append(Provenance.Elsewhere(call.Method.ReturnType)),
    };

    private static Provenance Held(Provenance provenance) => provenance with { IsHeld = true };

    private static Provenance Element(Provenance provenance) => provenance.Through(null);

    private static IOperation? Accessed(IConditionalAccessInstanceOperation instance)
    {
        for (IOperation? at = instance; at is not null; at = at.Parent)
            if (at.Parent is IConditionalAccessOperation access && access.WhenNotNull == at) return access.Operation;
        return null;
    }

    /// <summary>Whether values of a type may lead to memory that somebody else has; functions are taken not to.</summary>
    private static bool MayLead(ITypeSymbol? type) =>
        type is null or { IsUnmanagedType: false, SpecialType: not SpecialType.System_String, TypeKind: not TypeKind.Delegate };
}
