using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

sealed partial class BodyGenerator
{
    Statement IfStatement()
    {
        var condition = Condition(2);
        var then = Nested(2);
        return draw.Below(4) switch
        {
            0 => new If(condition, then, null),
            1 => new If(condition, then, new If(Condition(1), Nested(1), draw.Chance(0.5) ? Nested(1) : null)),
            _ => new If(condition, then, Nested(2)),
        };
    }

    Statement JumpStatement() => new If(Condition(2), new Block([draw.Chance(0.5) ? new Break() : new Continue()]), null);

    Statement ReturnStatement() => new If(Condition(2), new Block([new Return(result is null ? null : ResultValue(2))]), null);

    Statement? ThrowGuard() => AlwaysTrue() is { } always ? new If(new Not(always), new Block([new ThrowStatement()]), null) : null;

    Expression ResultValue(int depth) => result switch
    {
        StructOf type => FitStruct(Struct(type, depth), resultRange).Expression,
        ClassOf type => ObjectValue(ClassNamed(type), depth),
        TupleOf tuple => TupleValue(tuple, resultRange, depth)!,
        BufferOf array => ArrayValue(array, depth),
        _ => Fit(Sum(result!.Text == "float" ? Kind.Float : Kind.Double, depth), resultRange).As(((Scalar)result).Kind).Expression,
    };

    /// <summary>An array that the body has filled, or a new one.</summary>
    Expression ArrayValue(BufferOf type, int depth)
    {
        var filled = Buffers(buffer => buffer == type).Where(entry => entry.MinLength == Method.ResultLength && entry.MaxLength == Method.ResultLength && entry.IsMade && entry.Range == Ordinary);
        if (Any(filled) is { } entry && draw.Chance(0.7)) return new Read(entry.Variable);
        var elements = Enumerable.Range(0, Method.ResultLength).Select(_ => Fit(Real(type.Element, depth), resultRange).As(type.Element).Spelled.Expression);
        return new ArrayLiteral(type.Item, [.. elements], draw.Chance(0.3));
    }

    /// <summary>Joins what the body has calculated, so that little of it is dead.</summary>
    Tame Sum(Kind kind, int depth)
    {
        var sum = Classes.Count > 0 && ReadField(kind) is { } first ? first : Varying(Real(kind, depth));
        for (var terms = draw.Between(1, 3); terms > 0; terms--)
        {
            var term = draw.Chance(0.3) && ReadElement(kind) is { } element ? element : Classes.Count > 0 && draw.Chance(0.7) && ReadField(kind) is { } field ? field : Models.Count > 0 && draw.Chance(0.5) && ReadModel(kind) is { } number ? number : ReadVariable(kind);
            if (term is null) break;
            sum = Moderate(draw.Chance(0.7) ? Combine(BinaryOperator.Add, sum, term, sum.Range + term.Range) : Product(term, sum));
        }

        return sum;
    }

    Statement? LoopStatement()
    {
        if (multiplicity > 40) return null;
        return draw.Pick<Statement>(
            (5, CountedLoop),
            (If(Features.Buffers, 3), BufferLoop),
            (If(Features.Buffers, 2), ForEachLoop),
            (2, WhileLoop),
            (2, DoLoop),
            (2, ShrinkingLoop));
    }

    Block LoopBody(int trips, int most, params ReadOnlySpan<Statement> opening)
    {
        var (outerMultiplicity, outerDepth) = (multiplicity, loopDepth);
        multiplicity *= Math.Max(trips, 1);
        loopDepth++;
        var body = (draw.Chance(0.2) ? OnlySums() : null) ?? Nested(most);
        (multiplicity, loopDepth) = (outerMultiplicity, outerDepth);
        return new([.. opening, .. body.Statements]);
    }

    /// <summary>Another loop, or an addition to a sum that may be skipped: all that many nests of loops consist of.</summary>
    Block? OnlySums() => Scoped(() =>
    {
        depthOfStatements++;
        Statement? only = depthOfStatements < 3 && Has(Features.Loops) && draw.Chance(0.6) ? LoopStatement() : null;
        if (only is null && Any(Scalars(Kind.Double).Where(entry => entry.IsWritable && entry.Budget > 0)) is { } sum && Added(sum, new Read(sum.Variable)) is { } addition) only = new Do(addition);
        depthOfStatements--;
        return only is null ? null : new Block(only is Do && Has(Features.Jumps) && draw.Chance(0.2) ? [new If(Condition(1), new Block([new Continue()]), null), only] : [only]);
    });

