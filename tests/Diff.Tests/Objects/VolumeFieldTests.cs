namespace Diff.Tests.Objects;

/// <summary>Weights of a convolution, by channel, row and column.</summary>
[Differentiable]
public sealed partial class Convolution
{
    private readonly double[,,] _kernel = { { { 0.5, -0.3 }, { 0.2, 0.7 } }, { { 0.1, 0.4 }, { -0.6, 0.9 } } };
    private readonly double[] _bias = [0.1, -0.2];

    public double Energy(double[,] image)
    {
        var energy = 0.0;
        for (var channel = 0; channel < _kernel.GetLength(0); channel++)
            for (var row = 0; row + 1 < image.GetLength(0); row++)
                for (var column = 0; column + 1 < image.GetLength(1); column++)
                {
                    var sum = _bias[channel];
                    for (var i = 0; i < 2; i++)
                        for (var j = 0; j < 2; j++) sum += _kernel[channel, i, j] * image[row + i, column + j];
                    energy += Math.Tanh(sum) * (channel + 1);
                }
        return energy;
    }
}

/// <summary>Fields that are arrays of three dimensions.</summary>
public class VolumeFieldTests
{
    // Central differences of functions of size 1 are right to about 1e-9.
    private const double Differences = 1e-8;

    private static readonly double[,] Image = { { 1, 0.5, -0.2 }, { 0.3, -1, 0.8 } };

    [Fact]
    public void Gradient_with_respect_to_a_volume_is_that_of_differences()
    {
        var model = new Convolution();
        var gradient = model.EnergyGradient(Image).@this;
        Assert.Equal(10, gradient.Count);
        var flat = new double[10];
        gradient.CopyTo(flat);
        for (var i = 0; i < flat.Length; i++)
            Assert.Equal((At(i, 1e-5) - At(i, -1e-5)) / 2e-5, flat[i], Differences);

        static double At(int number, double step)
        {
            var (moved, unit) = (new Convolution(), new double[10]);
            unit[number] = 1;
            var direction = ConvolutionGradient.Zero(moved);
            direction.FromSpan(unit);
            direction.AddTo(moved, step);
            return moved.Energy(Image);
        }
    }

    [Fact]
    public void Forward_mode_agrees_with_reverse_mode()
    {
        var model = new Convolution();
        var (gradient, image) = model.EnergyGradient(Image);
        var direction = ConvolutionGradient.ParametersOf(model);
        var tangent = model.EnergyJvp(Image, direction, Image).Tangent;
        var expected = gradient.Dot(direction);
        for (var i = 0; i < 2; i++)
            for (var j = 0; j < 3; j++) expected += image[i, j] * Image[i, j];
        Assert.Equal(expected, tangent, 1e-13);
    }

    [Fact]
    public void Gradients_are_scaled_cleared_and_of_the_shape_of_the_object()
    {
        var model = new Convolution();
        var parameters = ConvolutionGradient.ParametersOf(model);
        parameters.AddScaled(2, ConvolutionGradient.ParametersOf(model));
        Assert.Equal(3 * 0.9, parameters.Kernel[1, 1, 1], 1e-15);
        parameters.Clear();
        Assert.Equal(0, parameters.Dot(parameters));
        parameters.Kernel = new double[2, 2, 3];
        Assert.Contains("2 × 2 × 3", Assert.Throws<ArgumentException>(() => parameters.AddTo(model, 1)).Message, StringComparison.Ordinal);
    }
}
