namespace Diff.Tests.Kernels;

/// <summary>Objects that a method makes and puts into arrays, lists, other objects and variables that may hold none.</summary>
public static partial class LocalTables
{
    public sealed class Vector(double x, double y)
    {
        public double X = x;
        public double Y = y;

        public static Vector operator +(Vector left, Vector right) => new(left.X + right.X, left.Y + right.Y);

        public static Vector operator *(double factor, Vector vector) => new(factor * vector.X, factor * vector.Y);

        public double Dot(Vector other) => X * other.X + Y * other.Y;
    }

    public sealed class Body(Vector position, Vector velocity)
    {
        public Vector Position = position;
        public Vector Velocity = velocity;

        public double Mass { get; set; } = 1;

        public void Pull(Body other, double step)
        {
            var difference = other.Position + -1 * Position;
            var squared = difference.Dot(difference) + 0.1;
            var force = Mass * other.Mass / (squared * Math.Sqrt(squared));
            Velocity += step * force / Mass * difference;
            other.Velocity += -step * force / other.Mass * difference;
        }

        public void Move(double step) => Position += step * Velocity;
    }

    public sealed class Neuron
    {
        private readonly double[] _weights;
        private double _bias;

        public Neuron(int count, double[] parameters, ref int next)
        {
            _weights = new double[count];
            for (var i = 0; i < count; i++) _weights[i] = parameters[next++ % parameters.Length];
            _bias = parameters[next % parameters.Length];
        }

        public double Output { get; private set; }

        public void Fire(double[] inputs)
        {
            var sum = _bias;
            for (var i = 0; i < _weights.Length; i++) sum += _weights[i] * inputs[i];
            Output = Math.Tanh(sum);
        }

        public void Nudge(double step)
        {
            for (var i = 0; i < _weights.Length; i++) _weights[i] += step;
            _bias *= 1 + step;
        }
    }

    public sealed class Layer
    {
        private readonly Neuron[] _neurons;

        public Layer(int inputs, int outputs, double[] parameters, ref int next)
        {
            _neurons = new Neuron[outputs];
            for (var i = 0; i < outputs; i++) _neurons[i] = new Neuron(inputs, parameters, ref next);
        }

        public int Count => _neurons.Length;

        public Neuron this[int index] => _neurons[index];

        public double[] Run(double[] inputs)
        {
            var outputs = new double[_neurons.Length];
            for (var i = 0; i < outputs.Length; i++)
            {
                _neurons[i].Fire(inputs);
                outputs[i] = _neurons[i].Output;
            }

            return outputs;
        }
    }

    public sealed class Network
    {
        private readonly List<Layer> _layers = [];

        public Layer Last => _layers[^1];

        public void Add(Layer layer) => _layers.Add(layer);

        public double[] Run(double[] values)
        {
            foreach (var layer in _layers) values = layer.Run(values);
            return values;
        }
    }

    public sealed class Node(double value)
    {
        public double Value = value;
        public Node? Left;
        public Node? Right;

        public void Insert(double value)
        {
            var node = this;
            while (true)
            {
                if (value < node.Value)
                {
                    if (node.Left == null)
                    {
                        node.Left = new Node(value);
                        return;
                    }

                    node = node.Left;
                }
                else
                {
                    if (node.Right is null)
                    {
                        node.Right = new Node(value);
                        return;
                    }

                    node = node.Right;
                }
            }
        }
    }

    public sealed class Particle
    {
        public double Position;
        public double Velocity;
        public bool IsAlive = true;
        public Particle? Parent;
    }

    public sealed class Lens
    {
        public double Focus;
    }

    public class Device(double gain)
    {
        public double Gain = gain;
        public Lens Lens = null!;

        public void Mount(double focus) => Lens = new Lens { Focus = focus };
    }

    [Differentiable]
    public static double Objects_that_are_assigned_later(double[] x)
    {
        var device = new Device(x[0]);
        device.Mount(x[1]);
        var lens = device.Lens;
        lens.Focus *= x[2];
        return device.Gain * device.Lens.Focus;
    }

    [Differentiable]
    public static double Bodies_in_a_list(double[] x)
    {
        var bodies = new List<Body> { new(new(x[0], 0), new(0, x[1])), new(new(0, x[2]), new(x[3], 0)) { Mass = 2 } };
        bodies.Add(new(new(1, 1), new(x[4] * x[5], x[6] + x[7])));
        for (var step = 0; step < 4; step++)
        {
            for (var i = 0; i < bodies.Count; i++)
                for (var j = i + 1; j < bodies.Count; j++) bodies[i].Pull(bodies[j], 0.05);
            foreach (var body in bodies) body.Move(0.05);
        }

        return bodies.Sum(body => body.Mass * body.Velocity.Dot(body.Velocity)) + Spread(bodies);
    }

    [Differentiable]
    public static double Layers_of_neurons(double[] x)
    {
        var next = 0;
        var network = new Network();
        network.Add(new(2, 2, x, ref next));
        network.Add(new(2, 1, x, ref next));
        var first = network.Run([x[4], x[5]])[0];
        network.Last[0].Nudge(0.1 * first);
        return first * network.Run([x[6], x[7]])[0];
    }

