using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// The members whose bodies are being inlined, innermost last, each with its own <c>this</c>. A lambda or local function that is called in
/// one of them sees the <c>this</c> of the method that it is written in.
/// </summary>
internal sealed class Frames
{
    private readonly List<Frame> _frames = [];
    private readonly Dictionary<ISymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);

    /// <summary>How many bodies have taken the place of calls.</summary>
    public int Count { get; set; }

    /// <summary>Whether the innermost body makes the object that is <c>this</c>.</summary>
    public bool IsInConstructor => Innermost is { Method.MethodKind: MethodKind.Constructor };

    /// <summary>The class that the innermost body belongs to; null in the method itself, and in its lambdas.</summary>
    public INamedTypeSymbol? Class => Innermost is { IsOutermost: false } frame ? frame.Method.ContainingType : null;

    /// <summary>Whether a body around marked <c>[NoGradient]</c> gives constants only.</summary>
    public bool IsConstant => _frames.Exists(frame => Attributes.IsNoGradient(frame.Method));

    private Frame? Innermost => _frames.Count == 0 ? null : _frames[_frames.Count - 1];

    /// <summary>Lowers the body of a member of an object, or of a static one.</summary>
    /// <param name="self">Null for a static member, and for one of the object that the calling body belongs to.</param>
    public void Enter(Lowering lowering, IMethodSymbol method, Tree<Slot>? self, Action lower) =>
        Run(lowering,
            self is null && !method.IsStatic
                ? new(method, lowering.This, lowering.Receiver) { Types = TypeSubstitution.Current }
                : new(method, self, null) { Types = TypeSubstitution.Current }, lower);

    /// <summary>Lowers the body of a lambda or local function.</summary>
    public void Enter(Lowering lowering, IMethodSymbol function, Action lower) => Enter(lowering,
        function.Arity > 0 ? FrameOf(lowering, function) with { Types = TypeSubstitution.Current } : FrameOf(lowering, function), lower);

    private Frame FrameOf(Lowering lowering, IMethodSymbol function) =>
        _frames.FindLast(frame => SymbolEqualityComparer.Default.Equals(frame.Method, Owner(function))) ?? Outermost(lowering);

    /// <summary>Lowers the body of a recursive function that becomes a method.</summary>
    public void EnterLifted(Lowering lowering, Action lower)
    {
        if (lowering.Method.MethodKind == MethodKind.LocalFunction) Enter(lowering, FrameOf(lowering, lowering.Method), lower);
        else Enter(lowering, lowering.Method, null, lower);
    }

    /// <summary>Lowers code that belongs to a body around.</summary>
    public void Enter(Lowering lowering, Frame frame, Action lower)
    {
        if (_frames.Count == 0) lower();
        else Run(lowering, frame, lower);
    }

    /// <summary>The body that is being lowered.</summary>
    public Frame Current(Lowering lowering) => Innermost ?? Outermost(lowering);

    /// <summary>The method itself.</summary>
    private Frame Outermost(Lowering lowering) => (_frames.Count == 0
        ? new Frame(lowering.Method, lowering.This, lowering.Receiver)
        : new(lowering.Method, _frames[0].OuterThis, _frames[0].OuterReceiver)) with { Types = TypeSubstitution.Current,
            IsOutermost = true };

    /// <summary>Whether generated code, which stands in the type of the method but in another file, can name a member or type.</summary>
    public bool IsReachable(Lowering lowering, ISymbol symbol) =>
        lowering.Nesting.Compilation.IsSymbolAccessibleWithin(symbol, lowering.Home) && !IsFileLocal(symbol);

    /// <summary>Whether a member that the running body names cannot be named where its derivatives are.</summary>
    public bool IsHidden(Lowering lowering, ISymbol symbol) =>
        (Class is not null || IsFileLocal(symbol)) && !IsReachable(lowering, symbol);

    private static bool IsFileLocal(ISymbol symbol) => (symbol as INamedTypeSymbol ?? symbol.ContainingType) is { } type
        && (type.IsFileLocal || (type.ContainingType is { } outer && IsFileLocal(outer)));

    /// <summary>The body of a member; null if there is none without C# errors that runs as a whole.</summary>
    public IOperation? BodyOf(Lowering lowering, IMethodSymbol method)
    {
        if (_bodies.TryGetValue(method, out var known)) return known;
        var body = SourceBodies.Of(method, lowering.Nesting.Compilation, lowering.Cancellation);
        if (body is not null
            && (BrokenCode.Is(body, lowering.Cancellation)
                || body.Descendants()
                    .Any(part => part is IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak })))
            body = null;
        if (body is not null) lowering.Objects.Include(lowering, body);
        if (body is not null) CheckTypes(lowering, body);
        return _bodies[method] = body;
    }

    /// <summary>Refuses the first expression whose type cannot be named where the derivatives are.</summary>
    public void CheckTypes(Lowering lowering, IOperation body)
    {
        if (body.Descendants().FirstOrDefault(part => IsNameless(lowering, part.Type)) is { Type: { } hidden } at)
            Refuse(lowering, at, hidden);
    }

    /// <summary>Whether generated code cannot name the type of an expression, and has no parts of it instead.</summary>
    private bool IsNameless(Lowering lowering, ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => IsNameless(lowering, array.ElementType)
            || (array.ElementType is { IsValueType: true } element && IsFileLocal(element)),
        INamedTypeSymbol { IsTupleType: false, TypeKind: TypeKind.Struct or TypeKind.Class or TypeKind.Enum or TypeKind.Delegate
            or TypeKind.Interface } named =>
                !lowering.Tables.Mentions(named) && LocalClasses.Shape(named) is null && !IsReachable(lowering, named)
                    && !(IsFileLocal(named) && Structs.IsShaped(named)),
        _ => false,
    };

    public static void Refuse(Lowering lowering, IOperation at, ISymbol symbol)
    {
        if (IsFileLocal(symbol))
            lowering.Report(Descriptors.EntryPoints.Unnamable, at.Syntax, (symbol as INamedTypeSymbol ?? symbol.ContainingType).Name,
                "is local to its file", "declare it without 'file'");
        else
            lowering.Report(Descriptors.Unsupported.Body, at.Syntax, at.Syntax.ToString(),
                $"the code around the call cannot name '{symbol.Name}'", "make it internal");
    }

    /// <summary>The object that the method itself belongs to.</summary>
    public Value? OuterReceiver(Lowering lowering) => _frames.Count == 0 ? lowering.Receiver : _frames[0].OuterReceiver;

    /// <summary>Whether every <c>this</c> is that object, as a constant.</summary>
    public bool AreOnReceiver(Lowering lowering) => OuterReceiver(lowering) is not null && lowering.ObjectFields.Count == 0
        && lowering.This is null && _frames.TrueForAll(frame => frame is { This: null, OuterThis: null });

    /// <summary>The bodies around a recursive function stand around the method that it becomes.</summary>
    public void Continue(Lowering lowering, Frames outer) =>
        _frames.AddRange(outer._frames.Select(frame => Moved(lowering, frame) with { OuterReceiver = lowering.Receiver }));

    /// <summary>A body as one around the method that a recursive function becomes.</summary>
    public static Frame Moved(Lowering lowering, Frame frame) => frame with
    {
        This = null, OuterThis = null, Receiver = frame.Receiver is null ? null : lowering.Receiver,
    };

    private void Run(Lowering lowering, Frame frame, Action lower)
    {
        var (self, receiver) = (lowering.This, lowering.Receiver);
        _frames.Add(frame with { OuterThis = self, OuterReceiver = receiver });
        (lowering.This, lowering.Receiver) = (frame.This, frame.Receiver);
        TypeSubstitution.Within(frame.Types, lower);
        (lowering.This, lowering.Receiver) = (self, receiver);
        _frames.RemoveAt(_frames.Count - 1);
    }

    private static ISymbol? Owner(ISymbol function) => function is IMethodSymbol { MethodKind: MethodKind.LocalFunction
        or MethodKind.AnonymousFunction } ? function.ContainingSymbol is { } outer ? Owner(outer) : null : function;
}

/// <summary>A body that is being lowered, with the object that its members belong to.</summary>
/// <param name="This">The object as a variable.</param>
/// <param name="Receiver">The object as a constant.</param>
internal sealed record Frame(IMethodSymbol Method, Tree<Slot>? This, Value? Receiver)
{
    /// <summary>Whether it is the method itself.</summary>
    public bool IsOutermost { get; init; }

    /// <summary>What the type parameters of the body stand for.</summary>
    public TypeSubstitution? Types { get; init; }

    public Tree<Slot>? OuterThis { get; init; }

    public Value? OuterReceiver { get; init; }
}
