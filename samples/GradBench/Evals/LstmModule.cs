using GradBench.Protocol;

namespace GradBench.Evals;

/// <summary>The parameters and the state of a network and the characters it is to predict; matrices row by row.</summary>
public sealed record LstmInput(double[] Main, double[] Extra, double[] State, double[] Sequence)
{
    /// <summary>The loss.</summary>
    public double Objective() => Lstm.Objective(Main, Extra, State, Sequence);

    /// <summary>The gradient of the loss.</summary>
    public (double[] Main, double[] Extra) Jacobian() => Lstm.ObjectiveGradient(Main, Extra, State, Sequence);
}

internal static class LstmModule
{
    public static Module Create() => new("lstm", new Dictionary<string, Function>
    {
        ["objective"] = Function.Create(Read, input => input.Objective(), (writer, _, value) => writer.WriteFinite(value)),
        ["jacobian"] = Function.Create(
            Read, input => input.Jacobian(), (writer, _, gradient) => writer.WriteVector([.. gradient.Main, .. gradient.Extra])),
    });

    private static LstmInput Read(InputReader input)
    {
        var main = input["main_params"];
        var rows = main.Length;
        if (rows == 0 || rows % 2 != 0) throw main.Invalid("does not have two rows per layer");
        var extra = input["extra_params"];
        var b = extra.Items(3).First().Length;
        if (b == 0) throw extra.Invalid("has empty rows");
        var sequence = input["sequence"];
        if (sequence.Length < 2) throw sequence.Invalid("has fewer than two characters");
        return new LstmInput(
            main.Matrix(rows, 4 * b), extra.Matrix(3, b), input["state"].Matrix(rows, b), sequence.Matrix(sequence.Length, b));
    }
}
