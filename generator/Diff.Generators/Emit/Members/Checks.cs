using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>The checks that public members make on buffers before anything is written: lengths first, then overlaps.</summary>
internal static class Checks
{
    private const string Buffers = "global::Diff.Buffers";

    /// <summary>What is differentiated must be there, unless the method itself asks whether it is.</summary>
    public static void OfPresence(Family family, CodeWriter writer)
    {
        OfPresence(family.Independents.Where(independent => independent is { IsArray: true, MayBeNull: false })
            .Select(independent => independent.Name), writer);
        OfObjects(family, writer);
    }

    /// <summary>The objects that are differentiated must be there.</summary>
    public static void OfObjects(Family family, CodeWriter writer) => OfPresence(
        family.Independents.Select(independent => independent.Owner?.Name).OfType<string>().Where(owner => owner != "this").Distinct(),
        writer);

    private static void OfPresence(IEnumerable<string> names, CodeWriter writer)
    {
        foreach (var name in names) writer.Line($"global::System.ArgumentNullException.ThrowIfNull({name});");
    }

    /// <summary>
    /// Checks of gradient buffers: each has the shape of its independent and shares no memory with an input or another gradient.
    /// </summary>
    /// <param name="buffersOnly">Scalars are <c>out</c>: there is nothing to read yet.</param>
    public static void OfGradients(Family family, CodeWriter writer, bool buffersOnly = false)
    {
        OfObjects(family, writer);
        OfShapes(family, family.Accumulated, Primal, writer);
        var separations = new Separations();
        OfPrimal(family, separations);
        OfWeights(family, Primal, separations);
        OfAccumulators(family, Primal, buffersOnly, separations);
        separations.Write(writer);

        string Primal(int parameter) => family.Primal[parameter].Name;
    }

    /// <summary>Checks of what a pullback is given.</summary>
    /// <param name="primal">Where the pullback keeps a buffer of the primal.</param>
    /// <param name="accumulates">Accumulators are given, too.</param>
    /// <param name="objects">Where it keeps an object.</param>
    public static void OfPullback(Family family, Func<int, string> primal, Func<string, string> objects, bool accumulates,
        CodeWriter writer)
    {
        OfShapes(family, accumulates ? family.Accumulated : [], primal, writer, objects);
        var separations = new Separations();
        OfWeights(family, Kept, separations);
        if (accumulates) OfAccumulators(family, Kept, buffersOnly: false, separations);
        separations.Write(writer);

        string Kept(int parameter) =>
            family.Method.Parameters[parameter].Field is { } field ? field.Of(objects(field.Owner)) : primal(parameter);
    }

    /// <summary>A written buffer shares no memory with another input.</summary>
    public static void OfPrimal(Family family, CodeWriter writer)
    {
        var separations = new Separations();
        OfPrimal(family, separations);
        separations.Write(writer);
    }

    private static void OfPrimal(Family family, Separations separations)
    {
        for (var i = 0; i < family.Primal.Count; i++)
            if (family.Method.Parameters[i].IsWritten)
                Others(family, i, family.Method.Parameters[i].Type, family.Primal[i].Name, parameter => family.Primal[parameter].Name,
                    separations);
    }

    private static void OfShapes(Family family, IReadOnlyList<Independent> accumulated, Func<int, string> primal, CodeWriter writer,
        Func<string, string>? objects = null)
    {
        Objects(accumulated, owner => owner.Gradient, objects ?? (name => name), writer);
        foreach (var independent in family.Independents.Where(independent => independent.Owner is null
            && (independent.IsWritten || accumulated.Contains(independent))))
            Shape(independent, independent.Gradient, primal(independent.Parameter), writer);
    }

    /// <summary>The weight of a written buffer shares no memory with anything, nor with another weight.</summary>
    private static void OfWeights(Family family, Func<int, string> primal, Separations separations)
    {
        foreach (var written in family.Independents.Where(independent => independent.IsWritten))
        {
            Others(family, written.Parameter, written.Type, written.Gradient, primal, separations);
            separations.Add(written.Type, written.Gradient, family.Method.Parameters[written.Parameter].Type, primal(written.Parameter),
                written.Name);
            foreach (var other in family.Independents.Where(other => other.IsWritten).TakeWhile(other => other != written))
                separations.Add(written.Type, written.Gradient, other.Type, other.Gradient, other.Gradient);
            foreach (var weighted in family.ValueWeights.Where(weighted => weighted.Type.IsBuffer()))
                separations.Add(written.Type, written.Gradient, weighted.Type, weighted.Weight.Name, weighted.Weight.Name);
        }
    }

