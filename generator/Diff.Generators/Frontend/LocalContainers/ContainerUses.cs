using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>What a method does with a stack, queue or dictionary that it makes: whether the container stays a list of numbers.</summary>
internal static class ContainerUses
{
    public static bool AreFollowed(IOperation use) => IsInReach(use) && use.Parent switch
    {
        IConversionOperation { IsImplicit: true, Parent: IArgumentOperation { Parent: IInvocationOperation call } argument } =>
            IsExtension(call) && call.Arguments[0] == argument,
        IInvocationOperation call when call.Instance == use => ContainerTypes.IsFollowed(call.TargetMethod),
        IPropertyReferenceOperation property when property.Instance == use => ContainerTypes.IsFollowed(property.Property),
        _ => false,
    };

    /// <summary>Whether a call is <c>dictionary.GetValueOrDefault(key)</c>.</summary>
    public static bool IsExtension(IInvocationOperation call) => call.TargetMethod is { Name: "GetValueOrDefault", IsStatic: true,
        ContainingType.Name: "CollectionExtensions" } method && FrameworkFunctions.IsIn(method, "System.Collections.Generic");

    /// <summary>What a use stores.</summary>
    public static IEnumerable<IOperation> Stored(IOperation use) => use.Parent switch
    {
        IInvocationOperation call when ContainerTypes.Storing.Contains(call.TargetMethod.Name) =>
            [call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Last().Value],
        IPropertyReferenceOperation { Parent: IAssignmentOperation assignment } entry when assignment.Target == entry => [assignment.Value],
        _ => [],
    };

    /// <summary>Whether code belongs to the method, or to a function of it that is inlined wherever it is called.</summary>
    private static bool IsInReach(IOperation use)
    {
        for (var around = use.Parent; around is not null; around = around.Parent)
        {
            if (around is ILocalFunctionOperation { Symbol: var function }
                && (RecursiveFunction.Of(use, function) is not null || IsNamed(use, function)))
                return false;
        }

        return true;
    }

    private static bool IsNamed(IOperation use, IMethodSymbol function) =>
        Writes.Root(use).Descendants().OfType<IMethodReferenceOperation>()
            .Any(reference => SymbolEqualityComparer.Default.Equals(reference.Method, function));
}
