using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>
/// The numbers of an object that is an independent, as rows and columns of a matrix: in the order of its gradient's flat vector.
/// <code>
/// thisNumbers[element] = 1.0; thisTangent.FromSpan(thisNumbers); …   // a column for each
/// thisNumbers[element] = 0.0;
/// </code>
/// </summary>
/// <param name="first">One of the object's fields.</param>
/// <param name="gradient">A variable that holds a gradient of the object, all zero.</param>
internal sealed class FlatObject(Family family, Independent first, string gradient, CodeWriter writer)
{
    private string Element => family.Untaken("element");

    private GradientObject Owner => first.Owner!;

    /// <summary>The type that holds the numbers of all its fields.</summary>
    private ScalarType Scalar => family.Independents.Where(independent => independent.Owner == first.Owner)
        .Select(independent => Gradients.ScalarOf(independent.Type)).OfType<ScalarType>().Widest()!;

    private string Number => Scalar.Name;

    /// <summary>The flat vector.</summary>
    public string Numbers => family.Untaken(Owner.Name.TrimStart('@') + "Numbers");

    /// <param name="lender">The scratch memory that lends it; null for memory of its own.</param>
    public void Declare(string? lender = null) => writer.Line(lender is null
        ? $"var {Numbers} = new {Number}[{Owner.CountOf(gradient)}];"
        : $"var {Numbers} = {lender}.Array<{Number}>({Owner.CountOf(gradient)});");

    /// <summary>Does something for each number, with the gradient that has a one there and zeros elsewhere.</summary>
    public void ForEachUnit(Action column)
    {
        writer.Line($"for (var {Element} = 0; {Element} < {Numbers}.Length; {Element}++)");
        writer.Open();
        writer.Line($"{Numbers}[{Element}] = {Literal(1)};");
        writer.Line(Owner.FromSpan(gradient, Numbers, Number));
        column();
        writer.Line($"{Numbers}[{Element}] = {Literal(0)};");
        writer.Close();
        writer.Line(Owner.ClearOf(gradient));
    }

    /// <summary>Sets each number of the gradient.</summary>
    public void SetAll(int number)
    {
        writer.Line($"global::System.Array.Fill({Numbers}, {Literal(number)});");
        writer.Line(Owner.FromSpan(gradient, Numbers, Number));
        if (number != 0) writer.Line($"global::System.Array.Clear({Numbers});");
    }

    /// <summary>Does something with each number of a gradient, in a function of its own.</summary>
    /// <param name="source">The gradient.</param>
    /// <param name="isShared">The flat vector may be overwritten.</param>
    /// <param name="statement">What it does with a number.</param>
    public void Read(string source, bool isShared, Func<string, string> statement)
    {
        if (!isShared) writer.Line($"var {Numbers} = new {Number}[{Owner.CountOf(source)}];");
        writer.Line(Owner.CopyTo(source, Numbers, Number));
        writer.Line($"foreach (var element in {Numbers}) {statement(JacobianMember.Element(family, Scalar, "element"))}");
    }

    private string Literal(int number) => Literals.Exact(Constant.Number(Scalar, number));
}
