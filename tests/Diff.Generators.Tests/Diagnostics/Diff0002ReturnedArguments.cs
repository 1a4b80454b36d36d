using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

/// <summary>Arguments that calls may return, where a method could tell them from copies.</summary>
public sealed class Diff0002ReturnedArguments
{
    private const string MayReturnParameter = """
        [Differentiable]
        public static double[] Decay(double[] x, int n)
        {
            var y = x;
            for (var i = 0; i < n; i++) y = [0.5 * y[0], y[1]];
            return y;
        }

        """;

    [Fact]
    public void What_may_be_an_argument_itself_must_not_be_changed() => GeneratorHost.Diagnostics(Model.With(MayReturnParameter + """
        [Differentiable]
        public static double F(double[] x, int n)
        {
            var y = {|DIFF0002:Decay(x, n)|};
            y[0] = 5;
            return x[0] + y[1];
        }
        """));

    [Fact]
    public void An_argument_that_may_have_been_returned_must_not_be_changed_before_the_result_is_read() => GeneratorHost.Diagnostics(Model.With(MayReturnParameter + """
        [Differentiable]
        public static double F(double a, int n)
        {
            double[] x = [a, 1];
            var y = x;
            for (var i = 0; i < 3; i++)
            {
                y = {|DIFF0002:Decay(x, n)|};
                x[1] += y[0];
            }
            return y[1];
        }
        """));

    [Fact]
    public void That_a_method_may_return_its_parameter_is_passed_on_by_its_callers() => GeneratorHost.Diagnostics(Model.With(MayReturnParameter + """
        [Differentiable]
        public static double[] Twice(double[] x, int n) => Decay(Decay(x, n), n);

        [Differentiable]
        public static double F(double[] x, int n)
        {
            var y = {|DIFF0002:Twice(x, n)|};
            y[0] = 5;
            return x[0] + y[1];
        }
        """));

    [Fact]
    public void What_may_be_an_argument_itself_through_two_calls_must_not_be_changed() => GeneratorHost.Diagnostics(Model.With(MayReturnParameter + """
        [Differentiable]
        public static double F(double[] x, int n)
        {
            var y = {|DIFF0002:Decay(x, n)|};
            var z = {|DIFF0002:Decay(y, n)|};
            z[0] = 5;
            return x[0] * x[1] + z[1];
        }
        """));

    [Fact]
    public void Two_results_that_may_be_one_argument_must_not_be_changed() => GeneratorHost.Diagnostics(Model.With(MayReturnParameter + """
        [Differentiable]
        public static double F(double x, int n)
        {
            double[] a = [2, 3];
            var p = {|DIFF0002:Decay(a, n)|};
            var q = {|DIFF0002:Decay(a, n)|};
            q[0] = 5;
            return p[0] * x + q[0];
        }
        """));

    [Fact]
    public void Two_results_that_may_be_one_argument_must_not_be_compared() => GeneratorHost.Diagnostics(Model.With(MayReturnParameter + """
        [Differentiable]
        public static double F(double x, int n)
        {
            double[] a = [2, 3];
            var p = {|DIFF0002:Decay(a, n)|};
            var q = {|DIFF0002:Decay(a, n)|};
            return ReferenceEquals(p, q) ? p[0] * x : x;
        }
        """));

    [Fact]
    public void An_array_of_a_field_that_may_be_returned_must_not_be_changed_or_compared() => GeneratorHost.Diagnostics(Model.With("""
        private static double[] Held = [1, 2];

        [Differentiable]
        public static double[] Times(double[] a, double w, int n) => n == 0 ? a : [w * a[0], w * a[1]];

        [Differentiable]
        public static double F(double x, int n)
        {
            var p = {|DIFF0002:Times(Held, x, n)|};
            Held[0] = 5;
            return p[0] * x;
        }

        [Differentiable]
        public static double G(double x, int n)
        {
            var p = {|DIFF0002:Times(Held, x, n)|};
            return ReferenceEquals(p, Held) ? p[0] * x : x;
        }
        """));

    [Fact]
    public void What_two_calls_may_hand_on_may_be_changed_when_nobody_else_holds_it() => GeneratorHost.Run(Model.With(MayReturnParameter + """
        [Differentiable]
        public static double F(double x, int n)
        {
            double[] a = [x, 3], b = [x, 2];
            var p = Decay(Decay(a, n), n);
            var q = Decay(b, n);
            p[0] *= 5;
            return p[0] * q[0] * q[1];
        }
        """));

    [Fact]
    public void What_may_be_an_argument_itself_may_be_changed_when_the_argument_is_used_no_more() => GeneratorHost.Run(Model.With(MayReturnParameter + """
        [Differentiable]
        public static double F(double a, int n)
        {
            double[] x = [a, 1];
            for (var i = 0; i < 3; i++)
            {
                x[1] += a;
                x = Decay(x, n);
            }
            return x[0];
        }
        """));
}
