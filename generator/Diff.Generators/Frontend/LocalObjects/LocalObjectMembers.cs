using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Calls of the members of objects that are taken apart, and of methods that get or make such objects: their bodies stand in place of the
/// calls.
/// <code>
/// m[1, 0] = x   →   m_data[1 * m_Columns + 0] = x
/// </code>
/// </summary>
internal static class LocalObjectMembers
{
    /// <summary>Null if the call is of another kind.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call)
    {
        if (NullTest.IsGuard(call.TargetMethod) && LocalObjects.Storage(lowering, Sinks.Strip(call.Arguments[0].Value)) is not null)
            return Lowering.Nothing;
        if (MemberCall.Of(call)?.IsInlined(lowering) != true)
        {
            lowering.Objects.Copies.NoteChanges(lowering, call);
            return null;
        }
        if (RecursiveFunctions.CallMethod(lowering, call) is { } called) return called;
        if (call.Instance?.Type is { IsValueType: true } && ReceiverWrites.IsIn(call.TargetMethod))
            return lowering.Refuse(call, Descriptors.Unsupported.Body, call.TargetMethod.Name, "it changes the struct that it is called on",
                "make it a static method that returns the changed struct");
        if (call.Instance is { } other && ObjectFields.IsFollowed(other.Type) && !LocalObjects.Is(lowering, other)
            && ObjectParameters.Path(lowering, other) != "this.")
            return lowering.Refuse(other, Descriptors.Unsupported.Body, call.TargetMethod.Name,
                $"the fields of '{other.Syntax}' are differentiated themselves",
                "call it on this, or pass what it reads of the object as parameters");
        if ((call.Instance is null || IsOwn(lowering, call.Instance)) && RowFunctions.Call(lowering, call, null) is { } recursive)
            return recursive;
        var self = call.Instance is { } instance && !IsOwn(lowering, instance) ? Self(lowering, instance) : null;
        if (self is not null && lowering.Tables.Has(call.Instance!.Type)) return LocalTableDispatch.Call(lowering, call, self);
        var body = Chosen(lowering, call.TargetMethod, call.Instance, self);
        if (IsFluent(lowering, body) && call.Parent is not IExpressionStatementOperation) lowering.Objects.Copies.Note(lowering, call);
        return Call(lowering, call, body, self);
    }

    /// <summary>Whether a member is called on the object that the calling body belongs to, which is not taken apart.</summary>
    public static bool IsOwn(Lowering lowering, IOperation instance) =>
        instance is IInstanceReferenceOperation && !lowering.Tables.Has(instance.Type) && LocalObjects.Storage(lowering, instance) is null;

    /// <summary>Whether a method returns nothing but <c>this</c>: <c>stats.Add(x).Add(y)</c> is about one object.</summary>
    public static bool IsFluent(Lowering lowering, IMethodSymbol method) => lowering.Objects.Has(method.ReturnType)
        && method is { IsStatic: false, MethodKind: MethodKind.Ordinary }
        && lowering.Frames.BodyOf(lowering, method)?.Descendants().OfType<IReturnOperation>()
            .All(returned => returned.ReturnedValue is IInstanceReferenceOperation) == true;

    private static Tree<Operand> Call(Lowering lowering, IInvocationOperation call, IMethodSymbol body, Tree<Slot>? self) =>
        InlinedMembers.Call(lowering, call, body, self,
            [.. call.Arguments.Select(argument => (body.OriginalDefinition.Parameters[argument.Parameter!.Ordinal], argument.Value))]);

    /// <summary>Lowers an operator or conversion; null if it is none of an object.</summary>
    public static Tree<Operand>? LowerOperator(Lowering lowering, IOperation at) => MemberCall.Of(at) is { } call
        && call.IsInlined(lowering)
        ? InlinedMembers.Call(lowering, at, call.Method, null,
            [.. call.Operands.Select((operand, i) => (call.Method.Parameters[i], operand))])
        : null;

    /// <summary>A property that is computed, or an indexer, as a place; null for any other.</summary>
    public static Place? Place(Lowering lowering, IPropertyReferenceOperation property)
    {
        if (property.Instance is not { } instance || !LocalObjects.Is(lowering, instance)
            || (LocalClasses.IndexOf(property) is not null && !LocalTables.IsChosen(lowering, property)))
            return null;
        if (ReturnedReferences.Of(lowering, property) is { } element) return element;
        var self = Self(lowering, instance);
        return new AccessorPlace(property.Property, self, Arguments(lowering, property), property);
    }

    /// <summary>The arguments of an indexer, evaluated in the order in which they are written, in that of the parameters.</summary>
    public static IReadOnlyList<Tree<Operand>> Arguments(Lowering lowering, IPropertyReferenceOperation property)
    {
        var values = new Tree<Operand>[property.Arguments.Length];
        foreach (var argument in property.Arguments) values[argument.Parameter!.Ordinal] = Expressions.Lower(lowering, argument.Value);
        return values;
    }

    public static Tree<Operand> Read(Lowering lowering, AccessorPlace place) =>
        lowering.Tables.Has(place.At.Instance?.Type)
            ? LocalTableDispatch.Read(lowering, place.At, SeenRow.Of(place.At.Instance!), place.Property, place.Self, place.Arguments)
        : place.Property.GetMethod is { } getter
            ? Access(lowering, place, getter, place.Arguments)
            : Lowering.Placeholder(place.Property.Type);

    public static void Write(Lowering lowering, AccessorPlace place, Tree<Operand> value)
    {
        if (lowering.Tables.Has(place.At.Instance?.Type)) LocalTableDispatch.Write(lowering, place, value);
        else if (place.Property.SetMethod is { } setter) Access(lowering, place, setter, [.. place.Arguments, value]);
    }

