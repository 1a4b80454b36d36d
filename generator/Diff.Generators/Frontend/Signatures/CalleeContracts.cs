using Diff.Generators.Collections;
using Diff.Generators.Contracts;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// The contract of a called method or property, from its symbol: signature and attributes; of its body only whether a member of a struct
/// may change it. For a method of this compilation, which buffers it writes and whether a custom rule serves it is filled in later, by the
/// contracts step.
/// </summary>
internal static class CalleeContracts
{
    /// <param name="receiver">The static type of the receiver of an instance call, or the type parameter of <c>T.F(x)</c>.</param>
    public static Callee Of(IMethodSymbol method, ITypeSymbol? receiver = null) =>
        TypeMarks.IsOnNumbersHere(Unreduce(method)) && !TypeMarks.HasReceiverParameter(Unreduce(method))
            ? Of(method, receiver, hasReceiver: false) with { HasConstantReceiver = true }
        : TypeMarks.IsOnValues(Unreduce(method))
            ? Of(method, receiver, hasReceiver: true) with { OnConstant = Of(method, receiver, hasReceiver: false) }
        : Of(method, receiver, TypeMarks.HasReceiverParameter(Unreduce(method)));

    /// <param name="hasReceiver">Whether the struct that the method is called on is an independent.</param>
    private static Callee Of(IMethodSymbol method, ITypeSymbol? receiver, bool hasReceiver)
    {
        var called = Unreduce(method);
        var definition = called.OriginalDefinition;
        var property = definition.AssociatedSymbol as IPropertySymbol;
        var marked = (ISymbol?)property ?? definition;
        // The derivatives of a property of a marked struct belong to its getter.
        var carrier = hasReceiver || ObjectFields.IsMarked(called.ContainingType) || TypeMarks.Covering(definition) is not null
            ? definition
            : marked;
        var isMarked = Attributes.IsDifferentiable(marked) || Attributes.IsDifferentiable(definition);
        var isOnValues = TypeMarks.IsOnValues(definition);
        var family = isOnValues && hasReceiver ? TypeMarks.ValueName(definition) : Attributes.Family(carrier);
        var facts = GeneratedFacts.Of(definition, family);
        var isConstantOnly = HasOtherNumbers(called, definition)
            || hasReceiver
                && (TypeMarks.IsOnNumbersHere(called)
                    || isOnValues && facts.IsRefused && !GeneratedFacts.Of(definition, Attributes.Family(definition)).IsRefused);
        var isDifferentiable = isMarked && !isConstantOnly && Declarations.HasMembers(definition);
        var elements = isDifferentiable ? null : TensorFunctions.RuleOf(called);
        var typeArguments = called.TypeArguments.IsEmpty
            ? ""
            : "<" + string.Join(", ", called.TypeArguments.Select(TypeMapping.SpellItself)) + ">";
        var returned = isDifferentiable && CollectionTypes.OfResult(definition.ReturnType) is not null
            ? CollectionTypes.OfResult(called.ReturnType)
            : null;
        return new(
            isOnValues && !hasReceiver ? KeyOnConstant(Key(carrier)) : Key(carrier),
            marked.ToDisplayString(Spelling.InMessages),
            isDifferentiable ? CalleeKind.Differentiable : elements is null ? CalleeKind.Unknown : CalleeKind.Custom,
            TypeMapping.SpellItself((receiver ?? called.ContainingType).WithNullableAnnotation(NullableAnnotation.NotAnnotated)),
            Spelling.Identifier(marked.Name) + typeArguments,
            family,
            typeArguments,
            !called.IsStatic && !hasReceiver && called.MethodKind != MethodKind.Constructor,
            property is { IsIndexer: false },
            [.. hasReceiver ? new[] { Receiver(called) } : [], .. Fields(called, facts, isDifferentiable),
                .. Parameters(called, definition, facts, isDifferentiable)],
            Results(called, hasReceiver, returned))
        {
            HasReceiverParameter = hasReceiver,
            ReturnsCollection = returned is not null,
            Template = CallTemplates.Of(called),
            Rule = elements,
            IsRefused = isMarked && !isDifferentiable,
            IsConstantOnly = isConstantOnly,
            IsDispatched = IsDispatched(definition),
            ReplacesJvp = isDifferentiable && Families.ReplacesJvp(definition, Attributes.Family(carrier)),
            ReturnedTuple = Signatures.Tuple(called),
            DeclaringType = TypeMapping.SpellItself(called.ContainingType),
            HasEffects = isDifferentiable && facts.HasEffects,
            ChangesObjects = isDifferentiable && facts.ChangesObjects,
            ReturnsObjects = isDifferentiable && facts.ReturnsObjects,
            KeepsRecord = isDifferentiable && facts.KeepsRecord,
            Stores = isDifferentiable ? facts.Stored : StatePlaces.Anywhere,
            // A plain property has no members that could tell.
            Reads = isDifferentiable && carrier is not IPropertySymbol { IsIndexer: false } ? facts.Found : StatePlaces.Anywhere,
            Obstacle = isDifferentiable ? facts.Obstacle : "",
            Order = Attributes.Order(Attributes.Differentiable(marked) ?? Attributes.Differentiable(definition)),
        };
    }

