using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers members of <c>System.Numerics</c> by their <see cref="Substitute"/>: to its arithmetic if that is exact, else to the framework's
/// own call and the substitute beside it.
/// <code>
/// n = v.Length()   →   t = v.Length(); n = like(t, Sqrt(v_X * v_X + v_Y * v_Y + v_Z * v_Z))
/// </code>
/// </summary>
internal static class Numerics
{
    /// <summary>Whether the type is one whose members have rules.</summary>
    public static bool Has(ITypeSymbol? type) => type is { ContainingNamespace: { Name: "Numerics",
        ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } }
        && Substitutes.Types.Contains(type.Name) && ((INamedTypeSymbol)type).Arity == 0;

    public static bool IsComplex(ITypeSymbol type) => type.Name == "Complex" && Has(type);

    /// <summary>The parts of a complex number, whose fields nobody sees.</summary>
    public static IEnumerable<IPropertySymbol> Parts(INamedTypeSymbol complex) =>
        new[] { "Real", "Imaginary" }.Select(name => complex.GetMembers(name).OfType<IPropertySymbol>().Single());

    /// <summary>Null if the member has no rule.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IMethodSymbol method, IOperation? instance,
        IReadOnlyList<IArgumentOperation> arguments)
    {
        if (Find(method) is null) return null;
        var first = HasReceiver(method) ? 1 : 0;
        var outputs = new Place[method.Parameters.Count(IsOutput)];
        var operands = new Tree<Operand>[first + method.Parameters.Length - outputs.Length];
        if (first == 1) operands[0] = Expressions.Lower(lowering, instance!);
        // What is delivered by reference comes last.
        foreach (var argument in arguments)
            if (IsOutput(argument.Parameter!))
                outputs[argument.Parameter!.Ordinal + first - operands.Length] = Places.Of(lowering, argument.Value);
            else operands[first + argument.Parameter!.Ordinal] = Expressions.Lower(lowering, argument.Value);
        return outputs.Length == 0 ? Lower(lowering, method, operands) : Lower(lowering, method, operands, outputs);
    }

    public static Tree<Operand>? Lower(Lowering lowering, IMethodSymbol method, IReadOnlyList<Tree<Operand>> operands)
    {
        if (Find(method) is not { } substitute) return null;
        var makesWhole = method.MethodKind is MethodKind.Constructor or MethodKind.PropertySet;
        var type = Shapes.Of(makesWhole ? method.ContainingType : method.ReturnType);
        var maker = new Maker(lowering, method.ContainingType);
        var terms = operands.Select(operand => maker.Terms(operand, converts: method.MethodKind == MethodKind.Conversion)).ToArray();
        if (substitute.IsExact) return Tuples.Of(type, substitute.Body!(terms).In(maker));
        var primal = lowering.Unpack(Primal(lowering, Template(method, operands.Count), operands, type));
        return Derived(lowering, maker, substitute, terms, [.. primal.Leaves]) is { } leaves ? Tuples.Of(type, leaves) : primal;
    }

    /// <summary>A call that delivers numbers by reference, and a truth value as its result.</summary>
    private static Tree<Operand> Lower(Lowering lowering, IMethodSymbol method, IReadOnlyList<Tree<Operand>> operands, Place[] outputs)
    {
        var types = method.Parameters.Where(IsOutput).Select(parameter => Shapes.Of(parameter.Type)).Prepend(InertType.Bool).ToList();
        var type = new AggregateType($"({string.Join(", ", types.Select(part => part.Name))})",
            types.Select((part, i) => new AggregateField($"Item{i + 1}", part)).ToEquatableArray(), AggregateKind.Tuple);
        var maker = new Maker(lowering, method.ContainingType);
        var terms = operands.Select(operand => maker.Terms(operand, converts: false)).ToArray();
        var primal = lowering.Unpack(Primal(lowering, $"{KnownNames.Matrices}.{method.Name}({{0}})", operands, type)).Leaves.ToList();
        var derived = Tuples.Of(type, [primal[0], .. Derived(lowering, maker, Find(method)!, terms, primal)!]);
        for (var i = 0; i < outputs.Length; i++) Places.Write(lowering, outputs[i], derived.Fields[i + 1]);
        return derived.Fields[0];
    }

    /// <summary>What the framework computes.</summary>
    private static Operand Primal(Lowering lowering, string template, IReadOnlyList<Tree<Operand>> operands, IrType type) => lowering.Let(
        new Inert(template, [.. operands.Select(operand => Detach(lowering, lowering.Pack(operand)))], Effect.Pure), type);

    /// <summary>The numbers that the framework computed, derived like the substitute; null if they have no derivative.</summary>
    private static IReadOnlyList<Operand>? Derived(Lowering lowering, Maker maker, Substitute substitute, Terms[] terms,
        IReadOnlyList<Operand> values)
    {
        var body = substitute.Body?.Invoke(terms)
            ?? substitute.BodyOfResult?.Invoke(terms, new([.. values.Select(value => new Term(maker, value))]));
        return body?.In(maker).Zip(values.Where(value => value.Type is ScalarType),
            (derivative, value) => (Operand)lowering.Apply(Primitive.Like, value.Type, value, derivative)).ToList();
    }

    private static Substitute? Find(IMethodSymbol method)
    {
        if (!Has(method.ContainingType)) return null;
        var result = method.MethodKind == MethodKind.Constructor ? method.ContainingType : method.ReturnType;
        var isPlain = !method.IsGenericMethod
            && method.Parameters.All(parameter => IsNumbers(parameter.Type) && parameter.RefKind != RefKind.Ref);
        if (!isPlain) return null;
        var count = method.Parameters.Count(parameter => !IsOutput(parameter)) + (HasReceiver(method) ? 1 : 0);
        // Whatever is no number has no derivative.
        return Substitutes.Find(method.ContainingType.Name, method.Name, count) is { } found ? found
            : method.ReturnsVoid || method.Parameters.Any(IsOutput)
            || Shapes.Of(result).IsDifferentiable() || result.IsReferenceType || method.Name == "GetHashCode" ? null
            : Substitute.Zero;
    }

    private static bool IsOutput(IParameterSymbol parameter) => parameter.RefKind == RefKind.Out;

    private static bool HasReceiver(IMethodSymbol method) => !method.IsStatic && method.MethodKind != MethodKind.Constructor;

    private static bool IsNumbers(ITypeSymbol type) => Shapes.Of(type) is ScalarType or AggregateType { Kind: AggregateKind.Struct }
        or InertType { Kind: InertKind.Int or InertKind.Integer } || type.TypeKind == TypeKind.Enum;

    /// <summary>The call as C# writes it, with a hole per operand.</summary>
    private static string Template(IMethodSymbol method, int count)
    {
        if (method.Name is "op_Increment" or "op_Decrement")
            return $"{{0}} {(method.Name == "op_Increment" ? "+" : "-")} {InertText.Escape(TypeMapping.Spell(method.ContainingType))}.One";
        if (CallTemplates.Of(method) is { Length: > 0 } template) return template;
        var holder = method.IsStatic ? InertText.Escape(TypeMapping.Spell(method.ContainingType)) : "{0}";
        if (method.AssociatedSymbol is IPropertySymbol property) return holder + "." + property.Name;
        return $"{holder}.{method.Name}({string.Join(", ", Enumerable.Range(method.IsStatic ? 0 : 1, method.Parameters.Length).Select(hole => $"{{{hole}}}"))})";
    }

    /// <summary>The framework's call is no part of the derivative.</summary>
    private static Operand Detach(Lowering lowering, Operand operand) =>
        operand is Value && operand.Type.IsDifferentiable() ? lowering.Let(new Detach(operand), operand.Type) : operand;

    private sealed class Maker(Lowering lowering, ITypeSymbol holder) : IMaker
    {
        public ScalarType Type { get; } = IsComplex(holder) ? ScalarType.Double : ScalarType.Float;

        // Which of two rules holds is no value that the user compares.
        public Operand Apply(Primitive primitive, IrType type, params Operand[] operands) =>
            lowering.Apply(primitive, type, type == InertType.Bool ? [.. operands.Select(operand => Detach(lowering, operand))] : operands);

        public Operand Bits(Operand number) => lowering.Let(
            new Inert("global::System.BitConverter.SingleToInt32Bits({0})", [Detach(lowering, number)], Effect.Pure), InertType.Int);

        public Operand[] Choose(Operand condition, Func<Operand[]> then, Func<Operand[]> otherwise)
        {
            var thenBlock = lowering.Nest(() => then().ToEquatableArray());
            var elseBlock = lowering.Nest(() => otherwise().ToEquatableArray());
            var results = thenBlock.Yields.Select(yield => new Value(lowering.Ids.Take(), yield.Type, "")).ToEquatableArray();
            lowering.Add(new If(condition, thenBlock, elseBlock, results, lowering.Origin));
            return [.. results];
        }

        /// <summary>The numbers of an operand.</summary>
        public Terms Terms(Tree<Operand> operand, bool converts) => new([.. lowering.Unpack(operand).Leaves.Select(leaf => new Term(this,
            leaf.Type != Type && (leaf.Type is ScalarType || converts)
                ? lowering.Let(new Conversion(leaf, IsImplicit: leaf.Type != ScalarType.Half), Type)
                : leaf))]);
    }
}
