namespace Diff.Tests.Kernels;

/// <summary>The ways people write small structs: read-only fields, constructors of several kinds, mutable vectors with methods.</summary>
public static partial class StructIdioms
{
    public readonly struct Fields
    {
        public readonly double X, Y;

        public Fields(double x, double y)
        {
            this.X = x;
            Y = y;
        }
    }

    public readonly struct Swapped
    {
        public Swapped(double first, double second) => (Second, First) = (second, first);

        public double First { get; }

        public double Second { get; }
    }

    public readonly struct Primary(double a, double b)
    {
        public double A { get; } = a;

        public readonly double B = b;
    }

    /// <summary>A mutable vector; its methods do not say that they leave it alone.</summary>
    [Differentiable]
    public partial struct Vector
    {
        public double X, Y;

        public Vector(double x, double y)
        {
            X = x;
            Y = y;
        }

        public double Norm() => Math.Sqrt(X * X + Y * Y);

        public Vector Normalized()
        {
            var n = Norm();
            return new Vector(X / n, Y / n);
        }

        public void Normalize()
        {
            var n = Norm();
            X /= n;
            Y /= n;
        }

        public void Add(in Vector other) => (X, Y) = (X + other.X, Y + other.Y);

        public static Vector operator *(Vector v, double s) => new() { X = v.X * s, Y = v.Y * s };

        public static double operator *(Vector v, Vector w) => v.X * w.X + v.Y * w.Y;

        public static Vector Lerp(Vector a, Vector b, double t)
        {
            a.X += t * (b.X - a.X);
            a.Y += t * (b.Y - a.Y);
            return a;
        }
    }

    [Differentiable]
    public static double Constructors(double[] x)
    {
        var f = new Fields(x[0], x[1] * x[2]);
        var s = new Swapped(second: f.Y, first: x[3]);
        var p = new Primary(s.First * s.Second, x[4]);
        var table = new Fields[3];
        for (var i = 0; i < 3; i++) table[i] = new Fields(p.A + i, p.B * x[5 + i]);
        var sum = 0.0;
        foreach (var each in table) sum += Math.Sin(each.X) * each.Y;
        return sum * p.B;
    }

    [Differentiable]
    public static double MutableVectors(double[] x)
    {
        var v = new Vector(x[0], x[1]);
        var w = new Vector { X = x[2], Y = x[3] };
        v.Normalize();
        v.Add(w.Normalized());
        w.Add(v * x[4]);
        var copy = v;
        copy.X = 3 * x[5];
        var between = Vector.Lerp(v, copy, x[6]);
        return v * w + between.Norm() + copy * between * x[7];
    }

    [Differentiable]
    public static double VectorsInMemory(double[] x)
    {
        var field = new Vector[2, 2];
        for (var i = 0; i < 2; i++)
            for (var j = 0; j < 2; j++) field[i, j] = new Vector(x[2 * i + j], x[4 + 2 * i + j]);
        for (var step = 0; step < 3; step++)
        {
            field[0, 1].Add(field[1, 0]);
            field[1, 1].X *= field[0, 1].Y;
            ref var corner = ref field[0, 0];
            corner.Normalize();
            corner.Y += field[1, 1].X;
            if (corner.Norm() > 1.5) break;
        }

        Span<Vector> row = stackalloc Vector[2];
        for (var j = 0; j < 2; j++) row[j] = field[0, j];
        row.Reverse();
        return row[0] * row[1] + field[1, 1].Norm();
    }

    [Differentiable]
    public static void Advance(Span<Vector> positions, ReadOnlySpan<Vector> velocities, double h)
    {
        for (var i = 0; i < positions.Length; i++) positions[i].Add(velocities[i] * h);
    }

