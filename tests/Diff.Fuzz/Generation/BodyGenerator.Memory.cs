using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

sealed partial class BodyGenerator
{
    static readonly string[] BufferNames = ["work", "temp", "next", "row"];

    Statement? MemoryStatement() => draw.Pick<Statement>(
        (5, DeclareBuffer),
        (1, DeclareRows),
        (1, DeclareAlias),
        (8, () => WriteElement()),
        (2, SwapElements),
        (2, ScanInPlace),
        (2, WriteWhole),
        (1, CopyBuffer),
        (1, RebindBuffers),
        (1, WriteThroughReference),
        (1, ForEachReference));

    IEnumerable<Entry> WritableBuffers => scope.Visible.Where(entry => entry.IsWritableBuffer && entry.Variable.Type is BufferOf { Item: Scalar, Shape: not BufferShape.List });

    IEnumerable<Entry> WritableVectors => WritableBuffers.Where(entry => entry.Variable.Type is BufferOf { Shape: BufferShape.Array or BufferShape.Span });

    /// <summary><c>new double[n]</c>, initialisers, collection expressions, <c>stackalloc</c>, clones.</summary>
    Statement DeclareBuffer()
    {
        var kind = AnyRealKind();
        var length = draw.Between(LeastLength, 4);
        var isSum = draw.Chance(0.4);
        Expression value = draw.Below(6) switch
        {
            0 => new ArrayLiteral(new Scalar(kind), [.. Enumerable.Range(0, length).Select(_ => Fit(Real(kind, 2), Ordinary).Expression)], draw.Chance(0.5)),
            1 when multiplicity == 1 => new NewArray(new Scalar(kind), Numbers.Int(length), OnStack: true),
            2 when Any(Buffers(buffer => buffer is { Shape: BufferShape.Array } && buffer.Element == kind).Where(entry => entry.Range == Ordinary)) is { } source =>
                new Clone(new Read(source.Variable)),
            3 when Any(Buffers(buffer => buffer.Shape is not (BufferShape.Matrix or BufferShape.Jagged))) is { } other =>
                new NewArray(new Scalar(kind), new Length(new Read(other.Variable))),
            _ => new NewArray(new Scalar(kind), Numbers.Int(length)),
        };
        var (least, most) = LengthsOf(value, length);
        var local = NewLocal(BufferNames, value.Type, isSum ? Wide : Ordinary, isWritable: false) with
        {
            MinLength = least,
            MaxLength = most,
            IsWritableBuffer = true,
            IsMade = value.Type is BufferOf { Shape: BufferShape.Array },
            Budget = isSum ? 0.9 * Wide.High : 0,
        };
        scope.Add(local);
        return new Declare(local.Variable, value);
    }

    /// <summary><c>new double[2, 3]</c>, <c>new double[][] { new double[3], a }</c></summary>
    Statement? DeclareRows()
    {
        var kind = AnyRealKind();
        var (rows, columns) = (draw.Between(2, 3), draw.Between(LeastLength, 4));
        // What a caller passed and the method writes is refused as a row.
        var arrays = WritableVectors.Where(entry => entry.Variable.Type is BufferOf { Shape: BufferShape.Array } type && type.Element == kind && entry.Range == Ordinary && entry.MinLength >= columns
            && entry.Owners.All(owner => owner.IsMade));
        var shared = Has(Features.Rows) && draw.Chance(0.3) ? Any(arrays) : null;
        var isGrid = !Has(Features.Rows) || shared is null && draw.Chance(0.5);
        Expression value = isGrid
            ? new NewGrid(kind, Numbers.Int(rows), Numbers.Int(columns))
            : new RowsLiteral(kind, [.. Enumerable.Range(0, rows).Select(row => row == 1 && shared is not null ? new Read(shared.Variable) : (Expression)new NewArray(new Scalar(kind), Numbers.Int(columns)))]);
        var local = NewLocal(["grid", "table"], value.Type, Ordinary, isWritable: false) with
        {
            MinLength = rows,
            MinColumns = columns,
            MaxLength = Math.Max(rows, columns),
            IsWritableBuffer = true,
            Roots = shared is null ? [] : [.. shared.Owners],
        };
        scope.Add(local);
        return new Declare(local.Variable, value);
    }

