namespace Diff.Generators.Emit.Members;

/// <summary>Docstrings and attributes of generated members.</summary>
internal static class Documentation
{
    public const string Generated = "[global::System.CodeDom.Compiler.GeneratedCode(\"Diff.Generators\", \"1.0.0\")]";
    public const string Hidden =
        "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";
    private const string Inlined =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    public static void Write(CodeWriter writer, string summary, string remarks = "", bool isInlined = false)
    {
        writer.Blank();
        writer.Line($"/// <summary>{summary}</summary>");
        if (remarks.Length > 0) writer.Line($"/// <remarks>{remarks}</remarks>");
        writer.Line(Generated);
        if (isInlined) writer.Line(Inlined);
    }

    public static void WriteHidden(CodeWriter writer, string summary, bool isInlined)
    {
        Write(writer, summary, isInlined: isInlined);
        writer.Line(Hidden);
    }

    /// <summary>What callers may rely on, as they read it from another assembly.</summary>
    public static void WriteContract(CodeWriter writer, string contract)
    {
        if (contract.Length > 0) writer.Line($"[global::Diff.DifferentiableContract(\"{contract}\")]");
    }

    /// <summary>A member that is there to say why it is not: calling it is an error with that sentence.</summary>
    public static void WriteMissing(CodeWriter writer, string summary, string message)
    {
        Write(writer, summary);
        writer.Line(Hidden);
        writer.Line($"[global::System.Obsolete({RefusedMembers.Quote(message)}, error: true)]");
    }

    /// <summary>The primal's name in a docstring.</summary>
    public static string Name(Family family) => $"<c>{family.Declaration.Name.TrimStart('@')}</c>";
}
