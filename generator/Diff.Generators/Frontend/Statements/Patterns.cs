using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers patterns to conditions; variables they declare become slots. <c>and</c>, <c>or</c> and subpatterns are tested in order and only
/// as far as C# does.
/// <code>
/// p is (&gt; 0, var y) and not (1, _)   →   p.Item1 &gt; 0 &amp;&amp; (y = p.Item2, true) &amp;&amp; !(p.Item1 == 1)
/// </code>
/// </summary>
internal static class Patterns
{
    public static Operand Lower(Lowering lowering, Tree<Operand> value, IPatternOperation pattern) => pattern switch
    {
        IDiscardPatternOperation => Constant.True,
        _ when NullableValues.Match(lowering, value, pattern) is { } matches => matches,
        _ => LowerPresent(lowering, value, pattern),
    };

    /// <summary>A pattern for a value that is there, whatever its declared type says.</summary>
    public static Operand LowerPresent(Lowering lowering, Tree<Operand> value, IPatternOperation pattern) => pattern switch
    {
        not ITypePatternOperation when LocalTableUses.RefuseNarrowed(lowering, pattern, pattern.InputType, pattern.NarrowedType) =>
            Constant.False,
        _ when LocalObjects.IsObject(value.Type) && LocalObjectNulls.IsOfField(lowering, pattern) => Refuse(lowering, pattern),
        IConstantPatternOperation constant => EqualsConstant(lowering, value, pattern.InputType, constant.Value),
        IRelationalPatternOperation relational => Compare(lowering, value, relational),
        INegatedPatternOperation negated => Not(lowering, Lower(lowering, value, negated.Pattern)),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both =>
            And(lowering, Lower(lowering, value, both.LeftPattern),
                () => Lower(lowering, Narrow(lowering, value, both.LeftPattern), both.RightPattern)),
        IBinaryPatternOperation either =>
            Or(lowering, Lower(lowering, value, either.LeftPattern), () => Lower(lowering, value, either.RightPattern)),
        IDeclarationPatternOperation declaration => Declare(lowering, value, declaration),
        ITypePatternOperation type => IsType(lowering, value, type.InputType, type.MatchedType),
        IRecursivePatternOperation recursive => LowerRecursive(lowering, value, recursive),
        _ => Refuse(lowering, pattern),
    };

    public static Operand And(Lowering lowering, Operand left, Func<Operand> right) => left switch
    {
        Constant { Bits: 0 } => left,
        Constant => right(),
        _ => lowering.Choose(left, right, () => Constant.False),
    };

    public static Operand Or(Lowering lowering, Operand left, Func<Operand> right) => left switch
    {
        Constant { Bits: 0 } => right(),
        Constant => left,
        _ => lowering.Choose(left, () => Constant.True, right),
    };

    public static Operand Not(Lowering lowering, Operand operand) => operand switch
    {
        Constant { Bits: 0 } => Constant.True,
        Constant => Constant.False,
        _ => lowering.Apply(Primitive.Not, InertType.Bool, operand),
    };

    public static Operand EqualsConstant(Lowering lowering, Tree<Operand> value, ITypeSymbol? type, IOperation constant)
    {
        if (Nullables.Is(type))
            return NullableValues.IsNull(constant)
                ? Not(lowering, NullableValues.HasValue(lowering, value))
                : And(lowering, NullableValues.HasValue(lowering, value),
                    () => EqualsConstant(lowering, NullableValues.Value(lowering, value), Nullables.Inner(type!), constant));
        var operand = lowering.Pack(value);
        if (lowering.Tables.Has(type)) return Not(lowering, lowering.Tables.IsThere(lowering, type!, operand));
        if (constant.ConstantValue is { HasValue: true, Value: null }) return IsNull(lowering, operand);
        // The pattern matches NaN, which == does not.
        if (constant.ConstantValue.Value is double.NaN or float.NaN)
            return lowering.Apply(new("IsNaN", operand.Type.Name), InertType.Bool, operand);
        var expected = Expressions.Scalar(lowering, constant);
        if (operand.Type is ScalarType || operand.Type.IsInteger())
            return lowering.Apply(Primitive.Equal, InertType.Bool, operand, expected);
        if (operand.Type is InertType { Kind: InertKind.Bool }) return expected is Constant { Bits: 0 } ? Not(lowering, operand) : operand;
        return lowering.Let(new Inert("{0} is {1}", [operand, expected], Effect.Pure), InertType.Bool);
    }

