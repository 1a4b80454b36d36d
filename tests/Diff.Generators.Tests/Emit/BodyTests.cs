using Diff.Generators.Emit;
using Diff.Generators.Ir;
using Diff.Testing;

namespace Diff.Generators.Tests.Emit;

public sealed class BodyTests
{
    private readonly BlockBuilder _b = new(new Ids());

    private static readonly IrType Double = ScalarType.Double;
    private static readonly IrType Int = InertType.Int;

    private static Constant D(double value, string text = "") => Constant.Number(Double, value) with { Text = text };

    [Fact]
    public void Straight_line_keeps_names_and_parentheses()
    {
        var (x, y) = (_b.NewValue(Double, "x"), _b.NewValue(Double, "y"));
        var a = _b.Let(new Apply(Primitive.Subtract, [D(1, "1"), x]), Double, "a");
        var b = _b.Let(new Apply(Primitive.Subtract, [y, _b.Times(x, x)]), Double, "b");
        var value = _b.Plus(_b.Times(a, a), _b.Times(_b.Times(D(100, "100"), b), b));
        var body = _b.Build([x, y], [value]);
        Assert.Equal("var a = 1 - x;\nvar b = y - x * x;\nreturn a * a + 100 * b * b;\n", Bodies.Print(body));
        Assert.Equal(2.25 + 100 * 0.5625, Bodies.Run(body, -0.5, 1.0));
    }

    [Fact]
    public void Products_on_the_right_keep_their_parentheses()
    {
        var x = _b.NewValue(Double, "x");
        var body = _b.Build([x], [_b.Times(x, _b.Times(x, _b.Plus(x, _b.Negate(_b.Negate(x)))))]);
        Assert.Equal("return x * (x * (x + -(-x)));\n", Bodies.Print(body));
    }

    [Fact]
    public void A_carried_value_becomes_one_variable()
    {
        var (r, x0, steps) = (_b.NewValue(Double, "r"), _b.NewValue(Double, "x0"), _b.NewValue(Int, "steps"));
        var (i, x) = (_b.NewValue(Int, "i"), _b.NewValue(Double, "x"));
        var inner = _b.Nested();
        var next = inner.Let(new Apply(Primitive.Multiply, [inner.Times(r, x), inner.Apply(Primitive.Subtract, Double, D(1, "1"), x)]), Double, "x");
        var result = _b.NewValue(Double, "x");
        _b.Add(new For(Constant.Int(0), steps, 1, false, [x0], inner.Build([i, x], [next]), [result], Origin.None));
        var body = _b.Build([r, x0, steps], [result]);
        Assert.Equal("var x = x0;\nfor (var i = 0; i < steps; i++) x = r * x * (1 - x);\nreturn x;\n", Bodies.Print(body));
        Assert.Equal(3.2 * 0.5 * (1 - 0.5), Bodies.Run(body, 3.2, 0.5, 1));
    }

    [Fact]
    public void Swapped_values_stay_swapped()
    {
        var (a0, b0, n) = (_b.NewValue(Double, "a0"), _b.NewValue(Double, "b0"), _b.NewValue(Int, "n"));
        var (i, a, b) = (_b.NewValue(Int, "i"), _b.NewValue(Double, "a"), _b.NewValue(Double, "b"));
        var (ra, rb) = (_b.NewValue(Double, "a"), _b.NewValue(Double, "b"));
        _b.Add(new For(Constant.Int(0), n, 1, false, [a0, b0], _b.Nested().Build([i, a, b], [b, a]), [ra, rb], Origin.None));
        var body = _b.Build([a0, b0, n], [_b.Apply(Primitive.Subtract, Double, ra, rb)]);
        Assert.Contains("(a, b) = (b, a);", Bodies.Print(body));
        Assert.Equal(1.0, Bodies.Run(body, 1.0, 2.0, 3));
    }

    [Fact]
    public void A_value_that_outlives_its_successor_is_not_lost()
    {
        // y keeps the last x while x goes on.
        var (x0, n) = (_b.NewValue(Double, "x0"), _b.NewValue(Int, "n"));
        var (i, x, y) = (_b.NewValue(Int, "i"), _b.NewValue(Double, "x"), _b.NewValue(Double, "y"));
        var inner = _b.Nested();
        var next = inner.Let(new Apply(Primitive.Multiply, [x, D(2)]), Double, "x");
        var (rx, ry) = (_b.NewValue(Double, "x"), _b.NewValue(Double, "y"));
        _b.Add(new For(Constant.Int(0), n, 1, false, [x0, D(0)], inner.Build([i, x, y], [next, x]), [rx, ry], Origin.None));
        var body = _b.Build([x0, n], [_b.Apply(Primitive.Subtract, Double, rx, ry)]);
        Assert.Equal(4.0, Bodies.Run(body, 1.0, 3));
    }

