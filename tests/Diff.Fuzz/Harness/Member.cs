namespace Diff.Fuzz.Harness;

/// <summary>What a harness can be asked to call; each takes (arguments, extra numbers) and answers with numbers.</summary>
public enum Member
{
    /// <summary>Outputs.</summary>
    Primal,

    /// <summary>Gradient.</summary>
    Gradient,

    /// <summary>Outputs, gradient.</summary>
    ValueAndGradient,

    /// <summary>Outputs, gradient, through the overload that fills buffers.</summary>
    ValueAndGradientInto,

    /// <summary>From (weights, accumulators): outputs, weights on exit, accumulators.</summary>
    Vjp,

    /// <summary>From tangents: outputs, tangents of the outputs.</summary>
    Jvp,

    /// <summary>From (weights, accumulators): outputs, gradient, the gradient again, accumulators after adding once more.</summary>
    Pullback,

    /// <summary>Jacobian, row by row.</summary>
    Jacobian,

    /// <summary>From a direction: the Hessian times it.</summary>
    Hvp,

    /// <summary>Hessian, row by row.</summary>
    Hessian,
}
