using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// A field of an object that a method gets, passed like a parameter; or the object itself as memory, if its class decides which body of a
/// method runs.
/// </summary>
/// <param name="Name">The parameter's name, unlike that of any other.</param>
/// <param name="Owner">The object: <c>this</c> or a parameter.</param>
internal sealed record ObjectParameter(string Name, string Owner, INamedTypeSymbol Class, ObjectField Field);

/// <summary>The fields of the objects that a method gets, and what stands for them in calls.</summary>
internal static class ObjectParameters
{
    /// <summary>
    /// Those of <c>this</c>, then those of parameters in their order; a local function is called without any, and a method marked
    /// <c>[NoGradient]</c> sees constants.
    /// </summary>
    public static IReadOnlyList<ObjectParameter> Of(IMethodSymbol method) =>
        method.MethodKind == MethodKind.LocalFunction || Attributes.IsNoGradient(method)
            ? []
            : Of(method, Receiver(method).Concat(Given(method)));

    /// <summary>Those of a function whose derivative is taken: a lambda, a local function or a static method.</summary>
    public static IReadOnlyList<ObjectParameter> OfFunction(IMethodSymbol function) => Of(function, Given(function));

    private static IReadOnlyList<ObjectParameter> Of(IMethodSymbol method,
        IEnumerable<(string Owner, INamedTypeSymbol Type, ITypeSymbol? Table)> objects)
    {
        var found = new List<ObjectParameter>();
        foreach (var (owner, type, table) in objects)
        {
            if (table is not null)
            {
                found.Add(new(owner.TrimStart('@') + "_objects", owner, type, new("", "", ObjectTypes.Table(table))));
                continue;
            }
            if (DispatchedObjects.Is(type))
            {
                found.Add(new(owner == "this" ? owner : owner.TrimStart('@') + "_object", owner, type,
                    new("", "", ObjectTypes.Object(type))));
                continue;
            }
            foreach (var field in ObjectFields.Of(type))
            {
                var name = field.Path.TrimStart('_').Replace("@", "").Replace(".", "_");
                if (owner != "this" || method.Parameters.Any(parameter => parameter.Name == name)) name = owner.TrimStart('@') + "_" + name;
                found.Add(new(Spelling.Identifier(name), owner, type, field));
            }
        }
        return found;
    }

    /// <summary>
    /// What a callee's fields are in the caller; null where the object is none whose fields are known, which has been reported.
    /// </summary>
    public static IReadOnlyList<Operand>? Arguments(Lowering lowering, IOperation at, IMethodSymbol method, IOperation? instance,
        IReadOnlyList<IArgumentOperation> arguments) => Arguments(lowering, at, Of(method), owner => owner == "this"
            ? instance
            : arguments.FirstOrDefault(argument => Spelling.Identifier(argument.Parameter!.Name) == owner)?.Value);