    [Differentiable]
    public static double Elements_that_are_one_object(double[] x)
    {
        var particles = new Particle[3];
        for (var i = 0; i < particles.Length; i++) particles[i] = new() { Position = x[i], Velocity = x[i + 3] };
        particles[0] = particles[1];
        var (first, other) = (particles[0], particles[^1]);
        first.Position *= other.Velocity;
        particles[1].Position += x[7];
        other = first;
        other.Velocity *= first.Position;
        return particles.Sum(particle => particle.Position * particle.Velocity);
    }

    [Differentiable]
    public static double Best_of_some(double[] x)
    {
        Particle? best = null;
        Particle? last = null;
        for (var i = 0; i < x.Length; i++)
        {
            var particle = new Particle { Position = x[i] * x[i], Parent = last };
            if (best == null || particle.Position > best.Position) best = particle;
            if (i == 5 && last != null && last != best) break;
            last = particle;
        }

        (best ?? last)!.Position *= x[0];
        var sum = best!.Position;
        for (var particle = last; particle != null; particle = particle.Parent) sum += particle.Position;
        return sum + (last?.Position ?? 0) + (last?.Parent?.Position ?? 0);
    }

    [Differentiable]
    public static double Tree_of_nodes(double[] x)
    {
        Node? root = null;
        foreach (var value in x)
        {
            if (root == null) root = new Node(value * value);
            else root.Insert(value * value);
        }

        var (sum, factor, open) = (0.0, 1.0, new Stack<Node>());
        open.Push(root!);
        while (open.Count > 0)
        {
            var node = open.Pop();
            sum += factor * node.Value;
            factor *= 0.9 + 0.1 * node.Value;
            if (node.Left is { } left) open.Push(left);
            if (node.Right is Node right) open.Push(right);
        }

        return sum;
    }

    [Differentiable]
    public static double Objects_that_come_and_go(double[] x)
    {
        var particles = new List<Particle>();
        for (var i = 0; i < x.Length; i++) particles.Add(new() { Position = x[i], Velocity = x[i] * x[(i + 1) % x.Length], Parent = i > 0 ? particles[i - 1] : null });
        for (var step = 0; step < 3; step++)
        {
            for (var i = particles.Count - 1; i >= 0; i--)
            {
                var particle = particles[i];
                if (!particle.IsAlive) continue;
                particle.Position += 0.1 * particle.Velocity;
                if (particle.Parent is { } parent) parent.Velocity += 0.1 * particle.Position;
                if (i == 2 && step == 1) particles.RemoveAt(i);
            }

            var best = Best(particles);
            best.Position *= 0.9;
            if (step == 1) best.IsAlive = false;
            if (step == 2) particles.Insert(0, best);
        }

        var sum = 0.0;
        foreach (var particle in particles) sum += particle.Position * particle.Position + particle.Velocity;
        return sum;
    }

    [Differentiable]
    public static double Arrays_of_objects_element_by_element(double[] x)
    {
        var particles = new Particle[x.Length];
        for (var i = 0; i < particles.Length; i++) particles[i] = new() { Position = x[i], Velocity = x[i] * x[0] };
        foreach (var particle in particles) particle.Position += 0.1 * particle.Velocity;
        particles[0] = particles[1];
        var sum = particles.Sum(particle => particle.Position * particle.Velocity);
        foreach (var particle in particles)
        {
            particles[2] = particle;
            if (particle.Position > 100) break;
            sum += particle.Position * particle.Position;
        }

        return sum;
    }

    public sealed class Link
    {
        public Vector At = new(1, 2);
        public Link? Next;
    }

    [Differentiable]
    public static double Links_that_hold_constant_objects(double[] x)
    {
        var place = new Vector(x[0], x[1]);
        var first = new Link { At = new Vector(0.5, 1) };
        var second = new Link();
        var third = new Link { Next = first };
        third.At = place;
        place.X *= x[2];
        return place.Dot(first.At) + place.Dot(second.At) * third.At.X + third.Next!.At.Y * x[1];
    }

    [Differentiable]
    public static double Dictionaries_of_objects(double[] x)
    {
        var particles = new Dictionary<int, Particle> { [0] = new() { Position = x[0] }, [1] = new() { Position = x[1], Velocity = x[2] } };
        var named = new Dictionary<string, Particle>(2) { { "first", particles[0] }, { "second", new() { Position = x[2] * x[0] } } };
        particles[0].Velocity = particles[1].Position;
        for (var i = 0; i < 3; i++)
        {
            named["first"].Position += 0.1 * particles[i % 2].Velocity;
            particles[i] = named[i == 1 ? "first" : "second"];
        }

        return particles[0].Position * particles[1].Velocity + named["first"].Position * particles[2].Position;
    }

    private static double Spread(List<Body> bodies)
    {
        var spread = 0.0;
        foreach (var body in bodies)
            foreach (var other in bodies) spread += body.Position.Dot(other.Velocity);
        return spread;
    }

    private static Particle Best(List<Particle> particles)
    {
        var best = particles[0];
        foreach (var particle in particles)
            if (particle.Position > best.Position) best = particle;
        return best;
    }
}
