using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Memory that a body passes to a method whose body tells more.</summary>
/// <param name="Method">The method.</param>
/// <param name="Place">What it is there: the receiver, or a parameter.</param>
/// <param name="Memory">What it is here.</param>
internal sealed record PassedMemory(IMethodSymbol Method, Provenance Place, Provenance Memory);

/// <summary>
/// What a body itself changes of the memory that was there before it ran, and what it passes on.
/// <code>
/// void Step(Layer other) { _weights[0] = 1; other.Reset(); }   →   changes this, at _weights;   passes the parameter to Reset
/// </code>
/// </summary>
internal sealed class BodyChanges
{
    private static readonly ConditionalWeakTable<IMethodSymbol, BodyChanges> Known = new();

    private readonly IMethodSymbol _method;
    private readonly Compilation? _compilation;
    private readonly PointsTo? _pointsTo;
    private readonly HashSet<Provenance> _changes = [];
    private readonly List<PassedMemory> _passed = [];
    private readonly List<IMethodSymbol> _calls = [];

    private BodyChanges(IMethodSymbol method)
    {
        _method = method;
        if (method.ContainingAssembly is not ISourceAssemblySymbol { Compilation: var compilation }
            || SourceBodies.Of(method, compilation) is not { } body)
            return;
        _compilation = compilation;
        _pointsTo = new(method, body);
        foreach (var operation in body.DescendantsAndSelf()) Read(operation);
    }

    /// <summary>What the body changes.</summary>
    public IReadOnlyCollection<Provenance> Changes => _changes;

    /// <summary>What it passes on.</summary>
    public IReadOnlyList<PassedMemory> Passed => _passed;

    /// <summary>All methods that it calls.</summary>
    public IReadOnlyList<IMethodSymbol> Calls => _calls;

    public static BodyChanges Of(IMethodSymbol method) => Known.GetValue(method.OriginalDefinition, static key => new(key));

