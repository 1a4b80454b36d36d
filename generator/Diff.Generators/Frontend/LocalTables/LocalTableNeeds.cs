using System.Collections.Immutable;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Which classes a method needs as tables: it makes objects of them that get numbers, and puts them into arrays or collections, <c>null</c>
/// in their place, or several classes into places of a base class or interface; in its own body or in one that is called from there. Objects
/// that such an object holds are rows as well.
/// </summary>
internal sealed class LocalTableNeeds
{
    private readonly Lowering _lowering;
    private readonly Queue<IOperation> _bodies = new();
    private readonly List<IOperation> _scanned = [];
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _made = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, int> _count = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _placed = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _needed = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _optional = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _shared = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _seers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, string> _obstacles = new(SymbolEqualityComparer.Default);

    // Methods that get objects by base classes or interfaces; they matter once objects are made that these may hold.
    private readonly List<(IMethodSymbol Method, IReadOnlyList<ISymbol> Seers)> _awaiting = [];
    private readonly HashSet<ISymbol> _bases = new(SymbolEqualityComparer.Default);

    private LocalTableNeeds(Lowering lowering) => _lowering = lowering;

    /// <summary>Whether the body of a method has been looked through.</summary>
    public bool HasSeen(IMethodSymbol method) => _seen.Contains(method.OriginalDefinition);

    /// <summary>The classes that share a table, with what sees their objects.</summary>
    public IReadOnlyList<LocalTableFamily> Families { get; private set; } = [];

    /// <summary>Why the objects of a class are no rows although a place may hold others as well; null if there is no such reason.</summary>
    public string? Obstacle(ISymbol type) => _obstacles.TryGetValue(type, out var obstacle) ? obstacle : null;

    /// <summary>How many expressions make an object of a family.</summary>
    public int CountMade(LocalTableFamily family) => family.Kinds.Sum(kind => _count.TryGetValue(kind, out var count) ? count : 0);

    /// <summary>Whether a place for objects of a family may hold none.</summary>
    public bool IsOptional(LocalTableFamily family) => family.Types.Overlaps(_optional);

    public static LocalTableNeeds In(Lowering lowering, IOperation body)
    {
        var needs = new LocalTableNeeds(lowering);
        needs._bodies.Enqueue(body);
        while (needs._bodies.Count > 0)
        {
            needs.Scan(needs._bodies.Dequeue());
            if (needs._bodies.Count == 0) needs.EnterAwaiting();
        }
        needs.Families = needs.Result();
        return needs;
    }

    private IReadOnlyList<LocalTableFamily> Result()
    {
        // The object that the method belongs to is one from elsewhere.
        if (!_lowering.Method.IsStatic) _made.Remove(_lowering.Method.ContainingType);
        if (_made.Count == 0) return [];
        var families = LocalTableFamily.Of(_lowering.Nesting.Compilation, [.. _made.Cast<INamedTypeSymbol>()], _seers);
        for (var known = -1; known != _needed.Count;)
        {
            known = _needed.Count;
            foreach (var body in _scanned)
                _needed.UnionWith(LocalObjectNeeds.In(_lowering, body, type => type is not null && _needed.Contains(type)).ToList());
            _needed.UnionWith(families.Where(family => family.Types.Overlaps(_needed) || family.Kinds.Any(_needed.Contains))
                .SelectMany(family => family.Types).ToList());
            _needed.UnionWith(_needed.OfType<INamedTypeSymbol>().SelectMany(Held).ToList());
        }
        var possible = families.Where(MayBeTable).ToList();
        var rows = possible.FindAll(family => family.Types.Overlaps(_needed)
            && (family.Types.Overlaps(_placed) || (!family.IsAlone && family.Types.Overlaps(_shared))));
        for (var known = -1; known != rows.Count;)
        {
            known = rows.Count;
            var held = rows.SelectMany(family => family.Kinds.Where(kind => !IsBox(kind)).SelectMany(Held)).ToList();
            rows = possible.FindAll(family => rows.Contains(family) || family.Types.Overlaps(held));
        }
        return Followed(rows);
    }

    /// <summary>Whether all objects of a family may be rows; notes why if one may not.</summary>
    private bool MayBeTable(LocalTableFamily family)
    {
        foreach (var kind in family.Kinds)
        {
            var obstacle = IsBox(kind)
                ? Shapes.Of(kind) is AggregateType shape && shape.HasTangent() && !shape.HoldsBuffers() && !MayChangeItself(kind)
                    ? null
                    : "is a struct whose numbers cannot be followed, or that may be changed in its box"
                : LocalTableClasses.Obstacle(kind);
            if (obstacle is null) continue;
            if (!family.IsAlone)
                foreach (var type in family.Types) _obstacles[type] = $"'{kind.Name}' {obstacle}";
            return false;
        }
        return !family.IsAlone || LocalClasses.Members(family.Kinds[0]).Count > 0;
    }

