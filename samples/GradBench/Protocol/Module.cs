namespace GradBench.Protocol;

/// <summary>One eval of the suite.</summary>
/// <param name="Name">The name that <c>define</c> asks for.</param>
/// <param name="Functions">Its functions by name.</param>
public sealed record Module(string Name, IReadOnlyDictionary<string, Function> Functions);