    /// <summary>The value as the pattern on the left of <c>and</c> has shown it to be.</summary>
    private static Tree<Operand> Narrow(Lowering lowering, Tree<Operand> value, IPatternOperation pattern) =>
        Cast(lowering, value, pattern.InputType, pattern.NarrowedType);

    private static Operand Compare(Lowering lowering, Tree<Operand> value, IRelationalPatternOperation pattern)
    {
        var operand = lowering.Pack(value);
        var bound = Expressions.Scalar(lowering, pattern.Value);
        var primitive = Operators.Comparison(pattern.OperatorKind);
        return operand.Type == bound.Type && (operand.Type is ScalarType || operand.Type.IsInteger())
            ? lowering.Apply(primitive, InertType.Bool, operand, bound)
            : lowering.Let(new Inert($"{{0}} is {primitive.Name} {{1}}", [operand, bound], Effect.Pure), InertType.Bool);
    }

    private static Operand Declare(Lowering lowering, Tree<Operand> value, IDeclarationPatternOperation pattern)
    {
        var type = pattern.MatchedType ?? pattern.InputType;
        var matches = pattern.MatchesNull ? Constant.True : IsType(lowering, value, pattern.InputType, type);
        if (pattern.DeclaredSymbol is not ILocalSymbol local) return matches;
        var slots = lowering.Variables.Declare(local);
        return And(lowering, matches, () =>
        {
            lowering.Write(slots, Cast(lowering, value, pattern.InputType, type));
            return Constant.True;
        });
    }

    private static Operand IsType(Lowering lowering, Tree<Operand> value, ITypeSymbol input, ITypeSymbol matched)
    {
        if (lowering.Tables.Has(input)) return LocalTableKinds.Is(lowering, value.Leaf, input, matched);
        if (!value.IsLeaf || value.Leaf.Type is ScalarType
            || (matched.IsValueType && SymbolEqualityComparer.Default.Equals(input, matched)))
            return Constant.True;
        return lowering.Let(
            new Inert(
                $"{{0}} is {InertText.Escape(lowering.Tables.Mentions(input) ? TypeMapping.Spell(matched) : TypeMapping.SpellItself(matched))}",
                [value.Leaf], Effect.Pure), InertType.Bool);
    }

    private static Tree<Operand> Cast(Lowering lowering, Tree<Operand> value, ITypeSymbol from, ITypeSymbol to)
    {
        if (lowering.Tables.Has(from)) return LocalTableKinds.Cast(lowering, value, from, to);
        var shape = Shapes.Of(to);
        if (!value.IsLeaf || SymbolEqualityComparer.Default.Equals(from, to) || value.Leaf.Type == shape) return value;
        return lowering.Unpack(lowering.Let(new Inert($"({InertText.Escape(TypeMapping.Spell(to))}){{0}}", [value.Leaf], Effect.Pure),
            shape));
    }

    private static Operand LowerRecursive(Lowering lowering, Tree<Operand> value, IRecursivePatternOperation pattern)
    {
        if (pattern.DeconstructSymbol is not null && !pattern.DeconstructionSubpatterns.IsEmpty
            && pattern.InputType is not INamedTypeSymbol { IsTupleType: true }
            && !(lowering.Tables.Has(pattern.MatchedType) && LocalTableKinds.Item(pattern, 0) is not null))
            return Refuse(lowering, pattern);
        var isPlain = !value.IsLeaf || value.Leaf.Type is ScalarType;
        var matches = isPlain ? Constant.True
            : SymbolEqualityComparer.Default.Equals(pattern.InputType, pattern.MatchedType)
                ? NotNull(lowering, value.Leaf, pattern.InputType)
            : IsType(lowering, value, pattern.InputType, pattern.MatchedType);
        return And(lowering, matches, () =>
        {
            var cast = isPlain ? value : Cast(lowering, value, pattern.InputType, pattern.MatchedType);
            return Subpatterns(lowering, pattern, cast, 0);
        });
    }

