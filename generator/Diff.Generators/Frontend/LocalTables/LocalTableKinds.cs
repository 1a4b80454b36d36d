using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// The class of a row: casts, tests, and structs that go into boxes and come out of them.
/// <code>
/// shape is Circle   shape as Circle   →   shape_kind[shape] == 0   shape_kind[shape] == 0 ? shape : null
/// </code>
/// </summary>
internal static class LocalTableKinds
{
    /// <summary>Null if the expression asks for something else.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IOperation expression)
    {
        switch (expression)
        {
            case IIsTypeOperation { ValueOperand: { Type: { } seen } value } test when lowering.Tables.Has(seen):
                var isOne = Is(lowering, Expressions.Scalar(lowering, value), seen, test.TypeOperand);
                return Expressions.Leaf(test.IsNegated ? Patterns.Not(lowering, isOne) : isOne);
            case IConversionOperation { IsTryCast: true, Operand: { Type: { } seen } value, Type: { } target }
                when lowering.Tables.Has(seen) && lowering.Tables.Has(target):
                var row = Expressions.Scalar(lowering, value);
                return lowering.Choose(Is(lowering, row, seen, target), InertType.Int, () => Expressions.Leaf(row),
                    () => Expressions.Leaf(Constant.Int(0)));
            default:
                return null;
        }
    }

    /// <summary>Converts a row, or a struct to one; null where there is none.</summary>
    public static Tree<Operand>? Convert(Lowering lowering, Tree<Operand> value, ITypeSymbol from, ITypeSymbol to)
    {
        if (lowering.Tables.HasBox(from) && lowering.Tables.Has(to)) return lowering.Tables.Box(lowering, (INamedTypeSymbol)from, value);
        if (!lowering.Tables.Has(from) || !(lowering.Tables.Has(to) || lowering.Tables.HasBox(to))) return null;
        var row = value.Leaf;
        var isOther = lowering.Tables.HasBox(to)
            ? Patterns.Not(lowering, Is(lowering, row, from, to))
            : Patterns.And(lowering, lowering.Tables.IsThere(lowering, from, row),
                () => Patterns.Not(lowering, IsOneOf(lowering, row, from, to)));
        if (isOther is not Constant { Bits: 0 })
            lowering.Branch(isOther, () => Exceptions.Throw(lowering, "global::System.InvalidCastException()"));
        return Cast(lowering, value, from, to);
    }

    /// <summary>The rows of a sequence that are of a class, or all of them as rows of it; null if the elements are none.</summary>
    public static Sequence? Narrow(Lowering lowering, IInvocationOperation call, Sequence source)
    {
        var (seen, target) = (source.Element, Frontend.Sequence.ElementOf(call));
        if (!lowering.Tables.Has(seen) || !lowering.Tables.Has(target)) return null;
        var isTest = call.TargetMethod.Name == "OfType";
        return source.Derived(target, !isTest && source.IsExact, () =>
        {
            var whole = source.Begin();
            return whole with { Visit = (index, body) => whole.Visit(index, row =>
            {
                if (isTest) lowering.Branch(Is(lowering, row.Leaf, seen, target), () => body(row));
                else body(Convert(lowering, row, seen, target)!);
            }) };
        });
    }

    /// <summary>Whether there is an object, and it is of a class.</summary>
    public static Operand Is(Lowering lowering, Operand row, ITypeSymbol seen, ITypeSymbol type) =>
        Patterns.And(lowering, lowering.Tables.IsThere(lowering, seen, row), () => IsOneOf(lowering, row, seen, type));

    /// <summary>A row as one of a type that it is known to be of.</summary>
    public static Tree<Operand> Cast(Lowering lowering, Tree<Operand> value, ITypeSymbol from, ITypeSymbol to) =>
        lowering.Tables.Has(from) && lowering.Tables.HasBox(to)
            ? Places.Read(lowering, lowering.Tables.Boxed(lowering, (INamedTypeSymbol)to, value.Leaf))
            : value;

    /// <summary>A member of a row that a pattern looks at.</summary>
    public static Tree<Operand> Member(Lowering lowering, IOperation at, ITypeSymbol seen, ISymbol member, Tree<Operand> value)
    {
        var self = lowering.Variables.Temporary(InertType.Int, LocalObjectCreation.NameOf(seen));
        lowering.Write(self, value);
        return LocalTableDispatch.Read(lowering, at, new(seen), member, self, []);
    }

    /// <summary>The property that a positional pattern of a record looks at; null if other code takes the object apart.</summary>
    public static ISymbol? Item(IRecursivePatternOperation pattern, int index) =>
        pattern.DeconstructSymbol is IMethodSymbol deconstruct ? PositionalRecords.Members(deconstruct)?[index] : null;

    private static Operand IsOneOf(Lowering lowering, Operand row, ITypeSymbol seen, ITypeSymbol type) =>
        lowering.Tables.IsOneOf(lowering, seen, row,
            [.. lowering.Tables.KindsOf(seen).Where(kind => Subtypes.IsA(lowering.Nesting.Compilation, kind, type))]);
}
