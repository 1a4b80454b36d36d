using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lists of numbers that objects and collections hold: like the objects of a class they are rows of a table, with an array of their
/// elements and their count. So a list may have any number of names.
/// <code>
/// var rows = new List&lt;List&lt;double&gt;&gt;(); rows.Add([x]); rows[0].Add(y);   →   rows.Add(n++); … list_items[rows[0]][list_count[rows[0]]++] = y;
/// </code>
/// </summary>
internal static class ListTables
{
    /// <summary>Whether lists of a type may be rows.</summary>
    public static bool MayBe(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "List", Arity: 1 } list && ListChangers.IsList(list)
        && TypeMapping.Map(list.TypeArguments[0]) is ScalarType;

    /// <summary>Whether a type is made of such lists.</summary>
    public static bool AreIn(ITypeSymbol type) => TypeSubstitution.Mentions(type, MayBe);

    /// <summary>Whether the value of an expression is a row.</summary>
    public static bool Is(Lowering lowering, IOperation? expression) => expression switch
    {
        IConversionOperation { IsImplicit: true, OperatorMethod: null, Operand: var operand } => Is(lowering, operand),
        IParenthesizedOperation parenthesized => Is(lowering, parenthesized.Operand),
        { Type: { } type } when lowering.Tables.Has(type) => MayBe(type),
        _ => expression is not null && Writes.Variable(expression) is { } symbol && lowering.Tables.Shown.ContainsKey(symbol),
    };

    /// <summary>The members that are columns, with the types of their elements.</summary>
    public static IEnumerable<(ISymbol Of, ITypeSymbol Type, string Shown)> Columns(Compilation compilation, INamedTypeSymbol list) =>
        [(Items(list), compilation.CreateArrayTypeSymbol(list.TypeArguments[0]), "items"),
            (Count(list), compilation.GetSpecialType(SpecialType.System_Int32), "count")];

    /// <summary>Evaluates a row that a variable of an interface shows.</summary>
    /// <returns>Lets the variable show it.</returns>
    public static Action Show(Lowering lowering, ISymbol variable, IOperation list)
    {
        var shown = Row(lowering, list);
        var slot = lowering.Variables.Temporary(InertType.Int, variable.Name).Leaf;
        lowering.Write(slot, shown.Operand);
        return () => lowering.Tables.Shown[variable] = (slot, shown.Type);
    }

    /// <summary>A new list, a change of one, or an element; null for any other expression.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IOperation expression) => expression switch
    {
        _ when lowering.Tables.IsEmpty => null,
        { Type: INamedTypeSymbol type } when lowering.Tables.Has(type) && MayBe(type) && NewCollections.Is(lowering, expression) =>
            Make(lowering, expression, type),
        IPropertyReferenceOperation or IImplicitIndexerReferenceOperation when Element(lowering, expression) is { } element =>
            Places.Read(lowering, element),
        IPropertyReferenceOperation { Property.Name: "Count", Instance: { } list } when Is(lowering, list) =>
            Expressions.Leaf(Row(lowering, list).Count(lowering)),
        IInvocationOperation { Instance: { } list } call when Is(lowering, list) =>
            ListMembers.Followed.Contains(call.TargetMethod.Name) ? Change(lowering, call, Row(lowering, list))
                : Buffers.Lower(lowering, call) ?? ListQueries.Lower(lowering, call) ?? Expressions.Refuse(lowering, call,
                    $"'{call.Syntax}', on a list that is held by an object or collection,", "write the loop"),
        _ => null,
    };

