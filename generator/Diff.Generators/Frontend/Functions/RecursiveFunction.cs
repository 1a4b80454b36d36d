using Diff.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// A function that calls itself, for the functions that it is given: no body of it can stand in the place of its calls.
/// </summary>
/// <param name="Symbol">A local function, or a method that takes functions.</param>
/// <param name="Around">What it uses of the code around it, by itself and in the functions that it is given.</param>
internal sealed record RecursiveFunction(IMethodSymbol Symbol, IOperation Body, FreeVariables Around)
{
    // One in the other; only ever new type arguments lead deeper than a few.
    private const int Deepest = 20;

    private const string OrdinaryMethod = "make it an ordinary [Differentiable] method, and pass what it needs";

    /// <summary>An accessor has the name of its property.</summary>
    public string Name => (Symbol.AssociatedSymbol ?? Symbol).Name is var name ? name.Substring(name.LastIndexOf('.') + 1) : "";

    /// <summary>What type parameters stand for in the body.</summary>
    public TypeSubstitution? Types { get; init; }

    /// <summary>The member of rows that it is; null for any other function.</summary>
    public RowMember? Member { get; init; }

    /// <summary>The tables of the rows that it has to do with, whose columns are the very last parameters.</summary>
    public IReadOnlyList<LocalTable> Tables { get; init; } = [];

    /// <summary>Whether the first parameter is the row that it is called on.</summary>
    public bool HasRow => Member?.Seen is not null;

    /// <summary>The parameters that do not stand for functions.</summary>
    public IReadOnlyList<IParameterSymbol> Parameters { get; } =
        [.. Symbol.Parameters.Where(parameter => Around.Bound.All(bound => !Is(bound.Variable, parameter)))];

    /// <summary>The variables around it that are the last parameters.</summary>
    public IReadOnlyList<ISymbol> Captured => Around.Variables;

    /// <summary>All that its parameters are variables of.</summary>
    public IReadOnlyList<ISymbol> Symbols => [.. Parameters, .. Captured];

    /// <summary>The same for two calls if one method can serve both.</summary>
    public string Key => string.Join(" ",
        (string[])[Place(Symbol), Types?.Key ?? "", Member?.Seen?.ToDisplayString() ?? "", .. Tables.Select(table => table.Key),
            .. Around.Bound.Select(bound => $"{bound.Variable.Name}={Place(bound.Function)}")]);

    public bool IsLocal => Symbol.MethodKind == MethodKind.LocalFunction;

    /// <summary>Whether variables of a method around, which calls it, have a place here.</summary>
    public bool Uses(ISymbol function) => Captured.Concat(Around.Bound.Select(bound => bound.Variable))
        .Any(variable => Recursion.IsInside(variable, function)) && !Is(function, Symbol);

    /// <summary>The local function that is called, as it stands for its calls here.</summary>
    public static RecursiveFunction OfLocal(Lowering lowering, IInvocationOperation call, IOperation body)
    {
        var function = Of(lowering, call, call.TargetMethod, body, TypeSubstitution.Current);
        if (!body.DescendantsAndSelf().Any(part => lowering.Tables.Mentions(part.Type))) return function;
        var member = new RowMember(call.TargetMethod, null);
        return function with { Member = member, Tables = TablesOf(lowering, member) };
    }

    /// <summary>The method that is called, as it stands for its calls with the same functions.</summary>
    public static RecursiveFunction OfMethod(Lowering lowering, IInvocationOperation call, IOperation body) =>
        Of(lowering, call, call.TargetMethod.OriginalDefinition, body,
            TypeSubstitution.Inside(lowering.Nesting.Compilation, call.TargetMethod));

    /// <summary>A member of rows, or a method that gets some, as it stands for its calls.</summary>
    /// <param name="body">One of those that may run.</param>
    public static RecursiveFunction OfMember(Lowering lowering, IReadOnlyList<IArgumentOperation> arguments, RowMember member,
        IOperation body)
    {
        var around = Bound(lowering, arguments, member.Method, body);
        // In a member of a row, 'this' is the row.
        if (member.Seen is null) around.Include(member.Method, body);
        return new(member.Method, body, around)
        {
            Types = TypeSubstitution.Current, Member = member, Tables = TablesOf(lowering, member),
        };
    }

    private static IReadOnlyList<LocalTable> TablesOf(Lowering lowering, RowMember member) =>
        lowering.Tables.Of([.. member.Reached(lowering).Prepend(member).SelectMany(one => one.Types(lowering))]);

    private static RecursiveFunction Of(Lowering lowering, IInvocationOperation call, IMethodSymbol symbol, IOperation body,
        TypeSubstitution? types)
    {
        var around = Bound(lowering, call.Arguments, symbol, body);
        around.Include(symbol, body);
        return new(symbol, body, around) { Types = types };
    }

