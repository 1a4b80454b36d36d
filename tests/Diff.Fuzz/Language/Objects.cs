namespace Diff.Fuzz.Language;

/// <summary>
/// An interface or abstract class of the program with one differentiable method, and the classes with bodies for it; or one of those classes,
/// which have none. A value is the position of its class.
/// </summary>
public sealed record ObjectOf(string Name, bool IsInterface, IReadOnlyList<ObjectOf> Classes) : DataType
{
    public const string Method = "At";

    public override string Text => Name;

    public override bool IsDifferentiable => false;
}

/// <summary>A static field that holds an object of one of the classes.</summary>
public sealed record FixedObject(ObjectOf Contract, int Position) : Expression
{
    public override DataType Type => Contract;

    public string Name => $"Fixed{Position}";
}

/// <summary>A field of a class: a number that no derivative flows to.</summary>
public sealed record Setting(string Name, double Value) : Expression
{
    public override DataType Type => DataType.Double;
}
