using Diff.Generators.Emit.Members;
using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// Emits the gradient type of a marked struct: a field per field with a derivative, sums and multiples; and in the struct, where it has
/// private fields, the hidden members that read and make it.
/// </summary>
internal sealed class GradientStructEmitter(GradientStruct type, CodeWriter writer)
{
    /// <summary>The type of a parameter that no constructor of the user has.</summary>
    private const string Marker = GradientHome.Hidden + "Fields";

    private string Gradient => type.Home.Gradient;

    private AggregateType Tangent => type.Shape.TangentType!;

    public static string Emit(GradientStruct type) => GradientFile.Emit(
        type.Home,
        writer => new GradientStructEmitter(type, writer).GradientType(),
        type.State is { } state ? writer => new GradientStructEmitter(type, writer).Hidden(state) : null);

    private void GradientType()
    {
        writer.Line(
            $"/// <summary>The gradient with respect to a <see cref=\"{type.Home.Cref}\"/>: a field per field that carries a derivative.</summary>");
        writer.Line(Documentation.Generated);
        writer.Line($"{type.Home.Accessibility} struct {Gradient}" + (type.Home.Constraints.Length > 0 ? " " + type.Home.Constraints : ""));
        writer.Open();
        for (var i = 0; i < Tangent.Fields.Count; i++)
        {
            if (!Tangent.Fields[i].Type.IsDifferentiable()) continue;
            writer.Line($"/// <summary>With respect to <c>{type.Sources[i]}</c>.</summary>");
            writer.Line($"public {Tangent.Fields[i].Type.Name} {Tangent.Fields[i].Name};");
        }
        Member("No change.", $"{Gradient} Zero => default;");
        Member("The sum, field by field.",
            $"{Gradient} operator +({Gradient} left, {Gradient} right) => {AggregateText.Sum(Tangent, "left", "right")};");
        if (Scalar is { } scalar)
        {
            Member("Each field times a number.",
                $"{Gradient} operator *({scalar.Name} scale, {Gradient} gradient) => {AggregateText.Multiple(Tangent, "scale", "gradient")};");
            Member("Each field times a number.", $"{Gradient} operator *({Gradient} gradient, {scalar.Name} scale) => scale * gradient;");
        }
        writer.Close();
    }

    /// <summary>The type of all the numbers; null if there are several.</summary>
    private IrType? Scalar => Tangent.Leaves().Where(leaf => leaf.IsDifferentiable()).Distinct().ToList() is [var only] ? only : null;

    private void Member(string summary, string declaration)
    {
        writer.Line("");
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line("public static " + declaration);
    }

    private void Hidden(PrivateState state)
    {
        for (var i = 0; i < state.Getters.Count; i++)
            if (state.Getters[i].Length > 0) HiddenMember($"readonly {state.Types[i]} {state.Getters[i]} => {type.Sources[i]};");
        var formals = string.Join(", ", state.Types.Zip(state.Parameters, (fieldType, name) => $"{fieldType} {name}"));
        if (!state.Stored.IsEmpty)
        {
            Assigned(state, formals);
            return;
        }
        var made = state.Maker.Length > 0
            ? Templates.Fill(state.Maker, (hole, _) => state.Parameters[hole])
            : $"new {type.Home.Marked}({string.Join(", ", state.Parameters)}, default({Marker}))";
        HiddenMember($"static {type.Home.Marked} {PrivateState.Make}({formals}) => {made};");
        if (state.Maker.Length == 0) Constructor(state, formals);
    }

    /// <summary>What assigns the fields of a struct each of whose constructors runs the primary one.</summary>
    private void Assigned(PrivateState state, string formals)
    {
        writer.Blank();
        writer.Line(Documentation.Generated);
        writer.Line(Documentation.Hidden);
        writer.Line($"public static {type.Home.Marked} {PrivateState.Make}({formals})");
        writer.Open();
        writer.Line($"var made_ = default({type.Home.Marked});");
        for (var i = 0; i < state.Parameters.Count; i++) writer.Line($"{Place(state, i)}(ref made_) = {state.Parameters[i]};");
        writer.Line("return made_;");
        writer.Close();
        for (var i = 0; i < state.Parameters.Count; i++)
        {
            writer.Blank();
            writer.Line(Documentation.Generated);
            writer.Line(
                $"[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Field, Name = \"{state.Stored[i]}\")]");
            writer.Line($"private static extern ref {state.Types[i]} {Place(state, i)}(ref {type.Home.Marked} value);");
        }
    }

    private static string Place(PrivateState state, int index) => $"{GradientHome.Hidden}Place_{state.Parameters[index].TrimStart('@')}";

    /// <summary>What assigns fields that no constructor of the user assigns one by one.</summary>
    private void Constructor(PrivateState state, string formals)
    {
        writer.Line("");
        writer.Line(Documentation.Generated);
        writer.Line($"private readonly struct {Marker};");
        writer.Line("");
        writer.Line(Documentation.Generated);
        if (state.HasRequired) writer.Line("[global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers]");
        writer.Line($"private {Constructed}({formals}, {Marker} _)");
        writer.Open();
        for (var i = 0; i < state.Parameters.Count; i++) writer.Line($"this.{type.Sources[i]} = {state.Parameters[i]};");
        writer.Close();
    }

    private string Constructed => type.Home.Name.Substring(0, type.Home.Name.Length - "Gradient".Length);

    private void HiddenMember(string declaration)
    {
        writer.Blank();
        writer.Line(Documentation.Generated);
        writer.Line(Documentation.Hidden);
        writer.Line("public " + declaration);
    }
}
