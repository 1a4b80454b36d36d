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

    private const string MayReturnHeld = """
        private static double[] Held = [1, 2];

        private static void Update() => Held[0] = 5;

        private static int Count()
        {
            Held[0] = 5;
            return 1;
        }

        [Differentiable]
        public static double[] Times(double[] a, double w, int n) => n == 0 ? a : [w * a[0], w * a[1]];

        [Differentiable]
        public static double[] Start(double w, int n) => n == 0 ? Held : [w, 1];

        [Differentiable]
        public static double Sets(double x)
        {
            Held[0] = 5;
            return x;
        }

        """;

    [Fact]
    public void An_array_of_a_field_that_may_be_returned_must_not_be_in_use_when_code_runs_that_is_not_seen() => GeneratorHost.Diagnostics(Model.With(MayReturnHeld + """
        [Differentiable]
        public static double F(double x, int n)
        {
            var p = {|DIFF0002:Times(Held, x, n)|};
            Update();
            return p[0] * x;
        }

        [Differentiable]
        public static double G(double x, int n)
        {
            var p = {|DIFF0002:Times(Held, x, n)|};
            return p[0] * x * Count() * p[1];
        }

        [Differentiable]
        public static double H(double x, int n, Action update)
        {
            var p = {|DIFF0002:Times(Held, x, n)|};
            update();
            return p[0] * x;
        }

        [Differentiable]
        public static double L(double x, int n)
        {
            var p = {|DIFF0002:Times(Held, x, n)|};
            var y = Sets(x);
            return p[0] * y;
        }
        """));

    [Fact]
    public void What_a_loop_carries_may_be_in_use_when_code_runs_that_is_not_seen() => GeneratorHost.Diagnostics(Model.With(MayReturnHeld + """
        [Differentiable]
        public static double F(double x, int n)
        {
            double[] p = [1, 2];
            var s = 0.0;
            for (var i = 0; i < 3; i++)
            {
                s += p[0] * x;
                p = {|DIFF0002:Start(x, n)|};
                Update();
            }
            return s;
        }
        """));

    [Fact]
    public void An_array_of_a_field_that_a_method_may_return_must_not_be_told_from_a_copy() => GeneratorHost.Diagnostics(Model.With(MayReturnHeld + """
        [Differentiable]
        public static double[] Through(double x, int n) => Times(Start(x, n), 1, n);

        [Differentiable]
        public static double F(double x, int n)
        {
            var p = {|DIFF0002:Through(x, n)|};
            Update();
            return p[0] * x;
        }

        [Differentiable]
        public static double G(double x, int n)
        {
            var p = {|DIFF0002:Start(x, n)|};
            p[0] = 7;
            return Held[0] * x;
        }

        [Differentiable]
        public static double H(double x, int n)
        {
            var p = {|DIFF0002:Start(x, n)|};
            var q = {|DIFF0002:Start(x, n)|};
            p[0] = 7;
            return q[0] * x;
        }

        [Differentiable]
        public static double L(double x, int n)
        {
            var p = {|DIFF0002:Start(x, n)|};
            return ReferenceEquals(p, Held) ? p[0] * x : x;
        }
        """));

    [Fact]
    public void An_array_that_was_stored_may_be_what_a_method_returns() => GeneratorHost.Diagnostics(Model.With(MayReturnHeld + """
        private static void Keep(double[] a) => Held = a;

        [Differentiable]
        public static double F(double x, int n)
        {
            double[] own = [1, 2];
            Held = own;
            var p = {|DIFF0002:Start(x, n)|};
            own[0] = 7;
            return p[0] * x;
        }

        [Differentiable]
        public static double G(double x, int n)
        {
            double[] own = [1, 2];
            Keep(own);
            var p = {|DIFF0002:Start(x, n)|};
            own[0] = 7;
            return p[0] * x;
        }

        [Differentiable]
        public static double H(double x, int n)
        {
            double[] own = [1, 2];
            var p = Start(x, n);
            own[0] = 7;
            return p[0] * own[0] * x;
        }
        """));

    [Fact]
    public void What_is_used_no_more_may_be_changed_by_code_that_is_not_seen() => GeneratorHost.Run(Model.With(MayReturnHeld + """
        [Differentiable]
        public static double F(double x, int n)
        {
            var s = 0.0;
            for (var i = 0; i < 3; i++)
            {
                var p = Times(Held, x, n);
                var q = Start(x, n);
                s += p[0] * q[0] * x;
                Update();
            }
            return s;
        }

        [Differentiable]
        public static double G(double x, int n)
        {
            var held = Held;
            Update();
            var p = Times(held, x, n);
            Console.WriteLine(n);
            return p[0] * x;
        }
        """));

    [Fact]
    public void A_body_that_is_chosen_at_run_time_must_not_return_an_array_of_an_object() => GeneratorHost.Diagnostics(Model.With("""
        public partial interface ISource
        {
            [Differentiable]
            double[] At(double x);
        }

        public sealed partial class Source : ISource
        {
            private readonly double[] _held = [1, 2];

            [Differentiable]
            public double[] At(double x) => {|DIFF0002:_held|};
        }
        """));

    [Fact]
    public void A_table_of_a_static_must_not_be_returned() => GeneratorHost.Diagnostics(Model.With("""
        private static double[][] Held = [[1], [2]];

        [Differentiable]
        public static double[][] F(double x) => {|DIFF0002:Held|};
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

    [Fact]
    public void An_array_of_a_loop_must_not_be_two_results() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static (double[] P, double[] Q) F(double x, int n)
        {
            double[] a = [x, 1];
            {|DIFF0002:for (var i = 0; i < n; i++) a = [a[1], a[0] * x];|}
            return (a, a);
        }
        """));
}
