namespace Diff.Generators.Ir;

/// <summary>
/// Code inside an expression that is printed whole, which may store numbers that it is given where others find them:
/// <c>Add</c> in <c>_seen?.Add(x)</c>, <c>Show</c> in <c>() => Show(x)</c>.
/// </summary>
/// <param name="DescriptorId">The diagnostic that such code gets where numbers are read later.</param>
/// <param name="Name">What the diagnostic names.</param>
internal sealed record Keeper(string DescriptorId, string Name);
