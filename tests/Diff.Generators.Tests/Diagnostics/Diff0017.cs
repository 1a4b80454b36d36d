using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0017
{
    [Fact]
    public void A_reference_that_moves_to_another_array_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double[] a, double[] b)
        {
            ref var largest = ref a[0];
            if (b[0] > largest) {|DIFF0017:largest = ref b[0]|};
            return largest;
        }
        """));

    [Fact]
    public void A_reference_that_moves_while_its_array_changes_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            double[] a = [x, 1], b = [1, x];
            ref var cell = ref a[0];
            a = b;
            if (x > 1) {|DIFF0017:cell = ref a[1]|};
            return cell;
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
    public void A_chosen_reference_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, double y)
        {
            ref var larger = ref {|DIFF0017:x > y ? ref x : ref y|};
            return larger * larger;
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
