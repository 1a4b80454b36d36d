using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Which classes a method needs as tables: it makes objects of them that get numbers, and puts them into arrays or collections, or
/// <c>null</c> in their place; in its own body or in one that is called from there. Objects that such an object holds are rows as well.
/// </summary>
internal sealed class LocalTableNeeds
{
    private readonly Lowering _lowering;
    private readonly Queue<IOperation> _bodies = new();
    private readonly List<IOperation> _scanned = [];
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _made = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _placed = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _needed = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _optional = new(SymbolEqualityComparer.Default);

    private LocalTableNeeds(Lowering lowering) => _lowering = lowering;

    /// <summary>Whether the body of a method has been looked through.</summary>
    public bool HasSeen(IMethodSymbol method) => _seen.Contains(method);

    public ImmutableHashSet<ISymbol> Classes { get; private set; } = [];

    /// <summary>Those of the classes whose places may hold no object.</summary>
    public ImmutableHashSet<ISymbol> Optional => Classes.Intersect(_optional);

    public static LocalTableNeeds In(Lowering lowering, IOperation body)
    {
        var needs = new LocalTableNeeds(lowering);
        needs._bodies.Enqueue(body);
        while (needs._bodies.Count > 0) needs.Scan(needs._bodies.Dequeue());
        needs.Classes = needs.Result();
        return needs;
    }

    private ImmutableHashSet<ISymbol> Result()
    {
        // The object that the method belongs to is one from elsewhere.
        if (!_lowering.Method.IsStatic) _made.Remove(_lowering.Method.ContainingType);
        if (_made.Count == 0) return [];
        for (var known = -1; known != _needed.Count;)
        {
            known = _needed.Count;
            foreach (var body in _scanned)
                _needed.UnionWith(LocalObjectNeeds.In(_lowering, body, type => type is not null && _needed.Contains(type)).ToList());
            _needed.UnionWith(_needed.SelectMany(Held).ToList());
        }
        _made.RemoveWhere(type => !LocalTableClasses.MayBe((ITypeSymbol)type));
        var rows = _made.Where(type => _placed.Contains(type) && _needed.Contains(type))
            .ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var known = -1; known != rows.Count;)
        {
            known = rows.Count;
            rows = rows.Union(rows.SelectMany(Held).Where(_made.Contains));
        }
        return rows;
    }

    private void Scan(IOperation body)
    {
        _scanned.Add(body);
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is IObjectCreationOperation { Type: INamedTypeSymbol made } && LocalClasses.MayBeTakenApart(made)
                && _made.Add(made))
                Enter(made);
            if (MemberCall.Of(operation) is { } call && !call.Method.DeclaringSyntaxReferences.IsEmpty
                && call.Types.Any(type => TypeSubstitution.Mentions(type, LocalClasses.MayBeTakenApart)))
                Enter(call.Method);
            if (operation is IInvocationOperation { Instance: { Type: { } collection }, TargetMethod: { Name: var name } }
                && ListMembers.Trying.Contains(name))
                _optional.UnionWith(ClassesIn(collection));
            if (!IsPlace(operation)) continue;
            _placed.UnionWith(ClassesIn(operation.Type!));
            if (operation is IConversionOperation or IDefaultValueOperation or IArrayCreationOperation { Initializer: null })
                _optional.UnionWith(ClassesIn(operation.Type!));
        }
    }

    /// <summary>Whether an operation makes what holds objects, or stands for the lack of one.</summary>
    private static bool IsPlace(IOperation operation) => operation switch
    {
        IArrayCreationOperation or ICollectionExpressionOperation or IDefaultValueOperation => operation.Type is not null,
        IObjectCreationOperation { Type: INamedTypeSymbol { Arity: > 0 } } => true,
        IConversionOperation { ConstantValue: { HasValue: true, Value: null } } conversion =>
            conversion.Parent is not (IConstantPatternOperation or IBinaryOperation) && LocalTableClasses.MayBe(conversion.Type),
        _ => false,
    };

    /// <summary>The classes that a type is made of.</summary>
    private static List<ISymbol> ClassesIn(ITypeSymbol type)
    {
        var classes = new List<ISymbol>();
        TypeSubstitution.Mentions(type, part =>
        {
            if (LocalTableClasses.MayBe(part)) classes.Add(part);
            return false;
        });
        return classes;
    }

    /// <summary>The classes in the fields of a class.</summary>
    private static IEnumerable<ISymbol> Held(ISymbol type) =>
        LocalClasses.Members((INamedTypeSymbol)type).SelectMany(member => ClassesIn(((IFieldSymbol)member.Field).Type));

    /// <summary>All bodies of a class, any of which may run.</summary>
    private void Enter(INamedTypeSymbol type)
    {
        if (LocalClasses.Shape(type) is null) _placed.Add(type);
        foreach (var (field, shown) in LocalClasses.Members(type))
        {
            var held = ((IFieldSymbol)field).Type;
            if (!AssignedFields.Is(field, shown)
                || held is { NullableAnnotation: NullableAnnotation.Annotated } or IArrayTypeSymbol or INamedTypeSymbol { Arity: > 0 })
                _placed.UnionWith(ClassesIn(held));
            if (LocalTableClasses.MayBe(held)) _optional.Add(held);
        }
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>()) Enter(method);
        if (type.InstanceConstructors.FirstOrDefault() is not { } constructor || Model(type) is not { } model) return;
        foreach (var initializer in Constructors.Initializers(constructor, model, _lowering.Cancellation))
            _bodies.Enqueue(initializer.Value);
    }

    private void Enter(IMethodSymbol method)
    {
        if (_seen.Add(method) && SourceBodies.Of(method, _lowering.Nesting.Compilation, _lowering.Cancellation) is { } body)
            _bodies.Enqueue(body);
    }

    private SemanticModel? Model(ISymbol symbol) => symbol.DeclaringSyntaxReferences is [var reference, ..]
        ? _lowering.Nesting.Compilation.GetSemanticModel(reference.SyntaxTree)
        : null;
}
