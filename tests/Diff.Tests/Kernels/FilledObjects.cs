namespace Diff.Tests.Kernels;

/// <summary>Objects that a method makes empty and passes to others, which fill them.</summary>
public static partial class FilledObjects
{
    public sealed class Contact
    {
        public double Distance;

        public double[] Normal = [0, 0];

        public double Depth { get; set; }

        public void Set(double distance) => Distance = distance * distance;
    }

    public sealed class Disc(double x, double y, double radius)
    {
        public bool Hit(double slope, Contact contact)
        {
            var (a, b) = (1 + slope * slope, x + slope * y);
            var discriminant = b * b - a * (x * x + y * y - radius * radius);
            if (discriminant < 0) return false;
            var distance = (b - Math.Sqrt(discriminant)) / a;
            if (distance < 1e-3) return false;
            contact.Distance = distance;
            Point(contact, distance, slope);
            return true;
        }

        private void Point(Contact contact, double distance, double slope)
        {
            contact.Normal[0] = (distance - x) / radius;
            contact.Normal[1] = (distance * slope - y) / radius;
        }
    }

    [Differentiable]
    public static double ByAMemberOfAnotherObject(double[] x)
    {
        var contact = new Contact();
        var disc = new Disc(3 + x[0], x[1], 1 + x[6] * x[6]);
        return disc.Hit(0.1 * x[2], contact) ? contact.Distance * contact.Normal[0] + contact.Normal[1] * x[3] : 0;
    }

    [Differentiable]
    public static double ByAStaticMethod(double[] x)
    {
        var contact = new Contact();
        Fill(x[0] * x[1], contact);
        return contact.Distance * contact.Depth;
    }

    [Differentiable]
    public static double ByAMethodThatCallsAMember(double[] x)
    {
        var contact = new Contact { Depth = 2 };
        Measure(contact, x[3]);
        return contact.Distance * contact.Depth * x[4];
    }

    private static void Fill(double x, Contact contact)
    {
        contact.Depth = x * x;
        Measure(contact, x);
    }

    private static void Measure(Contact contact, double x) => contact.Set(x);

    public sealed class Filter
    {
        private readonly double[] _kernel;

        public Filter(IEnumerable<double> kernel) => _kernel = kernel.ToArray();

        public double Apply(IReadOnlyList<double> x, int at)
        {
            var sum = 0.0;
            for (var i = 0; i < _kernel.Length; i++) sum += _kernel[i] * x[at + i];
            return sum;
        }
    }

    [Differentiable]
    public static double GivenASequence(double[] x)
    {
        var kernel = new[] { x[0], x[1] * x[2], 0.5 };
        var filter = new Filter(kernel);
        kernel[0] = 7;
        return filter.Apply(x, 2) * filter.Apply(x, 4);
    }
}
