namespace Diff.Generators.Ir;

/// <summary>The templates by which the transforms work on whole buffers, where there is no operation of the IR for it.</summary>
internal static class MemoryTemplates
{
    public const string ClearArray = "global::System.Array.Clear({0})";

    public const string ClearSpan = "{0}.Clear()";

    public const string Copy = "{0}.CopyTo({1})";

    /// <summary>Where the templates of sums over whole spans begin.</summary>
    public const string SpanSums = "global::Diff.SpanSums.";

    public static string Clear(BufferType type) => type.Kind == BufferKind.Array ? ClearArray : ClearSpan;
}
