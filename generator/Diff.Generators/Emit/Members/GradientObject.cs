using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// An object whose fields are independents, or an array or list of such objects, with the parameters that carry its gradients in the
/// generated members.
/// </summary>
/// <param name="Name">The object: <c>this</c> or a parameter.</param>
/// <param name="Element">Its name as an element of the gradient's tuple.</param>
internal sealed record GradientObject(string Name, string Element, string Type, string Gradient, string Tangent, string Direction,
    string Product)
{
    private const string Flat = "global::Diff.Flat";

    /// <summary>What several objects are in; null for one.</summary>
    public BufferType? Table { get; init; }

    private string Part => Type.Substring(0, Type.Length - "[]".Length);

    /// <summary>The expression that makes the zero gradient of an object.</summary>
    public string ZeroOf(string shape) => Table is null
        ? $"{Type}.Zero({shape})"
        : $"global::System.Array.ConvertAll({ItemsOf(shape)}, static part => part?.{GradientHome.Zero}())";

    /// <summary>The statement that sets a gradient to zero.</summary>
    public string ClearOf(string gradient) => Table is null ? $"{gradient}.Clear();" : $"foreach (var part in {gradient}) part?.Clear();";

    /// <summary>The statement that requires that a gradient has the shape of an object.</summary>
    public string Require(string shape, string gradient) => Table is null
        ? $"{shape}.{ObjectAccessEmitter.Require}({gradient}, \"{gradient}\");"
        : $"global::Diff.Misfit.Refuse(global::Diff.Misfit.Of(\"\", {gradient}, {shape}, static (actual, expected) => expected.{GradientClassEmitter.Compared}(actual)), \"{gradient}\");";

    /// <summary>The number of numbers in a gradient.</summary>
    public string CountOf(string gradient) =>
        Table is null ? $"{gradient}.Count" : $"{Flat}.Count({gradient}, static part => part?.Count ?? 0)";

    /// <summary>The statement that copies all numbers of a gradient to an array.</summary>
    public string CopyTo(string gradient, string numbers, string number) =>
        Table is null
            ? $"{gradient}.CopyTo({numbers});"
            : $"{Flat}.CopyTo<{Part}, {number}>({gradient}, {numbers}, static (part, destination) => part.Write(destination));";

    /// <summary>The statement that takes all numbers of a gradient from an array.</summary>
    public string FromSpan(string gradient, string numbers, string number) =>
        Table is null
            ? $"{gradient}.FromSpan({numbers});"
            : $"{Flat}.FromSpan<{Part}, {number}>({gradient}, {numbers}, static (part, source) => part.Read(source));";

    private string ItemsOf(string table) =>
        Table!.Name.EndsWith("[]", StringComparison.Ordinal) ? table : $"global::System.Linq.Enumerable.ToArray({table})";
}
