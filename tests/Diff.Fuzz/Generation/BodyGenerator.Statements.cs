using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

sealed partial class BodyGenerator
{
    /// <summary>Variables that the statement under construction declares inside itself.</summary>
    readonly List<Entry> pending = [];
    int budget;
    int depthOfStatements;
    DataType? result;
    Interval resultRange;
    bool mayReturn;

    /// <summary>The whole body of a method, ending in a return unless the method is void.</summary>
    public Block MethodBody(DataType? resultType, Interval range, int statements, IReadOnlyList<Statement> opening)
    {
        (result, resultRange, budget) = (resultType, range, statements);
        mayReturn = Has(Features.EarlyReturns);
        var body = new List<Statement>(opening);
        while (budget > 0) body.Add(Statement());
        if (result is not null) body.Add(new Return(ResultValue(2)));
        return new(body);
    }

    /// <summary><c>if (fuel &lt;= 0) return …;</c> before anything that calls itself.</summary>
    public Statement BaseCase(Variable fuel, DataType? resultType, Interval range)
    {
        (result, resultRange) = (resultType, range);
        var self = Self;
        Self = null;
        var value = result is null ? null : ResultValue(1);
        Self = self;
        return new If(new Binary(BinaryOperator.LessOrEqual, new Read(fuel), Numbers.Int(0)), new Block([new Return(value)]), null);
    }

    /// <summary>Programs with objects or procedures have more loops, and leave them more often.</summary>
    bool IsFocused => Classes.Count > 0 || Models.Count > 0 || Has(Features.Procedures);

    Block Nested(int most) => Scoped(() =>
    {
        depthOfStatements++;
        var statements = new List<Statement>();
        for (var count = draw.Between(1, most); count > 0; count--) statements.Add(Statement());
        depthOfStatements--;
        return new Block(statements);
    });

    Statement Statement()
    {
        budget--;
        var isDeep = depthOfStatements >= 3 || budget <= 0;
        int Compound(Features feature, int weight) => isDeep ? 0 : If(feature, weight);
        var statement = draw.Pick<Statement>(
            (7, DeclareScalar),
            (8, AssignScalar),
            (2, IncrementCounter),
            (1, DeclareConstant),
            (If(Features.Tuples, 2), DeclareTuple),
            (If(Features.Tuples, 2), UnpackTuple),
            (If(Features.Tuples, 1), AssignItem),
            (If(Features.Views, 2), DeclareView),
            (If(Features.Calls, 2), CallStatement),
            (Compound(Features.Branches, 5), IfStatement),
            (Compound(Features.Loops, IsFocused ? 14 : 6), LoopStatement),
            (Compound(Features.Switches, 2), SwitchStatement),
            (Compound(Features.TryFinally, 1), TryStatement),
            (Compound(Features.Checked, 1), CheckedStatement),
            (Compound(Features.None, 1), () => Nested(2)),
            (If(Features.Jumps, loopDepth > 0 ? IsFocused ? 7 : 3 : 0), JumpStatement),
            (If(Features.EarlyReturns, mayReturn ? IsFocused ? 3 : 1 : 0), ReturnStatement),
            (If(Features.Throws, 1), ThrowGuard),
            (structs.Count == 0 ? 0 : 9, StructStatement),
            (Classes.Count == 0 ? 0 : 40, ClassStatement),
            (Models.Count == 0 ? 0 : 8, ModelStatement),
            (If(Features.Lists, 2), ListStatement),
            (If(Features.Delegates, 1), DeclareFunction),
            (If(Features.Procedures, 4), DeclareProcedure),
            (If(Features.Procedures, 20), RunProcedure),
            (If(Features.Procedures, 1), DeclareHigherFunction),
            (If(Features.Procedures, 5), NullableStatement),
            (If(Features.Dispatch, 1), DeclareObject),
            (If(Features.Memory, 8), MemoryStatement));
        Publish(statement);
        return statement;
    }

    /// <summary>Makes visible what the statement declared; declarations of attempts that came to nothing are forgotten.</summary>
    void Publish(Statement statement)
    {
        var declared = statement switch
        {
            Unpack unpack => unpack.Targets.Select(target => target.Declared),
            Declare { Value: Invoke call } declare => call.Arguments.Select(argument => argument.Declared).Append(declare.Variable),
            Do { Expression: Invoke call } => call.Arguments.Select(argument => argument.Declared),
            _ => [],
        };
        foreach (var entry in pending.Where(entry => declared.Contains(entry.Variable))) scope.Add(entry);
        pending.Clear();
    }

