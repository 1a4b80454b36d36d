using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>Parameters and results of a method to differentiate.</summary>
internal static class Signatures
{
    /// <param name="onValue">Whether <c>this</c> is an independent although the struct is not marked.</param>
    public static EquatableArray<Parameter> Parameters(IMethodSymbol method, SyntaxToken name, bool onValue, IDiagnosticSink sink)
    {
        EquatableArray<Parameter> parameters = [.. Receiver(method, onValue), .. Fields(method, ObjectParameters.Of(method)),
            .. method.Parameters.Select(parameter => Read(parameter, Attributes.IsNoGradient(parameter), sink))];
        if (!method.IsStatic) Require(method.ContainingType, name, sink);
        foreach (var parameter in method.Parameters.Where(parameter => !Attributes.IsNoGradient(parameter)))
            Require(parameter.Type, Syntax(parameter), sink);
        if (GradientStructs.Obstacle(method.ContainingType) is { } part
            && (!method.IsStatic || method.MethodKind == MethodKind.Constructor))
            sink.Report(Descriptors.Declared.StructField, name, method.ContainingType.Name, part.Member, part.Reason, part.Advice);
        if (!method.IsStatic && ObjectFields.IsMarked(method.ContainingType) && ObjectParameters.IsDispatched(method)
            && ObjectMembers.HasGradient(method.ContainingType))
            Refuse(method, name, sink);
        if (!sink.HasErrors && !parameters.Any(parameter => parameter.IsIndependent))
            sink.Report(Descriptors.Declared.NoIndependents, name, method.Name, ClassAdvice(method));
        return parameters;
    }

    /// <summary>What gives a method of objects independents, to end a sentence: a mark on their class.</summary>
    private static string ClassAdvice(IMethodSymbol method)
    {
        var types = method.Parameters.Where(parameter => !Attributes.IsNoGradient(parameter)).Select(parameter => parameter.Type);
        return (method.IsStatic ? types : types.Append(method.ContainingType)).Select(ClassIn).FirstOrDefault(found => found is not null)
            is { } type ? $", or mark the class '{type.Name}' [Differentiable]" : "";

        static INamedTypeSymbol? ClassIn(ITypeSymbol type) => type switch
        {
            IArrayTypeSymbol array => ClassIn(array.ElementType),
            INamedTypeSymbol { TypeKind: TypeKind.Class, IsStatic: false, DeclaringSyntaxReferences.IsEmpty: false } found =>
                !ObjectFields.IsMarked(found)
                    && Structs.Members(found).Any(member => Shapes.IsDifferentiable(((IFieldSymbol)member.Field).Type)) ? found : null,
            INamedTypeSymbol named => named.TypeArguments.Select(ClassIn).FirstOrDefault(found => found is not null),
            _ => null,
        };
    }

    /// <summary>Callers of what a method overrides or implements would not know that objects of its class have gradients.</summary>
    private static void Refuse(IMethodSymbol method, SyntaxToken name, IDiagnosticSink sink)
    {
        var origin = DispatchedObjects.Origin(method);
        var members = Dispatches.Overridden(method).Prepend(method).SelectMany(Dispatches.Implemented)
            .Concat(Dispatches.Overridden(method).Where(Dispatches.IsMarked)).DefaultIfEmpty(method).ToList();
        var (member, reason, advice) = members.FirstOrDefault(member => !ObjectFields.IsMarked(member.ContainingType)) is { } constant
            ? (constant, "which takes objects for constants",
                $"mark '{constant.ContainingType.Name}' [Differentiable] instead of its method, or mark methods instead of '{method.ContainingType.Name}'")
            : (members.FirstOrDefault(member => !SymbolEqualityComparer.Default.Equals(member.ContainingType, origin)) ?? members[0],
                $"whose gradients have another type than those of '{origin.Name}'", "give each a method of its own");
        sink.Report(Descriptors.Declared.DispatchedObject, name, method.Name, method.ContainingType.Name, Dispatches.Short(member), reason,
            advice);
    }

    /// <summary>An object that is differentiated has a gradient type.</summary>
    private static void Require(ITypeSymbol type, SyntaxNodeOrToken where, IDiagnosticSink sink)
    {
        if ((ObjectFields.Known(type) ?? ObjectMembers.HeldBy(type)) is { } known && ObjectObstacles.Of(known) is { } obstacle)
            sink.Report(Descriptors.Declared.Field, where, known.Name, obstacle.Name, obstacle.Reason, obstacle.Advice);
    }

