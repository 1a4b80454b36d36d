using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>The contract of a called method: all that a caller may know of it. Never its body, unless it is a small one.</summary>
/// <param name="Key">Documentation-comment id of the original definition.</param>
/// <param name="Display">The name in messages, such as <c>Model.Loss(double, double[])</c>.</param>
/// <param name="Holder">The type as generated code spells it; for an instance method the static type of the receiver.</param>
/// <param name="Name">The primal's name, with type arguments as generated code spells them (<c>Cube&lt;double&gt;</c>).</param>
/// <param name="Family">The prefix of its generated members (the <c>Name</c> of its attribute, or the primal's name).</param>
/// <param name="TypeArguments"><c>&lt;double&gt;</c>, or empty.</param>
/// <param name="IsInstance">The first argument of every call kind is the receiver.</param>
/// <param name="IsProperty">The primal is printed without an argument list.</param>
/// <param name="Results">The returned value first (if not void), then <c>ref</c> and <c>out</c> parameters in order.</param>
internal sealed record Callee(
    string Key,
    string Display,
    CalleeKind Kind,
    string Holder,
    string Name,
    string Family,
    string TypeArguments,
    bool IsInstance,
    bool IsProperty,
    EquatableArray<CalleeParameter> Parameters,
    EquatableArray<CalleeResult> Results)
{
    /// <summary>Whether spans stand for collections that the callee takes.</summary>
    public bool TakesCollections => Parameters.Any(parameter => parameter.IsCollection);

    /// <summary>Whether an array stands for a collection that the callee returns.</summary>
    public bool ReturnsCollection { get; init; }

    /// <summary>Whether the primal is called in the form of the generated code, without collections.</summary>
    public bool UsesCollections => TakesCollections || ReturnsCollection;

    /// <summary>Whether the body that runs is chosen at run time.</summary>
    public bool IsDispatched { get; init; }

    /// <summary>The first parameter stands for the <c>this</c> of a struct.</summary>
    public bool HasReceiverParameter { get; init; }

    /// <summary>
    /// The primal call as C# writes it, with a hole per argument, for what is no method: <c>{0} + {1}</c>. Empty for a method or property.
    /// </summary>
    public string Template { get; init; } = "";

    /// <summary>The rule that serves the callee when it is not <c>[Differentiable]</c> itself.</summary>
    public CustomRule? Rule { get; init; }

    /// <summary>Marked, but no members can be generated for it: what is wrong is said at its declaration.</summary>
    public bool IsRefused { get; init; }

    /// <summary>The form to call on a value without derivatives, of a method that is marked in a struct that is not.</summary>
    public Callee? OnConstant { get; init; }

    /// <summary>What may be called of it in the end.</summary>
    public IEnumerable<Callee> Forms() => OnConstant is { } constant ? [this, constant] : [this];

    /// <summary>It cannot be differentiated with respect to the value it is called on.</summary>
    public bool IsConstantOnly { get; init; }

    /// <summary>It takes the struct that it is called on for a constant, as type arguments bring numbers into that.</summary>
    public bool HasConstantReceiver { get; init; }

    /// <summary>Of which function it is a derivative, if it is one.</summary>
    public DerivativeOf? Derivative { get; init; }

    /// <summary>Whether what its derivatives return is memory of its own.</summary>
    public bool ReturnsOwnMemory => Kind == CalleeKind.Differentiable || Derivative is not null;

    /// <summary>Whether callers lend the memory that hidden derivatives return.</summary>
    public bool BorrowsResults =>
        (Derivative is not null || Kind == CalleeKind.Differentiable && Rule is null) && Results.Any(result => result.Type.IsBuffer());

    /// <summary>Whether a call may change what objects and statics hold.</summary>
    public bool ChangesObjects { get; init; }

    /// <summary>
    /// Whether what is returned may be the very array that an object or static holds, of which derivatives return a copy.
    /// </summary>
    public bool ReturnsObjects { get; init; }

    /// <summary>Where a call may store what it is given, of what objects and statics hold.</summary>
    public StatePlaces Stores { get; init; } = StatePlaces.None;

    /// <summary>What of that which objects and statics hold may count for what a call delivers.</summary>
    public StatePlaces Reads { get; init; } = StatePlaces.None;

    /// <summary>The method whose rule no tangent passes, so that there is no forward mode; empty if there is one.</summary>
    public string Obstacle { get; init; } = "";

    /// <summary>Whether one number comes from numbers, spans, arrays, matrices and jagged arrays of numbers.</summary>
    public bool IsScalarOfNumbers => Results is [{ Type: ScalarType }]
        && Parameters.All(parameter => !parameter.IsIndependent || parameter.Type is ScalarType
            or BufferType { Rank: 1 or 2, Element: ScalarType or BufferType { Rank: 1, Element: ScalarType } });

    /// <summary>Whether one number comes from numbers and memory that is only read: then a Vjp serves forward mode too.</summary>
    public bool IsScalarOfConstants => IsScalarOfNumbers
        && Parameters.All(parameter => !parameter.IsIndependent || parameter.Type is ScalarType || !parameter.IsWritten);

    /// <summary>Whether the forward half hands what it records to the reverse half in a struct, so that neither needs a tape.</summary>
    public bool KeepsRecord { get; init; }

    /// <summary>Whether callers have a forward mode of their own, as the user has written the public member.</summary>
    public bool ReplacesJvp { get; init; }

    /// <summary>Whether forward mode has a form for several directions at once.</summary>
    public bool IsBundled { get; init; }

    /// <summary>Whether the tangents of its halves have forms for several directions at once.</summary>
    public bool HasBundledHalves { get; init; }

    /// <summary>The returned tuple if it holds buffers: then each of its fields, at any depth, is a result of its own.</summary>
    public AggregateType? ReturnedTuple { get; init; }

    /// <summary>
    /// What the callee does, to stand in the place of its calls if it is small: single-assignment form, parameters as in
    /// <see cref="CallKind.Primal"/>, yields its results. Null if it stays a call.
    /// </summary>
    public Block? Body { get; init; }

    /// <summary>The type in which the method is declared.</summary>
    public string DeclaringType { get; init; } = Holder;

    /// <summary>What the name of the record's type adds to the family's.</summary>
    public const string RecordSuffix = "__Record";

    /// <summary>What the forward half hands to the reverse half; null if it records on the tape.</summary>
    public InertType? Record => KeepsRecord ? new(DeclaringType + "." + Family + RecordSuffix, InertKind.Record) : null;

    /// <summary>Whether a call does what must happen once. For a method of this compilation it is not known.</summary>
    public bool HasEffects { get; init; }

    /// <summary>Not marked, but seen to change nothing that others see.</summary>
    public bool IsHarmless { get; init; }

    /// <summary>What a local variable for something of a call is called: <c>square</c> for <c>Square</c>.</summary>
    public string LocalName => char.ToLowerInvariant(Family[0]) + Family.Substring(1);

    /// <summary>How often it can be differentiated: of order 2, its halves have tangents.</summary>
    public int Order { get; init; } = 1;
}

