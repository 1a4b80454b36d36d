using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

/// <summary>Objects that the caller passes, whose numbers are independents.</summary>
sealed partial class BodyGenerator
{
    /// <summary>The marked classes of the program.</summary>
    public IReadOnlyList<ModelOf> Models { get; init; } = [];

    IEnumerable<Entry> ModelVariables => scope.Visible.Where(entry => entry.Variable.Type is ModelOf);

    ModelOf ModelNamed(ModelOf type) => Models.First(declared => declared.Equals(type));

    /// <summary>A marked object that has a name, or a place in another one.</summary>
    Expression? ModelHolder(ModelOf? type = null)
    {
        bool Fits(DataType held) => type is null ? held is ModelOf : type.Equals(held);
        return draw.PickIfAny<Expression>(
            (5, () => Any(ModelVariables.Where(entry => Fits(entry.Variable.Type))) is { } entry ? new Read(entry.Variable) : null),
            (5, () => PartOfModel(Fits)));
    }

    Expression? PartOfModel(Func<DataType, bool> fits)
    {
        if (Any(ModelVariables) is not { } outer) return null;
        var fields = ModelNamed((ModelOf)outer.Variable.Type).Fields.Where(field => IsSeen(outer, field) && (fits(field.Type) || field.Type is BufferOf array && fits(array.Item))).ToArray();
        if (fields.Length == 0) return null;
        var reach = new Reach(new Read(outer.Variable), draw.Pick(fields));
        return reach.Type is BufferOf ? new Element(reach, [IndexInto(reach, null, LeastLength, null)]) : reach;
    }

    /// <summary>Private fields are for the members of their own class.</summary>
    static bool IsSeen(Entry holder, ClassField field) => field.Name[0] != '_' || holder.Variable.Name == "this" && ((ModelOf)holder.Variable.Type).OwnFields.Contains(field);

    /// <summary><c>model.X</c>, <c>Parts[i].Items[1]</c></summary>
    Tame? ReadModel(Kind kind)
    {
        if (ModelHolder() is not { } holder) return null;
        var isThis = holder is Read { Variable.Name: "this" };
        var type = ModelNamed((ModelOf)holder.Type);
        var fields = type.Fields.Where(field => field.Name[0] != '_' || isThis && type.OwnFields.Contains(field)).ToArray();
        if (fields.Length == 0) return null;
        var place = new Reach(holder, draw.Pick(fields));
        Expression? part = place.Type switch
        {
            Scalar scalar => scalar.Kind == kind ? place : null,
            StructOf => ItemOf(place, kind),
            BufferOf { Item: Scalar } array => array.Element == kind ? new Element(place, [IndexInto(place, null, LeastLength, null)]) : null,
            _ => null,
        };
        return part is null ? null : new(part, Ordinary);
    }

    /// <summary><c>part is First first ? first.X * x : x</c></summary>
    Tame? TestedModel(Kind kind, int depth)
    {
        if (Models.FirstOrDefault(model => model.IsAbstract) is not { } open || ModelHolder(open) is not { } holder) return null;
        var otherwise = Real(kind, depth - 1).Spelled;
        return Scoped(() =>
        {
            var found = DeclareLocal(["first", "second"], draw.Pick(open.Classes), Ordinary, isWritable: false);
            var then = Combine(BinaryOperator.Add, ReadModel(kind) ?? Real(kind, depth - 1), Real(kind, depth - 1), Wide);
            return new Tame(new Conditional(new Is(holder, new TypePattern((ModelOf)found.Variable.Type, found.Variable)), Fit(then, Ordinary).Expression, Fit(otherwise, Ordinary).Expression), Ordinary);
        });
    }

    /// <summary><c>foreach (var part in Parts) …</c>, <c>var chosen = x > 1 ? model.Best : model.Parts[0];</c></summary>
    Statement? ModelStatement() => draw.PickIfAny<Statement>((3, ForEachModel), (1, ChooseModel));

    Statement? ForEachModel()
    {
        if (multiplicity > 20 || ModelHolder() is not { } holder) return null;
        var isThis = holder is Read { Variable.Name: "this" };
        var arrays = ModelNamed((ModelOf)holder.Type).Fields.Where(field => field.Type is BufferOf { Item: ModelOf } && (isThis || field.Name[0] != '_')).ToArray();
        if (arrays.Length == 0) return null;
        var reach = new Reach(holder, draw.Pick(arrays));
        return Scoped<Statement>(() =>
        {
            var element = DeclareLocal(["each", "part"], ((BufferOf)reach.Type).Item, Ordinary, isWritable: false);
            return new ForEach(element.Variable, reach, false, LoopBody(4, 3));
        });
    }

    Statement? ChooseModel()
    {
        if (scope.IsInLambda || Models.FirstOrDefault(model => model.IsAbstract) is not { } open || ModelHolder(open) is not { } first || ModelHolder(open) is not { } second) return null;
        Expression value = first == second ? first : new Conditional(Condition(1), first, second);
        return new Declare(DeclareLocal(["chosen", "shape"], open, Ordinary, isWritable: false).Variable, value);
    }
}
