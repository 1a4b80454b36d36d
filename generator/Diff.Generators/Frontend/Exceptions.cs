using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Lowers <c>throw</c>, <c>try … finally</c> and <c>using</c>. <c>catch</c> is refused.</summary>
internal static class Exceptions
{
    public static Tree<Operand> LowerThrow(Lowering lowering, IThrowOperation thrown)
    {
        var exception = thrown.Exception is { } operation ? Strip(operation) : null;
        if (exception is null) return lowering.Refuse(thrown, Descriptors.Unsupported.Catch, "throw");
        lowering.Add(new Throw(Expressions.Scalar(lowering, exception), lowering.Origin));
        return Lowering.Placeholder(thrown.Type);
    }

    public static void LowerTry(Lowering lowering, ITryOperation attempt)
    {
        if (!attempt.Catches.IsEmpty)
        {
            var clause = attempt.Catches[0].Syntax;
            lowering.Report(Descriptors.Unsupported.Catch, clause.GetFirstToken(), Written(attempt.Body) ?? "what the block computes");
            return;
        }
        if (attempt.Finally is not { } cleanup)
        {
            Statements.Lower(lowering, attempt.Body);
            return;
        }
        Add(lowering, () => Statements.Lower(lowering, attempt.Body), () => Statements.Lower(lowering, cleanup), attempt.Body, cleanup);
    }

    public static void LowerUsing(Lowering lowering, IUsingOperation @using)
    {
        if (@using.IsAsynchronous) RefuseAsynchronous(lowering, @using);
        else Guard(lowering, Resources(lowering, @using.Resources), 0, () => Statements.Lower(lowering, @using.Body));
    }

    /// <summary><c>using var r = …;</c> guards the rest of its block.</summary>
    public static void LowerUsing(Lowering lowering, IUsingDeclarationOperation @using, Action rest)
    {
        if (@using.IsAsynchronous) RefuseAsynchronous(lowering, @using);
        else Guard(lowering, Resources(lowering, @using.DeclarationGroup), 0, rest);
    }

    private static void RefuseAsynchronous(Lowering lowering, IOperation @using) =>
        lowering.Report(Descriptors.Unsupported.Statement, @using.Syntax.GetFirstToken(), "an asynchronous using statement", "dispose outside the method");

    private static List<Operand> Resources(Lowering lowering, IOperation resources)
    {
        if (resources is not IVariableDeclarationGroupOperation group) return [Expressions.Scalar(lowering, resources)];
        Locals.Lower(lowering, group);
        return [.. group.Declarations.SelectMany(declaration => declaration.Declarators)
            .Select(declarator => lowering.Pack(lowering.Read(lowering.Variables[declarator.Symbol])))];
    }

    private static void Guard(Lowering lowering, IReadOnlyList<Operand> resources, int index, Action body)
    {
        if (index == resources.Count)
        {
            body();
            return;
        }
        var resource = resources[index];
        var template = resource.Type is InertType { Kind: InertKind.Reference } ? "{0}?.Dispose()" : "{0}.Dispose()";
        var block = lowering.Nest(() => Guard(lowering, resources, index + 1, body));
        lowering.Add(new Try(block, lowering.Nest(() => lowering.Do(new Inert(template, [resource], Effect.Write))), [], lowering.Origin));
    }

    private static void Add(Lowering lowering, Action body, Action cleanup, IOperation bodyOperation, IOperation cleanupOperation)
    {
        var written = Writes.In(bodyOperation);
        foreach (var read in cleanupOperation.Descendants())
        {
            var symbol = Writes.Variable(read);
            if (symbol is null) continue;
            var isWritten = Writes.In(cleanupOperation).Contains(symbol) && Shapes.IsDifferentiable(read.Type);
            if (!isWritten && !written.Contains(symbol)) continue;
            lowering.Report(Descriptors.Unsupported.Statement, read.Syntax, $"'{symbol.Name}' in a finally block", "move what depends on it out of the try statement");
        }
        var block = lowering.Nest(body);
        lowering.Add(new Try(block, lowering.Nest(cleanup), [], lowering.Origin));
    }

    private static string? Written(IOperation body) => Writes.In(body).FirstOrDefault()?.Name;

    private static IOperation Strip(IOperation operation) => operation is IConversionOperation { IsImplicit: true, Operand: var inner } ? inner : operation;
}
