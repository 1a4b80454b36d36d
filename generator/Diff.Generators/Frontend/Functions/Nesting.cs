using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// The derivatives of other functions that a body uses: their names, and the lambdas among the functions and the local functions that call
/// themselves, which become methods beside it.
/// </summary>
internal sealed class Nesting(Declaration around, Compilation compilation)
{
    private readonly Dictionary<string, string> _families = new(StringComparer.Ordinal);
    private readonly List<Method> _lifted = [];
    private readonly List<StaticAccessor> _accessors = [];
    private readonly Dictionary<string, Method> _functions = new(StringComparer.Ordinal);
    private readonly Nesting? _outer;

    private Nesting(Declaration around, Nesting outer) : this(around, outer.Compilation)
    {
        _outer = outer;
        (Expressions, Recursive, Differentiated) = (outer.Expressions, outer.Recursive, outer.Differentiated);
    }

    public Declaration Around => around;

    public Compilation Compilation => compilation;

    /// <summary>In how many bodies that are lifted this one stands.</summary>
    public int Depth => _outer is null ? 0 : _outer.Depth + 1;

    /// <summary>Whether lists of numbers may be rows of tables.</summary>
    public bool FollowsLists { get; init; }

    /// <summary>The ordinals of expressions, one sequence for the body and all lambdas in it.</summary>
    public Ids Expressions { get; init; } = new();

    /// <summary>
    /// The lambdas and local functions whose derivatives are being lowered, outermost first: one that takes its own would never end.
    /// </summary>
    public IReadOnlyList<SyntaxNode> Differentiated { get; init; } = [];

    /// <summary>The local functions that have been called, and the bodies of those that call themselves.</summary>
    public Dictionary<ISymbol, IOperation?> Recursive { get; } = new(SymbolEqualityComparer.Default);

    public EquatableArray<Method> Lifted => _lifted.ToEquatableArray();

    /// <summary>What the body and those in it read of other classes; it is the outermost one that has them.</summary>
    public EquatableArray<StaticAccessor> Accessors => _accessors.ToEquatableArray();

    /// <summary>The type of the body: what is lifted goes there too.</summary>
    public Home Home => new(around.Namespace, around.Containers, around.Holder, around.HintName);

    /// <summary>The name of a lambda's family; the same if a body is lowered twice.</summary>
    /// <param name="isOfObjects">Whether the fields of objects that it gets are independents: a local function may have both forms.</param>
    public string NameOf(SyntaxNode lambda, bool isOfObjects) =>
        Name("Lambda", $"{lambda.SyntaxTree.FilePath} {lambda.SpanStart} {isOfObjects}");

    /// <summary>The family of a derivative; the same for every use of it in the body.</summary>
    public string NameOf(DerivativeOf derivative) => Name(derivative.Kind == EntryPointKind.Of ? "Gradient" : derivative.Kind.ToString(),
        $"{derivative.Kind} {derivative.Function.Key} {derivative.Function.TypeArguments} {derivative.Differentiated}");

    /// <summary>The name of the method that a recursive function becomes.</summary>
    public string NameOf(RecursiveFunction function) => Name(function.Name, function.Key);

    /// <summary>The signature of the method that a recursive function has become, here or in what is around; null if it has not.</summary>
    public Method? Find(string function) => _functions.TryGetValue(function, out var signature) ? signature : _outer?.Find(function);

    /// <summary>A recursive function becomes a method: from here on, its own body included, it is called.</summary>
    public void Begin(string function, Method signature) => _functions.Add(function, signature);

    /// <summary>For the body of a method that is lifted out of this one.</summary>
    public Nesting Inside(Declaration lifted) => new(lifted, this);

    public void Add(Method lifted)
    {
        if (!_lifted.Exists(other => other.Declaration.Key == lifted.Declaration.Key)) _lifted.Add(lifted);
    }

    /// <summary>The method that gives a private static field; the same for every use of it.</summary>
    public StaticAccessor AccessorOf(string type, string holder, string field)
    {
        if (_outer is not null) return _outer.AccessorOf(type, holder, field);
        var name = Name(field, $"{holder}.{field}");
        var accessor = new StaticAccessor(name, type, holder, field);
        if (!_accessors.Contains(accessor)) _accessors.Add(accessor);
        return accessor;
    }

    private string Name(string kind, string key)
    {
        if (!_families.TryGetValue(key, out var name))
            _families[key] =
                name = $"{around.Stem}__{kind}{(_families.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        return name;
    }
}