    /// <summary>An element to read or write; null if the expression is none.</summary>
    public static Place? Element(Lowering lowering, IOperation target)
    {
        var (list, position) = target switch
        {
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance, Arguments: [{ Value: var index }] } =>
                (instance, index),
            IImplicitIndexerReferenceOperation { Argument: not IRangeOperation } implied => (implied.Instance, implied.Argument),
            _ => (null, null),
        };
        if (list is null || !Is(lowering, list)) return null;
        var row = Row(lowering, list);
        var (prefix, value) = Members.Counted(position!);
        var number = Buffers.AsInt(lowering, Expressions.Scalar(lowering, value));
        return new ListElementPlace(row, prefix == "^"
            ? lowering.Apply(Primitive.Subtract, InertType.Int, row.Count(lowering), number)
            : number);
    }

    /// <summary>The row that a loop goes through, if its code may change lists; null for any other loop.</summary>
    public static EnumeratedRow? Enumerated(Lowering lowering, IForEachLoopOperation loop, IOperation collection) =>
        Is(lowering, collection) && !NewCollections.Is(lowering, collection) && loop.Body.Descendants().Any(MayChange)
            ? EnumeratedRow.Begin(lowering, Row(lowering, collection))
            : null;

    /// <summary>Whether an operation changes a list, or runs code of the project.</summary>
    private static bool MayChange(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } => ListMembers.Changing.Contains(method.Name)
            || !method.DeclaringSyntaxReferences.IsEmpty || method.MethodKind == MethodKind.DelegateInvoke,
        IObjectCreationOperation { Constructor: { } constructor } => !constructor.ContainingType.DeclaringSyntaxReferences.IsEmpty,
        IPropertyReferenceOperation { Property: var property } => !property.DeclaringSyntaxReferences.IsEmpty,
        _ => false,
    };

    /// <summary>The elements as they are now.</summary>
    public static Operand Elements(Lowering lowering, IOperation list) => Row(lowering, list).Elements(lowering);

    /// <summary>Whether a use of a row is lowered that passes it to other code.</summary>
    public static bool IsFollowed(Lowering lowering, IOperation use)
    {
        return Is(lowering, use) && use.Parent switch
        {
            IConversionOperation { Type.TypeKind: TypeKind.Interface, Parent: IArgumentOperation argument } => IsPassed(argument),
            IConversionOperation { Type.TypeKind: TypeKind.Interface } shown =>
                shown.Parent is IVariableInitializerOperation or IForEachLoopOperation,
            IInvocationOperation call => call.Instance == use,
            IArgumentOperation argument => IsPassed(argument),
            ISpreadOperation => true,
            _ => false,
        };

        bool IsPassed(IArgumentOperation argument) => argument.Parent switch
        {
            IInvocationOperation { TargetMethod: { Name: "AddRange" } method } when NewCollections.IsList(method.ContainingType) => true,
            IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke } => true,
            IInvocationOperation { TargetMethod: var method } call => Linq.Is(method)
                || Attributes.IsDifferentiable(method.OriginalDefinition) || MemberCall.Of(call)?.IsInlined(lowering) == true,
            IObjectCreationOperation { Type: { } type } =>
                NewCollections.IsList(type) || lowering.Objects.Has(type) || lowering.Tables.Has(type),
            _ => false,
        };
    }

    private static ListRow Row(Lowering lowering, IOperation expression) => expression switch
    {
        IConversionOperation { Operand: var operand } => Row(lowering, operand),
        IParenthesizedOperation parenthesized => Row(lowering, parenthesized.Operand),
        _ when Writes.Variable(expression) is { } symbol && lowering.Tables.Shown.TryGetValue(symbol, out var shown) =>
            new(lowering.Read(shown.Row), shown.Type),
        _ => new(Expressions.Scalar(lowering, expression), (INamedTypeSymbol)expression.Type!),
    };

    private static Tree<Operand> Make(Lowering lowering, IOperation expression, INamedTypeSymbol type)
    {
        var list = ListRow.Storage(lowering, type);
        LocalLists.Assign(lowering, list, expression);
        var made = lowering.Read(lowering.Tables.New(lowering, type, "list"));
        new ListRow(made.Leaf, type).Close(lowering, list);
        return made;
    }

    /// <summary>Changes a list, which is found again once the arguments have been evaluated: they may change it too.</summary>
    private static Tree<Operand> Change(Lowering lowering, IInvocationOperation call, ListRow row)
    {
        LocalList? list = null;
        var result = LocalLists.Change(lowering, call, () => list = row.Open(lowering));
        if (list is not null) row.Close(lowering, list);
        return result;
    }

    public static ISymbol Items(INamedTypeSymbol list) =>
        list.GetMembers().First(member => member is IPropertySymbol { IsIndexer: true });

    public static ISymbol Count(INamedTypeSymbol list) => list.GetMembers("Count")[0];
}

/// <summary>A list that is a row.</summary>
internal sealed record ListRow(Operand Operand, INamedTypeSymbol Type)
{
    public static LocalList Storage(Lowering lowering, INamedTypeSymbol type)
    {
        var array = Shapes.Of(lowering.Nesting.Compilation.CreateArrayTypeSymbol(type.TypeArguments[0]));
        return new(lowering.Variables.Temporary(array, "items").Leaf, lowering.Variables.Temporary(InertType.Int, "count").Leaf);
    }

    public Operand Count(Lowering lowering) => Places.Read(lowering, CellOf(lowering, ListTables.Count(Type))).Leaf;

    public Operand Elements(Lowering lowering) => lowering.Let(new View(Items(lowering), Constant.Int(0), Count(lowering)),
        Spans.Of(Shapes.Of(Type.TypeArguments[0])));

    /// <summary>The list in variables.</summary>
    public LocalList Open(Lowering lowering)
    {
        var list = Storage(lowering, Type);
        lowering.Write(list.Array, Items(lowering));
        lowering.Write(list.Count, Count(lowering));
        return list;
    }

    /// <summary>Keeps what has become of the list.</summary>
    public void Close(Lowering lowering, LocalList list)
    {
        Places.Write(lowering, CellOf(lowering, ListTables.Items(Type)), Expressions.Leaf(lowering.Read(list.Array)));
        Places.Write(lowering, CellOf(lowering, ListTables.Count(Type)), Expressions.Leaf(lowering.Read(list.Count)));
    }

    private Operand Items(Lowering lowering) => Places.Read(lowering, CellOf(lowering, ListTables.Items(Type))).Leaf;

    private Place CellOf(Lowering lowering, ISymbol column) => lowering.Tables.Cell(lowering, Type, column, Operand);
}

/// <summary>A list that a loop goes through, with the elements that it had when the loop began.</summary>
internal sealed record EnumeratedRow(ListRow Row, Operand Elements, Operand Count)
{
    public static EnumeratedRow Begin(Lowering lowering, ListRow row) => new(row, row.Elements(lowering), row.Count(lowering));

    /// <summary>What the framework does where a loop goes on over a list to which something was added.</summary>
    public void RequireUnchanged(Lowering lowering) => lowering.Branch(
        lowering.Apply(Operators.Comparison(BinaryOperatorKind.NotEquals), InertType.Bool, Row.Count(lowering), Count),
        () => Exceptions.Throw(lowering, "global::System.InvalidOperationException(\"Collection was modified; enumeration operation may not execute.\")"));
}

/// <summary>An element of a list that is a row. The array that holds the elements may be another one when it is read or assigned.</summary>
internal sealed record ListElementPlace(ListRow Row, Operand Index) : Place
{
    /// <summary>The place as it is now.</summary>
    public Place Now(Lowering lowering) => new ElementPlace(Row.Elements(lowering), [Index], Row.Type.TypeArguments[0]);
}
