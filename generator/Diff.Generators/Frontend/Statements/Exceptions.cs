using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Lowers <c>throw</c>, <c>try</c> and <c>using</c>.</summary>
internal static class Exceptions
{
    public static Tree<Operand> LowerThrow(Lowering lowering, IThrowOperation thrown)
    {
        lowering.Add(new Throw(thrown.Exception is { } exception ? Expressions.Scalar(lowering, Strip(exception)) : null, lowering.Origin));
        return Lowering.Placeholder(thrown.Type);
    }

    /// <summary>Throws what C# throws in code that it adds.</summary>
    /// <param name="created">The type and the arguments of its constructor.</param>
    public static void Throw(Lowering lowering, string created) => lowering.Add(new Throw(
        lowering.Let(new Inert($"new {created}", [], Effect.Write) { IsCreation = true }, new InertType("global::System.Exception", InertKind.Reference)),
        lowering.Origin));

    public static void LowerTry(Lowering lowering, ITryOperation attempt)
    {
        var body = lowering.Nest(() => Statements.Lower(lowering, attempt.Body));
        var handlers = attempt.Catches.Select(clause => LowerCatch(lowering, clause)).ToEquatableArray();
        var cleanup = attempt.Finally is { } last ? lowering.Nest(() => Statements.Lower(lowering, last)) : Block.Empty;
        if (handlers.IsEmpty && cleanup.Statements.IsEmpty) body.Statements.ToList().ForEach(lowering.Add);
        else lowering.Add(new Try(body, cleanup, [], lowering.Origin) { Handlers = handlers });
    }

    private static Handler LowerCatch(Lowering lowering, ICatchClauseOperation clause)
    {
        if (clause.Filter is { } filter)
            lowering.Report(Descriptors.Unsupported.Statement, filter.Syntax, "an exception filter",
                "test the exception in the catch block, and throw it again from there");
        var type = clause.ExceptionType.SpecialType == SpecialType.System_Object
            ? "global::System.Exception"
            : TypeMapping.Spell(clause.ExceptionType);
        var variable = (clause.ExceptionDeclarationOrExpression as IVariableDeclaratorOperation)?.Symbol;
        var exception = new Value(lowering.Ids.Take(), new InertType(type, InertKind.Reference), variable?.Name ?? "");
        var body = lowering.Nest(() =>
        {
            if (variable is not null) lowering.Write(lowering.Variables.Declare(variable), Expressions.Leaf(exception));
            Statements.Lower(lowering, clause.Handler);
        });
        return new(type, body with { Parameters = [exception] });
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

    /// <summary>
    /// A lock is held as long as the method itself holds it, in the forward sweep: what is read there keeps its value afterwards.
    /// <code>
    /// lock (gate) total += x;   →   Monitor.Enter(gate); try { total += x; } finally { Monitor.Exit(gate); }
    /// </code>
    /// </summary>
    public static void LowerLock(Lowering lowering, ILockOperation locked)
    {
        var gate = Expressions.Scalar(lowering, Strip(locked.LockedValue));
        var isLock = locked.LockedValue.Type is INamedTypeSymbol { Name: "Lock", ContainingNamespace.Name: "Threading" };
        lowering.Do(new Inert(isLock ? "{0}.Enter()" : "global::System.Threading.Monitor.Enter({0})", [gate], Effect.Write));
        var block = lowering.Nest(() => Statements.Lower(lowering, locked.Body));
        var exit = lowering.Nest(() => lowering.Do(
            new Inert(isLock ? "{0}.Exit()" : "global::System.Threading.Monitor.Exit({0})", [gate], Effect.Write)));
        lowering.Add(new Try(block, exit, [], lowering.Origin));
    }

    private static void RefuseAsynchronous(Lowering lowering, IOperation @using) =>
        lowering.Report(Descriptors.Unsupported.Statement, @using.Syntax.GetFirstToken(), "an asynchronous using statement",
            "dispose outside the method");

    private static List<Operand> Resources(Lowering lowering, IOperation resources)
    {
        if (resources is not IVariableDeclarationGroupOperation group)
            return LocalTableUses.RefuseDisposed(lowering, resources, resources.Type) ? [] : [Expressions.Scalar(lowering, resources)];
        Locals.Lower(lowering, group);
        return [.. group.Declarations.SelectMany(declaration => declaration.Declarators)
            .Where(declarator => !RentedMemory.IsFollowed(lowering, declarator.Symbol)
                && !LocalTableUses.RefuseDisposed(lowering, declarator, declarator.Symbol.Type))
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

    private static IOperation Strip(IOperation operation) =>
        operation is IConversionOperation { IsImplicit: true, Operand: var inner } ? inner : operation;
}
