using Diff.Generators.Collections;
using Diff.Generators.Contracts;

namespace Diff.Generators.Ir;

/// <summary>A method to differentiate: its declaration, what is differentiated, and its body.</summary>
/// <param name="Body">
/// Parameters: <c>this</c> for an instance method, then the entry value of every parameter (unused for <c>out</c>). Yields
/// (single-assignment form): one operand per element of <paramref name="Results"/>. In the imperative form the body ends in
/// <see cref="Return"/> statements.
/// </param>
internal sealed record Method(
    Declaration Declaration,
    EquatableArray<Parameter> Parameters,
    EquatableArray<MethodResult> Results,
    Block Body)
{
    /// <summary>Diagnosed: the members are emitted with bodies that throw <see cref="Refusal.Sentence"/>.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Whether what it delivers by value is one number that can carry a derivative.</summary>
    public bool ReturnsOneNumber => Results.Where(result => result.IsDifferentiable).ToList() is [{ Parameter: < 0, Type: ScalarType }];

    /// <summary>The lambdas whose derivatives the body uses, each a method of its own beside this one.</summary>
    public EquatableArray<Method> Lifted { get; init; }

    /// <summary>The private fields of other classes that the body reads.</summary>
    public EquatableArray<StaticAccessor> Accessors { get; init; }

    /// <summary>The method and all that is lifted out of it.</summary>
    public IEnumerable<Method> WithLifted() => Lifted.SelectMany(lifted => lifted.WithLifted()).Prepend(this);

    /// <summary>What was known of the body before it was dropped, for callers of a refused method.</summary>
    public MethodFacts? Facts { get; init; }

    /// <summary>The return statement of a normalised method, if it was the only one.</summary>
    public Origin Exit { get; init; } = Origin.None;

    /// <summary>The first id that is free for new values.</summary>
    public int NextId { get; init; }

    /// <summary>Whether a call may change what objects and statics hold.</summary>
    public bool ChangesObjects { get; init; }

    /// <summary>
    /// Whether the method may return the very array that an object or static holds, of which its derivatives return a copy.
    /// </summary>
    public bool ReturnsObjects { get; init; }

    /// <summary>Where a call may store active values, or texts made of them, of what objects and statics hold.</summary>
    public StatePlaces Stores { get; init; } = StatePlaces.None;

    /// <summary>What of that which objects and statics hold may count for what a call delivers.</summary>
    public StatePlaces Reads { get; init; } = StatePlaces.None;

    /// <summary>The method whose rule no tangent passes, so that there is no forward mode; empty if there is one.</summary>
    public string Obstacle { get; init; } = "";

    /// <summary>Whether the forward half hands what it records to the reverse half in a struct, so that neither needs a tape.</summary>
    public bool KeepsRecord { get; init; }

    /// <summary>Whether callers go along several directions at once in forward mode.</summary>
    public bool IsBundled { get; init; }

    /// <summary>Whether the tangents of its halves have forms for several directions at once, which callers call.</summary>
    public bool HasBundledHalves { get; init; }

    /// <summary>Whether a call does what must happen once, so that it must not be repeated.</summary>
    public bool HasEffects { get; init; }

    /// <summary>The returned tuple if it holds buffers: then each of its fields, at any depth, is a result of its own.</summary>
    public AggregateType? ReturnedTuple { get; init; }

    /// <summary>Whether spans stand for collections that the primal takes.</summary>
    public bool TakesCollections => Parameters.Any(parameter => parameter.Collection.Length > 0);

    /// <summary>Whether an array stands for a collection that the primal returns.</summary>
    public bool ReturnsCollection { get; init; }

    /// <summary>Whether generated code cannot call the primal as the user wrote it, for lack of the collections.</summary>
    public bool UsesCollections => TakesCollections || ReturnsCollection;

    /// <summary>
    /// Whether the method is an instance method with a constant <c>this</c>, which is the body's first parameter before all others.
    /// </summary>
    public bool HasReceiver => !Declaration.IsStatic && !Parameters.Any(parameter => parameter.IsReceiver);
}

/// <summary>The first error found in a method.</summary>
internal sealed record Refusal(string Id, string Sentence);

