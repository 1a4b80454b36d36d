namespace Diff.Tests.Kernels;

/// <summary>Records that a method makes: in locals and lists, taken apart, and copied with other values.</summary>
public static partial class LocalRecords
{
    public record Flow(double Time, double Amount)
    {
        public virtual double Value(double rate) => Amount * Math.Exp(-rate * Time);
    }

    public record Body(double X, double V)
    {
        public double Mass { get; init; } = 1;

        public Body Step(double h) => this with { X = X + h * V, V = V - h * X / Mass };
    }

    public record Bond(double Time, double Amount, double Rate) : Flow(Time, Amount)
    {
        public double Price { get; init; } = 1;

        public override double Value(double rate) => Price * Amount * Math.Exp(-Rate * rate * Time);
    }

    public abstract record Leg(double Notional)
    {
        public abstract double At(double spot);
    }

    public sealed record Forward(double Notional, double Strike) : Leg(Notional)
    {
        public override double At(double spot) => Notional * (spot - Strike);
    }

    public sealed record Power(double Notional, double Exponent) : Leg(Notional)
    {
        public override double At(double spot) => Notional * Math.Pow(spot, Exponent);
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
    public static double CopiesOfAnAbstractClass(double[] x)
    {
        Leg[] legs = [new Forward(x[0], x[1]), new Power(x[0], x[2])];
        legs[0] = legs[0] with { Notional = 2 * x[3] };
        for (var i = 0; i < legs.Length; i++) legs[i] = legs[i] with { Notional = legs[i].Notional * x[4] };
        return legs[0].At(x[5]) + legs[1].At(x[5]) * legs[0].Notional;
    }

    [Differentiable]
    public static double CopiesOfDerivedRecords(double[] x)
    {
        List<Flow> flows = [new Flow(x[0], x[1]), new Bond(x[0], x[2], x[3]) { Price = x[4] }];
        for (var i = 0; i < 2; i++) flows.Add(flows[i] with { Amount = x[5] * flows[1 - i].Amount });
        return flows.Sum(flow => flow.Value(x[6])) + flows[3].Value(1) * flows[1].Value(2);
    }

    [Differentiable]
    public static double CopiesByTheNameOfABase(double[] x)
    {
        Flow flow = new Bond(x[0], x[1], x[2]) { Price = x[3] };
        var bond = new Bond(x[3], x[2], x[1]);
        return (flow with { Amount = x[4] }).Value(x[5]) * flow.Value(x[6]) + (bond with { Rate = x[0] }).Value(x[1]) + Doubled(bond);
    }

    private static double Doubled(Flow flow) => (flow with { Amount = 2 * flow.Amount }).Value(1);

    [Differentiable]
    public static double RecordsInPairsAndDictionaries(double[] x)
    {
        List<(Flow Flow, double Weight)> pairs = [(new Flow(x[0], x[1]), x[2]), (new Flow(x[3], x[4]), x[5])];
        var flows = new Dictionary<int, Flow> { [3] = pairs[0].Flow, [4] = new Flow(x[1], x[6]) };
        flows.Remove(3);
        var sum = flows.ContainsKey(3) ? 0.0 : flows[4].Value(x[0]);
        foreach (var pair in pairs) sum += pair.Weight * pair.Flow.Amount * pair.Flow.Time;
        return sum;
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
