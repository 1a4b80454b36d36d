using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using Diff.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

switch (args)
{
    case ["ratios", .. var filter]:
        RatioMode.Run(string.Concat(filter));
        break;
    case ["products", .. var filter]:
        ProductMode.Run(string.Concat(filter));
        break;
    case ["columns", .. var filter]:
        ColumnMode.Run(string.Concat(filter));
        break;
    case ["gradients", .. var filter]:
        GradientMode.Run(string.Concat(filter));
        break;
    case ["generation"]:
        GenerationMode.Run();
        break;
    default:
        IConfig config = DefaultConfig.Instance.AddDiagnoser(MemoryDiagnoser.Default).AddColumn(BaselineRatioColumn.RatioMean);
        // A job on the command line replaces the short one.
        if (!args.Contains("--job") && !args.Contains("-j")) config = config.AddJob(Job.ShortRun);
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
        break;
}
