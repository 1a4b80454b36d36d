namespace Diff.Tests.Language;

/// <summary>Parameters of a primary constructor are held by the object like fields, whatever generated parameters are called.</summary>
public static partial class PrimaryConstructorTests
{
    private sealed partial class Held(double weight, double tape, double[] record, int value)
    {
        private static int Calls;

        public int Value => value;

        [Differentiable]
        public double At(double x, double y)
        {
            var sum = weight * x * x + tape * y;
            for (var i = 0; i < record.Length; i++) sum = sum * record[i] + Math.Sin(sum * weight);
            value++;
            Func<string> text = () => $"{weight} {x}";
            Calls += text().Length;
            return sum * tape;
        }
    }

    [Fact]
    public static void Held_parameters_are_constants()
    {
        var held = new Held(1.5, -0.4, [0.3, 0.8], 0);
        Derivatives.Check(held.At, held.AtValueAndGradient, held.AtJvp);
    }

    private sealed partial class Changing(int count)
    {
        [Differentiable]
        public double At(double x, double y)
        {
            var sum = x;
            for (var i = 0; i < 3; i++)
            {
                sum += Math.Sin(count * sum * y);
                (count, _) = (i, 0);
            }
            count = 2;
            return sum * count;
        }
    }

    [Fact]
    public static void Held_parameters_that_change_have_the_values_of_the_forward_sweep()
    {
        var held = new Changing(2);
        Derivatives.Check(held.At, held.AtValueAndGradient, held.AtJvp);
    }

    [Fact]
    public static void A_held_counter_is_counted_once()
    {
        var held = new Held(1, 2, [], 5);
        held.AtValueAndGradient(1, 1);
        Assert.Equal(6, held.Value);
    }
}
