namespace Diff.Tests.Language;

/// <summary>Combinations that are easy to get wrong.</summary>
public static partial class CombinationTests
{
    private static int Calls;

    [Flags]
    private enum Options
    {
        A = 1,
        C = 4,
    }

    private static int Count(params int[] numbers) => numbers.Length + 1;

    [Fact]
    public static void Unchecked_integer_constants() => Derivatives.Check(UncheckedIntegerConstants, UncheckedIntegerConstantsValueAndGradient, UncheckedIntegerConstantsJvp);

    [Differentiable]
    private static double UncheckedIntegerConstants(double x, double y)
    {
        int n = 3;
        unchecked
        {
            n *= int.MaxValue;
        }
        return x * y * n * 1e-9;
    }

    [Fact]
    public static void Keywords_and_generated_names_as_locals() => Derivatives.Check(KeywordsAndGeneratedNamesAsLocals, KeywordsAndGeneratedNamesAsLocalsValueAndGradient, KeywordsAndGeneratedNamesAsLocalsJvp);

    [Differentiable]
    private static double KeywordsAndGeneratedNamesAsLocals(double x, double y)
    {
        var @class = x;
        var value = y;
        var weight = @class * value;
        var tape = weight + x;
        var xBar = tape * y;
        var xDot = xBar;
        return xDot * xBar;
    }

    [Fact]
    public static void Text_of_numbers() => Derivatives.Check(TextOfNumbers, TextOfNumbersValueAndGradient, TextOfNumbersJvp);

#pragma warning disable DIFF0200 // Integers reach the results here.
    [Differentiable]
    private static double TextOfNumbers(double x, double y)
    {
        var n = x.ToString("F0").Length + x.CompareTo(x) + (x.Equals(x) ? 1 : 0);
        return n * y * x;
    }
#pragma warning restore DIFF0200

    [Fact]
    public static void Parsed_numbers() => Derivatives.Check(ParsedNumbers, ParsedNumbersValueAndGradient, ParsedNumbersJvp);

    [Differentiable]
    private static double ParsedNumbers(double x, double y)
    {
        if (!int.TryParse("3", out var n)) n = 1;
        return x * n + y * double.Parse("2");
    }

    [Fact]
    public static void Random_numbers_of_a_seed() => Derivatives.Check(RandomNumbersOfASeed, RandomNumbersOfASeedValueAndGradient, RandomNumbersOfASeedJvp);

    [Differentiable]
    private static double RandomNumbersOfASeed(double x, double y)
    {
        var random = new Random(1);
        return x * random.NextDouble() + y * random.Next(3);
    }

    [Fact]
    public static void Decimal_constants() => Derivatives.Check(DecimalConstants, DecimalConstantsValueAndGradient, DecimalConstantsJvp);

    [Differentiable]
    private static double DecimalConstants(double x, double y)
    {
        decimal d = 1.5m;
        d += 2;
        return x * (double)d + y * (double)(d * 2);
    }

    [Fact]
    public static void Params_arguments() => Derivatives.Check(ParamsArguments, ParamsArgumentsValueAndGradient, ParamsArgumentsJvp);

    [Differentiable]
    private static double ParamsArguments(double x, double y) => x * Count(1, 2, 3) + y * Count();

    [Fact]
    public static void Try_inside_a_loop_with_break() => Derivatives.Check(TryInsideALoopWithBreak, TryInsideALoopWithBreakValueAndGradient, TryInsideALoopWithBreakJvp);

    [Differentiable]
    private static double TryInsideALoopWithBreak(double x, double y)
    {
        for (var i = 0; i < 5; i++)
        {
            try
            {
                if (i == 3) break;
                x *= y;
            }
            finally
            {
                Calls++;
            }
            x += 1;
        }
        return x;
    }

    [Fact]
    public static void Nested_using_statements() => Derivatives.Check(NestedUsingStatements, NestedUsingStatementsValueAndGradient, NestedUsingStatementsJvp);

    [Differentiable]
    private static double NestedUsingStatements(double x, double y)
    {
        using (var r = new System.IO.StringReader("a")) using (var s = new System.IO.StringReader("b"))
        {
            x *= r.Read() * 0.01;
            y *= s.Read() * 0.01;
        }
        return x * y;
    }

    [Fact]
    public static void Object_initialisers() => Derivatives.Check(ObjectInitialisers, ObjectInitialisersValueAndGradient, ObjectInitialisersJvp);

    [Differentiable]
    private static double ObjectInitialisers(double x, double y)
    {
        var list = new List<int> { 1, 2 };
        list.Add(3);
        var b = new System.Text.StringBuilder
        {
            Capacity = 16
        }
        ;
        b.Append(x).Append("y");
        return x * list.Count + y * list[2];
    }

    [Fact]
    public static void Inert_tuples() => Derivatives.Check(InertTuples, InertTuplesValueAndGradient, InertTuplesJvp);

    [Differentiable]
    private static double InertTuples(double x, double y)
    {
        (int A, int B) t = (1, 2);
        (t.A, t.B) = (t.B, t.A);
        var (p, q) = t;
        return x * p + y * q * x;
    }

    [Fact]
    public static void Flags() => Derivatives.Check(FlagsFunction, FlagsFunctionValueAndGradient, FlagsFunctionJvp);

    [Differentiable]
    private static double FlagsFunction(double x, double y)
    {
        var f = Options.A | Options.C;
        f &= ~Options.A;
        return (f & Options.C) != 0 && f.HasFlag(Options.C) ? x * y : 0;
    }

    [Fact]
    public static void Nullable_integers() => Derivatives.Check(NullableIntegers, NullableIntegersValueAndGradient, NullableIntegersJvp);

