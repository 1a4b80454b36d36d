using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// One run of the front end over one method body: the block under construction, where the statements come from, the variables in
/// scope, and the regions that jumps leave. What cannot be lowered is reported and replaced by a default value, so that one
/// run finds every error.
/// </summary>
internal sealed class Lowering(IMethodSymbol method, EquatableArray<Parameter> parameters, Ids ids, Nesting nesting, IDiagnosticSink sink,
    CancellationToken cancellation)
{
    private BlockBuilder _block = new(ids);
    private bool _isUnreachable;
    private Origin _origin = Origin.None;
    private int _statements;
    private SyntaxNode? _statement;
    private SyntaxNode? _expression;
    private readonly Depth _depth = new();
    private HashSet<Slot>? _fixed;

    public IMethodSymbol Method { get; } = method;

    public EquatableArray<Parameter> Parameters { get; } = parameters;

    public Ids Ids { get; } = ids;

    /// <summary>The derivatives of other functions that the body uses.</summary>
    public Nesting Nesting { get; } = nesting;

    public Variables Variables { get; } = new(ids);

    /// <summary>The objects that are taken apart.</summary>
    public LocalObjects Objects => Variables.Objects;

    /// <summary>The objects that are rows of tables.</summary>
    public LocalTables Tables { get; } = new();

    /// <summary>The members of objects that are being inlined.</summary>
    public Frames Frames { get; } = new();

    public References References { get; } = new();

    public Delegates Delegates { get; } = new();

    public Queries Queries { get; } = new();

    /// <summary>The variables that stand for the elements of a collection.</summary>
    public HashSet<ISymbol> Collections { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Those of them that are made here.</summary>
    public Dictionary<ISymbol, LocalList> Lists { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The left operands of a long expression that are lowered already.</summary>
    public Dictionary<IOperation, Tree<Operand>> LeftOperands { get; } = [];

    /// <summary>The variables that stand for a stack, a queue or a dictionary made here.</summary>
    public Dictionary<ISymbol, LocalContainer> Containers { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The numbers that stand before <c>?.</c>, where they are not missing.</summary>
    public Dictionary<IOperation, Tree<Operand>> Accessed { get; } = [];

    public Regions Regions { get; } = new();

    public HeldParameters Held { get; } = new();

    public ValueNames Names { get; } = new();

    /// <summary>The local functions and lambdas whose bodies are being inlined, innermost last.</summary>
    public List<Inlining> Inlinings { get; } = [];

    /// <summary>The variable <c>this</c> of a struct that is differentiated, or made by a constructor; null in any other method.</summary>
    public Tree<Slot>? This { get; set; }

    /// <summary>The value of <c>this</c> where it is a constant; null in a static method.</summary>
    public Value? Receiver { get; set; }

    public Origin Origin => _origin;

    /// <summary>The expression or statement that is being lowered.</summary>
    public SyntaxNode Where => _expression ?? _statement!;

    /// <summary>The symbol of one of <see cref="Parameters"/> that is not <c>this</c>.</summary>
    public ISymbol SymbolOf(int parameter)
    {
        var index = parameter - Parameters.Count(candidate => candidate.IsReceiver || candidate.Field is not null)
            - (Lifted is { HasRow: true } ? 1 : 0);
        return Lifted is null ? (Method.PartialImplementationPart ?? Method).Parameters[index] : Lifted.Symbols[index];
    }

    /// <summary>Whether a parameter is one of the method, and not of a function that is inlined in it.</summary>
    public bool IsOwn(IParameterSymbol parameter) => SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, Method)
        || SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, Method.PartialImplementationPart);

    /// <summary>The recursive function whose body this is, which becomes a method; null for any other method.</summary>
    public RecursiveFunction? Lifted { get; init; }

    /// <summary>The type that the generated code stands in.</summary>
    public INamedTypeSymbol Home { get; init; } = method.ContainingType;

    /// <summary>Whether a body is being lowered, here or around a recursive function that uses variables of it.</summary>
    public bool IsRunning(IMethodSymbol function) =>
        Inlinings.Exists(inlining => SymbolEqualityComparer.Default.Equals(inlining.Function, function))
            || Lifted?.Uses(function) == true;

    /// <summary>Whether the body is that of a lambda or local function whose derivative an entry point takes.</summary>
    public bool IsOfFunction => Nesting.Differentiated.LastOrDefault() is { } function
        && Method.DeclaringSyntaxReferences.Any(declared => declared.Span == function.Span && declared.SyntaxTree == function.SyntaxTree);

    /// <summary>Whether the fields of the object that a parameter is are independents.</summary>
    public bool IsFollowed(IParameterSymbol parameter) =>
        Parameters.Any(candidate => candidate.Field?.Owner == Spelling.Identifier(parameter.Name));

    /// <summary>The independents that are fields of objects, by how they are reached: <c>this.Hidden.Weights</c>.</summary>
    public Dictionary<string, Tree<Slot>> ObjectFields { get; } = new(StringComparer.Ordinal);

    /// <summary>The objects of differentiable classes that the method makes.</summary>
    public CreatedObjects Created { get; } = new();

    /// <summary>The differentiated objects that are memory.</summary>
    public ObjectRows Rows { get; } = new();

    /// <summary>The parameters and locals that are other names of them.</summary>
    public ObjectNames ObjectNames { get; } = new();

    public ObjectPlaces ObjectPlaces { get; } = new();

    /// <summary>The locals that hold one of them after another.</summary>
    public ObjectVariables ObjectVariables { get; } = new();

    /// <summary>The locals that are other names of objects.</summary>
    public ObjectAliases Aliases { get; } = new();

    /// <summary>Whether a jump has ended the block under construction.</summary>
    public bool IsUnreachable => _isUnreachable;

    /// <summary>Lowers one statement under an origin of its own.</summary>
    public void AtStatement(SyntaxNode text, Action lower)
    {
        cancellation.ThrowIfCancellationRequested();
        var (outer, outerStatement) = (_origin, _statement);
        (_origin, _statement) = (new(_statements++, Locate(text), OriginText.Of(text)), text);
        lower();
        (_origin, _statement) = (outer, outerStatement);
    }

    /// <summary>Lowers one expression under an ordinal of its own.</summary>
    public T AtExpression<T>(SyntaxNode syntax, Func<T> lower)
    {
        cancellation.ThrowIfCancellationRequested();
        var (outer, outerExpression) = (_origin, _expression);
        (_origin, _expression) = (outer with { Expression = Locate(syntax) }, syntax);
        var result = _depth.Inside(Depth.Step, syntax, lower);
        (_origin, _expression) = (outer, outerExpression);
        return result;
    }

    /// <summary>Collects what <paramref name="lower"/> adds in a block of its own, which hands back the operands returned.</summary>
    public Block Nest(Func<EquatableArray<Operand>> lower) => Nest(Depth.Step, lower);

    private Block Nest(int weight, Func<EquatableArray<Operand>> lower)
    {
        var (outer, wasUnreachable) = (_block, _isUnreachable);
        (_block, _isUnreachable) = (new(Ids), false);
        var yields = _depth.Inside(weight, _expression ?? _statement, lower);
        var block = _block.Build([], yields);
        (_block, _isUnreachable) = (outer, wasUnreachable);
        return block;
    }

    public Block Nest(Action lower) => Nest(Depth.Block, lower);

    private Block Nest(int weight, Action lower) => Nest(weight, () =>
    {
        lower();
        return [];
    });

    public void Add(Statement statement)
    {
        if (_isUnreachable) return;
        _block.Add(statement);
        Names.Define(statement);
        _isUnreachable = statement is Break or Continue or Return or Throw;
    }

    public Value Let(Operation operation, IrType type)
    {
        var value = new Value(Ids.Take(), type, "");
        Add(new Let([value], operation, _origin));
        return value;
    }

    public void Do(Operation operation) => Add(new Let([], operation, _origin));

    public Value Apply(Primitive primitive, IrType type, params Operand[] operands) =>
        Let(new Apply(primitive, operands.ToEquatableArray()), type);

    public Value Read(Slot slot) => Let(new ReadSlot(slot), slot.Type);

    public Tree<Operand> Read(Tree<Slot> variable) => variable.Select(slot => (Operand)Read(slot));

    /// <summary>From here on the variable must not change: callers rely on that.</summary>
    public void Fix(Tree<Slot> variable) => _fixed = [.. variable.Leaves];

    public void Write(Slot slot, Operand operand)
    {
        if (_fixed?.Contains(slot) == true)
            Report(Descriptors.Unsupported.Statement, _statement!,
                "a change of 'this' that its callers do not see, by a getter or an extension method,",
                "assign its fields in an ordinary method");
        Names.Assign(slot, operand);
        Add(new WriteSlot(slot, As(operand, slot.Type), _origin));
    }

    public void Write(Tree<Slot> variable, Tree<Operand> value)
    {
        if (variable.IsLeaf) Write(variable.Leaf, Pack(value));
        else if (LocalObjects.IsObject(variable.Type) && (value.IsLeaf || IsOfAnotherClass(variable.Type, value)))
            LocalObjects.Lost(this, Where, value.Type);
        else
        {
            var fields = Unpack(value);
            for (var i = 0; i < variable.Fields.Count; i++) Write(variable.Fields[i], fields.Fields[i]);
        }
    }

    /// <summary>
    /// Whether an object is of a derived class: its variable has no place for all fields, and does not say whose members run.
    /// </summary>
    private static bool IsOfAnotherClass(IrType place, Tree<Operand> value) =>
        LocalObjects.IsObject(place) && !value.IsLeaf && value.Type.Name != place.Name;

    /// <summary>One operand for a value: a tuple is put together.</summary>
    public Operand Pack(Tree<Operand> value) => value.IsLeaf ? value.Leaf
        : LocalObjects.IsObject(value.Type) ? LocalObjects.Lost(this, Where, value.Type)
        : Let(new MakeAggregate(value.Fields.Zip(((AggregateType)value.Type).Fields, (field, declared) => As(Pack(field), declared.Type))
            .ToEquatableArray()), value.Type);

    /// <summary>The fields of a value: a tuple is taken apart.</summary>
    public Tree<Operand> Unpack(Tree<Operand> value) => value.IsLeaf ? Unpack(value.Leaf) : value;

    public Tree<Operand> Unpack(Operand operand) => operand.Type is AggregateType aggregate
        ? new(aggregate, [.. aggregate.Fields.Select((_, i) => Unpack(Field(operand, i)))])
        : new(operand.Type, operand);

    public Operand Field(Operand aggregate, int field) =>
        Let(new GetField(aggregate, field), ((AggregateType)aggregate.Type).Fields[field].Type);

    /// <summary>Chooses between two values.</summary>
    public Tree<Operand> Choose(Operand condition, IrType type, Func<Tree<Operand>> then, Func<Tree<Operand>> otherwise)
    {
        var types = Tree<IrType>.Build(type, (leaf, _) => leaf).Leaves.ToList();
        var thenBlock = Nest(() => Leaves(then()));
        var elseBlock = Nest(() => Leaves(otherwise()));
        if (Throws(thenBlock)) return Guarded(thenBlock, Block.Empty, elseBlock);
        if (Throws(elseBlock)) return Guarded(Block.Empty, elseBlock, thenBlock);
        var result = Tree<Operand>.Build(type, (leaf, _) => new Value(Ids.Take(), leaf, ""));
        Add(new If(condition, thenBlock, elseBlock, result.Leaves.Cast<Value>().ToEquatableArray(), _origin));
        return result;

        // A branch that throws chooses nothing: the other one goes on.
        Tree<Operand> Guarded(Block thrown, Block otherThrown, Block chosen)
        {
            Add(new If(condition, thrown with { Yields = [] }, otherThrown with { Yields = [] }, [], _origin));
            _block.AddRange(chosen.Statements);
            var leaf = 0;
            return Tree<Operand>.Build(type, (_, _) => chosen.Yields[leaf++]);
        }

        EquatableArray<Operand> Leaves(Tree<Operand> value)
        {
            if (IsOfAnotherClass(type, value)) LocalObjects.Lost(this, Where, value.Type);
            return (type is AggregateType ? Unpack(value).Leaves : [Pack(value)]).Zip(types, As).ToEquatableArray();
        }
    }

    /// <summary>The operand as the same type spelled otherwise: <c>List&lt;string?&gt;</c> for <c>List&lt;string&gt;</c>.</summary>
    private Operand As(Operand operand, IrType type) => (operand, type) switch
    {
        _ when operand.Type == type => operand,
        (Constant { Type: InertType } constant, InertType) => constant with { Type = type },
        (_, InertType) => Let(new Inert("{0}", [operand], Effect.Pure), type),
        _ => operand,
    };

    /// <summary>Chooses between two truth values.</summary>
    public Operand Choose(Operand condition, Func<Operand> then, Func<Operand> otherwise)
    {
        var thenBlock = Nest(() => [then()]);
        var elseBlock = Nest(() => [otherwise()]);
        if (IsJust(thenBlock, Constant.True) && IsJust(elseBlock, Constant.False)) return condition;
        var result = new Value(Ids.Take(), InertType.Bool, "");
        Add(new If(condition, thenBlock, elseBlock, [result], _origin));
        return result;
    }

    private static bool Throws(Block block) => block.Statements.Count > 0 && block.Statements[block.Statements.Count - 1] is Throw;

    private static bool IsJust(Block block, Constant constant) => block.Statements.IsEmpty && block.Yields[0] == constant;

    public void Branch(Operand condition, Action then, Action? otherwise = null) =>
        Add(new If(condition, Nest(then), otherwise is null ? Block.Empty : Nest(Depth.Step, otherwise), [], _origin));

    public IDiagnosticSink Sink => sink;

    public CancellationToken Cancellation => cancellation;

    public void Report(DiagnosticDescriptor descriptor, SyntaxNodeOrToken where, params string[] arguments) =>
        sink.Report(descriptor, where, arguments);

    /// <summary>Reports, and stands in for the expression.</summary>
    public Tree<Operand> Refuse(IOperation operation, DiagnosticDescriptor descriptor, params string[] arguments)
    {
        Report(descriptor, operation.Syntax, arguments);
        return Placeholder(operation.Type);
    }

    /// <summary>Any value of the type: stands for an expression that was refused or is never reached.</summary>
    public static Tree<Operand> Placeholder(ITypeSymbol? type) => type is null || type.SpecialType == SpecialType.System_Void
        ? Nothing
        : Default(Shapes.Of(type));

    /// <summary>The value of a type whose numbers are all zero.</summary>
    public static Tree<Operand> Default(IrType type) => Tree<Operand>.Build(type, (leaf, _) => Constant.Default(leaf));

    /// <summary>The value of a call that returns none.</summary>
    public static Tree<Operand> Nothing { get; } = new(InertType.Bool, Constant.False);

    private int Locate(SyntaxNode syntax)
    {
        var ordinal = Nesting.Expressions.Take();
        sink.Locate(ordinal, syntax);
        return ordinal;
    }
}
