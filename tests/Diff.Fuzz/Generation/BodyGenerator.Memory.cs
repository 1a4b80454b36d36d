using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

sealed partial class BodyGenerator
{
    static readonly string[] BufferNames = ["work", "temp", "next", "row"];

    Statement? MemoryStatement() => draw.Pick<Statement>(
        (5, DeclareBuffer),
        (8, () => WriteElement()),
        (2, SwapElements),
        (2, ScanInPlace),
        (2, WriteWhole),
        (1, CopyBuffer),
        (1, RebindBuffers),
        (1, WriteThroughReference),
        (1, ForEachReference));

    IEnumerable<Entry> WritableBuffers => scope.Visible.Where(entry => entry.IsWritableBuffer);

    /// <summary><c>new double[n]</c>, initialisers, collection expressions, <c>stackalloc</c>, clones.</summary>
    Statement DeclareBuffer()
    {
        var kind = AnyRealKind();
        var length = draw.Between(LeastLength, 4);
        var isSum = draw.Chance(0.4);
        Expression value = draw.Below(6) switch
        {
            0 => new ArrayLiteral(kind, [.. Enumerable.Range(0, length).Select(_ => Fit(Real(kind, 2), Ordinary).Expression)], draw.Chance(0.5)),
            1 when multiplicity == 1 => new NewArray(kind, Numbers.Int(length), OnStack: true),
            2 when Any(Buffers(buffer => buffer is { Shape: BufferShape.Array } && buffer.Element == kind).Where(entry => entry.Range == Ordinary)) is { } source =>
                new Clone(new Read(source.Variable)),
            3 when Any(Buffers(buffer => buffer.Shape is not (BufferShape.Matrix or BufferShape.Jagged))) is { } other =>
                new NewArray(kind, new Length(new Read(other.Variable))),
            _ => new NewArray(kind, Numbers.Int(length)),
        };
        var (least, most) = LengthsOf(value, length);
        var local = NewLocal(BufferNames, value.Type, isSum ? Wide : Ordinary, isWritable: false) with
        {
            MinLength = least,
            MaxLength = most,
            IsWritableBuffer = true,
            Budget = isSum ? 0.9 * Wide.High : 0,
        };
        local.Root = local;
        scope.Add(local);
        return new Declare(local.Variable, value);
    }

    (int Least, int Most) LengthsOf(Expression value, int length)
    {
        var source = value switch
        {
            Clone { Buffer: Read read } => read.Variable,
            NewArray { Count: Length { Buffer: Read read } } => read.Variable,
            _ => null,
        };
        return source is null || scope.Visible.First(entry => entry.Variable == source) is not { } entry ? (length, length) : (entry.MinLength, entry.MaxLength);
    }

    /// <summary>A parameter that is declared to be written is written, from its old value.</summary>
    public Statement FirstWrite(Entry entry)
    {
        var element = new Element(new Read(entry.Variable), [new(Numbers.Int(draw.Below(entry.MinLength)))]);
        return new Do(new Assign(element, BinaryOperator.Multiply, Numbers.Of(element.Kind, draw.Pick([0.5, -0.5, 0.9]))));
    }

    Statement? WriteElement(Entry? chosen = null)
    {
        if ((chosen ?? Any(WritableBuffers)) is not { } entry) return null;
        var element = ElementOf(entry);
        return new Do(RealAssignment(entry, element, entry.Range));
    }

    Statement? SwapElements()
    {
        if (Any(WritableBuffers) is not { } entry) return null;
        var (first, second) = (ElementOf(entry), ElementOf(entry));
        return new Unpack([new(null, first), new(null, second)], new TupleLiteral([second, first]));
    }