    /// <summary>The contract of a function that generated code makes a method of.</summary>
    public static Callee Of(Method lifted) => new(
        lifted.Declaration.Key,
        lifted.Declaration.IsLifted ? lifted.Declaration.Display : lifted.Declaration.Name,
        CalleeKind.Differentiable,
        lifted.Declaration.Holder,
        lifted.Declaration.Name,
        lifted.Declaration.Family,
        TypeArguments: "",
        IsInstance: !lifted.Declaration.IsStatic,
        IsProperty: false,
        lifted.Parameters.Select(parameter => new CalleeParameter(parameter.Name, parameter.Type, parameter.Mode, parameter.IsIndependent,
            parameter.IsWritten) { IsField = parameter.Field is not null }).ToEquatableArray(),
        lifted.Results.Select(result => new CalleeResult(result.Type, result.Parameter)).ToEquatableArray())
    {
        ReturnedTuple = lifted.ReturnedTuple,
        ReturnsCollection = lifted.ReturnsCollection,
        Order = lifted.Declaration.Order,
    };

    /// <summary>
    /// The contract of <c>base.F(x)</c>: as for a static method, there is no receiver; and no other method can call it so.
    /// </summary>
    public static Callee OfBase(IMethodSymbol method) => Of(method) with { Holder = "base", IsInstance = false, IsDispatched = true };

    /// <summary>Documentation-comment id of the original definition: how rules, contracts and callees find each other.</summary>
    public static string Key(ISymbol symbol) =>
        symbol.OriginalDefinition.GetDocumentationCommentId() ?? symbol.OriginalDefinition.ToDisplayString();

    /// <summary>
    /// The key of the form of a method that takes the struct it is called on for a constant, where there is another form.
    /// </summary>
    public static string KeyOnConstant(string key) => key + " on a constant";

    /// <summary>Whether the body that runs is chosen at run time.</summary>
    public static bool IsDispatched(IMethodSymbol method) =>
        (method.IsVirtual || method.IsAbstract || method.IsOverride) && !method.IsSealed && !(method.ContainingType?.IsSealed ?? false);

    private static IMethodSymbol Unreduce(IMethodSymbol method)
    {
        if (method.ReducedFrom is not { } definition) return method;
        if (definition.TypeParameters.IsEmpty) return definition;
        var arguments = definition.TypeParameters.Select(parameter =>
            method.GetTypeInferredDuringReduction(parameter)
            ?? method.TypeArguments[method.OriginalDefinition.TypeParameters.Select(p => p.Name).ToList().IndexOf(parameter.Name)]);
        return definition.Construct([.. arguments]);
    }

    private static EquatableArray<CalleeParameter> Parameters(IMethodSymbol method, IMethodSymbol definition, ContractText facts,
        bool isDifferentiable)
    {
        return method.Parameters.Select((parameter, i) =>
        {
            var declared = definition.Parameters[i];
            // What the method itself knows: a type parameter of it may stand for a type in the body that is lowered.
            var (isObject, isCollection, isNumber) = TypeSubstitution.Without(() => (IsGeneric(declared.Type)
                && TypeMapping.Map(declared.Type) is InertType, CollectionTypes.OfParameter(declared.Type) is not null,
                TypeMapping.IsDifferentiable(declared.Type)));
            isObject &= isDifferentiable;
            var collection = isDifferentiable && !Attributes.IsNoGradient(declared) && isCollection
                ? CollectionTypes.OfParameter(parameter.Type)
                : null;
            var type = (isObject ? null : collection ?? TypeMapping.Map(parameter.Type)) ?? TypeMapping.MapInert(parameter.Type);
            // The derivatives of a generic method know its type parameters; of a method without any all depends on what it is given here.
            var isIndependent = (collection is not null || !isDifferentiable || isNumber) && type.IsDifferentiable()
                && !Attributes.IsNoGradient(declared) && declared.RefKind != RefKind.Out;
            // Nothing is known of an unmarked method: it may write whatever it can reach.
            var isWritten = type is BufferType { Kind: not BufferKind.ReadOnlySpan }
                && (isDifferentiable ? facts.Written.Contains(declared.Name) : true);
            return new CalleeParameter(parameter.Name, type, collection is null ? Signatures.Mode(parameter.RefKind) : PassMode.Value,
                isIndependent, isWritten)
            {
                IsConstant = isDifferentiable && !isIndependent && declared.RefKind != RefKind.Out && !Attributes.IsNoGradient(declared)
                    && Shapes.IsDifferentiable(parameter.Type),
                IsCollection = collection is not null,
                IsReadInReverse = !isDifferentiable || !ReverseReads.IsOptional(type) || facts.Read.Contains(declared.Name),
                IsReadOnEntry = !facts.Filled.Contains(declared.Name),
                IsHeld = !isDifferentiable || facts.Held.Contains(declared.Name),
                IsReturned = isDifferentiable && facts.Returned.Contains(declared.Name),
            };
        }).ToEquatableArray();
    }

