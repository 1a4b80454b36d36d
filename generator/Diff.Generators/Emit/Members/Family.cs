using Diff.Generators.Analysis;
using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>What all generated members of a method share: names, types, which form the results have.</summary>
internal sealed class Family
{
    private readonly HashSet<string> _taken;
    private string _weight = "";
    private readonly Dictionary<string, GradientObject> _objects = new(StringComparer.Ordinal);

    private readonly bool _isOnCollections;

    /// <param name="isOnCollections">Members take the collections that the primal takes, not spans of their elements.</param>
    public Family(Method method, bool isOnCollections = false)
    {
        Method = method;
        _isOnCollections = isOnCollections;
        Primal = method.Parameters.Select(Declare).ToList();
        _taken = new(Primal.Select(formal => formal.Name).Concat(method.Declaration.Held), StringComparer.Ordinal);
        Independents = OfParameters().ToList();
        Weights = OfResults().Concat(OfWrittenBuffers()).OrderBy(weighted => weighted.Parameter).ToList();
        ReturnedTangent = Returned?.Type.Tangent().Name ?? "void";
    }

    private Family(Family family, Func<IrType, IrType> tangent)
    {
        (Method, Primal, _taken, _weight, _objects, _isOnCollections) = (family.Method, family.Primal, family._taken, family._weight,
            family._objects, family._isOnCollections);
        Independents = family.Independents.Select(independent =>
        {
            var type = tangent(independent.Type);
            var own = independent.HalfName.Length == 0 ? independent : independent with
            {
                Owner = null,
                Direction = new("", "", Untaken(independent.HalfName + "Direction")),
                Product = new(independent.IsBuffer ? "" : "out", "", Untaken(independent.HalfName + "Product")),
            };
            return own with
            {
                Type = type,
                Direction = own.Direction with { Type = Gradients.TangentTypeOf(type) },
                Product = own.Product with { Type = Gradients.AccumulatorTypeOf(type) },
            };
        }).ToList();
        Weights = family.Weights.Select(weighted =>
        {
            var type = tangent(weighted.Type);
            return weighted with { Type = type, InHalf = weighted.InHalf with { Type = Gradients.WeightTypeOf(type) } };
        }).ToList();
        ReturnedTangent = family.Returned is { IsDifferentiable: true, Type: var returned }
            ? tangent(returned.Tangent()).Name
            : family.ReturnedTangent;
    }

    public Method Method { get; }

    public Declaration Declaration => Method.Declaration;

    /// <summary>The primal's own parameters, and before them <c>this</c> where it is an independent.</summary>
    public IReadOnlyList<Formal> Primal { get; }

    /// <summary>The primal's parameters as members declare them.</summary>
    public IEnumerable<Formal> Declared => Primal.Where(formal => !formal.IsImplied);

    /// <summary>Every independent, <c>ref</c> parameters included.</summary>
    public IReadOnlyList<Independent> Independents { get; }

    /// <summary>The independents that are inputs: all but buffers that are written and never read before.</summary>
    public IReadOnlyList<Independent> Inputs => Independents.Where(independent => !independent.IsOutput).ToList();

    /// <summary>
    /// The independents that have an accumulator: all but <c>ref</c> and written parameters, whose weight carries the gradient out.
    /// </summary>
    public IReadOnlyList<Independent> Accumulated =>
        Independents.Where(independent => independent.Mode != PassMode.Ref && !independent.IsWritten).ToList();

    /// <summary>The accumulated independents as callers see them: the fields of an object are one part.</summary>
    public IReadOnlyList<GradientPart> Parts => [.. Distinct(Accumulated).Select(GradientPart.Of)];

    /// <summary>One of the fields of each object, and the other independents.</summary>
    public static IEnumerable<Independent> Distinct(IEnumerable<Independent> independents)
    {
        var seen = new HashSet<GradientObject>();
        return independents.Where(independent => independent.Owner is not { } owner || seen.Add(owner));
    }

    public bool HasObjects => Independents.Any(independent => independent.Owner is not null);

