using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Normalize;
using Diff.Generators.Transform;

namespace Diff.Generators.Contracts;

/// <summary>
/// The bodies that are small enough to stand in the place of a call, and that say the same anywhere: arithmetic and branches on numbers,
/// without loops, memory, effects, or members that others may not see. Such a body is part of the method's contract.
/// <code>
/// static double Square(double x) => x * x;   →   (x) { yield x * x }
/// </code>
/// </summary>
internal static class SmallBodies
{
    /// <summary>
    /// Operations of a body, those of its own callees included. Above it a call costs little, and reads better than what it does.
    /// </summary>
    private const int MostOperations = 24;

    /// <returns>The body, its calls left in it; null if it is not of the kind.</returns>
    public static Block? Of(Method method)
    {
        var isPlain = method.Declaration is { TypeParameters: "", Scalars.IsEmpty: true, Existing.IsEmpty: true }
            && method.Body.Parameters.All(entry => Records.Fits(entry.Type))
            && method.Body.Statements().All(IsPlain)
            && Size(method.Body) <= MostOperations;
        return isPlain
            ? Renaming.Copy(new Unnamed().Rewrite(Normalizer.Run(method).Body), new Ids(), value => value.Name, Origin.None)
            : null;
    }

    /// <summary>The bodies with those of their callees in place. Starts from none, so a recursive method never has one.</summary>
    public static Dictionary<string, Block> Close(EquatableArray<MethodFacts> methods)
    {
        var closed = new Dictionary<string, Block>(StringComparer.Ordinal);
        var open = methods.Where(method => method.Body is not null).ToList();
        int before;
        do
        {
            before = open.Count;
            foreach (var method in open.Where(method => Calls(method.Body!).All(call => closed.ContainsKey(call.Callee.Key))).ToList())
            {
                open.Remove(method);
                var body = InlineCalls.Run(method.Body!, callee => closed[callee.Key], new Ids(Differentiation.Largest(method.Body!) + 1));
                if (Size(body) <= MostOperations) closed.Add(method.Key, body);
            }
        }
        while (open.Count < before);
        return closed;
    }

    private static IEnumerable<Call> Calls(Block body) => body.Statements().OfType<Let>().Select(let => let.Operation).OfType<Call>();

    private static int Size(Block body) => body.Statements().Count(statement => statement is If or Let { Operation: Apply or Conversion });

    private static bool IsPlain(Statement statement) => statement.Operands().All(operand => Records.Fits(operand.Type)) && statement switch
    {
        Let { Operation: Call call } => call.Callee is { Kind: CalleeKind.Differentiable, IsDispatched: false },
        Let let => let.Operation is Apply or Conversion or GetField or MakeAggregate or Detach or ReadSlot
            && let.Results.All(result => Records.Fits(result.Type)),
        If or WriteSlot or Return => true,
        _ => false,
    };

    /// <summary>Constants by their value: their names may be private.</summary>
    private sealed class Unnamed : Rewriter
    {
        private static readonly string[] Public = ["global::System.Math.", "global::System.MathF.", "double.", "float."];

        public override Operand Rewrite(Operand operand) => operand is Constant { Type: ScalarType or InertType, Text: [var first,
            ..] } constant && char.IsLetter(first) && !Public.Any(constant.Text.StartsWith)
            ? constant with { Text = "" }
            : operand;
    }
}