    /// <summary>Whether type arguments decide what values of a type hold: <c>T</c>, <c>T?</c>, <c>(T, int)</c>.</summary>
    private static bool IsGeneric(ITypeSymbol type) => type is ITypeParameterSymbol
        || (type is INamedTypeSymbol { IsValueType: true, IsRefLikeType: false }
            && TypeSubstitution.Mentions(type, part => part is ITypeParameterSymbol));

    /// <summary>The <c>this</c> of a struct as a parameter.</summary>
    private static CalleeParameter Receiver(IMethodSymbol method) =>
        new("this", Shapes.Of(method.ContainingType), Signatures.ReceiverMode(method), IsIndependent: true, IsWritten: false);

    /// <summary>The fields of objects that the callee gets.</summary>
    private static IEnumerable<CalleeParameter> Fields(IMethodSymbol method, ContractText facts, bool isDifferentiable)
    {
        return ObjectParameters.Of(method)
            .Select(parameter => new CalleeParameter(parameter.Name, parameter.Field.Type, PassMode.Value, IsIndependent: true,
                IsWritten: false)
        {
            IsField = true,
            IsReadInReverse = !isDifferentiable || !ReverseReads.IsOptional(parameter.Field.Type) || facts.Read.Contains(parameter.Name),
        });
    }

    private static EquatableArray<CalleeResult> Results(IMethodSymbol method, bool hasReceiver, IrType? collection)
    {
        var results = new List<CalleeResult>();
        if (method.MethodKind == MethodKind.Constructor) results.Add(new(Result(method.ContainingType), -1));
        else if (!method.ReturnsVoid)
            results.AddRange(Signatures.Fields(collection ?? Result(method.ReturnType)).Select(type => new CalleeResult(type, -1)));
        if (hasReceiver && Receiver(method) is { Mode: PassMode.Ref, Type: var changed }) results.Add(new(changed, 0));
        var first = (hasReceiver ? 1 : 0) + ObjectParameters.Of(method).Count;
        for (var i = 0; i < method.Parameters.Length; i++)
            if (method.Parameters[i].RefKind is RefKind.Ref or RefKind.Out) results.Add(new(Result(method.Parameters[i].Type), first + i));
        return results.ToEquatableArray();
    }

    /// <summary>
    /// Whether type arguments bring numbers into what a method gives, or among those that it is differentiated with respect to: its
    /// derivatives do not know of them.
    /// </summary>
    private static bool HasOtherNumbers(IMethodSymbol method, IMethodSymbol definition)
    {
        if (SymbolEqualityComparer.Default.Equals(method, definition)) return false;
        if (Shapes.HasOtherNumbers(method.MethodKind == MethodKind.Constructor ? method.ContainingType : method.ReturnType,
            method.MethodKind == MethodKind.Constructor ? definition.ContainingType : definition.ReturnType))
            return true;
        return method.Parameters.Zip(definition.Parameters, (parameter, declared) => (parameter, declared))
            .Any(pair => !Attributes.IsNoGradient(pair.declared) && Shapes.HasOtherNumbers(pair.parameter.Type, pair.declared.Type)
            && (pair.declared.RefKind is RefKind.Ref or RefKind.Out
                || TypeSubstitution.Without(() => Shapes.IsDifferentiable(pair.declared.Type))));
    }

    private static IrType Result(ITypeSymbol type) => TypeMapping.Map(type) ?? TypeMapping.MapInert(type);
}
