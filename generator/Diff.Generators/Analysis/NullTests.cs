using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// The parameters that a method compares with null: what it does then is its own, so that generated members must not fail before it.
/// </summary>
internal static class NullTests
{
    /// <summary>Indices of parameters.</summary>
    public static HashSet<int> Of(Method method)
    {
        var tested = new HashSet<Operand>(method.Body.Statements().OfType<Let>().Select(let => let.Operation).OfType<Inert>().Where(IsTest)
            .SelectMany(test => test.Arguments));
        var parameters = method.Body.Parameters.Skip(method.HasReceiver ? 1 : 0).ToList();
        return [.. Enumerable.Range(0, parameters.Count).Where(i => tested.Contains(parameters[i]))];
    }

    private static bool IsTest(Inert inert) => KnownNames.IsNullTest(inert.Template) || inert.Template.Contains(".ThrowIfNull(");
}
