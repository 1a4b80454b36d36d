using System.Globalization;
using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>What is done with the numbers of one member of a gradient, as C#. The gradient with respect to no object is null.</summary>
/// <param name="scalar">The type of the numbers.</param>
internal sealed class MemberNumbers(string scalar)
{
    private const string Flat = "global::Diff.Flat";
    private const string Memory = "global::System.Runtime.InteropServices.MemoryMarshal";

    /// <summary>The numbers as a span, or a jagged array as it is.</summary>
    /// <param name="place">The member, of a gradient or of an object.</param>
    public string Of(GradientMember member, string place) => member.Type switch
    {
        BufferType { Element: BufferType } => place,
        BufferType { Element: AggregateType element } => $"{Memory}.Cast<{element.Name}, {scalar}>({Flat}.Of({place}))",
        BufferType => $"{Flat}.Of({place})",
        _ => $"{Memory}.Cast<{member.Type.Name}, {scalar}>(new global::System.Span<{member.Type.Name}>(ref {place}))",
    };

    public static string Count(GradientMember member) => member switch
    {
        { IsObject: true } => $"({member.Name}?.Count ?? 0)",
        { IsTable: true } => $"{Flat}.Count({member.Name}, static part => part?.Count ?? 0)",
        { Type: ScalarType } => "1",
        { Type: AggregateType value } => Leaves(value),
        { Type: BufferType { Element: BufferType } } => $"{Flat}.Count({member.Name})",
        { Type: BufferType { Element: AggregateType value } } => $"{Leaves(value)} * {member.Name}.Length",
        _ => member.Name + ".Length",
    };

    public string AddScaled(GradientMember member, string other) => member switch
    {
        { IsObject: true } => $"{member.Name}?.AddScaled(scale, {other});",
        { IsTable: true } => $"for (var i = 0; i < {member.Name}.Length; i++) {member.Name}[i]?.AddScaled(scale, {other}[i]);",
        { Type: ScalarType } => $"{member.Name} += scale * {other};",
        _ => $"{Flat}.AddScaled({Of(member, member.Name)}, scale, {Of(member, other)});",
    };

    public string Dot(GradientMember member, string other) => member switch
    {
        { IsObject: true } => $"({member.Name} is null ? default : {member.Name}.Dot({other}))",
        { IsTable: true } => $"{Flat}.Dot({member.Name}, {other}, static (left, right) => left is null ? default : left.Dot(right))",
        { Type: ScalarType } => $"{member.Name} * {other}",
        { Type: BufferType { Element: BufferType } } => $"{Flat}.Dot({member.Name}, {other})",
        _ => $"{Flat}.Dot<{scalar}>({Of(member, member.Name)}, {Of(member, other)})",
    };

    /// <summary>Writes them to <c>destination</c>, of which the rest is left.</summary>
    public string Write(GradientMember member) => member switch
    {
        { IsObject: true } => $"if ({member.Name} is not null) destination = {member.Name}.Write(destination);",
        { IsTable: true } => $"foreach (var part in {member.Name}) if (part is not null) destination = part.Write(destination);",
        { Type: ScalarType } => $"destination = {Flat}.Write(destination, new global::System.ReadOnlySpan<{scalar}>(in {member.Name}));",
        { Type: BufferType { Element: BufferType } } => $"destination = {Flat}.Write(destination, {member.Name});",
        _ => $"destination = {Flat}.Write<{scalar}>(destination, {Of(member, member.Name)});",
    };

    /// <summary>Reads them from <c>source</c>, of which the rest is left.</summary>
    public string Read(GradientMember member) => member switch
    {
        { IsObject: true } => $"if ({member.Name} is not null) source = {member.Name}.Read(source);",
        { IsTable: true } => $"foreach (var part in {member.Name}) if (part is not null) source = part.Read(source);",
        { Type: ScalarType } => $"source = {Flat}.Read(source, out {member.Name});",
        { Type: BufferType { Element: BufferType } } => $"source = {Flat}.Read(source, {member.Name});",
        _ => $"source = {Flat}.Read(source, {Of(member, member.Name)});",
    };

    /// <summary>Adds those of a gradient, times <c>scale</c>, to a member of an object.</summary>
    public string AddTo(GradientMember member, string place, string gradient) => member switch
    {
        { IsObject: true } => $"{place}?.{ObjectAccessEmitter.Added}({gradient}, scale);",
        { IsTable: true } => $"for (var i = 0; i < {gradient}.Length; i++) {place}[i]?.{ObjectAccessEmitter.Added}({gradient}[i], scale);",
        { Type: ScalarType } => $"{place} += scale * {gradient};",
        { Mixed: not null } => MixedNumbers.AddTo(member, place, gradient),
        { Type: AggregateType value } => $"{place} = {AggregateText.Scaled(value, place, "scale", gradient)};",
        _ => $"{Flat}.AddScaled({Of(member, place)}, scale, {Of(member, gradient)});",
    };

    /// <summary>Copies a member of an object to a gradient.</summary>
    public static string CopyTo(GradientMember member, string place, string gradient) =>
        member.Mixed is null ? Copy(member, place, gradient) : MixedNumbers.CopyTo(member, place, gradient);

    /// <summary>Copies a member of a gradient to an object.</summary>
    public static string AssignTo(GradientMember member, string place, string gradient) =>
        member.Mixed is null ? Copy(member, gradient, place) : MixedNumbers.AssignTo(member, place, gradient);

    private static string Copy(GradientMember member, string from, string to) => member switch
    {
        { IsCollection: true } => $"{Flat}.Of({from}).CopyTo({to});",
        { Type: BufferType { Element: BufferType } } => $"for (var row = 0; row < {from}.Length; row++) {from}[row].CopyTo({to}[row], 0);",
        { Type: BufferType } => $"global::System.Array.Copy({from}, {to}, {from}.Length);",
        _ => $"{to} = {from};",
    };

    private static string Leaves(AggregateType value) => value.DifferentiableLeaves().Count().ToString(CultureInfo.InvariantCulture);
}
