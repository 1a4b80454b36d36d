using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Members of rows that call themselves, and such methods that get rows: each becomes a method of its own, whose parameters are the number
/// of the row and the columns of the tables. What each class makes of the member stands in a branch of it.
/// <code>
/// interface INode { double Eval(double x); }   class Sum(INode a, INode b) : INode { double Eval(double x) => a.Eval(x) + b.Eval(x); }   …
/// →   static double F__Eval1(int node, double x, int[] node_kind, int[] sum_a, int[] sum_b, …) => node_kind[node] == 2
///         ? F__Eval1(sum_a[node], x, node_kind, …) + F__Eval1(sum_b[node], x, node_kind, …) : …
/// </code>
/// The columns cannot grow in it: a method that calls itself makes no objects.
/// </summary>
internal static class RowFunctions
{
    /// <summary>Calls a member of a row, or a method that gets one; null if it does not call itself.</summary>
    /// <param name="self">The row; null for a method of none.</param>
    public static Tree<Operand>? Call(Lowering lowering, IOperation at, Tree<Slot>? self)
    {
        if (lowering.Tables.IsEmpty || self is { IsLeaf: false } || MemberCall.Of(at) is not { } call
            || RowMember.Of(lowering, call) is not { } member || self is null != member.Seen is null
            || Attributes.IsNoGradient(member.Method) || CollectionTypes.OfResult(member.Method.ReturnType) is not null
            || !lowering.Tables.CallsItself(lowering, member)
            || member.Bodies(lowering).Select(body => lowering.Frames.BodyOf(lowering, body)).FirstOrDefault(body => body is not null)
                is not { } first)
            return null;
        if (!member.IsChosen && call.Instance is { } instance)
            LocalTableReceivers.Require(lowering, instance, member.Method, self);
        IReadOnlyList<IArgumentOperation> arguments = at is IInvocationOperation invocation ? invocation.Arguments : [];
        return RecursiveFunctions.Call(lowering, at, arguments, RecursiveFunction.OfMember(lowering, arguments, member, first),
            self is null ? null : lowering.Read(self).Leaf);
    }

    /// <summary>The row that a member is called on, as a parameter.</summary>
    public static IEnumerable<Parameter> Row(RecursiveFunction function, Func<string, string> unique) => function.Member?.Seen is { } seen
        ? [CapturedValues.Parameter(InertType.Int, unique(LocalObjectCreation.NameOf(seen)))]
        : [];

    /// <summary>The columns as parameters.</summary>
    public static IEnumerable<Parameter> Columns(RecursiveFunction function, Func<string, string> unique) => function.Tables
        .SelectMany(table => table.Columns).Select(column => CapturedValues.Parameter(column.Array.Type, unique(column.Array.Name)));

    /// <summary>The columns as arguments of a call.</summary>
    public static IEnumerable<Operand> Arguments(Lowering lowering, RecursiveFunction function) => function.Tables
        .SelectMany(table => lowering.Tables.Here(table).Columns).Select(column => (Operand)lowering.Read(column.Array));

    /// <summary>Takes the row and the columns from the parameters; gives the other ones.</summary>
    public static IReadOnlyList<Value> Enter(Lowering lowering, RecursiveFunction function, IReadOnlyList<Value> entries)
    {
        var columns = function.Tables.SelectMany(table => lowering.Tables.Here(table).Columns).ToList();
        for (var i = 0; i < columns.Count; i++) lowering.Write(columns[i].Array, entries[entries.Count - columns.Count + i]);
        var first = function.HasRow ? 1 : 0;
        if (function.HasRow)
        {
            lowering.This = lowering.Variables.Temporary(InertType.Int, entries[0].Name);
            lowering.Write(lowering.This.Leaf, entries[0]);
        }
        return [.. entries.Skip(first).Take(entries.Count - first - columns.Count)];
    }

    /// <summary>The body that belongs to the class of the row.</summary>
    public static void Lower(Lowering lowering, RecursiveFunction function)
    {
        var (member, self) = (function.Member!, lowering.This!);
        var value = LocalTableDispatch.Run(lowering, function.Body, member, self, body => Bind(lowering, function, body));
        if (!lowering.IsUnreachable) Returns.Leave(lowering, member.Method.ReturnsVoid ? null : value);
    }

    /// <summary>Lets the parameters of a body be those of the member that it is one of.</summary>
    private static void Bind(Lowering lowering, RecursiveFunction function, IMethodSymbol body)
    {
        for (var i = 0; i < body.Parameters.Length; i++)
        {
            var (own, declared) = (body.Parameters[i], function.Symbol.Parameters[i]);
            lowering.Delegates.Forget(own);
            lowering.References.Forget(own);
            if (lowering.Delegates.Find(declared) is { } bound) lowering.Delegates.Hold(own, bound, lowering.Delegates.Value(declared)!);
            else lowering.Variables.Alias(own, lowering.Variables[declared]);
            if (lowering.Collections.Contains(declared)) lowering.Collections.Add(own);
        }
    }
}
