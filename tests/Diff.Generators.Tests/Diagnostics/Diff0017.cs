using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0017
{
    [Fact]
    public void A_reference_that_moves_to_memory_that_a_call_returns_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double[] a, double[] b)
        {
            ref var largest = ref a[0];
            if (b[0] > largest) largest = ref {|DIFF0017:System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(b)|};
            return largest;
        }
        """));

    [Fact]
    public void A_reference_parameter_that_moves_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double[] a)
        {
            void G(ref double cell)
            {
                {|DIFF0017:cell = ref a[1]|};
                cell *= 2;
            }

            G(ref a[0]);
            return a[0] * a[1];
        }
        """));

    [Fact]
    public void A_parameter_of_the_method_that_moves_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static void F(ref double cell, double[] a)
        {
            {|DIFF0017:cell = ref a[1]|};
            cell *= 2;
        }
        """));

    [Fact]
    public void A_reference_that_a_call_returns_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double[] a)
        {
            ref var first = ref {|DIFF0017:System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(a)|};
            return first;
        }
        """));

    [Fact]
    public void A_chosen_reference_to_an_integer_of_a_span_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, Span<int> left, int[] right)
        {
            ref var count = ref (x > 1 ? ref {|DIFF0017:left[0]|} : ref right[0]);
            return count * x;
        }
        """));

    [Fact]
    public void A_chosen_reference_to_an_integer_of_an_array_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, int[] left, int[] right)
        {
            ref var count = ref (x > 1 ? ref left[0] : ref right[0]);
            return count * x;
        }
        """));

    [Fact]
    public void References_that_move_between_arrays_and_variables_are_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double[] a, double[] b, double x)
        {
            ref var largest = ref x;
            if (a[0] > largest) largest = ref a[0];
            if (b[0] > largest) largest = ref b[0];
            return largest * (x > 2 ? ref a[1] : ref x);
        }
        """));

    [Fact]
    public void References_to_a_variable_and_to_an_element_are_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            ref var alias = ref x;
            double[] a = [alias, 1];
            ref var cell = ref a[1];
            cell *= alias;
            return a[1];
        }
        """));

    [Fact]
    public void A_copy_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            var y = x;
            y *= 2;
            return y;
        }
        """));
}