    /// <summary>Up, down, in steps, with a shifted index, and with a second condition on an active value.</summary>
    Statement CountedLoop() => Scoped<Statement>(() =>
    {
        var limit = Varying(Integer(1));
        if (limit.Range.High > 5 || limit.Range.High < 1) limit = new(IntegerCall(Function.Min, new Tame(new Intrinsic(Function.Abs, Kind.Int, false, [limit.Expression]), default), Numbers.Tame(Kind.Int, 4)), new(0, 4));
        var trips = (int)limit.Range.High;
        var form = draw.Below(6);
        var range = form is 2 ? new Interval(0, Math.Max(trips - 1, 0)) : new(0, Math.Max(trips - 1, 0));
        var index = DeclareLocal(IndexNames, DataType.Int, range, isWritable: false);
        var read = new Read(index.Variable);
        var step = form == 1 ? new Assign(read, BinaryOperator.Add, Numbers.Int(2)) : (Expression)new Step(read, form != 2, draw.Chance(0.1));
        var (from, condition) = form == 2
            ? (new Binary(BinaryOperator.Subtract, limit.Expression, Numbers.Int(1)), new Binary(BinaryOperator.GreaterOrEqual, read, Numbers.Int(0)))
            : ((Expression)Numbers.Int(0), new Binary(BinaryOperator.Less, read, limit.Expression));
        if (form == 5) condition = new Binary(BinaryOperator.Less, Shifted(read), limit.Expression);
        if (form == 3) condition = new Binary(BinaryOperator.AndAlso, condition, Condition(1));
        return new For(index.Variable, from, condition, step, LoopBody(trips, 3));
    });

    /// <summary><c>i + w</c>, where w is not negative.</summary>
    Expression Shifted(Expression index)
    {
        var shift = Integer(1);
        if (shift.Range.Low < 0 || shift.Range.High > 3) shift = Numbers.Tame(Kind.Int, draw.Between(1, 2));
        return draw.Chance(0.5) ? new Binary(BinaryOperator.Add, index, shift.Expression) : new Binary(BinaryOperator.Add, shift.Expression, index);
    }

    /// <summary><c>for (var i = 0; i &lt; a.Length; i++)</c>, forwards or backwards.</summary>
    Statement? BufferLoop()
    {
        var buffers = AllBuffers(buffer => buffer.Shape is not (BufferShape.Matrix or BufferShape.Jagged)).Concat(Lists);
        if (Any(buffers) is not { } entry) return null;
        return Scoped<Statement>(() =>
        {
            var index = NewLocal(IndexNames, DataType.Int, new(0, entry.MaxLength - 1), isWritable: false) with { BoundBy = entry.Variable };
            scope.Add(index);
            var (read, length) = (new Read(index.Variable), new Length(new Read(entry.Variable)));
            var body = Holding(entry, () => LoopBody(entry.MaxLength, 3));
            return draw.Chance(0.75)
                ? new For(index.Variable, Numbers.Int(draw.Chance(0.8) ? 0 : 1), new Binary(BinaryOperator.Less, read, length), new Step(read, true, false), body)
                : new For(index.Variable, new Binary(BinaryOperator.Subtract, length, Numbers.Int(1)), new Binary(BinaryOperator.GreaterOrEqual, read, Numbers.Int(0)), new Step(read, false, false), body);
        });
    }

    Statement? ForEachLoop()
    {
        if (Any(AllBuffers(buffer => buffer.Shape is not BufferShape.Jagged).Concat(Lists)) is not { } entry) return null;
        var type = (BufferOf)entry.Variable.Type;
        var trips = type.Shape == BufferShape.Matrix ? entry.MaxLength * entry.MaxLength / 2 : entry.MaxLength;
        return Scoped<Statement>(() =>
        {
            var element = DeclareLocal(["item", "value", "each"], type.Item, entry.Range, isWritable: false);
            return new ForEach(element.Variable, new Read(entry.Variable), false, Holding(entry, () => LoopBody(trips, 3)));
        });
    }

    /// <summary>The counter is stepped first, so that <c>continue</c> cannot loop for ever.</summary>
    Statement WhileLoop() => Scoped<Statement>(() =>
    {
        var trips = draw.Between(1, 4);
        var counter = DeclareLocal(["n", "count", "round"], DataType.Int, new(0, trips), isWritable: false);
        var read = new Read(counter.Variable);
        var isInCondition = Has(Features.SideEffects) && draw.Chance(0.25);
        var bound = new Binary(BinaryOperator.Less, isInCondition ? new Step(read, true, false) : read, Numbers.Int(trips));
        var condition = draw.Chance(0.7) ? new Binary(BinaryOperator.AndAlso, bound, Condition(2)) : bound;
        if (Has(Features.Jumps) && !isInCondition && draw.Chance(0.2))
        {
            var stop = new If(new Binary(BinaryOperator.GreaterOrEqual, new Step(read, true, false), Numbers.Int(trips)), new Block([new Break()]), null);
            return new Block([new Declare(counter.Variable, Numbers.Int(0)), new While(new Literal(Kind.Bool, 1), LoopBody(trips, 3, stop))]);
        }

        Statement[] opening = isInCondition ? [] : [new Do(new Step(read, true, false))];
        return new Block([new Declare(counter.Variable, Numbers.Int(0)), new While(condition, LoopBody(trips, 3, opening))]);
    });