    [Differentiable]
    private static double NullableIntegers(double x, double y)
    {
        int? a = null;
        int? b = x > -100 ? 4 : null;
        var c = (a ?? 3) * (b.HasValue ? b.Value : 1);
        c += b ?? 0;
        return x * c + y * (a is null ? 2 : 1) * x;
    }

    [Fact]
    public static void Characters() => Derivatives.Check(CharactersFunction, CharactersFunctionValueAndGradient, CharactersFunctionJvp);

    [Differentiable]
    private static double CharactersFunction(double x, double y)
    {
        var s = "banana";
        var n = 0;
        for (var i = 0; i < s.Length; i++) if (s[i] == 'a') n++;
        return x * n * y;
    }

    [Fact]
    public static void Dates() => Derivatives.Check(DatesFunction, DatesFunctionValueAndGradient, DatesFunctionJvp);

    [Differentiable]
    private static double DatesFunction(double x, double y)
    {
        var d = new DateTime(2020, 1, 31).AddDays(1);
        var t = TimeSpan.FromHours(2);
        return x * d.Month + y * t.TotalMinutes * 0.01;
    }

    [Fact]
    public static void Text_over_several_lines() => Derivatives.Check(TextOverSeveralLines, TextOverSeveralLinesValueAndGradient, TextOverSeveralLinesJvp);

    [Differentiable]
    private static double TextOverSeveralLines(double x, double y)
    {
        var s = @"a
b";
        return x * s.Length * y;
    }

    [Fact]
    public static void Compound_on_a_tuple_field_in_a_loop() => Derivatives.Check(CompoundOnATupleFieldInALoop, CompoundOnATupleFieldInALoopValueAndGradient, CompoundOnATupleFieldInALoopJvp);

    [Differentiable]
    private static double CompoundOnATupleFieldInALoop(double x, double y)
    {
        var t = (S: 0.0, N: 0);
        while (t.N < 4)
        {
            t.S += x * t.N;
            t.N++;
            t.S *= y;
        }
        return t.S;
    }

    [Fact]
    public static void A_chain_of_assignments() => Derivatives.Check(AChainOfAssignments, AChainOfAssignmentsValueAndGradient, AChainOfAssignmentsJvp);

    [Differentiable]
    private static double AChainOfAssignments(double x, double y)
    {
        double a, b, c;
        a = b = c = x * y;
        b += a;
        c *= b;
        return a + b + c;
    }

    [Fact]
    public static void Conditional_assignment_inside_arguments() => Derivatives.Check(ConditionalAssignmentInsideArguments, ConditionalAssignmentInsideArgumentsValueAndGradient, ConditionalAssignmentInsideArgumentsJvp);

    [Differentiable]
    private static double ConditionalAssignmentInsideArguments(double x, double y)
    {
        double a = 0;
        var b = Math.Max(a = x * x, y) + a;
        return b * a;
    }

    [Fact]
    public static void Long_expressions_with_repeated_use() => Derivatives.Check(LongExpressionsWithRepeatedUse, LongExpressionsWithRepeatedUseValueAndGradient, LongExpressionsWithRepeatedUseJvp);

    [Differentiable]
    private static double LongExpressionsWithRepeatedUse(double x, double y)
    {
        var p = x * y;
        var q = p * p + p / (1 + p * p);
        var r = Math.Exp(-q * q) * Math.Cos(p) + Math.Pow(p * p + 1, 1.5);
        return r * q - Math.Log(1 + r * r);
    }

    [Fact]
    public static void Loops_whose_variables_die() => Derivatives.Check(LoopsWhoseVariablesDie, LoopsWhoseVariablesDieValueAndGradient, LoopsWhoseVariablesDieJvp);

    [Differentiable]
    private static double LoopsWhoseVariablesDie(double x, double y)
    {
        var s = 0.0;
        for (var i = 0; i < 3; i++)
        {
            var t = x;
            for (var j = 0; j < 2; j++)
            {
                var u = t * y;
                t = u + j;
            }
            s += t * t;
        }
        return s;
    }

    [Fact]
    public static void A_while_loop_with_two_exits() => Derivatives.Check(AWhileLoopWithTwoExits, AWhileLoopWithTwoExitsValueAndGradient, AWhileLoopWithTwoExitsJvp);

    [Differentiable]
    private static double AWhileLoopWithTwoExits(double x, double y)
    {
        var a = x;
        var n = 0;
        while (n < 10)
        {
            n++;
            a = 0.9 * a + 0.1 * y * n;
            if (a > 1.2) break;
            if (n == 6) return a * x;
        }
        return a * a;
    }

    [Fact]
    public static void Inlined_functions_in_loops() => Derivatives.Check(InlinedFunctionsInLoops, InlinedFunctionsInLoopsValueAndGradient, InlinedFunctionsInLoopsJvp);

    [Differentiable]
    private static double InlinedFunctionsInLoops(double x, double y)
    {
        var s = 0.0;
        for (var i = 1; i < 4; i++) s += G(x * i) - H(y, i);
        return s;
        double G(double v) => v > 1 ? v * v : H(v, 2);
        double H(double v, int n)
        {
            var r = 1.0;
            while (n-- > 0) r *= v;
            return r;
        }
    }

    [Fact]
    public static void Captured_writes() => Derivatives.Check(CapturedWrites, CapturedWritesValueAndGradient, CapturedWritesJvp);

    [Differentiable]
    private static double CapturedWrites(double x, double y)
    {
        var s = 0.0;
        void Add(double v)
        {
            s += v * x;
            if (s > 2)
            {
                s -= 1;
                return;
            }
            s *= 1.1;
        }
        Add(y);
        Add(x * y);
        Add(2);
        return s;
    }
}
