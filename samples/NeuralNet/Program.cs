using System.Globalization;
using NeuralNet;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

const double required = 0.98;
var samples = Spirals.Generate(count: 300, seed: 1);
var model = new Mlp(hidden: 24, seed: 2);

Console.WriteLine($"{samples.Length} points on two spirals, {MlpGradient.Zero(model).Count} weights, stochastic gradient descent in batches of 10");
Console.WriteLine($"{"epoch",6}{"loss",12}{"accuracy",12}");
for (var epoch = 0; epoch <= 500; epoch++)
{
    if (epoch % 50 == 0) Console.WriteLine($"{epoch,6}{model.Loss(samples),12:F4}{Training.Accuracy(model, samples),12:P1}");
    Training.Epoch(model, samples, batch: 10, rate: 0.3);
}

var accuracy = Training.Accuracy(model, samples);
Console.WriteLine(accuracy >= required ? $"{accuracy:P1} of the points are told apart." : $"Only {accuracy:P1} of the points are told apart.");
return accuracy >= required ? 0 : 1;
