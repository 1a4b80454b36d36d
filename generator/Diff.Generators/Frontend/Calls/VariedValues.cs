using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Which values may depend on an independent, as their expressions tell: on a parameter that carries numbers, on a variable that is
/// assigned, on what is made here and may be changed, or on a variable that begins with such a value. Activity tells exactly, when the
/// method has been lowered.
/// <code>
/// var rest = new Spring(2);   var k = x * x;      rest.Rate   →   no      new Spring(k)   →   yes
/// </code>
/// </summary>
internal static class VariedValues
{
    public static bool May(IOperation value)
    {
        var seen = new HashSet<ILocalSymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<IOperation>([value]);
        while (pending.Count > 0)
        {
            foreach (var part in pending.Pop().DescendantsAndSelf())
            {
                if (part is ILocalReferenceOperation { Local: var local } && CanCarry(part.Type))
                {
                    if (!seen.Add(local)) continue;
                    if (Writes.In(Writes.Root(part)).Contains(local)
                        || Initializers.Of(local, part) is not { } initial || IsMadeHere(initial))
                        return true;
                    pending.Push(initial);
                }
                else if (IsVaried(part)) return true;
            }
        }
        return false;
    }

    private static bool IsVaried(IOperation part) => part switch
    {
        IParameterReferenceOperation or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } =>
            Shapes.IsDifferentiable(part.Type) || ObjectFields.IsMarked(part.Type),
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke } => true,
        _ => false,
    };

    private static bool CanCarry(ITypeSymbol? type) => Shapes.IsDifferentiable(type)
        || type is { IsReferenceType: true, SpecialType: not SpecialType.System_String, TypeKind: not TypeKind.Delegate };

    /// <summary>Whether a value is an object whose numbers are set later.</summary>
    private static bool IsMadeHere(IOperation value) => Sinks.Strip(value) is IObjectCreationOperation { Type.IsReferenceType: true }
        or IArrayCreationOperation or ICollectionExpressionOperation;
}
