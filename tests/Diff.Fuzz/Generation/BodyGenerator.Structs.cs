using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

sealed partial class BodyGenerator
{
    IEnumerable<Entry> StructVariables => scope.Visible.Where(entry => entry.Variable.Type is StructOf);

    IEnumerable<Entry> StructBuffers => AllBuffers(buffer => buffer.Item is StructOf);

    Algebra AlgebraOf(StructOf type) => structs.First(algebra => algebra.Type == type);

    StructOf AnyStruct() => draw.Pick(structs).Type;

    /// <summary>An expression of a struct type; its range is that of all its numbers.</summary>
    Tame Struct(StructOf type, int depth)
    {
        var value = depth <= 0 ? StructLeaf(type) : draw.Pick<Tame>(
            (4, () => StructLeaf(type)),
            (4, () => Made(type, depth)),
            (6, () => StructSum(type, depth)),
            (3, () => StructProduct(type, depth)),
            (1, () => StructNegative(type, depth)),
            (2, () => Changed(type, depth)),
            (If(Features.Branches, 1), () => StructConditional(type, depth)),
            (If(Features.Detach, 1), () => DetachedStruct(type, depth)),
            (If(Features.Calls, 3), () => StructCall(type, depth)));
        return Wide.Contains(value.Range) ? value : FitStruct(value, Ordinary);
    }

    Tame StructLeaf(StructOf type) => draw.Pick<Tame>(
        (8, () => Any(StructVariables.Where(entry => entry.Variable.Type == type)) is { } entry ? new(new Read(entry.Variable), entry.Range) : null),
        (4, () => Any(StructBuffers.Where(entry => ((BufferOf)entry.Variable.Type).Item == type)) is { } entry ? new(ElementOf(entry), entry.Range) : null),
        (4, () => InnerStruct(type)),
        (1, () => Made(type, 0)));

    /// <summary><c>body.At</c></summary>
    Tame? InnerStruct(StructOf type)
    {
        var outer = StructVariables.Where(entry => ((StructOf)entry.Variable.Type).Fields.Any(field => field.Type == type));
        if (Any(outer) is not { } entry) return null;
        var position = draw.Pick(PositionsOf((StructOf)entry.Variable.Type, type));
        return new(new FieldOf(new Read(entry.Variable), position), entry.Range);
    }

    static int[] PositionsOf(StructOf outer, DataType type) => [.. Enumerable.Range(0, outer.Fields.Count).Where(k => outer.Fields[k].Type == type)];

    Tame Made(StructOf type, int depth)
    {
        if (draw.Chance(0.05)) return new(new DefaultOf(type), default);
        var parts = type.Fields.Select(field => Part(field.Type, Ordinary, depth - 1)).ToArray();
        var made = new NewStruct(type, [.. parts.Select(part => part.Expression)], !type.HasConstructor || draw.Chance(0.3));
        return new(made, parts.Select(part => part.Range).Aggregate((all, range) => all.Union(range)));
    }

    Tame Part(DataType type, Interval range, int depth) => type is StructOf inner
        ? FitStruct(Struct(inner, depth), range)
        : Fit(Real(((Scalar)type).Kind, depth), range).Spelled;

    /// <summary>Scaled down into a range, by the operator of the struct.</summary>
    Tame FitStruct(Tame value, Interval target)
    {
        if (target.Contains(value.Range)) return value;
        var type = (StructOf)value.Expression.Type;
        var factor = new[] { 0.5, 0.25, 0.1, 0.01, 0.001 }.FirstOrDefault(factor => target.Contains((value.Range * Interval.Of(factor)).Widened));
        if (factor != 0) return new(StructGenerator.Call(AlgebraOf(type).Scale, Numbers.Double(factor), value.Expression), (value.Range * Interval.Of(factor)).Widened);
        return new(new NewStruct(type, [.. type.Fields.Select(field => Part(field.Type, target, 0).Expression)], !type.HasConstructor), target);
    }

    Tame StructSum(StructOf type, int depth)
    {
        var (left, right) = (Struct(type, depth - 1), Struct(type, draw.Chance(0.5) ? depth - 1 : 0));
        var isSum = draw.Chance(0.6);
        var operation = isSum ? AlgebraOf(type).Add : AlgebraOf(type).Subtract;
        return new(StructGenerator.Call(operation, left.Expression, right.Expression), (isSum ? left.Range + right.Range : left.Range - right.Range).Widened);
    }

    Tame StructProduct(StructOf type, int depth)
    {
        var value = Struct(type, depth - 1);
        var scale = Fit(Real(Kind.Double, depth - 1), draw.Chance(0.5) ? Plain : new(-2, 2));
        return new(StructGenerator.Call(AlgebraOf(type).Scale, scale.Spelled.Expression, value.Expression), (scale.Range * value.Range).Widened);
    }

    Tame StructNegative(StructOf type, int depth)
    {
        var value = Struct(type, depth - 1);
        return new(StructGenerator.Call(AlgebraOf(type).Negate, value.Expression), -value.Range);
    }

    /// <summary><c>v with { X = x }</c></summary>
    Tame Changed(StructOf type, int depth)
    {
        var value = Struct(type, 0);
        var position = draw.Below(type.Fields.Count);
        var part = Part(type.Fields[position].Type, Ordinary, depth - 1);
        return new(new WithField(value.Expression, position, part.Expression), value.Range.Union(part.Range));
    }

    Tame StructConditional(StructOf type, int depth)
    {
        var (condition, whenTrue, whenFalse) = (Condition(depth - 1), Struct(type, depth - 1), Struct(type, depth - 1));
        return new(new Conditional(condition, whenTrue.Expression, whenFalse.Expression), whenTrue.Range.Union(whenFalse.Range));
    }

    Tame DetachedStruct(StructOf type, int depth)
    {
        var value = Struct(type, depth - 1);
        return value with { Expression = new Detach(value.Expression) };
    }

    Tame? StructCall(StructOf type, int depth)
    {
        var fitting = Callables.Where(callable => callable.IsByValue && callable.Method.Result == type).ToArray();
        if (fitting.Length == 0) return null;
        var callee = draw.Pick(fitting);
        return Arguments(callee, depth - 1) is { } arguments ? new(InvocationOf(callee, arguments), callee.Result) : null;
    }

    /// <summary><c>v.Dot(w)</c>, <c>v.Norm</c></summary>
    Tame? RealOfStructs(Kind kind, int depth)
    {
        if (kind != Kind.Double || structs.Count == 0) return null;
        var algebra = draw.Pick(structs);
        var value = FitStruct(Struct(algebra.Type, depth - 1), Ordinary);
        var square = Interval.Of(algebra.Parts) * value.Range * value.Range;
        if (draw.Chance(0.4)) return new(StructGenerator.Call(algebra.Norm, value.Expression), new Interval(0.7, Math.Sqrt(0.5 + square.Magnitude)).Widened);
        var other = FitStruct(Struct(algebra.Type, 0), Ordinary);
        return new(StructGenerator.Call(algebra.Dot, value.Expression, other.Expression), (Interval.Of(algebra.Parts) * value.Range * other.Range).Widened);
    }
}