    /// <param name="given">The object that is passed for an owner.</param>
    public static IReadOnlyList<Operand>? Arguments(Lowering lowering, IOperation at, IReadOnlyList<ObjectParameter> parameters,
        Func<string, IOperation?> given)
    {
        var operands = new List<Operand>();
        var constants = new Dictionary<string, Operand>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            var owner = given(parameter.Owner);
            if (owner is not null && ObjectElements.TablePath(lowering, owner) is { } table)
            {
                if (ReadTable(lowering, owner, table, (BufferType)parameter.Field.Type) is not { } rows) return null;
                operands.Add(rows);
            }
            else if (owner is not null && Path(lowering, owner) is { } path && Read(lowering, path + parameter.Field.Path) is { } found)
            {
                operands.Add(lowering.Pack(found));
            }
            else if (owner is not null && ConstantObjects.Are(lowering, owner))
            {
                constants.TryGetValue(parameter.Owner, out var constant);
                constants[parameter.Owner] = constant ??= Expressions.Scalar(lowering, owner);
                operands.Add(Constant(lowering, constant, parameter.Field));
            }
            else
            {
                Refuse(lowering, owner ?? at);
                return null;
            }
        }
        return operands;
    }

    /// <summary>
    /// An array or list of objects, as a callee sees it; null if it sees objects of another class, which has been reported.
    /// </summary>
    private static Operand? ReadTable(Lowering lowering, IOperation owner, string path, BufferType expected)
    {
        var rows = lowering.Pack(Read(lowering, path)!);
        if (((BufferType)rows.Type).Element == expected.Element) return rows;
        Expressions.Refuse(lowering, owner,
            $"'{owner.Syntax}', whose objects are seen as those of another class by the method that gets it,",
            "pass it as an array or list of its own class");
        return null;
    }

    /// <summary>What a field holds of an object that is a constant; the elements of a collection are those that it has now.</summary>
    public static Operand Constant(Lowering lowering, Operand constant, ObjectField field) =>
        Constant((operation, type) => lowering.Let(operation, type), constant, field);

    /// <param name="let">Adds an operation.</param>
    public static Operand Constant(Func<Operation, IrType, Operand> let, Operand constant, ObjectField field)
    {
        var template = InertText.Escape(field.AccessPath(isOwn: false)) is { Length: > 0 } path ? $"{{0}}.{path}" : "{0}";
        return field.Elements is { } elements
            ? let(new View(let(new Inert(template + ".ToArray()", [constant], Effect.Read), Shapes.ArrayOf(elements)),
                Ir.Constant.Int(0), null), elements)
            : let(new Inert(template, [constant], Effect.Read), field.Type);
    }

    /// <summary>A field of an object that is an independent; null for any other member.</summary>
    public static Tree<Operand>? Read(Lowering lowering, IMemberReferenceOperation member)
    {
        if (member.Instance is null || !IsPart(member)) return null;
        var isField = Shapes.IsDifferentiable(member.Type) || CollectionTypes.Is(member.Type) || ObjectTypes.IsTable(member.Type);
        if (Path(lowering, member.Instance) is { } path)
        {
            // An index is evaluated before what stands at it is read.
            if (isField && ObjectElements.Begins(path)) Evaluate(lowering, member.Instance);
            if (isField && Field(lowering, path, member.Member) is { } field) return field;
        }
        return !isField || ConstantObjects.Are(lowering, member.Instance) ? null : Refuse(lowering, member);
    }

    private static void Evaluate(Lowering lowering, IOperation instance)
    {
        if (ObjectElements.Array(instance) is not null || ObjectChoices.IsForm(instance)) Expressions.Lower(lowering, instance);
        else if (instance is IMemberReferenceOperation { Instance: { } outer }) Evaluate(lowering, outer);
        else if (instance is IParenthesizedOperation or IConversionOperation) Evaluate(lowering, instance.ChildOperations.First());
    }

    /// <summary>A field by its path; null if there is none.</summary>
    public static Tree<Operand>? Read(Lowering lowering, string path) =>
        lowering.ObjectFields.TryGetValue(path, out var slots) ? lowering.Read(slots) : lowering.Rows.Read(lowering, path);

    /// <summary>Whether a member is one that the gradient of the object has a part for.</summary>
    public static bool IsPart(IMemberReferenceOperation member) =>
        (ObjectFields.IsMarked(member.Member.ContainingType) || ObjectFields.IsMarked(member.Instance?.Type))
            && ObjectMembers.IsPart(member.Member);

    /// <summary>Metadata knows a field by the name that it has in the gradient type.</summary>
    private static Tree<Operand>? Field(Lowering lowering, string path, ISymbol member) =>
        Read(lowering, path + Spelling.Identifier(member.Name))
            ?? (Structs.IsForeign(member.ContainingType) ? Read(lowering, path + GradientHomes.NameOf(member)) : null);

    /// <summary>
    /// Whether a method that is run for its effects, or one that overrides it, may assign fields that have been read already.
    /// </summary>
    public static bool MayChange(Lowering lowering, IInvocationOperation call) => call.Instance is { } instance
        && IsReached(lowering, instance)
        && ObjectFields.Known(instance.Type) is { } known
        && (CalleeContracts.IsDispatched(call.TargetMethod) && call.TargetMethod.ContainingType.SpecialType != SpecialType.System_Object
            || Changes.OfReceiver(call.TargetMethod, ObjectMembers.All(known).Select(member => member.Name).ToList()));

    /// <summary>Whether an object is known, or given by a member of one that is: it may be that one, as in <c>Self().Reset()</c>.</summary>
    private static bool IsReached(Lowering lowering, IOperation instance) => Path(lowering, instance) is not null
        || (instance is IInvocationOperation { Instance: { } giver } && IsReached(lowering, giver));

    private static Tree<Operand> Refuse(Lowering lowering, IOperation at) => Expressions.Refuse(
        lowering, at, $"'{at.Syntax}', an object of a differentiable class that is not this, a parameter, or a field of these,",
        "pass it as a parameter");

    /// <summary>Whether a method is chosen at run time by callers that take the object for a constant.</summary>
    public static bool IsDispatched(IMethodSymbol method) =>
        (method.IsAbstract || method.IsVirtual || method.IsOverride || Dispatches.Implemented(method).Any())
            && !DispatchedObjects.IsChosen(method);

    /// <summary>How an object is reached from <c>this</c> or a parameter, ending in a dot; null if it is not.</summary>
    public static string? Path(Lowering lowering, IOperation instance) => instance switch
    {
        IParenthesizedOperation parenthesized => Path(lowering, parenthesized.Operand),
        IConversionOperation { IsImplicit: true, Operand: var operand } => Path(lowering, operand),
        _ when LocalObjects.Is(lowering, instance) => null,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => "this.",
        ILocalReferenceOperation { Local: var local } when lowering.ObjectNames.PathOf(local) is { } path => path,
        ILocalReferenceOperation or IObjectCreationOperation when lowering.Created.PathOf(instance) is { } path => path,
        ILocalReferenceOperation { Local: var local } when lowering.ObjectVariables.PathOf(lowering, local, instance) is { } path => path,
        ILocalReferenceOperation { Local: var local } when lowering.Aliases.Of(local, instance) is { } named => Path(lowering, named),
        IConditionalAccessInstanceOperation present when ObjectPatterns.Of(present) is { } tested => Path(lowering, tested),
        _ when ObjectElements.PathOf(lowering, instance) is { } path => path,
        IParameterReferenceOperation { Parameter: var parameter } when !lowering.IsOwn(parameter) => lowering.ObjectNames.PathOf(parameter),
        IParameterReferenceOperation { Parameter: var parameter } when !Writes.In(Writes.Root(instance)).Contains(parameter) =>
            Spelling.Identifier(parameter.Name) + ".",
        IMemberReferenceOperation { Instance: { } outer } member when Path(lowering, outer) is { } path =>
            $"{path}{Spelling.Identifier(member.Member.Name)}.",
        _ => null,
    };

    /// <summary>What a generic method knows of an argument is what it knows of its type parameter.</summary>
    private static ITypeSymbol Declared(IParameterSymbol parameter) =>
        parameter.OriginalDefinition.Type is ITypeParameterSymbol generic ? generic : parameter.Type;

    /// <summary>The object that a method is called on.</summary>
    private static IEnumerable<(string Owner, INamedTypeSymbol Type, ITypeSymbol? Table)> Receiver(IMethodSymbol method)
    {
        if (!method.IsStatic && method.MethodKind != MethodKind.Constructor && ObjectFields.IsFollowed(method.ContainingType)
            && !IsDispatched(method))
            yield return ("this", method.ContainingType, null);
    }

    /// <summary>The objects that a method gets as arguments, one by one or in an array or list.</summary>
    private static IEnumerable<(string Owner, INamedTypeSymbol Type, ITypeSymbol? Table)> Given(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters.Where(parameter => parameter.RefKind == RefKind.None
            && !Attributes.IsNoGradient(parameter)))
        {
            if (Declared(parameter) is var type && ObjectFields.IsFollowed(type))
                yield return (Spelling.Identifier(parameter.Name), ObjectFields.Known(type)!, null);
            else if (ObjectTypes.IsTable(type) && ObjectTypes.Element(type) is INamedTypeSymbol element && ObjectFields.IsFollowed(element))
                yield return (Spelling.Identifier(parameter.Name), element, type);
        }
    }
}
