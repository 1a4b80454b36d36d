using Diff.Generators.Emit.Members;
using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// Emits the gradient type of a marked class: a field per number, array or object of the class, and what an optimiser does with them. The
/// types mirror the classes: where one derives from another, so do their gradient types, and what all of them do is virtual.
/// </summary>
internal sealed class GradientClassEmitter(GradientClass type, CodeWriter writer)
{
    /// <summary>Compares the shape of a gradient with that of another one, or of an object.</summary>
    public const string Compared = GradientHome.Hidden + "Misfit";

    private readonly MemberNumbers _numbers = new(type.Scalar.Name);

    private string Gradient => type.Home.Gradient;

    private string T => type.Scalar.Name;

    public static string Emit(GradientClass type) =>
        GradientFile.Emit(type.Home, writer => new GradientClassEmitter(type, writer).Type(),
            writer => new ObjectAccessEmitter(type, writer).Members());

    /// <summary>Whether a member of the gradient is an object of its own.</summary>
    public static bool IsReference(GradientMember member) => member.Type is not (ScalarType or AggregateType);

    private void Type()
    {
        var order = string.Join(", ", type.Members.Select(member => member.Name));
        var inherited = !type.IsDerived ? "" : order.Length == 0 ? "those of the base class" : "first those of the base class, then ";
        writer.Line(
            $"/// <summary>The gradient with respect to an object of <see cref=\"{type.Home.Cref}\"/>: a field per floating-point field, of the same shape. As a flat vector, in the order {inherited}{order}; matrices row by row.</summary>");
        writer.Line(Documentation.Generated);
        writer.Line(
            $"{type.Home.Accessibility} {(type.IsOpen ? "" : "sealed ")}class {Gradient}{string.Concat(Bases().Select((parent, i) => (i == 0 ? " : " : ", ") + parent))}"
                + (type.Home.Constraints.Length > 0 ? " " + type.Home.Constraints : ""));
        writer.Open();
        foreach (var member in type.Members)
        {
            writer.Line($"/// <summary>With respect to <c>{member.Source}</c>.</summary>");
            writer.Line($"public {member.Type.Name} {member.Name}{(IsReference(member) ? " = null!" : "")};");
        }
        Member("The zero gradient, in the shape of an object.", $"static {Gradient} Zero({type.Home.Marked} model)",
            () => writer.Line($"return model.{GradientHome.Zero}();"));
        Member("The floating-point fields of an object themselves, copied.", $"static {Gradient} ParametersOf({type.Home.Marked} model)", () =>
        {
            writer.Line($"var parameters = model.{GradientHome.Zero}();");
            writer.Line($"model.{ObjectAccessEmitter.Copied}(parameters);");
            writer.Line("return parameters;");
        });
        if (!type.IsDerived || type.Members.Count > 0) Arithmetic();
        if (!type.IsDerived) Vectors();
        if (!type.IsDerived && type.IsAssignable) Assigning();
        new ImplementationEmitter(type, writer).OfGradient();
        writer.Close();
    }

    private IEnumerable<string> Bases() => Inherited(type.Base).Concat(type.Interfaces.Select(implemented => implemented.Gradient));

    private void Arithmetic()
    {
        writer.Blank();
        writer.Line("/// <summary>The number of numbers.</summary>");
        writer.Line(
            $"public {type.Chosen}int Count => {string.Join(" + ", Inherited("base.Count").Concat(type.Members.Select(MemberNumbers.Count)).DefaultIfEmpty("0"))};");
        Member("Sets all numbers to zero.", $"{type.Chosen}void Clear()", () => ForEach(Inherited("base.Clear();"), member => member switch
        {
            { IsObject: true } => $"{member.Name}?.Clear();",
            { IsTable: true } => $"foreach (var part in {member.Name}) part?.Clear();",
            { Type: BufferType } when Gradients.IsSpanned(member.Type) => $"global::System.Array.Clear({member.Name});",
            _ => GradientMembers.Clear(member.Type, member.Name),
        }));
        Checked("Adds another gradient, times a number.", $"{type.Chosen}void AddScaled({T} scale, {type.Common} other)", () =>
        {
            if (!type.IsDerived) RequireAlike("other");
            ForEach(Inherited("base.AddScaled(scale, other);").Concat(Cast("other")),
                member => _numbers.AddScaled(member, $"{Own("other")}.{member.Name}"));
        });
        Checked("The sum of the products of corresponding numbers.", $"{type.Chosen}{T} Dot({type.Common} other)", () =>
        {
            if (!type.IsDerived) RequireAlike("other");
            ForEach(Inherited("var dot = base.Dot(other);").Concat(Cast("other")), _ => "");
            writer.Line(
                $"return {string.Join(" + ", Inherited("dot").Concat(type.Members.Select(member => _numbers.Dot(member, $"{Own("other")}.{member.Name}"))).DefaultIfEmpty("default"))};");
        });
        Internal($"{type.Chosen}{Gradient} {GradientHome.Zero}()", () =>
        {
            writer.Line($"var zero = ({Gradient}){(type.IsDerived ? $"base.{GradientHome.Zero}" : "MemberwiseClone")}();");
            foreach (var member in type.Members) writer.Line($"zero.{member.Name} = {ZeroOf(member, member.Name)};");
            writer.Line("return zero;");
        });
        Internal($"{type.Chosen}global::Diff.Misfit? {Compared}({type.Common} gradient)", Misfits);
        Internal($"{type.Chosen}global::System.Span<{T}> Write(global::System.Span<{T}> destination)", () =>
        {
            ForEach(Inherited("destination = base.Write(destination);"), _numbers.Write);
            writer.Line("return destination;");
        });
        Internal($"{type.Chosen}global::System.ReadOnlySpan<{T}> Read(global::System.ReadOnlySpan<{T}> source)", () =>
        {
            ForEach(Inherited("source = base.Read(source);"), _numbers.Read);
            writer.Line("return source;");
        });
    }

