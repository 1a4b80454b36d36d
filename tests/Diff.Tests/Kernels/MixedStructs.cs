namespace Diff.Tests.Kernels;

/// <summary>Structs that are not all numbers, or keep them private: their gradients are of generated types.</summary>
public static partial class MixedStructs
{
    public record struct Place(double X, double Y);

    [Differentiable]
    public partial struct Ball(int id, Place place, double mass)
    {
        public int Id = id;
        public string Name = "ball " + id;
        public Place Place = place;
        [NoGradient] public double Pull = 2;
        public double Mass { get; set; } = mass;

        public double Energy(double g) => Mass * g * Place.Y + Pull * Place.X;

        public void Move(Place by)
        {
            Place = new Place(Place.X + by.X, Place.Y + by.Y);
            Id++;
        }

        public static Ball operator +(Ball a, Ball b) => new(a.Id + b.Id, new Place(a.Place.X + b.Place.X, a.Place.Y * b.Place.Y), a.Mass + b.Mass);
    }

    [Differentiable]
    public readonly partial struct Angle
    {
        private readonly double _cos, _sin;
        private readonly int _turns;

        public Angle(double radians)
        {
            (_cos, _sin) = (Math.Cos(radians), Math.Sin(radians));
            _turns = (int)Gradient.Detach(radians / 3);
        }

        public double Cos => _cos;

        public double At(double r) => r * _cos + _sin * r * r + _turns;

        public Place Turn(Place p) => new(_cos * p.X - _sin * p.Y, _sin * p.X + _cos * p.Y);
    }

    [Differentiable]
    public partial struct Tagged<T> where T : System.Numerics.IFloatingPointIeee754<T>
    {
        public string? Tag;
        public T Scale;
        public Ball Ball;
    }

    [Differentiable]
    public static double Weighted(ReadOnlySpan<Ball> balls, int[] order)
    {
        var sum = 0.0;
        foreach (var index in order)
        {
            var ball = balls[index];
            if (ball.Mass > 1.2) break;
            sum += ball.Mass * balls[ball.Id % balls.Length].Place.X * Math.Sin(ball.Place.Y);
        }

        return sum;
    }

    [Differentiable]
    public static void Step(Ball[] balls, double h)
    {
        for (var i = 0; i < balls.Length; i++)
        {
            balls[i].Place.X += h * balls[balls[i].Id].Mass;
            balls[i].Id = (balls[i].Id + 1) % balls.Length;
        }
    }

    [Differentiable]
    public static Ball Repeated(Ball ball, double t, int n) => n == 0 ? ball : Repeated(ball + new Ball(n, new Place(t, ball.Place.X), t * ball.Mass), t * 0.9, n - 1);

    [Differentiable]
    public static (Ball Sum, double Scaled) Both((Ball First, int N) pair, Angle angle) => (pair.First + pair.First, pair.N * angle.Cos);

    [Differentiable]
    public static double ByReference(Tagged<double> tagged, in Ball read, ref Ball changed)
    {
        changed.Mass *= tagged.Scale;
        changed.Id += 2;
        return tagged.Scale * tagged.Ball.Mass * read.Mass * changed.Mass;
    }

    [Differentiable]
    public static Ball[] Made(double x, int n)
    {
        var made = new Ball[n];
        for (var i = 0; i < n; i++) made[i] = new Ball(i, new Place(x * i, x * x), Math.Sin(x));
        return made;
    }

    [Differentiable]
    public static double ArraysOfMixedStructs(double[] x)
    {
        var balls = new Ball[4];
        for (var i = 0; i < 4; i++) balls[i] = new Ball((i * 3 + 1) % 4, new Place(x[i], x[i + 1]), x[i + 2]);
        Step(balls, x[6]);
        Step(balls, x[7]);
        (balls[0], balls[2]) = (balls[2], balls[0]);
        balls[1] = balls[0] + balls[3];
        balls[1].Id = 2;
        return Weighted(balls, [0, 2, 1, 3]);
    }

