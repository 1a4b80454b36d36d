using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>What one <see cref="Let"/> computes from its operands.</summary>
internal abstract record Operation
{
    /// <summary>The operands in evaluation order.</summary>
    public abstract EquatableArray<Operand> Operands { get; }

    /// <summary>The same operation on other operands, in the order of <see cref="Operands"/>.</summary>
    public abstract Operation With(EquatableArray<Operand> operands);
}

/// <summary>A pure function of scalars: an arithmetic operator, a comparison, a method of the rule table.</summary>
/// <param name="IsChecked">Integer overflow throws; always false for floating point.</param>
internal sealed record Apply(Primitive Primitive, EquatableArray<Operand> Arguments, bool IsChecked = false) : Operation
{
    public override EquatableArray<Operand> Operands => Arguments;
    public override Operation With(EquatableArray<Operand> operands) => this with { Arguments = operands };
}

/// <summary>
/// A conversion between numeric types (<c>(double)i</c>, <c>(float)x</c>, <c>T.CreateChecked(x)</c>); the result's type is the target.
/// </summary>
/// <param name="IsImplicit">C# needs no cast to be written.</param>
internal sealed record Conversion(Operand Operand, bool IsImplicit, bool IsChecked = false) : Operation
{
    public override EquatableArray<Operand> Operands => [Operand];
    public override Operation With(EquatableArray<Operand> operands) => this with { Operand = operands[0] };
}

/// <summary>
/// A C# expression that carries no derivative, kept as a template with a hole <c>{0}</c>, <c>{1}</c> … per operand.
/// Braces of the expression itself are doubled, as in a format string.
/// </summary>
internal sealed record Inert(string Template, EquatableArray<Operand> Arguments, Effect Effect) : Operation
{
    /// <summary>
    /// Written by the transforms: linear in the buffers among its operands, so that the same expression of their tangents is its own
    /// tangent. What it writes is its result, or else its last operand.
    /// </summary>
    public bool IsLinear { get; init; }

    /// <summary>
    /// Written by forward mode, beside what is linear: several directions have memory of their own, where one could share a sink.
    /// </summary>
    public bool IsTangent { get; init; }

    /// <summary>Whatever its effect, it writes to none of the buffers among its operands.</summary>
    public bool KeepsBuffers { get; init; }

    /// <summary>
    /// Makes an object that holds the buffers among its operands; nobody else gets them from it, and nobody writes them through it. It can
    /// be made once more, and is for the reverse sweep, which has its own copies of what others may write.
    /// </summary>
    public bool IsHolder { get; init; }

    /// <summary>Makes an array that nobody else has.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Makes an object with <c>new</c>.</summary>
    public bool IsCreation { get; init; }

    /// <summary>The array that it makes, running no code of the user; null if it makes none.</summary>
    public NewArray? NewArray { get; init; }

    /// <summary>
    /// Reads what memory holds, a field, an element or a count: the same again as long as nobody writes. A getter may be anything.
    /// </summary>
    public bool IsStored { get; init; }

    /// <summary>Reads by code that is known to write nothing.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>
    /// Whether code that is not seen may write while it only seems to read: a getter, an operator, a conversion or <c>ToString</c> of the
    /// user's.
    /// </summary>
    public bool MayRunCode => Effect == Effect.Read && !IsStored && !IsQuiet && !IsLinear
        && (Arguments.IsEmpty || Arguments.Any(argument => argument.Type is InertType { Name: not "string",
            Kind: InertKind.Reference or InertKind.Struct or InertKind.RefStruct or InertKind.Record }));

    /// <summary>Reads a field that holds an object from its start on.</summary>
    public bool IsNeverNull { get; init; }

    /// <summary>The buffers that it may write.</summary>
    public IEnumerable<Operand> Writable => Effect != Effect.Write || KeepsBuffers || IsHolder
        ? []
        : Arguments.Where(argument => argument.Type is BufferType { Kind: not BufferKind.ReadOnlySpan });

    /// <summary>
    /// Puts numbers where no derivative is seen, into a box or a struct that cannot be looked into: they must be constants.
    /// </summary>
    public bool MustBeConstant { get; init; }

    /// <summary>The code in it that may store numbers among its operands where others find them; null if there is none.</summary>
    public Keeper? Keeper { get; init; }

    /// <summary>Where it may store numbers among its operands, or what carries them.</summary>
    public StatePlaces Stores { get; init; } = StatePlaces.None;

