using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// The rows and columns of a matrix of derivatives that come in lanes, number by number.
/// <code>
/// Lanes.Store(jacobian, ref row, column, tangent);        foreach (var element in nodesProduct) { Lanes.Mirror(hessian, ref row, column, element.X); … }
/// </code>
/// </summary>
/// <param name="helper">The method that stores lanes of a number, with all its arguments but the last, which are the lanes.</param>
internal sealed class LaneMatrix(Family family, string helper, CodeWriter writer)
{
    /// <param name="type">Of what is stored.</param>
    public void Write(IrType type, string text)
    {
        var isOfNumbers = JacobianMember.ElementOf(type) is ScalarType;
        if (type is BufferType buffer && !(isOfNumbers && Gradients.IsSpanned(type)))
            writer.Line(JacobianMember.ForEach(buffer, text, family, element => $"{helper}, {element});"));
        else
            foreach (var leaf in isOfNumbers ? [""] : JacobianMember.Scalars(type)) writer.Line($"{helper}, {text}{leaf});");
    }
}