    [Differentiable]
    public static double NestedLoopsWithEarlyExit(double[] x)
    {
        Span<Ball> balls = [new Ball(1, new Place(x[0], x[1]), x[2]), new Ball(2, new Place(x[3], x[4]), x[5]), new Ball(0, new Place(x[6], x[7]), 1)];
        var sum = 0.0;
        for (var k = 0; k < 5; k++)
        {
            for (var j = 0; j < balls.Length; j++)
            {
                ref var ball = ref balls[j];
                ball.Move(new Place(x[0] * ball.Mass, ball.Id));
                if (ball.Energy(x[1]) > 8) break;
                sum += ball.Energy(x[j]) * balls[ball.Id % 3].Mass;
            }

            if (sum > 40) break;
        }

        return sum;
    }

    [Differentiable]
    public static double PrivateState(double[] x)
    {
        Angle a = new(x[0] * 5), b = new(x[1]);
        for (var i = 0; i < 3; i++)
        {
            (a, b) = (b, a);
            if (a.At(x[i]) > 2.5) return a.Cos * x[5];
            var turned = a.Turn(new Place(x[2], b.Cos));
            b = new Angle(turned.X * turned.Y);
        }

        Angle[] all = [a, b, new Angle(x[3])];
        all[1] = all[2];
        return a.At(x[3]) + b.At(x[4]) * all[2].At(x[5]) + all[1].At(all[0].Cos);
    }

    [Differentiable]
    public static double CallsWithMixedStructs(double[] x)
    {
        var start = new Ball(1, new Place(x[0], x[1]), x[2]);
        var (sum, scaled) = Both((Repeated(start, 0.3 * x[3], 2), 3), new Angle(x[4]));
        var changed = start with { Mass = x[5] };
        var product = ByReference(new Tagged<double> { Tag = "t", Scale = x[6], Ball = sum }, start, ref changed);
        return product + scaled + changed.Mass * changed.Id + Weighted(Made(x[7], 3), [2, 1, 0, 1]);
    }

    /// <summary>A readonly field that the constructor computes: no code but generated members can build a value from its fields.</summary>
    [Differentiable]
    public partial struct Mass
    {
        public double Speed;
        public readonly double Inertia, Inverse;

        public Mass(double mass)
        {
            (Inertia, Inverse) = (mass * mass, 1 / mass);
            Speed = 0;
        }

        public readonly double Energy => 0.5 * Inertia * Speed * Speed;

        public void Kick(double impulse) => Speed += impulse * Inverse;
    }

    [Differentiable]
    public static double Collision(double[] x)
    {
        var masses = new Mass[3];
        for (var i = 0; i < 3; i++) masses[i] = new Mass(1.5 + x[i] * x[i]) { Speed = x[i + 1] };
        var sum = 0.0;
        foreach (ref var mass in masses.AsSpan())
        {
            mass.Kick(sum);
            sum += mass.Energy;
        }

        var copy = masses[1];
        copy.Speed *= x[4];
        return sum + copy.Energy * masses[1].Inverse + Pushed(masses[2], x[5]);
    }

    [Differentiable]
    public static double Pushed(Mass mass, double impulse)
    {
        mass.Kick(impulse);
        return mass.Energy;
    }

    /// <summary>A sum with a count.</summary>
    [Differentiable]
    public partial struct Tally
    {
        public double Sum;
        public int Count;
    }

    [Differentiable]
    public static double ListOfTallies(double[] x)
    {
        var tallies = new List<Tally>();
        for (var i = 0; i < 7; i++)
        {
            tallies.Add(new Tally { Sum = x[i % 4], Count = i });
            if (i == 3) tallies.RemoveAt(0);
        }

        var second = tallies[1];
        second.Sum *= x[0];
        tallies[1] = second;
        var sum = 0.0;
        foreach (var tally in tallies) sum += tally.Sum * tally.Sum * tally.Count;
        return sum + tallies[1].Sum * tallies[^1].Sum;
    }

    [Differentiable]
    public static double ChosenTallies(double[] x)
    {
        Tally[] now = new Tally[2], next = new Tally[2];
        if (x[0] > -10) now = new Tally[3];
        for (var i = 0; i < 4; i++)
        {
            now[i % 2].Sum = next[1 - i % 2].Sum * 0.5 + x[i];
            now[0].Count++;
            (now, next) = (next, now);
        }

        return now[0].Sum * next[1].Sum * (now[0].Count + next[0].Count);
    }
}
