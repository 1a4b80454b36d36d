using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// The variables that stand for a query of LINQ: neither they nor what they enumerate is assigned after their declaration, so that each use
/// may begin with the query itself. LINQ evaluates it there too.
/// <code>
/// var parts = xs.Select(x => x * scale);
/// return parts.Sum() / parts.Max();        →   two loops over xs
/// </code>
/// </summary>
internal sealed class Queries
{
    private readonly Dictionary<ISymbol, IOperation> _held = new(SymbolEqualityComparer.Default);

    /// <summary>The query that an expression names; null for any other expression.</summary>
    public IOperation? Find(IOperation expression) =>
        expression is ILocalReferenceOperation { Local: var local } && _held.TryGetValue(local, out var query) ? query : null;

    public bool Contains(ISymbol variable) => _held.ContainsKey(variable);

    /// <summary>Lets a variable stand for the query that it is initialized with; false if it holds something else.</summary>
    public static bool Bind(Lowering lowering, ILocalSymbol local, IOperation? value)
    {
        if (value is null || local.Type.TypeKind != TypeKind.Interface || Linq.Sequence(lowering, value) is null) return false;
        var written = Writes.In(Writes.Root(value));
        if (written.Contains(local) || !IsStable(value, written)) return false;
        lowering.Queries._held[local] = value;
        return true;
    }

    /// <summary>
    /// Whether what a query enumerates, and how much of it, is the same wherever the query is evaluated. What its functions capture is read
    /// there by LINQ too.
    /// </summary>
    private static bool IsStable(IOperation operation, ImmutableHashSet<ISymbol> written) => operation switch
    {
        { ConstantValue.HasValue: true } => true,
        IAnonymousFunctionOperation or IDelegateCreationOperation => true,
        ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } => !written.Contains(local),
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } held =>
            !written.Contains(parameter) && !Members.IsHeld(held),
        IFieldReferenceOperation { Field.IsReadOnly: true, Instance: null or IInstanceReferenceOperation } => true,
        // What computes a number from a sequence does so where the query is declared.
        IInvocationOperation call =>
            Sequence.IsMadeBy(call.TargetMethod) && call.Arguments.All(argument => IsStable(argument.Value, written)),
        IPropertyReferenceOperation { Property.Name: "Length", Instance: { Type: IArrayTypeSymbol } array } => IsStable(array, written),
        IPropertyReferenceOperation { Property: { Name: "Keys" or "Values", ContainingType: var type }, Instance: { } container }
            when ContainerTypes.KindOf(type) is not null => IsStable(container, written),
        ITranslatedQueryOperation or IParenthesizedOperation or IConversionOperation or IBinaryOperation or IUnaryOperation =>
            operation.ChildOperations.All(child => IsStable(child, written)),
        _ => false,
    };
}