    /// <summary>The weight of the returned value, then those of <c>ref</c>, <c>out</c> and written parameters in their order.</summary>
    public IReadOnlyList<Weighted> Weights { get; }

    /// <summary>The weights of values; those of written buffers are adjoint memory.</summary>
    public IReadOnlyList<Weighted> ValueWeights => Weights.Where(weighted => !weighted.IsWrittenBuffer).ToList();

    /// <summary>The weights as public members declare them: one for the returned value, a tuple perhaps, then the others.</summary>
    public IReadOnlyList<Formal> WeightFormals => Method.ReturnedTuple is null
        ? Weights.Select(weighted => weighted.Weight).ToList()
        : [new Formal("", Method.ReturnedTuple.Tangent().Name, _weight),
            .. Weights.Where(weighted => weighted.Parameter >= 0).Select(weighted => weighted.Weight)];

    /// <summary>Only such a method has a gradient.</summary>
    public bool HasScalarResult => Weights is [{ Parameter: -1, Type: ScalarType }];

    public bool IsScalarsOnly => Independents.All(independent => !independent.IsBuffer && independent.Owner is null);

    public MethodResult? Returned =>
        Method.ReturnedTuple is { } tuple ? new(tuple, -1) : Method.Results.FirstOrDefault(result => result.Parameter < 0);

    public string ReturnType => Returned?.Type.Name ?? "void";

    /// <summary>The type of the tangent of what is returned.</summary>
    public string ReturnedTangent { get; }

    /// <summary>G: the gradient of the only independent, or a tuple.</summary>
    public string GradientType => TupleType(Distinct(Inputs).Select(GradientPart.Of).Select(part => (part.Type, part.Element)).ToList());

    /// <summary>
    /// The parameter of hidden members in forward mode that says where the memory comes from that they return; none if they return no
    /// memory.
    /// </summary>
    public IReadOnlyList<Formal> Borrowed =>
        Method.Results.Any(result => result.Type.IsBuffer()) ? [new Formal("", "global::Diff.LentResults", Untaken("results"))] : [];

    /// <summary>
    /// The same members with tangents, weights, directions and products along a bundle; those of an object's fields are parameters there.
    /// </summary>
    public Family Bundled() => new(this, static type => Lanes.NumberOf(type) is null ? type : Lanes.Of(type));

    /// <summary>A name that no parameter has.</summary>
    public string Untaken(string name) => Names.Untaken(name, _taken);

    /// <summary>Takes a name for a parameter.</summary>
    public string Take(string name)
    {
        var free = Names.Untaken(name, _taken);
        _taken.Add(free);
        return free;
    }

    public string Name(string suffix) => Declaration.Family + (Declaration.Replaced.Contains(suffix) ? "__" : "") + suffix;

    /// <summary>Whether the member is left out: the user has written it, and no other needs it.</summary>
    public bool Skips(string suffix) =>
        !Declaration.Replaced.Contains(suffix) && Declaration.Existing.Contains(Declaration.Family + suffix);

    /// <summary>The head of a member: <c>public static double FVjp&lt;T&gt;(…)</c>, with constraints.</summary>
    public string Head(string type, string suffix, IEnumerable<Formal> appended, bool isOwn = false)
    {
        var declared = Signatures.IsHidden(suffix) ? Declared.Select(formal => formal with { IsThis = false }) : Declared;
        var formals = declared.Select(formal => isOwn ? formal.OwnDeclaration : formal.Declaration)
            .Concat(appended.Select(formal => formal.Declaration));
        return HeadOf(type, suffix, formals);
    }

    /// <param name="isStatic">Of a member that does without <c>this</c> even where it is an independent.</param>
    public string HeadOf(string type, string suffix, IEnumerable<string> formals, bool isStatic = false) =>
        $"{Visibility(suffix)}{Priority(suffix)}{ModifiersOf(suffix, isStatic)} {type} {Interface}{Name(suffix)}{Declaration.TypeParameters}({string.Join(", ", formals)})".TrimStart()
            + (Declaration.Constraints.Length > 0 ? " " + Declaration.Constraints : "");