/// <summary>A derivative of a function as a function itself: <c>Gradient.Of(Model.P, x, k)</c> is one of x and k.</summary>
/// <param name="Differentiated">How many of the function's parameters are differentiated: its first ones after the fields of
/// objects.</param>
internal sealed record DerivativeOf(EntryPointKind Kind, Callee Function, int Differentiated)
{
    /// <summary>The fields of objects that the function's first parameters stand for.</summary>
    public EquatableArray<FieldParameter> Fields { get; init; }

    /// <summary>The index of the first parameter that is differentiated.</summary>
    private int First => Fields.Count;

    /// <summary>Which of the parameters that are differentiated the function's parameter is; null for a constant.</summary>
    public int? PartOf(int parameter) =>
        parameter - First is var part && part >= 0 && part < Differentiated ? part : null;

    /// <summary>What there is one of for each parameter, for those that are differentiated.</summary>
    public IEnumerable<T> Parts<T>(IEnumerable<T> ofParameters) => ofParameters.Skip(First).Take(Differentiated);

    /// <summary>What the user has asked for, of which it may be a part.</summary>
    public EntryPointKind Asked { get; init; } = Kind;

    /// <summary>Whether it is a second derivative, which has derivatives of its own by its direction alone.</summary>
    public bool IsSecond => Kind == EntryPointKind.Hvp;
}

internal enum CalleeKind
{
    /// <summary>Marked <c>[Differentiable]</c>: its generated halves are called.</summary>
    Differentiable,

    /// <summary>Known only by a rule: of <c>[DerivativeOf]</c>, or by elements.</summary>
    Custom,

    /// <summary>Neither: an error when an active value flows through it.</summary>
    Unknown,
}

/// <param name="IsIndependent">Of a differentiable type and not <c>[NoGradient]</c>.</param>
/// <param name="IsWritten">A buffer whose elements the callee may write.</param>
internal sealed record CalleeParameter(string Name, IrType Type, PassMode Mode, bool IsIndependent, bool IsWritten)
{
    /// <summary>
    /// Of a type that carries numbers here, as a type argument does, where the method itself knows of none: it takes them for constants.
    /// </summary>
    public bool IsConstant { get; init; }

