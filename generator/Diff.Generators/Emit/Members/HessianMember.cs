using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// <c>FHessian</c>: a Hessian-vector product with the unit vector of each scalar input, in the order of the signature, several at a time
/// where that is possible. Of each product only the part up to the diagonal is kept, and mirrored, so that the matrix is symmetric to the
/// last bit. A method with effects may compute something else each time it is run, as one that draws random numbers does: a product with
/// all ones is computed twice, to see that it does not.
/// </summary>
internal sealed class HessianMember(Family family, CodeWriter writer)
{
    private const string Local = "FillColumn";

    private readonly Family _bundled = family.Bundled();

    private IReadOnlyList<Independent> _independents = [];

    private readonly MatrixMembers _matrix = Of(family);

    public static MatrixMembers Of(Family family) => new(family, "Hessian");

    /// <param name="isBundled">There is a <c>F__HvpBundle</c>.</param>
    public void Write(bool isBundled)
    {
        _independents = Family.Distinct((isBundled ? _bundled : family).Accumulated).ToList();
        _matrix.Open(
            $"The Hessian of {Documentation.Name(family)}: its second partial derivatives, a row and a column per variable in the order of the signature; symmetric to the last bit",
            $"Runs {Documentation.Name(family)} once per {(isBundled ? Lanes.WordOf(BundleMembers.NumberOf(family)) + " variables" : "variable")}.",
            writer);
        // Without a column no product assigns it.
        if ((isBundled || !family.IsScalarsOnly) && family.Primal.Any(formal => formal.Modifier == "out"))
            writer.Line($"_ = {family.PrimalCall};");
        var parts = (isBundled ? _bundled : family).Parts.Where(part => part.IsBuffer).ToList();
        if (_independents.Any(independent => independent.IsBuffer && independent.Owner is null))
            writer.Line($"using var {Scratch} = global::Diff.Scratch.Enter();");
        foreach (var part in parts)
        {
            writer.Line($"var {part.Direction.Name} = {part.LentZero(Scratch)};");
            writer.Line($"var {part.Product.Name} = {part.LentZero(Scratch)};");
        }
        foreach (var independent in _independents.Where(independent => independent.Owner is not null)) Flat(independent).Declare();
        if (!family.IsScalarsOnly && !isBundled)
            foreach (var part in family.Parts.Where(part => !part.IsBuffer)) writer.Line($"{part.Type} {part.Product.Name};");

        writer.Line($"var {Size} = {JacobianMember.SizeOf(_independents, independent => Flat(independent).Numbers).Text};");
        writer.Line(_matrix.Take(Size, Size));
        foreach (var formal in References) writer.Line($"var {Entry(formal)} = {formal.Name};");
        if (isBundled)
        {
            Bundles();
            writer.Line($"return {Hessian};");
            writer.Close();
            return;
        }

        if (MayDiffer) Compare();
        writer.Line($"var {Column} = 0;");
        foreach (var independent in _independents)
            foreach (var leaf in independent.Owner is null ? JacobianMember.Scalars(independent.Type).ToList() : [""])
                Columns(independent, leaf);
        writer.Line($"return {Hessian};");
        Fill();
        writer.Close();
    }

    private FlatObject Flat(Independent independent) => new(family, independent, independent.Owner!.Direction, writer);

    private bool MayDiffer =>
        family.Method.HasEffects || family.Method.Parameters.Any(parameter => parameter is { IsWritten: true, IsIndependent: false });

    /// <summary>Each run finds what was passed in.</summary>
    private IEnumerable<Formal> References => family.Primal.Where(formal => formal.Modifier == "ref");

    private string Entry(Formal formal) => family.Untaken(formal.Name.TrimStart('@') + "Entry");

    private string Again => family.Untaken("again");

    private string Scratch => family.Untaken("scratch");

    private string Size => family.Untaken("size");

    private string Hessian => _matrix.Matrix;

    private string Column => family.Untaken("column");

    private string Row => family.Untaken("row");

    /// <summary>All columns, several at a time.</summary>
    private void Bundles()
    {
        var units = new UnitBundle([.. _independents.Select(independent => new UnitPart(independent.Type, independent.Name,
            independent.Direction.Name))], Column, family);
        BundleMembers.OpenLoop(Column, Size, BundleMembers.NumberOf(family), writer);
        units.Seed(writer);
        foreach (var formal in References) writer.Line($"{formal.Name} = {Entry(formal)};");
        var directions = _independents.Select((_, i) => units.Argument(i));
        var products = _independents.Select(independent => (independent.IsBuffer ? "" : "out var ") + independent.Product.Name);
        writer.Line(family.Call(Signatures.HvpBundle, [.. directions, .. products]) + ";");
        writer.Line($"var {Row} = 0;");
        var matrix = new LaneMatrix(family, $"{BundleMembers.HelpersOf(BundleMembers.NumberOf(family))}.Mirror({Hessian}, ref {Row}, {Column}",
            writer);
        foreach (var independent in _independents) matrix.Write(independent.Type, independent.Product.Name);
        writer.Close();
    }

