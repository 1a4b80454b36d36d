namespace GradBench.Protocol;

/// <summary>The input of an evaluation is not what the function takes; the message says why.</summary>
public sealed class InvalidInputException(string message) : Exception(message);
