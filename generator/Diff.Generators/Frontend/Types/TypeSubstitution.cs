using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Types that stand for others while a body is lowered: an object that is a row of a table is the number of its row, in arrays and lists
/// too; a type parameter of a method whose body takes the place of a call is the type argument.
/// <code>
/// Body[]   →   int[]        List&lt;Body&gt;   →   List&lt;int&gt;        Func&lt;T, T&gt;   →   Func&lt;double, double&gt;
/// </code>
/// The front end asks for types by their symbols alone, everywhere; so what stands for them is known to the thread that lowers.
/// </summary>
/// <param name="classes">Whose objects are rows.</param>
/// <param name="arguments">The types that stand for type parameters.</param>
internal sealed class TypeSubstitution(Compilation compilation, ImmutableHashSet<ISymbol> classes,
    ImmutableDictionary<ISymbol, ITypeSymbol> arguments)
{
    private static readonly ImmutableHashSet<ISymbol> NoClasses = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default);

    private readonly Compilation _compilation = compilation;
    private readonly ImmutableHashSet<ISymbol> _classes = classes;
    private readonly ImmutableDictionary<ISymbol, ITypeSymbol> _arguments = arguments;

    [ThreadStatic]
    private static TypeSubstitution? s_current;

    public static bool IsActive => s_current is not null;

    /// <summary>The type that stands for a type.</summary>
    public static ITypeSymbol Of(ITypeSymbol type) => s_current?.Replace(type) ?? type;

    /// <summary>The type in which type parameters alone have been replaced.</summary>
    public static ITypeSymbol Argument(ITypeSymbol type) => s_current is { _arguments.IsEmpty: false } current
        ? new TypeSubstitution(current._compilation, NoClasses, current._arguments).Replace(type) ?? type
        : type;

    /// <summary>The substitution for the body of a method that is called here.</summary>
    public static TypeSubstitution? Inside(Compilation compilation, IMethodSymbol method)
    {
        if (method.TypeArguments.IsEmpty) return s_current;
        var arguments = s_current?._arguments ?? ImmutableDictionary.Create<ISymbol, ITypeSymbol>(SymbolEqualityComparer.Default);
        for (var i = 0; i < method.TypeArguments.Length; i++)
            arguments = arguments.SetItem(method.OriginalDefinition.TypeParameters[i], Argument(method.TypeArguments[i]));
        return new(compilation, s_current?._classes ?? NoClasses, arguments);
    }

    /// <summary>What type parameters stand for, as text.</summary>
    public string Key => string.Join(", ",
        _arguments.Select(pair => $"{pair.Key.ContainingSymbol}.{pair.Key}={pair.Value}").OrderBy(text => text, StringComparer.Ordinal));

    /// <summary>This substitution in a body with classes of its own.</summary>
    public TypeSubstitution With(TypeSubstitution? classes) => new(_compilation, classes?._classes ?? NoClasses, _arguments);

    public static TypeSubstitution? Current => s_current;

    /// <summary>The substitution for classes whose objects are rows.</summary>
    public static TypeSubstitution Of(Compilation compilation, ImmutableHashSet<ISymbol> classes) =>
        new(compilation, classes, ImmutableDictionary.Create<ISymbol, ITypeSymbol>(SymbolEqualityComparer.Default));

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

    public static void Within(TypeSubstitution? substitution, Action run) => Within(substitution, () =>
    {
        run();
        return true;
    });

    /// <summary>Runs without any: what is found out about a type once and for all must not depend on the body that asked first.</summary>
    public static T Without<T>(Func<T> run) => Within(null, run);

    /// <summary>Whether a type is one of the classes, or is made of one.</summary>
    public static bool Mentions(ITypeSymbol? type, Func<ITypeSymbol, bool> isClass) => type switch
    {
        null => false,
        IArrayTypeSymbol array => Mentions(array.ElementType, isClass),
        ITypeParameterSymbol => isClass(type),
        INamedTypeSymbol named => isClass(named) || named.TypeArguments.Any(argument => Mentions(argument, isClass))
            || (named.ContainingType is { IsGenericType: true } outer && outer.TypeArguments.Any(argument => Mentions(argument, isClass))),
        _ => false,
    };

    private ITypeSymbol? Replace(ITypeSymbol type) => !Mentions(type,
        part => part is ITypeParameterSymbol ? _arguments.ContainsKey(part) : _classes.Contains(part)) ? null : type switch
    {
        ITypeParameterSymbol => All(_arguments[type]),
        IArrayTypeSymbol array => _compilation.CreateArrayTypeSymbol(All(array.ElementType), array.Rank),
        INamedTypeSymbol { IsTupleType: true } tuple => _compilation.CreateTupleTypeSymbol([.. tuple.TupleElements.Select(element =>
            All(element.Type))], [.. tuple.TupleElements.Select(element => element.IsExplicitlyNamedTupleElement ? element.Name : null)]),
        INamedTypeSymbol { ContainingType: { IsGenericType: true } outer, Arity: 0 } nested when !_classes.Contains(nested) =>
            ((INamedTypeSymbol)All(outer)).GetTypeMembers(nested.Name, 0)[0],
        INamedTypeSymbol named when !_classes.Contains(named) => named.OriginalDefinition.Construct([.. named.TypeArguments.Select(All)]),
        _ => _compilation.GetSpecialType(SpecialType.System_Int32),
    };

    private ITypeSymbol All(ITypeSymbol type) => Replace(type) ?? type;
}