    private static Tree<Operand> Access(Lowering lowering, AccessorPlace place, IMethodSymbol accessor,
        IReadOnlyList<Tree<Operand>> arguments) =>
        InlinedMembers.Call(lowering, place.At, Chosen(lowering, accessor, place.At.Instance, place.Self), place.Self, arguments);

    /// <summary>The text of an object, from the <c>ToString</c> that its class declares; null for anything else.</summary>
    public static Operand? Text(Lowering lowering, IOperation value)
    {
        if (LocalObjects.Storage(lowering, value) is null
            || value.Type!.AllInterfaces.Any(candidate => candidate.Name.EndsWith("Formattable", StringComparison.Ordinal)))
            return null;
        var self = Self(lowering, value);
        return LocalClasses.Chain(lowering.Objects.ClassOf(self)).Reverse()
            .SelectMany(type => type.GetMembers(nameof(ToString)).OfType<IMethodSymbol>())
            .FirstOrDefault(method => method is { IsOverride: true, IsImplicitlyDeclared: false, Parameters.IsEmpty: true }) is { } shown
            ? lowering.Pack(InlinedMembers.Call(lowering, value, shown, self, Array.Empty<(IParameterSymbol, IOperation)>()))
            : null;
    }

    /// <summary>
    /// What the <c>Deconstruct</c> of a positional record gives, which reads the fields; null if there is none, or it is written by hand.
    /// </summary>
    public static IReadOnlyList<(Tree<Operand> Value, ITypeSymbol Type)>? Deconstruct(Lowering lowering, Tree<Operand> value,
        ITypeSymbol type, int count)
    {
        var isRow = lowering.Tables.Has(type);
        if (!isRow && !LocalObjects.IsObject(value.Type)) return null;
        if (PositionalRecords.Members(type, count) is not { } shown) return null;
        var members = LocalClasses.Members((INamedTypeSymbol)type).ToList();
        var fields = shown.Select(part => members.FindIndex(member => SymbolEqualityComparer.Default.Equals(member.Shown, part))).ToList();
        if (fields.Contains(-1)) return null;
        return [.. fields.Select(field => (isRow
            ? Places.Read(lowering, lowering.Tables.Cell(lowering, type, field, value.Leaf))
            : value.Fields[field], ((IFieldSymbol)members[field].Field).Type))];
    }

    /// <summary>The body of a member that runs, and the variables of the object that it is called on.</summary>
    public static (IMethodSymbol Body, Tree<Slot>? Self) Receiver(Lowering lowering, IOperation at, IMethodSymbol method)
    {
        var instance = at is IInvocationOperation call ? call.Instance! : ((IPropertyReferenceOperation)at).Instance!;
        var self = IsOwn(lowering, instance) ? null : Self(lowering, instance);
        if (self is null || !lowering.Tables.Has(instance.Type)) return (Chosen(lowering, method, instance, self), self);
        if (LocalTableDispatch.Only(lowering, instance, method, self) is not { } body)
        {
            lowering.Refuse(at, Descriptors.Unsupported.Body, method.Name, "which reference it gives depends on the class of the object",
                "let it return a number, and assign by a method or property");
            return (method, self);
        }
        LocalTableReceivers.Require(lowering, instance, body, self);
        return (body, self);
    }

    /// <summary>The body that runs for an object, whose class is known; there are no classes derived from that of a row.</summary>
    private static IMethodSymbol Chosen(Lowering lowering, IMethodSymbol method, IOperation? instance, Tree<Slot>? self) =>
        self is null or { IsLeaf: true } || Members.IsBase(instance!)
            ? method
            : (IMethodSymbol)ChosenMembers.Of(lowering.Objects.ClassOf(self), method);

    /// <summary>The variables of the object that a member is called on.</summary>
    private static Tree<Slot> Self(Lowering lowering, IOperation instance)
    {
        if (lowering.Tables.Has(instance.Type)) return Row(lowering, instance);
        if (LocalObjects.Storage(lowering, instance) is { } named)
        {
            LocalObjectOrder.Check(lowering, instance);
            return named;
        }
        if (instance is IInvocationOperation { Instance: { } first } call && LocalObjects.Is(lowering, first)
            && IsFluent(lowering, call.TargetMethod))
        {
            var self = Self(lowering, first);
            var body = Chosen(lowering, call.TargetMethod, first, self);
            if (IsFluent(lowering, body)) Call(lowering, call, body, self);
            else lowering.Refuse(call, Descriptors.Unsupported.LocalObject, call.Syntax.ToString(),
                "it gives the object itself in one class and another object in a derived one", "keep the result in a local");
            return self;
        }
        var made = lowering.Variables.Temporary(lowering.Objects.ShapeOf(instance.Type!), LocalObjectCreation.NameOf(instance.Type!));
        lowering.Write(made, LocalObjects.Lower(lowering, instance, made.Type));
        return made;
    }

    /// <summary>The number of the row that a member is called on.</summary>
    public static Tree<Slot> Row(Lowering lowering, IOperation instance)
    {
        if (instance is IInstanceReferenceOperation && lowering.This is { IsLeaf: true } self) return self;
        var row = lowering.Variables.Temporary(InertType.Int, LocalObjectCreation.NameOf(instance.Type!));
        lowering.Write(row, Expressions.Lower(lowering, instance));
        return row;
    }
}

/// <summary>A property or indexer of an object that is taken apart. Its object and arguments have been evaluated, once.</summary>
internal sealed record AccessorPlace(IPropertySymbol Property, Tree<Slot> Self, IReadOnlyList<Tree<Operand>> Arguments,
    IPropertyReferenceOperation At) : Place;
