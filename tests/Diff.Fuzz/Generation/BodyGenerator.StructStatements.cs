using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

sealed partial class BodyGenerator
{
    static readonly string[] StructNames = ["body", "place", "move", "other"];

    Statement? StructStatement() => structs.Count == 0 ? null : draw.Pick<Statement>(
        (6, DeclareStruct),
        (4, AssignStruct),
        (8, AssignPart),
        (4, AddStruct),
        (If(Features.Memory, 4), DeclareStructs),
        (If(Features.Memory, 2), SwapStructs),
        (If(Features.Memory, 2), ReferToStruct),
        (If(Features.Memory, 2), ForEachStruct));

    IEnumerable<Entry> WritableStructs => StructVariables.Where(entry => entry.IsWritable);

    IEnumerable<Entry> WritableStructBuffers => StructBuffers.Where(entry => entry.IsWritableBuffer);

    Statement DeclareStruct()
    {
        var type = AnyStruct();
        var isSum = draw.Chance(0.25);
        var value = isSum ? new(new DefaultOf(type), default) : FitStruct(Struct(type, 3), Ordinary);
        var local = NewLocal(StructNames, type, isSum ? Wide : Ordinary) with { Budget = isSum ? 0.9 * Wide.High : 0 };
        scope.Add(local);
        return new Declare(local.Variable, value.Expression, Explicit: draw.Chance(0.2));
    }

    /// <summary>A variable, an element, or a struct inside one of them.</summary>
    (Expression Place, Entry Owner)? StructPlace()
    {
        var owners = WritableStructs.Concat(WritableStructBuffers);
        if (Any(owners) is not { } owner) return null;
        Expression place = owner.Variable.Type is BufferOf ? ElementOf(owner) : new Read(owner.Variable);
        var type = (StructOf)place.Type;
        var inner = Enumerable.Range(0, type.Fields.Count).Where(k => type.Fields[k].Type is StructOf).ToArray();
        // A property gives a copy, and parts of copies cannot be assigned; the property itself can.
        return (type.IsMutable && inner.Length > 0 && draw.Chance(0.3) ? new FieldOf(place, draw.Pick(inner)) : place, owner);
    }

    Statement? AssignStruct()
    {
        if (StructPlace() is not { } target) return null;
        return new Do(new Assign(target.Place, null, FitStruct(Struct((StructOf)target.Place.Type, 3), target.Owner.Range == Wide ? Ordinary : target.Owner.Range).Expression));
    }

    /// <summary><c>p.X += …</c>, <c>bodies[i].At.X *= …</c></summary>
    Statement? AssignPart()
    {
        if (StructPlace() is not { } target) return null;
        var (place, type) = (target.Place, (StructOf)target.Place.Type);
        if (!type.IsMutable || place is FieldOf { Instance.Type: StructOf { Form: not StructForm.Fields } }) return null;
        var numbers = Enumerable.Range(0, type.Fields.Count).Where(k => type.Fields[k].Type is Scalar).ToArray();
        return numbers.Length == 0 ? null : new Do(RealAssignment(target.Owner, new FieldOf(place, draw.Pick(numbers)), target.Owner.Range));
    }

    /// <summary><c>sum += v;</c></summary>
    Statement? AddStruct()
    {
        if (Any(WritableStructs.Where(entry => entry.Budget > 0)) is not { } entry) return null;
        var type = (StructOf)entry.Variable.Type;
        var value = FitStruct(Struct(type, 2), Ordinary);
        var cost = value.Range.Magnitude * multiplicity / entry.Multiplicity;
        if (cost > entry.Budget) return null;
        entry.Budget -= cost;
        var (method, symbol) = draw.Chance(0.7) ? (AlgebraOf(type).Add, "+") : (AlgebraOf(type).Subtract, "-");
        return new Do(new Update(new Read(entry.Variable), method.Name, symbol, value.Expression));
    }

    /// <summary><c>new V[n]</c>, initialisers, clones.</summary>
    Statement DeclareStructs()
    {
        var type = AnyStruct();
        var length = draw.Between(LeastLength, 4);
        Expression value = draw.Below(3) switch
        {
            0 => new NewArray(type, Numbers.Int(length)),
            1 when Any(StructBuffers.Where(entry => entry.Range == Ordinary && entry.Variable.Type is BufferOf { Shape: BufferShape.Array } buffer && buffer.Item == type)) is { } source =>
                new Clone(new Read(source.Variable)),
            _ => new ArrayLiteral(type, [.. Enumerable.Range(0, length).Select(_ => FitStruct(Struct(type, 1), Ordinary).Expression)], draw.Chance(0.5)),
        };
        var (least, most) = LengthsOf(value, length);
        var local = NewLocal(["bodies", "places", "copy"], value.Type, Ordinary, isWritable: false) with { MinLength = least, MaxLength = most, IsWritableBuffer = true, IsMade = true };
        scope.Add(local);
        return new Declare(local.Variable, value);
    }

    Statement? SwapStructs()
    {
        if (Any(WritableStructBuffers) is not { } entry) return null;
        var (first, second) = (ElementOf(entry), ElementOf(entry));
        return new Unpack([new(null, first), new(null, second)], new TupleLiteral([second, first]));
    }

    /// <summary><c>ref var cell = ref bodies[i];</c></summary>
    Statement? ReferToStruct()
    {
        if (Any(WritableStructBuffers) is not { } entry) return null;
        var element = ElementOf(entry);
        var local = NewLocal(["cell", "slot"], element.Type, entry.Range) with { Roots = [.. entry.Owners], IsReference = true };
        scope.Add(local);
        return new DeclareReference(local.Variable, element);
    }

    Statement? ForEachStruct()
    {
        if (multiplicity > 40 || Any(WritableStructBuffers.Where(entry => entry.Variable.Type is BufferOf { Shape: BufferShape.Span })) is not { } entry) return null;
        return Scoped<Statement>(() =>
        {
            var cell = NewLocal(["cell", "slot"], ((BufferOf)entry.Variable.Type).Item, entry.Range) with { IsReference = true };
            scope.Add(cell);
            return new ForEach(cell.Variable, new Read(entry.Variable), true, LoopBody(entry.MaxLength, 2));
        });
    }
}
