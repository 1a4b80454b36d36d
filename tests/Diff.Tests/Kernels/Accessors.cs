namespace Diff.Tests.Kernels;

/// <summary>Structs whose properties and indexers are assigned through code, as in most libraries of vectors, and that have operators like <c>++</c>.</summary>
public static partial class Accessors
{
    /// <summary>Not marked: nothing of it is called by contract.</summary>
    public struct Point(double x, double y)
    {
        public double X = x, Y = y;

        public double Abscissa
        {
            readonly get => X;
            set => X = value;
        }

        public double Length
        {
            readonly get => Math.Sqrt(X * X + Y * Y);
            set
            {
                var factor = value / Math.Sqrt(X * X + Y * Y);
                (X, Y) = (factor * X, factor * Y);
            }
        }

        public double this[int i]
        {
            readonly get => i == 0 ? X : Y;
            set
            {
                switch (i)
                {
                    case 0:
                        X = value;
                        return;
                    case 1:
                        Y = value;
                        return;
                    default:
                        throw new ArgumentOutOfRangeException(nameof(i));
                }
            }
        }
    }

    [Differentiable]
    public partial struct Mass
    {
        public Point Place;
        private double _kilograms;

        public double Kilograms
        {
            get => _kilograms;
            set => _kilograms = value < 0 ? throw new ArgumentOutOfRangeException(nameof(value)) : value;
        }

        public static Mass operator ++(Mass mass) => mass with { Kilograms = 2 * mass.Kilograms + 1 };

        public static Mass operator --(Mass mass) => mass with { Kilograms = mass.Kilograms * mass.Kilograms };

        public void Grow(double factor)
        {
            Kilograms *= factor;
            Place.Length = factor;
        }
    }

    [Differentiable]
    public static double Variables(double[] x)
    {
        var point = new Point(x[0], x[1]);
        point.Abscissa = x[2] * point.Y;
        point.Length = x[0] * x[3];
        point[1] = point.X;
        for (var i = 0; i < 2; i++) point[i] += 3 * x[i] + point.Y;
        return point.X * point.Y;
    }

    [Differentiable]
    public static double Elements(double[] x)
    {
        var masses = new Mass[2];
        for (var i = 0; i < masses.Length; i++)
        {
            masses[i].Kilograms = 2 + x[i];
            masses[i].Place = new Point(x[i + 2], x[i + 3]);
            masses[i].Place.Length *= x[i] + 2;
            masses[i].Grow(x[1]);
        }

        return masses[0].Kilograms * masses[1].Place.X + masses[1].Kilograms * masses[0].Place.Y;
    }

    [Differentiable]
    public static double Initialisers(double[] x)
    {
        var point = new Point { X = x[0], Y = x[1], Length = x[3] };
        var moved = point with { Abscissa = x[2] * point.X };
        return point.X * moved.Y + moved.X;
    }

    [Differentiable]
    public static double Steps(double[] x)
    {
        var mass = new Mass { Kilograms = x[0] };
        mass++;
        var before = mass--;
        return before.Kilograms * x[1] + (++mass).Kilograms;
    }
}