    /// <summary><c>double[] next = flag ? a : b;</c>, <c>Span&lt;double&gt; row = a;</c>, <c>double[] row = table[1];</c>: other names for memory that is there.</summary>
    Statement? DeclareAlias()
    {
        if (Any(WritableBuffers.Where(entry => entry.Range == Ordinary && entry.Variable.Type is not BufferOf { Shape: BufferShape.Matrix })) is not { } first) return null;
        var type = (BufferOf)first.Variable.Type;
        if (type.Shape == BufferShape.Jagged)
        {
            var row = new Element(new Read(first.Variable), [new Position(Numbers.Int(draw.Below(first.MinLength)))]);
            return Alias(row, new(BufferShape.Array, type.Item), first.MinColumns, first.MaxLength, first.Owners);
        }

        if (type.Shape == BufferShape.Array && draw.Chance(0.3))
        {
            return Alias(new View(ViewForm.Implicit, new Read(first.Variable), null, null, BufferShape.Span), new(BufferShape.Span, type.Item), first.MinLength, first.MaxLength, first.Owners);
        }

        var others = WritableBuffers.Where(entry => entry != first && first.IsMade && entry.IsMade && entry.Variable.Type.Text == type.Text && entry.Range == Ordinary);
        if (Any(others) is not { } second) return Alias(new Read(first.Variable), type, first.MinLength, first.MaxLength, first.Owners);
        var choice = new Conditional(Condition(1), new Read(first.Variable), new Read(second.Variable));
        return Alias(choice, type, Math.Min(first.MinLength, second.MinLength), Math.Max(first.MaxLength, second.MaxLength), first.Owners.Union(second.Owners));
    }

    Declare Alias(Expression value, BufferOf type, int least, int most, IEnumerable<Entry> roots)
    {
        var local = NewLocal(BufferNames, type, Ordinary, isWritable: false) with { MinLength = least, MaxLength = most, IsWritableBuffer = true, Roots = [.. roots] };
        scope.Add(local);
        return new(local.Variable, value);
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
        if (element.Type is StructOf type) return new Do(new Assign(element, null, StructGenerator.Call(AlgebraOf(type).Scale, Numbers.Double(0.5), element)));
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
        if (Any(WritableVectors.Where(entry => entry.Range == Ordinary)) is not { } entry || multiplicity > 40) return null;
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
        if (Any(WritableVectors) is not { } entry) return null;
        var type = (BufferOf)entry.Variable.Type;
        var value = Fit(Real(type.Element, 2), Ordinary).As(type.Element).Spelled.Expression;
        var read = new Read(entry.Variable);
        return type.Shape == BufferShape.Array
            ? new BufferCall(BufferAction.ArrayFill, [read, value])
            : draw.Chance(0.5) ? new BufferCall(BufferAction.Fill, [read, value]) : new BufferCall(BufferAction.Clear, [read]);
    }

    Statement? CopyBuffer()
    {
        if (Any(WritableVectors) is not { } target) return null;
        var type = (BufferOf)target.Variable.Type;
        var sources = Buffers(buffer => buffer.Element == type.Element && buffer.Shape is not (BufferShape.Matrix or BufferShape.Jagged))
            .Where(entry => entry != target && target.Range.Contains(entry.Range));
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
            && entry.IsMade && entry.MinLength == entry.MaxLength && entry.Range == Ordinary && !scope.Visible.Any(other => other != entry && other.MayOverlap(entry))).ToArray();
        if (Any(arrays) is not { } first || arrays.FirstOrDefault(entry => entry != first && entry.MinLength == first.MinLength) is not { } second) return null;
        var (a, b) = (new Read(first.Variable), new Read(second.Variable));
        return new Unpack([new(null, a), new(null, b)], new TupleLiteral([b, a]));
    }

    Statement? WriteThroughReference()
    {
        if (Any(WritableBuffers.Where(entry => entry.Range == Ordinary)) is not { } entry) return null;
        var element = ElementOf(entry);
        var local = NewLocal(["cell", "slot"], element.Type, Ordinary) with { IsReference = true };
        scope.Add(local);
        return new DeclareReference(local.Variable, element);
    }

    Statement? ForEachReference()
    {
        if (multiplicity > 40 || Any(WritableBuffers.Where(entry => entry.Range == Ordinary && entry.Variable.Type is BufferOf { Shape: BufferShape.Span })) is not { } entry) return null;
        return Scoped<Statement>(() =>
        {
            var type = (BufferOf)entry.Variable.Type;
            var cell = NewLocal(["cell", "slot"], new Scalar(type.Element), entry.Range) with { IsReference = true };
            scope.Add(cell);
            var outer = multiplicity;
            multiplicity *= entry.MaxLength;
            var store = new Do(RealAssignment(cell, new Read(cell.Variable), entry.Range));
            multiplicity = outer;
            return new ForEach(cell.Variable, new Read(entry.Variable), true, new Block([store]));
        });
    }
}