    private void Vectors()
    {
        Checked("Copies all numbers to a vector.", $"void CopyTo(global::System.Span<{T}> destination)", () =>
        {
            writer.Line("global::Diff.Buffers.RequireLength(\"destination\", destination.Length, Count);");
            writer.Line("Write(destination);");
        });
        Checked("Takes all numbers from a vector.", $"void FromSpan(global::System.ReadOnlySpan<{T}> source)", () =>
        {
            writer.Line("global::Diff.Buffers.RequireLength(\"source\", source.Length, Count);");
            writer.Line("Read(source);");
        });
    }

    private void Assigning()
    {
        Checked("Adds this gradient, times a number, to the fields of an object: a step of gradient descent with a negative number.", $"void AddTo({type.Home.Marked} model, {T} scale)", () =>
        {
            writer.Line($"model.{ObjectAccessEmitter.Require}(this, \"this\");");
            writer.Line($"model.{ObjectAccessEmitter.Added}(this, scale);");
        });
        Checked("Assigns the numbers to the fields of an object.", $"void AssignTo({type.Home.Marked} model)", () =>
        {
            writer.Line($"model.{ObjectAccessEmitter.Require}(this, \"this\");");
            writer.Line($"model.{ObjectAccessEmitter.Assigned}(this);");
        });
    }

    /// <summary>The zero gradient with respect to a member.</summary>
    /// <param name="shape">The member of an object or of another gradient.</param>
    public static string ZeroOf(GradientMember member, string shape) =>
        member.IsTable ? $"global::System.Array.ConvertAll({shape}, static part => part?.{GradientHome.Zero}())"
        : member.IsObject ? $"{shape}?.{GradientHome.Zero}()"
        : Gradients.Zero(member.Type, shape);

    /// <summary>Looks for the first array of another gradient that has another shape than its counterpart.</summary>
    private void Misfits()
    {
        if (type.IsDerived)
        {
            writer.Line($"if (base.{Compared}(gradient) is {{ }} misfit) return misfit;");
            if (type.Members.Any(IsReference)) ForEach(Cast("gradient"), _ => "");
        }
        else if (type.IsOpen)
        {
            writer.Line("if (gradient.GetType() != GetType()) return global::Diff.Misfit.Type(gradient.GetType(), GetType());");
        }

        var counterpart = type.IsDerived ? "own" : "gradient";
        writer.Line(
            $"return {string.Join(" ?? ", type.Members.Where(IsReference).Select(member => Misfit(member, $"{counterpart}.{member.Name}", member.Name)).DefaultIfEmpty("null"))};");
    }

    /// <param name="gradient">The member of a gradient.</param>
    /// <param name="counterpart">That of another one or of the object.</param>
    public static string Misfit(GradientMember member, string gradient, string counterpart) => member.IsObject || member.IsTable
        ? $"global::Diff.Misfit.Of(\"{member.Name}\", {gradient}, {counterpart}, static (actual, expected) => expected.{Compared}(actual))"
        : $"global::Diff.Misfit.Of(\"{member.Name}\", {gradient}, {counterpart}{(member.IsCollection ? ".Length" : "")})";

    private void RequireAlike(string other)
    {
        writer.Line($"global::System.ArgumentNullException.ThrowIfNull({other});");
        writer.Line($"global::Diff.Misfit.Refuse({Compared}({other}), \"{other}\");");
    }

    /// <summary>What a derived type has before anything else.</summary>
    private IEnumerable<string> Inherited(string text) => type.IsDerived ? [text] : [];

    private IEnumerable<string> Cast(string gradient) => type.IsDerived ? [$"var own = ({Gradient}){gradient};"] : [];

    private string Own(string gradient) => type.IsDerived ? "own" : gradient;

    private void ForEach(IEnumerable<string> first, Func<GradientMember, string> statement)
    {
        foreach (var text in first.Concat(type.Members.Select(statement)).Where(text => text.Length > 0)) writer.Line(text);
    }

    private void Member(string summary, string head, Action body)
    {
        writer.Blank();
        writer.Line($"/// <summary>{summary}</summary>");
        Body("public " + head, body);
    }

    /// <summary>A member that refuses what has another shape, before it changes anything.</summary>
    private void Checked(string summary, string head, Action body)
    {
        writer.Blank();
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">The shapes differ.</exception>");
        Body("public " + head, body);
    }

    private void Internal(string head, Action body)
    {
        writer.Blank();
        writer.Line(Documentation.Hidden);
        Body("public " + head, body);
    }

    private void Body(string head, Action body)
    {
        writer.Line(head);
        writer.Open();
        body();
        writer.Close();
    }
}
