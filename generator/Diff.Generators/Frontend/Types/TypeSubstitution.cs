using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Types that stand for others while a body is lowered: an object that is a row of a table is the number of its row, in arrays and lists too.
/// <code>
/// Body[]   →   int[]        List&lt;Body&gt;   →   List&lt;int&gt;
/// </code>
/// The front end asks for types by their symbols alone, everywhere; so what stands for them is known to the thread that lowers.
/// </summary>
internal sealed class TypeSubstitution(Compilation compilation, ISet<ISymbol> classes)
{
    [ThreadStatic]
    private static TypeSubstitution? s_current;

    public static bool IsActive => s_current is not null;

    /// <summary>The type that stands for a type.</summary>
    public static ITypeSymbol Of(ITypeSymbol type) => s_current?.Replace(type) ?? type;

    /// <summary>Runs with the substitution; a body that is lowered inside has its own.</summary>
    public static T Within<T>(TypeSubstitution? substitution, Func<T> run)
    {
        var outer = s_current;
        s_current = substitution;
        try
        {
            return run();
        }
        finally
        {
            s_current = outer;
        }
    }

    /// <summary>Runs without any: what is found out about a type once and for all must not depend on the body that asked first.</summary>
    public static T Without<T>(Func<T> run) => Within(null, run);

    /// <summary>Whether a type is one of the classes, or is made of one.</summary>
    public static bool Mentions(ITypeSymbol? type, Func<ITypeSymbol, bool> isClass) => type switch
    {
        null => false,
        IArrayTypeSymbol array => Mentions(array.ElementType, isClass),
        INamedTypeSymbol named => isClass(named) || named.TypeArguments.Any(argument => Mentions(argument, isClass)),
        _ => false,
    };

    private ITypeSymbol? Replace(ITypeSymbol type) => !Mentions(type, classes.Contains) ? null : type switch
    {
        IArrayTypeSymbol array => compilation.CreateArrayTypeSymbol(Of(array.ElementType), array.Rank),
        INamedTypeSymbol { IsTupleType: true } tuple => compilation.CreateTupleTypeSymbol([.. tuple.TupleElements.Select(element => Of(element.Type))], [.. tuple.TupleElements.Select(element => element.IsExplicitlyNamedTupleElement ? element.Name : null)]),
        INamedTypeSymbol named when !classes.Contains(named) => named.OriginalDefinition.Construct([.. named.TypeArguments.Select(Of)]),
        _ => compilation.GetSpecialType(SpecialType.System_Int32),
    };
}
