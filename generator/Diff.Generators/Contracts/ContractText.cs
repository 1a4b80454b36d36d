using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// The contract of a method as it is written on its generated <c>Vjp</c>, by the names of its parameters:
/// <c>writes z; reads scales, lower; fills y</c>. What is not mentioned is not written, and not read by the reverse half; what is filled is
/// not read before it is written. <c>holds w</c>: somebody may hold on to the array. <c>returns x</c>: the very array may be the result,
/// and is copied by derivatives. <c>changes objects</c>: it may write to what objects and statics hold. <c>hands out arrays of objects</c>:
/// the very array of one may be the result. <c>keeps a record</c>: the halves share a struct instead of a tape. <c>has effects</c>: it must
/// not be run twice. <c>stores numbers in P</c>: active values may be found there afterwards. <c>finds numbers in P</c>: those that are
/// stored there may count for what it delivers (<see cref="StatePlaces"/>). <c>passes no tangent through M</c>: there is no forward mode,
/// for want of a rule for M. <c>is refused</c>: the members only throw.
/// </summary>
internal sealed record ContractText(
    EquatableArray<string> Written, EquatableArray<string> Read, EquatableArray<string> Filled, EquatableArray<string> Held,
    EquatableArray<string> Returned, bool ChangesObjects, bool ReturnsObjects, bool KeepsRecord, bool HasEffects,
    StatePlaces Stored, StatePlaces Found, string Obstacle, bool IsRefused)
{
    public static readonly ContractText Empty = new([], [], [], [], [], ChangesObjects: false, ReturnsObjects: false, KeepsRecord: false,
        HasEffects: false, Stored: StatePlaces.None, Found: StatePlaces.None, Obstacle: "", IsRefused: false);

    private const string Writes = "writes ";
    private const string Reads = "reads ";
    private const string Fills = "fills ";
    private const string Holds = "holds ";
    private const string Returns = "returns ";
    private const string Changes = "changes objects";
    private const string HandsOut = "hands out arrays of objects";
    private const string Keeps = "keeps a record";
    private const string Effects = "has effects";
    private const string Stores = "stores numbers in ";
    private const string Finds = "finds numbers in ";
    private const string Refuses = "is refused";
    private const string Stops = "passes no tangent through ";

    public static ContractText Of(Method method)
    {
        var optional = method.Parameters.Where(parameter => ReverseReads.IsOptional(parameter.Type)).ToList();
        return new(
            method.Parameters.Where(parameter => parameter.IsWritten).Select(parameter => parameter.Name).ToEquatableArray(),
            optional.Where(parameter => parameter.IsReadInReverse).Select(parameter => parameter.Name).ToEquatableArray(),
            method.Parameters.Where(parameter => parameter.IsOutput).Select(parameter => parameter.Name).ToEquatableArray(),
            method.Parameters.Where(parameter => parameter.IsHeld).Select(parameter => parameter.Name).ToEquatableArray(),
            method.Parameters.Where(parameter => parameter.IsReturned).Select(parameter => parameter.Name).ToEquatableArray(),
            method.ChangesObjects,
            method.ReturnsObjects,
            method.KeepsRecord,
            method.HasEffects,
            method.Stores,
            method.Reads,
            method.Obstacle,
            method.Refusal is not null);
    }

    public static ContractText Parse(string text)
    {
        var parts = text.Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(part => part.Trim()).ToList();
        return new(
            Names(parts, Writes), Names(parts, Reads), Names(parts, Fills), Names(parts, Holds), Names(parts, Returns),
            parts.Contains(Changes), parts.Contains(HandsOut), parts.Contains(Keeps), parts.Contains(Effects),
            new(Names(parts, Stores)), new(Names(parts, Finds)),
            parts.FirstOrDefault(part => part.StartsWith(Stops, StringComparison.Ordinal))?.Substring(Stops.Length) ?? "",
            parts.Contains(Refuses));
    }

    public override string ToString() => string.Join("; ", new[]
    {
        List(Writes, Written), List(Reads, Read), List(Fills, Filled), List(Holds, Held), List(Returns, Returned),
        ChangesObjects ? Changes : "", ReturnsObjects ? HandsOut : "", KeepsRecord ? Keeps : "", HasEffects ? Effects : "",
        List(Stores, Stored.Names), List(Finds, Found.Names),
        Obstacle.Length > 0 ? Stops + Obstacle : "", IsRefused ? Refuses : "",
    }.Where(part => part.Length > 0));

    private static EquatableArray<string> Names(IEnumerable<string> parts, string heading) =>
        parts.Where(part => part.StartsWith(heading, StringComparison.Ordinal))
            .SelectMany(part => part.Substring(heading.Length).Split([", "], StringSplitOptions.RemoveEmptyEntries))
            .ToEquatableArray();

    private static string List(string heading, EquatableArray<string> names) => names.IsEmpty ? "" : heading + string.Join(", ", names);
}
