namespace Diff.Package.Tests;

public sealed class FreshProjectTests(PackedFeed feed)
{
    private const string Program = """
        using Diff;

        var (value, gradient) = Model.RosenbrockValueAndGradient(-1, 2);
        Console.WriteLine($"{value} at ({gradient.x}, {gradient.y})");
        Console.WriteLine(Model.PowerGradient(3, 4));
        using var pullback = Model.PowerWithPullback(3, 4);
        Console.WriteLine($"{pullback.Value} {pullback.Gradient(2)} {pullback.Gradient(1)}");
        GradientCheck.Verify([Model.PowerGradient(3, 4)], p => Model.Power(p[0], 4), [3.0]);
        Console.WriteLine($"{Gradient.Of(Model.Power, 3.0, 4)} {Gradient.Of(Model.Rosenbrock, (-1.0, 2.0))}");
        Console.WriteLine(Gradient.Of(static (double x) => x * Gradient.Of(static (double y, double x) => x * y, 2.0, x), 1.0));
        Console.WriteLine(Gradient.Hvp(static (double x, double k) => k * x * x, 1.0, 2.0, 5.0));

        public static partial class Model
        {
            [Differentiable]
            public static double Rosenbrock(double x, double y)
            {
                var a = 1 - x;
                var b = y - x * x;
                return a * a + 100 * b * b;
            }

            [Differentiable]
            public static double Power(double x, int n)
            {
                var product = 1.0;
                for (var i = 0; i < n; i++) product *= x;
                return product;
            }
        }
        """;

    // With x = -1, y = 2: a = 2, b = 1, so f = 4 + 100, ∂x = -2a - 400xb = 396, ∂y = 200b. The derivative of x⁴ at 3 is 4·27, that of x · d/dy (x·y)
    // at y = 2 is 2x, and the second derivative of 5x², times 2, is 20.
    private const string Expected = "104 at (396, 200)\n108\n81 216 108\n108 (396, 200)\n2\n20\n";

    [Fact]
    public void A_fresh_console_project_restores_builds_without_warnings_and_runs()
    {
        var project = new FreshProject(feed, "fresh", Program);
        project.Dotnet("build", "--nologo");
        Assert.Equal(Expected, project.Dotnet("run", "--no-build"));
    }

    [Fact]
    public void A_fresh_console_project_publishes_ahead_of_time_and_runs()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("DIFF_AOT_TESTS") == "1", "Native AOT takes minutes; set DIFF_AOT_TESTS=1 to include it.");
        var runtime = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
        var project = new FreshProject(feed, "native", Program, "<PublishAot>true</PublishAot><InvariantGlobalization>true</InvariantGlobalization>");
        project.Dotnet("publish", "-r", runtime, "-o", "published", "--nologo");
        Assert.Equal(Expected, project.Execute("published/native"));
    }

    [Fact]
    public void A_library_of_structs_is_differentiated_by_a_project_that_references_it()
    {
        _ = new FreshProject(feed, "bodies", Bodies, outputType: "Library");
        var project = new FreshProject(feed, "simulation", Simulation, reference: "bodies");
        Assert.Equal("95: (4, 2.5) (2, 1.25), (10, 8.5) (5, 4.25), 160\n24 7\n", project.Dotnet("run"));
    }

    private const string Bodies = """
        using Diff;

        namespace Bodies;

        [Differentiable]
        public readonly partial record struct Vec(double X, double Y)
        {
            public static Vec operator +(Vec a, Vec b) => new(a.X + b.X, a.Y + b.Y);

            public static Vec operator *(double s, Vec v) => new(s * v.X, s * v.Y);
        }

        /// <summary>Has text, an index, a constant and a private field.</summary>
        [Differentiable]
        public partial struct Body
        {
            private readonly Vec _velocity;

            public Body(string name, int next, Vec place, Vec velocity)
            {
                (Name, Next) = (name, next);
                (Place, _velocity) = (place, velocity);
                Mass = 2;
            }

            public string Name { get; }

            public int Next;
            public Vec Place;
            [NoGradient] public double Mass;

            public readonly Body Moved(double h) => this with { Place = Place + h * _velocity };

            public readonly double Moment => 0.5 * Mass * Place.X * Place.Y;
        }
        """;

    private const string Simulation = """
        using Bodies;
        using Diff;

        Body[] bodies = [new("first", 1, new(1, 2), new(3, 4)), new("second", 0, new(5, 6), new(7, 8))];
        var gradient = new BodyGradient[2];
        var ofStep = 0.0;
        var value = Simulation.MomentVjp(bodies, 0.5, 1, gradient, ref ofStep);
        Console.WriteLine($"{value}: {Text(gradient[0])}, {Text(gradient[1])}, {ofStep}");
        var sum = gradient[0] + 2 * gradient[1];
        Console.WriteLine($"{sum.Place.X} {bodies[0].Moved(2).Place.X}");

        static string Text(BodyGradient part) => $"({part.Place.X}, {part.Place.Y}) ({part.Velocity.X}, {part.Velocity.Y})";

        public static partial class Simulation
        {
            [Differentiable]
            public static double Moment(ReadOnlySpan<Body> bodies, double h)
            {
                var sum = 0.0;
                foreach (var body in bodies) sum += bodies[body.Next].Moved(h).Moment;
                return sum;
            }
        }
        """;

    [Fact]
    public void A_fresh_console_project_is_told_what_cannot_be_differentiated_and_which_calls_cannot_be_replaced()
    {
        var project = new FreshProject(feed, "refused", """
            using Diff;

            Console.WriteLine(Model.FGradient(1.0));
            Func<double, double> f = x => x * x;
            Console.WriteLine(Gradient.Of(f, 1.0));

            public static partial class Model
            {
                private static double Unmarked(double x) => x;

                [Differentiable]
                public static double F(double x) => 2 * Unmarked(x);
            }
            """);
        var output = project.DotnetFails("build", "--nologo");
        Assert.Contains("Program.cs(12,45): error DIFF0004", output);
        Assert.Contains("Program.cs(5,31): error DIFF0121", output);
        // The two diagnostics are all: the members exist, so that no error follows from the first.
        Assert.DoesNotContain("error CS", output);
    }
}
