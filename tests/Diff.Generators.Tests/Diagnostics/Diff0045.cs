using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0045
{
    [Fact]
    public void A_delegate_that_is_passed_in_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, Func<double, double> f) => x + {|DIFF0045:f(x)|};
        """));

    [Fact]
    public void A_variable_that_is_assigned_twice_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            Func<double, double> f = t => t * t;
            if (x > 0) f = t => t;
            return {|DIFF0045:f(x)|};
        }
        """));

    [Fact]
    public void Fields_and_choices_are_refused() => GeneratorHost.Diagnostics(Model.With("""
        private static readonly Func<double, double> Square = t => t * t;

        [Differentiable]
        public static double F(double x, bool isCube)
        {
            Func<double, double> f = isCube ? t => t * t * t : Math.Sin;
            return {|DIFF0045:f(x)|} + {|DIFF0045:Square(x)|};
        }
        """));

    [Fact]
    public void An_object_whose_variable_changes_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public partial record Power(int N) { [Differentiable] public double Of(double t) => Math.Pow(t, N); }

        [Differentiable]
        public static double F(double x)
        {
            var power = new Power(2);
            Func<double, double> f = power.Of;
            power = new Power(3);
            return {|DIFF0045:f(x)|} * power.N;
        }
        """));

    [Fact]
    public void Lambdas_methods_and_delegates_of_integers_are_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, Func<int, double> weight)
        {
            Func<double, double> f = t => t * weight(1), g = Math.Sin;
            return f(x) + g(x);
        }
        """));

    [Fact]
    public void A_function_that_the_callers_of_an_unmarked_method_name_is_fine() => GeneratorHost.Run(Model.With("""
        public static double Twice(Func<double, double> f, double x) => f(f(x));

        [Differentiable]
        public static double F(double x) => Twice(t => t * x, x) + Twice(Math.Sin, x);
        """));

    [Fact]
    public void The_mark_on_a_class_leaves_out_methods_that_take_functions_of_numbers() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public sealed partial class Line
        {
            private double _slope = 2;

            public double Twice(Func<double, double> f, double x) => f(f(x)) * _slope;

            public double At(double x) => Twice(t => t * _slope, x);
        }
        """));

    [Fact]
    public void A_marked_method_whose_callers_name_the_function_is_still_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double Shifted(Func<double, double> f, double x) => {|DIFF0045:f(x)|} + 1;

        [Differentiable]
        public static double F(double x) => Shifted(t => t * x, x);
        """));

    [Fact]
    public void A_function_that_a_called_body_chooses_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static double Chosen(Func<double, double> f, double x)
        {
            if (x > 1) f = Math.Sin;
            return {|DIFF0045:f(x)|};
        }

        [Differentiable]
        public static double F(double x) => Chosen(t => t * 2, x);
        """));

    [Fact]
    public void A_delegate_that_may_be_null_stores_nothing_that_is_read() => GeneratorHost.Diagnostics("""
        public partial class Model
        {
            private double _last = 1;
            private Action<double>? _seen;
            public event Action<double>? Changed;

            public Model() => Changed += x => _last = x;

            [Differentiable] public double F(double x) { {|DIFF0045:Changed?.Invoke(x)|}; return _last * x; }
            [Differentiable] public double G(double x) { {|DIFF0045:_seen?.Invoke(x)|}; return _last * x; }
            [Differentiable] public double H(double x) { Changed?.Invoke(x); return x * x; }
        }
        """);
}