    /// <summary>The functions among the arguments.</summary>
    private static FreeVariables Bound(Lowering lowering, IReadOnlyList<IArgumentOperation> arguments, IMethodSymbol symbol,
        IOperation body)
    {
        var around = new FreeVariables(lowering, symbol);
        foreach (var argument in arguments.OrderBy(argument => argument.Parameter!.Ordinal))
        {
            var parameter = symbol.Parameters[argument.Parameter!.Ordinal];
            if (Delegates.Function(lowering, parameter, parameter.Type, argument.Value, body) is { } function)
                around.Bind(parameter, function, argument.Value);
        }
        return around;
    }

    /// <summary>The arguments of a call that are no functions.</summary>
    public IEnumerable<IArgumentOperation> Passed(IReadOnlyList<IArgumentOperation> arguments) =>
        arguments.Where(argument => IndexOf(argument) >= 0);

    /// <summary>Which of the parameters gets an argument; -1 for a function.</summary>
    public int IndexOf(IArgumentOperation argument) =>
        Parameters.ToList().FindIndex(parameter => parameter.Ordinal == argument.Parameter!.Ordinal);

    /// <summary>Whether the function cannot become a method, which is reported then.</summary>
    public bool Refuse(Lowering lowering, IOperation call, IReadOnlyList<IArgumentOperation> arguments)
    {
        var written = Around.Bodies.SelectMany(Writes.In)
            .FirstOrDefault(variable => Captured.Contains(variable, SymbolEqualityComparer.Default));
        var (reason, advice) =
            Around.OwnVariable is { } own ? ($"passes itself a function that uses '{own.Name}' of its own call", "write a loop, or pass a number")
            : written is not null ? ($"assigns '{written.Name}' of the method around it", "write a loop, or assign an element of an array")
            : Around.UsesThis && !lowering.Frames.AreOnReceiver(lowering)
                ? ("uses members of what is differentiated", "copy them to locals, and use these")
            : Captured.FirstOrDefault(symbol => !IsPlain(lowering, symbol)) is { } captured
                ? ($"captures '{captured.Name}'", "copy it to an array, or to variables, and use these")
            : arguments.FirstOrDefault(argument => argument.Parameter!.RefKind is RefKind.Ref or RefKind.Out
                && Captured.Contains(Writes.Variable(argument.Value), SymbolEqualityComparer.Default)) is { } shared
                ? ($"captures '{shared.Value.Syntax}' and is passed it by reference", "pass a copy")
            : ("", "write a loop, or a [Differentiable] method of arrays and numbers");
        var kind = lowering.Nesting.Around.TypeParameters.Length > 0 ? " of a generic method"
            : lowering.Nesting.Depth > Deepest ? " for ever new types"
            : Parameters.FirstOrDefault(parameter => ObjectFields.IsMarked(parameter.Type) && !lowering.Tables.Has(parameter.Type))
                is { } held ? $" with the object '{held.Name}'"
            : Parameters.FirstOrDefault(parameter => lowering.Tables.Has(parameter.Type) && ListTables.MayBe(parameter.Type))
                is { } list ? $" with the list '{list.Name}'"
            : "";
        if (reason.Length + kind.Length == 0) return false;
        if (IsLocal)
            lowering.Report(Descriptors.Unsupported.Expression, call.Syntax,
                $"the recursive local function '{Symbol.Name}'{(reason.Length > 0 ? $", which {reason}," : kind)}", OrdinaryMethod);
        else
            lowering.Report(Descriptors.Unsupported.Body, call.Syntax, Symbol.Name,
                reason.Length > 0 ? $"it calls itself, and it or a function that it is given {reason}"
                    : $"it calls itself, which has no derivative in the body{kind}", advice);
        return true;
    }

    /// <summary>Whether a variable is its value: it stands for no function, list or object.</summary>
    private static bool IsPlain(Lowering lowering, ISymbol variable) => Variables.TypeOf(variable) is var type
        && !lowering.Collections.Contains(variable) && !lowering.Containers.ContainsKey(variable) && !lowering.Queries.Contains(variable)
        && !ObjectFields.IsMarked(type) && !lowering.Objects.Has(type) && !lowering.Objects.Holds(type)
        && !AnonymousObjects.IsNameless(type);

    private static bool Is(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);

    private static string Place(ISymbol function) => function.Locations.FirstOrDefault(location => location.IsInSource)?.ToString()
        ?? function.ToDisplayString();

    private static string Place(Callable callable) => callable switch
    {
        BodyCallable { Function: var function } => Place(function),
        MethodCallable { Method: var method, Instance: var instance } =>
            $"{instance?.Syntax}.{method.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)} {Place(method)}",
        Negation { Condition: var condition } => $"!{Place(condition)}",
        NoFunction => "null",
        _ => throw new InvalidOperationException($"Unknown function {callable.GetType().Name}."),
    };
}