    /// <summary>The families all of whose fields are columns, now that it is known which objects are rows.</summary>
    private IReadOnlyList<LocalTableFamily> Followed(IReadOnlyList<LocalTableFamily> families)
    {
        var classes = families.SelectMany(family => family.Types).ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        var followed = TypeSubstitution.Within(TypeSubstitution.Of(_lowering.Nesting.Compilation, classes),
            () => families.Where(family => family.Kinds.Where(kind => !IsBox(kind)).SelectMany(LocalClasses.Members)
                .All(member => LocalTableClasses.IsColumn((IFieldSymbol)member.Field))).ToList());
        return followed.Count == families.Count ? families : Followed(followed);
    }

    /// <summary>Whether what an interface shows of a box may change the struct in it.</summary>
    private static bool MayChangeItself(INamedTypeSymbol box) => LocalTableClasses.Bases(box).SelectMany(seer => seer.GetMembers())
        .Select(box.FindImplementationForInterfaceMember).OfType<IMethodSymbol>().Any(ReceiverWrites.IsIn);

    private static bool IsBox(INamedTypeSymbol kind) => kind.IsValueType;

    /// <summary>Looks through what gets objects of classes that are made as ones of a base class or interface.</summary>
    private void EnterAwaiting()
    {
        foreach (var (method, seers) in _awaiting.ToList())
            if (seers.Any(_bases.Contains)) Enter(method);
        _awaiting.RemoveAll(call => HasSeen(call.Method));
    }

