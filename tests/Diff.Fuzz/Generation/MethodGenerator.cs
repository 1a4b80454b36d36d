using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

/// <summary>Draws a signature, then a body that keeps to it.</summary>
sealed class MethodGenerator(Draw draw, Features features, IReadOnlyList<Callable> callables, IReadOnlyList<Algebra> structs, IReadOnlyList<ClassOf>? classes = null, IReadOnlyList<ModelOf>? models = null)
{
    static readonly string[] ScalarNames = ["x", "y", "z", "a", "b"];
    static readonly string[] BufferNames = ["xs", "ys", "data"];
    static readonly Interval Count = new(0, 4);
    readonly List<Parameter> parameters = [];
    readonly List<Interval> demands = [];
    readonly List<Statement> opening = [];
    readonly BodyGenerator body = new(draw, features, callables, structs) { Classes = classes ?? [], Models = models ?? [] };

    public Callable Entry(string name, ObjectOf? contract)
    {
        body.Nests = Has(Features.Nested);
        var isMember = models is { Count: > 0 } && !models[^1].IsAbstract && draw.Chance(0.5);
        if (models is { Count: > 0 }) Add(isMember ? "this" : "model", models[^1], PassMode.Value, BodyGenerator.Ordinary);
        if (contract is not null) Add(FreeName(["shape", "model"]), contract, PassMode.Value, BodyGenerator.Ordinary);
        for (var count = draw.Between(1, 2); count > 0; count--) AddScalar();
        for (var count = draw.Between(0, 2); count > 0; count--) AddAny(isEntry: true);
        if (body.Nests) opening.Add(body.DeclareDerivative());
        if (classes is { Count: > 0 }) opening.Add(body.FirstObject());
        if (Has(Features.Procedures)) opening.AddRange(body.FirstProcedures());
        var callable = Finish(name, Result(mayBeArray: true), draw.Between(3, classes is { Count: > 0 } || Has(Features.Procedures) ? 9 : 7), isRecursive: false);
        return isMember ? callable with { Method = callable.Method with { Member = new(models![^1], MemberForm.Instance, name) } } : callable;
    }

    public Callable Helper(string name)
    {
        var isRecursive = Has(Features.Recursion) && draw.Chance(0.35);
        if (isRecursive) Add("fuel", DataType.Int, PassMode.Value, new(0, 3));
        AddScalar();
        for (var count = draw.Between(0, 2); count > 0; count--) AddAny(isEntry: false);
        if (classes is { Count: > 0 } && !isRecursive && draw.Chance(0.7)) return OfObjects(name, isRecursive);
        // An array from a call that takes others may be one of them, as far as the caller knows.
        var mayBeArray = parameters.All(parameter => parameter.Type is not BufferOf);
        var result = mayBeArray && Has(Features.Memory) && Has(Features.Tuples) && draw.Chance(0.08) ? TupleWithArray() : Result(mayBeArray);
        return Finish(name, result, draw.Between(1, 3), isRecursive);
    }

    /// <summary>A helper that takes objects, and may return one.</summary>
    Callable OfObjects(string name, bool isRecursive)
    {
        for (var count = draw.Between(1, 2); count > 0; count--) Add(FreeName(["from", "to"]), draw.Pick(classes!), PassMode.Value, BodyGenerator.Ordinary);
        var result = draw.Chance(0.5) ? draw.Pick(classes!) : Result(mayBeArray: false);
        var callable = Finish(name, result, draw.Between(1, 3), isRecursive);
        return callable with { Method = callable.Method with { IsMarked = draw.Chance(0.3) } };
    }

    /// <summary>A method or property of a class, which may change the object.</summary>
    public Callable Member(ClassOf owner, string name)
    {
        var isProperty = draw.Chance(0.2);
        Add("this", owner, PassMode.Value, BodyGenerator.Ordinary);
        if (!isProperty && draw.Chance(0.7)) AddScalar();
        for (var count = isProperty ? 0 : draw.Between(0, 1); count > 0; count--) AddAny(isEntry: false);
        if (!isProperty && draw.Chance(0.2)) Add("other", owner, PassMode.Value, BodyGenerator.Ordinary);
        if (!isProperty && owner.Use != ClassUse.Unchanging && body.FirstChange() is { } change) opening.Add(change);
        var result = draw.Below(isProperty ? 5 : 8) switch
        {
            < 5 => DataType.Double,
            5 => owner,
            _ => owner.Use == ClassUse.Unchanging ? owner : (DataType?)null,
        };
        var callable = Finish($"{owner.Name}.{name}", result, draw.Between(1, 3), isRecursive: false);
        return callable with { Method = callable.Method with { Member = new(owner, isProperty ? MemberForm.Property : MemberForm.Instance, name) } };
    }

