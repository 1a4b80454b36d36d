namespace Diff.Tests.Kernels;

/// <summary>A matrix class that a method makes objects of, writes to, and computes with.</summary>
public static partial class LocalMatrices
{
    public sealed class Matrix
    {
        private readonly double[] _data;

        public Matrix(int rows, int columns)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(rows);
            Rows = rows;
            Columns = columns;
            _data = new double[rows * columns];
        }

        public Matrix(int size)
            : this(size, size)
        {
        }

        public int Rows { get; }

        public int Columns { get; }

        public double Trace
        {
            get
            {
                var sum = 0.0;
                for (var i = 0; i < Rows; i++) sum += this[i, i];
                return sum;
            }
        }

        public double this[int row, int column]
        {
            get => row < Rows ? _data[row * Columns + column] : throw new IndexOutOfRangeException();
            set => _data[row * Columns + column] = value;
        }

        public static Matrix operator *(Matrix left, Matrix right) => left.Multiply(right);

        public static Matrix operator *(double factor, Matrix matrix)
        {
            var product = new Matrix(matrix.Rows, matrix.Columns);
            for (var i = 0; i < matrix._data.Length; i++) product._data[i] = factor * matrix._data[i];
            return product;
        }

        public static Matrix operator -(Matrix matrix) => -1.0 * matrix;

        public static Matrix Identity(int size)
        {
            var identity = new Matrix(size);
            for (var i = 0; i < size; i++) identity[i, i] = 1;
            return identity;
        }

        public static Matrix Of(double[] values, int columns)
        {
            var matrix = new Matrix(values.Length / columns, columns);
            for (var i = 0; i < values.Length; i++) matrix[i / columns, i % columns] = values[i];
            return matrix;
        }

        public Matrix Multiply(Matrix other)
        {
            ArgumentNullException.ThrowIfNull(other);
            if (Columns != other.Rows) throw new ArgumentException("The shapes do not match.", nameof(other));
            var product = new Matrix(Rows, other.Columns);
            for (var i = 0; i < Rows; i++)
                for (var j = 0; j < other.Columns; j++)
                {
                    var sum = 0.0;
                    for (var k = 0; k < Columns; k++) sum += this[i, k] * other[k, j];
                    product[i, j] = sum;
                }

            return product;
        }

        public Matrix Transpose()
        {
            var transposed = new Matrix(Columns, Rows);
            for (var i = 0; i < Rows; i++)
                for (var j = 0; j < Columns; j++) transposed[j, i] = this[i, j];
            return transposed;
        }

        public Matrix Add(Matrix other)
        {
            for (var i = 0; i < _data.Length; i++) _data[i] += other._data[i];
            return this;
        }

        public double Norm() => Math.Sqrt(Sum(static value => value * value));

        public double Determinant()
        {
            var rest = (double[])_data.Clone();
            var product = 1.0;
            for (var k = 0; k < Rows; k++)
            {
                product *= rest[k * Rows + k];
                for (var i = k + 1; i < Rows; i++)
                {
                    var factor = rest[i * Rows + k] / rest[k * Rows + k];
                    for (var j = k; j < Rows; j++) rest[i * Rows + j] -= factor * rest[k * Rows + j];
                }
            }

            return product;
        }

