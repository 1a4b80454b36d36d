using Diff.Generators.Collections;
using Diff.Generators.Contracts;
using Diff.Generators.Diagnostics;
using Diff.Generators.Frontend;
using Diff.Generators.Ir;
using Diff.Generators.Normalize;
using Diff.Testing;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Tests.Transform;

/// <summary>The method <c>F</c> of a class with the bodies of small callees in the place of calls.</summary>
public class InlineCallsTests
{
    [Fact]
    public void A_small_body_stands_in_the_place_of_its_call() => Same(
        """
        (x%0, y%1)
        %7 = x%0 + y%1
        %16 = %7 * %7
        a%10 = %16 * y%1
        yield a%10
        """,
        "double F(double x, double y) { var a = Square(x + y) * y; return a; }",
        "double Square(double t) => t * t;");

    [Fact]
    public void Results_have_the_names_that_the_caller_gives_them() => Same(
        """
        (x%0)
        d%15 = x%0 + x%0
        s%16 = d%15 + 1
        p%17 = d%15 * x%0
        %10 = s%16 - p%17
        yield %10
        """,
        "double F(double x) { var (s, p) = Both(x); return s - p; }",
        "(double, double) Both(double x) { var d = x + x; return (d + 1, d * x); }");

    [Fact]
    public void Tuples_are_built_for_no_call() => Same(
        """
        (x%0, y%1)
        q_Item1%18 = neg(y%1)
        %23 = q_Item1%18 * q_Item1%18
        %24 = x%0 * x%0
        %25 = %23 + %24
        yield %25
        """,
        "double F(double x, double y) => Norm(Turn((x, y)));",
        "(double A, double B) Turn((double U, double V) p) => (-p.V, p.U);",
        "double Norm((double X, double Y) q) => q.X * q.X + q.Y * q.Y;");

    [Fact]
    public void What_branches_return_has_the_name_of_the_callee() => Same(
        """
        (x%0)
        %10 = x%0 > 0
        hinge%13 = if %10
          %11 = x%0 * 2
          yield %11
        else
          %12 = neg(x%0)
          yield %12
        %5 = hinge%13 * x%0
        yield %5
        """,
        "double F(double x) => Hinge(x) * x;",
        "double Hinge(double x) { if (x > 0) return x * 2; return -x; }");

    [Fact]
    public void Ref_and_out_parameters_are_results() => Same(
        """
        (x%0)
        b%16 = x%0 * x%0
        a%17 = neg(x%0)
        %10 = a%17 * b%16
        yield %10
        """,
        "double F(double x) { var a = x; Step(ref a, out var b); return a * b; }",
        "void Step(ref double a, out double b) { b = a * a; a = -a; }");

    [Fact]
    public void Calls_inside_of_a_small_body_go_too() => Same(
        """
        (x%0)
        %11 = Sin(x%0)
        %12 = x%0 * %11
        %14 = Sin(x%0)
        %6 = %12 + %14
        yield %6
        """,
        "double F(double x) => Outer(x) + Inner(x);",
        "double Outer(double x) => x * Inner(x);",
        "double Inner(double x) => Math.Sin(x);");

    [Fact]
    public void An_argument_without_gradient_is_detached() => Same(
        """
        (x%0)
        %11 = detach(x%0)
        %10 = x%0 * %11
        yield %10
        """,
        "double F(double x) => Scaled(x, x);",
        "double Scaled(double x, [NoGradient] double by) => x * by;");

    [Fact]
    public void A_constant_argument_decides_no_tie() => Same(
        """
        (x%0)
        %14 = detach(0)
        %12 = Max(x%0, %14)
        %13 = %12 * 0
        %5 = Max(x%0, 0)
        %6 = %13 + %5
        yield %6
        """,
        "double F(double x) => Larger(x, 0) + Math.Max(x, 0);",
        "double Larger(double x, double y) => Math.Max(x, y) * y;");

    [Fact]
    public void A_constant_in_a_tuple_or_a_result_decides_no_tie() => Same(
        """
        (x%0)
        %16 = detach(0)
        %5 = Max(x%0, %16)
        %19 = detach(0)
        %10 = Max(x%0, %19)
        %11 = %5 + %10
        yield %11
        """,
        "double F(double x) => Math.Max(x, Zero(x)) + Math.Max(x, Second((x, 0)));",
        "double Zero(double x) => 0;",
        "double Second((double, double) p) => p.Item2;");

