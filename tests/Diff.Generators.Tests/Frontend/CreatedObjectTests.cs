using Diff.Testing;

namespace Diff.Generators.Tests.Frontend;

/// <summary>Objects with differentiated fields that get out of sight, or whose fields are not what a constructor was given.</summary>
public sealed class CreatedObjectTests
{
    private const string Model = """
        [Differentiable]
        public partial class Model
        {
            public double A, B;
            public Model(double a, double b) { A = a; B = b; }
            public double At(double x) => A * x + B;
            public void Shift() => A += 1;
        }


        """;

    [Fact]
    public void A_created_object_that_leaves_the_method_is_refused() => GeneratorHost.Diagnostics(Model + """
        public static partial class User
        {
            private static Model? kept;

            [Differentiable]
            public static double Kept(double x) { var model = new Model(x, 1); kept = {|DIFF0002:model|}; return model.At(x); }

            [Differentiable]
            public static double Overwritten(double[] x) { double[] data = {|DIFF0002:[x[0], 1]|}; var table = new Table(data); var sum = table.Sum(); data[0] = sum; return sum * table.Sum(); }
        }

        [Differentiable]
        public partial class Table
        {
            private readonly double[] _data;
            public Table(double[] data) => _data = data;
            public double Sum() => _data[0] * _data[0] + _data[1];
        }
        """);

    [Fact]
    public void A_differentiated_object_that_leaves_the_method_is_refused() => GeneratorHost.Diagnostics(Model + """
        [Differentiable]
        public partial class User
        {
            private double _weight;
            private static double Read(object thing) => 1;
            private static double Listed(List<Model> models) => models[0].A;
            private static List<Func<double, double>> Kept = [];
            private static double Run(Func<double, double> f) { Kept.Add(f); return 1; }
            public static double Weigh(Derived derived) => 1;

            public double Own(double x) => _weight * Read({|DIFF0002:this|}) * x;

            public double Given(Model model, double x) => _weight * Read({|DIFF0002:model|}) * x;

            public double Stored(Model model, double x) { var models = new List<Model> { {|DIFF0002:model|} }; return Listed({|DIFF0002:models|}) * x * _weight; }

            public double Captured(Model model, double x) => Run(v => {|DIFF0002:model|}.At(v)) * x * _weight;

            public double OfBase(Derived derived, double x) => {|DIFF0002:derived|}.Twice() * x * derived.Own;

            public double Fine(Model model, double x)
            {
                ArgumentNullException.ThrowIfNull(model);
                Console.WriteLine($"{model} {this}");
                if (ReferenceEquals(model, null) || model == null || model is not { }) return _weight;
                return model.At(x) * _weight;
            }
        }

        public abstract class Base
        {
            public abstract int Count { get; }
            public double Twice() => 2 * Count;
        }

        [Differentiable]
        public partial class Derived : Base
        {
            public double Own;
            public override int Count => (int)Own;
        }
        """);

    [Fact]
    public void A_constructor_that_hands_its_array_on_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Shared
        {
            private static double[]? all;
            private readonly double[] _a;
            public Shared(double[] a) { _a = a; Add(a); }
            private static void Add(double[] a) => {|DIFF0005:all|} = a;
            public double At(double x) => _a[0] * x;
        }

        public static partial class User
        {
            [Differentiable]
            public static double F(double[] x) => new Shared(x).At(x[0]);
        }
        """);
}