    /// <summary>What it may find of that which others have stored; null if nobody knows, and of what only computes.</summary>
    public StatePlaces? Reads { get; init; }

    /// <summary>Stores its last operand in a field, property or indexer of an object, or in a static.</summary>
    public bool IsAssignment { get; init; }

    /// <summary>What else could be done where an assignment loses a derivative, to end a sentence.</summary>
    public string Advice { get; init; } = "";

    /// <summary>Runs no code that is not seen and changes nothing but a number: the arrays of objects and statics stay what they are.</summary>
    public bool KeepsArrays { get; init; }

    /// <summary>The template that reads what an assignment stores.</summary>
    public string Place => Template.Substring(0, Template.LastIndexOf(" = ", StringComparison.Ordinal));

    public override EquatableArray<Operand> Operands => Arguments;
    public override Operation With(EquatableArray<Operand> operands) => this with { Arguments = operands };
}

/// <summary>
/// An array that an expression makes, be it the memory of a span: <c>new int[n, m]</c>, whose operands are its lengths, or, if it is filled,
/// <c>new string[] { a, b }</c>, whose operands are its elements.
/// </summary>
internal sealed record NewArray(IrType Element, int Rank, bool IsFilled, bool IsSpan);

internal enum Effect
{
    /// <summary>Depends on its operands alone: may be computed again.</summary>
    Pure,

    /// <summary>Reads state that others may change: run once, result recorded when needed later.</summary>
    Read,

    /// <summary>Changes state or may throw on purpose: run exactly once, in order.</summary>
    Write,
}

/// <summary><c>Gradient.Detach(x)</c>: the operand itself, whatever its type, as a constant.</summary>
internal sealed record Detach(Operand Operand) : Operation
{
    public override EquatableArray<Operand> Operands => [Operand];
    public override Operation With(EquatableArray<Operand> operands) => new Detach(operands[0]);
}

/// <summary>Reads a field of a tuple or struct value.</summary>
internal sealed record GetField(Operand Aggregate, int Index) : Operation
{
    public override EquatableArray<Operand> Operands => [Aggregate];
    public override Operation With(EquatableArray<Operand> operands) => this with { Aggregate = operands[0] };
}

/// <summary>Builds a tuple or struct value from all its fields.</summary>
internal sealed record MakeAggregate(EquatableArray<Operand> Fields) : Operation
{
    public override EquatableArray<Operand> Operands => Fields;
    public override Operation With(EquatableArray<Operand> operands) => this with { Fields = operands };
}

/// <summary>The number of elements of a buffer along a dimension.</summary>
internal sealed record Length(Operand Buffer, int Dimension) : Operation
{
    public override EquatableArray<Operand> Operands => [Buffer];
    public override Operation With(EquatableArray<Operand> operands) => this with { Buffer = operands[0] };
}

/// <summary>Reads <c>buffer[indices]</c>; a row when the elements of the buffer are buffers.</summary>
internal sealed record Load(Operand Buffer, EquatableArray<Operand> Indices) : Operation
{
    public override EquatableArray<Operand> Operands => [Buffer, .. Indices];
    public override Operation With(EquatableArray<Operand> operands) => new Load(operands[0], operands.Skip(1).ToEquatableArray());
}

/// <summary>Writes <c>buffer[indices].path = operand</c>; an empty path writes the whole element.</summary>
internal sealed record Store(Operand Buffer, EquatableArray<Operand> Indices, EquatableArray<int> Path, Operand Operand) : Operation
{
    /// <summary>It is the first value of an element that nobody can have read before, whose index is new.</summary>
    public bool IsFirst { get; init; }

    public override EquatableArray<Operand> Operands => [Buffer, .. Indices, Operand];
    public override Operation With(EquatableArray<Operand> operands) => this with { Buffer = operands[0],
        Indices = operands.Skip(1).Take(Indices.Count).ToEquatableArray(), Operand = operands[operands.Count - 1] };
}

/// <summary>Adds to memory: <c>buffer[indices].path += operand</c>. Written by the transforms only.</summary>
internal sealed record Accumulate(Operand Buffer, EquatableArray<Operand> Indices, EquatableArray<int> Path, Operand Operand) : Operation
{
    public override EquatableArray<Operand> Operands => [Buffer, .. Indices, Operand];
    public override Operation With(EquatableArray<Operand> operands) =>
        new Accumulate(operands[0], operands.Skip(1).Take(Indices.Count).ToEquatableArray(), Path, operands[operands.Count - 1]);
}

