using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

sealed partial class BodyGenerator
{
    /// <summary>More constants than this no overload takes.</summary>
    const int MostConstants = 2;

    const int MostDifferentiated = 3;

    /// <summary>Whether derivatives of other functions may be taken: not inside of a function whose derivative is taken.</summary>
    public bool Nests { get; set; }

    /// <summary>The derivative of another function; bounded, since nobody knows its range.</summary>
    Tame? DerivedOf(Kind kind, int depth)
    {
        if (!Nests || kind != Kind.Double || scope.IsInLambda) return null;
        return DerivedOf(draw.Chance(0.5) ? OfLambda(depth) : OfMethod(depth));
    }

    Tame? DerivedOf(Derived? derivative) => derivative is null ? null : Function1(draw.Pick([Function.Tanh, Function.Atan, Function.Sin]), new(derivative, Ordinary));

    /// <summary><c>var slope = Math.Tanh(Gradient.Of(G, x));</c></summary>
    public Statement DeclareDerivative()
    {
        var value = Fit((draw.Chance(0.5) ? DerivedOf(OfMethod(2)) : null) ?? DerivedOf(OfLambda(2)) ?? DerivedOf(OfLambdaOf([DataType.Double], 1, 2))!, Ordinary);
        return new Declare(DeclareLocal(["slope"], DataType.Double, Ordinary).Variable, value.Expression);
    }

    Derived? OfMethod(int depth)
    {
        var callee = Any(callables.Where(callable => MayBeDerived(callable.Method)));
        if (callee is null || callee.Cost * multiplicity > 30 || Arguments(callee, depth - 1) is not { } arguments || arguments.Exists(argument => argument.Name is not null)) return null;
        var differentiable = callee.Method.Parameters.TakeWhile(parameter => CanBeDifferentiated(parameter.Type)).Count();
        return Of(new MethodGroup(callee.Method.Name, arguments.Count), [.. arguments.Select(argument => argument.Value!)], differentiable, depth);
    }

    static bool MayBeDerived(Method method) => method is { Result: Scalar { Kind: Kind.Double }, Member: null, Parameters: [var first, ..] } && CanBeDifferentiated(first.Type)
        && method.Parameters.All(parameter => parameter is { Mode: PassMode.Value, IsWrittenBuffer: false, Type: Scalar or TupleOf or StructOf or BufferOf });

    /// <summary>Whether a gradient with respect to it consists of numbers in double precision; a span is differentiated alone.</summary>
    static bool CanBeDifferentiated(DataType type) => type switch
    {
        Scalar scalar => scalar.Kind == Kind.Double,
        TupleOf tuple => tuple.Elements.All(CanBeDifferentiated),
        StructOf record => record.Fields.All(field => CanBeDifferentiated(field.Type)),
        BufferOf { Shape: BufferShape.Array } buffer => buffer.Item is not BufferOf && CanBeDifferentiated(buffer.Item),
        _ => false,
    };

    /// <summary>A lambda sees its parameters, and nothing else.</summary>
    Derived? OfLambda(int depth)
    {
        if (Has(Features.Buffers) && draw.Chance(0.2))
        {
            DataType span = new BufferOf(BufferShape.ReadOnlySpan, Kind.Double);
            return OfLambdaOf([span, .. Enumerable.Range(0, draw.Between(0, MostConstants)).Select(_ => draw.Chance(0.3) ? span : LambdaParameter())], 1, depth);
        }

        DataType[] types = [.. Enumerable.Range(0, draw.Between(1, 3)).Select(_ => LambdaParameter())];
        var constants = draw.Between(Math.Max(0, types.Length - MostDifferentiated), Math.Min(MostConstants, types.Length - 1));
        return OfLambdaOf(types, types.Length - constants, depth);
    }

    DataType LambdaParameter() => draw.Below(10) switch
    {
        < 2 when Has(Features.Buffers) => new BufferOf(BufferShape.Array, Kind.Double),
        2 when Has(Features.Tuples) => new TupleOf([DataType.Double, DataType.Double]),
        3 when structs.Where(algebra => CanBeDifferentiated(algebra.Type)).ToArray() is { Length: > 0 } all => draw.Pick(all).Type,
        4 when Has(Features.Buffers) && structs.Where(algebra => CanBeDifferentiated(algebra.Type)).ToArray() is { Length: > 0 } all => new BufferOf(BufferShape.Array, draw.Pick(all).Type),
        _ => DataType.Double,
    };

