using GradBench;
using GradBench.Measuring;
using GradBench.Protocol;

// Without arguments: a tool of the GradBench suite, one JSON message per line in, one response per line out.
if (args.Length == 0)
{
    using var input = new StreamReader(Console.OpenStandardInput());
    using var output = Console.OpenStandardOutput();
    new Session(Catalogue.Modules).Run(input, output);
    return 0;
}

if (args[0] != "--measure")
{
    Console.Error.WriteLine("usage: GradBench [--measure [eval …]]");
    return 2;
}

Measurements.Print(Console.Out, args[1..]);
return 0;
