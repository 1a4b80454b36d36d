using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>Writes the call that does one copy of a <see cref="CopyLoop"/>.</summary>
/// <param name="isWhole">Whether all of the source is copied.</param>
/// <param name="fills">Whether all of the target is written.</param>
internal sealed class CopyCall(
    ElementCopy copy, EquatableArray<Operand> extents, bool isWhole, bool fills, Func<Value, Let?> definition, Ids ids)
{
    private readonly BlockBuilder _builder = new(ids) { Origin = copy.Origin };

    private BufferType Type => (BufferType)copy.Target.Type;

    /// <param name="output">What stands before the copy, in the same block. If it ends with the new target, that is made as a clone.</param>
    public void Add(List<Statement> output)
    {
        var place = PlaceOfNew(output);
        if (place < 0)
        {
            _builder.Do(Written());
            output.AddRange(_builder.Statements);
            return;
        }

        var made = (Let)output[place];
        var zeros = (Allocate)made.Operation;
        _builder.Add(made with { Operation = new Clone(Source()) { Home = zeros.Home, Level = zeros.Level } });
        output.RemoveAt(place);
        output.InsertRange(IsKnownAt(place, output) ? place : output.Count, _builder.Statements);
    }

    /// <summary>Where the zeros are made that the copy overwrites, if nothing is done between; less than zero if nowhere.</summary>
    private int PlaceOfNew(List<Statement> output)
    {
        if (copy.IsAdded || !fills || (Type.Rank > 1 && !isWhole)) return -1;
        for (var i = output.Count - 1; i >= 0; i--)
        {
            if (output[i] is not Let { Results.Count: 1, Operation: Allocate or Clone or Length or View } let) return -1;
            if (let.Result == copy.Target) return let.Operation is Allocate made && CanBeClone(made) ? i : -1;
            if (let.Operation.Operands.Contains(copy.Target)) return -1;
        }

        return -1;
    }

    private bool CanBeClone(Allocate made) => Type.Kind != BufferKind.Span || made.Home == MemoryHome.Scratch;

    private bool IsKnownAt(int place, List<Statement> output)
    {
        var needed = _builder.Statements.SelectMany(statement => statement.Operands()).ToList();
        return !output.Skip(place).SelectMany(statement => statement.Results()).Any(needed.Contains);
    }

    private Inert Written()
    {
        var element = Type.Element.Name;
        if (copy.IsAdded) return Call($"{MemoryTemplates.SpanSums}Add<{element}>({{0}}, {{1}})", copy.Target, copy.Source);
        return Type.Rank == 2
            ? Call($"{MemoryTemplates.Buffers}Copy<{element}>({{0}}, {{1}})", copy.Source, copy.Target)
            : Copied();
    }

    private Inert Copied()
    {
        var (source, target) = (PlaceOf(copy.Source), PlaceOf(copy.Target));
        if (source.IsArray && target.IsArray)
        {
            return source.IsStart && target.IsStart
                ? Call("global::System.Array.Copy({0}, {1}, {2})", source.Buffer, target.Buffer, Count())
                : Call("global::System.Array.Copy({0}, {1}, {2}, {3}, {4})", source.Buffer, source.Start, target.Buffer, target.Start,
                    Count());
        }

        var part = Source();
        var template = part.Type is BufferType { Kind: BufferKind.Array }
            ? "global::System.MemoryExtensions.CopyTo({0}, {1})"
            : MemoryTemplates.Copy;
        return Call(template, part, target.IsStart ? target.Buffer : Again(copy.Target));
    }

    /// <summary>What a buffer is a part of, if its start and its end need not be told for a copy into it.</summary>
    private Place PlaceOf(Value buffer) =>
        definition(buffer) is { Result.Name: "", Operation: View { Buffer: Value { Type: BufferType { IsList: false,
            Kind: BufferKind.Array or BufferKind.Span } } whole, Start: var start } }
            ? new(whole, start)
            : new(buffer, Constant.Int(0));

    /// <summary>How many elements there are: the extent of a part need not be asked for.</summary>
    private Operand Count() =>
        extents[0] is Value extent && definition(extent)?.Operation is Length { Buffer: Value part }
            && definition(part) is { Result.Name: "", Operation: View { Extent: { } seen } }
                ? seen
                : extents[0];

    /// <summary>No more of the source than is copied.</summary>
    private Value Source() => isWhole
        ? Again(copy.Source)
        : _builder.Let(new View(copy.Source, Constant.Int(0), extents[0]), Spans.ReadOnlyOf(Type.Element));

    /// <summary>A part without a name, where it is used.</summary>
    private Value Again(Value buffer) => definition(buffer) is { Result.Name: "", Operation: View { IsNarrowing: false } view }
        ? _builder.Let(view, buffer.Type)
        : buffer;

    private static Inert Call(string template, params ReadOnlySpan<Operand> operands) =>
        new(template, EquatableArray.Create(operands), Effect.Write);

    private readonly record struct Place(Value Buffer, Operand Start)
    {
        public bool IsArray => Buffer.Type is BufferType { Kind: BufferKind.Array };

        public bool IsStart => Start is Constant { Bits: 0 };
    }
}