    private void Columns(Independent independent, string leaf)
    {
        if (independent.Owner is not null)
        {
            Flat(independent).ForEachUnit(() => OneColumn(null, ""));
            return;
        }

        if (independent.Type is not BufferType buffer)
        {
            OneColumn(independent, leaf);
            return;
        }

        var (loops, index) = JacobianMember.Elements(buffer, independent.Direction.Name, family);
        foreach (var loop in loops)
        {
            writer.Line(loop);
            writer.Open();
        }

        var (element, type) = (independent.Direction.Name + index, JacobianMember.ElementOf(buffer));
        foreach (var part in JacobianMember.Scalars(type))
        {
            writer.Line($"{element} = {JacobianMember.Unit(type, part, "")};");
            OneColumn(null, "");
        }

        writer.Line($"{element} = {JacobianMember.Unit(type, null, "")};");
        foreach (var _ in loops) writer.Close();
    }

    /// <param name="unit">The scalar or aggregate of which one leaf is 1; null if the 1 is in a buffer.</param>
    private void OneColumn(Independent? unit, string leaf)
    {
        var directions = _independents.Select(independent => DirectionOf(independent)
            ?? JacobianMember.Unit(independent.Type, independent == unit ? leaf : null, ""));
        Run(directions, $"{Column}++{(MayDiffer ? ", false" : "")}");
    }

    /// <summary>The variable that holds the direction; null for a number.</summary>
    private static string? DirectionOf(Independent independent) =>
        independent.Owner?.Direction ?? (independent.IsBuffer ? independent.Direction.Name : null);

    /// <summary>A product, and where its elements go.</summary>
    private void Run(IEnumerable<string> directions, string column)
    {
        foreach (var formal in References) writer.Line($"{formal.Name} = {Entry(formal)};");
        if (family.IsScalarsOnly)
        {
            writer.Line($"{Local}({Hessian}, {column}, {family.Call("Hvp", directions)});");
            return;
        }

        writer.Line(family.Call("Hvp",
            [.. directions, .. family.Parts.Select(part => part.IsBuffer ? part.Product.Name : "out " + part.Product.Name)]) + ";");
        writer.Line($"{Local}({Hessian}, {column}, {Family.Tuple(family.Parts.Select(part => part.Product.Name).ToList())});");
    }

    /// <summary>Two products with the same direction, of ones.</summary>
    private void Compare()
    {
        foreach (var independent in _independents) SetAll(independent, 1);
        writer.Line($"for (var {Again} = 0; {Again} < 2; {Again}++)");
        writer.Open();
        Run(_independents.Select(independent => DirectionOf(independent) ?? JacobianMember.Each(independent.Type, 1)),
            $"{Size} - 1, {Again} == 1");
        writer.Close();
        foreach (var independent in _independents) SetAll(independent, 0);
    }

    private void SetAll(Independent independent, int number)
    {
        if (independent.Owner is not null) Flat(independent).SetAll(number);
        if (independent.Owner is not null || independent.Type is not BufferType buffer) return;
        var (loops, index) = JacobianMember.Elements(buffer, independent.Direction.Name, family);
        foreach (var loop in loops)
        {
            writer.Line(loop);
            writer.Open();
        }

        writer.Line($"{independent.Direction.Name}{index} = {JacobianMember.Each(JacobianMember.ElementOf(independent.Type), number)};");
        foreach (var _ in loops) writer.Close();
    }

    private void Fill()
    {
        var product = family.Untaken("product");
        writer.Line("");
        writer.Line(
            $"static void {Local}({MatrixMembers.TypeOf(family)} {Hessian}, int {Column}{(MayDiffer ? $", bool {Again}" : "")}, {family.GradientType} {product})");
        writer.Open();
        writer.Line($"var {Row} = 0;");
        foreach (var independent in _independents)
        {
            var part = _independents.Count == 1 ? product : $"{product}.{GradientPart.Of(independent).Element}";
            if (independent.Owner is not null) Flat(independent).Read(part, isShared: false, number => $"Set({number});");
            else if (independent.Type is BufferType buffer)
                writer.Line(JacobianMember.ForEach(buffer, part, family,
                    element => $"Set({JacobianMember.Element(family, independent.Type, element)});"));
            else
                foreach (var leaf in JacobianMember.Scalars(independent.Type))
                    writer.Line($"Set({JacobianMember.Element(family, independent.Type, part + leaf)});");
        }

        writer.Line("");
        writer.Line($"void Set({MatrixMembers.ElementOf(family).Name} element)");
        writer.Open();
        if (MayDiffer)
            writer.Line(
                $"if ({Again} && !element.Equals({Hessian}[{Row}, {Column}])) throw new global::System.InvalidOperationException({RefusedMembers.Quote(Difference)});");
        writer.Line($"if ({Row} <= {Column}) {Hessian}[{Row}, {Column}] = {Hessian}[{Column}, {Row}] = element;");
        writer.Line($"{Row}++;");
        writer.Close();
        writer.Close();
    }

    private string Difference =>
        $"{family.Declaration.Name.TrimStart('@')} computes something else each time it is run, and its Hessian takes a run per variable: call {family.Name("Hvp")}, or pass in what changes.";
}
