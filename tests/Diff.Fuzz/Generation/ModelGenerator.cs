using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

/// <summary>Draws marked classes: one with numbers, arrays, structs and other objects, and perhaps an interface or abstract class with two that implement it.</summary>
sealed class ModelGenerator(Draw draw, Features features, IReadOnlyList<Algebra> structs)
{
    static readonly BufferOf Numbers = new(BufferShape.Array, Kind.Double);

    /// <summary>The last one is what the entry gets.</summary>
    public static IReadOnlyList<ModelOf> Models(Draw draw, Features features, IReadOnlyList<Algebra> structs)
    {
        var generator = new ModelGenerator(draw, features, structs);
        if (draw.Chance(0.25)) return [generator.Class("Model", null, [])];
        if (draw.Chance(0.2))
        {
            var part = generator.Class("Part", null, []);
            return [part, generator.Class("Model", null, generator.Held(part))];
        }

        var isInterface = draw.Chance(0.4);
        var open = new ModelOf(isInterface ? "IShape" : "Shape", ClassForm.Properties, null, isInterface ? [] : [new("Gain", DataType.Double)]) { IsInterface = isInterface, IsAbstract = true };
        ModelOf[] classes = [generator.Class("First", open, []), generator.Class("Second", open, [])];
        ModelOf[] all = [.. classes, open with { Classes = classes }];
        return draw.Chance(0.3) ? all : [.. all, generator.Class("Model", null, generator.Held(all[^1]))];
    }

    /// <summary>An object, an array of them, or both.</summary>
    IEnumerable<ClassField> Held(ModelOf type)
    {
        var form = draw.Below(3);
        if (form != 0) yield return new("Parts", new BufferOf(BufferShape.Array, type));
        if (form != 1) yield return new("Best", type);
    }

    ModelOf Class(string name, ModelOf? parent, IEnumerable<ClassField> held)
    {
        var form = draw.Pick([ClassForm.Fields, ClassForm.Properties, ClassForm.Primary, ClassForm.Record]);
        if (form == ClassForm.Record && parent is { IsInterface: false }) form = ClassForm.Primary;
        var isPrivate = form != ClassForm.Properties && form != ClassForm.Record && draw.Chance(0.4);
        var fields = Parts(form).Concat(held).Select(field => isPrivate ? field with { Name = "_" + field.Name.ToLowerInvariant() } : field);
        return new(name, form, parent, [.. fields]);
    }

    IEnumerable<ClassField> Parts(ClassForm form)
    {
        foreach (var name in new[] { "X", "Y" }.Take(draw.Between(1, 2))) yield return new(name, DataType.Double);
        if (draw.Chance(0.4) && Has(Features.Buffers)) yield return new("Items", Numbers);
        if (draw.Chance(0.4) && structs.Count > 0) yield return new("At", draw.Pick(structs).Type);
        if (draw.Chance(0.2) && form is not ClassForm.Record) yield return new("Rest", DataType.Double) { IsNoGradient = true };
        if (draw.Chance(0.2)) yield return new("Count", DataType.Int);
    }

    bool Has(Features feature) => (features & feature) == feature;

    /// <summary>The members of all of them: those of the interface as callers see them, and the bodies.</summary>
    public static (IReadOnlyList<Callable> Callables, IReadOnlyList<Method> Bodies) Members(Draw draw, Features features, IReadOnlyList<Algebra> structs, IReadOnlyList<ModelOf> models)
    {
        var (callables, bodies) = (new List<Callable>(), new List<Method>());
        MethodGenerator Generator() => new(draw, features, [.. callables], structs, models: models);
        var open = models.FirstOrDefault(model => model.IsAbstract);
        List<DataType> signature = [DataType.Double];
        if ((features & Features.Buffers) != 0 && draw.Chance(0.25)) signature.Add(new BufferOf(BufferShape.ReadOnlySpan, Kind.Double));
        var hasProperty = draw.Chance(0.4);
        foreach (var model in models.Where(model => !model.IsAbstract))
        {
            if (model.Name != "Model" && hasProperty) Add(Generator().Member(model, "Rate", null, open is not null));
            if (model.Name != "Model" || draw.Chance(0.6)) Add(Generator().Member(model, "Along", signature, open is not null && model.Name != "Model"));
        }

        if (open is not null)
        {
            foreach (var body in bodies.Where(body => body.Member!.Owner.Equals(open.Classes[0])).ToArray()) callables.Add(Declared(open, callables.First(callable => callable.Method == body)));
            bodies.AddRange(callables.Select(callable => callable.Method).Where(method => method.IsAbstract));
        }

        return (callables, bodies);

        void Add(Callable callable)
        {
            callables.Add(callable);
            bodies.Add(callable.Method);
        }
    }

    /// <summary>The member as its interface or abstract class has it: the object chooses the body.</summary>
    static Callable Declared(ModelOf open, Callable body)
    {
        var receiver = body.Method.Parameters[0];
        return body with
        {
            Method = body.Method with
            {
                Name = $"{open.Name}.{body.Method.Member!.Name}",
                Parameters = [receiver with { Variable = receiver.Variable with { Type = open } }, .. body.Method.Parameters.Skip(1)],
                Member = body.Method.Member with { Owner = open },
                Body = new([]),
                IsAbstract = true,
                IsOverride = false,
            },
        };
    }
}
