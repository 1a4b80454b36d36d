using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// How deep the code being lowered nests. Every pass follows the nest, and a process whose stack is full cannot be saved: code that is too
/// deep is refused. The compiler's own stack may end before; so that is asked, too.
/// </summary>
internal sealed class Depth
{
    private const int Deepest = 600;

    /// <summary>An expression inside another, or one more <c>else</c> of a chain.</summary>
    public const int Step = 1;

    /// <summary>A block inside another: what is recorded in it is handed up through all of those around it.</summary>
    public const int Block = 6;

    private int _depth;

    public T Inside<T>(int weight, SyntaxNode? where, Func<T> lower)
    {
        _depth += weight;
        if (_depth > Deepest || !HasStack()) throw new TooDeepException(where);
        var result = lower();
        _depth -= weight;
        return result;
    }

    private static bool HasStack()
    {
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return true;
        }
        catch (InsufficientExecutionStackException)
        {
            return false;
        }
    }
}

/// <summary>Ends the lowering of a method that nests too deeply.</summary>
/// <param name="where">The code that would be one level too deep; null if it is not known.</param>
internal sealed class TooDeepException(SyntaxNode? where) : Exception
{
    public SyntaxNode? Where { get; } = where;
}
