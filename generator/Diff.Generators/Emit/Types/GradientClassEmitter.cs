using Diff.Generators.Emit.Members;
using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// Emits the gradient type of a marked class: a field per number, array or object of the class, and what an optimiser does with them. What reads the
/// class's own fields is a hidden member of the class, for they may be private.
/// </summary>
internal sealed class GradientClassEmitter(GradientClass type, CodeWriter writer)
{
    private const string Flat = "global::Diff.Flat";
    private const string Memory = "global::System.Runtime.InteropServices.MemoryMarshal";

    /// <summary>The hidden members of the class.</summary>
    public const string Zero = GradientHome.Hidden + "Zero";

    private const string Compared = GradientHome.Hidden + "Misfit";

    public const string Require = GradientHome.Hidden + "Require";

    private const string Copied = GradientHome.Hidden + "CopyTo";

    private const string Added = GradientHome.Hidden + "Add";

    private const string Assigned = GradientHome.Hidden + "Assign";

    private string Gradient => type.Home.Gradient;

    private string T => type.Scalar.Name;

    public static string Emit(GradientClass type) => GradientFile.Emit(type.Home, writer => new GradientClassEmitter(type, writer).GradientType(), writer => new GradientClassEmitter(type, writer).Hidden());

    private void GradientType()
    {
        writer.Line($"/// <summary>The gradient with respect to an object of <see cref=\"{type.Home.Cref}\"/>: a field per floating-point field, of the same shape. As a flat vector, in the order {string.Join(", ", type.Members.Select(member => member.Name))}; matrices row by row.</summary>");
        writer.Line(Documentation.Generated);
        writer.Line($"{type.Home.Accessibility} sealed class {Gradient}" + (type.Home.Constraints.Length > 0 ? " " + type.Home.Constraints : ""));
        writer.Open();
        foreach (var member in type.Members)
        {
            writer.Line($"/// <summary>With respect to <c>{member.Source}</c>.</summary>");
            writer.Line($"public {member.Type.Name} {member.Name}{(member.Type is ScalarType or AggregateType ? "" : " = null!")};");
        }
        Member("The zero gradient, in the shape of an object.", $"static {Gradient} Zero({type.Home.Marked} model)", () => writer.Line($"return model.{Zero}();"));
        Member("The floating-point fields of an object themselves, copied.", $"static {Gradient} ParametersOf({type.Home.Marked} model)", () =>
        {
            writer.Line($"var parameters = model.{Zero}();");
            writer.Line($"model.{Copied}(parameters);");
            writer.Line("return parameters;");
        });
        writer.Blank();
        writer.Line("/// <summary>The number of numbers.</summary>");
        writer.Line($"public int Count => {string.Join(" + ", type.Members.Select(Count))};");
        Member("Sets all numbers to zero.", "void Clear()", () => ForEach(member => member switch
        {
            { IsObject: true } => $"{member.Name}.Clear();",
            { Type: BufferType } when Gradients.IsSpanned(member.Type) => $"global::System.Array.Clear({member.Name});",
            _ => GradientMembers.Clear(member.Type, member.Name),
        }));
        Checked("Adds another gradient, times a number.", $"void AddScaled({T} scale, {Gradient} other)", () => RequireAlike("other"), () => ForEach(member => member switch
        {
            { IsObject: true } => $"{member.Name}.AddScaled(scale, other.{member.Name});",
            { Type: ScalarType } => $"{member.Name} += scale * other.{member.Name};",
            _ => $"{Flat}.AddScaled({Numbers(member, "")}, scale, {Numbers(member, "other.")});",
        }));
        Checked("The sum of the products of corresponding numbers.", $"{T} Dot({Gradient} other)", () => RequireAlike("other"), () => writer.Line($"return {string.Join(" + ", type.Members.Select(Dot))};"));
        Checked("Copies all numbers to a vector.", $"void CopyTo(global::System.Span<{T}> destination)", () =>
        {
            writer.Line("global::Diff.Buffers.RequireLength(\"destination\", destination.Length, Count);");
            ForEach(member => $"destination = {Copy(member)};");
        });
        Checked("Takes all numbers from a vector.", $"void FromSpan(global::System.ReadOnlySpan<{T}> source)", () =>
        {
            writer.Line("global::Diff.Buffers.RequireLength(\"source\", source.Length, Count);");
            ForEach(member => $"source = {Take(member)};");
        });
        if (CanAssign)
        {
            Checked("Adds this gradient, times a number, to the fields of an object: a step of gradient descent with a negative number.", $"void AddTo({type.Home.Marked} model, {T} scale)", () => writer.Line($"model.{Require}(this, \"this\");"), () => writer.Line($"model.{Added}(this, scale);"));
            Checked("Assigns the numbers to the fields of an object.", $"void AssignTo({type.Home.Marked} model)", () => writer.Line($"model.{Require}(this, \"this\");"), () => writer.Line($"model.{Assigned}(this);"));
        }
        Internal($"global::Diff.Misfit? {Compared}({Gradient} gradient)", () => Misfits("gradient", member => member.Name));
        Slices();
        writer.Close();
    }

