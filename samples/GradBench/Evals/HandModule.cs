using GradBench.Protocol;

namespace GradBench.Evals;

/// <summary>A pose, the hand that takes it, and the points it is to come close to; without <c>Us</c> each point is near a vertex.</summary>
public sealed record HandInput(double[] Theta, double[] Us, HandModel Model, int[] Correspondences, double[] Points)
{
    /// <summary>The number of derivatives of each residual: two of its place on the surface, if it has one, and those of the pose.</summary>
    public int Columns => Hand.PoseLength + (Us.Length > 0 ? 2 : 0);

    /// <summary>The residuals.</summary>
    public double[] Objective()
    {
        var residuals = new double[Points.Length];
        if (Us.Length > 0) Hand.SurfaceResiduals(Theta, Us, Model, Correspondences, Points, residuals);
        else Hand.Residuals(Theta, Model, Correspondences, Points, residuals);
        return residuals;
    }

    /// <summary>The derivatives of each residual, row by row.</summary>
    public double[] Jacobian()
    {
        var jacobian = new double[Points.Length * Columns];
        var residuals = new double[Points.Length];
        if (Us.Length == 0) Buffer.BlockCopy(Hand.ResidualsJacobian(Theta, Model, Correspondences, Points, residuals), 0, jacobian, 0, sizeof(double) * jacobian.Length);
        else FillOnSurface(jacobian, residuals);
        return jacobian;
    }

    /// <summary>Each residual has its own place on the surface, so one direction moves all of them: there are fewer directions than variables.</summary>
    private void FillOnSurface(double[] jacobian, double[] residuals)
    {
        var tangents = new double[Points.Length];
        var theta = new double[Theta.Length];
        var us = new double[Us.Length];
        for (var column = 0; column < Columns; column++)
        {
            tangents.AsSpan().Clear();
            for (var i = column; column < 2 && i < us.Length; i += 2) us[i] = 1;
            if (column >= 2) theta[column - 2] = 1;
            Hand.SurfaceResidualsJvp(Theta, Us, Model, Correspondences, Points, residuals, theta, us, tangents);
            us.AsSpan().Clear();
            theta.AsSpan().Clear();
            for (var row = 0; row < tangents.Length; row++) jacobian[row * Columns + column] = tangents[row];
        }
    }
}

internal static class HandModule
{
    public static Module Create() => new("ht", new Dictionary<string, Function>
    {
        ["objective"] = Function.Create(Read, input => input.Objective(), (writer, _, residuals) => writer.WriteVector(residuals)),
        ["jacobian"] = Function.Create(
            Read,
            input => input.Jacobian(),
            (writer, input, jacobian) => writer.WriteMatrix(jacobian, input.Points.Length, input.Columns)),
    });

    private static HandInput Read(InputReader input)
    {
        var data = input["data"];
        var model = ReadModel(data["model"]);
        var theta = input["theta"].Vector(Hand.PoseLength);
        var count = data["correspondences"].Length;
        var us = input.Optional("us") is { Length: > 0 } places ? places.Matrix(count, 2) : [];
        var limit = us.Length > 0 ? model.Triangles.Length / 3 : model.VertexCount;
        return new HandInput(theta, us, model, data["correspondences"].Ints(limit: limit), data["points"].Matrix(count, 3));
    }

    private static HandModel ReadModel(InputReader model)
    {
        var parents = model["parents"].Ints(least: -1);
        var bones = parents.Length;
        if (bones < 21) throw model["parents"].Invalid($"has {bones} elements but must have one for each of the 21 bones that are posed");
        for (var bone = 0; bone < bones; bone++)
        {
            if (parents[bone] >= bone) throw model["parents"].Invalid($"has {parents[bone]} at {bone}, but a parent comes before its children");
        }

        var vertices = model["base_positions"].Length;
        return new HandModel
        {
            Parents = parents,
            BaseRelatives = ReadMatrices(model["base_relatives"], bones),
            InverseBaseAbsolutes = ReadMatrices(model["inverse_base_absolutes"], bones),
            BasePositions = model["base_positions"].Matrix(vertices, 4),
            Weights = model["weights"].Matrix(vertices, bones),
            Triangles = [.. model["triangles"].Items().SelectMany(triangle => triangle.Ints(3, limit: vertices))],
            IsMirrored = model["is_mirrored"].Bool(),
        };
    }

    private static double[] ReadMatrices(InputReader matrices, int count) =>
        [.. matrices.Items(count).SelectMany(matrix => matrix.Matrix(4, 4))];
}
