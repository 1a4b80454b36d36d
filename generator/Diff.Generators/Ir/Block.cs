using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>A straight list of statements with one entry and one exit.</summary>
/// <param name="Parameters">Values that the surrounding statement passes in.</param>
/// <param name="Yields">Values that it hands back.</param>
internal sealed record Block(EquatableArray<Value> Parameters, EquatableArray<Statement> Statements, EquatableArray<Operand> Yields)
{
    public static readonly Block Empty = new([], [], []);
}
