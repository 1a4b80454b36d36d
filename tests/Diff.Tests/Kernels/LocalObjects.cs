namespace Diff.Tests.Kernels;

/// <summary>Objects that a method makes and changes: accumulators, particles, controllers, objects in objects.</summary>
public static partial class LocalObjects
{
    public sealed class Statistics
    {
        private int _count;
        private double _mean;
        private double _squares;
        private double _least = double.PositiveInfinity;

        public double Variance => _count < 2 ? 0 : _squares / (_count - 1);

        public double Least => _least;

        public void Add(double value)
        {
            _count++;
            var difference = value - _mean;
            _mean += difference / _count;
            _squares += Product(difference, value - _mean);
            if (value < _least) _least = value;
        }

        public void Merge(Statistics other)
        {
            if (other._count == 0) return;
            var difference = other._mean - _mean;
            var count = _count + other._count;
            _squares += other._squares + difference * difference * _count * other._count / count;
            _mean += difference * other._count / count;
            _count = count;
        }

        private static double Product(double left, double right) => left * right;
    }

    [Differentiable]
    public partial class Particle
    {
        public double Mass = 1;

        public double Position { get; set; }

        public double Velocity { get; set; }

        public double Momentum
        {
            get => Mass * Velocity;
            set => Velocity = value / Mass;
        }

        public double Energy => 0.5 * Mass * Velocity * Velocity + Position * Position;

        public void Push(double force, double step)
        {
            Velocity += force / Mass * step;
            Position += Velocity * step;
        }
    }

    public sealed class Pair(Particle first, Particle second)
    {
        public Particle First { get; } = first;

        public Particle Second { get; } = second;

        public double Distance => Second.Position - First.Position;

        public void Attract(double strength, double step)
        {
            var force = strength * Distance;
            First.Push(force, step);
            Second.Push(-force, step);
        }
    }

    public sealed class Normal(double mean, double deviation)
    {
        public double Density(double x)
        {
            var z = (x - mean) / deviation;
            return Math.Exp(-0.5 * z * z) / deviation;
        }
    }

    public sealed record Point(double X, double Y)
    {
        public double Length => Math.Sqrt(X * X + Y * Y);

        public static Point operator +(Point left, Point right) => new(left.X + right.X, left.Y + right.Y);
    }

    public sealed class Controller
    {
        private readonly double _proportional;
        private readonly double _integral;
        private double _sum;

        public Controller(double proportional, double integral) => (_proportional, _integral) = (proportional, integral);

        public double Update(double error, double step)
        {
            _sum += error * step;
            return _proportional * error + _integral * _sum;
        }

        public void Reset() => _sum = 0;
    }

    public sealed class Stack
    {
        private double[] _items = new double[2];

        public int Count { get; private set; }

        public double this[int index] => _items[index];

        public void Push(double value)
        {
            if (Count == _items.Length)
            {
                var larger = new double[2 * _items.Length];
                for (var i = 0; i < Count; i++) larger[i] = _items[i];
                _items = larger;
            }

            _items[Count++] = value;
        }

        public double Pop() => _items[--Count];
    }

    [Differentiable]
    public static double Variance_by_an_accumulator(double[] x)
    {
        var statistics = new Statistics();
        foreach (var value in x) statistics.Add(value * value);
        return statistics.Variance + statistics.Least;
    }

    public sealed class Joint
    {
        public double Angle;
        public double Length = 1;
    }

    public sealed class Arm
    {
        public Joint Shoulder = new();
        public Joint Elbow = new();
    }

    public sealed class Robot
    {
        public Arm Arm = new();
    }

    [Differentiable]
    public static double Objects_that_get_numbers_with_other_objects(double[] x)
    {
        var arm = new Arm();
        arm.Shoulder = new Joint { Angle = x[0], Length = x[2] };
        var robot = new Robot();
        robot.Arm.Elbow = new Joint { Angle = x[1] * x[0] };
        robot.Arm.Shoulder.Angle = x[2];
        robot.Arm.Shoulder.Length *= x[1];
        var spare = new Arm { Elbow = new Joint() };
        return arm.Shoulder.Angle * Math.Sin(robot.Arm.Elbow.Angle) + robot.Arm.Shoulder.Angle * robot.Arm.Shoulder.Length * arm.Shoulder.Length + spare.Elbow.Length * x[0];
    }

    [Differentiable]
    public static double Two_accumulators(double[] x)
    {
        var (even, odd) = (0, 1);
        var first = new Statistics();
        var second = new Statistics();
        for (var i = 0; i < x.Length; i++)
        {
            if (i % 2 == even) first.Add(x[i]);
            else if (i % 2 == odd) second.Add(2 * x[i]);
        }

        first.Merge(second);
        return first.Variance;
    }

    [Differentiable]
    public static double Particle_in_a_loop(double[] x)
    {
        var particle = new Particle { Position = x[0], Mass = 2 };
        for (var i = 0; i < 4; i++)
        {
            particle.Velocity += 0.1 * x[i] * particle.Position;
            particle.Position += 0.1 * particle.Velocity;
            particle.Momentum *= 0.9;
        }

        return particle.Energy;
    }

