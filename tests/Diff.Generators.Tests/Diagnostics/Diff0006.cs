using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0006
{
    [Fact]
    public void A_catch_around_a_differentiated_variable_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, int n)
        {
            var y = x;
            try { {|DIFF0006:y *= 10 / n|}; }
            catch (DivideByZeroException) { }
            return y;
        }
        """));

    [Fact]
    public void A_differentiated_result_returned_out_of_a_catch_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, int n)
        {
            try { {|DIFF0006:return x * (10 / n);|} }
            catch (DivideByZeroException) { return x; }
        }
        """));

    [Fact]
    public void A_finally_that_shares_a_differentiated_variable_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, int n)
        {
            try { {|DIFF0006:x *= n|}; }
            finally { Console.WriteLine(x); }
            return x;
        }
        """));

    [Fact]
    public void Differentiated_memory_written_in_a_finally_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, double y)
        {
            double[] a = [x, y];
            var sum = 1.0;
            for (var i = 0; i < 2; i++)
            {
                try { sum += a[i] * sum; }
                finally { {|DIFF0006:a[i] *= y|}; }
            }
            return sum * a[0] * a[1];
        }
        """));

    [Fact]
    public void Memory_written_inside_a_catch_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, int n)
        {
            var a = new double[1];
            try { {|DIFF0006:a[n] = x|}; }
            catch (IndexOutOfRangeException) { }
            return a[0];
        }
        """));

    [Fact]
    public void Memory_chosen_inside_a_catch_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, int n)
        {
            double[] a;
            try { {|DIFF0006:a = new double[n]|}; }
            catch (OverflowException) { a = new double[1]; }
            a[0] = x;
            return a[0];
        }
        """));

    [Fact]
    public void A_finally_is_fine() => GeneratorHost.Run(Model.With("""
        private static int running;

        [Differentiable]
        public static double F(double x)
        {
            running++;
            try { return x * x; }
            finally { running--; }
        }
        """));

    [Fact]
    public void A_catch_around_constants_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, string text)
        {
            int n;
            try { n = int.Parse(text); }
            catch (FormatException) { n = 1; }
            return x * n;
        }
        """));
}
