using NeuralNet;

namespace Diff.Samples.Tests;

public sealed class NeuralNetTests
{
    [Fact]
    public void The_gradient_of_the_loss_agrees_with_differences()
    {
        var model = new Mlp(hidden: 3, seed: 5);
        var samples = Spirals.Generate(count: 6, seed: 3);
        var gradient = model.LossGradient(samples);
        var (exact, numbers) = (new double[gradient.Count], new double[gradient.Count]);
        gradient.CopyTo(exact);
        var parameters = MlpGradient.ParametersOf(model);
        parameters.CopyTo(numbers);
        GradientCheck.Verify(
            exact,
            p =>
            {
                parameters.FromSpan(p);
                parameters.AssignTo(model);
                return model.Loss(samples);
            },
            numbers);
    }

    [Fact]
    public void Training_tells_the_spirals_apart()
    {
        var model = new Mlp(hidden: 24, seed: 7);
        var samples = Spirals.Generate(count: 200, seed: 4);
        for (var epoch = 0; epoch < 300; epoch++) Training.Epoch(model, samples, batch: 10, rate: 0.3);
        Assert.InRange(Training.Accuracy(model, samples), 0.98, 1);
    }
}
