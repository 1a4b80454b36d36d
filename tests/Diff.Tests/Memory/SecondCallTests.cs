namespace Diff.Tests.Memory;

/// <summary>A second call of a derivative with the same sizes allocates its results and nothing else, whatever a method does and however often its loops run.</summary>
public static partial class SecondCallTests
{
    private static readonly double[] X = Garbage.X, V = [1, -0.5, 2, 0.3, 0.1], G = new double[5];

    private delegate double[] Gradient(double[] x, int n);

    private delegate double Overwriting(double[] x, int n, Span<double> xGradient);

    private delegate double Vjp(double[] x, int n, double weight, Span<double> xGradient);

    private delegate (double Value, double Tangent) Jvp(double[] x, int n, ReadOnlySpan<double> xTangent);

    private delegate void Hvp(double[] x, int n, ReadOnlySpan<double> xDirection, Span<double> xProduct);

    private delegate double[,] Matrix(double[] x, int n);

    private delegate void MatrixOverwriting(double[] x, int n, double[,] matrix);

    private delegate double[] VectorVjp(double[] x, int n, ReadOnlySpan<double> weight, Span<double> xGradient);

    private delegate (double[] Value, double[] Tangent) VectorJvp(double[] x, int n, ReadOnlySpan<double> xTangent);

