using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Members of rows whose class is known at run time only: what each class makes of the member stands in a branch of its own.
/// <code>
/// shape.Area()   →   shape_kind[shape] == 0 ? Math.PI * circle_r[shape] * circle_r[shape] : box_a[shape] * box_b[shape]
/// </code>
/// </summary>
internal static class LocalTableDispatch
{
    /// <summary>Calls a method.</summary>
    public static Tree<Operand> Call(Lowering lowering, IInvocationOperation call, Tree<Slot> self)
    {
        if (RowFunctions.Call(lowering, call, self) is { } called) return called;
        var seen = SeenRow.Of(call.Instance!);
        var bodies = Bodies(lowering, seen, call.TargetMethod, self);
        var shared = bodies.Count > 1 ? SharedArguments.Evaluate(lowering, call.Arguments) : null;
        return Choose(lowering, call.TargetMethod.ReturnsVoid ? null : call.Type, seen, self, bodies, (body, row) =>
        {
            var method = (IMethodSymbol)body;
            if (bodies.Count == 1 && row.IsLeaf) LocalTableReceivers.Require(lowering, call.Instance!, method, row);
            return InlinedMembers.Call(lowering, call, method, row,
                [.. call.Arguments.Select(argument => (method.OriginalDefinition.Parameters[argument.Parameter!.Ordinal], argument.Value))],
                shared);
        });
    }

    /// <summary>Reads a property or field, or the element of an indexer.</summary>
    public static Tree<Operand> Read(Lowering lowering, IOperation at, SeenRow seen, ISymbol member, Tree<Slot> self,
        IReadOnlyList<Tree<Operand>> arguments)
    {
        if (RowFunctions.Call(lowering, at, self) is { } called) return called;
        var type = member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;
        var bodies = Bodies(lowering, seen, member, self);
        return Choose(lowering, type, seen, self, bodies, (body, row) =>
        {
            if (Stored(lowering, body, row) is { } place) return Places.Read(lowering, place);
            if (body is not IPropertySymbol { GetMethod: { } getter }) return Lowering.Placeholder(type);
            if (bodies.Count == 1 && row.IsLeaf && at is IPropertyReferenceOperation { Instance: { } instance })
                LocalTableReceivers.Require(lowering, instance, getter, row);
            return InlinedMembers.Call(lowering, at, getter, row, arguments);
        });
    }

    /// <summary>Assigns a property.</summary>
    public static void Write(Lowering lowering, AccessorPlace place, Tree<Operand> value)
    {
        var seen = SeenRow.Of(place.At.Instance!);
        var bodies = Bodies(lowering, seen, place.Property, place.Self);
        Choose(lowering, null, seen, place.Self, bodies, (body, row) =>
        {
            if (Stored(lowering, body, row) is { } stored) Places.Write(lowering, stored, value);
            else if (body is IPropertySymbol { SetMethod: { } setter })
            {
                if (bodies.Count == 1) LocalTableReceivers.Require(lowering, place.At.Instance!, setter, row);
                InlinedMembers.Call(lowering, place.At, setter, row, [.. place.Arguments, value]);
            }
            return Lowering.Nothing;
        });
    }

    /// <summary>Runs the body of a method that belongs to the class of a row, with the parameters that are bound then.</summary>
    public static Tree<Operand> Run(Lowering lowering, IOperation at, RowMember member, Tree<Slot> self, Action<IMethodSymbol> bind)
    {
        var seen = new SeenRow(member.Seen!);
        return Choose(lowering, member.Method.ReturnsVoid ? null : member.Method.ReturnType, seen, self,
            Bodies(lowering, seen, member.Method, self), (body, row) =>
            {
                var method = (IMethodSymbol)body;
                return Stored(lowering, method.AssociatedSymbol ?? method, row) is { } stored
                    ? Places.Read(lowering, stored)
                    : InlinedMembers.Call(lowering, at, method, row, () => bind(method));
            });
    }

    /// <summary>What is made of an object of each class that a row may be of.</summary>
    public static Tree<Operand> Each(Lowering lowering, ITypeSymbol type, SeenRow seen, Tree<Slot> self,
        Func<INamedTypeSymbol, Tree<Operand>> make) =>
        Choose(lowering, type, seen, self,
            [.. lowering.Tables.KindsOf(seen.Type, self).Select(kind => ((ISymbol)kind, new List<INamedTypeSymbol> { kind }))],
            (kind, _) => make((INamedTypeSymbol)kind));

