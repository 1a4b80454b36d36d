using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

/// <summary>Objects in expressions. Every number in an object is an ordinary one.</summary>
sealed partial class BodyGenerator
{
    /// <summary>The classes of the program.</summary>
    public IReadOnlyList<ClassOf> Classes { get; init; } = [];

    IEnumerable<Entry> Objects => scope.Visible.Where(entry => entry.Variable.Type is ClassOf { IsNullable: false });

    IEnumerable<Entry> Nullables => scope.Visible.Where(entry => entry.Variable.Type is ClassOf { IsNullable: true });

    IEnumerable<Entry> ObjectBuffers => scope.Visible.Where(entry => entry.Variable.Type is BufferOf { Item: ClassOf });

    /// <summary>An object of a class: one that is there, or a new one.</summary>
    Expression ObjectValue(ClassOf type, int depth) => draw.Pick<Expression>(
        (type.Use == ClassUse.Owned ? 1 : 6, () => Holder(type)),
        (depth > 0 && type.Use != ClassUse.Owned ? 2 : 0, () => new Conditional(Condition(depth - 1), ObjectValue(type, depth - 1), ObjectValue(type, depth - 1))),
        (depth > 0 ? 3 : 0, () => ObjectCall(type, depth)),
        (4, () => Fresh(type, depth)));

    NewObject Fresh(ClassOf type, int depth, Expression? next = null)
    {
        var arguments = type.Parameters.Select(parameter => FieldContent(parameter.Type, depth)).ToArray();
        var isSettable = type.Form != ClassForm.Record;
        var initialisers = isSettable ? type.Fields.Where(field => field.Type is ClassOf { IsNullable: false } && field.Initial is null || field.Type is Scalar { Kind: Kind.Double } && draw.Chance(type.Parameters.Count == 0 ? 0.7 : 0.1)) : [];
        var values = initialisers.Select(field => new FieldValue(field, FieldContent(field.Type, depth))).ToList();
        if (next is not null) values.Add(new(NextOf(type)!, next));
        return new(type, arguments, values);
    }

    static ClassField? NextOf(ClassOf type) => type.Fields.FirstOrDefault(field => field.Type is ClassOf { IsNullable: true });

    Expression FieldContent(DataType type, int depth) => type switch
    {
        Scalar { Kind: Kind.Int } => Wrapped(Integer(1), 4).Expression,
        Scalar scalar => Fit(Real(scalar.Kind, depth - 1), Ordinary).As(scalar.Kind).Spelled.Expression,
        StructOf inner => FitStruct(Struct(inner, depth - 1), Ordinary).Expression,
        ClassOf inner => ObjectValue(ClassNamed(inner), depth - 1),
        BufferOf array => new ArrayLiteral(array.Item, [.. Enumerable.Range(0, LeastLength).Select(_ => Fit(Real(array.Element, depth - 1), Ordinary).Spelled.Expression)], false),
        _ => throw new NotSupportedException(type.Text),
    };

    /// <summary>The class itself, where a field of its own type only knows its name.</summary>
    ClassOf ClassNamed(ClassOf type) => Classes.First(declared => declared.Equals(type));

    /// <summary>An object that has a name, an index, or a place in another one.</summary>
    Expression? Holder(ClassOf? type = null)
    {
        bool Fits(DataType held) => type is null || type.Equals(held);
        return draw.PickIfAny<Expression>(
            (5, () => Any(Objects.Where(entry => Fits(entry.Variable.Type))) is { } entry ? new Read(entry.Variable) : null),
            (4, () => Any(ObjectBuffers.Where(entry => Fits(((BufferOf)entry.Variable.Type).Item))) is { } buffer ? ObjectAt(buffer) : null),
            (2, () => InnerObject(type)));
    }

    Expression? InnerObject(ClassOf? type)
    {
        if (Any(Objects) is not { } outer) return null;
        var fields = ClassNamed((ClassOf)outer.Variable.Type).Fields.Where(field => field.Type is ClassOf { IsNullable: false } && (type is null || type.Equals(field.Type))).ToArray();
        return fields.Length == 0 ? null : new Reach(new Read(outer.Variable), draw.Pick(fields));
    }

    /// <summary>Dictionaries have no ends to count from.</summary>
    Element ObjectAt(Entry buffer) => ((BufferOf)buffer.Variable.Type).Shape == BufferShape.Dictionary
        ? new(new Read(buffer.Variable), [new(Wrapped(new(new Intrinsic(Function.Abs, Kind.Int, false, [Integer(1).Expression]), new(0, 100)), buffer.MinLength).Expression)])
        : new(new Read(buffer.Variable), [IndexInto(new Read(buffer.Variable), null, buffer.MinLength, buffer.Variable)]);

    Expression? ObjectCall(ClassOf type, int depth)
    {
        var callee = Any(Callables.Where(callable => callable.IsByValue && type.Equals(callable.Method.Result)));
        return callee is not null && Arguments(callee, depth - 1) is { } arguments ? InvocationOf(callee, arguments) : null;
    }

    /// <summary><c>cell.X</c>, <c>cells[i].Items[1]</c>, <c>group.Inner.At.X</c>, <c>best?.X ?? 0.5</c></summary>
    Tame? ReadField(Kind kind)
    {
        if (kind == Kind.Double && draw.Chance(0.3) && Any(Nullables) is { } nullable && NumbersOf(nullable) is { Length: > 0 } numbers)
        {
            return new(new ReachOrElse(new Read(nullable.Variable), draw.Pick(numbers), Numbers.Double(draw.Pick(NiceNumbers))), Ordinary);
        }

        return Holder() is { } holder && PlaceIn(holder, kind) is { } place ? new(place, Ordinary) : null;
    }

    ClassField[] NumbersOf(Entry holder) => [.. ClassNamed((ClassOf)holder.Variable.Type).Fields.Where(field => field.Type is Scalar { Kind: Kind.Double })];

    /// <summary>A place for a number somewhere inside an object.</summary>
    Expression? PlaceIn(Expression holder, Kind kind)
    {
        var field = draw.Pick(ClassNamed((ClassOf)holder.Type).Fields);
        var place = new Reach(holder, field);
        return field.Type switch
        {
            Scalar scalar => scalar.Kind == kind ? place : null,
            StructOf => ItemOf(place, kind),
            BufferOf array => array.Element == kind ? new Element(place, [IndexInto(place, null, LeastLength, null)]) : null,
            ClassOf { IsNullable: false } => PlaceIn(place, kind),
            _ => null,
        };
    }

    Expression? ObjectCondition() => draw.Chance(0.5)
        ? Any(Nullables) is { } nullable ? new IsNull(new Read(nullable.Variable), draw.Chance(0.5)) : null
        : Holder() is { } left && ((ClassOf)left.Type).Use != ClassUse.Unchanging && Holder((ClassOf)left.Type) is { } right && right != left ? new Same(left, right) : null;
}
