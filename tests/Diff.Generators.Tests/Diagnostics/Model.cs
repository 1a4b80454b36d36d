namespace Diff.Generators.Tests.Diagnostics;

/// <summary>The sources of the diagnostic tests.</summary>
internal static class Model
{
    /// <summary>The members inside <c>public static partial class Model</c>.</summary>
    public static string With(string members) => $$"""
        public static partial class Model
        {
            {{members}}
        }
        """;
}