    private bool CanAssign => type.Members.All(member => member.Type is not (ScalarType or AggregateType) || member.IsAssignable);

    // A nested gradient is a part of the vector.
    private void Slices()
    {
        Internal($"global::System.Span<{T}> Write(global::System.Span<{T}> destination)", () =>
        {
            writer.Line("CopyTo(destination[..Count]);");
            writer.Line("return destination[Count..];");
        });
        Internal($"global::System.ReadOnlySpan<{T}> Read(global::System.ReadOnlySpan<{T}> source)", () =>
        {
            writer.Line("FromSpan(source[..Count]);");
            writer.Line("return source[Count..];");
        });
    }

    private void RequireAlike(string other)
    {
        writer.Line($"global::System.ArgumentNullException.ThrowIfNull({other});");
        writer.Line($"global::Diff.Misfit.Refuse({Compared}({other}), \"{other}\");");
    }

    /// <summary>Looks for the first array of a gradient that has another shape than its counterpart.</summary>
    private void Misfits(string gradient, Func<GradientMember, string> counterpart)
    {
        var members = type.Members.Where(member => member.Type is not (ScalarType or AggregateType)).Select(member => member.IsObject
            ? $"({gradient}.{member.Name} is null ? global::Diff.Misfit.Null(\"{member.Name}\") : {counterpart(member)}.{Compared}({gradient}.{member.Name})?.In(\"{member.Name}\"))"
            : $"global::Diff.Misfit.Of(\"{member.Name}\", {gradient}.{member.Name}, {counterpart(member)})");
        writer.Line($"return {string.Join(" ?? ", members.DefaultIfEmpty("null"))};");
    }

    private void Hidden()
    {
        foreach (var member in type.Members)
        {
            writer.Blank();
            writer.Line(Documentation.Generated);
            writer.Line(Documentation.Hidden);
            writer.Line($"public {member.Class} {GradientHome.Getter(member.Name)} => {member.Source};");
        }
        HiddenMember($"{Gradient} {Zero}()", () => writer.Line($"return new {Gradient} {{ {string.Join(", ", type.Members.Where(member => member.Type is not (ScalarType or AggregateType)).Select(member => $"{member.Name} = {(member.IsObject ? $"{member.Source}.{Zero}()" : Gradients.Zero(member.Type, member.Source))}"))} }};"));
        HiddenMember($"void {Require}({Gradient} gradient, string name)", () =>
        {
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(gradient, name);");
            writer.Line($"global::Diff.Misfit.Refuse({Compared}(gradient), name);");
        });
        HiddenMember($"global::Diff.Misfit? {Compared}({Gradient} gradient)", () => Misfits("gradient", member => member.Source));
        HiddenMember($"void {Copied}({Gradient} parameters)", () => ForEach(member => member switch
        {
            { IsObject: true } => $"{member.Source}.{Copied}(parameters.{member.Name});",
            { Type: BufferType { Element: BufferType } } => $"for (var row = 0; row < {member.Source}.Length; row++) {member.Source}[row].CopyTo(parameters.{member.Name}[row], 0);",
            { Type: BufferType } => $"global::System.Array.Copy({member.Source}, parameters.{member.Name}, {member.Source}.Length);",
            _ => $"parameters.{member.Name} = {member.Source};",
        }));
        if (!CanAssign) return;
        HiddenMember($"void {Added}({Gradient} gradient, {T} scale)", () => ForEach(member => member switch
        {
            { IsObject: true } => $"{member.Source}.{Added}(gradient.{member.Name}, scale);",
            { Type: ScalarType } => $"{member.Source} += scale * gradient.{member.Name};",
            { Type: AggregateType value } => $"{member.Source} = {ExpressionPrinter.Scaled(value, member.Source, "scale", "gradient." + member.Name)};",
            _ => $"{Flat}.AddScaled({Numbers(member, "", member.Source)}, scale, {Numbers(member, "gradient.")});",
        }));
        HiddenMember($"void {Assigned}({Gradient} gradient)", () => ForEach(member => member switch
        {
            { IsObject: true } => $"{member.Source}.{Assigned}(gradient.{member.Name});",
            { Type: BufferType { Element: BufferType } } => $"for (var row = 0; row < {member.Source}.Length; row++) gradient.{member.Name}[row].CopyTo({member.Source}[row], 0);",
            { Type: BufferType } => $"global::System.Array.Copy(gradient.{member.Name}, {member.Source}, {member.Source}.Length);",
            _ => $"{member.Source} = gradient.{member.Name};",
        }));
    }

