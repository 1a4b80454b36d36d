namespace Diff.Tests.Kernels;

/// <summary>Objects that LINQ makes, finds, sorts and collects, which stay the same objects by whatever way they are reached.</summary>
public static partial class TableQueries
{
    public sealed class Body(double x, double y, int id)
    {
        public double X = x;
        public double Y = y;
        public int Id = id;
        public Body? Next;
    }

    public sealed record Flow(double Amount, int Year);

    public abstract class Shape
    {
        public double Weight = 1;

        public abstract double Area();
    }

    public sealed class Disc(double radius) : Shape
    {
        public override double Area() => Math.PI * radius * radius;
    }

    public sealed class Square(double side) : Shape
    {
        public double Side => side;

        public override double Area() => side * side;
    }

    private static List<Body> Bodies(double[] x) => x.Select((v, i) => new Body(v, v * v, i)).ToList();

    private static Body? Best(IReadOnlyList<Body> bodies) => bodies.Where(body => body.X < 1).MaxBy(body => body.X);

    [Differentiable]
    public static double Made(double[] x)
    {
        var pairs = x.Zip(x.Skip(1), (a, b) => new Body(a, b, 1)).ToArray();
        pairs[1].X = 3 * x[0];
        return pairs.Sum(pair => pair.X * pair.Y) + Enumerable.Range(0, 3).Select(i => new Body(x[i], i, i)).Sum(body => body.X * body.Y);
    }

    [Differentiable]
    public static double Sorted(double[] x)
    {
        var bodies = Bodies(x);
        var sorted = bodies.OrderByDescending(body => body.Y).ThenBy(body => body.X).ToList();
        sorted[0].X = sorted[^1].Y;
        bodies[0].Y *= sorted[1].X;
        var value = 0.0;
        foreach (var body in sorted) value = 0.5 * value + body.X * body.Y;
        return value;
    }

    [Differentiable]
    public static double Found(double[] x)
    {
        var bodies = Bodies(x);
        var (low, high) = (bodies.MinBy(body => body.X)!, bodies.MaxBy(body => body.X)!);
        low.Y = high.Y;
        (low.X, high.X) = (high.X, 2 * low.X);
        return bodies.Sum(body => body.X * body.Y) + bodies.First(body => body.Id > 1).X * bodies.Last().Y
            + bodies.Single(body => body == low).X + bodies.ElementAt(2).Y;
    }

    [Differentiable]
    public static double FoundOrNot(double[] x)
    {
        var bodies = Bodies(x);
        Body? last = null;
        for (var k = 0; k < 10; k++)
        {
            var next = bodies.FirstOrDefault(body => body != last && body.X > 1);
            if (next == null) break;
            next.X *= 0.7;
            last = next;
        }

        if (Best(bodies) is { } best) best.Y = 7 * x[0];
        var none = bodies.Where(body => body.X > 100).MinBy(body => body.X);
        return bodies.Sum(body => body.Y * body.X) + (none?.X ?? x[1]) + (last?.Y ?? 0);
    }

    [Differentiable]
    public static double WhileItChanges(double[] x)
    {
        var bodies = Bodies(x);
        foreach (var body in bodies.Where(body => body.X > 1))
        {
            bodies[^1].X += 0.1 * body.Y;
            bodies[0].X += body.Y;
            if (body.Y > 4) break;
        }

        return bodies.Sum(body => body.X * body.X);
    }

    [Differentiable]
    public static double Backwards(double[] x)
    {
        var bodies = Bodies(x);
        foreach (var body in bodies.AsEnumerable().Reverse())
        {
            body.X += bodies[0].X;
            bodies[0] = body;
        }

        return bodies.Sum(body => body.X * body.Y);
    }

    [Differentiable]
    public static double Collected(double[] x)
    {
        var bodies = Bodies(x).Take(4).Concat(Bodies(x).Skip(2)).Append(new Body(x[0], 1, 9)).ToList();
        var large = new List<Body>(bodies.Where(body => body.X > 1));
        large.AddRange(bodies.SelectMany(body => new[] { body, new Body(body.Y, body.X, 0) }));
        foreach (var body in large) body.Y += 0.1 * body.X;
        return bodies.Sum(body => body.Y * body.Y) + large.Count;
    }

    [Differentiable]
    public static double Grid(double[] x)
    {
        var rows = x.Select(v => x.Select(w => new Body(v, w, 0)).ToArray()).ToArray();
        rows[0][1].X = x[3];
        return rows.Sum(row => row.Sum(body => body.X * body.X * body.Y));
    }

    [Differentiable]
    public static double OfAClass(double[] x)
    {
        var shapes = new List<Shape>();
        shapes.AddRange(x.Select(v => v > 1 ? (Shape)new Disc(v) : new Square(v)));
        foreach (var square in shapes.OfType<Square>()) square.Weight = square.Side;
        return shapes.OfType<Disc>().Sum(disc => disc.Area() * disc.Weight) + shapes.OfType<Square>().Select(square => square.Weight).Sum()
            + shapes.Where(shape => shape is Square).Cast<Square>().First().Side * shapes.OfType<Disc>().Count();
    }

    [Differentiable]
    public static double Linked(double[] x)
    {
        var bodies = Bodies(x);
        for (var i = 0; i + 1 < bodies.Count; i++) bodies[i].Next = bodies[i + 1];
        var value = 0.0;
        for (var body = bodies.First(); body != null; body = body.Next) value = 0.5 * value + body.Y;
        return value + bodies.Where(body => body.Next != null).Sum(body => body.Next!.X * body.X);
    }

    [Differentiable]
    public static double Records(double[] x)
    {
        var flows = x.Select((v, i) => new Flow(v, i)).ToArray();
        var later = flows.Where(flow => flow.Year > 1).Select(flow => flow with { Amount = 2 * flow.Amount }).ToList();
        var largest = flows.Aggregate((a, b) => a.Amount > b.Amount ? a : b);
        return flows.Sum(flow => flow.Amount * Math.Pow(1.1, -flow.Year)) * largest.Amount + later.Max(flow => flow.Amount);
    }

    [Differentiable]
    public static double Query(double[] x)
    {
        var bodies = Bodies(x);
        var query = from body in bodies where body.X > 0.5 orderby body.Y descending select body;
        var value = 0.0;
        foreach (var body in query) value = 0.3 * value + body.X * body.Y;
        bodies[0].X = x[1] * x[2];
        return value + query.Sum(body => body.X * body.X);
    }
}
