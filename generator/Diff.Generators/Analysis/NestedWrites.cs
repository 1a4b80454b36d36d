using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Derivatives of functions that write to a parameter: <c>Gradient.Of(f, x)</c> is to leave its arguments as they are.
/// <code>
/// Gradient.Of(static (double[] q, double k) => { q[0] *= k; return q[0] * k; }, y, k)   // writes to q
/// </code>
/// </summary>
internal static class NestedWrites
{
    public static IEnumerable<Finding> Find(Method method, Activity activity) =>
        from statement in method.Body.Statements().OfType<Let>()
        let derivative = (statement.Operation as Call)?.Callee.Derivative
        let written = derivative?.Function.Parameters.FirstOrDefault(parameter => parameter.IsWritten)
        where written is not null
        select Finding.At(statement.Origin, "DIFF0124", $"Gradient.{derivative.Asked}", derivative.Function.Display,
            $"it writes to its parameter '{written.Name}'", "write to a copy");
}