    private void Scan(IOperation body)
    {
        _scanned.Add(body);
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is IObjectCreationOperation { Type: INamedTypeSymbol made } && LocalClasses.MayBeTakenApart(made)) Make(made);
            if (MemberCall.Of(operation) is { } call && !call.Method.DeclaringSyntaxReferences.IsEmpty) Enter(call);
            See(operation);
            if (operation is IInvocationOperation { Instance: { Type: { } collection }, TargetMethod: { Name: var name } }
                && ListMembers.Trying.Contains(name))
                _optional.UnionWith(ClassesIn(collection));
            if (!IsPlace(operation)) continue;
            _placed.UnionWith(ClassesIn(operation.Type!));
            if (operation is IConversionOperation or IDefaultValueOperation or IArrayCreationOperation { Initializer: null })
                _optional.UnionWith(ClassesIn(operation.Type!));
        }
    }

    private void Make(INamedTypeSymbol type)
    {
        _count[type] = _count.TryGetValue(type, out var count) ? count + 1 : 1;
        if (!_made.Add(type)) return;
        if (type.IsValueType) EnterBox(type);
        else Enter(type);
    }

    /// <summary>Takes note of places of base classes and interfaces, and of what may be of several classes.</summary>
    private void See(IOperation operation)
    {
        switch (operation)
        {
            case IConversionOperation { OperatorMethod: null, Type: { } target, Operand: { Type: { } source } operand } conversion:
                if (SymbolEqualityComparer.Default.Equals(source, target)) break;
                var seers = SeersIn(target);
                _seers.UnionWith(seers);
                // A name that is an object of a derived class is an object of that class.
                _shared.UnionWith(seers.Where(seer => ((INamedTypeSymbol)seer).TypeKind == TypeKind.Interface
                    || (operand is IObjectCreationOperation && conversion.Parent is IArgumentOperation)));
                if (seers.Count > 0 && source is INamedTypeSymbol { TypeKind: TypeKind.Struct } box && LocalTableClasses.MayHold(target))
                {
                    Make(box);
                    if (Sinks.Carries(operand)) _needed.UnionWith(seers);
                }
                if (conversion.IsTryCast) _optional.UnionWith([.. ClassesIn(target), .. SeersIn(source)]);
                if (LocalTableClasses.MayHold(source)) _shared.Add(source);
                break;
            case IConditionalOperation or ISwitchExpressionOperation or ICoalesceOperation
                or ISimpleAssignmentOperation { Target: ILocalReferenceOperation or IMemberReferenceOperation }
                when LocalTableClasses.MayHold(operation.Type):
                _shared.Add(operation.Type!);
                break;
            case IWithOperation { Type: { } copied }:
                _shared.Add(copied);
                break;
            case IPatternOperation { InputType: var tested } when LocalTableClasses.MayHold(tested):
                _shared.Add(tested);
                break;
            case IIsTypeOperation { ValueOperand.Type: { } tested } when LocalTableClasses.MayHold(tested):
                _shared.Add(tested);
                break;
        }
    }

    /// <summary>Whether an operation makes what holds objects, or stands for the lack of one.</summary>
    private static bool IsPlace(IOperation operation) => operation switch
    {
        IArrayCreationOperation or ICollectionExpressionOperation or IDefaultValueOperation => operation.Type is not null,
        IObjectCreationOperation { Type: INamedTypeSymbol { Arity: > 0 } } => true,
        IConversionOperation { ConstantValue: { HasValue: true, Value: null } } conversion =>
            conversion.Parent is not (IConstantPatternOperation or IBinaryOperation)
                && (LocalTableClasses.MayBe(conversion.Type) || LocalTableClasses.MayHold(conversion.Type)),
        _ => false,
    };

    /// <summary>The classes and interfaces that a type is made of.</summary>
    private static List<ISymbol> ClassesIn(ITypeSymbol type) =>
        PartsOf(type, part => LocalTableClasses.MayBe(part) || LocalTableClasses.MayHold(part));

    /// <summary>The base classes and interfaces that a type is made of.</summary>
    private static List<ISymbol> SeersIn(ITypeSymbol type) => PartsOf(type, LocalTableClasses.MayHold);

    private static List<ISymbol> PartsOf(ITypeSymbol type, Func<ITypeSymbol, bool> isOne)
    {
        var parts = new List<ISymbol>();
        TypeSubstitution.Mentions(type, part =>
        {
            if (isOne(part)) parts.Add(part);
            return false;
        });
        return parts;
    }

    /// <summary>The classes in the fields of a class.</summary>
    private static IEnumerable<ISymbol> Held(INamedTypeSymbol type) => type.TypeKind == TypeKind.Class
        ? LocalClasses.Members(type).SelectMany(member => ClassesIn(((IFieldSymbol)member.Field).Type))
        : [];

    /// <summary>All bodies of a class and of what it derives from, any of which may run.</summary>
    private void Enter(INamedTypeSymbol type)
    {
        if (LocalClasses.Shape(type) is null) _placed.Add(type);
        foreach (var (field, shown) in LocalClasses.Members(type))
        {
            var held = ((IFieldSymbol)field).Type;
            if (LocalTableClasses.MayHold(held)) _shared.Add(held);
            if (!AssignedFields.Is(field, shown)
                || held is { NullableAnnotation: NullableAnnotation.Annotated } or IArrayTypeSymbol or INamedTypeSymbol { Arity: > 0 })
                _placed.UnionWith(ClassesIn(held));
            if (LocalTableClasses.MayBe(held) || LocalTableClasses.MayHold(held)) _optional.Add(held);
        }
        _bases.UnionWith(LocalTableClasses.Bases(type));
        foreach (var part in LocalClasses.Chain(type).Concat(type.AllInterfaces)) EnterMembers(part);
    }

    private void EnterBox(INamedTypeSymbol type)
    {
        _bases.UnionWith(LocalTableClasses.Bases(type));
        foreach (var part in type.AllInterfaces.Prepend(type)) EnterMembers(part);
    }

    private void EnterMembers(INamedTypeSymbol type)
    {
        if (type.DeclaringSyntaxReferences.IsEmpty || !_seen.Add(type)) return;
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>()) Enter(method);
        if (Constructors.BaseCall(type, _lowering.Nesting.Compilation, _lowering.Cancellation) is { } passed) _bodies.Enqueue(passed);
        if (type.InstanceConstructors.FirstOrDefault() is not { } constructor || Model(type) is not { } model) return;
        foreach (var initializer in Constructors.Initializers(constructor, model, _lowering.Cancellation))
            _bodies.Enqueue(initializer.Value);
    }

    /// <summary>The body that a call runs, if objects that are made may come into it.</summary>
    private void Enter(MemberCall call)
    {
        var types = call.Types.OfType<ITypeSymbol>().ToList();
        if (types.Exists(type => TypeSubstitution.Mentions(type, LocalClasses.MayBeTakenApart))
            || SeersIn(call.Method.ReturnType).Count > 0)
            Enter(call.Method);
        else if (types.SelectMany(SeersIn).ToList() is { Count: > 0 } seers) _awaiting.Add((call.Method, seers));
    }

    private void Enter(IMethodSymbol method)
    {
        method = method.OriginalDefinition;
        if (!_seen.Add(method) || SourceBodies.Of(method, _lowering.Nesting.Compilation, _lowering.Cancellation) is not { } body) return;
        _bodies.Enqueue(body);
        // Each of several results may be of a class of its own.
        if (LocalTableClasses.MayHold(method.ReturnType) && body.Descendants().OfType<IReturnOperation>().Skip(1).Any())
            _shared.Add(method.ReturnType);
    }

    private SemanticModel? Model(ISymbol symbol) => symbol.DeclaringSyntaxReferences is [var reference, ..]
        ? _lowering.Nesting.Compilation.GetSemanticModel(reference.SyntaxTree)
        : null;
}