/// <param name="Mode">How the argument is passed.</param>
/// <param name="IsIndependent">Differentiated with respect to: a differentiable type, not <c>[NoGradient]</c>, not <c>out</c>.</param>
/// <param name="Default">The default value's C# text, or empty.</param>
/// <param name="IsWritten">A buffer whose elements the method may write.</param>
internal sealed record Parameter(string Name, IrType Type, PassMode Mode, bool IsIndependent, string Default, bool IsParams, bool IsScoped,
    bool IsWritten)
{
    /// <summary>Stands for the <c>this</c> of a struct.</summary>
    public bool IsReceiver { get; init; }

    /// <summary>The user says that the method does not use it: <c>_</c>.</summary>
    public bool IsDiscard { get; init; }

    /// <summary>Stands for a variable around a function that becomes a method, or for a column of a table: no parameter of the user's.</summary>
    public bool IsCaptured { get; init; }

    /// <summary>The object's field that the parameter stands for; null for a parameter of the user's.</summary>
    public FieldParameter? Field { get; init; }

    /// <summary>False for a buffer whose elements the reverse half must do without: callers may have changed them by then.</summary>
    public bool IsReadInReverse { get; init; } = true;

    /// <summary>Whether what a buffer holds on entry may be read.</summary>
    public bool IsReadOnEntry { get; init; } = true;

    /// <summary>Whether somebody may hold on to an array after a call.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether the method may return the very array, of which its derivatives return a copy.</summary>
    public bool IsReturned { get; init; }

    /// <summary>A buffer that the method writes and never reads before: no input, but a result.</summary>
    public bool IsOutput => IsWritten && !IsReadOnEntry;

    /// <summary>
    /// The method writes its elements, but callers that do not know which body they call must be able to rely on the contrary.
    /// </summary>
    public bool BreaksPromise { get; init; }

    /// <summary>
    /// The type of the collection that the primal takes, where a span of its elements stands for it; empty for any other parameter.
    /// </summary>
    public string Collection { get; init; } = "";

    /// <summary>The first parameter of an extension method.</summary>
    public bool IsThis { get; init; }
}

/// <summary>
/// A field of an object of a differentiable class, seen as a parameter: every member reads it from the object itself. Or the whole object,
/// if its class decides which fields there are: then all paths are empty.
/// </summary>
/// <param name="Owner">The object: <c>this</c> or a parameter.</param>
/// <param name="Path">From the object to the field, as the user's code names it.</param>
/// <param name="AccessPath">The same as generated code reads it, which may stand in another class.</param>
/// <param name="GradientPath">The same in the gradient of the object.</param>
/// <param name="GradientType">The type of the gradient of the object in signatures: for a method that is chosen at run time, that of the
/// class that declares it first.</param>
internal sealed record FieldParameter(string Owner, string Path, string AccessPath, string GradientPath, string GradientType)
{
    /// <summary>The field of an object, or the object.</summary>
    public string Of(string owner) => At(owner, AccessPath);

    /// <summary>The same part of the gradient of an object, or the gradient.</summary>
    public string InGradient(string gradient) => At(gradient, GradientPath);

    /// <summary>Whether it is a field that is known by its name, not a whole object.</summary>
    public bool IsKnown => Path.Length > 0;

    /// <summary>How messages call it.</summary>
    public string Display => At(Owner, Path);

    private static string At(string owner, string path) => path.Length == 0 ? owner : $"{owner}.{path}";
}

/// <param name="Parameter">Index of the <c>ref</c> or <c>out</c> parameter that delivers the result; -1 for the returned value, or a field
/// of it.</param>
internal sealed record MethodResult(IrType Type, int Parameter)
{
    public bool IsDifferentiable => Type.IsDifferentiable();
}

/// <summary>The declaration of a method, as the emitter needs it to add members beside it.</summary>
/// <param name="Key">Documentation-comment id.</param>
/// <param name="HintName">Unique, file-system safe stem of the generated file.</param>
/// <param name="Namespace">The namespace, or empty.</param>
/// <param name="Containers">The partial declarations around the method, outermost first, such as
/// <c>partial class Model&lt;T&gt;</c>.</param>
/// <param name="Holder">The containing type as generated code spells it.</param>
/// <param name="Accessibility"><c>public</c>, <c>internal</c> …</param>
/// <param name="Modifiers"><c>static</c>, <c>new</c> …: what generated members repeat, after the accessibility.</param>
/// <param name="TypeParameters"><c>&lt;T&gt;</c>, or empty.</param>
/// <param name="Constraints"><c>where T : …</c>, or empty.</param>
/// <param name="Existing">Generated member names the user has written by hand: skipped.</param>
/// <param name="ChecksOverflow">The compilation's default overflow context.</param>
internal sealed record Declaration(
    string Key,
    string HintName,
    string Namespace,
    EquatableArray<string> Containers,
    string Holder,
    string Accessibility,
    string Modifiers,
    bool IsStatic,
    string Name,
    string Family,
    string TypeParameters,
    string Constraints,
    int Order,
    bool IsProperty,
    EquatableArray<string> Existing,
    bool ChecksOverflow)
{
    /// <summary>How messages call it.</summary>
    public string Display { get; init; } = Name;

    /// <summary>
    /// Whether a struct beside the method can be as visible as a field of any of its callers: no type around it is private or protected.
    /// </summary>
    public bool IsInVisibleType { get; init; }

    /// <summary>An operator, constructor or the like: it has no public family.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Made of a local function: what calls it as it is calls generated code too.</summary>
    public bool IsLifted { get; init; }

    /// <summary>Names that mean a parameter of the type inside it: no parameter of a generated member may hide one.</summary>
    public EquatableArray<string> Held { get; init; }

    /// <summary>How calls find the body.</summary>
    public Dispatch Dispatch { get; init; }

    /// <summary>Documentation-comment ids of the marked members of base classes and interfaces that the body stands for.</summary>
    public EquatableArray<string> Fulfils { get; init; }

    /// <summary>Whether such a member is one of another assembly, whose callers cannot know what the body does.</summary>
    public bool IsPromisedElsewhere { get; init; }

    /// <summary>The interface that an explicit implementation names, and its derivatives with it; empty for any other method.</summary>
    public string Interface { get; init; } = "";

    /// <summary>
    /// What the names of members begin with that belong to this method alone: several explicit implementations may have one family's name.
    /// </summary>
    public string Stem =>
        string.Concat(Interface.Replace("global::", "").Select(character => char.IsLetterOrDigit(character) ? character : '_')) + Family;

    /// <summary>
    /// What is appended to the family's name in members written by hand that other generated members need: these have their own, under
    /// hidden names. A member is never taken for a derivative by its name.
    /// </summary>
    public EquatableArray<string> Replaced { get; init; }

    /// <summary>Abstract: there is a contract, and no body.</summary>
    public bool IsAbstract { get; init; }

    /// <summary>The type parameters in scope that stand for numbers.</summary>
    public EquatableArray<ScalarConstraint> Scalars { get; init; }
}

