using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

/// <summary>Draws the classes whose objects the methods of a program make: numbers, an array, a struct, and perhaps one that holds such an object.</summary>
sealed class ClassGenerator(Draw draw, Features features, IReadOnlyList<Algebra> structs)
{
    public static IReadOnlyList<ClassOf> Classes(Draw draw, Features features, IReadOnlyList<Algebra> structs)
    {
        var generator = new ClassGenerator(draw, features, structs);
        var use = draw.Pick([ClassUse.Free, ClassUse.Free, ClassUse.Free, ClassUse.Unchanging, ClassUse.Owned]);
        var cell = generator.Class("Cell", use, null);
        return draw.Chance(0.3) ? [cell, generator.Class("Group", use, cell)] : [cell];
    }

    ClassOf Class(string name, ClassUse use, ClassOf? inner)
    {
        var form = use == ClassUse.Unchanging && draw.Chance(0.4) ? ClassForm.Record : draw.Pick([ClassForm.Fields, ClassForm.Fields, ClassForm.Properties, ClassForm.Primary]);
        var type = new ClassOf(name) { Form = form, Use = use };
        var (parameters, fields) = (new List<Variable>(), new List<ClassField>());
        foreach (var field in Parts(type, inner)) fields.Add(field.Initial is null && IsGiven(field.Type, form) ? field with { Initial = Given(field, form, parameters) } : field);
        return type with { Parameters = parameters, Fields = fields };
    }

    IEnumerable<ClassField> Parts(ClassOf type, ClassOf? inner)
    {
        foreach (var name in new[] { "X", "Y", "Z" }.Take(draw.Pick([1, 2, 2, 3]))) yield return new(name, DataType.Double);
        if (inner is not null) yield return new("Inner", inner);
        if (draw.Chance(0.3) && Has(Features.Memory))
        {
            var array = new BufferOf(BufferShape.Array, Kind.Double);
            yield return new("Items", array, type.Form == ClassForm.Record ? null : new NewArray(DataType.Double, Numbers.Int(BodyGenerator.LeastLength)));
        }

        if (draw.Chance(0.2) && structs.Count > 0) yield return new("At", draw.Pick(structs).Type);
        if (draw.Chance(0.15)) yield return new("Count", DataType.Int, type.Form == ClassForm.Record ? null : Numbers.Int(draw.Below(3)));
        if (draw.Chance(0.1) && Has(Features.Floats)) yield return new("Weight", DataType.Float);
        if (type.Use == ClassUse.Free && draw.Chance(0.4)) yield return new("Next", type with { IsNullable = true });
    }

    /// <summary>What has no constructor begins as zeros, save objects: a field never holds null unless it says so.</summary>
    static bool IsGiven(DataType type, ClassForm form) => type is not ClassOf { IsNullable: true } && form != ClassForm.Fields;

    Expression Given(ClassField field, ClassForm form, List<Variable> parameters)
    {
        var read = new Read(new Variable(field.Name.ToLowerInvariant(), field.Type, parameters.Count));
        parameters.Add(read.Variable);
        var isScaled = form != ClassForm.Record && field.Type is Scalar { Kind: Kind.Double } && draw.Chance(0.2);
        return isScaled ? new Binary(BinaryOperator.Multiply, Numbers.Double(0.5), read) : read;
    }

    bool Has(Features feature) => (features & feature) == feature;
}