        private double Sum(Func<double, double> function)
        {
            var sum = 0.0;
            foreach (var value in _data) sum += function(value);
            return sum;
        }
    }

    [Differentiable]
    public sealed partial class Vector
    {
        private readonly double[] _values;

        public Vector(double[] values) => _values = values;

        public int Length => _values.Length;

        public double this[int index]
        {
            get => _values[index];
            set => _values[index] = value;
        }

        public static Vector operator +(Vector left, Vector right)
        {
            var sum = new Vector(new double[left.Length]);
            for (var i = 0; i < left.Length; i++) sum[i] = left[i] + right[i];
            return sum;
        }

        public Vector Clone() => new((double[])_values.Clone());

        public double Dot(Vector other)
        {
            var sum = 0.0;
            for (var i = 0; i < Length; i++) sum += this[i] * other[i];
            return sum;
        }
    }

    [Differentiable]
    public static double Element_of_a_product(double[] x)
    {
        var matrix = new Matrix(2, 2);
        matrix[0, 0] = x[0];
        matrix[0, 1] = x[1];
        matrix[1, 0] = 2;
        matrix[1, 1] = x[0] * x[2];
        var square = matrix * matrix;
        return square[0, 1] + square[1, 1];
    }

    [Differentiable]
    public static double Power_in_a_loop(double[] x)
    {
        var matrix = Matrix.Of(x[..4], 2);
        var power = Matrix.Identity(2);
        for (var i = 0; i < 3; i++) power *= matrix;
        return power[0, 1] + power.Norm();
    }

    [Differentiable]
    public static double Power_by_squaring(double[] x)
    {
        var matrix = 0.5 * Matrix.Of(x[..4], 2);
        var power = Matrix.Identity(2);
        for (var n = 5; n > 0; n >>= 1)
        {
            if ((n & 1) == 1) power = power * matrix;
            matrix = matrix * matrix;
        }

        return power[1, 0];
    }

    [Differentiable]
    public static double Gram_matrix(double[] x)
    {
        var matrix = Matrix.Of(x, 4);
        var gram = matrix * matrix.Transpose();
        gram[0, 0] += x[3];
        gram[1, 1] *= 2;
        return gram.Determinant() + (-gram).Trace;
    }

    [Differentiable]
    public static double Second_name(double[] x)
    {
        var matrix = Matrix.Of(x, 4);
        var same = matrix;
        same[0, 1] = x[0] * x[0];
        return matrix[0, 1] * matrix[1, 1];
    }

    [Differentiable]
    public static double One_of_two(double[] x)
    {
        var first = Matrix.Of(x, 4);
        var second = Matrix.Identity(2);
        var chosen = x[0] > 0 ? first : second;
        chosen[0, 0] *= 3;
        return first[0, 0] * x[1] + second[0, 0] * x[2];
    }

    [Differentiable]
    public static double Fluent_sum(double[] x)
    {
        var sum = Matrix.Of(x, 2);
        sum.Add(Matrix.Of(x, 2)).Add(sum);
        return sum[1, 0] * sum[2, 1];
    }

    [Differentiable]
    public static double Swapped_vectors(double[] x)
    {
        var before = new Vector(new double[2]);
        var after = new Vector(new double[2]);
        for (var i = 0; i < 4; i++)
        {
            after[0] = x[0] + before[1];
            after[1] = x[i] * after[0];
            (before, after) = (after, before);
        }

        return (before + after).Dot(before);
    }

    [Differentiable]
    public static double Copy_that_is_written(double[] x)
    {
        var vector = new Vector(x).Clone();
        var other = vector.Clone();
        other[0] *= x[1];
        return vector.Dot(other);
    }

    [Differentiable]
    public static double Matrices_of_helpers(double[] x)
    {
        var rotation = Rotation(x[0]);
        var moved = Scaled(rotation, x[1]) * rotation;
        Shift(moved, x[2]);
        return moved[0, 0] * moved[0, 1];
    }

    [Differentiable]
    public static double Indices_by_name(double[] x)
    {
        var matrix = new Matrix(2) { [column: 1, row: 0] = x[0] };
        matrix[column: 0, row: 1] = x[1] * x[0];
        return matrix[0, 1] * x[2] + matrix[column: 0, row: 1];
    }

    private static Matrix Rotation(double angle)
    {
        var rotation = new Matrix(2);
        (rotation[0, 0], rotation[0, 1]) = (Math.Cos(angle), -Math.Sin(angle));
        (rotation[1, 0], rotation[1, 1]) = (Math.Sin(angle), Math.Cos(angle));
        return rotation;
    }

    private static Matrix Scaled(Matrix matrix, double factor) => factor < 0 ? -matrix : factor * matrix;

    private static void Shift(Matrix matrix, double offset)
    {
        for (var i = 0; i < matrix.Rows; i++)
        {
            if (i == 1) return;
            matrix[i, i] += offset;
        }
    }
}
