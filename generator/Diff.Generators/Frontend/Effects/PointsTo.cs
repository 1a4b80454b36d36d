using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Where the memory comes from that the values of a body lead to: a points-to analysis that does not look at the order of statements.
/// <code>
/// var w = _weights; var row = w[0];   →   row: this, through _weights        var copy = x.ToArray();   →   copy: nowhere, it is new
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
                foreach (var provenance in Of(value, how, variable).ToList()) isNew |= Of(variable).Add(provenance);
        }
    }

    private IEnumerable<Provenance> Of(IOperation value, Given how, ISymbol variable) => how switch
    {
        Given.Value => Of(value),
        Given.Member => Of(value).Select(Held),
        _ => Reached(Of(value).Select(Element), (variable as ILocalSymbol)?.Type ?? (variable as IParameterSymbol)?.Type),
    };

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
        IArrayElementReferenceOperation element => OfElement(element.ArrayReference, value.Type),
        IImplicitIndexerReferenceOperation element => OfElement(element.Instance, value.Type),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } elements } => OfElement(elements, value.Type),
        IConditionalAccessOperation access => Of(access.WhenNotNull),
        IConditionalAccessInstanceOperation instance => Of(ObjectPatterns.Of(instance)),
        IAssignmentOperation assignment => Of(assignment.Value),
        IAnonymousFunctionOperation function =>
            function.Body.Descendants().OfType<IReturnOperation>().SelectMany(result => Of(result.ReturnedValue)),
        IMethodReferenceOperation function => OfResult(BodyCall.Of(function)),
        IObjectCreationOperation { Type: INamedTypeSymbol made } when Readers.IsWrapper(made) => value.ChildOperations.SelectMany(Of),
        IObjectCreationOperation or IArrayCreationOperation or ITupleOperation or ICollectionExpressionOperation
            or IAnonymousObjectCreationOperation => value.ChildOperations.SelectMany(Of).Select(Held),
        IObjectOrCollectionInitializerOperation { Initializers: var parts } => parts.SelectMany(part =>
            part is IInvocationOperation { Arguments: var added } ? added.SelectMany(argument => Of(argument.Value)) : Of(part)),
        IArrayInitializerOperation or IArgumentOperation => value.ChildOperations.SelectMany(Of),
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function } => Of(function.OriginalDefinition),
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
        IMethodSymbol { MethodKind: MethodKind.Constructor } => [Provenance.OfReceiver(_method.ContainingType).Through(parameter)],
        _ => [],
    };

    private IEnumerable<Provenance> OfElement(IOperation elements, ITypeSymbol? type) => Reached(Of(elements).Select(Element), type);

    /// <summary>The same member of another object of that class may be the one that is read.</summary>
    private IEnumerable<Provenance> OfMember(IMemberReferenceOperation reference, bool isStatic)
    {
        if (isStatic) return [Provenance.Elsewhere(reference.Type)];
        var origins = Reached(Of(reference.Instance).Select(whole => whole.Through(reference.Member)), reference.Type).ToList();
        return origins.Count == 0 || reference.Instance is IInstanceReferenceOperation or not { Type.IsReferenceType: true }
            ? origins
            : origins.Append(Provenance.Elsewhere(reference.Instance.Type, reference.Member.Name));
    }

    /// <summary>An object that is found in memory which was there before may be any one of its class.</summary>
    private static IEnumerable<Provenance> Reached(IEnumerable<Provenance> memory, ITypeSymbol? type)
    {
        var found = memory.ToList();
        return found.Count == 0 || Provenance.ClassOf(type) is null ? found : found.Append(Provenance.Elsewhere(type));
    }

    private IEnumerable<Provenance> OfResult(BodyCall call) => Readers.ResultOf(call) switch
    {
        Handed.Holder => call.Values.SelectMany(Of).Select(Held),
        Handed.Part => call.Values.SelectMany(Of).Select(Element),
        _ => call.Values.SelectMany(Of).Append(Provenance.Elsewhere(call.Method.ReturnType)),
    };

    private static Provenance Held(Provenance provenance) => provenance with { IsHeld = true };

    private static Provenance Element(Provenance provenance) => provenance.Through(null);

    /// <summary>Whether values of a type may lead to memory that somebody else has, functions to what they return.</summary>
    private static bool MayLead(ITypeSymbol? type) =>
        type is null or { IsUnmanagedType: false, SpecialType: not SpecialType.System_String };
}
