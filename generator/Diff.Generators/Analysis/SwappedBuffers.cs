using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// The memory that array variables of the method share by being set to different arrays on different paths, as in <c>(a, b) = (b, a)</c>
/// inside a loop, and the memory of jagged arrays, whose rows can be exchanged in the same way. It can be followed if every array in
/// question is made by the method itself, or by a method that it calls.
/// </summary>
internal sealed class SwappedBuffers
{
    private readonly Activity _activity;
    private readonly HashSet<int> _swapped = [];
    private readonly HashSet<int> _foreign = [];

    private readonly AliasClasses _aliases;

    private SwappedBuffers(Activity activity, AliasClasses aliases)
    {
        _activity = activity;
        _aliases = aliases;
    }

    public static SwappedBuffers Of(Method method, Activity activity)
    {
        var hasChoices = method.Body.Statements().Any(statement => statement is Let { Operation: Choice });
        var buffers = new SwappedBuffers(activity, hasChoices ? AliasClasses.WithoutChoices(method) : activity.Aliases);
        foreach (var (value, _) in method.BoundParameters())
            if (value.Type.IsBuffer()) buffers._foreign.Add(buffers._aliases.Of(value));
        foreach (var statement in method.Body.Statements())
            foreach (var result in statement.Results().Where(result => result.Type.IsBuffer())) buffers.Visit(statement, result);
        return buffers;
    }

    /// <summary>Whether a variable is an active one of several names for the same arrays.</summary>
    public bool IsSwapped(Operand buffer) => _activity.IsActive(buffer) && _swapped.Contains(_aliases.Of(buffer)) && CanFollow(buffer);

    /// <summary>Whether all arrays that the variable may hold are made by the method.</summary>
    public bool CanFollow(Operand buffer) => !_foreign.Contains(_aliases.Of(buffer));

    private void Visit(Statement statement, Value result)
    {
        var memory = _aliases.Of(result);
        var isTable = statement is Let { Operation: Allocate } && result.Type is BufferType { Element: BufferType };
        if (isTable || statement is If or Loop or For or Try) _swapped.Add(memory);
        var isArray = result.Type is BufferType { Kind: BufferKind.Array or BufferKind.Grid };
        // A row is as foreign as its table.
        var isMade = statement is If or Loop or For or Try or Let { Operation: Allocate or Load or Call { Callee.ReturnsOwnMemory: true } };
        var isSpanOfIt = !isArray && statement is Let { Operation: View };
        if (!isSpanOfIt && !(isArray && isMade)) _foreign.Add(memory);
    }
}
