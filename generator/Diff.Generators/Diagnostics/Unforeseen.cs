using Diff.Generators.Analysis;
using Diff.Generators.Contracts;
using Diff.Generators.Ir;

namespace Diff.Generators.Diagnostics;

/// <summary>
/// An exception that no pass expects refuses the one method that it was met in: the rest of the project keeps its derivatives, and the user
/// reads where the compiler failed.
/// </summary>
internal static class Unforeseen
{
    private const int NoExpression = -1;

    public static bool Is(Exception exception) => exception is not OperationCanceledException;

    /// <summary>What happened and where: <c>InvalidOperationException: … (in Tuples.TakeApart)</c>.</summary>
    public static string Describe(Exception exception)
    {
        var place = new System.Diagnostics.StackTrace(exception).GetFrame(0)?.GetMethod();
        var where = place is null ? "" : $" (in {place.DeclaringType?.Name}.{place.Name})";
        return $"{exception.GetType().Name}: {exception.Message}{where}";
    }

    public static Finding Finding(Method method, Exception exception) =>
        new(Descriptors.Unsupported.Unforeseen.Id, NoExpression, [method.Declaration.Name, Describe(exception)]);

    public static Method Refuse(Method method, Exception exception)
    {
        var refusal = Descriptors.Refuse(Descriptors.Unsupported.Unforeseen, [method.Declaration.Name, Describe(exception)]);
        var refused = method with { Body = Block.Empty, Refusal = refusal, Lifted = [] };
        return refused with { Facts = LocalFacts.OfRefused(refused) };
    }
}