    /// <summary>The numbers of a member as a span, or a jagged array as it is.</summary>
    private string Numbers(GradientMember member, string holder, string? name = null)
    {
        var place = holder + (name ?? member.Name);
        return member.Type switch
        {
            BufferType { Element: BufferType } => place,
            BufferType { Element: AggregateType element } => $"{Memory}.Cast<{element.Name}, {T}>({Flat}.Of({place}))",
            BufferType => $"{Flat}.Of({place})",
            _ => $"{Memory}.Cast<{member.Type.Name}, {T}>(new global::System.Span<{member.Type.Name}>(ref {place}))",
        };
    }

    private string Count(GradientMember member) => member switch
    {
        { IsObject: true } => member.Name + ".Count",
        { Type: ScalarType } => "1",
        { Type: AggregateType value } => value.LeafCount().ToString(System.Globalization.CultureInfo.InvariantCulture),
        { Type: BufferType { Element: BufferType } } => $"{Flat}.Count({member.Name})",
        { Type: BufferType { Element: AggregateType value } } => $"{value.LeafCount().ToString(System.Globalization.CultureInfo.InvariantCulture)} * {member.Name}.Length",
        _ => member.Name + ".Length",
    };

    private string Dot(GradientMember member) => member switch
    {
        { IsObject: true } => $"{member.Name}.Dot(other.{member.Name})",
        { Type: ScalarType } => $"{member.Name} * other.{member.Name}",
        { Type: BufferType { Element: BufferType } } => $"{Flat}.Dot({member.Name}, other.{member.Name})",
        _ => $"{Flat}.Dot<{T}>({Numbers(member, "")}, {Numbers(member, "other.")})",
    };

    private string Copy(GradientMember member) => member switch
    {
        { IsObject: true } => $"{member.Name}.Write(destination)",
        { Type: ScalarType } => $"{Flat}.Write(destination, new global::System.ReadOnlySpan<{T}>(in {member.Name}))",
        { Type: BufferType { Element: BufferType } } => $"{Flat}.Write(destination, {member.Name})",
        _ => $"{Flat}.Write<{T}>(destination, {Numbers(member, "")})",
    };

    private string Take(GradientMember member) => member switch
    {
        { IsObject: true } => $"{member.Name}.Read(source)",
        { Type: ScalarType } => $"{Flat}.Read(source, out {member.Name})",
        { Type: BufferType { Element: BufferType } } => $"{Flat}.Read(source, {member.Name})",
        _ => $"{Flat}.Read(source, {Numbers(member, "")})",
    };

    private void ForEach(Func<GradientMember, string> statement)
    {
        foreach (var text in type.Members.Select(statement).Where(text => text.Length > 0)) writer.Line(text);
    }

    private void Member(string summary, string head, params Action[] body)
    {
        writer.Blank();
        writer.Line($"/// <summary>{summary}</summary>");
        Body("public " + head, body);
    }

    /// <summary>A member that refuses what has another shape, before it changes anything.</summary>
    private void Checked(string summary, string head, params Action[] body)
    {
        writer.Blank();
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">The shapes differ.</exception>");
        Body("public " + head, body);
    }

    private void Internal(string head, params Action[] body)
    {
        writer.Blank();
        writer.Line(Documentation.Hidden);
        Body("public " + head, body);
    }

    private void HiddenMember(string head, params Action[] body)
    {
        writer.Blank();
        writer.Line(Documentation.Generated);
        writer.Line(Documentation.Hidden);
        Body("public " + head, body);
    }

    private void Body(string head, Action[] parts)
    {
        writer.Line(head);
        writer.Open();
        foreach (var part in parts) part();
        writer.Close();
    }
}