    private static Operand Subpatterns(Lowering lowering, IRecursivePatternOperation pattern, Tree<Operand> value, int index)
    {
        var positional = pattern.DeconstructionSubpatterns.Length;
        if (index == positional + pattern.PropertySubpatterns.Length)
        {
            if (pattern.DeclaredSymbol is ILocalSymbol local) lowering.Write(lowering.Variables.Declare(local), value);
            return Constant.True;
        }
        Operand first;
        if (index < positional)
            first = Lower(lowering, Item(lowering, value, index, pattern), pattern.DeconstructionSubpatterns[index]);
        else
        {
            var property = pattern.PropertySubpatterns[index - positional];
            first = Lower(lowering, Member(lowering, property, value), property.Pattern);
        }
        return And(lowering, first, () => Subpatterns(lowering, pattern, value, index + 1));
    }

    /// <summary>An item of a record, or of a tuple, which may be one without derivatives that is not taken apart.</summary>
    private static Tree<Operand> Item(Lowering lowering, Tree<Operand> tuple, int index, IRecursivePatternOperation pattern) =>
        lowering.Tables.Has(pattern.MatchedType) && LocalTableKinds.Item(pattern, index) is { } property
        ? LocalTableKinds.Member(lowering, pattern, pattern.MatchedType, property, tuple)
        : lowering.Unpack(tuple) is { IsLeaf: false } whole
        ? whole.Fields[index]
        : lowering.Unpack(lowering.Let(new Inert($"{{0}}.Item{index + 1}", [lowering.Pack(tuple)], Effect.Pure),
            Shapes.Of(pattern.DeconstructionSubpatterns[index].InputType)));

    private static Tree<Operand> Member(Lowering lowering, IPropertySubpatternOperation pattern,
        Tree<Operand> value) => pattern.Member switch
    {
        IMemberReferenceOperation part when Structs.IndexOf(part) is { } index && lowering.Unpack(value) is { IsLeaf: false } whole =>
            whole.Fields[index],
        IMemberReferenceOperation { Instance.Type: { } seen } part when lowering.Tables.Has(seen) =>
            LocalTableKinds.Member(lowering, part, seen, part.Member, value),
        IFieldReferenceOperation field => Members.Read(lowering, field, lowering.Pack(value)),
        IPropertyReferenceOperation { Instance.Type: { } type } property when Shapes.IsBuffer(type) =>
            Buffers.Property(lowering, property, type, lowering.Pack(value)),
        IPropertyReferenceOperation property => Members.Read(lowering, property, lowering.Pack(value)),
        _ => lowering.Refuse(pattern, Descriptors.Unsupported.Pattern, pattern.Syntax.ToString()),
    };

    private static Operand NotNull(Lowering lowering, Operand operand, ITypeSymbol type) =>
        type.IsValueType && type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T
            ? Constant.True
            : lowering.Tables.Has(type) ? lowering.Tables.IsThere(lowering, type, operand)
            : lowering.Let(new Inert("{0} is not null", [operand], Effect.Pure), InertType.Bool);

    public static Operand IsNull(Lowering lowering, Operand operand) =>
        lowering.Let(new Inert("{0} is null", [operand], Effect.Pure), InertType.Bool);

    private static Operand Refuse(Lowering lowering, IPatternOperation pattern)
    {
        lowering.Report(Descriptors.Unsupported.Pattern, pattern.Syntax, pattern.Syntax.ToString());
        return Constant.False;
    }
}