/// <summary>
/// Lets two elements change places: <c>(one[indices], other[otherIndices]) = (other[otherIndices], one[indices])</c>. Written last.
/// </summary>
internal sealed record Exchange(Operand Buffer, EquatableArray<Operand> Indices, Operand Other, EquatableArray<Operand> OtherIndices)
    : Operation
{
    public override EquatableArray<Operand> Operands => [Buffer, .. Indices, Other, .. OtherIndices];

    public override Operation With(EquatableArray<Operand> operands) => new Exchange(
        operands[0], operands.Skip(1).Take(Indices.Count).ToEquatableArray(),
        operands[Indices.Count + 1], operands.Skip(Indices.Count + 2).ToEquatableArray());
}

/// <summary>
/// The part of a buffer from <see cref="Start"/> on, <see cref="Extent"/> elements long (to the end when null), seen as the
/// result's type. The adjoint of a view is the same view of the adjoint buffer. A conversion of an array to a span is a view from 0.
/// </summary>
internal sealed record View(Operand Buffer, Operand Start, Operand? Extent) : Operation
{
    public override EquatableArray<Operand> Operands => Extent is null ? [Buffer, Start] : [Buffer, Start, Extent];
    public override Operation With(EquatableArray<Operand> operands) =>
        this with { Buffer = operands[0], Start = operands[1], Extent = Extent is null ? null : operands[2] };

    /// <summary>Whether an object, or its gradient, is seen as one of a derived class: null if it is none.</summary>
    public bool IsNarrowing { get; init; }

    /// <summary>Whether an object that is none of the derived class throws.</summary>
    public bool IsCast { get; init; }
}

/// <summary>
/// The one of several buffers that a position names: the buffer beside the key that equals it, the last one for any other. A condition has
/// the keys 1 and 0. The adjoint of the choice is the same choice of the adjoint buffers.
/// </summary>
internal sealed record Choice(Operand Position, EquatableArray<int> Keys, EquatableArray<Operand> Buffers) : Operation
{
    public override EquatableArray<Operand> Operands => [Position, .. Buffers];
    public override Operation With(EquatableArray<Operand> operands) =>
        this with { Position = operands[0], Buffers = operands.Skip(1).ToEquatableArray() };
}

/// <summary>A new zero-filled buffer of the result's type, one length per dimension.</summary>
internal sealed record Allocate(EquatableArray<Operand> Lengths) : Operation
{
    public MemoryHome Home { get; init; }

    /// <summary>Of scratch memory that outlives the iteration: how many loops are around where it is given back.</summary>
    public int? Level { get; init; }

    public override EquatableArray<Operand> Operands => Lengths;
    public override Operation With(EquatableArray<Operand> operands) => this with { Lengths = operands };
}

/// <summary>
/// Makes room in an array for one element after some: what it holds stays, and from here on its variable may hold a longer array. So it has
/// no name but this one, and its length is not looked at by the primal. Its tangent, and an adjoint that is there already, grow with it; an
/// adjoint that is made in the reverse sweep has the final length at once. There is nothing to reverse.
/// <code>
/// cells.Add(new Cell { X = x });   →   Grow(ref cell_X, count); cell_X[count] = x; count++;
/// </code>
/// </summary>
internal sealed record Grow(Operand Buffer, Operand Count) : Operation
{
    /// <summary>The arrays that grow somewhere in a body: their lengths are not the same everywhere.</summary>
    public static HashSet<Operand> BuffersIn(Block body) =>
        [.. body.Statements().OfType<Let>().Select(let => let.Operation).OfType<Grow>().Select(grow => grow.Buffer)];

    /// <summary>Where longer arrays come from.</summary>
    public MemoryHome Home { get; init; }

    /// <summary>Of scratch memory that outlives the iteration: how many loops are around where it is given back.</summary>
    public int? Level { get; init; }

    public override EquatableArray<Operand> Operands => [Buffer, Count];
    public override Operation With(EquatableArray<Operand> operands) => this with { Buffer = operands[0], Count = operands[1] };
}

/// <summary>The end of the scratch memory, to which <see cref="ScratchRelease"/> can return. Derived code only.</summary>
internal sealed record ScratchMark : Operation
{
    public static readonly InertType Type = new("global::Diff.TapeMark", InertKind.Struct);

