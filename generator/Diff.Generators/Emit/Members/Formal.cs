using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>A parameter of a generated member.</summary>
/// <param name="Modifier"><c>ref</c>, <c>out</c>, <c>in</c>, or empty.</param>
internal sealed record Formal(string Modifier, string Type, string Name, bool IsScoped = false)
{
    /// <summary>The default value, kept where nothing follows it.</summary>
    public string Default { get; init; } = "";

    public bool IsParams { get; init; }

    /// <summary>The <c>this</c> of a struct, or a field of an object: no member declares it, none is given it.</summary>
    public bool IsImplied { get; init; }

    /// <summary>The first parameter of an extension method; hidden members are none.</summary>
    public bool IsThis { get; init; }

    /// <summary>What is passed on for it, if that is not the parameter itself.</summary>
    public string Stand { get; init; } = "";

    /// <summary>As an argument that passes it on.</summary>
    public string Argument => Stand.Length > 0 ? Stand : Modifier.Length == 0 ? Name : $"{Modifier} {Name}";

    /// <summary>As declared when other parameters follow.</summary>
    public string Declaration =>
        $"{(IsThis ? "this " : "")}{(IsScoped ? "scoped " : "")}{(Modifier.Length == 0 ? "" : Modifier + " ")}{Type} {Name}";

    /// <summary>As the primal declares it.</summary>
    public string OwnDeclaration => $"{(IsParams ? "params " : "")}{Declaration}{(Default.Length == 0 ? "" : " = " + Default)}";

    public static string ModifierOf(PassMode mode) => mode switch
    {
        PassMode.Value => "",
        PassMode.In => "in",
        PassMode.Ref => "ref",
        PassMode.Out => "out",
        _ => throw new InvalidOperationException($"Unknown way to pass a parameter: {mode}."),
    };
}
