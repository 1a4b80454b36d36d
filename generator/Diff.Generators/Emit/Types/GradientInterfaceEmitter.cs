using Diff.Generators.Emit.Members;
using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// Emits the gradient type of a marked interface, an interface too: what an optimiser does with the gradient of an object of any class. And
/// the hidden members of the marked one, which classes implement (<see cref="ImplementationEmitter"/>).
/// </summary>
internal sealed class GradientInterfaceEmitter(GradientInterface type, CodeWriter writer)
{
    private string Gradient => type.Home.Gradient;

    private string T => type.Scalar.Name;

    /// <summary>A member that interfaces which this one extends have, too.</summary>
    private string New => type.Bases.IsEmpty ? "" : "new ";

    public static string Emit(GradientInterface type) =>
        GradientFile.Emit(type.Home, writer => new GradientInterfaceEmitter(type, writer).Type(),
            writer => new GradientInterfaceEmitter(type, writer).Members());

    private void Type()
    {
        writer.Line(
            $"/// <summary>The gradient with respect to an object that implements <see cref=\"{type.Home.Cref}\"/>: the class of the object decides what it is.</summary>");
        writer.Line(Documentation.Generated);
        writer.Line(
            $"{type.Home.Accessibility} interface {Gradient}{string.Concat(type.Bases.Select((parent, i) => (i == 0 ? " : " : ", ") + parent))}"
                + (type.Home.Constraints.Length > 0 ? " " + type.Home.Constraints : ""));
        writer.Open();
        Member("The number of numbers.", $"{New}int Count {{ get; }}");
        Member("The zero gradient, in the shape of an object.", $"static {Gradient} Zero({type.Home.Marked} model)",
            $"return model.{GradientHome.Zero}();");
        Member("The floating-point fields of an object themselves, copied.", $"static {Gradient} ParametersOf({type.Home.Marked} model)",
            $"var parameters = model.{GradientHome.Zero}();", $"model.{ObjectAccessEmitter.Copied}(parameters);", "return parameters;");
        Member("Sets all numbers to zero.", $"{New}void Clear();");
        Member("Adds another gradient, times a number.", $"void AddScaled({T} scale, {Gradient} other);");
        Member("The sum of the products of corresponding numbers.", $"{T} Dot({Gradient} other);");
        Member("Copies all numbers to a vector.", $"{New}void CopyTo(global::System.Span<{T}> destination);");
        Member("Takes all numbers from a vector.", $"{New}void FromSpan(global::System.ReadOnlySpan<{T}> source);");
        Member("Adds this gradient, times a number, to the fields of an object: a step of gradient descent with a negative number.",
            $"sealed void AddTo({type.Home.Marked} model, {T} scale)",
            $"model.{ObjectAccessEmitter.Require}(this, \"this\");", $"model.{ObjectAccessEmitter.Added}(this, scale);");
        Member("Assigns the numbers to the fields of an object.", $"sealed void AssignTo({type.Home.Marked} model)",
            $"model.{ObjectAccessEmitter.Require}(this, \"this\");", $"model.{ObjectAccessEmitter.Assigned}(this);");
        Hidden($"{New}{Gradient} {GradientHome.Zero}();");
        Hidden($"global::Diff.Misfit? {GradientClassEmitter.Compared}({Gradient} gradient);");
        Hidden($"{New}global::System.Span<{T}> Write(global::System.Span<{T}> destination);");
        Hidden($"{New}global::System.ReadOnlySpan<{T}> Read(global::System.ReadOnlySpan<{T}> source);");
        writer.Close();
    }

    private void Members()
    {
        Hidden($"public {New}const bool {GradientHome.IsDispatched} = true;");
        Unimplemented($"{New}{Gradient} {GradientHome.Zero}()");
        Unimplemented($"void {ObjectAccessEmitter.Require}({Gradient} gradient, string name)");
        Unimplemented($"global::Diff.Misfit? {GradientClassEmitter.Compared}({Gradient} gradient)");
        Unimplemented($"void {ObjectAccessEmitter.Copied}({Gradient} parameters)");
        Unimplemented($"void {ObjectAccessEmitter.Added}({Gradient} gradient, {T} scale)");
        Unimplemented($"void {ObjectAccessEmitter.Assigned}({Gradient} gradient)");
    }

    private void Member(string summary, string head, params string[] body)
    {
        writer.Blank();
        writer.Line($"/// <summary>{summary}</summary>");
        Body(head, body);
    }

    private void Hidden(string head, params string[] body)
    {
        writer.Blank();
        writer.Line(Documentation.Generated);
        writer.Line(Documentation.Hidden);
        Body(head, body);
    }

    /// <summary>A class that is not marked has been reported; there shall be no second error that says so.</summary>
    private void Unimplemented(string head) => Hidden(head,
        $"throw new global::System.NotSupportedException(\"A class that implements '{type.Home.Cref}' is not [Differentiable].\");");

    private void Body(string head, string[] body)
    {
        writer.Line(head);
        if (body.Length == 0) return;
        writer.Open();
        foreach (var line in body) writer.Line(line);
        writer.Close();
    }
}