    /// <summary>A method of a marked class, or a property if there is no signature.</summary>
    public Callable Member(ModelOf owner, string name, IReadOnlyList<DataType>? signature, bool isBody)
    {
        Add("this", owner, PassMode.Value, BodyGenerator.Ordinary);
        foreach (var parameter in signature ?? []) Add(FreeName(parameter is BufferOf ? BufferNames : ScalarNames), parameter, PassMode.Value, BodyGenerator.Ordinary);
        var callable = Finish($"{owner.Name}.{name}", DataType.Double, draw.Between(1, 3), isRecursive: false);
        return callable with { Method = callable.Method with { Member = new(owner, signature is null ? MemberForm.Property : MemberForm.Instance, name), IsOverride = isBody && owner.Base is { IsInterface: false } } };
    }

    TupleOf TupleWithArray()
    {
        var array = new BufferOf(BufferShape.Array, Kind.Double);
        return new(draw.Chance(0.5) ? [array, DataType.Double] : [DataType.Double, array]);
    }

    /// <summary>One body of the method of an interface.</summary>
    public Callable Body(ObjectOf type, IReadOnlyList<DataType> signature)
    {
        Add("this", type, PassMode.Value, BodyGenerator.Ordinary);
        foreach (var parameter in signature) Add(FreeName(parameter is BufferOf ? BufferNames : ScalarNames), parameter, PassMode.Value, BodyGenerator.Ordinary);
        opening.Add(body.ReadSetting(new("rate", draw.Pick([0.5, -0.75, 1.5]))));
        var callable = Finish($"{type.Name}.{ObjectOf.Method}", DataType.Double, draw.Between(1, 3), isRecursive: false);
        return callable with { Method = callable.Method with { Member = new(type, MemberForm.Instance, ObjectOf.Method) } };
    }

    /// <summary>A property, or a method that may change the struct.</summary>
    public Callable Member(StructOf owner, string name)
    {
        var isProperty = draw.Chance(0.3);
        var isMutating = !isProperty && owner.IsMutable && draw.Chance(0.5);
        Add("this", owner, isMutating ? PassMode.Ref : PassMode.Value, BodyGenerator.Ordinary);
        for (var count = isProperty ? 0 : draw.Between(0, 2); count > 0; count--) AddAny(isEntry: false);
        var callable = Finish($"{owner.Name}.{name}", Result(mayBeArray: false), draw.Between(1, 3), isRecursive: false);
        var isVoid = callable.Method.Result is null;
        return callable with { Method = callable.Method with { Member = new(owner, isProperty && !isVoid ? MemberForm.Property : MemberForm.Instance, name) } };
    }

    bool Has(Features feature) => (features & feature) == feature;

    void AddScalar()
    {
        var kind = Has(Features.Floats) && draw.Chance(0.2) ? Kind.Float : Kind.Double;
        Add(FreeName(ScalarNames), new Scalar(kind), PassMode.Value, BodyGenerator.Ordinary);
    }

    void AddAny(bool isEntry)
    {
        switch (draw.Below(structs.Count == 0 ? 10 : 14))
        {
            case < 4 when Has(Features.Buffers):
                AddBuffer(isEntry);
                break;
            case 4 when Has(Features.Integers):
                Add(FreeName(["n", "m", "steps"]), DataType.Int, PassMode.Value, Count);
                break;
            case 5 when Has(Features.Integers):
                Add(FreeName(["flag", "on"]), DataType.Bool, PassMode.Value, Count);
                break;
            case 6 when Has(Features.Tuples):
                Add(FreeName(["point", "pair"]), RandomTuple(), PassMode.Value, BodyGenerator.Ordinary);
                break;
            case 7 when Has(Features.ByReference):
                Add(FreeName(["result", "state"]), DataType.Double, draw.Chance(0.5) ? PassMode.Ref : PassMode.Out, BodyGenerator.Ordinary);
                break;
            case 8 when Has(Features.ByReference):
                Add(FreeName(ScalarNames), DataType.Double, PassMode.In, BodyGenerator.Ordinary);
                break;
            case 9 when isEntry && Has(Features.NoGradient):
                Add(FreeName(ScalarNames), DataType.Double, PassMode.Value, BodyGenerator.Ordinary, isNoGradient: true);
                break;
            case 10 or 11:
                var mode = draw.Chance(0.15) ? PassMode.In : Has(Features.ByReference) && draw.Chance(0.15) ? PassMode.Ref : PassMode.Value;
                Add(FreeName(["p", "q"]), draw.Pick(structs).Type, mode, BodyGenerator.Ordinary);
                break;
            case 12 or 13 when Has(Features.Buffers):
                AddStructs(isEntry);
                break;
            default:
                AddScalar();
                break;
        }
    }

