using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers the body of a method to the imperative form of the IR: every operation a statement of its own, in C#'s order of evaluation, every
/// variable a slot.
/// <code>
/// var a = 1 - x;          a%5 = - 1, %4
/// return a * a;     →     slot a := a%5
///                         …
///                         return %8
/// </code>
/// Before: a body without C# errors (<see cref="BrokenCode"/>). After: what could not be lowered has been reported, and the block is
/// well-formed.
/// </summary>
internal static class BodyLowering
{
    public static Block Lower(Lowering lowering, IOperation? body, IReadOnlyList<FieldInitializer> initializers) =>
        Lower(lowering, body, initializers, () => { });

    /// <summary>Lowers a recursive function as a method.</summary>
    /// <param name="outer">Lowers the code that calls it.</param>
    public static Block Lower(RecursiveFunction function, EquatableArray<Parameter> parameters, Ids ids, Nesting nesting, Lowering outer)
    {
        var lowering = new Lowering(function.Symbol, parameters, ids, nesting, outer.Sink, outer.Cancellation)
        {
            Lifted = function, Home = outer.Home,
        };
        return Lower(lowering, function.Body, [], () =>
        {
            if (function.Member is null || function.IsLocal) lowering.Frames.Continue(lowering, outer.Frames);
            if (function.Member is not null) lowering.Tables.Share(outer.Tables);
            foreach (var (variable, callable, value) in function.Around.Bound)
                lowering.Delegates.Hold(variable, callable.Moved(lowering), value);
        });
    }

    /// <param name="begin">What is done once the receiver is known.</param>
    private static Block Lower(Lowering lowering, IOperation? body, IReadOnlyList<FieldInitializer> initializers, Action begin)
    {
        var (method, parameters, ids, nesting) = (lowering.Method, lowering.Parameters, lowering.Ids, lowering.Nesting);
        var entries = new List<Value>();
        if (!nesting.Around.IsStatic && method.MethodKind != MethodKind.Constructor && !parameters.Any(parameter => parameter.IsReceiver))
        {
            lowering.Receiver = new(ids.Take(), TypeMapping.MapInert(lowering.Home), "this");
            entries.Add(lowering.Receiver);
        }
        foreach (var parameter in parameters) entries.Add(new(ids.Take(), Shapes.Plain(parameter.Type), parameter.Name));
        begin();

        try
        {
            var block = LowerBody(lowering, body, initializers, entries);
            lowering.Objects.Copies.Check(lowering);
            return lowering.Names.Rewrite(block) with { Parameters = entries.ToEquatableArray() };
        }
        catch (TooDeepException deep)
        {
            lowering.Report(Descriptors.Unsupported.Depth,
                deep.Where ?? body?.Syntax ?? method.DeclaringSyntaxReferences[0].GetSyntax(lowering.Cancellation), method.Name);
            return Block.Empty with { Parameters = entries.ToEquatableArray() };
        }
    }

    private static Block LowerBody(Lowering lowering, IOperation? body, IReadOnlyList<FieldInitializer> initializers, List<Value> entries)
    {
        var method = lowering.Method;
        var substitution = lowering.Lifted is { Member: not null } ? lowering.Lifted.Types
            : body is null ? null : TypeSubstitution.Without(() => lowering.Tables.Choose(lowering, body));
        if (lowering.Lifted is { Member: null, Types: { } types }) substitution = types.With(substitution);
        return TypeSubstitution.Within(substitution, () => lowering.Nest(() =>
        {
            if (body is not null) lowering.Objects.Include(lowering, body);
            foreach (var around in lowering.Lifted?.Around.Bodies ?? []) lowering.Objects.Include(lowering, around);
            lowering.Tables.Begin(lowering);
            if (body is not null) lowering.Frames.CheckTypes(lowering, body);
            Enter(lowering, entries.Skip(entries.Count - lowering.Parameters.Count));
            if (method.MethodKind == MethodKind.Constructor) Constructors.Lower(lowering, body, initializers);
            else if (lowering.Lifted is { Member.IsChosen: true }) RowFunctions.Lower(lowering, lowering.Lifted);
            else if (lowering.Lifted is not null) lowering.Frames.EnterLifted(lowering, () => LowerBody(lowering, body!));
            else LowerBody(lowering, body!);
            if (!lowering.IsUnreachable && method.ReturnsVoid) Returns.Lower(lowering, null);
        }));
    }

