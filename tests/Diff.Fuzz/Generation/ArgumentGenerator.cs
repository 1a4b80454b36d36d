using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

/// <summary>Arguments for an entry; round numbers are common, because kinks and ties live there.</summary>
static class ArgumentGenerator
{
    static readonly double[] Round = [0, 1, -1, 0.5, 2, -2, -0.5, 1.5];

    public static object[] For(Method entry, Draw draw) => [.. entry.Parameters.Select(parameter => Value(parameter.Type, draw))];

    static object Value(DataType type, Draw draw)
    {
        switch (type)
        {
            case Scalar { Kind: Kind.Int }:
                return draw.Between(0, 4);
            case Scalar { Kind: Kind.Bool }:
                return draw.Chance(0.5);
            case ObjectOf contract:
                return draw.Below(contract.Classes.Count);
            case Scalar scalar:
                return Number(scalar.Kind, draw);
            case TupleOf tuple:
                return tuple.Elements.Select(element => Value(element, draw)).ToArray();
            case StructOf record:
                return record.Fields.Select(field => Value(field.Type, draw)).ToArray();
            case ModelOf { Classes.Count: > 0 } open:
                var position = draw.Below(open.Classes.Count);
                return (ModelArgument)Value(open.Classes[position], draw) with { Position = position };
            case ModelOf model:
                return new ModelArgument(model, null, [.. model.Fields.Select(field => Value(field.Type, draw))]);
            case BufferOf { Item: ModelOf model }:
                return Enumerable.Range(0, Length(draw)).Select(_ => (ModelArgument)Value(model, draw)).ToArray();
            case BufferOf { Item: StructOf record }:
                return Enumerable.Range(0, Length(draw)).Select(_ => (object[])Value(record, draw)).ToArray();
            case BufferOf { Shape: BufferShape.Matrix } buffer:
                var grid = new double[Length(draw), Length(draw)];
                for (var i = 0; i < grid.GetLength(0); i++)
                    for (var j = 0; j < grid.GetLength(1); j++)
                        grid[i, j] = Number(buffer.Element, draw);
                return grid;
            case BufferOf { Shape: BufferShape.Jagged } buffer:
                return Enumerable.Range(0, Length(draw)).Select(_ => Numbers(buffer.Element, draw)).ToArray();
            case BufferOf buffer:
                return Numbers(buffer.Element, draw);
            default:
                throw new NotSupportedException(type.Text);
        }
    }

    static double[] Numbers(Kind kind, Draw draw) => [.. Enumerable.Range(0, Length(draw)).Select(_ => Number(kind, draw))];

    static int Length(Draw draw) => draw.Between(BodyGenerator.LeastLength, 5);

    static double Number(Kind kind, Draw draw)
    {
        var number = draw.Chance(0.2) ? draw.Pick(Round) : BodyGenerator.Ordinary.Low + (BodyGenerator.Ordinary.High - BodyGenerator.Ordinary.Low) * draw.Unit();
        return kind == Kind.Float ? (float)number : number;
    }
}
