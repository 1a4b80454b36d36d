using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// What a function uses of the code around it, itself or in the local functions and lambdas that it calls: variables, the functions that
/// variables stand for, the object.
/// <code>
/// Func&lt;double, double&gt; g = t => k * t;
/// double Sum(int n) => n == 0 ? x : g(n) + Sum(n - 1);   →   x, k; g stands for t => k * t
/// </code>
/// </summary>
internal sealed class FreeVariables(Lowering lowering, IMethodSymbol start)
{
    private readonly HashSet<ISymbol> _functions = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _known = new(SymbolEqualityComparer.Default);
    private readonly List<IOperation> _bodies = [];
    private readonly List<ISymbol> _variables = [];
    private readonly List<BoundFunction> _bound = [];

    /// <summary>The bodies that have been seen.</summary>
    public IReadOnlyList<IOperation> Bodies => _bodies;

    public IReadOnlyList<ISymbol> Variables => _variables;

    /// <summary>The variables that stand for functions.</summary>
    public IReadOnlyList<BoundFunction> Bound => _bound;

    public bool UsesThis { get; private set; }

    /// <summary>
    /// A variable of a call of the function itself that a function in another call of it would use; null if there is none.
    /// </summary>
    public ISymbol? OwnVariable { get; private set; }

    /// <summary>Sees a function, and those that it calls.</summary>
    public void Include(IMethodSymbol function, IOperation body)
    {
        if (!_functions.Add(function)) return;
        _bodies.Add(body);
        foreach (var part in body.DescendantsAndSelf()) Visit(function, part);
    }

    /// <summary>Lets a variable stand for a function.</summary>
    public void Bind(ISymbol variable, Callable function, IOperation value)
    {
        _known.Add(variable);
        _bound.Add(new(variable, function, value));
        Include(function);
    }

    private void Include(Callable callable)
    {
        switch (callable)
        {
            case BodyCallable { Function: var function, Body: var body }:
                Include(function, body);
                break;
            case MethodCallable { Instance: IInstanceReferenceOperation }:
                UsesThis = true;
                break;
            case MethodCallable { Instance: { } instance } when Writes.Variable(instance) is { } variable:
                Add(variable);
                break;
            case Negation { Condition: var condition }:
                Include(condition);
                break;
        }
    }

    private void Visit(IMethodSymbol function, IOperation part)
    {
        if (part is { ConstantValue.HasValue: true }) return;
        UsesThis |= part is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
            || (part is IParameterReferenceOperation parameter && Members.IsHeld(parameter));
        if (Recursion.LocalFunction(part) is { } called && !Recursion.IsInside(called, function)
            && LocalFunctions.Find(part, called) is { } body)
            Include(called, body);
        if (Writes.Variable(part) is { } variable && !Recursion.IsInside(variable, function)) Add(variable);
    }

    private void Add(ISymbol variable)
    {
        if (Recursion.IsInside(variable, start)) OwnVariable ??= variable;
        else if (!_known.Add(variable)) return;
        else if (lowering.Delegates.Find(variable) is { } function)
            Bind(variable, function, lowering.Delegates.Value(variable)!);
        else _variables.Add(variable);
    }
}

/// <summary>A variable that stands for a function.</summary>
/// <param name="Value">The expression that makes the delegate.</param>
internal sealed record BoundFunction(ISymbol Variable, Callable Function, IOperation Value);