    [Differentiable]
    public static double PassedOn(double[] x)
    {
        var positions = new Vector[] { new(x[0], x[1]), new(x[2], x[3]) };
        Vector[] velocities = [new(x[4], x[5]), new(x[6], x[7])];
        for (var k = 0; k < 3; k++)
        {
            Advance(positions, velocities, 0.1 * (k + 1));
            velocities[k % 2] = positions[1 - k % 2].Normalized();
        }

        return positions[0] * positions[1] + velocities[0] * velocities[1];
    }

    [Differentiable]
    public static double ChangedInLoops(double[] x)
    {
        var positions = new Vector[] { new(x[0], x[1]), new(x[2], x[3]) };
        Span<Vector> velocities = stackalloc Vector[] { new(x[4], x[5]), new(x[6], x[7]) };
        foreach (ref var velocity in velocities)
        {
            velocity.Add(positions[0] * 0.5);
            velocity.Y *= x[0];
        }

        foreach (ref var position in positions.AsSpan()) position.Add(velocities[1]);
        var sum = 0.0;
        foreach (var position in positions)
        {
            // The variable changes, the element does not.
            position.Add(velocities[0]);
            sum += position * positions[0];
        }

        return sum * (positions[0] * positions[1]) + velocities[0] * velocities[1];
    }

    /// <summary>Changes itself by the methods of its fields alone.</summary>
    [Differentiable]
    public partial struct Segment
    {
        public Vector Start, End;
        public int Moves;

        public void Shift(Vector by) => Start.Add(by);

        public void Turn(double angle)
        {
            this.End.Add(Start * angle);
            Shift(End);
        }

        public void Drag(double by) => End.Pull(by);

        public double Length
        {
            get
            {
                Moves++;
                Start.Add(End * 0.25);
                return (Start * Start) + (End * End);
            }
        }

        public bool TryMove(double by)
        {
            if (by > 100) return false;
            End.X += by;
            return true;
        }
    }

    [Differentiable]
    public static void Pull(this ref Vector vector, double by) => vector.Y *= by;

    [Differentiable]
    public static double ChangedByItsFields(double[] x)
    {
        var segments = new Segment[2];
        segments[1].Start = new(x[0], x[1]);
        segments[1].Shift(new(x[2], x[3]));
        segments[0].End = segments[1].Start;
        segments[0].Turn(x[4]);
        segments[0].Drag(x[5]);
        if (segments[0].TryMove(x[6])) segments[1].Turn(0.5);
        return segments[0].Length * segments[0].Moves + segments[0].Length + segments[1].Start * segments[1].End;
    }

    /// <summary>A record with more in it than its parameters.</summary>
    [Differentiable]
    public partial record struct Positional(double X, (double Near, double Far) Range)
    {
        public double Scale = X * Range.Far;
        public int Count { get; set; } = 2;

        public Positional(double x)
            : this(x, (1, 2 * x)) => Scale += x;
    }

    [Differentiable]
    public static double PositionalRecordsWithOtherFields(double[] x)
    {
        var (first, second) = (new Positional(x[0], (x[1], x[2])) { Count = 3 }, new Positional(x[3]));
        return first.X * first.Range.Near * first.Scale * first.Count + second.X * second.Range.Far * second.Scale * second.Count;
    }

    /// <summary>Fields whose names are those of variables in a part of a method.</summary>
    [Differentiable]
    public partial struct Named
    {
        public double x, y;

        public void Scale()
        {
            Func<double, double> twice = y => 2 * y;
            foreach (var factor in new[] { 1.0, 2.0 })
            {
                var x = factor * factor;
                y += x;
            }

            x = twice(x) * y;
        }

        public double Sum()
        {
            var x = this.x;
            x += y;
            return x;
        }

        public double Add(double step)
        {
            if (step > 1)
            {
                var x = step * step;
                return x;
            }

            x += step;
            return y;
        }
    }

    [Differentiable]
    public static double FieldsNamedLikeVariables(double[] x)
    {
        var named = new Named { x = x[0], y = x[1] };
        named.Scale();
        return named.Sum() * named.y + named.Add(x[2]) * named.Add(x[2] + 2) * named.x;
    }
}