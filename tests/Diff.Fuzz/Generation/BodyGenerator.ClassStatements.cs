using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

/// <summary>What bodies do with objects.</summary>
sealed partial class BodyGenerator
{
    static readonly string[] ObjectNames = ["cell", "state", "other", "scratch"];

    Statement? ClassStatement() => draw.Pick<Statement>(
        (Objects.Any() ? 3 : 20, DeclareMade),
        (6, AssignField),
        (4, CallOnObject),
        (2, AssignObject),
        (1, SwapObjects),
        (2, DeclareNull),
        (4, AssignNullable),
        (3, WhereNotNull),
        (2, DeclareObjects),
        (3, StoreObject),
        (2, ForEachObject),
        (1, SwapElementsOfObjects),
        (2, Push),
        (3, WalkNodes));

    /// <summary>An object that the rest of the body can use.</summary>
    public Statement FirstObject() => DeclareMade();

    /// <summary>What changes an object changes it.</summary>
    public Statement? FirstChange() => AssignField();

    bool IsFree(DataType type) => type is ClassOf named && ClassNamed(named).Use == ClassUse.Free;

    bool MayChange(DataType type) => type is ClassOf named && ClassNamed(named).Use != ClassUse.Unchanging;

    Declare DeclareMade()
    {
        var type = draw.Pick(Classes);
        Expression value = type.Use == ClassUse.Owned || draw.Chance(0.6) ? Fresh(type, 2) : ObjectValue(type, 2);
        var local = NewLocal(ObjectNames, type, Ordinary, isWritable: type.Use != ClassUse.Owned) with { IsWritableBuffer = MayChange(type) };
        scope.Add(local);
        return new(local.Variable, value);
    }

    /// <summary><c>cell.X += …;</c>, <c>cells[i].Items[2] = …;</c></summary>
    Statement? AssignField()
    {
        if (Holder() is not { } holder || !MayChange(holder.Type) || scope.IsReadOnly) return null;
        if (PlaceIn(holder, Kind.Double) is not { } place || place is FieldOf) return null;
        return new Do(RealAssignment(new Entry(new Variable("field", DataType.Double, 0), Ordinary, true), place, Ordinary));
    }

    Statement? CallOnObject()
    {
        var callee = Any(Callables.Where(callable => callable.Method is { Member: { Owner: ClassOf, Form: MemberForm.Instance }, Result: null or Scalar }));
        if (callee is null || Arguments(callee, 2) is not { } arguments) return null;
        return new Do(InvocationOf(callee, arguments));
    }

    Statement? AssignObject()
    {
        if (Any(Objects.Where(entry => entry.IsWritable && !held.Contains(entry.Variable))) is not { } entry) return null;
        var type = ClassNamed((ClassOf)entry.Variable.Type);
        var value = draw.Chance(0.5) ? Fresh(type, 2) : ObjectValue(type, 2);
        return value is Read read && read.Variable == entry.Variable ? null : new Do(new Assign(new Read(entry.Variable), null, value));
    }

    Statement? SwapObjects()
    {
        if (Any(Objects.Where(entry => entry.IsWritable && IsFree(entry.Variable.Type) && !held.Contains(entry.Variable))) is not { } first) return null;
        var second = Any(Objects.Where(entry => entry != first && entry.IsWritable && entry.Variable.Type == first.Variable.Type && !held.Contains(entry.Variable)));
        if (second is null) return null;
        var (a, b) = (new Read(first.Variable), new Read(second.Variable));
        return new Unpack([new(null, a), new(null, b)], new TupleLiteral([b, a]));
    }

    Statement? DeclareNull()
    {
        if (draw.Pick(Classes) is not { Use: ClassUse.Free } type) return null;
        var (nullable, value) = (type with { IsNullable = true }, draw.Chance(0.2) ? ObjectValue(type, 1) : null);
        return new Declare(DeclareLocal(["best", "head", "last"], nullable, Ordinary).Variable, value ?? new Null(nullable));
    }

    /// <summary><c>if (best == null || cell.X > …) best = cell;</c></summary>
    Statement? AssignNullable()
    {
        if (Any(Nullables.Where(entry => entry.IsWritable && !held.Contains(entry.Variable))) is not { } entry) return null;
        var read = new Read(entry.Variable);
        var value = ObjectValue(ClassNamed((ClassOf)entry.Variable.Type), 2);
        var assign = new Do(new Assign(read, null, draw.Chance(0.1) ? new Null(entry.Variable.Type) : value));
        return draw.Below(3) switch
        {
            0 => assign,
            1 => new If(Condition(2), new Block([assign]), null),
            _ => new If(new Binary(BinaryOperator.OrElse, new IsNull(read, false), Condition(1)), new Block([assign]), null),
        };
    }