    Statement DeclareScalar()
    {
        if (draw.Chance(0.15)) return DeclareFlagOrInteger();
        var kind = AnyRealKind();
        if (draw.Chance(0.25)) return DeclareAccumulator(kind);
        var value = Fit(Real(kind, draw.Between(1, 3)), Ordinary).As(kind);
        var local = NewLocal(RealNames, new Scalar(kind), Ordinary);
        scope.Add(local);
        return new Declare(local.Variable, value.Expression, Explicit: value.Spelled != value || draw.Chance(0.2));
    }

    /// <summary>A local that sums may be added to, as long as its budget lasts.</summary>
    Declare DeclareAccumulator(Kind kind)
    {
        var start = draw.Chance(0.6) ? Numbers.Of(kind, 0) : Fit(Real(kind, 1), Ordinary).As(kind).Spelled.Expression;
        var local = NewLocal(["sum", "total", "acc"], new Scalar(kind), Wide) with { Budget = 0.9 * Wide.High };
        scope.Add(local);
        return new(local.Variable, start);
    }

    Declare DeclareFlagOrInteger()
    {
        if (draw.Chance(0.5))
        {
            var flag = NewLocal(["flag", "isLow", "on"], DataType.Bool, Plain);
            var condition = Condition(2);
            scope.Add(flag);
            return new(flag.Variable, condition);
        }

        var value = Wrapped(Integer(2), draw.Between(3, 6));
        var local = NewLocal(IntegerNames, DataType.Int, value.Range);
        scope.Add(local);
        return new(local.Variable, value.Expression);
    }

    Declare DeclareConstant()
    {
        var kind = AnyRealKind();
        var value = Numbers.Of(kind, draw.Pick(NiceNumbers));
        var local = DeclareLocal(["alpha", "beta", "scale"], new Scalar(kind), Interval.Of(value.Number), isWritable: false, isConstant: true);
        return new(local.Variable, value);
    }

    Statement? AssignScalar()
    {
        var targets = scope.Visible.Where(entry => entry.IsWritable && entry.Variable.Type is Scalar);
        if (Any(targets) is not { } entry) return null;
        var read = new Read(entry.Variable);
        switch (entry.Variable.Type)
        {
            case Scalar { Kind: Kind.Bool }:
                return new Do(new Assign(read, null, Condition(2)));
            case Scalar { Kind: Kind.Int }:
                var modulus = (int)Math.Min(entry.Range.High, entry.Range.Low < 0 ? -entry.Range.Low : entry.Range.High) + 1;
                if (modulus < 2) return null;
                var wrapped = Wrapped(Integer(2), modulus);
                return entry.Range.Contains(wrapped.Range) ? new Do(new Assign(read, null, wrapped.Expression)) : null;
            default:
                return new Do(RealAssignment(entry, read, entry.Range));
        }
    }

    /// <summary>A plain or compound assignment that keeps the target in its range.</summary>
    Assign RealAssignment(Entry entry, Expression target, Interval range)
    {
        var kind = target.Kind;
        if (entry.Budget > 0 && draw.Chance(0.8) && Added(entry, target) is { } addition) return addition;
        if (range.Low < 0 && range.High > 0 && draw.Chance(0.3))
        {
            var factor = Fit(Real(kind, 2), Plain);
            return new(target, BinaryOperator.Multiply, factor.As(kind).Expression);
        }

        if (range.Low < 0 && range.High > 0 && draw.Chance(0.1))
        {
            var divisor = Fit(Real(kind, 1), new(1, 10));
            return new(target, BinaryOperator.Divide, divisor.As(kind).Expression);
        }

        // x = 0.5 * x + e: a damped update stays where it is.
        if (range == Ordinary && draw.Chance(0.3))
        {
            var halved = Scaled(new(target, range), 0.5);
            return new(target, null, Combine(BinaryOperator.Add, halved, Fit(Real(kind, 2), new(-2.4, 2.4)), Ordinary).Expression);
        }

        return new(target, null, Fit(Real(kind, draw.Between(1, 3)), range).As(kind).Expression);
    }

