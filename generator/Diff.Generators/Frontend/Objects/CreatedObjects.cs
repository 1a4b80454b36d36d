using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Objects of differentiable classes that a method creates and keeps to itself: beside the object, its fields are variables of the method,
/// which calls pass like those of
/// <c>this</c>. The fields do not change once the object is made.
/// <code>
/// var d = new Normal(m, s); d.At(x)   →   d = new Normal(m, s); d_Mean = m; d_Deviation = s; At(d, d_Mean, d_Deviation, x)
/// </code>
/// </summary>
internal sealed class CreatedObjects
{
    private readonly Dictionary<ISymbol, bool> _locals = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<object, int> _numbers = [];

    /// <summary>Null if what is created is no such object.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IObjectCreationOperation creation)
    {
        if (creation is not { Type: INamedTypeSymbol type, Constructor: { } constructor } || !ObjectFields.IsFollowed(type)) return null;
        var hasNumbers = HasNumbers(creation);
        if (lowering.Created.PathOf(creation) is not { } path) return hasNumbers ? LostObjects.Refuse(lowering, creation) : null;
        var sources = CreatedFields.Of(constructor);
        if (sources is null && hasNumbers)
            return Expressions.Refuse(lowering, creation,
                $"'{creation.Syntax}', whose constructor does more than assign parameters to differentiated fields,",
                "compute before what the fields hold, and pass it");
        if (constructor.Parameters.Any(parameter => parameter.RefKind is RefKind.Ref or RefKind.Out)) return null;
        var fields = ObjectFields.Of(type);
        if (fields.Any(field => ObjectTypes.IsTable(field.Type)))
            return Expressions.Refuse(lowering, creation, $"'{creation.Syntax}', an object that holds an array of objects,",
                "create it outside the method, and pass it");
        if (fields.Any(field => field.Elements is not null) && !creation.Descendants().All(IsConstantPart))
            return Expressions.Refuse(lowering, creation, $"'{creation.Syntax}', an object that holds a list,",
                "create it outside the method, and pass it, or let it hold an array");
        var holdsMemory = HoldsMemory(creation, type, sources);
        if (holdsMemory && !(CreatedFields.HasNoEffects(constructor) && lowering.Created.IsForGood(creation)))
            return Expressions.Refuse(lowering, creation,
                $"'{creation.Syntax}', an object that holds an array and is replaced, or whose constructor calls other code,",
                "give it a local of its own that is never assigned again, and let the constructor only assign and throw");
        var arguments = creation.Arguments.ToDictionary(argument => argument.Parameter!.Ordinal,
            argument => Expressions.Lower(lowering, argument.Value));
        var initial = creation.Initializer is null ? [] : Initial(lowering, creation.Initializer);
        if (initial is null)
            return Expressions.Refuse(lowering, creation.Initializer!, "this initializer of an object", "assign fields and properties");
        var made = Make(lowering, creation, arguments, initial, holdsMemory);
        // What depends on no parameter is a constant, whatever else is in the object.
        var constant = lowering.Let(new Detach(made), made.Type);
        foreach (var field in fields)
        {
            var value = field.Elements is not null ? Expressions.Leaf(ObjectParameters.Constant(lowering, constant, field))
                : initial.TryGetValue(field.Path, out var assigned) ? assigned.Value
                : sources?[field.Path] is { } parameter ? arguments[parameter]
                : lowering.Unpack(ObjectParameters.Constant(lowering, constant, field));
            if (!lowering.ObjectFields.TryGetValue(path + field.Path, out var slots))
                lowering.ObjectFields[path + field.Path] = slots = lowering.Variables.Temporary(field.Type,
                    $"{path.Split('#')[0]}_{field.GradientPath}");
            lowering.Write(slots, value);
        }
        return Expressions.Leaf(made);
    }

    /// <summary>Whether an object of a differentiable class can be made beside its fields, and is held by nothing that changes.</summary>
    public bool CanHold(IObjectCreationOperation creation) => creation is { Type: INamedTypeSymbol type, Constructor: { } constructor }
        && PathOf(creation) is not null
        && CreatedFields.Of(constructor) is { } sources
        && !(HoldsMemory(creation, type, sources) && !(CreatedFields.HasNoEffects(constructor) && IsForGood(creation)));

    private static bool HoldsMemory(IObjectCreationOperation creation, INamedTypeSymbol type, IReadOnlyDictionary<string, int?>? sources) =>
        ObjectFields.Of(type)
            .Any(field => field.Type is BufferType && (sources?[field.Path] is not null || Assigns(creation.Initializer, field)));

    /// <summary>How the fields of an object are found that is created here, or held by a local; null if they are not followed.</summary>
    public string? PathOf(IOperation instance) => instance switch
    {
        ILocalReferenceOperation { Local: var local } when IsFollowed(local, instance) => Key(local),
        IObjectCreationOperation creation => Holder(creation),
        _ => null,
    };