    void AddBuffer(bool isEntry)
    {
        var element = Has(Features.Floats) && draw.Chance(0.15) ? Kind.Float : Kind.Double;
        var shape = isEntry && Has(Features.Grids) && draw.Chance(0.15)
            ? draw.Chance(0.5) ? BufferShape.Matrix : BufferShape.Jagged
            : draw.Pick([BufferShape.Array, BufferShape.ReadOnlySpan, BufferShape.ReadOnlySpan, BufferShape.Span]);
        if (!isEntry) shape = BufferShape.ReadOnlySpan;
        var isNoGradient = isEntry && Has(Features.NoGradient) && draw.Chance(0.15);
        var isWritten = Has(Features.Memory) && !isNoGradient && draw.Chance(0.35);
        if (isWritten) shape = isEntry && draw.Chance(0.3) ? BufferShape.Array : BufferShape.Span;
        Add(FreeName(BufferNames), new BufferOf(shape, element), PassMode.Value, BodyGenerator.Ordinary, isNoGradient, isWritten);
    }

    void AddStructs(bool isEntry)
    {
        var isWritten = Has(Features.Memory) && draw.Chance(0.4);
        var shape = isWritten ? isEntry && draw.Chance(0.3) ? BufferShape.Array : BufferShape.Span
            : isEntry ? draw.Pick([BufferShape.Array, BufferShape.ReadOnlySpan, BufferShape.Span]) : BufferShape.ReadOnlySpan;
        Add(FreeName(["ps", "nodes"]), new BufferOf(shape, draw.Pick(structs).Type), PassMode.Value, BodyGenerator.Ordinary, isWritten: isWritten);
    }

    TupleOf RandomTuple()
    {
        if (structs.Count > 0 && draw.Chance(0.3)) return new([draw.Pick(structs).Type, DataType.Double]);
        DataType second = Has(Features.Floats) && draw.Chance(0.3) ? DataType.Float : DataType.Double;
        return draw.Chance(0.2) ? new([DataType.Double, new TupleOf([second, DataType.Double])]) : new([DataType.Double, second]);
    }

    string FreeName(IReadOnlyList<string> names) => names.Concat(names.Select(name => name + "2")).First(name => parameters.All(parameter => parameter.Name != name));

    void Add(string name, DataType type, PassMode mode, Interval demand, bool isNoGradient = false, bool isWritten = false)
    {
        var isWritable = mode != PassMode.In && type is not (BufferOf or ModelOf) && name != "fuel" && (name != "this" || mode == PassMode.Ref);
        if (type is ClassOf named) isWritable = named.Use != ClassUse.Owned && name != "this";
        var entry = body.DeclareParameter(name, type, demand, isWritable, minLength: BodyGenerator.LeastLength, minColumns: BodyGenerator.LeastLength, isWrittenBuffer: isWritten || type is ClassOf { Use: not ClassUse.Unchanging }, isReference: mode != PassMode.Value || name == "this");
        parameters.Add(new(entry.Variable, mode, isNoGradient) { IsWrittenBuffer = isWritten });
        if (isWritten) opening.Add(body.FirstWrite(entry));
        demands.Add(demand);
        if (mode == PassMode.Out) opening.Add(new Do(new Assign(new Read(entry.Variable), null, Numbers.Double(draw.Between(-2, 2)))));
    }

    DataType? Result(bool mayBeArray)
    {
        var hasWritten = parameters.Any(parameter => parameter.IsWritten);
        if (hasWritten && draw.Chance(0.5)) return null;
        if (mayBeArray && Has(Features.Memory) && draw.Chance(0.12)) return new BufferOf(BufferShape.Array, Kind.Double);
        if (structs.Count > 0 && draw.Chance(0.2)) return draw.Pick(structs).Type;
        if (Has(Features.Tuples) && draw.Chance(0.2)) return RandomTuple();
        return Has(Features.Floats) && draw.Chance(0.15) ? DataType.Float : DataType.Double;
    }

    Callable Finish(string name, DataType? result, int statements, bool isRecursive)
    {
        var method = new Method(name, parameters, result, new Block([]), 0);
        var callable = new Callable(method, demands, BodyGenerator.Ordinary, isRecursive);
        if (isRecursive)
        {
            body.Self = callable;
            opening.Add(body.BaseCase(parameters[0].Variable, result, BodyGenerator.Ordinary));
        }

        var block = body.MethodBody(result, BodyGenerator.Ordinary, statements, opening);
        return callable with { Method = method with { Body = block, Slots = body.Slots }, Cost = isRecursive ? 15 : 4 };
    }
}
