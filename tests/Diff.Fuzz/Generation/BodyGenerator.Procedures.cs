using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

/// <summary>Local functions and delegates that assign what they capture, and those that take another.</summary>
sealed partial class BodyGenerator
{
    IEnumerable<Entry> Procedures => scope.IsInLambda ? [] : scope.Visible.Where(entry => entry.Variable.Type is ProcedureOf);

    /// <summary>A sum, perhaps something that may be null, and what changes them.</summary>
    public IEnumerable<Statement> FirstProcedures()
    {
        (budget, depthOfStatements) = (8, 0);
        yield return new Declare(DeclareLocal(["sum", "total"], DataType.Double, Ordinary).Variable, Numbers.Double(0));
        if (draw.Chance(0.5)) yield return DeclarePerhaps();
        yield return DeclareProcedure()!;
    }

    /// <summary><c>double Step(double t) { sum += t; return sum; }</c></summary>
    Statement? DeclareProcedure()
    {
        if (scope.IsInLambda) return null;
        var returns = draw.Chance(0.4) ? DataType.Double : null;
        var outer = (scope, multiplicity, result, resultRange, mayReturn, loopDepth, budget);
        scope = new Scope(outer.scope, isLambda: true, mayAssign: true);
        (multiplicity, result, resultRange, mayReturn, loopDepth, budget) = (multiplicity * 5, returns, Ordinary, Has(Features.EarlyReturns), 0, Math.Min(budget, 3));
        Variable[] parameters = [.. Enumerable.Range(0, draw.Between(0, 2)).Select(_ => DeclareLocal(["one", "two", "each"], DataType.Double, Ordinary).Variable)];
        List<Statement> statements = [FirstAssignment(), .. Enumerable.Range(0, draw.Between(1, 3)).Select(_ => Statement())];
        if (returns is not null) statements.Add(new Return(ResultValue(1)));
        scope.Close();
        (scope, multiplicity, result, resultRange, mayReturn, loopDepth, budget) = outer;
        var local = DeclareLocal(["step", "visit", "change"], new ProcedureOf(parameters.Length, returns), Ordinary, isWritable: false);
        return new Procedure(local.Variable, parameters, new Block(statements), IsDelegate: draw.Chance(0.4));
    }

    /// <summary>What it captures it changes.</summary>
    Statement FirstAssignment() => Any(Scalars(Kind.Double).Where(entry => entry.IsWritable)) is { } entry && draw.Chance(0.7) ? new Do(RealAssignment(entry, new Read(entry.Variable), Ordinary)) : Statement();

    Statement? RunProcedure() => Any(Procedures) is { } entry ? new Do(RunOf(entry, 2)) : null;

    Tame? Ran(Kind kind, int depth) => kind == Kind.Double && Any(Procedures.Where(entry => ((ProcedureOf)entry.Variable.Type).Result is not null)) is { } entry
        ? new(RunOf(entry, depth - 1), Ordinary)
        : null;

    Run RunOf(Entry entry, int depth) =>
        new(entry.Variable, [.. Enumerable.Range(0, ((ProcedureOf)entry.Variable.Type).Arity).Select(_ => Fit(Real(Kind.Double, depth), Ordinary).Expression)]);

    /// <summary><c>double Twice(Func&lt;double, double&gt; f, double t) => f(f(t));</c></summary>
    Statement? DeclareHigherFunction()
    {
        if (scope.IsInLambda) return null;
        var outer = scope;
        scope = new Scope(outer, isLambda: true);
        Variable[] parameters = [DeclareLocal(["f"], new FunctionOf(1), Ordinary, isWritable: false).Variable, DeclareLocal(["one"], DataType.Double, Ordinary, isWritable: false).Variable];
        var inner = new Apply(parameters[0], [Fit(Real(Kind.Double, 1), Ordinary).Expression]);
        var body = Fit(draw.Chance(0.5) ? new(new Apply(parameters[0], [inner]), Ordinary) : Combine(BinaryOperator.Add, new(inner, Ordinary), Real(Kind.Double, 1), Wide), Ordinary).Spelled;
        scope.Close();
        scope = outer;
        var local = DeclareLocal(["twice", "along"], new FunctionOf(2) { TakesFunction = true }, Ordinary, isWritable: false);
        return new LocalFunction(local.Variable, new Lambda(parameters, body.Expression));
    }

    /// <summary>What is passed for a function: a lambda, or a local that is one.</summary>
    Expression FunctionArgument()
    {
        if (draw.Chance(0.4) && Any(scope.Visible.Where(entry => entry.Variable.Type is FunctionOf { Arity: 1, TakesFunction: false })) is { } held) return new Read(held.Variable);
        var (parameters, body) = LambdaOf([Ordinary], 2, 2);
        return new Lambda(parameters, body.Expression);
    }
}
