using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;

// A short job unless the command line names another, for instance --job medium.
var config = args.Contains("--job") || args.Contains("-j")
    ? DefaultConfig.Instance
    : DefaultConfig.Instance.AddJob(Job.ShortRun);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config.AddDiagnoser(MemoryDiagnoser.Default));