    /// <summary><c>if (best != null) { … }</c>: inside it is an object.</summary>
    Statement? WhereNotNull()
    {
        if (Any(Nullables.Where(entry => !held.Contains(entry.Variable))) is not { } entry) return null;
        return Scoped<Statement>(() =>
        {
            scope.Add(Found(entry));
            var body = Holding(entry, () => Nested(2));
            return new If(new IsNull(new Read(entry.Variable), true), body, draw.Chance(0.3) ? Nested(1) : null);
        });
    }

    Entry Found(Entry nullable) => nullable with { Variable = nullable.Variable with { Type = ClassNamed((ClassOf)nullable.Variable.Type) }, IsWritable = false, IsWritableBuffer = true };

    Statement? DeclareObjects()
    {
        if (draw.Pick(Classes) is not { Use: not ClassUse.Owned, Form: not ClassForm.Record } type) return null;
        var shape = draw.Pick([BufferShape.Array, BufferShape.Array, BufferShape.List, BufferShape.Dictionary]);
        var buffer = new BufferOf(shape, type);
        var elements = Enumerable.Range(0, LeastLength).Select(_ => draw.Chance(0.7) ? Fresh(type, 1) : ObjectValue(type, 1)).ToArray();
        var local = NewLocal(["cells", "parts", "nodes"], buffer, Ordinary, isWritable: false) with { MinLength = LeastLength, MaxLength = LeastLength + MostElements, Room = MostElements, IsWritableBuffer = true };
        scope.Add(local);
        return new Declare(local.Variable, new ObjectsLiteral(buffer, elements));
    }

    /// <summary><c>cells[i] = new Cell(…);</c>, <c>cells.Add(cell);</c></summary>
    Statement? StoreObject()
    {
        if (Any(ObjectBuffers.Where(entry => entry.IsWritableBuffer)) is not { } buffer) return null;
        var type = (BufferOf)buffer.Variable.Type;
        var value = ObjectValue((ClassOf)type.Item, 2);
        if (type.Shape != BufferShape.List || draw.Chance(0.3)) return held.Contains(buffer.Variable) && type.Shape != BufferShape.Array ? null : new Do(new Assign(ObjectAt(buffer), null, value));
        var cost = Math.Max(1, multiplicity / buffer.Multiplicity);
        if (held.Contains(buffer.Variable) || cost > buffer.Room) return null;
        buffer.Room -= cost;
        return new ListCall(ListAction.Add, new Read(buffer.Variable), [value]);
    }

    Statement? SwapElementsOfObjects()
    {
        if (Any(ObjectBuffers.Where(entry => entry.IsWritableBuffer && !held.Contains(entry.Variable))) is not { } buffer) return null;
        var (first, second) = (ObjectAt(buffer), ObjectAt(buffer));
        return new Unpack([new(null, first), new(null, second)], new TupleLiteral([second, first]));
    }

    Statement? ForEachObject()
    {
        if (multiplicity > 20 || Any(ObjectBuffers.Where(entry => entry.Variable.Type is BufferOf { Shape: not BufferShape.Dictionary })) is not { } buffer) return null;
        return Scoped<Statement>(() =>
        {
            var type = ((BufferOf)buffer.Variable.Type).Item;
            var element = NewLocal(["each", "part"], type, Ordinary, isWritable: false) with { IsWritableBuffer = MayChange(type) };
            scope.Add(element);
            return new ForEach(element.Variable, new Read(buffer.Variable), false, Holding(buffer, () => LoopBody(LeastLength, 3)));
        });
    }

    /// <summary><c>head = new Node { Value = x, Next = head };</c></summary>
    Statement? Push()
    {
        if (Any(Nullables.Where(entry => entry.IsWritable && !held.Contains(entry.Variable) && NextOf(ClassNamed((ClassOf)entry.Variable.Type)) is not null)) is not { } head) return null;
        var read = new Read(head.Variable);
        return new Do(new Assign(read, null, Fresh(ClassNamed((ClassOf)head.Variable.Type), 2, read)));
    }

    Statement? WalkNodes()
    {
        if (multiplicity > 20 || Any(Nullables.Where(entry => NextOf(ClassNamed((ClassOf)entry.Variable.Type)) is not null)) is not { } head) return null;
        var type = ClassNamed((ClassOf)head.Variable.Type);
        return Scoped<Statement>(() =>
        {
            var node = NewLocal(["node"], type, Ordinary, isWritable: false) with { IsWritableBuffer = true };
            scope.Add(node);
            return new Walk(node.Variable, new Read(head.Variable), NextOf(type)!, LoopBody(4, 3));
        });
    }
}