/// <summary>A type parameter that stands for a number.</summary>
/// <param name="Interfaces">The generic-math interfaces it is known to implement, without type arguments: <c>INumberBase</c> …</param>
internal sealed record ScalarConstraint(string Name, EquatableArray<string> Interfaces);

/// <summary>One generated body. What its block's parameters and yields are, in order, is said on <see cref="DerivativeKind"/>.</summary>
/// <param name="Records">One line per recorded value for the comment at the head of the member; empty if nothing is recorded.</param>
internal sealed record Derivative(DerivativeKind Kind, Block Body, bool UsesTape, EquatableArray<string> Records)
{
    /// <summary>The values that the halves of a method with <see cref="Method.KeepsRecord"/> share; the same for both.</summary>
    public EquatableArray<Value> Kept { get; init; }

    /// <summary>The same for several directions at once, if it can be had: tangents are <see cref="Lanes"/>.</summary>
    public Block? Bundle { get; init; }
}

internal enum DerivativeKind
{
    /// <summary>A body that is no user's, or the user's with spans for collections. Parameters and yields: the primal's.</summary>
    Primal,

    /// <summary>
    /// Parameters: the primal's (this included), one weight per differentiable result, one accumulator per independent (a buffer;
    /// <see cref="BufferKind.Ref"/> for scalars and aggregates; none for <c>ref</c> parameters, whose weight is in-out). Yields: the
    /// primal's results, then the outgoing weight of every differentiable <c>ref</c> or <c>out</c> parameter.
    /// </summary>
    Vjp,

    /// <summary>
    /// Of a scalar result and scalar independents, without a tape. Parameters: the primal's. Yields: the value, then one adjoint per
    /// independent.
    /// </summary>
    ValueAndGradient,

    /// <summary>
    /// Parameters: the primal's, one tangent per independent. Yields: the primal's results, then one tangent per differentiable result.
    /// </summary>
    Jvp,

    /// <summary>Parameters and yields: the primal's. Records on the tape, or yields the <see cref="Derivative.Kept"/> values too.</summary>
    Forward,

    /// <summary>
    /// Parameters: this, the buffer and inert parameters, the <see cref="Derivative.Kept"/> values, one weight per differentiable result,
    /// one accumulator per independent buffer. Yields: one adjoint per other independent (<c>ref</c> parameters included).
    /// </summary>
    Reverse,

    /// <summary>
    /// The product of the Hessian of a scalar result with a direction. Parameters: the primal's, one direction per independent, one product
    /// per independent buffer, which is added to. Yields: one product per other independent.
    /// </summary>
    Hvp,

    /// <summary>
    /// The tangent of <see cref="Jvp"/>. Parameters: those of <see cref="Jvp"/>, then the tangents of the independents, then those of their
    /// tangents. Yields: those of
    /// <see cref="Jvp"/>, then the tangents of the differentiable results, then those of their tangents.
    /// </summary>
    JvpTangent,

    /// <summary>
    /// The tangent of <see cref="Forward"/>. Parameters and yields: those of <see cref="Jvp"/>. Records values with their tangents.
    /// </summary>
    ForwardTangent,

    /// <summary>
    /// The tangent of <see cref="Reverse"/>. Parameters: those of <see cref="Reverse"/>, then the tangents of the independent buffers, of
    /// the weights, and of the accumulators. Yields: those of <see cref="Reverse"/>, then the tangent of each.
    /// </summary>
    ReverseTangent,
}
