using Diff.Generators.Emit.Members;
using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// Emits the hidden members of a marked class that see its own fields, for these may be private: what reads them, and what the members of
/// the gradient type call.
/// </summary>
internal sealed class ObjectAccessEmitter(GradientClass type, CodeWriter writer)
{
    public const string Require = GradientHome.Hidden + "Require";

    public const string Copied = GradientHome.Hidden + "CopyTo";

    public const string Added = GradientHome.Hidden + "Add";

    public const string Assigned = GradientHome.Hidden + "Assign";

    private const string Shaped = GradientHome.Hidden + "Shape";

    // Names that parameters and locals of the members below have.
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal) { "gradient", "parameters", "scale", "name", "own", "row",
        "i" };

    private readonly MemberNumbers _numbers = new(type.Scalar.Name);

    private string Gradient => type.Home.Gradient;

    public void Members()
    {
        foreach (var member in type.Members)
        {
            writer.Blank();
            writer.Line(Documentation.Generated);
            writer.Line(Documentation.Hidden);
            writer.Line(
                $"public {member.Class} {GradientHome.Getter(member.Name)} => {(member.IsCollection ? KnownNames.SpanOf(member.Source) : member.Source)};");
        }
        if (type.IsDispatched)
        {
            writer.Blank();
            writer.Line(Documentation.Generated);
            writer.Line(Documentation.Hidden);
            writer.Line($"public const bool {GradientHome.IsDispatched} = true;");
        }
        Zeros();
        if (!type.IsDerived)
        {
            Member($"void {Require}({Gradient} gradient, string name)", () =>
            {
                writer.Line("global::System.ArgumentNullException.ThrowIfNull(gradient, name);");
                writer.Line($"global::Diff.Misfit.Refuse({GradientClassEmitter.Compared}(gradient), name);");
            });
        }
        Misfits();
        new ImplementationEmitter(type, writer).OfClass();
        if (type.IsDerived && type.Members.IsEmpty) return;
        Member($"{type.Chosen}void {Copied}({type.Common} parameters)",
            () => ForEach("parameters", $"base.{Copied}(parameters);", (member, gradient) =>
            Inner(member, Copied, gradient) ?? MemberNumbers.CopyTo(member, Place(member), gradient)));
        Assigning();
    }

    /// <summary>Gradients of classes that are derived from each other get their arrays from each class in turn.</summary>
    private void Zeros()
    {
        var arrays = type.Members.Where(GradientClassEmitter.IsReference).ToList();
        if (!type.IsInHierarchy)
        {
            Member($"{Gradient} {GradientHome.Zero}()",
                () => writer.Line(
                    $"return new {Gradient} {{ {string.Join(", ", arrays.Select(member => $"{member.Name} = {ZeroOf(member)}"))} }};"));
            return;
        }
        Member($"{type.Chosen}{Gradient} {GradientHome.Zero}()", () =>
        {
            writer.Line($"var gradient = new {Gradient}();");
            writer.Line($"{Shaped}(gradient);");
            writer.Line("return gradient;");
        });
        if (type.IsDerived && arrays.Count == 0) return;
        Member($"{type.Chosen}void {Shaped}({type.Common} gradient)",
            () => ForEach("gradient", $"base.{Shaped}(gradient);", (member, gradient) =>
            GradientClassEmitter.IsReference(member) ? $"{gradient} = {ZeroOf(member)};" : ""));
    }

    private void Misfits() => Member($"{type.Chosen}global::Diff.Misfit? {GradientClassEmitter.Compared}({type.Common} gradient)", () =>
    {
        var misfits = type.Members.Where(GradientClassEmitter.IsReference)
            .Select(member => GradientClassEmitter.Misfit(member, $"{(type.IsDerived ? "own" : "gradient")}.{member.Name}", Items(member)))
            .ToList();
        if (!type.IsDerived)
        {
            writer.Line($"return {string.Join(" ?? ", misfits.DefaultIfEmpty("null"))};");
            return;
        }
        writer.Line(
            $"if (gradient is not {Gradient}{(misfits.Count > 0 ? " own" : "")}) return global::Diff.Misfit.Type(gradient.GetType(), typeof({Gradient}));");
        writer.Line($"return {string.Join(" ?? ", misfits.Prepend($"base.{GradientClassEmitter.Compared}(gradient)"))};");
    });

    private void Assigning()
    {
        if (!type.IsAssignable)
        {
            // The base class promises it.
            if (!type.IsBaseAssignable) return;
            Member($"{type.Chosen}void {Added}({type.Common} gradient, {type.Scalar.Name} scale)", Throw);
            Member($"{type.Chosen}void {Assigned}({type.Common} gradient)", Throw);
            return;
        }
        Member($"{type.Chosen}void {Added}({type.Common} gradient, {type.Scalar.Name} scale)", () =>
            ForEach("gradient", $"base.{Added}(gradient, scale);", (member, gradient) => _numbers.AddTo(member, Place(member), gradient)));
        Member($"{type.Chosen}void {Assigned}({type.Common} gradient)",
            () => ForEach("gradient", $"base.{Assigned}(gradient);", (member, gradient) =>
            Inner(member, Assigned, gradient) ?? MemberNumbers.AssignTo(member, Place(member), gradient)));

        void Throw() => writer.Line(type.Unassignable + ";");
    }

    private static string Place(GradientMember member) =>
        member.IsCollection ? GradientHome.Getter(member.Name) : Taken.Contains(member.Source) ? "this." + member.Source : member.Source;

    /// <summary>Hands a part of the gradient to the object, or to each object of the array, that a member is; null for numbers.</summary>
    private static string? Inner(GradientMember member, string method, string gradient) =>
        member.IsObject ? $"{Place(member)}?.{method}({gradient});"
        : member.IsTable ? $"for (var i = 0; i < {gradient}.Length; i++) {Place(member)}[i]?.{method}({gradient}[i]);"
        : null;

    private static string ZeroOf(GradientMember member) => GradientClassEmitter.ZeroOf(member,
        member.Table == ObjectTable.List ? $"global::System.Linq.Enumerable.ToArray({Place(member)})" : Items(member));

    /// <summary>A member, an immutable array as the array that it is.</summary>
    private static string Items(GradientMember member) =>
        member.Table == ObjectTable.ImmutableArray
            ? $"global::System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsArray({Place(member)})"
            : Place(member);

    /// <summary>What the base class does, and then something with each own member.</summary>
    private void ForEach(string gradient, string inherited, Func<GradientMember, string, string> statement)
    {
        var statements = type.Members.Select(member => statement(member, $"{(type.IsDerived ? "own" : gradient)}.{member.Name}"))
            .Where(text => text.Length > 0).ToList();
        if (type.IsDerived)
        {
            writer.Line(inherited);
            if (statements.Count > 0) writer.Line($"var own = ({Gradient}){gradient};");
        }
        foreach (var text in statements) writer.Line(text);
    }

    private void Member(string head, Action body)
    {
        writer.Blank();
        writer.Line(Documentation.Generated);
        writer.Line(Documentation.Hidden);
        writer.Line("public " + head);
        writer.Open();
        body();
        writer.Close();
    }
}