    /// <summary>Whether the object is used where it is made, or held by a local that holds no other.</summary>
    private bool IsForGood(IObjectCreationOperation creation) => LostObjects.Outside(creation).Parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } =>
            Values(local, Writes.Root(creation)).Count() == 1,
        ISimpleAssignmentOperation => false,
        _ => true,
    };

    /// <summary>The local, or the expression itself, whose fields the created object has.</summary>
    private string? Holder(IObjectCreationOperation creation)
    {
        var (child, parent) = LostObjects.Outside(creation);
        return parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
                when IsFollowed(local, creation) => Key(local),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local },
                Parent: IExpressionStatementOperation } assignment when assignment.Value == child && IsFollowed(local, creation) =>
                    Key(local),
            IMemberReferenceOperation or IInvocationOperation => Key(creation),
            IArgumentOperation argument when LostObjects.IsPassed(argument) => Key(creation),
            _ => null,
        };
    }

    /// <summary>Whether a local holds nothing but objects of its own class, made where they are assigned to it.</summary>
    private bool IsFollowed(ILocalSymbol local, IOperation at)
    {
        if (!_locals.TryGetValue(local, out var isFollowed))
            _locals[local] = isFollowed = ObjectFields.IsFollowed(local.Type) && local.RefKind == RefKind.None
                && Values(local, Writes.Root(at))
                    .All(value => value is IObjectCreationOperation && SymbolEqualityComparer.Default.Equals(value.Type, local.Type));
        return isFollowed;
    }

    /// <summary>All that a local is assigned; a null where that is no value that can be seen.</summary>
    public static IEnumerable<IOperation?> Values(ILocalSymbol local, IOperation root)
    {
        foreach (var operation in root.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator when Is(declarator.Symbol):
                    yield return Inner(value);
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var target } } assignment when Is(target):
                    yield return assignment.Parent is IExpressionStatementOperation ? Inner(assignment.Value) : null;
                    break;
                case ILocalReferenceOperation { Local: var changed } reference when Is(changed) && IsChanged(reference):
                case IDeclarationPatternOperation { DeclaredSymbol: { } declared } when Is(declared):
                case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: var each } } when Is(each):
                    yield return null;
                    break;
            }
        }

        static bool IsChanged(ILocalReferenceOperation local) =>
            local.IsDeclaration
                || local.Parent is ITupleOperation or IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }
                    or ICoalesceAssignmentOperation;

        bool Is(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol, local);
    }

    private static IOperation Inner(IOperation value) => value switch
    {
        IParenthesizedOperation parenthesized => Inner(parenthesized.Operand),
        IConversionOperation { IsImplicit: true } conversion => Inner(conversion.Operand),
        _ => value,
    };

    private string Key(ILocalSymbol local) => $"{local.Name}#{Number(local)}.";

    private string Key(IObjectCreationOperation creation) => $"created#{Number(creation.Syntax)}.";

    private int Number(object holder)
    {
        if (!_numbers.TryGetValue(holder, out var number)) _numbers[holder] = number = _numbers.Count;
        return number;
    }

    private static bool HasNumbers(IObjectCreationOperation creation) => creation.Arguments.Any(argument => Sinks.Carries(argument.Value))
        || creation.Initializer?.Descendants()
            .Any(part => part is ISimpleAssignmentOperation assignment && Sinks.Carries(assignment.Value)) == true;

    /// <summary>The values that an initializer assigns, by the member's name; null if it does something else.</summary>
    private static Dictionary<string, (string Member, Tree<Operand> Value)>? Initial(Lowering lowering,
        IObjectOrCollectionInitializerOperation initializer)
    {
        var values = new Dictionary<string, (string, Tree<Operand>)>(StringComparer.Ordinal);
        foreach (var part in initializer.Initializers)
        {
            if (part is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member }
                and not IPropertyReferenceOperation { Property.IsIndexer: true } } assignment)
                return null;
            values[Spelling.Identifier(member.Name)] = (Spelling.Identifier(member.Name), Expressions.Lower(lowering, assignment.Value));
        }
        return values;
    }

    /// <summary>
    /// Whether a part of what makes an object neither depends on numbers nor is a list that may be changed by another name.
    /// </summary>
    private static bool IsConstantPart(IOperation part) => part.ConstantValue.HasValue
        || !(Shapes.IsDifferentiable(part.Type) || (CollectionTypes.Is(part.Type) && Writes.Variable(part) is not null));

    private static bool Assigns(IObjectOrCollectionInitializerOperation? initializer, ObjectField field) =>
        initializer?.Initializers.Any(part =>
            part is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } }
                && Spelling.Identifier(member.Name) == field.Path) == true;

    /// <summary>The object itself.</summary>
    private static Value Make(Lowering lowering, IObjectCreationOperation creation, IReadOnlyDictionary<int, Tree<Operand>> arguments,
        Dictionary<string, (string Member, Tree<Operand> Value)> initial, bool holdsMemory)
    {
        var operands = new List<Operand>();
        var passed = string.Join(", ", creation.Constructor!.Parameters.Select(parameter => Hole(arguments[parameter.Ordinal])));
        var assigned = string.Join(", ", initial.Values.Select(member => $"{InertText.Escape(member.Member)} = {Hole(member.Value)}"));
        var template =
            $"new {InertText.Escape(TypeMapping.Spell(creation.Type!))}({passed}){(assigned.Length > 0 ? $" {{{{ {assigned} }}}}" : "")}";
        return lowering.Let(new Inert(template, operands.ToEquatableArray(), Effect.Write)
        {
            IsCreation = true,
            IsHolder = holdsMemory,
        },
            TypeMapping.MapInert(creation.Type!));

        string Hole(Tree<Operand> value)
        {
            operands.Add(lowering.Pack(value));
            return $"{{{operands.Count - 1}}}";
        }
    }
}
