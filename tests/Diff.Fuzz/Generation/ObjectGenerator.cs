using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

/// <summary>Draws an interface or abstract class with one method, and two classes with bodies for it.</summary>
static class ObjectGenerator
{
    public static ObjectOf Contract(Draw draw)
    {
        var isInterface = draw.Chance(0.5);
        return new(isInterface ? "ICurve" : "Curve", isInterface, [new("First", false, []), new("Second", false, [])]);
    }

    public static IReadOnlyList<Callable> Bodies(ObjectOf contract, Draw draw, Features features)
    {
        List<DataType> signature = [DataType.Double];
        if (draw.Chance(0.5)) signature.Add(DataType.Double);
        if ((features & Features.Buffers) != 0 && draw.Chance(0.3)) signature.Add(new BufferOf(BufferShape.ReadOnlySpan, Kind.Double));
        return [.. contract.Classes.Select(type => new MethodGenerator(draw, features, [], []).Body(type, signature))];
    }

    /// <summary>The method as callers see it: the receiver chooses the body.</summary>
    public static Callable Dispatched(ObjectOf contract, Callable body)
    {
        var receiver = body.Method.Parameters[0];
        return body with
        {
            Method = body.Method with
            {
                Name = $"{contract.Name}.{ObjectOf.Method}",
                Parameters = [receiver with { Variable = receiver.Variable with { Type = contract } }, .. body.Method.Parameters.Skip(1)],
                Member = new(contract, MemberForm.Instance, ObjectOf.Method),
            },
        };
    }
}
