namespace Diff.Tests.Kernels;

/// <summary>Time stepping, with buffers that change places and scratch that is used again.</summary>
public static partial class Simulation
{
    [Differentiable]
    public static double HeatEquation(double[] x)
    {
        double[] now = x[1..], next = new double[x.Length - 1];
        for (var step = 0; step < 6; step++)
        {
            for (var i = 0; i < now.Length; i++)
            {
                var left = i > 0 ? now[i - 1] : now[^1];
                var right = i + 1 < now.Length ? now[i + 1] : now[0];
                next[i] = now[i] + 0.1 * x[0] * (left - 2 * now[i] + right) * now[i];
            }

            (now, next) = (next, now);
        }

        return now[0] * now[1] + now[^1] * next[0];
    }

    [Differentiable]
    public static void Pendulum(ReadOnlySpan<double> state, double friction, Span<double> rate)
    {
        rate[0] = state[1];
        rate[1] = -Math.Sin(state[0]) - friction * state[1];
    }

    [Differentiable]
    public static double RungeKutta(double[] x)
    {
        const double h = 0.1;
        double[] state = [x[0], x[1]];
        Span<double> k1 = stackalloc double[2], k2 = stackalloc double[2], k3 = stackalloc double[2], k4 = stackalloc double[2], trial = stackalloc double[2];
        for (var step = 0; step < 10; step++)
        {
            Pendulum(state, x[2], k1);
            for (var i = 0; i < 2; i++) trial[i] = state[i] + h / 2 * k1[i];
            Pendulum(trial, x[2], k2);
            for (var i = 0; i < 2; i++) trial[i] = state[i] + h / 2 * k2[i];
            Pendulum(trial, x[2], k3);
            for (var i = 0; i < 2; i++) trial[i] = state[i] + h * k3[i];
            Pendulum(trial, x[2], k4);
            for (var i = 0; i < 2; i++) state[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
            if (state[0] < -5) break;
        }

        return state[0] * state[0] + state[1];
    }

    [Differentiable]
    public static double LeapfrogBodies(double[] x)
    {
        var position = x[..4];
        var velocity = x[4..];
        var force = new double[4];
        for (var step = 0; step < 5; step++)
        {
            Array.Clear(force);
            for (var i = 0; i < 2; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    var (dx, dy) = (position[2 * j] - position[2 * i], position[2 * j + 1] - position[2 * i + 1]);
                    var r = Math.Sqrt(dx * dx + dy * dy + 0.1);
                    var f = 1 / (r * r * r);
                    force[2 * i] += f * dx;
                    force[2 * i + 1] += f * dy;
                    force[2 * j] -= f * dx;
                    force[2 * j + 1] -= f * dy;
                }
            }

            for (var i = 0; i < 4; i++)
            {
                velocity[i] += 0.05 * force[i];
                position[i] += 0.05 * velocity[i];
            }
        }

        return position[0] * position[3] + velocity[1];
    }

    [Differentiable]
    public static double LongShortTermMemory(double[] x)
    {
        const int size = 2;
        var hidden = new double[size];
        var cell = new double[size];
        Span<double> gates = stackalloc double[4 * size];
        for (var t = 0; t < x.Length; t++)
        {
            for (var g = 0; g < gates.Length; g++)
            {
                gates[g] = 0.1 * (g + 1) * x[t];
                for (var j = 0; j < size; j++) gates[g] += x[(g + j) % x.Length] * hidden[j];
            }

            for (var j = 0; j < size; j++)
            {
                var (input, forget) = (Sigmoid(gates[j]), Sigmoid(gates[size + j]));
                cell[j] = forget * cell[j] + input * Math.Tanh(gates[2 * size + j]);
                hidden[j] = Sigmoid(gates[3 * size + j]) * Math.Tanh(cell[j]);
            }
        }

        return hidden[0] * hidden[1] + cell[0];

        static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
    }

    [Differentiable]
    public static double BinomialOption(double[] x)
    {
        var (spot, strike, volatility, steps) = (10 + x[0], 10 + x[1], 0.2 + 0.05 * x[3], 20);
        var up = Math.Exp(volatility * Math.Sqrt(1.0 / steps));
        var probability = (Math.Exp(0.05 / steps) - 1 / up) / (up - 1 / up);
        var value = new double[steps + 1];
        for (var i = 0; i <= steps; i++) value[i] = Math.Max(strike - spot * Math.Pow(up, 2 * i - steps), 0);
        for (var step = steps - 1; step >= 0; step--)
            for (var i = 0; i <= step; i++)
            {
                var held = Math.Exp(-0.05 / steps) * (probability * value[i + 1] + (1 - probability) * value[i]);
                value[i] = Math.Max(held, strike - spot * Math.Pow(up, 2 * i - step));
            }

        return value[0];
    }

    [Differentiable]
    public static double LatticeWithTimeInTheFirstIndex(double[] x)
    {
        const int steps = 5;
        var u = new double[steps + 1, x.Length];
        for (var i = 0; i < x.Length; i++) u[0, i] = x[i];
        for (var t = 0; t < steps; t++)
            for (var i = 0; i < x.Length; i++)
                u[t + 1, i] = u[t, i] + 0.2 * Math.Sin(u[t, (i + 1) % x.Length] - u[t, i]);
        return u[steps, 0] * u[steps, 3];
    }

    [Differentiable]
    public static double GradientDescentWithMomentum(double[] x)
    {
        var w = new double[2];
        var momentum = new double[2];
        Span<double> gradient = stackalloc double[2];
        for (var step = 0; step < 8; step++)
        {
            gradient.Clear();
            for (var i = 0; i < x.Length; i++)
            {
                var residual = w[0] + w[1] * i - x[i];
                gradient[0] += residual / x.Length;
                gradient[1] += residual * i / x.Length;
            }

            for (var j = 0; j < w.Length; j++) w[j] -= 0.02 * (momentum[j] = 0.9 * momentum[j] + gradient[j]);
        }

        return w[0] * w[1];
    }
}