    /// <summary>What stands before the names of members that implement those of an interface explicitly.</summary>
    private string Interface => Declaration.Interface.Length == 0 ? "" : Declaration.Interface + ".";

    private string Visibility(string suffix) => Declaration.Replaced.Contains(suffix) ? Documentation.Hidden + " " : "";

    /// <summary>A member on spans comes after the one on collections where both would do: for <c>[1, 2]</c>, say.</summary>
    private string Priority(string suffix) => Method.TakesCollections && !_isOnCollections && !Signatures.IsHidden(suffix)
        && Declaration.Dispatch is not (Dispatch.Override or Dispatch.SealedOverride or Dispatch.Explicit)
        ? "[global::System.Runtime.CompilerServices.OverloadResolutionPriority(-1)] "
        : "";

    private string ModifiersOf(string suffix, bool isStatic) =>
        isStatic && Method.Parameters.Any(parameter => parameter.IsReceiver) ? Declaration.Accessibility + " static"
        : _isOnCollections ? Modifiers.OfForwarding(Declaration)
        : Modifiers.Of(Declaration, suffix);

    /// <summary>A call of a sibling member with the primal's parameters and others.</summary>
    public string Call(string suffix, IEnumerable<string> appended) => CallOf(Name(suffix), appended);

    public string PrimalCall => Method.UsesCollections ? Call(Signatures.Primal, []) : CallOf(Declaration.Name, []);

    private string CallOf(string name, IEnumerable<string> appended) =>
        $"{(Declaration.Interface.Length == 0 ? "" : $"(({Declaration.Interface})this).")}{name}{Declaration.TypeParameters}({string.Join(", ", Declared.Select(formal => formal.Argument).Concat(appended))})";

    /// <summary>No type, one type, or a tuple of types.</summary>
    public static string TupleType(IReadOnlyList<(string Type, string Name)> elements) => elements.Count switch
    {
        0 => "void",
        1 => elements[0].Type,
        _ => $"({string.Join(", ", elements.Select(element => element.Name.Length == 0 ? element.Type : $"{element.Type} {element.Name}"))})",
    };

    public static string Tuple(IReadOnlyList<string> elements) => elements.Count == 1 ? elements[0] : $"({string.Join(", ", elements)})";

    private Formal Declare(Parameter parameter) => parameter.Collection.Length == 0 ? DeclareOne(parameter)
        : _isOnCollections
            ? DeclareOne(parameter) with { Type = parameter.Collection, Stand = KnownNames.SpanOf(Names.Identifier(parameter.Name)) }
        : DeclareOne(parameter) with { Default = parameter.Default.Length == 0 ? "" : "default", IsParams = false };

    private static Formal DeclareOne(Parameter parameter) =>
        new(Formal.ModifierOf(parameter.Mode), parameter.Type.Name,
            parameter.Field is { } field ? field.Of(field.Owner) : parameter.IsReceiver ? parameter.Name : Names.Identifier(parameter.Name),
            parameter.IsScoped)
        {
            Default = parameter.Default,
            IsParams = parameter.IsParams,
            IsImplied = parameter.IsReceiver || parameter.Field is not null,
            IsThis = parameter.IsThis,
        };

    private IEnumerable<Independent> OfParameters()
    {
        var tested = NullTests.Of(Method);
        for (var i = 0; i < Method.Parameters.Count; i++)
        {
            var parameter = Method.Parameters[i];
            if (!parameter.IsIndependent) continue;
            if (parameter.Field is { } field)
            {
                yield return OfField(parameter, i, field);
                continue;
            }
            var stem = parameter.Name.TrimStart('@');
            var independent = new Independent(
                parameter.Type.Tangent(), parameter.Mode, i, Primal[i].Name, Element(stem),
                Take(stem + (parameter.IsWritten ? "Weight" : "Gradient")), Take(stem + "Tangent"), parameter.IsWritten)
            {
                IsOutput = parameter.IsOutput,
                IsArray = parameter.Type is BufferType { Kind: BufferKind.Array or BufferKind.Grid },
                MayBeNull = parameter.Type is BufferType { Kind: BufferKind.Array, Element: not BufferType } && tested.Contains(i),
            };
            yield return Declaration.Order < 2 ? independent : independent with
            {
                Direction = new("", Gradients.TangentTypeOf(independent.Type), Take(stem + "Direction")),
                Product = new(parameter.Type.IsBuffer() ? "" : "out", Gradients.AccumulatorTypeOf(independent.Type),
                    Take(stem + "Product")),
            };
        }
    }