    private static void OfAccumulators(Family family, Func<int, string> primal, bool buffersOnly, Separations separations)
    {
        // The gradient of an object is made with memory of its own.
        var accumulated = family.Accumulated.Where(independent => independent.Owner is null && (independent.IsBuffer || !buffersOnly))
            .ToList();
        foreach (var written in family.Independents.Where(independent => independent.IsWritten))
            foreach (var gradient in accumulated)
                separations.Add(gradient.Type, gradient.Gradient, written.Type, written.Gradient, written.Gradient);
        for (var i = 0; i < accumulated.Count; i++)
        {
            var gradient = accumulated[i];
            for (var j = 0; j < family.Primal.Count; j++)
                foreach (var memory in Memory(family, j, primal(j)))
                    separations.Add(gradient.Type, gradient.Gradient, memory.Type, memory.Place, memory.Name);
            foreach (var weighted in family.ValueWeights.Where(weighted => weighted.Type.IsBuffer()))
                separations.Add(gradient.Type, gradient.Gradient, weighted.Type, weighted.Weight.Name, weighted.Weight.Name);
            foreach (var other in accumulated.Skip(i + 1))
            {
                if (other.IsBuffer) separations.Add(gradient.Type, gradient.Gradient, other.Type, other.Gradient, other.Gradient);
                else if (gradient.IsBuffer)
                    separations.Add(other.Type, other.Gradient, gradient.Type, gradient.Gradient, gradient.Gradient);
                else separations.Add(gradient, other);
            }
        }
    }

    /// <summary>A matrix that is overwritten shares no memory with an input.</summary>
    public static void OfMatrix(Family family, BufferType type, string matrix, CodeWriter writer)
    {
        var separations = new Separations();
        for (var i = 0; i < family.Primal.Count; i++)
            foreach (var memory in Memory(family, i, family.Primal[i].Name))
                separations.Add(type, matrix, memory.Type, memory.Place, memory.Name);
        separations.Write(writer);
    }

    private static void Others(
        Family family, int written, IrType type, string buffer, Func<int, string> primal, Separations separations)
    {
        for (var i = 0; i < family.Primal.Count; i++)
        {
            var isPair = family.Method.Parameters[i].IsWritten && i < written && buffer == family.Primal[written].Name;
            if (i == written || isPair) continue;
            foreach (var memory in Memory(family, i, primal(i)))
                separations.Add(type, buffer, memory.Type, memory.Place, memory.Name);
        }
    }

    /// <summary>The memory that a parameter is, or that an object holds; with its name in the user's code.</summary>
    private static IEnumerable<(IrType Type, string Place, string Name)> Memory(Family family, int index, string place)
    {
        var parameter = family.Method.Parameters[index];
        if (parameter.Type is BufferType { Shape: { } shape })
            return shape.Cells.Where(cell => cell.Type is BufferType { Shape: null })
                .Select(cell => (cell.Type, PlaceOf(cell), $"{parameter.Field!.Display}.{cell.Path}"));
        return parameter.Type.IsBuffer()
            ? [(parameter.Type, place, parameter.Field is { } field ? field.Display : family.Primal[index].Name)]
            : [];

        // An object in a field may be null, and then it holds no memory; a span of it has no other way to say so.
        string PlaceOf(ObjectCell cell) => parameter.Field is not { IsKnown: true } ? $"{place}.{cell.Access}"
            : cell.Type is BufferType { Kind: BufferKind.Array } ? $"{place}?.{cell.Access}"
            : $"{place} is null ? default : {place}.{cell.Access}";
    }

    /// <summary>Checks of tangent buffers: each has the shape of its independent.</summary>
    public static void OfTangents(Family family, CodeWriter writer)
    {
        OfObjects(family, writer);
        Objects(family.Independents, owner => owner.Tangent, name => name, writer);
        foreach (var independent in family.Independents.Where(independent => independent.Owner is null))
            Shape(independent, independent.Tangent, independent.Name, writer);
        var separations = new Separations();
        OfPrimal(family, separations);
        foreach (var written in family.Independents.Where(independent => independent.IsWritten))
        {
            Others(family, written.Parameter, written.Type, written.Tangent, parameter => family.Primal[parameter].Name, separations);
            separations.Add(written.Type, written.Tangent, family.Method.Parameters[written.Parameter].Type, written.Name, written.Name);
            // A tangent that is only read may be that of another input, too; one that is written may not.
            foreach (var other in family.Independents.Where(other => other.Owner is null && other.IsBuffer
                && (other.IsWritten ? other.Parameter < written.Parameter : other != written)))
                separations.Add(written.Type, written.Tangent, other.Type, other.Tangent, other.Tangent);
        }
        separations.Write(writer);
    }

    /// <summary>The gradient of each object has its shape. The object checks it, for it alone sees all of its fields.</summary>
    public static void Objects(IEnumerable<Independent> independents, Func<GradientObject, string> gradient, Func<string, string> place,
        CodeWriter writer)
    {
        foreach (var owner in Family.Distinct(independents).Select(independent => independent.Owner).OfType<GradientObject>())
            writer.Line(owner.Require(place(owner.Name), gradient(owner)));
    }

    public static void Shape(Independent independent, string actual, string expected, CodeWriter writer)
    {
        if (!independent.IsBuffer) return;
        var name = $"\"{actual.TrimStart('@')}\"";
        var check = Gradients.IsSpanned(independent.Type)
            ? $"{Buffers}.RequireLength({name}, {actual}.Length, {expected}{(independent.IsArray ? "" : ".Length")});"
            : $"{Buffers}.RequireShape({name}, {actual}, {expected});";
        writer.Line(independent.MayBeNull ? $"if ({expected} is not null) {check}" : check);
    }
}
