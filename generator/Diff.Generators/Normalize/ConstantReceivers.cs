using Diff.Generators.Analysis;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Calls the form of a method that takes the struct it is called on for a constant, where nothing flows through that struct and the body
/// does not take the place of the call.
/// <code>
/// unit.Dot_Vec3(this: (1, 0, 0), x)   →   unit.Dot(x)
/// </code>
/// </summary>
internal sealed class ConstantReceivers : Rewriter
{
    private readonly Activity _activity;

    private ConstantReceivers(Activity activity) => _activity = activity;

    public static Method Run(Method method)
    {
        if (!method.Body.Statements().Any(statement => statement is Let { Operation: Call { Callee.OnConstant: not null } })) return method;
        return method with { Body = new ConstantReceivers(Activity.Of(method)).Rewrite(method.Body) };
    }

    public override void Rewrite(Statement statement, List<Statement> output) => output.Add(
        statement is Let { Operation: Call { Callee: { OnConstant: { } constant, Body: null }, Arguments: [var receiver, ..] } call } let
            && !_activity.IsVaried(receiver) && constant.Results.Count == call.Callee.Results.Count
            ? let with { Operation = call with { Callee = constant } }
            : Rebuild(statement));
}