    /// <summary>The returned value first (if not void), then <c>ref</c> and <c>out</c> parameters in order.</summary>
    public static EquatableArray<MethodResult> Results(IMethodSymbol method, EquatableArray<Parameter> parameters, SyntaxNode where,
        IDiagnosticSink sink)
    {
        var results = new List<MethodResult>();
        if (method.MethodKind == MethodKind.Constructor) results.Add(new(Shapes.Of(method.ContainingType), -1));
        else if (!method.ReturnsVoid) results.AddRange(Fields(Returned(method, where, sink)).Select(type => new MethodResult(type, -1)));
        for (var i = 0; i < parameters.Count; i++)
            if (parameters[i].Mode is PassMode.Ref or PassMode.Out) results.Add(new(parameters[i].Type, i));
        return results.ToEquatableArray();
    }

    /// <summary>The results that a returned value is: the fields of a tuple that holds buffers, or the value itself.</summary>
    public static IEnumerable<IrType> Fields(IrType returned) => returned.HoldsBuffers() ? returned.Leaves() : [returned];

    /// <summary>The returned tuple if it holds buffers.</summary>
    public static AggregateType? Tuple(IMethodSymbol method) =>
        TypeMapping.Map(method.ReturnType) is AggregateType tuple && tuple.HoldsBuffers() ? tuple : null;

    /// <summary>The <c>this</c> of a struct, if it is an independent.</summary>
    private static IEnumerable<Parameter> Receiver(IMethodSymbol method, bool onValue) => onValue || TypeMarks.HasReceiverParameter(method)
        ? [new("this", Shapes.Of(method.ContainingType), ReceiverMode(method), IsIndependent: true, "", IsParams: false, IsScoped: false,
            IsWritten: false) { IsReceiver = true }]
        : [];

    /// <summary>The fields of objects of marked classes.</summary>
    public static IEnumerable<Parameter> Fields(IMethodSymbol method, IEnumerable<ObjectParameter> fields) => fields.Select(parameter =>
        new Parameter(parameter.Name, parameter.Field.Type, PassMode.Value, IsIndependent: true, "", IsParams: false, IsScoped: false,
            IsWritten: false)
        {
            Field = new(parameter.Owner, parameter.Field.Path, parameter.Field.AccessPath(parameter.Owner == "this"),
                parameter.Field.GradientPath, GradientType(method, parameter)),
        });

    /// <summary>The type of the gradient of an object, or of several, in signatures.</summary>
    private static string GradientType(IMethodSymbol method, ObjectParameter parameter) => ObjectTypes.IsTable(parameter.Field.Type)
        && parameter.Field.Path.Length == 0
        ? parameter.Field.Type.Tangent().Name
        : GradientHomes.Spell(parameter is { Owner: "this", Field.Path: "" } && DispatchedObjects.IsChosen(method)
            ? DispatchedObjects.Origin(method)
            : parameter.Class);

    public static PassMode ReceiverMode(IMethodSymbol method) => ReceiverWrites.IsIn(method) ? PassMode.Ref : PassMode.In;

    public static PassMode Mode(RefKind kind) => kind switch
    {
        RefKind.None => PassMode.Value,
        RefKind.In or RefKind.RefReadOnlyParameter => PassMode.In,
        RefKind.Ref => PassMode.Ref,
        RefKind.Out => PassMode.Out,
        _ => throw new InvalidOperationException($"Unknown way to pass an argument: {kind}."),
    };

    /// <param name="isConstant">Nothing is differentiated with respect to the parameter.</param>
    public static Parameter Read(IParameterSymbol parameter, bool isConstant, IDiagnosticSink sink)
    {
        var collection = isConstant ? null : CollectionTypes.OfParameter(parameter.Type);
        var type = collection ?? TypeMapping.Map(parameter.Type);
        var isSet = parameter.RefKind is RefKind.Ref or RefKind.Out;
        if (isSet && collection is not null) (type, collection) = (null, null);
        if (!isConstant && (type is null || !CanBePassed(type, parameter.RefKind) || !type.HasTangent()))
        {
            var isArray = type is BufferType || CollectionTypes.OfParameter(parameter.Type) is not null;
            sink.Report(Descriptors.Declared.Parameter, Syntax(parameter), parameter.Name,
                (isSet ? $"{parameter.RefKind.ToString().ToLowerInvariant()} " : "") + parameter.Type.ToDisplayString(Spelling.InMessages),
                isSet && isArray
                    ? "return it, in a tuple if there are several, or let the caller pass an array and fill that"
                    : "mark it [NoGradient] to treat it as a constant, or pass double, float, or arrays, spans or tuples of them"
                        + GradientStructs.Advice(parameter.Type, isResult: false) + Nullables.Advice(parameter.Type, isResult: false)
                        + JaggedAdvice(parameter.Type));
            type = TypeMapping.MapInert(parameter.Type);
        }
        type ??= TypeMapping.MapInert(parameter.Type);
        return new(
            Spelling.Identifier(parameter.Name),
            type,
            collection is null ? Mode(parameter.RefKind) : PassMode.Value,
            type.IsDifferentiable() && !isConstant && parameter.RefKind != RefKind.Out,
            Defaults.Of(parameter),
            parameter.IsParams,
            IsScoped(parameter),
            IsWritten: false)
        {
            Collection = collection is null ? "" : TypeMapping.Spell(parameter.Type),
            IsThis = parameter is { Ordinal: 0, ContainingSymbol: IMethodSymbol { IsExtensionMethod: true } },
        };
    }

