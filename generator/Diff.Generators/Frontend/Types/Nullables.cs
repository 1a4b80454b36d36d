using System.Runtime.CompilerServices;
using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Numbers, structs and tuples that may be missing, seen as two fields. As a local such a value is two variables.
/// <code>
/// double? best = null;   →   best_HasValue = false; best_Value = 0
/// </code>
/// It has no gradient type, so it is no independent and no result.
/// </summary>
internal static class Nullables
{
    // A symbol belongs to one compilation, in which the fields of its argument never change.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, StrongBox<AggregateType?>> Known = new();

    /// <summary>Whether values of a type may be missing, and carry a derivative.</summary>
    public static bool Is(ITypeSymbol? type) => Argument(type) is not null && Map((INamedTypeSymbol)type!) is not null;

    /// <summary>The type of the values of a type that may be missing.</summary>
    public static ITypeSymbol Inner(ITypeSymbol type) => Argument(type) ?? throw new InvalidOperationException($"{type} is never null.");

    /// <summary>What to pass or to return instead, to end a sentence; empty for a type whose values are never missing.</summary>
    public static string Advice(ITypeSymbol type, bool isResult) => !Is(type) ? ""
        : isResult ? ", or the value alone, with an 'out bool' that says whether there is one"
        : ", or the value and a bool that says whether there is one";

    /// <summary>The value as an aggregate; null if nothing in it carries a derivative.</summary>
    public static AggregateType? Map(INamedTypeSymbol type) =>
        Known.GetValue(type, static key => new(TypeSubstitution.Without(() => Read(key)))).Value;

    private static ITypeSymbol? Argument(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var argument] }
            ? argument
            : null;

    private static AggregateType? Read(INamedTypeSymbol type)
    {
        if (Argument(type) is not { } argument || TypeMapping.Map(argument) is not { } inner || inner is not (ScalarType or AggregateType)
            || !inner.IsDifferentiable() || inner.HoldsBuffers())
            return null;
        var name = TypeMapping.Spell(type);
        EquatableArray<AggregateField> fields =
        [
            new("HasValue", InertType.Bool) { Access = FieldAccess.Fixed },
            new("GetValueOrDefault()", inner) { Access = FieldAccess.Fixed, Stem = "Value" },
        ];
        return new(name, fields, AggregateKind.Struct) { Maker = $"{{0}} ? {{1}} : default({InertText.Escape(name)})" };
    }
}
