using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers <c>foreach</c> over collections that are no arrays or spans: their elements are constants, enumerated in the forward sweep alone;
/// those of lists need not be (<see cref="SteadyLists"/>).
/// <code>
/// foreach (var n in set) body   →   e = ((IEnumerable&lt;int&gt;)set).GetEnumerator(); try { while (e.MoveNext()) { n = e.Current; body } } finally { e.Dispose(); }
/// </code>
/// </summary>
internal static class Enumerations
{
    /// <summary>False if the collection cannot be enumerated through an interface.</summary>
    public static bool Lower(Lowering lowering, IForEachLoopOperation loop, IOperation collection)
    {
        if (loop.IsAsynchronous || loop.Syntax is not CommonForEachStatementSyntax syntax
            || syntax is ForEachStatementSyntax { Type: RefTypeSyntax } || loop.SemanticModel is not { } model)
            return false;
        if (collection.Type is not { } type || model.GetForEachStatementInfo(syntax).ElementType is not { } element) return false;
        if (loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol.Type: var each }
            && LocalTableUses.RefuseNarrowed(lowering, loop.Collection, type, each))
            return true;
        if (SteadyLists.Of(lowering, loop, collection) is { } list)
        {
            ForEach.Lower(lowering, loop, list);
            return true;
        }
        var isGeneric = Interfaces(type).Any(candidate => IsEnumerableOf(candidate, element));
        if (!isGeneric && !Interfaces(type).Any(candidate => candidate.SpecialType == SpecialType.System_Collections_IEnumerable))
            return false;

        var arguments = isGeneric ? $".Generic.{{0}}<{TypeMapping.Spell(element)}>" : ".{0}";
        string Spell(string name) => "global::System.Collections" + arguments.Replace("{0}", name);
        var source = Expressions.Scalar(lowering, collection);
        var enumerator = lowering.Let(
            new Inert($"(({InertText.Escape(Spell("IEnumerable"))}){{0}}).GetEnumerator()", [source], Effect.Write),
            new InertType(Spell("IEnumerator"), InertKind.Reference));
        if (!isGeneric || IsDisposedForNothing(type))
        {
            LowerLoop(lowering, loop, enumerator, element, isGeneric);
            return true;
        }
        var body = lowering.Nest(() => LowerLoop(lowering, loop, enumerator, element, isGeneric));
        lowering.Add(new Try(body, lowering.Nest(() => lowering.Do(new Inert("{0}.Dispose()", [enumerator], Effect.Write))), [],
            lowering.Origin));
        return true;
    }

    private static void LowerLoop(Lowering lowering, IForEachLoopOperation loop, Operand enumerator, ITypeSymbol elementType,
        bool isGeneric) => Loops.Add(
        lowering,
        loop,
        lowering.Nest(() => [lowering.Let(new Inert("{0}.MoveNext()", [enumerator], Effect.Write), InertType.Bool)]),
        () =>
        {
            var current = isGeneric ? "{0}.Current" : $"({InertText.Escape(TypeMapping.Spell(elementType))}){{0}}.Current";
            ForEach.Assign(lowering, loop,
                lowering.Unpack(lowering.Let(new Inert(current, [enumerator], Effect.Read), Shapes.Of(elementType))), elementType);
            Statements.Lower(lowering, loop.Body);
        },
        () => { });

    private static IEnumerable<INamedTypeSymbol> Interfaces(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Interface } own ? type.AllInterfaces.Add(own) : type.AllInterfaces;

    /// <summary>The types of the elements that an object gives when it is enumerated.</summary>
    public static IEnumerable<ITypeSymbol> ElementsOf(ITypeSymbol type) => Interfaces(type)
        .Where(candidate => candidate.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
        .Select(candidate => candidate.TypeArguments[0]);

    private static bool IsEnumerableOf(INamedTypeSymbol candidate, ITypeSymbol element) =>
        candidate.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
            && SymbolEqualityComparer.Default.Equals(candidate.TypeArguments[0], element);

    /// <summary>The collections of the framework hold nothing that their enumerators would have to give back.</summary>
    private static bool IsDisposedForNothing(ITypeSymbol type) => type.SpecialType == SpecialType.System_String
        || (type.TypeKind is TypeKind.Class or TypeKind.Struct
            && type.ContainingNamespace is { Name: "Generic",
                ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } });
}