    private Independent OfField(Parameter parameter, int index, FieldParameter field)
    {
        if (!_objects.TryGetValue(field.Owner, out var owner))
        {
            var stem = field.Owner.TrimStart('@');
            owner = new(field.Owner, Element(stem), field.GradientType, Take(stem + "Gradient"), Take(stem + "Tangent"),
                Take(stem + "Direction"), Take(stem + "Product"))
            {
                Table = field.Path.Length == 0 && parameter.Type is BufferType { Element: BufferType } table ? table : null,
            };
            _objects.Add(field.Owner, owner);
        }
        return new(parameter.Type.Tangent(), parameter.Mode, index, Primal[index].Name, Element(parameter.Name),
            field.InGradient(owner.Gradient), field.InGradient(owner.Tangent), IsWritten: false)
        {
            Owner = owner,
            HalfName = field.Path.Length == 0 ? "" : parameter.Name,
            Direction = new("", "", field.InGradient(owner.Direction)),
            Product = new("", "", field.InGradient(owner.Product)),
        };
    }

    // Names that C# reserves for members of tuples.
    private static string Element(string name)
    {
        var isItem = name.StartsWith("Item", StringComparison.Ordinal) && name.Length > 4 && name.Substring(4).All(char.IsDigit);
        return isItem || name is "Rest" or "ToString" or "Equals" or "GetHashCode" or "CompareTo" or "Deconstruct"
            ? name + "_"
            : Names.Identifier(name);
    }

    private IEnumerable<Weighted> OfResults()
    {
        if (Method.ReturnedTuple is { } tuple)
        {
            _weight = Take("weight");
            foreach (var weighted in OfFields((AggregateType)tuple.Tangent(), _weight)) yield return weighted;
        }
        for (var i = 0; i < Method.Results.Count; i++)
        {
            var result = Method.Results[i];
            if (!result.IsDifferentiable) continue;
            var type = result.Type.Tangent();
            if (result.Parameter < 0)
            {
                if (Method.ReturnedTuple is null) yield return new(type, i, -1, new("", Gradients.WeightTypeOf(type), Take("weight")), "");
                continue;
            }
            var stem = Method.Parameters[result.Parameter].Name.TrimStart('@');
            var independent = Independents.FirstOrDefault(independent => independent.Parameter == result.Parameter);
            yield return new(type, i, result.Parameter, new("ref", type.Name, Take(stem + "Weight")),
                independent?.Tangent ?? Take(stem + "Tangent"));
        }
    }

    /// <summary>The weights of the fields of a returned tuple.</summary>
    private IEnumerable<Weighted> OfFields(AggregateType tuple, string weight)
    {
        var paths = Paths(tuple, "").ToList();
        for (var i = 0; i < paths.Count; i++)
        {
            if (!paths[i].Type.IsDifferentiable()) continue;
            yield return new(paths[i].Type, i, -1, new("", paths[i].Type.Name, weight + paths[i].Path), "")
            {
                InHalf = new("", Gradients.WeightTypeOf(paths[i].Type), Take("weight" + paths[i].Path.Replace(".", ""))),
            };
        }
    }

    private static IEnumerable<(string Path, IrType Type)> Paths(IrType type, string path) =>
        type is AggregateType tuple ? tuple.Fields.SelectMany(field => Paths(field.Type, $"{path}.{field.Name}")) : [(path, type)];

    private IEnumerable<Weighted> OfWrittenBuffers() =>
        from independent in Independents
        where independent.IsWritten
        select new Weighted(independent.Type, -1, independent.Parameter, independent.Accumulator, independent.Tangent);
}
