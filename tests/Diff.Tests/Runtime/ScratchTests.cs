namespace Diff.Tests.Runtime;

public sealed class ScratchTests
{
    [Fact]
    public void Zeros_are_zero_also_where_memory_was_used_before()
    {
        for (var use = 0; use < 2; use++)
        {
            using var scratch = Scratch.Enter();
            var block = scratch.Zeros<double>(100);
            Assert.All(block.ToArray(), element => Assert.Equal(0, element));
            block.Fill(1.5);
        }
    }

    [Fact]
    public void A_copy_is_other_memory()
    {
        using var scratch = Scratch.Enter();
        double[] source = [1, 2, 3];
        var copy = scratch.Copy<double>(source);
        copy[0] = 7;
        Assert.Equal([1, 2, 3], source);
        Assert.Equal([7, 2, 3], copy.ToArray());
    }

    [Fact]
    public void Blocks_survive_growth_and_what_is_taken_by_others_in_between()
    {
        using var scratch = Scratch.Enter();
        var first = scratch.Zeros<double>(1000);
        first.Fill(2);
        for (var depth = 0; depth < 20; depth++) Take(depth);
        Assert.All(first.ToArray(), element => Assert.Equal(2, element));

        static void Take(int depth)
        {
            using var inner = Scratch.Enter();
            inner.Zeros<double>(10_000).Fill(3);
            if (depth > 0) Take(depth - 1);
        }
    }

    [Fact]
    public void What_is_released_is_taken_again()
    {
        using var scratch = Scratch.Enter();
        var mark = scratch.Mark();
        var first = scratch.Zeros<int>(10);
        scratch.Release(mark);
        var again = scratch.Zeros<int>(10);
        first[3] = 4;
        Assert.Equal(4, again[3]);
    }

    [Fact]
    public void A_block_is_found_again_by_its_place()
    {
        using var scratch = Scratch.Enter();
        var first = scratch.Zeros<double>(3);
        var place = scratch.PlaceOf<double>(first);
        var part = scratch.PlaceOf<double>(first[1..]);
        for (var i = 0; i < 50; i++) scratch.Zeros<double>(5000);
        first[2] = 8;
        Assert.Equal([0, 0, 8], scratch.At<double>(place).ToArray());
        Assert.Equal([0, 8], scratch.At<double>(part).ToArray());
        Assert.Equal(0, scratch.At<double>(scratch.PlaceOf<double>([])).Length);
        Assert.Throws<ArgumentException>(() => Scratch.Enter().PlaceOf<double>(new double[2]));
    }

    [Fact]
    public void A_negative_length_is_refused_as_for_an_array()
    {
        using var scratch = Scratch.Enter();
        Assert.Throws<OverflowException>(() => Scratch.Enter().Zeros<double>(-1));
        Assert.Equal(0, scratch.Zeros<double>(0).Length);
    }

    [Fact]
    public void Each_thread_has_a_stack_of_its_own()
    {
        using var scratch = Scratch.Enter();
        var mine = scratch.Zeros<double>(50);
        var thread = new Thread(() =>
        {
            using var other = Scratch.Enter();
            other.Zeros<double>(50).Fill(9);
        });
        thread.Start();
        thread.Join();
        Assert.All(mine.ToArray(), element => Assert.Equal(0, element));
    }

