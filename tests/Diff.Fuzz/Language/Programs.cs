namespace Diff.Fuzz.Language;

public sealed record Parameter(Variable Variable, PassMode Mode, bool IsNoGradient = false)
{
    public string Name => Variable.Name;

    public DataType Type => Variable.Type;

    public bool IsWritten => Mode is PassMode.Ref or PassMode.Out || IsWrittenBuffer;

    /// <summary>A span or array parameter whose elements the body stores to.</summary>
    public bool IsWrittenBuffer { get; init; }

    /// <summary>A derivative flows in through the parameter.</summary>
    public bool IsIndependent => Type.IsDifferentiable && !IsNoGradient && Mode != PassMode.Out;
}

/// <summary>A static method of the program, or a member of one of its types; <paramref name="Result"/> is null for void.</summary>
/// <param name="Name">What calls name it by; of a member with the type in front.</param>
public sealed record Method(string Name, IReadOnlyList<Parameter> Parameters, DataType? Result, Block Body, int Slots, bool IsMarked = true)
{
    public TypeMember? Member { get; init; }

    /// <summary>Declared where others have the bodies.</summary>
    public bool IsAbstract { get; init; }

    public bool IsVirtual { get; init; }

    public bool IsOverride { get; init; }

    /// <summary>The length of every returned array: fixed, so that its weights can be prepared.</summary>
    public const int ResultLength = 3;
}

/// <summary>The methods of one static class; the first one is the entry.</summary>
/// <param name="Order">How often its methods are differentiated.</param>
public sealed record FuzzProgram(string Name, IReadOnlyList<Method> Methods, int Order = 1)
{
    public Method Entry => Methods[0];

    public IReadOnlyList<StructOf> Structs { get; init; } = [];

    public ObjectOf? Contract { get; init; }

    public IReadOnlyList<ClassOf> Classes { get; init; } = [];

    public IReadOnlyList<ModelOf> Models { get; init; } = [];

    /// <summary>What objects may do is more than what is differentiated.</summary>
    public bool MayBeRefused => Classes.Count > 0 || Models.Count > 0 || HasProcedures;

    public bool HasProcedures { get; init; }

    /// <summary>The entry takes derivatives of the other methods, which are differentiated once more than it is.</summary>
    public bool IsNested { get; init; }
}
