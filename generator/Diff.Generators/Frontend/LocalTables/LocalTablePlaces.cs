using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// What code says of the places that objects are in: which classes arrays, collections and fields hold, which of these places may hold no
/// object, and which may hold objects of several classes.
/// <code>
/// Node? best = null;   →   Node is placed, and optional        IShape s = c ? new Circle(r) : new Box(a);   →   IShape is seen, and shared
/// </code>
/// </summary>
/// <param name="followsLists">Whether lists of numbers may be rows too.</param>
internal sealed class LocalTablePlaces(bool followsLists)
{
    private readonly HashSet<ISymbol> _placed = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _optional = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _shared = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _seers = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _carriers = new(SymbolEqualityComparer.Default);

    /// <summary>The classes and interfaces that arrays, collections and fields are made of.</summary>
    public IReadOnlyCollection<ISymbol> Placed => _placed;

    /// <summary>Those of which a place may hold no object.</summary>
    public IReadOnlyCollection<ISymbol> Optional => _optional;

    /// <summary>The base classes and interfaces of which a place may hold objects of several classes.</summary>
    public IReadOnlyCollection<ISymbol> Shared => _shared;

    /// <summary>The base classes and interfaces of places.</summary>
    public ICollection<ISymbol> Seers => _seers;

    /// <summary>Those that get boxes with numbers.</summary>
    public IReadOnlyCollection<ISymbol> Carriers => _carriers;

    /// <summary>Takes note of an operation.</summary>
    public void See(IOperation operation)
    {
        SeeClasses(operation);
        if (followsLists && NewLists.Named(operation) is { } named) _placed.Add(named);
        if (operation is IInvocationOperation { Instance: { Type: { } collection }, TargetMethod.Name: var name }
            && ListMembers.Trying.Contains(name))
            _optional.UnionWith(ClassesIn(collection));
        if (operation is IInvocationOperation { Type: { } found } query && LocalTableQueries.IsOptional(query))
            _optional.UnionWith(ClassesIn(found));
        if (!IsPlace(operation)) return;
        _placed.UnionWith(ClassesIn(operation.Type!).Where(part => !NewLists.IsMade(operation, part)));
        if (operation is IConversionOperation or IDefaultValueOperation or IArrayCreationOperation { Initializer: null })
            _optional.UnionWith(ClassesIn(operation.Type!));
    }

    /// <summary>Takes note of the fields of a class.</summary>
    public void See(INamedTypeSymbol type)
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
            if (ListTables.MayBe(held) && !AssignedFields.Is(field, shown)) _optional.Add(held);
        }
    }

    /// <summary>Takes note of a method: each of several results may be of a class of its own.</summary>
    public void See(IMethodSymbol method, IOperation body)
    {
        if (LocalTableClasses.MayHold(method.ReturnType) && body.Descendants().OfType<IReturnOperation>().Skip(1).Any())
            _shared.Add(method.ReturnType);
    }

    /// <summary>Takes note of objects that a body gets which calls itself: which one each of its calls has is known at run time.</summary>
    public void SeeRecursion(IMethodSymbol method)
    {
        if (!method.IsStatic && LocalTableClasses.MayBe(method.ContainingType)) _placed.Add(method.ContainingType);
        foreach (var type in method.Parameters.Select(parameter => parameter.Type).Append(method.ReturnType))
            _placed.UnionWith(ClassesIn(type));
    }

    /// <summary>Takes note of classes of whose objects one name may be one or another.</summary>
    public void SeeRenamed(IEnumerable<INamedTypeSymbol> types) => _placed.UnionWith(types);

    /// <summary>Takes note of places of base classes and interfaces, and of what may be of several classes.</summary>
    private void SeeClasses(IOperation operation)
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
                if (Boxed(operation) is not null && Sinks.Carries(operand)) _carriers.UnionWith(seers);
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

    /// <summary>The struct that an operation puts into a box; null if it does not.</summary>
    public static INamedTypeSymbol? Boxed(IOperation operation) => operation is IConversionOperation { OperatorMethod: null,
        Type: { } target, Operand.Type: INamedTypeSymbol { TypeKind: TypeKind.Struct } box } && LocalTableClasses.MayHold(target)
        ? box
        : null;

    /// <summary>Whether an operation makes what holds objects, or stands for the lack of one.</summary>
    private static bool IsPlace(IOperation operation) => operation switch
    {
        IArrayCreationOperation or ICollectionExpressionOperation or IDefaultValueOperation => operation.Type is not null,
        IObjectCreationOperation { Type: INamedTypeSymbol { Arity: > 0 } } => true,
        IInvocationOperation call when Linq.Is(call.TargetMethod) => true,
        IConversionOperation { ConstantValue: { HasValue: true, Value: null } } conversion =>
            conversion.Parent is not (IConstantPatternOperation or IBinaryOperation)
                && (LocalTableClasses.MayBe(conversion.Type) || LocalTableClasses.MayHold(conversion.Type)),
        _ => false,
    };

    /// <summary>The classes and interfaces that a type is made of.</summary>
    public IReadOnlyList<ISymbol> ClassesIn(ITypeSymbol type) => PartsOf(type,
        part => LocalTableClasses.MayBe(part) || LocalTableClasses.MayHold(part) || (followsLists && ListTables.MayBe(part)));

    /// <summary>The base classes and interfaces that a type is made of.</summary>
    public static IReadOnlyList<ISymbol> SeersIn(ITypeSymbol type) => PartsOf(type, LocalTableClasses.MayHold);

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
}