    private static void Enter(Lowering lowering, IEnumerable<Value> entries)
    {
        if (lowering.Lifted is { Member: not null } function) entries = RowFunctions.Enter(lowering, function, [.. entries]);
        if (lowering.Method.MethodKind == MethodKind.Constructor)
        {
            lowering.This = lowering.Variables.Temporary(Shapes.Of(lowering.Method.ContainingType), "made");
            lowering.Write(lowering.This, Lowering.Placeholder(lowering.Method.ContainingType));
        }
        var i = lowering.Lifted is { HasRow: true } ? 1 : 0;
        foreach (var entry in entries)
        {
            var parameter = lowering.Parameters[i];
            if (parameter.IsReceiver)
            {
                lowering.This = lowering.Variables.Temporary(parameter.Type, "this");
                lowering.Write(lowering.This, lowering.Unpack(entry));
                if (parameter.Mode == PassMode.In) lowering.Fix(lowering.This);
                i++;
                continue;
            }
            if (parameter.Field is { } field)
            {
                var storage = lowering.Variables.Temporary(parameter.Type, parameter.Name);
                lowering.Write(storage, lowering.Unpack(entry));
                lowering.ObjectFields[$"{field.Owner}.{field.Path}"] = storage;
                if (ObjectTypes.IsObject(parameter.Type)) Hold(lowering, field, storage.Leaf);
                i++;
                continue;
            }
            var symbol = lowering.SymbolOf(i++);
            var type = Variables.TypeOf(symbol);
            var isTakenApart = type is INamedTypeSymbol { IsTupleType: true }
                || (lowering.Lifted is not null && CapturedValues.AreParts(entry, type));
            var shape = isTakenApart ? Shapes.Of(type) : entry.Type;
            if (parameter.Collection.Length > 0) lowering.Collections.Add(symbol);
            var slots = lowering.Variables.Declare(symbol, shape);
            if (parameter.Mode != PassMode.Out) lowering.Write(slots, CapturedValues.Unpack(lowering, entry, shape));
        }
    }

    /// <summary>
    /// An object as memory. The cells of <c>this</c> are read at once, for it is always there: so that each has one adjoint, which is added
    /// to the gradient at the end.
    /// </summary>
    private static void Hold(Lowering lowering, FieldParameter field, Slot row)
    {
        lowering.Rows.Hold(field.Path.Length == 0 ? field.Owner + "." : $"{field.Owner}.{field.Path}.", row);
        if (field is not { Owner: "this", Path: "" }) return;
        foreach (var cell in ((BufferType)row.Type).Shape!.Cells)
        {
            var storage = lowering.Variables.Temporary(cell.Type,
                Spelling.Identifier(cell.Path.TrimStart('_').Replace("@", "").Replace(".", "_")));
            lowering.Write(storage, lowering.Rows.Read(lowering, "this." + cell.Path)!);
            lowering.ObjectFields["this." + cell.Path] = storage;
        }
    }

    private static void LowerBody(Lowering lowering, IOperation body)
    {
        switch (body)
        {
            case IMethodBodyOperation { BlockBody: { } block }:
                Statements.Lower(lowering, block);
                break;
            case IMethodBodyOperation { ExpressionBody: { } block }:
                Statements.Lower(lowering, block);
                break;
            default:
                Statements.Lower(lowering, body);
                break;
        }
    }
}
