using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// The members of a scalar method of order 2: <c>FHvp</c>, with a form that writes to the caller's buffers, and <c>FHessian</c>.
/// </summary>
internal static class HessianMembers
{
    public static bool Exists(Family family) => family.Declaration.Order == 2 && family.HasScalarResult && family.Accumulated.Count > 0;

    public static void Hvp(Family family, Derivative derivative, CodeWriter writer)
    {
        if (family.IsScalarsOnly)
        {
            Documentation.Write(writer, Summary(family), Formula);
            writer.Line(HvpHead(family));
            writer.Open();
            Body(family, derivative, isReturned: true, writer);
            writer.Close();
            return;
        }

        Allocating(family, writer);
        Documentation.Write(writer, $"{Summary(family)[..^1]}, which overwrites what is passed.", Formula);
        writer.Line(OverwritingHead(family));
        writer.Open();
        Check(family, writer);
        foreach (var part in family.Parts.Where(part => part.IsBuffer)) writer.Line(part.ClearOf(part.Product.Name));
        writer.Blank();
        foreach (var record in derivative.Records) writer.Comment(record);
        Body(family, derivative, isReturned: false, writer);
        writer.Close();
    }

    public static string HvpHead(Family family) => family.Head(family.GradientType, "Hvp", family.Parts.Select(part => part.Direction));

    public static string OverwritingHead(Family family) =>
        family.Head("void", "Hvp", family.Parts.Select(part => part.Direction).Concat(family.Parts.Select(part => part.Product)));

    private const string Formula = "Linear in the direction; the Hessian is never formed.";

    private static string Summary(Family family) =>
        $"The product of the Hessian of {Documentation.Name(family)} with a direction, <c>∇²{family.Declaration.Name.TrimStart('@')} · v</c>.";

    private static void Allocating(Family family, CodeWriter writer)
    {
        Documentation.Write(writer, Summary(family), Formula);
        writer.Line(HvpHead(family));
        writer.Open();
        Checks.OfPresence(family, writer);
        foreach (var part in family.Parts.Where(part => part.IsBuffer)) writer.Line($"var {part.Product.Name} = {part.Zero};");
        writer.Line(family.Call("Hvp",
            [.. family.Parts.Select(part => part.Direction.Name),
                .. family.Parts.Select(part => part.IsBuffer ? part.Product.Name : "out var " + part.Product.Name)]) + ";");
        writer.Line($"return {Family.Tuple(family.Parts.Select(part => part.Product.Name).ToList())};");
        writer.Close();
    }

    /// <summary>Directions and products have the shapes of their independents; a product shares no memory with anything.</summary>
    private static void Check(Family family, CodeWriter writer)
    {
        Checks.OfObjects(family, writer);
        Checks.Objects(family.Accumulated, owner => owner.Direction, name => name, writer);
        Checks.Objects(family.Accumulated, owner => owner.Product, name => name, writer);
        foreach (var independent in family.Accumulated.Where(independent => independent.Owner is null))
        {
            Checks.Shape(independent, independent.Direction.Name, independent.Name, writer);
            Checks.Shape(independent, independent.Product.Name, independent.Name, writer);
        }
        var separations = new Separations();
        for (var i = 0; i < family.Accumulated.Count; i++)
        {
            var product = family.Accumulated[i];
            if (!product.IsBuffer || product.Owner is not null) continue;
            for (var j = 0; j < family.Primal.Count; j++)
                if (family.Method.Parameters[j].Field is null)
                    separations.Add(product.Type, product.Product.Name, family.Method.Parameters[j].Type, family.Primal[j].Name,
                        family.Primal[j].Name);
            foreach (var other in family.Accumulated.Where(other => other.Owner is null))
                separations.Add(product.Type, product.Product.Name, other.Type, other.Direction.Name, other.Direction.Name);
            foreach (var other in family.Accumulated.Skip(i + 1).Where(other => other.IsBuffer && other.Owner is null))
                separations.Add(product.Type, product.Product.Name, other.Type, other.Product.Name, other.Product.Name);
        }
        separations.Write(writer);
    }

    /// <param name="isReturned">The products of numbers are returned; otherwise they are <c>out</c>.</param>
    public static void Body(Family family, Derivative derivative, bool isReturned, CodeWriter writer)
    {
        var parameters = DerivativeMembers.Primal(family);
        parameters.AddRange(family.Accumulated.Select(independent => new Coalesce.Fixed(independent.Direction.Name, true)));
        parameters.AddRange(family.Accumulated.Where(independent => independent.IsBuffer)
            .Select(independent => new Coalesce.Fixed(independent.Product.Name, false)));
        var scalars = family.Accumulated.Where(independent => !independent.IsBuffer).ToList();
        var assigned = isReturned ? [] : scalars.Select((independent, i) => (i, independent.Product.Name)).ToList();
        assigned.AddRange(DerivativeMembers.ByReference(family).Select((name, i) => (scalars.Count + i, name)));
        DerivativeMembers.Body(
            family, derivative, parameters, assigned,
            isReturned ? Enumerable.Range(0, scalars.Count).ToList() : [],
            derivative.UsesTape ? TapeUse.Rented : TapeUse.None, writer);
    }
}
