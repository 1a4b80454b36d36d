using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>Objects that the method creates itself: only what it passes them to can change them.</summary>
internal sealed class LocalObjects
{
    private readonly HashSet<Value> _created;

    private LocalObjects(HashSet<Value> created) => _created = created;

    public static LocalObjects Of(Method method) => new([.. method.Body.Statements().OfType<Let>()
        .Where(let => let.Operation is Inert { IsCreation: true })
        .SelectMany(let => let.Results)]);

    public bool Contains(Operand operand) => operand is Value value && _created.Contains(value);
}