    [Fact]
    public void Branches_assign_the_same_variable()
    {
        var (r, delta) = (_b.NewValue(Double, "r"), _b.NewValue(Double, "delta"));
        var a = _b.Let(new Apply(new Primitive("Abs"), [r]), Double, "a");
        _b.Origin = new(1, 1, "if (a <= delta) return 0.5 * r * r;");
        var small = _b.Let(new Apply(Primitive.LessOrEqual, [a, delta]), InertType.Bool, "small");
        var (then, otherwise) = (_b.Nested(), _b.Nested());
        var first = then.Times(then.Times(D(0.5, "0.5"), r), r);
        var second = otherwise.Times(delta, otherwise.Apply(Primitive.Subtract, Double, a, otherwise.Times(D(0.5, "0.5"), delta)));
        var value = _b.NewValue(Double, "value");
        _b.Add(new If(small, then.Build([], [first]), otherwise.Build([], [second]), [value], _b.Origin));
        var body = _b.Build([r, delta], [value]);
        Assert.Equal(
            """
            var a = global::System.Math.Abs(r);
            var small = a <= delta;
            double value;
            if (small) value = 0.5 * r * r;
            else value = delta * (a - 0.5 * delta);
            return value;

            """,
            Bodies.Print(body));
        Assert.Equal(0.125, Bodies.Run(body, 0.5, 1.0));
    }

    [Fact]
    public void Loads_do_not_cross_stores()
    {
        var buffer = _b.NewValue(new BufferType("double[]", Double, BufferKind.Array), "a");
        var before = _b.Let(new Load(buffer, [Constant.Int(0)]), Double);
        _b.Do(new Store(buffer, [Constant.Int(0)], [], D(5)));
        var body = _b.Build([buffer], [before]);
        Assert.Equal("var t = a[0];\na[0] = 5.0;\nreturn t;\n", Bodies.Print(body));
    }

    [Fact]
    public void Calls_keep_their_order()
    {
        _b.Origin = Origin.None;
        var first = _b.Let(new Inert("Next()", [], Effect.Write), Double);
        var second = _b.Let(new Inert("Next()", [], Effect.Write), Double);
        var third = _b.Let(new Inert("Next()", [], Effect.Write), Double);
        var body = _b.Build([], [_b.Apply(Primitive.Subtract, Double, second, _b.Times(first, third))]);
        var type = Bodies.Compile(Bodies.Method(body) + "private static double s_last;\nprivate static double Next() => ++s_last;\n");
        Assert.Equal(2.0 - 1.0 * 3.0, type.GetMethod("F")!.Invoke(null, []));
    }

    [Fact]
    public void Short_circuit_operators_return()
    {
        var (x, y) = (_b.NewValue(Double, "x"), _b.NewValue(Double, "y"));
        var c = _b.Apply(Primitive.Less, InertType.Bool, x, y);
        var then = _b.Nested();
        var d = then.Apply(Primitive.Greater, InertType.Bool, y, D(0));
        var both = _b.NewValue(InertType.Bool);
        _b.Add(new If(c, then.Build([], [d]), _b.Nested().Build([], [Constant.False]), [both], Origin.None));
        var chosen = _b.NewValue(Double);
        _b.Add(new If(both, _b.Nested().Build([], [x]), _b.Nested().Build([], [y]), [chosen], Origin.None));
        Assert.Equal("return x < y && y > 0.0 ? x : y;\n", Bodies.Print(_b.Build([x, y], [chosen])));
    }

    [Fact]
    public void Mixed_precision_is_converted_where_the_user_did()
    {
        var (f, g, x) = (_b.NewValue(ScalarType.Float, "f"), _b.NewValue(ScalarType.Float, "g"), _b.NewValue(Double, "x"));
        Operand Wide(Value v) => _b.Let(new Conversion(v, IsImplicit: true), Double);
        var a = _b.Plus(Wide(f), x);
        var b = _b.Plus(Wide(f), Wide(g));
        var c = _b.Apply(new Primitive("Abs"), Double, Wide(g));
        var body = _b.Build([f, g, x], [_b.Plus(_b.Times(a, b), c)]);
        Assert.Equal("return (f + x) * ((double)f + (double)g) + global::System.Math.Abs((double)g);\n", Bodies.Print(body));
    }

