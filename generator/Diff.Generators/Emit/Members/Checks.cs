using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>The checks that public members make on buffers before anything is written: lengths first, then overlaps.</summary>
internal static class Checks
{
    private const string Buffers = "global::Diff.Buffers";

    /// <summary>Checks of gradient buffers: each has the shape of its independent and shares no memory with an input or another gradient.</summary>
    /// <param name="buffersOnly">Scalars are <c>out</c>: there is nothing to read yet.</param>
    public static void OfGradients(Family family, CodeWriter writer, bool buffersOnly = false)
    {
        foreach (var independent in family.Accumulated) Shape(independent.Type, independent.Gradient, independent.Name, writer);
        for (var i = 0; i < family.Accumulated.Count; i++)
        {
            var gradient = family.Accumulated[i];
            for (var j = 0; j < family.Primal.Count; j++)
                if (gradient.IsBuffer) Overlap(gradient.Type, gradient.Gradient, family.Method.Parameters[j].Type, family.Primal[j].Name, isReference: false, writer);
                else if (!buffersOnly && family.Method.Parameters[j].Type.IsBuffer()) Overlap(gradient.Type, gradient.Gradient, family.Method.Parameters[j].Type, family.Primal[j].Name, isReference: true, writer);
            for (var j = i + 1; j < family.Accumulated.Count; j++)
                if (gradient.IsBuffer && family.Accumulated[j].IsBuffer)
                    Overlap(gradient.Type, gradient.Gradient, family.Accumulated[j].Type, family.Accumulated[j].Gradient, isReference: false, writer);
        }
    }

    /// <summary>Checks of tangent buffers: each has the shape of its independent.</summary>
    public static void OfTangents(Family family, CodeWriter writer)
    {
        foreach (var independent in family.Independents) Shape(independent.Type, independent.Tangent, independent.Name, writer);
    }

    private static void Shape(IrType type, string actual, string expected, CodeWriter writer)
    {
        if (type is not BufferType) return;
        var name = $"\"{actual.TrimStart('@')}\"";
        writer.Line(Gradients.IsSpanned(type)
            ? $"{Buffers}.RequireLength({name}, {actual}.Length, {expected}.Length);"
            : $"{Buffers}.RequireShape({name}, {actual}, {expected});");
    }

    private static void Overlap(IrType leftType, string left, IrType rightType, string right, bool isReference, CodeWriter writer)
    {
        if (rightType is not BufferType { Kind: not BufferKind.Ref } buffer) return;
        // Arrays of different shapes share no memory, and a variable lies in a jagged array or matrix only on purpose.
        var element = isReference ? leftType : ((BufferType)leftType).Element;
        if (element.Name != buffer.Element.Name || isReference && !Gradients.IsSpanned(rightType)) return;
        if (!isReference && Gradients.IsSpanned(leftType) != Gradients.IsSpanned(rightType)) return;
        var scalar = element is BufferType row ? row.Element : element;
        writer.Line($"{Buffers}.RequireNoOverlap<{scalar.Name}>({(isReference ? "ref " : "")}{left}, \"{left.TrimStart('@')}\", {right}, \"{right.TrimStart('@')}\");");
    }
}
