using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// The code that objects which a method makes may come into: its own body, those of the methods that get or give objects, at any depth, and
/// all members of the classes that are made. What these bodies make, and where they put it, is noted on the way.
/// <code>
/// Sum(new Square(x))   →   this body, Sum, and all of Square, of its base classes and interfaces
/// </code>
/// </summary>
internal sealed class LocalTableBodies
{
    private readonly Lowering _lowering;
    private readonly Queue<IOperation> _pending = new();
    private readonly List<IOperation> _all = [];
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, int> _made = new(SymbolEqualityComparer.Default);

    // Methods that get objects by base classes or interfaces; they matter once objects are made that these may hold.
    private readonly List<(IMethodSymbol Method, IReadOnlyList<ISymbol> Seers)> _awaiting = [];
    private readonly HashSet<ISymbol> _bases = new(SymbolEqualityComparer.Default);

    // Classes that objects are asked for.
    private readonly HashSet<INamedTypeSymbol> _tested = new(SymbolEqualityComparer.Default);

    private LocalTableBodies(Lowering lowering)
    {
        _lowering = lowering;
        Places = new(lowering.Nesting.FollowsLists);
    }

    public IReadOnlyList<IOperation> All => _all;

    public LocalTablePlaces Places { get; }

    /// <summary>The classes whose objects are made, and the structs that are put into boxes.</summary>
    public IEnumerable<INamedTypeSymbol> Made => _made.Keys.Cast<INamedTypeSymbol>();

    /// <summary>How many expressions make an object of a class.</summary>
    public int CountMade(INamedTypeSymbol type) => _made.TryGetValue(type, out var count) ? count : 0;

    /// <summary>Whether the body of a method has been looked through.</summary>
    public bool HasSeen(IMethodSymbol method) => _seen.Contains(method.OriginalDefinition);

    /// <summary>The classes that objects are asked for and that none is made of, though others of the same interface or base class
    /// are.</summary>
    public IEnumerable<INamedTypeSymbol> Unmade =>
        _tested.Where(type => !_made.ContainsKey(type) && LocalTableClasses.MayBe(type)
            && LocalTableClasses.Bases(type).Any(_bases.Contains));

    /// <param name="addsUnmade">Whether classes that none is made of count as well: their tables have no rows.</param>
    public static LocalTableBodies From(Lowering lowering, IOperation body, bool addsUnmade)
    {
        var bodies = new LocalTableBodies(lowering);
        bodies._pending.Enqueue(body);
        while (bodies._pending.Count > 0)
        {
            bodies.Scan(bodies._pending.Dequeue());
            if (bodies._pending.Count > 0) continue;
            bodies.EnterAwaiting();
            if (addsUnmade) foreach (var type in bodies.Unmade.ToList()) bodies.Add(type);
        }
        return bodies;
    }

    private void Scan(IOperation body)
    {
        _all.Add(body);
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is IObjectCreationOperation { Type: INamedTypeSymbol made } && LocalClasses.MayBeTakenApart(made)) Make(made);
            if (_lowering.Nesting.FollowsLists && NewLists.Made(operation) is { } list) Make(list);
            if (LocalTablePlaces.Boxed(operation) is { } box) Make(box);
            if (Tested(operation) is INamedTypeSymbol tested) _tested.Add(tested);
            if (MemberCall.Of(operation) is { } call && !call.Method.DeclaringSyntaxReferences.IsEmpty) Enter(call);
            Places.See(operation);
        }
    }

    /// <summary>The type that an expression or pattern asks an object for.</summary>
    private static ITypeSymbol? Tested(IOperation operation) => operation switch
    {
        IIsTypeOperation test => test.TypeOperand,
        IDeclarationPatternOperation pattern => pattern.MatchedType,
        ITypePatternOperation pattern => pattern.MatchedType,
        IRecursivePatternOperation pattern => pattern.MatchedType,
        IConversionOperation { OperatorMethod: null, IsImplicit: false } cast => cast.Type,
        _ => null,
    };

    private void Make(INamedTypeSymbol type)
    {
        _made[type] = CountMade(type) + 1;
        if (_made[type] == 1 && !ListTables.MayBe(type)) Add(type);
    }

    private void Add(INamedTypeSymbol type)
    {
        if (!_made.ContainsKey(type)) _made[type] = 0;
        _bases.UnionWith(LocalTableClasses.Bases(type));
        if (!type.IsValueType) Places.See(type);
        foreach (var part in (type.IsValueType ? [type] : LocalClasses.Chain(type)).Concat(type.AllInterfaces)) EnterMembers(part);
    }

    /// <summary>Looks through what gets objects of classes that are made as ones of a base class or interface.</summary>
    private void EnterAwaiting()
    {
        foreach (var (method, seers) in _awaiting.ToList())
            if (seers.Any(_bases.Contains)) Enter(method);
        _awaiting.RemoveAll(call => HasSeen(call.Method));
    }

    /// <summary>All bodies of a class or interface, any of which may run.</summary>
    private void EnterMembers(INamedTypeSymbol type)
    {
        if (type.DeclaringSyntaxReferences.IsEmpty || !_seen.Add(type)) return;
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>()) Enter(method);
        if (Constructors.BaseCall(type, _lowering.Nesting.Compilation, _lowering.Cancellation) is { } passed) _pending.Enqueue(passed);
        if (type.InstanceConstructors.FirstOrDefault() is not { } constructor || Model(type) is not { } model) return;
        foreach (var initializer in Constructors.Initializers(constructor, model, _lowering.Cancellation))
            _pending.Enqueue(initializer.Value);
    }

    /// <summary>The body that a call runs, if objects that are made may come into it.</summary>
    private void Enter(MemberCall call)
    {
        var types = call.Types.OfType<ITypeSymbol>().ToList();
        if (types.Exists(type => TypeSubstitution.Mentions(type, LocalClasses.MayBeTakenApart)
                || (_lowering.Nesting.FollowsLists && ListTables.AreIn(type)))
            || LocalTablePlaces.SeersIn(call.Method.ReturnType).Count > 0)
            Enter(call.Method);
        else if (types.SelectMany(LocalTablePlaces.SeersIn).ToList() is { Count: > 0 } seers) _awaiting.Add((call.Method, seers));
    }

    private void Enter(IMethodSymbol method)
    {
        method = method.OriginalDefinition;
        if (!_seen.Add(method) || SourceBodies.Of(method, _lowering.Nesting.Compilation, _lowering.Cancellation) is not { } body) return;
        _pending.Enqueue(body);
        Places.See(method, body);
    }

    private SemanticModel? Model(ISymbol symbol) => symbol.DeclaringSyntaxReferences is [var reference, ..]
        ? _lowering.Nesting.Compilation.GetSemanticModel(reference.SyntaxTree)
        : null;
}