    public override EquatableArray<Operand> Operands => [];
    public override Operation With(EquatableArray<Operand> operands) => this;
}

/// <summary>Gives back the scratch memory taken since a mark, except some arrays. Derived code only.</summary>
internal sealed record ScratchRelease(Operand Mark, EquatableArray<Operand> Kept) : Operation
{
    public override EquatableArray<Operand> Operands => [Mark, .. Kept];
    public override Operation With(EquatableArray<Operand> operands) =>
        new ScratchRelease(operands[0], operands.Skip(1).ToEquatableArray());
}

/// <summary>Where new memory comes from.</summary>
internal enum MemoryHome
{
    Heap,

    /// <summary>
    /// The scratch memory of the thread, until the body or the iteration ends: a pooled stack for spans, pooled arrays. Derived code only.
    /// </summary>
    Scratch,

    /// <summary>The tape, until it is released. Derived code only.</summary>
    Tape,

    /// <summary>What the caller of a hidden derivative lends its results from. Derived code only.</summary>
    Results,
}

/// <summary>A new array with the elements that a buffer has now. Written by the transforms only.</summary>
internal sealed record Clone(Operand Buffer) : Operation
{
    /// <summary>Only the shape is copied; the elements are zeros.</summary>
    public bool IsCleared { get; init; }

    public MemoryHome Home { get; init; }

    /// <summary>Of scratch memory that outlives the iteration: how many loops are around where it is given back.</summary>
    public int? Level { get; init; }

    public override EquatableArray<Operand> Operands => [Buffer];
    public override Operation With(EquatableArray<Operand> operands) => this with { Buffer = operands[0] };
}

/// <summary>
/// A call of a method with a derivative, or of one of its halves. The operand layout of each kind is on <see cref="CallKind"/>.
/// </summary>
internal sealed record Call(Callee Callee, CallKind Kind, EquatableArray<Operand> Arguments) : Operation
{
    /// <summary>Tangents go along several directions at once.</summary>
    public bool IsBundle { get; init; }

    /// <summary>Where the arrays come from that a forward half, or forward mode, returns.</summary>
    public MemoryHome ResultHome { get; init; }

    /// <summary>Of results in scratch memory that outlive the iteration: how many loops are around where they are given back.</summary>
    public int? ResultLevel { get; init; }

    public override EquatableArray<Operand> Operands => Arguments;
    public override Operation With(EquatableArray<Operand> operands) => this with { Arguments = operands };
}

/// <summary>Records a value on the tape.</summary>
internal sealed record Push(Operand Operand) : Operation
{
    /// <summary>Written by forward mode, beside what is recorded of the value whose tangent this is.</summary>
    public bool IsTangent { get; init; }

    public override EquatableArray<Operand> Operands => [Operand];
    public override Operation With(EquatableArray<Operand> operands) => this with { Operand = operands[0] };
}

/// <summary>Reads the value last pushed that has not been read yet.</summary>
internal sealed record Pop : Operation
{
    /// <summary>Written by forward mode, beside what is recorded of the value whose tangent this is.</summary>
    public bool IsTangent { get; init; }

    public override EquatableArray<Operand> Operands => [];
    public override Operation With(EquatableArray<Operand> operands) => this;
}

/// <summary>A block of <see cref="Extent"/> elements on the tape, as a span of the result's type.</summary>
internal sealed record PushBlock(Operand Extent) : Operation
{
    /// <summary>Written by forward mode, beside what is recorded of the value whose tangent this is.</summary>
    public bool IsTangent { get; init; }

    public override EquatableArray<Operand> Operands => [Extent];
    public override Operation With(EquatableArray<Operand> operands) => this with { Extent = operands[0] };
}

/// <summary>Finds the block last recorded that has not been read yet.</summary>
internal sealed record PopBlock(Operand Extent) : Operation
{
    /// <summary>Written by forward mode, beside what is recorded of the value whose tangent this is.</summary>
    public bool IsTangent { get; init; }

    public override EquatableArray<Operand> Operands => [Extent];
    public override Operation With(EquatableArray<Operand> operands) => this with { Extent = operands[0] };
}

/// <summary>Reads a variable. Imperative form only.</summary>
internal sealed record ReadSlot(Slot Slot) : Operation
{
    public override EquatableArray<Operand> Operands => [];
    public override Operation With(EquatableArray<Operand> operands) => this;
}