    /// <summary>The type of the returned value, an array in place of a collection; null for a type that is not differentiable.</summary>
    public static IrType? TypeOfResult(IMethodSymbol method) =>
        CollectionTypes.OfResult(method.ReturnType) ?? TypeMapping.Map(method.ReturnType);

    private static IrType Returned(IMethodSymbol method, SyntaxNode where, IDiagnosticSink sink)
    {
        if (TypeOfResult(method) is { } type && IsReturned(type)) return type;
        sink.Report(Descriptors.Declared.Result, where, method.Name, method.ReturnType.ToDisplayString(Spelling.InMessages),
            GradientStructs.Advice(method.ReturnType, isResult: true) + Nullables.Advice(method.ReturnType, isResult: true)
                + JaggedAdvice(method.ReturnType));
        return TypeMapping.MapInert(method.ReturnType);
    }

    /// <summary>Parameters that are tuples with buffers, and buffers by reference, are not differentiated yet.</summary>
    private static bool CanBePassed(IrType type, RefKind kind) => type switch
    {
        BufferType buffer => (kind is RefKind.None or RefKind.In) && !buffer.IsJaggedTwice(),
        AggregateType aggregate => aggregate.Fields.All(field => field.Type is not BufferType && CanBePassed(field.Type, RefKind.None)),
        _ => true,
    };

    /// <summary>
    /// Whether all that a method takes and returns can be differentiated, where its type can: otherwise its members are refused ones, of
    /// other signatures.
    /// </summary>
    public static bool AreFollowed(IMethodSymbol method)
    {
        return method.Parameters.All(parameter => Attributes.IsNoGradient(parameter) || IsFollowed(parameter))
            && (method.ReturnsVoid || (TypeOfResult(method) is { } returned && IsReturned(returned)));

        static bool IsFollowed(IParameterSymbol parameter) => CollectionTypes.OfParameter(parameter.Type) is not null
            ? parameter.RefKind is not (RefKind.Ref or RefKind.Out)
            : TypeMapping.Map(parameter.Type) is { } type && CanBePassed(type, parameter.RefKind) && type.HasTangent();
    }

    /// <summary>What has the place of an array of jagged arrays, to end a sentence; empty for any other type.</summary>
    private static string JaggedAdvice(ITypeSymbol type) => TypeMapping.Map(type)?.IsJaggedTwice() == true
        ? ", or an array of three dimensions, or a jagged array for each of them"
        : "";

    private static bool IsReturned(IrType type) => CanBeReturned(type) && type.HasTangent();

    /// <summary>An array is returned with its own memory; a span would be a view of somebody else's.</summary>
    private static bool CanBeReturned(IrType type) => type switch
    {
        BufferType structs when structs.Leaf() is AggregateType element && !structs.IsJaggedTwice() =>
            structs.Kind is BufferKind.Array or BufferKind.Grid
                && element.Leaves().Where(leaf => leaf.IsDifferentiable()).Distinct().Count() == 1,
        BufferType buffer => (buffer.Kind is BufferKind.Array or BufferKind.Grid) && !buffer.IsJaggedTwice(),
        AggregateType tuple when tuple.HoldsBuffers() =>
            tuple.Fields.All(field => field.Type is not AggregateType { Kind: AggregateKind.Struct } && CanBeReturned(field.Type)),
        AggregateType aggregate => CanBePassed(aggregate, RefKind.None),
        _ => true,
    };

    private static bool IsScoped(IParameterSymbol parameter) => parameter.ScopedKind switch
    {
        ScopedKind.ScopedValue => !parameter.IsParams,
        ScopedKind.ScopedRef => parameter.RefKind != RefKind.Out,
        _ => false,
    };

    private static SyntaxNodeOrToken Syntax(IParameterSymbol parameter) =>
        parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        ParameterSyntax declaration => declaration.Identifier,
        var node => node,
    };
}
