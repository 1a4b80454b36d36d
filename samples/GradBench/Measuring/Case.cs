namespace GradBench.Measuring;

/// <summary>An eval at one size, ready to be timed.</summary>
/// <param name="Eval">The name of the eval.</param>
/// <param name="Size">The size, as it is printed.</param>
/// <param name="Primal">Computes what the eval computes.</param>
/// <param name="Derivative">Computes its derivative.</param>
/// <param name="BytesRecorded">The bytes that the forward half records; null where the derivative is taken in forward mode.</param>
public sealed record Case(string Eval, string Size, Action Primal, Action Derivative, Func<long>? BytesRecorded);
