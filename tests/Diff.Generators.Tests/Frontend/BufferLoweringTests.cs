namespace Diff.Generators.Tests.Frontend;

/// <summary>Arrays and spans. Each fact: C# in, imperative IR out.</summary>
public sealed class BufferLoweringTests
{
    [Fact]
    public void An_element_is_loaded_with_its_indices() => Check(
        """
        static double F(double[] a, double[,] m, double[][] j, int i) => a[i] * m[i, 1] * j[i][0];
        """,
        """
        (a%0, m%1, j%2, i%3)
        a := a%0
        m := m%1
        j := j%2
        i := i%3
        %8 = a
        %9 = i
        %10 = %8[%9]
        %11 = m
        %12 = i
        %13 = %11[%12, 1]
        %14 = %10 * %13
        %15 = j
        %16 = i
        %17 = %15[%16]
        %18 = %17[0]
        %19 = %14 * %18
        return %19
        """);

    [Fact]
    public void An_index_from_the_end_is_counted_from_the_length() => Check(
        """
        static double F(ReadOnlySpan<double> a, double[] b) => a[^1] * b[^2];
        """,
        """
        (a%0, b%1)
        a := a%0
        b := b%1
        %4 = a
        %5 = length %4[0]
        %6 = %5 - 1
        %7 = %4[%6]
        %8 = b
        %9 = length %8[0]
        %10 = %9 - 2
        %11 = %8[%10]
        %12 = %7 * %11
        return %12
        """);

    [Fact]
    public void A_range_of_a_span_is_a_view() => Check(
        """
        static double F(ReadOnlySpan<double> a) => a[1..^1][0];
        """,
        """
        (a%0)
        a := a%0
        %2 = a
        %3 = length %2[0]
        %4 = %3 - 1
        %5 = %4 - 1
        %6 = view %2 from 1 length %5
        %7 = %6[0]
        return %7
        """);

    [Fact]
    public void Slice_and_AsSpan_are_views() => Check(
        """
        static double F(double[] a) => a.AsSpan(1).Slice(2, 3)[0];
        """,
        """
        (a%0)
        a := a%0
        %2 = a
        %3 = view %2 from 1
        %4 = view %3 from 2 length 3
        %5 = %4[0]
        return %5
        """);

    [Fact]
    public void An_array_converts_to_a_span_as_a_view() => Check(
        """
        static double F(double[] a) { ReadOnlySpan<double> s = a; return s[0]; }
        """,
        """
        (a%0)
        a := a%0
        %3 = a
        s%4 = view %3 from 0
        s := s%4
        %5 = s
        %6 = %5[0]
        return %6
        """);

    [Fact]
    public void Lengths_of_a_matrix_are_read_by_dimension() => Check(
        """
        static double F(double[,] m) => m.GetLength(1) * m.Length;
        """,
        """
        (m%0)
        m := m%0
        %2 = m
        %3 = length %2[1]
        %4 = m
        %5 = length %4[0]
        %6 = length %4[1]
        %7 = %5 * %6
        %8 = %3 * %7
        %9 = convert %8
        return %9
        """);

    [Fact]
    public void An_element_is_stored_after_its_value_is_computed() => Check(
        """
        static double F(double[] a, int i) { a[i++] += i; return a[i]; }
        """,
        """
        (a%0, i%1)
        a := a%0
        i := i%1
        %4 = a
        %5 = i
        i%6 = %5 + 1
        i := i%6
        %7 = %4[%5]
        %8 = i
        %9 = convert %8
        %10 = %7 + %9
        %4[%5] := %10
        %11 = a
        %12 = i
        %13 = %11[%12]
        return %13
        """);

    [Fact]
    public void A_new_array_is_allocated_and_filled() => Check(
        """
        static double F(double x) { double[] a = [x, 2]; var b = new double[,] { { x }, { 1 } }; return a[0] + b[1, 0]; }
        """,
        """
        (x%0)
        x := x%0
        a%3 = allocate(2)
        %4 = x
        a%3[0] := %4
        a%3[1] := 2
        a := a%3
        b%6 = allocate(2, 1)
        %7 = x
        b%6[0, 0] := %7
        b%6[1, 0] := 1
        b := b%6
        %8 = a
        %9 = %8[0]
        %10 = b
        %11 = %10[1, 0]
        %12 = %9 + %11
        return %12
        """);

    [Fact]
    public void Stackalloc_is_a_view_of_a_new_array() => Check(
        """
        static double F(double x, int n) { Span<double> s = stackalloc double[n]; s[0] = x; return s[0]; }
        """,
        """
        (x%0, n%1)
        x := x%0
        n := n%1
        %5 = n
        %6 = allocate(%5)
        s%7 = view %6 from 0
        s := s%7
        %8 = s
        %9 = x
        %8[0] := %9
        %10 = s
        %11 = %10[0]
        return %11
        """);

    [Fact]
    public void Fill_is_a_loop() => Check(
        """
        static double F(double[] a, double x) { a.AsSpan().Fill(x); return a[0]; }
        """,
        """
        (a%0, x%1)
        a := a%0
        x := x%1
        %4 = a
        %5 = view %4 from 0
        %6 = x
        %7 = length %5[0]
        i := 0
        loop
        while
          %9 = i
          %10 = %9 < %7
          yield %10
        body
          %11 = i
          %5[%11] := %6
        step
          %12 = i
          i%13 = %12 + 1
          i := i%13
        %14 = a
        %15 = %14[0]
        return %15
        """);

    private static void Check(string members, string expected)
    {
        var lowered = Lowered.Of(members);
        Assert.Equal([], lowered.Reports);
        Assert.Equal(expected, lowered.Text.TrimEnd());
    }
}
