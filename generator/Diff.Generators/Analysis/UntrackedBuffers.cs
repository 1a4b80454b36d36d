using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Active memory that the transforms cannot follow: buffer variables that hold different memory on different paths, and memory that
/// code without derivative may write.
/// </summary>
internal static class UntrackedBuffers
{
    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        var buffers = SwappedBuffers.Of(method, activity);
        var memory = KeptMemory.Of(method, activity.Aliases, isWhole: false);
        var grown = Grow.BuffersIn(method.Body);
        foreach (var statement in method.Body.Statements())
        {
            switch (statement)
            {
                case Let { Operation: Inert inert }:
                    foreach (var buffer in inert.Writable.Where(activity.IsActive))
                        yield return Finding.At(statement.Origin, "DIFF0002", $"a call that may write the elements of '{NameOf(buffer)}'",
                            "write them in a loop, or in a [Differentiable] method");
                    break;
                case Let { Operation: Call { Callee.Kind: not CalleeKind.Unknown } call }
                    when call.Bound()
                        .FirstOrDefault(pair => pair.Parameter is { IsWritten: true, IsIndependent: false }
                            && activity.IsActive(pair.Argument)) is { Argument: { } written } pair:
                    yield return Finding.At(
                        statement.Origin, "DIFF0002",
                        $"a call that writes the elements of '{NameOf(written)}' through the [NoGradient] parameter '{pair.Parameter.Name}'",
                        "remove [NoGradient] from that parameter, or pass memory without differentiated values");
                    break;
                case Let { Operation: Call { Callee: { Kind: not CalleeKind.Unknown, Rule: not { Form: RuleForm.Elements } } } call }
                    when SameMemory(call) is { } pair:
                    yield return Finding.At(statement.Origin, "DIFF0009", call.Callee.Display, pair.Written, pair.Other);
                    break;
                case Let { Operation: Call call } let
                    when Tables(let, call).FirstOrDefault(table => activity.IsActive(table) && !memory.HoldsRows(let, table)) is { } table:
                    yield return grown.Contains(table)
                        ? Finding.At(statement.Origin, "DIFF0002",
                            $"a call of '{call.Callee.Display}', which calls itself, while objects get other arrays in '{FieldOf(table)}',",
                            "change the elements of these arrays instead, or give the objects their arrays where they are made")
                        : Finding.At(statement.Origin, "DIFF0002",
                            $"a call that takes or makes '{NameOf(table)}', whose rows are set elsewhere,",
                            "set all rows before the table is passed on, or pass the rows one by one");
                    break;
                case Let { Operation: Store store }
                    when store.Operand.Type.IsBuffer() && activity.IsActive(store.Buffer) && !buffers.CanFollow(store.Buffer):
                    yield return Finding.At(
                        statement.Origin, "DIFF0002",
                        $"a row of '{NameOf(store.Buffer)}', which shares memory with a parameter or comes from elsewhere,",
                        "store a copy as the row, (double[])row.Clone(), in a table that the method itself makes");
                    break;
                case If or Loop or For or Try:
                    foreach (var result in statement.Results()
                        .Where(result => result.Type.IsBuffer() && activity.IsActive(result) && !buffers.CanFollow(result)))
                        yield return result.Type is BufferType { Shape: not null }
                            ? Finding.At(statement.Origin, "DIFF0002",
                                $"the object '{NameOf(result)}', which is read from an array or list on one of several paths,",
                                "choose its index, and read the object where it is used")
                            : Finding.At(
                                statement.Origin, "DIFF0002",
                                $"the buffer '{NameOf(result)}', which is set to different memory on different paths,",
                                "copy parameters and spans to arrays of the method first, or keep one buffer and choose an index into it");
                    break;
            }
        }
    }

    /// <summary>The jagged arrays that a call takes and makes: their reverse half must find the same rows in them.</summary>
    private static IEnumerable<Operand> Tables(Let let, Call call) =>
        call.Arguments.Concat(let.Results).Where(operand => operand.Type is BufferType { Element: BufferType });

    /// <summary>The names of two parameters that receive the very same buffer while one of them is written.</summary>
    private static (string Written, string Other)? SameMemory(Call call)
    {
        foreach (var (written, first) in call.Bound().Where(pair => pair.Parameter.IsWritten && pair.Parameter.Type.IsDifferentiable()))
            foreach (var (other, second) in call.Bound())
                if (first != second && written == other) return (first.Name, second.Name);
        return null;
    }

    /// <summary>The field whose values a column of a table holds.</summary>
    private static string FieldOf(Operand column) => NameOf(column).Substring(NameOf(column).LastIndexOf('_') + 1);

    private static string NameOf(Operand operand) => operand is Value { Name.Length: > 0 } value ? value.Name : "a buffer";
}
