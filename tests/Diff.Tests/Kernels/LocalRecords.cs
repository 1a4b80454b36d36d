namespace Diff.Tests.Kernels;

/// <summary>Records that a method makes: in locals and lists, taken apart, and copied with other values.</summary>
public static partial class LocalRecords
{
    public record Flow(double Time, double Amount)
    {
        public double Value(double rate) => Amount * Math.Exp(-rate * Time);
    }

    public record Body(double X, double V)
    {
        public double Mass { get; init; } = 1;

        public Body Step(double h) => this with { X = X + h * V, V = V - h * X / Mass };
    }

    public sealed record Curve(double[] Rates, double Scale)
    {
        public double At(int i) => Rates[i] * Scale;
    }

    [Differentiable]
    public static double Flows(double[] x)
    {
        var flows = new List<Flow>();
        for (var i = 0; i < x.Length; i++) flows.Add(new Flow(0.5 * i * x[0], x[i]));
        flows.Add(flows[1] with { Amount = x[1] * x[2] });
        var sum = 0.0;
        foreach (var (time, amount) in flows) sum += amount * time * time;
        return sum + flows.Sum(flow => flow.Value(x[3])) + flows.Where(flow => flow.Time > 0.4).Select(flow => flow.Amount).Max();
    }

    [Differentiable]
    public static double Deconstructed(double[] x)
    {
        var flow = new Flow(x[0] * x[1], x[2]);
        var (time, amount) = flow;
        double other;
        (other, _) = flow with { Time = amount * x[3] };
        return time * amount * other;
    }

    [Differentiable]
    public static double Copies(double[] x)
    {
        var body = new Body(x[0], x[1]) { Mass = x[3] };
        var first = body;
        for (var i = 0; i < 5; i++) body = body.Step(0.1);
        return body.X * body.V + first.X;
    }

    [Differentiable]
    public static double CopiesInAnArray(double[] x)
    {
        var bodies = new[] { new Body(x[0], x[1]), new Body(x[2], x[3]) { Mass = x[4] } };
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < bodies.Length; j++) bodies[j] = bodies[j].Step(0.1 * x[5]);
        return bodies.Sum(body => body.X * body.V);
    }

    [Differentiable]
    public static double CopiesShareArrays(double[] x)
    {
        var curve = new Curve([x[0], x[1]], x[2]);
        var other = curve with { Scale = x[3] };
        curve.Rates[0] = x[4] * x[5];
        return curve.At(1) + other.At(0) * curve.At(0);
    }

    [Differentiable]
    public static double Best(double[] x)
    {
        Flow? best = null;
        for (var i = 1; i < x.Length; i++)
        {
            var flow = new Flow(x[i], x[i] * x[i - 1]);
            if (best == null || flow.Amount > best.Amount) best = flow;
        }

        return best != null ? best.Time * best.Amount * x[0] : 0;
    }
}