    [Fact]
    public void Overflow_checks_follow_the_operation()
    {
        var (i, j) = (_b.NewValue(Int, "i"), _b.NewValue(Int, "j"));
        var sum = _b.Let(new Apply(Primitive.Add, [i, j], IsChecked: true), Int);
        var body = _b.Build([i, j], [_b.Let(new Apply(Primitive.Multiply, [sum, j]), Int)]);
        Assert.Equal("return checked(i + j) * j;\n", Bodies.Print(body));
        Assert.Equal("return unchecked(checked(i + j) * j);\n", Bodies.Print(body, isChecked: true));
    }

    [Fact]
    public void Nothing_is_printed_after_a_throw()
    {
        var x = _b.NewValue(Double, "x");
        var then = _b.Nested();
        var exception = then.Let(new Inert("new global::System.ArgumentException({0})", [new Constant(new InertType("string", InertKind.Reference), 0, "\"x\"")], Effect.Pure), new InertType("global::System.Exception", InertKind.Reference));
        then.Add(new Throw(exception, Origin.None));
        var value = _b.NewValue(Double, "value");
        _b.Add(new If(_b.Apply(Primitive.Less, InertType.Bool, x, D(0)), then.Build([], [D(0)]), _b.Nested().Build([], [x]), [value], Origin.None));
        var body = _b.Build([x], [value]);
        Assert.Throws<ArgumentException>(() => Bodies.Run(body, -1.0));
        Assert.Equal(2.0, Bodies.Run(body, 2.0));
    }

    [Fact]
    public void A_condition_with_statements_becomes_a_break()
    {
        var x0 = _b.NewValue(Double, "x0");
        var (c, x) = (_b.NewValue(Double, "x"), _b.NewValue(Double, "x"));
        var (condition, inner) = (_b.Nested(), _b.Nested());
        var square = condition.Let(new Apply(Primitive.Multiply, [c, c]), Double, "square");
        var test = condition.Apply(Primitive.Less, InertType.Bool, condition.Plus(square, square), D(1000));
        var next = inner.Times(x, D(2));
        var result = _b.NewValue(Double, "x");
        _b.Add(new Loop([x0], condition.Build([c], [test]), inner.Build([x], [next]), Block.Empty, true, [result], Origin.None));
        var body = _b.Build([x0], [result]);
        Assert.Equal(
            """
            var x = x0;
            while (true)
            {
                var square = x * x;
                if (!(square + square < 1000.0)) break;
                x *= 2.0;
            }
            return x;

            """,
            Bodies.Print(body));
        Assert.Equal(32.0, Bodies.Run(body, 1.0));
    }

    [Fact]
    public void Recorded_values_are_read_back()
    {
        var (x, w) = (_b.NewValue(Double, "x"), _b.NewValue(Double, "weight"));
        _b.Add(new Heading("forward sweep"));
        var y = _b.Let(new Apply(Primitive.Multiply, [x, x]), Double, "y");
        _b.Do(new Push(y));
        _b.Add(new Heading("reverse sweep"));
        _b.Origin = new(0, 0, "var y = x * x;", Role.Adjoint);
        var read = _b.Let(new Pop(), Double, "y");
        var body = _b.Build([x, w], [_b.Times(w, read)]);
        Assert.Equal(
            """
            using var tape = global::Diff.Tape.Rent();

            // forward sweep
            var y = x * x;
            tape.Push(y);

            // reverse sweep
            var cursor = tape.Read();
            // var y = x * x;
            y = cursor.Pop<double>();
            return weight * y;

            """,
            Bodies.Print(body, tape: TapeUse.Rented));
        Assert.Equal(18.0, Bodies.Compile(Bodies.Method(body, tape: TapeUse.Rented)).GetMethod("F")!.Invoke(null, [3.0, 2.0]));
    }

    [Fact]
    public void A_name_is_used_again_beside_but_not_inside()
    {
        var (x, n) = (_b.NewValue(Double, "x"), _b.NewValue(Int, "n"));
        Operand sum = D(0);
        for (var k = 0; k < 2; k++)
        {
            var (i, s) = (_b.NewValue(Int, "i"), _b.NewValue(Double, "s"));
            var inner = _b.Nested();
            var t = inner.Let(new Apply(Primitive.Multiply, [s, x]), Double, "t");
            var r = _b.NewValue(Double, "s");
            _b.Add(new For(Constant.Int(0), n, 1, false, [sum], inner.Build([i, s], [inner.Plus(t, t)]), [r], Origin.None));
            sum = r;
        }
        var outer = _b.Let(new Apply(Primitive.Add, [sum, x]), Double, "t");
        var body = _b.Build([x, n], [_b.Times(outer, outer)]);
        Assert.Contains("var t2 = s + x;", Bodies.Print(body));
        Assert.Equal(9.0, Bodies.Run(body, 3.0, 2));
    }
}
