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
    public static string Of(GradientMember member, string place) => Of(member.Type, place);

    private static string Of(IrType type, string place) => type switch
    {
        BufferType { Element: BufferType } => place,
        BufferType { Element: AggregateType element } => $"{Memory}.Cast<{element.Name}, {ScalarOf(type)}>({Flat}.Of({place}))",
        BufferType => $"{Flat}.Of({place})",
        _ => $"{Memory}.Cast<{type.Name}, {ScalarOf(type)}>(new global::System.Span<{type.Name}>(ref {place}))",
    };

    private static string ScalarOf(IrType type) => Gradients.ScalarOf(type).Name;

    /// <summary>Whether the numbers of a type are of a narrower type than the vector of all.</summary>
    private bool IsNarrow(IrType type) => ScalarOf(type) != scalar;

    /// <summary>The factor of a step, as the numbers of a member take it.</summary>
    private string Scale(GradientMember member) => IsNarrow(member.Type) ? $"({ScalarOf(member.Type)})scale" : "scale";

    /// <summary>A product of numbers of a member, as one of the vector.</summary>
    private string Wide(GradientMember member, string number) => IsNarrow(member.Type) ? $"({scalar}){number}" : number;

    public static string Count(GradientMember member) => member switch
    {
        { IsObject: true } => $"({member.Name}?.Count ?? 0)",
        { IsTable: true } => $"{Flat}.Count({member.Name}, static part => part?.Count ?? 0)",
        { Type: ScalarType } => "1",
        { Type: AggregateType value } => Leaves(value),
        _ when Row(member, "part") is { } row => $"{Flat}.Count({member.Name}, static part => {Count(row)})",
        { Type: BufferType { Element: BufferType } } => $"{Flat}.Count({member.Name})",
        { Type: BufferType { Element: AggregateType value } } => $"{Leaves(value)} * {member.Name}.Length",
        _ => member.Name + ".Length",
    };

    public string AddScaled(GradientMember member, string other) => member switch
    {
        { IsObject: true } => $"{member.Name}?.AddScaled(scale, {other});",
        { IsTable: true } => $"for (var i = 0; i < {member.Name}.Length; i++) {member.Name}[i]?.AddScaled(scale, {other}[i]);",
        { Type: ScalarType } => $"{member.Name} += {Scale(member)} * {other};",
        _ when Row(member) is { } row => ForEachRow(member.Name, AddScaled(row, other + "[row]")),
        _ => $"{Flat}.AddScaled({Of(member, member.Name)}, {Scale(member)}, {Of(member, other)});",
    };

    public string Dot(GradientMember member, string other) => member switch
    {
        { IsObject: true } => $"({member.Name} is null ? default : {member.Name}.Dot({other}))",
        { IsTable: true } => $"{Flat}.Dot({member.Name}, {other}, static (left, right) => left is null ? default : left.Dot(right))",
        { Type: ScalarType } => $"{Wide(member, member.Name)} * {Wide(member, other)}",
        _ when Row(member, "left") is { } row => $"{Flat}.Dot({member.Name}, {other}, static (left, right) => {Dot(row, "right")})",
        { Type: BufferType { Element: BufferType } } => Wide(member, $"{Flat}.Dot({member.Name}, {other})"),
        _ => Wide(member, $"{Flat}.Dot<{ScalarOf(member.Type)}>({Of(member, member.Name)}, {Of(member, other)})"),
    };

    /// <summary>Writes them to <c>destination</c>, of which the rest is left.</summary>
    public string Write(GradientMember member) => member switch
    {
        { IsObject: true } => $"if ({member.Name} is not null) destination = {member.Name}.Write(destination);",
        { IsTable: true } => $"foreach (var part in {member.Name}) if (part is not null) destination = part.Write(destination);",
        _ when Row(member) is { } row => ForEachRow(member.Name, Write(row)),
        _ => InOrder(member, (type, place) => $"destination = {Flat}.Write{Written(type, place)};"),
    };

    private string Written(IrType type, string place) => type switch
    {
        ScalarType number => $"{Converted(type, "Widened")}(destination, new global::System.ReadOnlySpan<{number.Name}>(in {place}))",
        BufferType { Element: BufferType } => $"{Converted(type, "Widened")}(destination, {place})",
        _ => $"{(IsNarrow(type) ? Converted(type, "Widened") : $"<{scalar}>")}(destination, {Of(type, place)})",
    };

    private string Taken(IrType type, string place) => type switch
    {
        ScalarType when IsNarrow(type) =>
            $"{Converted(type, "Narrowed")}(source, new global::System.Span<{type.Name}>(ref {place}))",
        ScalarType => $"(source, out {place})",
        _ => $"{Converted(type, "Narrowed")}(source, {Of(type, place)})",
    };

    /// <summary>The rest of the name of what converts numbers of a narrower type; empty if there is nothing to convert.</summary>
    private string Converted(IrType type, string name) => IsNarrow(type) ? $"{name}<{ScalarOf(type)}, {scalar}>" : "";

    /// <summary>
    /// Does something with each part of a member whose numbers lie in the order of the vector: those of a tuple may not.
    /// </summary>
    private static string InOrder(GradientMember member, Func<IrType, string, string> statement) => member.Type switch
    {
        BufferType { Element: AggregateType { Kind: AggregateKind.Tuple } tuple } =>
            $"foreach (ref var part in {Flat}.Of({member.Name})) {{ {string.Join(" ", Parts(tuple, "part").Select(part => statement(part.Type, part.Place)))} }}",
        var type => string.Join(" ", Parts(type, member.Name).Select(part => statement(part.Type, part.Place))),
    };

    private static IEnumerable<(IrType Type, string Place)> Parts(IrType type, string place) =>
        type is AggregateType { Kind: AggregateKind.Tuple } tuple
            ? tuple.Fields.SelectMany(field => Parts(field.Type, $"{place}.{field.Name}"))
            : [(type, place)];

    /// <summary>Reads them from <c>source</c>, of which the rest is left.</summary>
    public string Read(GradientMember member) => member switch
    {
        { IsObject: true } => $"if ({member.Name} is not null) source = {member.Name}.Read(source);",
        { IsTable: true } => $"foreach (var part in {member.Name}) if (part is not null) source = part.Read(source);",
        _ when Row(member) is { } row => ForEachRow(member.Name, Read(row)),
        _ => InOrder(member, (type, place) => $"source = {Flat}.Read{Taken(type, place)};"),
    };

    /// <summary>Adds those of a gradient, times <c>scale</c>, to a member of an object.</summary>
    public string AddTo(GradientMember member, string place, string gradient) => member switch
    {
        { IsObject: true } => $"{place}?.{ObjectAccessEmitter.Added}({gradient}, scale);",
        { IsTable: true } => $"for (var i = 0; i < {gradient}.Length; i++) {place}[i]?.{ObjectAccessEmitter.Added}({gradient}[i], scale);",
        { Type: ScalarType } => $"{place} += {Scale(member)} * {gradient};",
        _ when Row(member) is { } row => ForEachRow(gradient, AddTo(row, place + "[row]", gradient + "[row]")),
        { Mixed: not null } => MixedNumbers.AddTo(member, place, Scale(member), gradient),
        { Type: AggregateType value } => $"{place} = {AggregateText.Scaled(value, place, Scale(member), gradient)};",
        _ => $"{Flat}.AddScaled({Of(member, place)}, {Scale(member)}, {Of(member, gradient)});",
    };

    /// <summary>Copies a member of an object to a gradient.</summary>
    public static string CopyTo(GradientMember member, string place, string gradient) =>
        Row(member) is { } row ? ForEachRow(gradient, CopyTo(row, place + "[row]", gradient + "[row]"))
        : member.Mixed is null ? Copy(member, place, gradient) : MixedNumbers.CopyTo(member, place, gradient);

    /// <summary>Copies a member of a gradient to an object.</summary>
    public static string AssignTo(GradientMember member, string place, string gradient) =>
        Row(member) is { } row ? ForEachRow(gradient, AssignTo(row, place + "[row]", gradient + "[row]"))
        : member.Mixed is null ? Copy(member, gradient, place) : MixedNumbers.AssignTo(member, place, gradient);

    /// <summary>A row of a jagged array of structs or tuples, seen as a member itself; null of any other member.</summary>
    /// <param name="name">What it is called; an element of the member if empty.</param>
    private static GradientMember? Row(GradientMember member, string name = "") =>
        member.Type is BufferType { Element: BufferType { Element: AggregateType } row }
            ? member with { Name = name.Length > 0 ? name : member.Name + "[row]", Type = row }
            : null;

    private static string ForEachRow(string rows, string statement) =>
        $"for (var row = 0; row < {rows}.Length; row++) {statement}";

    private static string Copy(GradientMember member, string from, string to) => member switch
    {
        { IsCollection: true } => $"{Flat}.Of({from}).CopyTo({to});",
        { Type: BufferType { Element: BufferType } } => $"for (var row = 0; row < {from}.Length; row++) {from}[row].CopyTo({to}[row], 0);",
        { Type: BufferType } => $"global::System.Array.Copy({from}, {to}, {from}.Length);",
        _ => $"{to} = {from};",
    };

    private static string Leaves(AggregateType value) => value.DifferentiableLeaves().Count().ToString(CultureInfo.InvariantCulture);
}