    [Differentiable]
    public static double Particle_with_two_names(double[] x)
    {
        var particle = new Particle { Position = x[0] };
        var same = particle;
        same.Position *= x[1];
        for (var i = 0; i < 3; i++) particle.Push(x[2], 0.1);
        return particle.Position * same.Velocity;
    }

    [Differentiable]
    public static double Particle_in_helpers(double[] x)
    {
        var particle = Made(x[0]);
        Kick(particle, x[1]);
        Step(particle, x[2]);
        return particle.Energy;

        void Step(Particle moved, double force)
        {
            moved.Velocity += force * moved.Position;
            particle.Position += moved.Velocity;
        }
    }

    [Differentiable]
    public static double Particle_until_it_is_far(double[] x)
    {
        var particle = new Particle { Position = x[0] };
        for (var i = 0; i < 10; i++)
        {
            if (particle.Position > 3) break;
            if (i == 1) continue;
            particle.Push(x[1], 0.5);
        }

        return particle.Position;
    }

    [Differentiable]
    public static double New_particle_in_each_iteration(double[] x)
    {
        var sum = 0.0;
        foreach (var value in x)
        {
            var particle = new Particle { Velocity = value };
            particle.Push(sum, 0.3);
            sum += particle.Energy;
        }

        return sum;
    }

    [Differentiable]
    public static double Pair_of_particles(double[] x)
    {
        var pair = new Pair(new Particle { Position = x[0] }, new Particle { Position = x[1], Mass = 3 });
        for (var i = 0; i < 5; i++) pair.Attract(x[2], 0.2);
        pair.First.Velocity *= 2;
        return pair.Distance * pair.First.Velocity;
    }

    [Differentiable]
    public static double Distribution_chosen_by_a_branch(double[] x)
    {
        var distribution = x[1] > 1 ? new Normal(x[0], 2) : new Normal(x[2], 3);
        return distribution.Density(x[3]) * new Normal(x[4], x[5] * x[5] + 1).Density(x[0]);
    }

    [Differentiable]
    public static double Distribution_chosen_by_a_switch(double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i < 3; i++)
        {
            var distribution = i switch
            {
                0 => new Normal(x[0], 2),
                1 => new Normal(x[1], x[3]),
                _ => new Normal(0, x[4]),
            };
            sum += distribution.Density(x[2]);
        }

        return sum;
    }

    [Differentiable]
    public static double Fibonacci_points(double[] x)
    {
        var before = new Point(x[0], x[1]);
        var now = new Point(before.Y, 2 * before.X);
        for (var i = 0; i < 3; i++) (before, now) = (now, before + now);
        return now.Length + before.X;
    }

    [Differentiable]
    public static double Controlled_system(double[] x)
    {
        var controller = new Controller(x[0], x[1]);
        var state = 0.0;
        for (var i = 0; i < 10; i++)
        {
            state += 0.1 * controller.Update(1 - state, 0.1);
            if (i == 5) controller.Reset();
        }

        return state;
    }

    [Differentiable]
    public static double Stack_that_grows(double[] x)
    {
        var stack = new Stack();
        for (var i = 0; i < 5; i++) stack.Push(x[i] * i);
        var sum = 0.0;
        while (stack.Count > 1) sum += stack.Pop() * stack.Pop();
        return sum * stack[0] + sum;
    }

    [Differentiable]
    public static double Particles_of_a_local_function(double[] x)
    {
        var first = Moved(x[0], x[1]);
        Func<double, Particle> resting = position => new Particle { Position = position };
        var second = resting(x[2]);
        second.Push(first.Energy, 0.1);
        return second.Energy * first.Velocity;

        Particle Moved(double position, double velocity)
        {
            var moved = new Particle { Position = position, Velocity = velocity };
            if (velocity > 1) return moved;
            moved.Mass *= 2;
            return moved;
        }
    }

    private static Particle Made(double position)
    {
        var made = new Particle();
        made.Position = position;
        made.Push(position * position, 0.1);
        return made;
    }

    private static void Kick(Particle particle, double velocity)
    {
        if (velocity < 0) return;
        particle.Velocity += velocity;
        particle.Push(velocity * velocity, 0.5);
    }

    // Methods that get an object and write an array keep their derivatives, however they write it.
    [Differentiable]
    public static double ArraysWrittenBesideObjects(double[] x)
    {
        var spring = new Spring();
        var (first, second) = (new double[2], new double[2]);
        Rates(x, first, spring);
        HandedOn(x, second, spring);
        return first[0] * first[1] + second[0];
    }

    public sealed class Spring
    {
        public double Stiffness = 2;
    }

    [Differentiable]
    private static void Rates(double[] y, double[] rates, Spring spring) => (rates[0], rates[1]) = (y[1], -spring.Stiffness * y[0]);

    [Differentiable]
    private static void HandedOn(double[] y, double[] rates, Spring spring) => Rates(y, rates, spring);
}
