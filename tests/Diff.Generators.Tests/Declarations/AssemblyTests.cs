using Diff.Testing;

namespace Diff.Generators.Tests.Declarations;

/// <summary>Contracts and rules travel through metadata.</summary>
public sealed class AssemblyTests
{
    private static readonly GeneratorRun Library = GeneratorHost.Run("""
        public static partial class Library
        {
            [Differentiable(Name = "CubeOf")] public static double Cube(double x) => x * x * x;

            [Differentiable] public static void Scale(double a, double[] x, double[] y)
            {
                for (var i = 0; i < y.Length; i++) y[i] = a * x[i];
            }

            public static double Special(double x) => Math.Sin(x);

            [DerivativeOf(typeof(Library), nameof(Special))]
            public static double SpecialDerivative(double x) => Math.Cos(x);

            public static double Hidden(double x) => Math.Sin(x);

            [DerivativeOf(typeof(Library), nameof(Hidden))]
            internal static double HiddenDerivative(double x) => Math.Cos(x);
        }
        """, new GeneratorOptions { AssemblyName = "Library" });

    private static readonly GeneratorOptions Referencing = new() { Dependencies = [Library] };

    [Fact]
    public void A_differentiable_method_of_another_assembly_is_called_by_its_family()
    {
        var run = GeneratorHost.Run("public static partial class Model { [Differentiable] public static double F(double x) => 2 * Library.Cube(x); }", Referencing);
        Assert.Equal(24, run.Delegate<Func<double, double>>("Model", "FGradient")(2));
    }

    [Fact]
    public void A_method_of_another_assembly_that_changes_a_list_is_refused() => GeneratorHost.Diagnostics(
        """
        public static partial class Model
        {
            [Differentiable]
            public static double F(double x)
            {
                var list = new List<double> { x };
                Lists.Grow({|DIFF0047:list|}, x);
                return list[1];
            }

            [Differentiable]
            public static double G(double x)
            {
                var list = new List<double> { x };
                Lists.Set(list, x);
                return list[0] * Lists.First(list);
            }
        }
        """,
        new GeneratorOptions
        {
            Dependencies =
            [
                GeneratorHost.Diagnostics(
                    """
                    public static partial class Lists
                    {
                        [Differentiable] public static void {|DIFF0130:Grow|}(List<double> list, double x) => list.Add(list[0] * x);
                        [Differentiable] public static void Set(List<double> list, double x) => list[0] = x * x;
                        [Differentiable] public static double First(List<double> list) => list[0];
                    }
                    """, new GeneratorOptions { AssemblyName = "Lists" }),
            ],
        });

    [Fact]
    public void A_rule_of_another_assembly_is_found()
    {
        var run = GeneratorHost.Run("public static partial class Model { [Differentiable] public static double F(double x) => 2 * Library.Special(x); }", Referencing);
        Assert.Equal(2 * Math.Cos(1), run.Delegate<Func<double, double>>("Model", "FGradient")(1));
    }

    [Fact]
    public void An_internal_rule_of_another_assembly_is_not() => GeneratorHost.Diagnostics(
        "public static partial class Model { [Differentiable] public static double F(double x) => 2 * {|DIFF0004:Library.Hidden(x)|}; }", Referencing);

    [Fact]
    public void The_written_parameters_of_another_assembly_are_known() => GeneratorHost.Diagnostics("""
        public static partial class Model
        {
            [Differentiable] public static double F(double a, double[] x)
            {
                {|DIFF0009:Library.Scale(a, x, x)|};
                return x[0];
            }
        }
        """, Referencing);

    [Fact]
    public void Generated_members_of_another_assembly_are_recognised() => GeneratorHost.Diagnostics(
        "public static partial class Model { [Differentiable] public static double F(double x) => x * {|DIFF0010:Library.CubeOfGradient(x)|}; }", Referencing);

    [Fact]
    public void A_method_of_another_assembly_says_what_it_stores_and_reads() => GeneratorHost.Diagnostics(
        """
        public static partial class Model
        {
            [Differentiable] public static double F(double x) => {|DIFF0005:Memory.Note(x)|} * Memory.Scaled(1);
            [Differentiable] public static double G(double x) { {|DIFF0004:Memory.Keep(x)|}; return Memory.Scaled(x); }
            [Differentiable] public static double H(double x) => Memory.Note(x) * Memory.Square(x);
        }

        public partial class Layer : Memory.ILayer
        {
            [Differentiable] public double At(double x) { {|DIFF0004:Memory.Keep(x)|}; return x; }
        }

        public class {|DIFF0118:Meter|} : Noted, Memory.ILayer;

        public class Still : Quiet, Memory.ILayer;
        """,
        new GeneratorOptions
        {
            Dependencies =
            [
                GeneratorHost.Run(
                    """
                    public static partial class Memory
                    {
                        private static double last = 1;
                        public static void Keep(double x) => last = x;
                        [Differentiable] public static double Note(double x) { Keep(x); return x; }
                        [Differentiable] public static double Scaled(double x) => last * x;
                        [Differentiable] public static double Square(double x) => x * x;
                        public partial interface ILayer { [Differentiable] double At(double x); }
                    }

                    public partial class Noted { [Differentiable] public virtual double At(double x) { Memory.Keep(x); return x; } }

                    public partial class Quiet { [Differentiable] public virtual double At(double x) => x; }
                    """,
                    new GeneratorOptions { AssemblyName = "Memories" }),
            ],
        });
}