    Derived? OfLambdaOf(DataType[] types, int differentiated, int depth)
    {
        var (outer, nests) = (scope, Nests);
        (scope, Nests) = (new Scope(null, isLambda: true), false);
        Variable[] parameters = [.. types.Select(LambdaVariable)];
        var body = Fit(Varying(Real(Kind.Double, 3)), Ordinary).Spelled;
        (scope, Nests) = (outer, nests);
        if (types.Select(type => PointOf(type, depth)).ToArray() is var arguments && arguments.Any(argument => argument is null)) return null;
        return Derivative(new Lambda(parameters, body.As(Kind.Double).Spelled.Expression), arguments!, differentiated, depth);
    }

    Variable LambdaVariable(DataType type)
    {
        var entry = NewLocal(["one", "two", "each"], type, Ordinary, isWritable: false) with { MinLength = LeastLength };
        scope.Add(entry);
        return entry.Variable;
    }

    /// <summary>A value of any type that a lambda takes.</summary>
    Expression? PointOf(DataType type, int depth) => type switch
    {
        Scalar => Number(depth),
        TupleOf tuple => TupleValue(tuple, Ordinary, depth - 1),
        StructOf record => FitStruct(Struct(record, depth - 1), Ordinary).Expression,
        BufferOf { Shape: BufferShape.ReadOnlySpan } => Any(AllBuffers(buffer => buffer.Item == DataType.Double && Accepts(BufferShape.ReadOnlySpan, buffer.Shape)).Where(entry => entry.MinLength >= LeastLength)) is { } entry
            ? new View(ViewForm.Implicit, new Read(entry.Variable), null, null, BufferShape.ReadOnlySpan)
            : null,
        BufferOf array when draw.Chance(0.6) && Any(AllBuffers(buffer => buffer == array).Where(entry => entry.MinLength >= LeastLength)) is { } entry => new Read(entry.Variable),
        BufferOf array => new ArrayLiteral(array.Item, [.. Enumerable.Range(0, LeastLength).Select(_ => PointOf(array.Item, depth)!)], IsCollection: false),
        _ => null,
    };

    Expression Number(int depth) => Fit(Real(Kind.Double, depth - 1).As(Kind.Double), Ordinary).Spelled.Expression;

    Derived? Of(Expression function, Expression[] arguments, int differentiable, int depth)
    {
        var most = Math.Min(differentiable, MostDifferentiated);
        var least = Math.Max(1, arguments.Length - MostConstants);
        return least > most ? null : Derivative(function, arguments, draw.Between(least, most), depth);
    }

    Derived? Derivative(Expression function, Expression[] arguments, int differentiated, int depth)
    {
        var form = draw.Pick([DerivativeForm.Of, DerivativeForm.Of, DerivativeForm.ValueAndGradient, DerivativeForm.Vjp, DerivativeForm.Jvp]);
        var point = arguments[..differentiated];
        Expression?[] factors = form switch
        {
            DerivativeForm.Jvp => [.. point.Select(value => DirectionOf(value, depth))],
            DerivativeForm.Vjp => [Number(depth)],
            _ => [],
        };
        if (factors.Contains(null)) return null;
        var position = form == DerivativeForm.Jvp ? 0 : draw.Below(differentiated);
        return new(form, function, point, factors!, arguments[differentiated..], position, form == DerivativeForm.Jvp ? [] : [.. PartOf(point[position].Type)]);
    }

    /// <summary>A direction has the shape of the point: where nobody knows how long that is, it is the point itself.</summary>
    Expression? DirectionOf(Expression point, int depth)
    {
        var other = point is Read or View ? point : PointOf(point.Type, depth);
        return other is Read { Type: BufferOf } ? point : other;
    }

    IEnumerable<int> PartOf(DataType type)
    {
        var (count, child) = type switch
        {
            BufferOf buffer => (LeastLength, _ => buffer.Item),
            TupleOf tuple => (tuple.Elements.Count, k => tuple.Elements[k]),
            StructOf record => (record.Fields.Count, k => record.Fields[k].Type),
            _ => (0, (Func<int, DataType>)(_ => type)),
        };
        if (count == 0) return [];
        var part = draw.Below(count);
        return [part, .. PartOf(child(part))];
    }
}