    /// <summary>The body of a member that all objects of a type share; null if there are several.</summary>
    public static IMethodSymbol? Only(Lowering lowering, IOperation instance, IMethodSymbol method, Tree<Slot> self) =>
        Bodies(lowering, SeenRow.Of(instance), method, self) is [{ Body: IMethodSymbol body }] ? body : null;

    /// <summary>What the classes of a row make of a member; classes that make the same of it are together.</summary>
    private static List<(ISymbol Body, List<INamedTypeSymbol> Kinds)> Bodies(Lowering lowering, SeenRow seen, ISymbol member,
        Tree<Slot> self)
    {
        var kinds = lowering.Tables.KindsOf(seen.Type, self);
        return
        [
            .. kinds.GroupBy(kind => seen.IsBase ? member : ChosenMembers.Of(kind, member), SymbolEqualityComparer.Default)
                .Select(group => (group.Key!, group.ToList())),
        ];
    }

    /// <summary>The field that a member is, or that the property stores; null for any other.</summary>
    private static Place? Stored(Lowering lowering, ISymbol member, Tree<Slot> row)
    {
        if (!row.IsLeaf)
        {
            var part = Structs.Shown(member.ContainingType).ToList()
                .FindIndex(shown => SymbolEqualityComparer.Default.Equals(shown, member));
            return part < 0 ? null : new VariablePlace(row.Fields[part]);
        }
        if (member.ContainingType.TypeKind != TypeKind.Class) return null;
        var index = LocalClasses.Members(member.ContainingType).ToList()
            .FindIndex(candidate => SymbolEqualityComparer.Default.Equals(candidate.Shown, member));
        return index < 0 ? null : lowering.Tables.Cell(lowering, member.ContainingType, index, lowering.Read(row).Leaf);
    }

    /// <param name="type">The type of the value; null if there is none.</param>
    private static Tree<Operand> Choose(Lowering lowering, ITypeSymbol? type, SeenRow seen, Tree<Slot> self,
        IReadOnlyList<(ISymbol Body, List<INamedTypeSymbol> Kinds)> bodies, Func<ISymbol, Tree<Slot>, Tree<Operand>> run)
    {
        return bodies.Count == 0 ? Lowering.Placeholder(type) : Branch(0);

        Tree<Operand> Branch(int index)
        {
            var (body, kinds) = bodies[index];
            if (index == bodies.Count - 1) return Run(body, kinds);
            var isOne = lowering.Tables.IsOneOf(lowering, seen.Type, lowering.Read(self).Leaf, kinds);
            if (type is not null)
                return lowering.Choose(isOne, lowering.Objects.ShapeOf(type), () => Run(body, kinds), () => Branch(index + 1));
            lowering.Branch(isOne, () => Run(body, kinds), () => Branch(index + 1));
            return Lowering.Nothing;
        }

        Tree<Operand> Run(ISymbol body, List<INamedTypeSymbol> kinds)
        {
            if (kinds is not [var kind]) return run(body, self);
            // A body of the interface sees the box.
            if (kind.IsValueType && body.ContainingType.IsValueType) return run(body, Unboxed(lowering, kind, self));
            var result = Lowering.Nothing;
            lowering.Tables.Within(self, kind, () => result = run(body, self));
            return result;
        }
    }

    /// <summary>The struct in a box as variables; no member changes them.</summary>
    private static Tree<Slot> Unboxed(Lowering lowering, INamedTypeSymbol kind, Tree<Slot> self)
    {
        var box = lowering.Tables.Boxed(lowering, kind, lowering.Read(self).Leaf);
        var value = lowering.Variables.Temporary(Shapes.Of(kind), LocalObjectCreation.NameOf(kind));
        lowering.Write(value, Places.Read(lowering, box));
        return value;
    }
}

/// <summary>A row as code sees it.</summary>
/// <param name="IsBase">Whether it is <c>base</c>, whose members are not chosen.</param>
internal sealed record SeenRow(ITypeSymbol Type, bool IsBase = false)
{
    public static SeenRow Of(IOperation instance) => new(instance.Type!, Members.IsBase(instance));
}
