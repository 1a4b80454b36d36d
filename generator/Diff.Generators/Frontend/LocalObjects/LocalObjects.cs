using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Objects that a method makes and keeps to itself, taken apart: their fields are variables of the method, and the bodies of their members
/// stand where they are called. Nothing is allocated but the arrays that they hold.
/// <code>
/// var stats = new RunningStats(); stats.Add(x);   →   stats_n = 0; stats_sum = 0; stats_n = stats_n + 1; stats_sum = stats_sum + x;
/// </code>
/// Only classes whose objects get numbers in a way that calls by contract cannot follow are taken apart (<see cref="LocalObjectNeeds"/>).
/// An object that leaves the method is refused where it does. A second name of an object is the same variables where neither name is
/// assigned, and otherwise a copy of them, which is as good unless a field of such an object is assigned after the object is made
/// (<see cref="LocalObjectCopies"/>).
/// </summary>
internal sealed class LocalObjects
{
    private readonly HashSet<ISymbol> _classes = new(SymbolEqualityComparer.Default);

    public LocalObjectCopies Copies { get; } = new();

    /// <summary>From here on objects of the classes that a piece of code needs taken apart are.</summary>
    public void Include(Lowering lowering, IOperation code)
    {
        // An object that holds one of them is needed in turn.
        for (var known = -1; known != _classes.Count;)
        {
            known = _classes.Count;
            foreach (var type in LocalObjectNeeds.In(lowering, code, Has)
                .Where(type => LocalClasses.Shape(type) is not null && !lowering.Tables.Has(type)).ToList())
                _classes.UnionWith(LocalClasses.Held(type).Where(held => !lowering.Tables.Has(held)).SelectMany(LocalClasses.Chain));
        }
    }

    public bool Has(ITypeSymbol? type) => type is not null && _classes.Contains(type);

    /// <summary>The type of a variable, of which a class that is taken apart is its fields.</summary>
    public IrType ShapeOf(ITypeSymbol type) => Has(type) && LocalClasses.Shape(type) is { } shape ? shape
        : Holds(type)
            ? TypeMapping.Tuple((INamedTypeSymbol)type,
                [.. ((INamedTypeSymbol)type).TupleElements.Select(element => ShapeOf(element.Type))])
        : Shapes.Of(type);

    /// <summary>The class of an object that is taken apart.</summary>
    public INamedTypeSymbol ClassOf(Tree<Slot> self) => ClassOf(self.Type)!;

    private INamedTypeSymbol? ClassOf(IrType shown) =>
        (INamedTypeSymbol?)_classes.FirstOrDefault(type => LocalClasses.Shape((ITypeSymbol)type) is { } shape && shape.Name == shown.Name);

    /// <summary>Whether values of a type are tuples with objects in them.</summary>
    public bool Holds(ITypeSymbol? type) => type is INamedTypeSymbol { IsTupleType: true } tuple
        && tuple.TupleElements.Any(element => Has(element.Type) || Holds(element.Type));

    public static bool IsObject(IrType type) => type is AggregateType { Kind: AggregateKind.Object };