    [Fact]
    public void Private_constants_go_by_their_value() => Same(
        """
        (x%0)
        %9 = x%0 * 0.5
        %10 = %9 * 3.141592653589793
        %4 = %10 * 3.141592653589793
        yield %4
        """,
        "double F(double x) => Half(x) * Math.PI;",
        "double Half(double x) => x * C * Math.PI; private const double C = 0.5;");

    [Fact]
    public void A_body_with_a_private_constant_compiles_elsewhere()
    {
        var run = GeneratorHost.Run("""
            public static partial class Callee { private const double C = 1.5; [Differentiable] public static double Scale(double x) => C * x * x; }
            public static partial class Model { [Differentiable] public static double F(double x) => Callee.Scale(x) * x; }
            """);
        Assert.Equal(3 * 1.5 * 4, (double)run.Invoke("Model", "FGradient", 2.0)!, 1e-14);
        Assert.DoesNotContain("global::Callee.Scale", run.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a loop", "double G(double x) { while (x > 1) x /= 2; return x; }")]
    [InlineData("memory", "double G(double x) { var a = new double[1]; a[0] = x; return a[0]; }")]
    [InlineData("a member", "double G(double x) => x * scale; private static readonly int scale = 2;")]
    [InlineData("a throw", "double G(double x) => x > 0 ? x : throw new Exception();")]
    [InlineData("recursion", "double G(double x) => x > 1 ? G(x / 2) : x;")]
    [InlineData("recursion of two", "double G(double x) => x > 1 ? H(x / 2) : x; [Differentiable] static double H(double x) => G(x) * x;")]
    [InlineData("a member in a callee", "double G(double x) => H(x) * x; [Differentiable] static double H(double x) => x * scale; private static readonly int scale = 2;")]
    [InlineData("a parameter that is no number", "double G(double x, string? label = null) => x * x;")]
    [InlineData("a hand-written half", "double G(double x) => x * x; public static double GVjp(double x) => x;")]
    [InlineData("25 operations", "double G(double x) => x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x;")]
    [InlineData("25 operations with those of callees", "double G(double x) => H(x) + H(x) + x; [Differentiable] static double H(double x) => x+x+x+x+x+x+x+x+x+x+x+x+x;")]
    public void A_call_stays_a_call_because_of(string reason, string callee)
    {
        Assert.NotEmpty(reason);
        Assert.Contains("= primal G(", Inlined("double F(double x) => G(x);", callee), StringComparison.Ordinal);
    }

    [Fact]
    public void Twenty_four_operations_are_few() =>
        Assert.DoesNotContain("primal", Inlined("double F(double x) => G(x);", "double G(double x) => x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x;"), StringComparison.Ordinal);

    [Fact]
    public void A_generic_callee_stays_a_call() =>
        Assert.Contains("= primal G<double>(", Inlined("double F(double x) => G(x);", "T G<T>(T x) where T : System.Numerics.IFloatingPointIeee754<T> => x * x;"), StringComparison.Ordinal);

    private static void Same(string expected, params string[] members) =>
        Assert.Equal(expected, Inlined(members).TrimEnd());

    private static string Inlined(params string[] members)
    {
        var source = $$"""
            public partial class Model { {{string.Join("\n", members.Select(member => "[Differentiable] public static " + member))}} }
            """;
        var compilation = GeneratorHost.Compile([source], GeneratorOptions.Default);
        var tree = compilation.SyntaxTrees.First(tree => tree.ToString().Contains("partial class Model", StringComparison.Ordinal));
        var model = compilation.GetSemanticModel(tree);
        var methods = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(method => method.AttributeLists.Count > 0)
            .Select(method => MethodLowering.Lower(new(method, model.GetDeclaredSymbol(method)!, model), new RefusalSink(), default)!).ToList();
        var contracts = Closure.Run(methods.Select(LocalFacts.Run).ToEquatableArray(), [], inlines: true, bundles: true);
        var resolved = Resolution.Run(methods.Single(method => method.Declaration.Name == "F"), new Knowledge(contracts, []));
        return Printer.Print(InlineCalls.Run(Normalizer.Run(resolved)).Body);
    }
}