    [Fact]
    public void Nothing_is_allocated_once_the_stack_has_grown()
    {
        Use();
        // A collection may empty the pool behind the stack at any time, but not three times running.
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => Allocated()));

        static long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++) Use();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        static void Use()
        {
            using var scratch = Scratch.Enter();
            for (var i = 0; i < 100; i++) scratch.Zeros<double>(1000);
        }
    }

    [Fact]
    public void Arrays_have_the_shape_asked_for_and_are_lent_again()
    {
        double[,] matrix;
        double[][] rows;
        using (var scratch = Scratch.Enter())
        {
            (matrix, rows) = (scratch.Matrix<double>(2, 3), scratch.Array<double[]>(4));
            Assert.Equal((2, 3), (matrix.GetLength(0), matrix.GetLength(1)));
            Assert.Equal((3, 2), (scratch.Matrix<double>(3, 2).GetLength(0), scratch.Volume<double>(1, 3, 2).GetLength(2)));
            Assert.Equal(6, scratch.Array<double>(6).Length);
            matrix[1, 2] = 4;
            rows[2] = [1];
            Assert.NotSame(matrix, scratch.MatrixOf(matrix));
        }

        Assert.All(rows, Assert.Null);
        using var again = Scratch.Enter();
        var copy = again.Matrix<double>(2, 3);
        Assert.Equal(new double[2, 3], copy);
        Assert.Throws<OverflowException>(() => Scratch.Enter().Matrix<double>(3, -1));
        Assert.Throws<OverflowException>(() => Scratch.Enter().Array<double>(-1));
    }

    [Fact]
    public void Arrays_of_lower_levels_outlive_what_is_released()
    {
        using var scratch = Scratch.Enter();
        var (outer, mark) = (scratch.Mark(), default(TapeMark));
        var kept = new List<double[]>();
        for (var i = 0; i < 3; i++)
        {
            mark = scratch.Mark();
            scratch.Array<double>(5)[0] = 1;
            kept.Add(scratch.Array<double>(5, level: 1));
            kept[i][0] = i;
            scratch.Release(mark, level: 2);
        }

        Assert.Equal([0, 1, 2], kept.ConvertAll(array => array[0]));
        scratch.Release(outer, level: 1);
        for (var i = 0; i < 5; i++) kept.Add(scratch.Array<double>(5));
        Assert.Equal(5, kept.Distinct().Count());
    }

    [Fact]
    public void Arrays_that_are_kept_outlive_a_release()
    {
        using var scratch = Scratch.Enter();
        var mark = scratch.Mark();
        double[] kept = [];
        var met = new HashSet<double[]>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < 10; i++)
        {
            scratch.Array<double>(5);
            var next = scratch.Array<double>(5);
            if (i > 0) Assert.Equal(i, kept[0]);
            next[0] = i + 1;
            scratch.Release(scratch.Keep(scratch.Keep(mark, null), next));
            kept = next;
            met.Add(next);
        }

        Assert.InRange(met.Count, 2, 3);
        Assert.NotSame(kept, scratch.Array<double>(5));
    }

    [Fact]
    public void Tables_are_lent_with_their_rows()
    {
        using var scratch = Scratch.Enter();
        double[][] source = [[1, 2], [], [3]];
        var copy = scratch.TableOf(source);
        Assert.Equal(source, copy);
        Assert.NotSame(source[0], copy[0]);
        Assert.Equal([[0, 0], [], [0]], scratch.TableLike<double>(source));
    }

    [Fact]
    public void What_is_too_much_to_be_lent_is_left_to_the_garbage_collector()
    {
        using var scratch = Scratch.Enter();
        var arrays = Enumerable.Range(0, 20).Select(_ => scratch.Array<double>(1 << 20)).ToList();
        Assert.Equal(20, arrays.Distinct().Count());
    }

    [Fact]
    public static void Results_outlive_the_member_that_returns_them()
    {
        using var caller = Scratch.Enter();
        var mark = caller.Mark();
        var result = Called(caller.Results());
        Assert.NotSame(result, caller.Array<double>(3));
        Assert.Equal([7, 0, 0], result);
        caller.Release(mark);
        double[][] again = [caller.Array<double>(3), caller.Array<double>(3)];
        Assert.Contains(again, array => ReferenceEquals(array, result));

        static double[] Called(LentResults results)
        {
            using var callee = Scratch.Enter();
            var mark = callee.Mark();
            callee.Array<double>(4);
            var result = results.Array<double>(3);
            callee.Release(mark);
            result[0] = 7;
            return result;
        }
    }
}