    [Fact]
    public static void Sines_leave_no_garbage() => Scalar(SinesGradient, SinesValueAndGradient, SinesVjp, SinesJvp, SinesHvp, SinesHessian, SinesHessian, n => { using var p = SinesWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Pivots_leave_no_garbage() => Scalar(PivotsGradient, PivotsValueAndGradient, PivotsVjp, PivotsJvp, PivotsHvp, PivotsHessian, PivotsHessian, n => { using var p = PivotsWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Sorts_in_loops_leave_no_garbage() => Scalar(SortedInALoopGradient, SortedInALoopValueAndGradient, SortedInALoopVjp, SortedInALoopJvp, SortedInALoopHvp, SortedInALoopHessian, SortedInALoopHessian, n => { using var p = SortedInALoopWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Sorts_by_keys_leave_no_garbage() => Scalar(SortedByKeysGradient, SortedByKeysValueAndGradient, SortedByKeysVjp, SortedByKeysJvp, SortedByKeysHvp, SortedByKeysHessian, SortedByKeysHessian, n => { using var p = SortedByKeysWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Tables_that_grow_leave_no_garbage() => Scalar(TablesThatGrowGradient, TablesThatGrowValueAndGradient, TablesThatGrowVjp, TablesThatGrowJvp, TablesThatGrowHvp, TablesThatGrowHessian, TablesThatGrowHessian, n => { using var p = TablesThatGrowWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Enumerated_lists_leave_no_garbage() => Scalar(EnumeratedListsGradient, EnumeratedListsValueAndGradient, EnumeratedListsVjp, EnumeratedListsJvp, EnumeratedListsHvp, EnumeratedListsHessian, EnumeratedListsHessian, n => { using var p = EnumeratedListsWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void What_is_lent_comes_back_once_when_the_method_throws()
    {
        foreach (var limit in new[] { 0.4, 5.0 })
        {
            GradientCheck.Verify(LimitedTablesGradient(X, 100), p => LimitedTables(p, 100), X);
            Assert.Throws<InvalidOperationException>(() => LimitedTablesVjp(X, limit, 1, G));
            Assert.Throws<InvalidOperationException>(() => LimitedTablesJvp(X, limit, V));
            GradientCheck.Verify(LimitedTablesGradient(X, 100), p => LimitedTables(p, 100), X);
            Assert.Equal(0, AfterException(limit, () => LimitedTablesVjp(X, 100, 1, G)));
            Assert.Equal(0, AfterException(limit, () => LimitedTablesJvp(X, 100, V)));
        }

        static long AfterException(double limit, Action call) => Enumerable.Range(0, 10).Min(_ =>
        {
            Assert.Throws<InvalidOperationException>(() => LimitedTablesVjp(X, limit, 1, G));
            var before = GC.GetAllocatedBytesForCurrentThread();
            call();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
    }

    [Fact]
    public static void Threads_do_not_share_what_is_lent()
    {
        var expected = TablesThatGrowGradient(X, 7);
        Parallel.For(0, 64, _ => Assert.Equal(expected, TablesThatGrowGradient(X, 7)));
    }

    [Fact]
    public static void Sorted_values_leave_no_garbage()
    {
        GradientCheck.Verify(SortedGradient(X, 2), p => Sorted(p, 2), X);
        Garbage.None(g => SortedVjp(X, 2, 1, g));
        Garbage.None(g => SortedJvp(X, 2, V));
    }

    [Fact]
    public static void Unknown_trips_leave_no_garbage() => Scalar(UnknownTripsGradient, UnknownTripsValueAndGradient, UnknownTripsVjp, UnknownTripsJvp, UnknownTripsHvp, UnknownTripsHessian, UnknownTripsHessian, n => { using var p = UnknownTripsWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Scratch_arrays_leave_no_garbage() => Scalar(ScratchArraysGradient, ScratchArraysValueAndGradient, ScratchArraysVjp, ScratchArraysJvp, ScratchArraysHvp, ScratchArraysHessian, ScratchArraysHessian, n => { using var p = ScratchArraysWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Arrays_of_iterations_leave_no_garbage() => Scalar(ArraysOfIterationsGradient, ArraysOfIterationsValueAndGradient, ArraysOfIterationsVjp, ArraysOfIterationsJvp, ArraysOfIterationsHvp, ArraysOfIterationsHessian, ArraysOfIterationsHessian, n => { using var p = ArraysOfIterationsWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Swaps_leave_no_garbage() => Scalar(SwapsGradient, SwapsValueAndGradient, SwapsVjp, SwapsJvp, SwapsHvp, SwapsHessian, SwapsHessian, n => { using var p = SwapsWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Replacements_leave_no_garbage() => Scalar(ReplacementsGradient, ReplacementsValueAndGradient, ReplacementsVjp, ReplacementsJvp, ReplacementsHvp, ReplacementsHessian, ReplacementsHessian, n => { using var p = ReplacementsWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Early_returns_leave_no_garbage() => Scalar(EarlyReturnsGradient, EarlyReturnsValueAndGradient, EarlyReturnsVjp, EarlyReturnsJvp, EarlyReturnsHvp, EarlyReturnsHessian, EarlyReturnsHessian, n => { using var p = EarlyReturnsWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Breaks_leave_no_garbage() => Scalar(BreaksGradient, BreaksValueAndGradient, BreaksVjp, BreaksJvp, BreaksHvp, BreaksHessian, BreaksHessian, n => { using var p = BreaksWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Recursions_leave_no_garbage() => Scalar(RecursionsGradient, RecursionsValueAndGradient, RecursionsVjp, RecursionsJvp, RecursionsHvp, RecursionsHessian, RecursionsHessian, n => { using var p = RecursionsWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Matrices_leave_no_garbage() => Scalar(MatricesGradient, MatricesValueAndGradient, MatricesVjp, MatricesJvp, MatricesHvp, MatricesHessian, MatricesHessian, n => { using var p = MatricesWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Jagged_arrays_leave_no_garbage() => Scalar(JaggedArraysGradient, JaggedArraysValueAndGradient, JaggedArraysVjp, JaggedArraysJvp, JaggedArraysHvp, JaggedArraysHessian, JaggedArraysHessian, n => { using var p = JaggedArraysWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Structs_leave_no_garbage() => Scalar(StructsGradient, StructsValueAndGradient, StructsVjp, StructsJvp, StructsHvp, StructsHessian, StructsHessian, n => { using var p = StructsWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Arrays_of_structs_leave_no_garbage() => Scalar(ArraysOfStructsGradient, ArraysOfStructsValueAndGradient, ArraysOfStructsVjp, ArraysOfStructsJvp, ArraysOfStructsHvp, ArraysOfStructsHessian, ArraysOfStructsHessian, n => { using var p = ArraysOfStructsWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Callees_with_arrays_leave_no_garbage() => Scalar(CalleesWithArraysGradient, CalleesWithArraysValueAndGradient, CalleesWithArraysVjp, CalleesWithArraysJvp, CalleesWithArraysHvp, CalleesWithArraysHessian, CalleesWithArraysHessian, n => { using var p = CalleesWithArraysWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Callees_with_tuples_leave_no_garbage() => Scalar(CalleesWithTuplesGradient, CalleesWithTuplesValueAndGradient, CalleesWithTuplesVjp, CalleesWithTuplesJvp, CalleesWithTuplesHvp, CalleesWithTuplesHessian, CalleesWithTuplesHessian, n => { using var p = CalleesWithTuplesWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Callees_with_rows_leave_no_garbage() => Scalar(CalleesWithRowsGradient, CalleesWithRowsValueAndGradient, CalleesWithRowsVjp, CalleesWithRowsJvp, CalleesWithRowsHvp, CalleesWithRowsHessian, CalleesWithRowsHessian, n => { using var p = CalleesWithRowsWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Callees_with_matrices_leave_no_garbage() => Scalar(CalleesWithMatricesGradient, CalleesWithMatricesValueAndGradient, CalleesWithMatricesVjp, CalleesWithMatricesJvp, CalleesWithMatricesHvp, CalleesWithMatricesHessian, CalleesWithMatricesHessian, n => { using var p = CalleesWithMatricesWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Callees_that_write_leave_no_garbage() => Scalar(CalleesThatWriteGradient, CalleesThatWriteValueAndGradient, CalleesThatWriteVjp, CalleesThatWriteJvp, CalleesThatWriteHvp, CalleesThatWriteHessian, CalleesThatWriteHessian, n => { using var p = CalleesThatWriteWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Lists_leave_no_garbage() => Scalar(ListsGradient, ListsValueAndGradient, ListsVjp, ListsJvp, ListsHvp, ListsHessian, ListsHessian, n => { using var p = ListsWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Queries_leave_no_garbage() => Scalar(QueriesGradient, QueriesValueAndGradient, QueriesVjp, QueriesJvp, QueriesHvp, QueriesHessian, QueriesHessian, n => { using var p = QueriesWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Queried_arrays_leave_no_garbage() => Scalar(QueriedArraysGradient, QueriedArraysValueAndGradient, QueriedArraysVjp, QueriedArraysJvp, QueriedArraysHvp, QueriedArraysHessian, QueriedArraysHessian, n => { using var p = QueriedArraysWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Try_statements_leave_no_garbage() => Scalar(TryStatementsGradient, TryStatementsValueAndGradient, TryStatementsVjp, TryStatementsJvp, TryStatementsHvp, TryStatementsHessian, TryStatementsHessian, n => { using var p = TryStatementsWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Local_functions_leave_no_garbage() => Scalar(LocalFunctionsGradient, LocalFunctionsValueAndGradient, LocalFunctionsVjp, LocalFunctionsJvp, LocalFunctionsHvp, LocalFunctionsHessian, LocalFunctionsHessian, n => { using var p = LocalFunctionsWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Stack_blocks_leave_no_garbage() => Scalar(StackBlocksGradient, StackBlocksValueAndGradient, StackBlocksVjp, StackBlocksJvp, StackBlocksHvp, StackBlocksHessian, StackBlocksHessian, n => { using var p = StackBlocksWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Views_leave_no_garbage() => Scalar(ViewsGradient, ViewsValueAndGradient, ViewsVjp, ViewsJvp, ViewsHvp, ViewsHessian, ViewsHessian, n => { using var p = ViewsWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Foreach_loops_leave_no_garbage() => Scalar(ForeachLoopsGradient, ForeachLoopsValueAndGradient, ForeachLoopsVjp, ForeachLoopsJvp, ForeachLoopsHvp, ForeachLoopsHessian, ForeachLoopsHessian, n => { using var p = ForeachLoopsWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Local_objects_leave_no_garbage() => Scalar(LocalObjectsGradient, LocalObjectsValueAndGradient, LocalObjectsVjp, LocalObjectsJvp, LocalObjectsHvp, LocalObjectsHessian, LocalObjectsHessian, n => { using var p = LocalObjectsWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Do_loops_leave_no_garbage() => Scalar(DoLoopsGradient, DoLoopsValueAndGradient, DoLoopsVjp, DoLoopsJvp, DoLoopsHvp, DoLoopsHessian, DoLoopsHessian, n => { using var p = DoLoopsWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Switches_leave_no_garbage() => Scalar(SwitchesGradient, SwitchesValueAndGradient, SwitchesVjp, SwitchesJvp, SwitchesHvp, SwitchesHessian, SwitchesHessian, n => { using var p = SwitchesWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void Volumes_leave_no_garbage() => Scalar(VolumesGradient, VolumesValueAndGradient, VolumesVjp, VolumesJvp, VolumesHvp, VolumesHessian, VolumesHessian, n => { using var p = VolumesWithPullback(X, n); p.AddGradient(1, G); p.AddGradient(2, G); });

    [Fact]
    public static void New_results_leave_no_garbage() => Vector(NewResults, NewResultsVjp, NewResultsJvp, NewResultsJacobian, NewResultsJacobian, (n, weight) => { using var p = NewResultsWithPullback(X, n); p.AddGradient(weight, G); p.AddGradient(weight, G); });

    [Fact]
    public static void Results_of_callees_leave_no_garbage() => Vector(ResultsOfCallees, ResultsOfCalleesVjp, ResultsOfCalleesJvp, ResultsOfCalleesJacobian, ResultsOfCalleesJacobian, (n, weight) => { using var p = ResultsOfCalleesWithPullback(X, n); p.AddGradient(weight, G); p.AddGradient(weight, G); });

    [Fact]
    public static void Results_that_replace_others_leave_no_garbage() => Vector(ResultsThatReplaceOthers, ResultsThatReplaceOthersVjp, ResultsThatReplaceOthersJvp, ResultsThatReplaceOthersJacobian, ResultsThatReplaceOthersJacobian, (n, weight) => { using var p = ResultsThatReplaceOthersWithPullback(X, n); p.AddGradient(weight, G); p.AddGradient(weight, G); });

    [Fact]
    public static void Swapped_results_leave_no_garbage() => Vector(SwappedResults, SwappedResultsVjp, SwappedResultsJvp, SwappedResultsJacobian, SwappedResultsJacobian, (n, weight) => { using var p = SwappedResultsWithPullback(X, n); p.AddGradient(weight, G); p.AddGradient(weight, G); });

    [Fact]
    public static void Updates_in_place_leave_no_garbage() => Vector(UpdatesInPlace, UpdatesInPlaceVjp, UpdatesInPlaceJvp, UpdatesInPlaceJacobian, UpdatesInPlaceJacobian, (n, weight) => { using var p = UpdatesInPlaceWithPullback(X, n); p.AddGradient(weight, G); p.AddGradient(weight, G); });

    [Fact]
    public static void Results_of_early_returns_leave_no_garbage() => Vector(ResultsOfEarlyReturns, ResultsOfEarlyReturnsVjp, ResultsOfEarlyReturnsJvp, ResultsOfEarlyReturnsJacobian, ResultsOfEarlyReturnsJacobian, (n, weight) => { using var p = ResultsOfEarlyReturnsWithPullback(X, n); p.AddGradient(weight, G); p.AddGradient(weight, G); });

    [Fact]
    public static void Results_of_recursions_leave_no_garbage() => Vector(ResultsOfRecursions, ResultsOfRecursionsVjp, ResultsOfRecursionsJvp, ResultsOfRecursionsJacobian, ResultsOfRecursionsJacobian, (n, weight) => { using var p = ResultsOfRecursionsWithPullback(X, n); p.AddGradient(weight, G); p.AddGradient(weight, G); });

    [Fact]
    public static void Results_of_queries_leave_no_garbage() => Vector(ResultsOfQueries, ResultsOfQueriesVjp, ResultsOfQueriesJvp, ResultsOfQueriesJacobian, ResultsOfQueriesJacobian, (n, weight) => { using var p = ResultsOfQueriesWithPullback(X, n); p.AddGradient(weight, G); p.AddGradient(weight, G); });

    [Fact]
    public static void Methods_with_effects_leave_no_garbage() => Vector(MethodsWithEffects, MethodsWithEffectsVjp, MethodsWithEffectsJvp, MethodsWithEffectsJacobian, MethodsWithEffectsJacobian, (n, weight) => { using var p = MethodsWithEffectsWithPullback(X, n); p.AddGradient(weight, G); p.AddGradient(weight, G); });

    [Fact]
    public static void Loops_with_effects_leave_no_garbage() => Vector(LoopsWithEffects, LoopsWithEffectsVjp, LoopsWithEffectsJvp, LoopsWithEffectsJacobian, LoopsWithEffectsJacobian, (n, weight) => { using var p = LoopsWithEffectsWithPullback(X, n); p.AddGradient(weight, G); p.AddGradient(weight, G); });

    private static void Scalar(Gradient gradient, Overwriting overwriting, Vjp vjp, Jvp jvp, Hvp hvp, Matrix hessian, MatrixOverwriting overwritingHessian, Action<int> pullback)
    {
        foreach (var n in new[] { 5, 50 })
        {
            Assert.Equal(Bytes(() => new double[5]), Bytes(() => gradient(X, n)));
            var matrix = new double[5, 5];
            Assert.Equal(Bytes(() => new double[5, 5]), Bytes(() => hessian(X, n)));
            Assert.Equal(0, Bytes(() => overwritingHessian(X, n, matrix)));
            Assert.Equal(0, Bytes(() => overwriting(X, n, G)));
            Assert.Equal(0, Bytes(() => vjp(X, n, 1, G)));
            Assert.Equal(0, Bytes(() => jvp(X, n, V)));
            Assert.Equal(0, Bytes(() => hvp(X, n, V, G)));
            Assert.Equal(0, Bytes(() => pullback(n)));
        }
    }

    private static void Vector(Func<double[], int, double[]> primal, VectorVjp vjp, VectorJvp jvp, Matrix jacobian, MatrixOverwriting overwritingJacobian, Action<int, double[]> pullback)
    {
        foreach (var n in new[] { 5, 50 })
        {
            var weight = primal(X, n);
            var value = Bytes(() => weight.Clone());
            Assert.Equal(value, Bytes(() => vjp(X, n, weight, G)));
            Assert.Equal(2 * value, Bytes(() => jvp(X, n, V)));
            Assert.Equal(value, Bytes(() => pullback(n, weight)));
            var matrix = new double[weight.Length, 5];
            Assert.Equal(Bytes(() => new double[weight.Length, 5]), Bytes(() => jacobian(X, n)));
            Assert.Equal(0, Bytes(() => overwritingJacobian(X, n, matrix)));
        }
    }

    private static long Bytes<T>(Func<T> call) => Bytes(() => { call(); });

    // Other tests take tapes from the pool meanwhile.
    private static long Bytes(Action call) => Enumerable.Range(0, 10).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
