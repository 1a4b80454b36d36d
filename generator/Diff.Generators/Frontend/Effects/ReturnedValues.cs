using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Whether all that a method returns is made in it, told by its own body alone.
/// <code>
/// var y = new double[n]; …; return y;   return new Vector(x);   →   made        return _weights;   return Other(x);   →   not known to be
/// </code>
/// </summary>
internal static class ReturnedValues
{
    private static readonly ConditionalWeakTable<IMethodSymbol, StrongBox<bool>> Known = new();

    public static bool AreNew(IMethodSymbol method) => Known.GetValue(method.OriginalDefinition, static key => new(Find(key))).Value;

    private static bool Find(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.Constructor) return true;
        if (CalleeContracts.IsDispatched(method) || method.ContainingAssembly is not ISourceAssemblySymbol { Compilation: var compilation }
            || SourceBodies.Of(method, compilation) is not { } body)
            return false;
        var given = GivenValues.In(body).ToLookup(value => value.Variable, value => value.Value, SymbolEqualityComparer.Default);
        return body.Descendants().OfType<IReturnOperation>().All(result => result.ReturnedValue is not { } value || IsNew(value, given, 0));
    }

    private static bool IsNew(IOperation value, ILookup<ISymbol, IOperation> given, int depth) => Sinks.Strip(value) switch
    {
        { Type: null or { IsUnmanagedType: true } or { SpecialType: SpecialType.System_String } } => true,
        { ConstantValue.HasValue: true } => true,
        IObjectCreationOperation { Type: INamedTypeSymbol made } creation => !Readers.IsWrapper(made)
            || creation.Arguments.All(argument => IsNew(argument.Value, given, depth)),
        IArrayCreationOperation or ICollectionExpressionOperation => true,
        ITupleOperation tuple => tuple.Elements.All(element => IsNew(element, given, depth)),
        IConversionOperation { OperatorMethod: null } conversion => IsNew(conversion.Operand, given, depth),
        IConditionalOperation choice => IsNew(choice.WhenTrue, given, depth) && IsNew(choice.WhenFalse!, given, depth),
        IInvocationOperation { TargetMethod: { Name: "Clone" or "ToArray" or "ToList", ContainingType: var type } } =>
            Structs.IsForeign(type),
        ILocalReferenceOperation { Local: var local } =>
            depth < 4 && given[local].Any() && given[local].All(one => IsNew(one, given, depth + 1)),
        _ => false,
    };
}