    Statement DoLoop() => Scoped<Statement>(() =>
    {
        var trips = draw.Between(1, 4);
        var counter = DeclareLocal(["n", "count", "round"], DataType.Int, new(0, trips), isWritable: false);
        var read = new Read(counter.Variable);
        var bound = new Binary(BinaryOperator.Less, read, Numbers.Int(trips));
        var body = LoopBody(trips, 3, new Do(new Step(read, true, false)));
        var condition = draw.Chance(0.6) ? new Binary(BinaryOperator.AndAlso, bound, Condition(2)) : bound;
        return new Block([new Declare(counter.Variable, Numbers.Int(0)), new DoWhile(body, condition)]);
    });

    /// <summary><c>while (|x| > 1) x *= 0.5</c>: the trip count depends on an active value.</summary>
    Statement? ShrinkingLoop()
    {
        var writable = Scalars(Kind.Double).Where(entry => entry.IsWritable && entry.Range == Ordinary);
        if (Any(writable) is not { } entry) return null;
        var read = new Read(entry.Variable);
        var size = new Intrinsic(Function.Abs, Kind.Double, false, [read]);
        var condition = new Binary(BinaryOperator.Greater, size, Numbers.Double(draw.Between(1, 2)));
        var shrink = new Do(new Assign(read, BinaryOperator.Multiply, Numbers.Double(draw.Pick([0.5, 0.6, -0.5]))));
        if (draw.Chance(0.5)) return new While(condition, new Block([shrink]));
        var sums = Scalars(Kind.Double).Where(other => other.Budget > 20 * multiplicity);
        if (Any(sums) is not { } sum) return new While(condition, new Block([shrink]));
        sum.Budget -= 20 * multiplicity;
        return new While(condition, new Block([shrink, new Do(new Assign(new Read(sum.Variable), BinaryOperator.Add, read))]));
    }

    Statement SwitchStatement()
    {
        var (subject, makePattern) = SwitchSubject(1);
        var sections = new List<Section>();
        var coverage = Coverage.Of(subject.Type);
        for (var count = draw.Between(1, 3); count > 0; count--)
        {
            var patterns = new List<Pattern?>();
            for (var labels = draw.Chance(0.2) ? 2 : 1; labels > 0; labels--)
            {
                var pattern = makePattern();
                if (coverage.After(pattern) is not { } rest) continue;
                coverage = rest;
                patterns.Add(pattern);
            }

            if (patterns.Count == 0) continue;
            var guard = patterns.Count == 1 && draw.Chance(0.2) ? Condition(1) : null;
            sections.Add(new(patterns, guard, SectionBody()));
        }

        if (sections.Count == 0 || draw.Chance(0.7)) sections.Add(new([null], null, SectionBody()));
        return new Switch(subject, sections);
    }

    /// <summary>A section ends in <c>break</c>, or jumps out of the loop or the method from inside the switch.</summary>
    Block SectionBody()
    {
        var body = SwitchBody();
        Statement end = draw.Below(8) switch
        {
            0 when loopDepth > 0 && Has(Features.Jumps) => new Continue(),
            1 when mayReturn => Scoped(() => new Return(result is null ? null : ResultValue(2))),
            _ => new Break(),
        };
        return new([body, end]);
    }

    /// <summary>Inside a switch <c>break</c> means the switch, which generated jumps do not want.</summary>
    Block SwitchBody()
    {
        var outer = loopDepth;
        loopDepth = 0;
        var body = Nested(2);
        loopDepth = outer;
        return body;
    }

    Statement TryStatement() => Scoped<Statement>(() =>
    {
        var counter = DeclareLocal(["calls", "visits"], DataType.Int, Wide, isWritable: false);
        var body = Nested(2);
        return new Block([
            new Declare(counter.Variable, Numbers.Int(0)),
            new TryFinally(body, new Block([new Do(new Step(new Read(counter.Variable), true, false))]))]);
    });

    Statement CheckedStatement() => new CheckedBlock(draw.Chance(0.5), Nested(2));
}
