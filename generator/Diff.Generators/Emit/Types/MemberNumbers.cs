using System.Globalization;
using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>What is done with the numbers of one member of a gradient, as C#.</summary>
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
        { IsObject: true } => member.Name + ".Count",
        { Type: ScalarType } => "1",
        { Type: AggregateType value } => Leaves(value),
        { Type: BufferType { Element: BufferType } } => $"{Flat}.Count({member.Name})",
        { Type: BufferType { Element: AggregateType value } } => $"{Leaves(value)} * {member.Name}.Length",
        _ => member.Name + ".Length",
    };

    public string AddScaled(GradientMember member, string other) => member switch
    {
        { IsObject: true } => $"{member.Name}.AddScaled(scale, {other});",
        { Type: ScalarType } => $"{member.Name} += scale * {other};",
        _ => $"{Flat}.AddScaled({Of(member, member.Name)}, scale, {Of(member, other)});",
    };

    public string Dot(GradientMember member, string other) => member switch
    {
        { IsObject: true } => $"{member.Name}.Dot({other})",
        { Type: ScalarType } => $"{member.Name} * {other}",
        { Type: BufferType { Element: BufferType } } => $"{Flat}.Dot({member.Name}, {other})",
        _ => $"{Flat}.Dot<{scalar}>({Of(member, member.Name)}, {Of(member, other)})",
    };

    /// <summary>Writes them to <c>destination</c>; the value is the rest of it.</summary>
    public string Write(GradientMember member) => member switch
    {
        { IsObject: true } => $"{member.Name}.Write(destination)",
        { Type: ScalarType } => $"{Flat}.Write(destination, new global::System.ReadOnlySpan<{scalar}>(in {member.Name}))",
        { Type: BufferType { Element: BufferType } } => $"{Flat}.Write(destination, {member.Name})",
        _ => $"{Flat}.Write<{scalar}>(destination, {Of(member, member.Name)})",
    };

    /// <summary>Reads them from <c>source</c>; the value is the rest of it.</summary>
    public string Read(GradientMember member) => member switch
    {
        { IsObject: true } => $"{member.Name}.Read(source)",
        { Type: ScalarType } => $"{Flat}.Read(source, out {member.Name})",
        { Type: BufferType { Element: BufferType } } => $"{Flat}.Read(source, {member.Name})",
        _ => $"{Flat}.Read(source, {Of(member, member.Name)})",
    };

    /// <summary>Adds those of a gradient, times <c>scale</c>, to a member of an object.</summary>
    public string AddTo(GradientMember member, string place, string gradient) => member switch
    {
        { IsObject: true } => $"{place}.{ObjectAccessEmitter.Added}({gradient}, scale);",
        { Type: ScalarType } => $"{place} += scale * {gradient};",
        { Type: AggregateType value } => $"{place} = {ExpressionPrinter.Scaled(value, place, "scale", gradient)};",
        _ => $"{Flat}.AddScaled({Of(member, place)}, scale, {Of(member, gradient)});",
    };

    /// <summary>Copies a member of a gradient or object to the one of the other.</summary>
    public static string Copy(GradientMember member, string from, string to) => member switch
    {
        { Type: BufferType { Element: BufferType } } => $"for (var row = 0; row < {from}.Length; row++) {from}[row].CopyTo({to}[row], 0);",
        { Type: BufferType } => $"global::System.Array.Copy({from}, {to}, {from}.Length);",
        _ => $"{to} = {from};",
    };

    private static string Leaves(AggregateType value) => value.LeafCount().ToString(CultureInfo.InvariantCulture);
}