    /// <summary><c>for (var i = 1; i &lt; a.Length; i++) a[i] = 0.5 * a[i - 1] + …</c></summary>
    Statement? ScanInPlace()
    {
        if (Any(WritableBuffers.Where(entry => entry.Range == Ordinary)) is not { } entry || multiplicity > 40) return null;
        return Scoped<Statement>(() =>
        {
            var index = DeclareLocal(IndexNames, DataType.Int, new(1, entry.MaxLength - 1), isWritable: false);
            var (read, buffer) = (new Read(index.Variable), new Read(entry.Variable));
            var before = new Element(buffer, [new(new Binary(BinaryOperator.Subtract, read, Numbers.Int(1)))]);
            var halved = Scaled(new(before, entry.Range), 0.5);
            var (outer, kind) = (multiplicity, before.Kind);
            multiplicity *= entry.MaxLength;
            var sum = Combine(BinaryOperator.Add, halved, Fit(Real(kind, 2), new(-2.4, 2.4)), Ordinary);
            multiplicity = outer;
            var store = new Do(new Assign(new Element(buffer, [new(read)]), null, sum.Expression));
            var condition = new Binary(BinaryOperator.Less, read, new Length(buffer));
            return new For(index.Variable, Numbers.Int(1), condition, new Step(read, true, false), new Block([store]));
        });
    }

    Statement? WriteWhole()
    {
        if (Any(WritableBuffers) is not { } entry) return null;
        var type = (BufferOf)entry.Variable.Type;
        var value = Fit(Real(type.Element, 2), Ordinary).As(type.Element).Spelled.Expression;
        var read = new Read(entry.Variable);
        return type.Shape == BufferShape.Array
            ? new BufferCall(BufferAction.ArrayFill, [read, value])
            : draw.Chance(0.5) ? new BufferCall(BufferAction.Fill, [read, value]) : new BufferCall(BufferAction.Clear, [read]);
    }

    Statement? CopyBuffer()
    {
        if (Any(WritableBuffers) is not { } target) return null;
        var type = (BufferOf)target.Variable.Type;
        var sources = Buffers(buffer => buffer.Element == type.Element && buffer.Shape is not (BufferShape.Matrix or BufferShape.Jagged))
            .Where(entry => entry.Root != target.Root && target.Range.Contains(entry.Range));
        if (Any(sources) is not { } source) return null;
        var (from, to) = (new Read(source.Variable), new Read(target.Variable));
        var isArrays = type.Shape == BufferShape.Array && source.Variable.Type is BufferOf { Shape: BufferShape.Array };
        if (isArrays) return new BufferCall(BufferAction.ArrayCopy, [from, to, Numbers.Int(Math.Min(source.MinLength, target.MinLength))]);
        if (source.MaxLength > target.MinLength) return null;
        var window = type.Shape == BufferShape.Array ? new View(ViewForm.AsSpan, to, null, null, BufferShape.Span) : (Expression)to;
        return new BufferCall(BufferAction.CopyTo, [from, window]);
    }

    /// <summary><c>(a, b) = (b, a)</c> for arrays of one length: afterwards neither name tells which memory it means.</summary>
    Statement? RebindBuffers()
    {
        var arrays = WritableBuffers.Where(entry => entry.Variable.Type is BufferOf { Shape: BufferShape.Array, Element: Kind.Double }
            && entry.MinLength == entry.MaxLength && entry.Range == Ordinary && entry.Root == entry).ToArray();
        if (Any(arrays) is not { } first || arrays.FirstOrDefault(entry => entry != first && entry.MinLength == first.MinLength) is not { } second) return null;
        var (a, b) = (new Read(first.Variable), new Read(second.Variable));
        return new Unpack([new(null, a), new(null, b)], new TupleLiteral([b, a]));
    }

    Statement? WriteThroughReference()
    {
        if (Any(WritableBuffers.Where(entry => entry.Range == Ordinary)) is not { } entry) return null;
        var element = ElementOf(entry);
        var local = NewLocal(["cell", "slot"], element.Type, Ordinary);
        scope.Add(local);
        return new DeclareReference(local.Variable, element);
    }

    Statement? ForEachReference()
    {
        if (multiplicity > 40 || Any(WritableBuffers.Where(entry => entry.Range == Ordinary && entry.Variable.Type is BufferOf { Shape: BufferShape.Span })) is not { } entry) return null;
        return Scoped<Statement>(() =>
        {
            var type = (BufferOf)entry.Variable.Type;
            var cell = DeclareLocal(["cell", "slot"], new Scalar(type.Element), entry.Range);
            var outer = multiplicity;
            multiplicity *= entry.MaxLength;
            var store = new Do(RealAssignment(cell, new Read(cell.Variable), entry.Range));
            multiplicity = outer;
            return new ForEach(cell.Variable, new Read(entry.Variable), true, new Block([store]));
        });
    }
}
