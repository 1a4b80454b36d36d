namespace Diff.Generators.Ir;

/// <summary>
/// Checks the single-assignment form: every value is defined once and before its uses, in scope; yields match what the
/// surrounding statement expects in number and type; no slots and no jumps are left. A violation is a defect of a pass.
/// </summary>
internal static class Verifier
{
    public static void Run(Block body) => Check(body, [], []);

    private static void Check(Block block, HashSet<Value> visible, HashSet<int> defined)
    {
        var scope = new List<Value>();
        foreach (var parameter in block.Parameters) Define(parameter);
        foreach (var statement in block.Statements)
        {
            foreach (var operand in statement.Operands()) Use(operand, visible, statement);
            CheckShape(statement);
            foreach (var inner in statement.Blocks()) Check(inner, visible, defined);
            foreach (var result in statement.Results()) Define(result);
        }

        foreach (var operand in block.Yields) Use(operand, visible, null);
        foreach (var value in scope) visible.Remove(value);

        void Define(Value value)
        {
            if (!defined.Add(value.Id)) throw new InvalidOperationException($"{value} is defined twice.");
            visible.Add(value);
            scope.Add(value);
        }
    }

    private static void Use(Operand operand, HashSet<Value> visible, Statement? user)
    {
        if (operand is Value value && !visible.Contains(value))
            throw new InvalidOperationException($"{value} is used out of scope in {user?.ToString() ?? "yields"}.");
    }

    private static void CheckShape(Statement statement)
    {
        switch (statement)
        {
            case If branch:
                Match(branch.Results, branch.Then.Yields, statement);
                Match(branch.Results, branch.Else.Yields, statement);
                break;
            case Loop loop:
                if (!loop.TestsFirst || loop.Step.Statements.Count > 0)
                    throw new InvalidOperationException("A loop still has its imperative form.");
                Match(loop.Results, loop.Inits, statement);
                Match(loop.Results, loop.Body.Yields, statement);
                Match(loop.Body.Parameters, loop.Inits, statement);
                Match(loop.Condition.Parameters, loop.Inits, statement);
                break;
            case For loop:
                Match(loop.Results, loop.Inits, statement);
                Match(loop.Results, loop.Body.Yields, statement);
                Match(loop.Body.Parameters.Skip(1), loop.Inits, statement);
                break;
            case Try guarded:
                Match(guarded.Results, guarded.Body.Yields, statement);
                if (!guarded.IsWhole && !guarded.Results.IsEmpty)
                    throw new InvalidOperationException("A try whose handlers go on yields values.");
                break;
            case WriteSlot or Return or Break or Continue or Let { Operation: ReadSlot }:
                throw new InvalidOperationException($"{statement.GetType().Name} is left after normalisation.");
        }
    }

    private static void Match(IEnumerable<Operand> expected, IEnumerable<Operand> actual, Statement statement)
    {
        if (!expected.Select(operand => operand.Type).SequenceEqual(actual.Select(operand => operand.Type)))
            throw new InvalidOperationException(
                $"The operands of {statement.GetType().Name} do not match its results: {string.Join(", ", expected)} against {string.Join(", ", actual)}.");
    }
}
