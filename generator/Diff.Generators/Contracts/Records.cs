using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// Whether the halves of a method can do without a tape: what the forward half records then fits a struct of fixed shape, which the caller
/// keeps in a local. So it is without loops, and its values are numbers.
/// <code>
/// double F(double x) => Math.Sin(x) * x;   →   F__Forward(x, out var record) … xBar += F__Reverse(record, yBar)
/// </code>
/// </summary>
internal static class Records
{
    /// <returns>The callees that must do without a tape too; null if the method itself needs one.</returns>
    public static EquatableArray<RecordingCallee>? Run(Method method)
    {
        if (!IsKeptBy(method.Declaration)) return null;
        if (!method.Body.Parameters.Skip(method.HasReceiver ? 1 : 0)
            .All(parameter => Fits(parameter.Type) || parameter.Type is BufferType or InertType))
            return null;
        if (!method.Body.Statements().All(Fits)) return null;
        return method.Body.Statements().OfType<Let>().Select(let => let.Operation).OfType<Call>()
            .Where(call => call.Callee.Kind == CalleeKind.Differentiable)
            .SelectMany(call => call.Callee.Forms())
            .Select(callee => new RecordingCallee(callee.Key, callee.KeepsRecord))
            .Distinct().OrderBy(callee => callee.Key, StringComparer.Ordinal).ToEquatableArray();
    }

    /// <summary>Second derivatives record values and tangents, one at a time.</summary>
    private static bool IsKeptBy(Declaration declaration) =>
        declaration is { Order: 1, IsInVisibleType: true, TypeParameters: "", Scalars.IsEmpty: true };

    private static bool Fits(Statement statement) => statement switch
    {
        Loop or For or Try => false,
        Let { Operation: Allocate } => false,
        // An array is copied in a loop.
        Return leave => leave.Operands.All(result => result.Type is not BufferType || !result.Type.IsDifferentiable()),
        Let { Operation: Load or View or ReadSlot } let => let.Results.All(result => Fits(result.Type) || result.Type is BufferType),
        WriteSlot write => Fits(write.Slot.Type) || write.Slot.Type is BufferType,
        Let let => let.Results.All(result => Fits(result.Type)),
        _ => true,
    };

    /// <summary>Structs may hold references, which a tape keeps apart from numbers.</summary>
    public static bool Fits(IrType type) => type switch
    {
        ScalarType => true,
        InertType inert => inert.Kind is InertKind.Int or InertKind.Integer or InertKind.Bool,
        AggregateType aggregate => aggregate.Fields.All(field => Fits(field.Type)),
        _ => false,
    };
}
