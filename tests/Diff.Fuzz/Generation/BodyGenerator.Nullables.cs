using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

/// <summary>Numbers and structs that may be null.</summary>
sealed partial class BodyGenerator
{
    IEnumerable<Entry> Perhaps => scope.Visible.Where(entry => entry.Variable.Type is NullableOf);

    Statement? NullableStatement() => draw.Pick<Statement>(
        (Perhaps.Any() ? 1 : 8, DeclarePerhaps),
        (4, AssignPerhaps),
        (3, WherePresent));

    Declare DeclarePerhaps()
    {
        var type = new NullableOf(structs.Count > 0 && draw.Chance(0.5) ? AnyStruct() : DataType.Double);
        Expression value = draw.Chance(0.7) ? new Null(type) : PresentValue(type, 2);
        return new(DeclareLocal(["least", "found", "most"], type, Ordinary).Variable, value, Explicit: true);
    }

    Present PresentValue(NullableOf type, int depth) => new(type.Of is StructOf inner ? FitStruct(Struct(inner, depth), Ordinary).Expression : Fit(Real(Kind.Double, depth), Ordinary).Spelled.Expression);

    /// <summary><c>if (least is null || x &lt; 1) least = x;</c></summary>
    Statement? AssignPerhaps()
    {
        if (Any(Perhaps.Where(entry => entry.IsWritable)) is not { } entry) return null;
        var (read, type) = (new Read(entry.Variable), (NullableOf)entry.Variable.Type);
        var assign = new Do(new Assign(read, null, draw.Chance(0.15) ? new Null(type) : PresentValue(type, 2)));
        return draw.Below(3) switch
        {
            0 => assign,
            1 => new If(Condition(2), new Block([assign]), null),
            _ => new If(new Binary(BinaryOperator.OrElse, new IsNull(read, false), Condition(1)), new Block([assign]), null),
        };
    }

    Statement? WherePresent() => Any(Perhaps) is { } entry ? Scoped<Statement>(() =>
    {
        var found = Scoped(() =>
        {
            var local = DeclareLocal(["it", "value"], ((NullableOf)entry.Variable.Type).Of, Ordinary, isWritable: false);
            return (local.Variable, Body: Nested(2));
        });
        return new IfPresent(new Read(entry.Variable), found.Variable, found.Body, draw.Chance(0.3) ? Nested(1) : null);
    }) : null;

    Tame? ReadPerhaps(Kind kind) => kind == Kind.Double && Any(Perhaps.Where(entry => entry.Variable.Type is NullableOf { Of: Scalar })) is { } entry
        ? new(new OrElse(new Read(entry.Variable), Fit(ReadVariable(kind) ?? Numbers.Tame(kind, 0.5), Ordinary).Spelled.Expression), Ordinary)
        : null;
}