    /// <summary>Whether the value of an expression is an object that is taken apart.</summary>
    public static bool Is(Lowering lowering, IOperation? expression) => expression is not null
        && (lowering.Tables.Has(expression.Type) || (lowering.Objects.Has(expression.Type) && expression switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation =>
            Storage(lowering, expression) is not null,
        IObjectCreationOperation => true,
        IWithOperation { Type: INamedTypeSymbol copied } =>
            LocalClasses.Base(copied) is null && CopyConstructors.Declared(copied) is null,
        IConversionOperation { OperatorMethod: null } conversion => Is(lowering, conversion.Operand),
        IConditionalOperation conditional => Is(lowering, conditional.WhenTrue) || Is(lowering, conditional.WhenFalse),
        ISwitchExpressionOperation choice => choice.Arms.Any(arm => Is(lowering, arm.Value)),
        ICoalesceOperation coalesce => Is(lowering, coalesce.Value),
        ISimpleAssignmentOperation assignment => Is(lowering, assignment.Target),
        IMemberReferenceOperation { Instance: { } instance } member when LocalClasses.IndexOf(member) is not null => Is(lowering, instance),
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke } => true,
        _ => MemberCall.Of(expression)?.IsInlined(lowering) == true,
    }));

    /// <summary>The variables of an object that an expression names; null if it names none.</summary>
    public static Tree<Slot>? Storage(Lowering lowering, IOperation? expression) =>
        expression is not null && lowering.Objects.Has(expression.Type)
            && Tuples.Variable(lowering, Inner(expression)) is { IsLeaf: false } variable && IsObject(variable.Type) ? variable : null;

    /// <summary>An object that is seen as one of a base class stays what it is.</summary>
    private static IOperation Inner(IOperation expression) =>
        expression is IConversionOperation { IsImplicit: true, OperatorMethod: null, Operand: var operand } ? Inner(operand) : expression;

    /// <summary>
    /// The variables for another name of an object that both names share; null where it must be copied, or where there is no object.
    /// </summary>
    /// <param name="scope">The code that sees the new name.</param>
    private static Tree<Slot>? Shared(Lowering lowering, ISymbol name, IOperation value, IOperation scope)
    {
        value = Inner(value);
        if (Storage(lowering, value) is not { } variable || Writes.In(scope).Contains(name)) return null;
        // Code around the new name may assign what the old one names, if it stands in the same method.
        var isFixed = Writes.Variable(value) is { } symbol
            ? !Writes.In(Writes.Root(value)).Contains(symbol)
            : value is IInstanceReferenceOperation;
        return isFixed
            || (Writes.Variable(value) is not null
                && name is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not (MethodKind.LocalFunction
                    or MethodKind.AnonymousFunction) } }) ? variable : null;
    }

    /// <summary>
    /// The type of a variable that is declared with a value: an object from elsewhere stays one if it is all that the variable ever holds.
    /// </summary>
    public static IrType ShapeFor(Lowering lowering, ISymbol variable, IOperation value, IOperation scope)
    {
        var type = Variables.TypeOf(variable);
        return !lowering.Objects.Has(type) || (!Is(lowering, value) && !Writes.In(scope).Contains(variable))
            ? Shapes.Of(type)
            : lowering.Objects.ShapeOf(type);
    }

    /// <summary>The variables of a parameter of a primary constructor that the object keeps; null if it is not taken apart.</summary>
    public static Tree<Slot>? Field(Lowering lowering, IParameterReferenceOperation held) =>
        lowering.This is { IsLeaf: false } self && IsObject(self.Type) && LocalClasses.IndexOf(held.Parameter) is { } index
            ? self.Fields[index]
            : null;

    /// <summary>
    /// What binds a parameter of an inlined body to the variables of an object that has a name already; null if it has none.
    /// </summary>
    public static Action? Share(Lowering lowering, IParameterSymbol parameter, IOperation argument, IOperation? body)
    {
        if (body is null || Shared(lowering, parameter, argument, body) is not { } shared) return null;
        LocalObjectOrder.Check(lowering, argument);
        return () =>
        {
            lowering.Objects.Copies.Names.Add(parameter);
            lowering.Variables.Alias(parameter, shared);
        };
    }

    /// <summary>Declares a local that holds an object; false if it holds something else.</summary>
    public static bool Declare(Lowering lowering, ILocalSymbol local, IOperation? value)
    {
        if (!lowering.Objects.Has(local.Type)) return false;
        lowering.Objects.Copies.Names.Remove(local);
        if (value is not null && Shared(lowering, local, value, Writes.Root(value)) is { } shared)
        {
            lowering.Objects.Copies.Names.Add(local);
            lowering.Variables.Alias(local, shared);
            return true;
        }
        if (value is not null && Inner(value) is IObjectCreationOperation creation
            && (value == creation || !Writes.In(Writes.Root(value)).Contains(local))
            && LocalObjectCreation.Lower(lowering, creation, local.Name) is { } made)
        {
            lowering.Variables.Alias(local, made);
            return true;
        }
        var slots = lowering.Variables.Declare(local,
            value is null ? lowering.Objects.ShapeOf(local.Type) : ShapeFor(lowering, local, value, Writes.Root(value)));
        if (value is not null) lowering.Write(slots, Lower(lowering, value, slots.Type));
        return true;
    }

    /// <summary>The value of an expression, taken apart if its place is.</summary>
    public static Tree<Operand> Lower(Lowering lowering, IOperation expression, IrType place)
    {
        var value = Expressions.Lower(lowering, expression);
        return IsObject(place) && value.IsLeaf && lowering.Objects.Has(expression.Type)
            ? Open(lowering, expression, value.Leaf, (AggregateType)place)
            : value;
    }

    /// <summary>What an inlined function returns: an object of its own goes to the caller without being copied.</summary>
    public static Tree<Operand> Return(Lowering lowering, IMethodSymbol function, IOperation returned, IrType place) =>
        returned is IInstanceReferenceOperation && LocalObjectMembers.IsFluent(lowering, function)
            ? lowering.Read(Storage(lowering, returned)!)
            : returned is ILocalReferenceOperation { Local: var local }
                && SymbolEqualityComparer.Default.Equals(local.ContainingSymbol, function) && !lowering.Objects.Copies.Names.Contains(local)
                && Storage(lowering, returned) is { } own
            ? lowering.Read(own)
            : Lower(lowering, returned, place);

    /// <summary>The value of a variable; that of an object is a copy.</summary>
    public static Tree<Operand> Read(Lowering lowering, IOperation named, Tree<Slot> variable)
    {
        if ((IsObject(variable.Type) || lowering.Objects.Holds(named.Type)) && !LocalObjectCopies.IsMoved(lowering, named))
            lowering.Objects.Copies.Note(lowering, named);
        return lowering.Read(variable);
    }

    /// <summary>Refuses an object that goes where it cannot be taken apart.</summary>
    public static Operand Lost(Lowering lowering, SyntaxNode where, IrType type)
    {
        var reason = lowering.Objects.ClassOf(type) is not { } known ? "it leaves the method, or goes where its class is not known"
            : lowering.Tables.Obstacle(known) is { } other
                ? $"it leaves the method, or goes where objects of other classes may be as well while {other}"
            : LocalTableClasses.Obstacle(known) is { } obstacle
            ? $"it leaves the method, goes where its class is not known, or into an array or collection while '{known.Name}' {obstacle}"
            : "it leaves the method, or goes where its class is not known";
        lowering.Report(Descriptors.Unsupported.LocalObject, where, where.ToString(), reason,
            "use its own members, keep it in a local of its class, and pass it to methods whose source is here");
        return Constant.Default(new InertType(type.Name, InertKind.Reference));
    }

    /// <summary>An object from elsewhere as its fields, which are constants.</summary>
    private static Tree<Operand> Open(Lowering lowering, IOperation expression, Operand whole, AggregateType shape)
    {
        if (whole is Constant)
        {
            // Stands for an expression that was refused, or is null.
            if (!lowering.Sink.HasErrors)
                lowering.Refuse(expression, Descriptors.Unsupported.LocalObject, expression.Syntax.ToString(),
                    "it stands in place of an object that the method makes", "give the local an object where it is declared");
            return Lowering.Default(shape);
        }
        lowering.Objects.Copies.NoteOpened(lowering, expression);
        if (!expression.Type!.IsSealed
            && LocalClasses.Chain((INamedTypeSymbol)expression.Type).SelectMany(part => part.GetMembers()).OfType<IMethodSymbol>()
                .Any(member => member is { IsImplicitlyDeclared: false } and ({ IsVirtual: true } or { IsOverride: true })
                    && !GeneratedMembers.Are(member)))
        {
            lowering.Refuse(expression, Descriptors.Unsupported.LocalObject, expression.Syntax.ToString(),
                "it is an object from elsewhere whose class decides what its members do", "make it in the method, or seal its class");
            return Lowering.Default(shape);
        }
        var members = LocalClasses.Members((INamedTypeSymbol)expression.Type);
        if (members.FirstOrDefault(member => Structs.IsNameless(member.Shown)
            || !lowering.Frames.IsReachable(lowering, member.Shown)) is { Shown: { } hidden })
        {
            lowering.Refuse(expression, Descriptors.Unsupported.LocalObject, expression.Syntax.ToString(),
                $"it is an object from elsewhere whose '{Structs.NameOf(hidden)}' is private", "make it in the method");
            return Lowering.Default(shape);
        }
        if (shape.Fields.Any(field => IsObject(field.Type)))
        {
            lowering.Refuse(expression, Descriptors.Unsupported.LocalObject, expression.Syntax.ToString(),
                "it is an object from elsewhere that holds objects", "make it in the method");
            return Lowering.Default(shape);
        }
        return new(shape,
            [.. shape.Fields.Select(field => lowering.Unpack(lowering.Let(new Inert("{0}." + field.Name, [whole], Effect.Read),
                field.Type)))]);
    }
}
