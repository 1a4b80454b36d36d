namespace Diff.Generators.Ir;

/// <summary>A generated method that gives a private static field of another class, whose code stands in this one.</summary>
/// <param name="Type">Of the field.</param>
/// <param name="Holder">The class that has it.</param>
internal sealed record StaticAccessor(string Name, string Type, string Holder, string Field);
