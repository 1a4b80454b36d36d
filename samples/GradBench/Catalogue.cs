using GradBench.Evals;
using GradBench.Protocol;

namespace GradBench;

/// <summary>The evals of the suite that this tool answers.</summary>
public static class Catalogue
{
    /// <summary>One module per eval.</summary>
    public static IReadOnlyList<Module> Modules { get; } =
    [
        HelloModule.Create(),
        LogSumExpModule.Create(),
        LeastSquaresModule.Create(),
        DeterminantModule.Create(),
        MixtureModule.Create(),
        LstmModule.Create(),
        BundleModule.Create(),
        OdeModule.Create(),
        HandModule.Create(),
        ClustersModule.Create(),
        ParticleModule.Create(),
        SaddleModule.Create(),
    ];
}