    private void Read(IOperation operation)
    {
        if (BodyCall.Of(operation) is { } call) Call(call);
        foreach (var hidden in BodyCall.Implicit(operation)) Call(hidden);
        switch (operation)
        {
            case IMethodReferenceOperation function: Call(BodyCall.Of(function)); break;
            case IDeconstructionAssignmentOperation parts: Assign(parts.Target, parts.Value); break;
            case ISimpleAssignmentOperation { IsRef: true } moved: Write(moved.Value); break;
            case IAssignmentOperation assignment: Assign(assignment.Target, assignment.Value); break;
            case IIncrementOrDecrementOperation step: Write(step.Target); break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument: Write(argument.Value); break;
            case IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref } declarator when Initial(declarator) is { } variable:
                Write(variable);
                break;
            case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref } } loop:
                Change(loop.Collection);
                break;
            case { Syntax: FixedStatementSyntax }:
                if (!_method.IsStatic) _changes.Add(Provenance.OfReceiver(_method.ContainingType));
                foreach (var parameter in _method.Parameters) _changes.Add(Provenance.OfParameter(parameter));
                break;
        }
    }

    private static IOperation? Initial(IVariableDeclaratorOperation declarator) =>
        (declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer)?.Value;

    private void Assign(IOperation target, IOperation value)
    {
        Write(target);
        // What is stored where others find it has another name from now on, through which anybody may change it.
        if (IsShared(target)) Change(value);
    }

    /// <summary>Whether what is assigned belongs to memory that was there before.</summary>
    private bool IsShared(IOperation target) => target switch
    {
        ITupleOperation tuple => tuple.Elements.Any(IsShared),
        IMemberReferenceOperation { Instance: null } => true,
        IMemberReferenceOperation { Instance: { } instance } => instance is IInstanceReferenceOperation
            ? _pointsTo!.Of(instance).Any()
            : IsShared(instance) || _pointsTo!.Of(instance).Any(IsReached),
        IArrayElementReferenceOperation { ArrayReference: var array } => _pointsTo!.Of(array).Any(IsReached),
        _ => false,
    };

    private static bool IsReached(Provenance provenance) => !provenance.IsHeld;

    /// <summary>Takes note that a variable is assigned, or handed out by reference.</summary>
    private void Write(IOperation target)
    {
        switch (target)
        {
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements) Write(element);
                break;
            case IConversionOperation { OperatorMethod: null } conversion: Write(conversion.Operand); break;
            case IParenthesizedOperation parenthesized: Write(parenthesized.Operand); break;
            case IConditionalOperation { WhenFalse: { } other } choice: Write(choice.WhenTrue); Write(other); break;
            case ILocalReferenceOperation or IDeclarationExpressionOperation or IDiscardOperation: break;
            case IParameterReferenceOperation { Parameter: var parameter }: WriteCaptured(parameter); break;
            case IMemberReferenceOperation when BodyCall.OfSetter(target) is { } setter: Call(setter); break;
            case IMemberReferenceOperation { Instance: null }: break;
            case IPropertyReferenceOperation { Property.ReturnsByRef: true, Instance: { } whole }: Change(whole); break;
            case IMemberReferenceOperation { Instance: IInstanceReferenceOperation instance } member:
                if (instance.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance)
                    _changes.Add(Provenance.OfReceiver(instance.Type!).Through(member.Member));
                break;
            case IMemberReferenceOperation { Instance: { Type.IsReferenceType: false } whole } member
                when member is IFieldReferenceOperation || whole.Type.IsUnmanagedType:
                Write(whole);
                break;
            case IMemberReferenceOperation { Instance: { } instance } member: Change(instance, member.Member); break;
            case IArrayElementReferenceOperation element: Change(element.ArrayReference); break;
            case IImplicitIndexerReferenceOperation element: Change(element.Instance); break;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } whole:
                _changes.Add(Provenance.OfReceiver(whole.Type!));
                break;
            case IInvocationOperation { TargetMethod.ReturnsByRef: true } call:
                foreach (var value in BodyCall.Of(call)!.Values) Change(value);
                break;
            default:
                Change(target);
                break;
        }
    }

    /// <summary>A parameter of the constructor that the type stands for is a field in other members.</summary>
    private void WriteCaptured(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            && !SymbolEqualityComparer.Default.Equals(constructor, _method))
            _changes.Add(Provenance.OfReceiver(parameter.ContainingType).Through(parameter));
    }

    /// <summary>Takes note that a member or element of what a value is changes.</summary>
    private void Change(IOperation value, ISymbol? member = null)
    {
        foreach (var provenance in _pointsTo!.Of(value))
            if (!provenance.IsHeld) _changes.Add(provenance.Through(member));
        if (member is not null && _pointsTo.Of(value).Any(IsReached)) _changes.Add(Provenance.Elsewhere(value.Type, member.Name));
    }

    private void Call(BodyCall call)
    {
        var (method, instance, arguments) = call;
        if (method.MethodKind == MethodKind.LocalFunction) return;
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        var (bodies, isWhole) = BodiesOf(_compilation!, call);
        _calls.AddRange(bodies);
        if (instance is not null) Pass(definition, null, instance, bodies, isWhole);
        foreach (var (parameter, value) in arguments) Pass(definition, parameter?.OriginalDefinition, value, bodies, isWhole);
    }

    /// <summary>The bodies that a call may run, and whether no other can be run.</summary>
    public static (List<IMethodSymbol> Bodies, bool AreAll) BodiesOf(Compilation compilation, BodyCall call)
    {
        var definition = (call.Method.ReducedFrom ?? call.Method).OriginalDefinition;
        var isChosen = IsChosen(definition) && call.Instance?.Syntax is not BaseExpressionSyntax;
        List<IMethodSymbol> bodies = [.. (isChosen ? PossibleBodies.Of(compilation, definition) : [])
            .Select(body => body.OriginalDefinition).Prepend(definition).Where(HasBody)];
        return (bodies, isChosen ? PossibleBodies.AreAll(compilation, definition.ContainingType) : bodies.Count > 0);
    }

    private static bool IsChosen(IMethodSymbol method) =>
        CalleeContracts.IsDispatched(method) || method is { ContainingType.TypeKind: TypeKind.Interface, IsStatic: false };

    private static bool HasBody(IMethodSymbol method) => SourceBodies.Declaration(method) is not null && !method.IsAbstract;

    /// <param name="method">What is called.</param>
    /// <param name="parameter">The parameter that gets the value; null if the method is called on it.</param>
    /// <param name="value">What is passed.</param>
    /// <param name="bodies">The bodies that are seen.</param>
    /// <param name="isWhole">Whether no other body can be run.</param>
    private void Pass(IMethodSymbol method, IParameterSymbol? parameter, IOperation value, List<IMethodSymbol> bodies, bool isWhole)
    {
        var given = _pointsTo!.Of(value).ToList();
        foreach (var body in bodies)
        {
            var place = parameter is null
                ? Provenance.OfReceiver(body.ContainingType)
                : Provenance.OfParameter(body.Parameters[parameter.Ordinal]);
            _passed.AddRange(given.Select(memory => new PassedMemory(body, place, memory)));
        }
        if (isWhole || Readers.Reads(method, parameter) || (parameter is not null && Readers.Keeps(method))) return;
        // Code of other assemblies changes what it is given, not the objects of the project that this holds.
        foreach (var memory in given)
            if (!memory.IsHeld || method.MethodKind == MethodKind.DelegateInvoke || !Structs.IsForeign(method.ContainingType))
                _changes.Add(memory);
    }
}
