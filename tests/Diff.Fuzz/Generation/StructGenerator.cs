using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

/// <summary>What every struct of a program can do, part by part; the generator knows the ranges of the results.</summary>
sealed record Algebra(StructOf Type, Method Add, Method Subtract, Method Scale, Method Negate, Method Dot, Method Norm)
{
    public IEnumerable<Method> Members => [Add, Subtract, Scale, Negate, Dot, Norm];

    /// <summary>How many numbers a value holds.</summary>
    public int Parts { get; } = StructGenerator.PartsOf(Type);
}

/// <summary>Draws the structs of a program: two or three numbers with operators, and perhaps one that holds such structs.</summary>
sealed class StructGenerator(Draw draw, Features features)
{
    readonly List<Algebra> algebras = [];

    public static IReadOnlyList<Algebra> Algebras(Draw draw, Features features)
    {
        var generator = new StructGenerator(draw, features);
        if (!draw.Chance(0.15)) return [];
        generator.Add(generator.Numbers());
        if (draw.Chance(0.4)) generator.Add(generator.Nested());
        return generator.algebras;
    }

    public static int PartsOf(DataType type) => type is StructOf record ? record.Fields.Sum(field => PartsOf(field.Type)) : 1;

    StructOf Numbers()
    {
        var last = (features & Features.Floats) != 0 && draw.Chance(0.1) ? DataType.Float : DataType.Double;
        Field[] fields = draw.Chance(0.7) ? [new("X", DataType.Double), new("Y", last)] : [new("X", DataType.Double), new("Y", DataType.Double), new("Z", last)];
        return new("Pair", AnyForm(), fields);
    }

    StructOf Nested()
    {
        var inner = algebras[0].Type;
        return new("Body", AnyForm(), draw.Chance(0.5) ? [new("At", inner), new("Mass", DataType.Double)] : [new("At", inner), new("Speed", inner)]);
    }

    StructForm AnyForm() => draw.Pick([StructForm.Fields, StructForm.Fields, StructForm.Properties, StructForm.Positional]);

    void Add(StructOf type)
    {
        var (a, b, s) = (new Variable("a", type, 0), new Variable("b", type, 1), new Variable("s", DataType.Double, 0));
        var scaled = new Variable("a", type, 1);
        algebras.Add(new(
            type,
            Operator("+", [a, b], type, Each(type, field => Sum(BinaryOperator.Add, field(a), field(b)))),
            Operator("-", [a, b], type, Each(type, field => Sum(BinaryOperator.Subtract, field(a), field(b)))),
            Operator("*", [s, scaled], type, Each(type, field => Scaled(new Read(s), field(scaled)))),
            Operator("-", [a], type, Each(type, field => Negated(field(a)))),
            Instance(MemberForm.Instance, "Dot", type, [b], other => Dot(other[0], other[1])),
            Instance(MemberForm.Property, "Norm", type, [], self => Norm(self[0]))));
    }

    NewStruct Each(StructOf type, Func<Func<Variable, Expression>, Expression> part) =>
        new(type, [.. type.Fields.Select((_, k) => part(variable => new FieldOf(new Read(variable), k)))], !type.HasConstructor || draw.Chance(0.3));

    static Method Operator(string symbol, Variable[] parameters, StructOf type, Expression value) =>
        Member(new(type, MemberForm.Operator, symbol), $"{type.Name}.{symbol}{parameters.Length}", parameters, type, value);

    static Method Instance(MemberForm form, string name, StructOf type, Variable[] further, Func<Expression[], Expression> value)
    {
        Variable[] parameters = [new("this", type, 0), .. further];
        return Member(new(type, form, name), $"{type.Name}.{name}", parameters, DataType.Double, value([.. parameters.Select(parameter => new Read(parameter))]));
    }

    static Method Member(TypeMember member, string name, Variable[] parameters, DataType result, Expression value) =>
        new(name, [.. parameters.Select(parameter => new Parameter(parameter, PassMode.Value))], result, new([new Return(value)]), parameters.Length) { Member = member };

    Expression Sum(BinaryOperator operation, Expression left, Expression right) => left.Type is StructOf type
        ? Call(operation == BinaryOperator.Add ? AlgebraOf(type).Add : AlgebraOf(type).Subtract, left, right)
        : new Binary(operation, left, right);

    Expression Scaled(Expression scale, Expression part) => part.Type switch
    {
        StructOf type => Call(AlgebraOf(type).Scale, scale, part),
        Scalar { Kind: Kind.Float } => new Language.Convert(Kind.Float, new Binary(BinaryOperator.Multiply, scale, AsDouble(part)), false),
        _ => new Binary(BinaryOperator.Multiply, scale, part),
    };

    Expression Negated(Expression part) => part.Type is StructOf type ? Call(AlgebraOf(type).Negate, part) : new Negate(part);

    Expression Dot(Expression left, Expression right)
    {
        Expression Product(int k)
        {
            var (a, b) = (new FieldOf(left, k), new FieldOf(right, k));
            return a.Type is StructOf type ? Call(AlgebraOf(type).Dot, a, b) : new Binary(BinaryOperator.Multiply, AsDouble(a, isImplicit: a.Kind == Kind.Double), AsDouble(b));
        }

        return Enumerable.Range(0, ((StructOf)left.Type).Fields.Count).Select(Product).Aggregate((sum, product) => new Binary(BinaryOperator.Add, sum, product));
    }

    Expression Norm(Expression value) =>
        new Intrinsic(Function.Sqrt, Kind.Double, false, [new Binary(BinaryOperator.Add, Generation.Numbers.Double(0.5), Dot(value, value))]);

    static Expression AsDouble(Expression part, bool isImplicit = true) => part.Kind == Kind.Double ? part : new Language.Convert(Kind.Double, part, isImplicit);

    Algebra AlgebraOf(StructOf type) => algebras.First(algebra => algebra.Type == type);

    public static Invoke Call(Method member, params Expression[] arguments) =>
        new(member.Name, [.. arguments.Select(argument => new Argument(PassMode.Value, argument))], member.Result, member.Member);
}