    /// <summary>A span that stands for the elements of a collection.</summary>
    public bool IsCollection { get; init; }

    /// <summary>Stands for a field of an object, which the callee reads itself: the call does not name it.</summary>
    public bool IsField { get; init; }

    /// <summary>False for a buffer whose elements the reverse half does not read.</summary>
    public bool IsReadInReverse { get; init; } = true;

    /// <summary>Whether the reverse half receives it: scalars and aggregates were recorded.</summary>
    public bool IsReverseInput => Type is BufferType or InertType && Mode != PassMode.Out;

    /// <summary>Whether what a buffer holds on entry may be read.</summary>
    public bool IsReadOnEntry { get; init; } = true;

    /// <summary>Whether somebody may hold on to an array after a call.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether what is returned may be the very array, of which derivatives return a copy.</summary>
    public bool IsReturned { get; init; }
}

/// <param name="Parameter">Index of the <c>ref</c> or <c>out</c> parameter that delivers the result; -1 for the returned value.</param>
internal sealed record CalleeResult(IrType Type, int Parameter)
{
    public bool IsDifferentiable => Type.IsDifferentiable();
}

internal enum PassMode
{
    Value,
    In,
    Ref,
    Out,
}

/// <summary>The rule of a method that is not <c>[Differentiable]</c>: of <c>[DerivativeOf]</c>, or by elements.</summary>
/// <param name="Method">The rule's method as generated code calls it.</param>
/// <param name="TakesResult">A partials rule whose last parameter <c>result</c> receives the primal's value.</param>
/// <param name="Jvp">The forward-mode companion of a Vjp-form rule with a vector result; empty if there is none.</param>
internal sealed record CustomRule(string Method, RuleForm Form, bool TakesResult, string Jvp = "")
{
    /// <summary>Of a rule by elements: the primitive that each destination receives, or that of the reduction.</summary>
    public EquatableArray<string> Functions { get; init; } = [];

    public static CustomRule OfElements(EquatableArray<string> functions) =>
        new("", RuleForm.Elements, TakesResult: false) { Functions = functions };

    /// <summary>The contract of a partials rule that is <c>[Differentiable]</c> itself, so that its partials have derivatives.</summary>
    public Callee? Partials { get; init; }

    /// <summary>The parameters of a rule in Vjp form whose adjoint memory it takes as a weight, among the weights.</summary>
    public EquatableArray<string> Weighted { get; init; } = [];
}

internal enum RuleForm
{
    Partials,
    Vjp,

    /// <summary>
    /// A partial per element, from the rule table: a primitive applied to each element of spans, or a reduction of spans.
    /// </summary>
    Elements,
}

/// <summary>Which member of a callee a <see cref="Call"/> invokes, with the layout of its operands and results.</summary>
internal enum CallKind
{
    /// <summary>
    /// Operands: [receiver], one per parameter (the entry value of <c>ref</c>; a default for <c>out</c>). Results:
    /// <see cref="Callee.Results"/>.
    /// </summary>
    Primal,

    /// <summary>
    /// Like <see cref="Primal"/>, and records what the reverse half needs: on the tape, or in one more result, <see cref="Callee.Record"/>.
    /// </summary>
    Forward,

    /// <summary>
    /// Operands: [receiver], every buffer or inert parameter (scalars and aggregates were recorded), the <see cref="Callee.Record"/> if
    /// there is one, one weight per differentiable result, one adjoint buffer per independent buffer parameter (a default constant where it
    /// is not wanted). Results: one adjoint per other independent parameter (an <c>out</c> has none).
    /// </summary>
    Reverse,

    /// <summary>
    /// Operands: those of <see cref="Primal"/>, then one tangent per independent parameter (an <c>out</c> has none).
    /// Results: those of <see cref="Primal"/>, then one tangent per differentiable result.
    /// </summary>
    Jvp,

    /// <summary>
    /// The tangent of <see cref="Jvp"/>: the derivative along two directions. Operands: those of <see cref="Jvp"/>, then the tangents of
    /// the independents, then those of their tangents. Results: those of <see cref="Jvp"/>, then the tangents of the differentiable
    /// results, then those of their tangents.
    /// </summary>
    JvpTangent,

    /// <summary>
    /// The tangent of <see cref="Forward"/>: operands and results of <see cref="Jvp"/>; records values with their tangents.
    /// </summary>
    ForwardTangent,

    /// <summary>
    /// The tangent of <see cref="Reverse"/>. Operands: those of <see cref="Reverse"/>, then the tangents of the independent buffers among
    /// them, of the weights, and of the adjoint buffers. Results: those of <see cref="Reverse"/>, then the tangent of each.
    /// </summary>
    ReverseTangent,
}
