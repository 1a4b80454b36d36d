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
        foreach (var independent in family.Independents.Where(independent => independent.IsWritten || family.Accumulated.Contains(independent)))
            Shape(independent.Type, independent.Gradient, independent.Name, writer);
        Written(family, writer);
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

    /// <summary>A written buffer shares no memory with another input, nor its weight with anything.</summary>
    private static void Written(Family family, CodeWriter writer)
    {
        foreach (var written in family.Independents.Where(independent => independent.IsWritten))
        {
            Others(family, written, written.Name, writer);
            Others(family, written, written.Gradient, writer);
            Overlap(written.Type, written.Gradient, written.Type, written.Name, isReference: false, writer);
            foreach (var gradient in family.Accumulated)
                Overlap(gradient.Type, gradient.Gradient, written.Type, written.Gradient, !gradient.IsBuffer, writer);
        }
    }

    private static void Others(Family family, Independent written, string buffer, CodeWriter writer)
    {
        for (var i = 0; i < family.Primal.Count; i++)
        {
            var isPair = family.Independents.Any(other => other.IsWritten && other.Parameter == i && other.Parameter < written.Parameter && buffer == written.Name);
            if (i != written.Parameter && !isPair) Overlap(written.Type, buffer, family.Method.Parameters[i].Type, family.Primal[i].Name, isReference: false, writer);
        }
    }

    /// <summary>Checks of tangent buffers: each has the shape of its independent.</summary>
    public static void OfTangents(Family family, CodeWriter writer)
    {
        foreach (var independent in family.Independents) Shape(independent.Type, independent.Tangent, independent.Name, writer);
        foreach (var written in family.Independents.Where(independent => independent.IsWritten))
        {
            Others(family, written, written.Name, writer);
            Others(family, written, written.Tangent, writer);
            Overlap(written.Type, written.Tangent, written.Type, written.Name, isReference: false, writer);
        }
    }

    public static void Shape(IrType type, string actual, string expected, CodeWriter writer)
    {
        if (type is not BufferType) return;
        var name = $"\"{actual.TrimStart('@')}\"";
        writer.Line(Gradients.IsSpanned(type)
            ? $"{Buffers}.RequireLength({name}, {actual}.Length, {expected}.Length);"
            : $"{Buffers}.RequireShape({name}, {actual}, {expected});");
    }

    public static void Overlap(IrType leftType, string left, IrType rightType, string right, bool isReference, CodeWriter writer)
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