    Assign? Added(Entry entry, Expression target)
    {
        var value = Fit(Real(target.Kind, 2), Ordinary);
        var cost = value.Range.Magnitude * multiplicity / entry.Multiplicity;
        if (cost > entry.Budget) return null;
        entry.Budget -= cost;
        return new(target, draw.Chance(0.75) ? BinaryOperator.Add : BinaryOperator.Subtract, value.As(target.Kind).Expression);
    }

    /// <summary>Statements without active data: they run, and nothing flows.</summary>
    Statement? IncrementCounter()
    {
        var reals = scope.Visible.Where(entry => entry.Budget > multiplicity && entry.Variable.Type is Scalar { IsDifferentiable: true });
        if (Any(reals) is not { } entry) return null;
        entry.Budget -= multiplicity;
        return new Do(new Step(new Read(entry.Variable), draw.Chance(0.6), draw.Chance(0.3)));
    }

    Statement DeclareTuple()
    {
        var type = RandomTuple(draw.Chance(0.2));
        var value = TupleValue(type, Ordinary, 2)!;
        var local = NewLocal(["pair", "both", "point"], type, Ordinary);
        scope.Add(local);
        return new Declare(local.Variable, value, Explicit: draw.Chance(0.3));
    }

    TupleOf RandomTuple(bool isNested)
    {
        Scalar Real() => new(AnyRealKind());
        DataType second = isNested ? new TupleOf([Real(), Real()]) : draw.Chance(0.1) && Has(Features.Integers) ? DataType.Int : Real();
        return new(draw.Chance(0.2) ? [Real(), second, Real()] : [Real(), second]);
    }

    Statement? AssignItem()
    {
        var tuples = scope.Visible.Where(entry => entry.IsWritable && entry.Variable.Type is TupleOf);
        if (Any(tuples) is not { } entry || ItemOf(new Read(entry.Variable), Kind.Double) is not { } item) return null;
        return new Do(RealAssignment(entry, item, Ordinary));
    }

    /// <summary><c>(x, y) = (y, x + y)</c>, <c>var (a, b) = pair</c>, <c>(x, _) = (…)</c></summary>
    Statement UnpackTuple()
    {
        var whole = scope.Visible.Where(entry => entry.Variable.Type is TupleOf tuple && tuple.Elements.All(element => element is Scalar { IsDifferentiable: true }));
        if (draw.Chance(0.3) && Any(whole) is { } existing)
        {
            var elements = ((TupleOf)existing.Variable.Type).Elements;
            return new Unpack([.. elements.Select(element => NewTarget(element, Ordinary))], new Read(existing.Variable));
        }

        var writable = Scalars(Kind.Double).Where(entry => entry.IsWritable && entry.Range == Ordinary).ToArray();
        if (writable.Length >= 2 && draw.Chance(0.5))
        {
            var first = draw.Pick(writable);
            var second = draw.Pick(writable.Where(entry => entry != first).ToArray());
            var value = draw.Chance(0.4) ? new Tame(new Read(first.Variable), Ordinary) : Fit(Real(Kind.Double, 2), Ordinary);
            return new Unpack([new(null, new Read(first.Variable)), new(null, new Read(second.Variable))], new TupleLiteral([new Read(second.Variable), value.Spelled.Expression]));
        }

        var values = Enumerable.Range(0, 2).Select(_ => Fit(Real(AnyRealKind(), 2), Ordinary).Spelled).ToArray();
        return new Unpack([.. values.Select(value => NewTarget(value.Expression.Type, Ordinary))], new TupleLiteral([.. values.Select(value => value.Expression)]));
    }

    Target NewTarget(DataType type, Interval range)
    {
        if (draw.Chance(0.15)) return new(null, null);
        var writable = scope.Visible.Where(entry => entry.IsWritable && entry.Variable.Type.Text == type.Text && entry.Range.Contains(range));
        if (draw.Chance(0.3) && Any(writable) is { } existing) return new(null, new Read(existing.Variable));
        var local = NewLocal(RealNames, type, range);
        pending.Add(local);
        return new(local.Variable, null);
    }
}
