using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Lowers fields and properties: of <c>this</c>, of other objects, static. All are read as constants.</summary>
internal static class Members
{
    public static Tree<Operand> This(Lowering lowering, IInstanceReferenceOperation instance) =>
        instance.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance && lowering.This is { } self ? lowering.Read(self)
            : instance.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance && lowering.Receiver is { } receiver
                ? Constant(lowering, receiver, Shapes.Of(instance.Type!))
            : Expressions.Refuse(lowering, instance, "this reference", "create the object outside the method");

    /// <summary>A struct of numbers that is a constant here is copied into a value like any other.</summary>
    private static Tree<Operand> Constant(Lowering lowering, Value receiver, IrType shape) =>
        shape is AggregateType
            ? lowering.Unpack(lowering.Let(new Inert("{0}", [receiver], Effect.Read), shape))
            : Expressions.Leaf(receiver);

    public static Tree<Operand> Lower(Lowering lowering, IFieldReferenceOperation field) =>
        LocalTables.Cell(lowering, field) is { } cell ? Places.Read(lowering, cell) : Tuples.Variable(lowering, field) is { } variable
        ? LocalObjects.Read(lowering, field, variable)
        : Part(lowering, field) ?? ObjectParameters.Read(lowering, field) ?? Read(lowering, field, Receiver(lowering, field));

    public static Tree<Operand> Lower(Lowering lowering, IPropertyReferenceOperation property)
    {
        if (LocalTables.Cell(lowering, property) is { } cell) return Places.Read(lowering, cell);
        if (Tuples.Variable(lowering, property) is { } variable) return LocalObjects.Read(lowering, property, variable);
        if (NullableValues.Lower(lowering, property) is { } present) return present;
        if (LocalObjectMembers.Place(lowering, property) is { } accessors) return Places.Read(lowering, accessors);
        if (Part(lowering, property) is { } part) return part;
        if (ObjectParameters.Read(lowering, property) is { } value) return value;
        if (property.Instance is { } table && ObjectElements.TablePath(lowering, table) is not null)
            return Expressions.Leaf(Buffers.Length(lowering, Expressions.Scalar(lowering, table), 0, 1));
        if (Buffers.Property(lowering, property) is { } buffer) return buffer;
        if (GenericConstants.Lower(lowering, property) is { } constant) return constant;
        if (property.Property.GetMethod is { } computed
            && Numerics.Lower(lowering, computed, property.Instance, property.Arguments) is { } numerics)
            return numerics;
        if (GenericReceivers.AreChanged(lowering, property)) return GenericReceivers.Refuse(lowering, property, property.Instance!);
        if (property.Property.GetMethod is { } own && Calls.ChangesCopy(lowering, property.Instance, own))
            return Expressions.Refuse(lowering, property, $"a getter that may change the struct '{property.Instance!.Syntax}'",
                "mark the struct [Differentiable], or make the getter readonly");
        if (property.Property.GetMethod is { } getter && IsCalled(property))
            return Calls.Invoke(lowering, property, getter, property.Instance, property.Arguments,
                property.Instance?.Type ?? property.ConstrainedToType);
        return Read(lowering, property, Receiver(lowering, property));
    }

    /// <summary>Whether a property is computed by code that has a derivative, or needs one: then it is called like a method.</summary>
    private static bool IsCalled(IPropertyReferenceOperation property) => property.Property.IsIndexer
        ? Shapes.IsDifferentiable(property.Instance?.Type) || TypeMarks.Covering(property.Property.OriginalDefinition) is not null
        : Attributes.IsDifferentiable(property.Property.OriginalDefinition) || Shapes.IsDifferentiable(property.Instance?.Type);

    /// <summary>A field of a tuple or struct value, which may be one without derivatives; null for any other member.</summary>
    private static Tree<Operand>? Part(Lowering lowering, IMemberReferenceOperation member)
    {
        var isPart = Structs.IndexOf(member) is not null
            ? !IsObject(lowering, member.Instance)
            : LocalObjects.Is(lowering, member.Instance);
        if (!isPart || (Structs.IndexOf(member) ?? LocalClasses.IndexOf(member)) is not { } index) return null;
        var whole = lowering.Unpack(Expressions.Lower(lowering, member.Instance!));
        return whole.IsLeaf ? Read(lowering, member, whole.Leaf) : whole.Fields[index];
    }

    /// <summary>Whether an expression is <c>this</c> as a constant.</summary>
    public static bool IsObject(Lowering lowering, IOperation? instance) =>
        instance is IInstanceReferenceOperation && lowering.This is null;

    /// <summary>Reads a member of a receiver that has been evaluated (null for a static one).</summary>
    public static Tree<Operand> Read(Lowering lowering, IMemberReferenceOperation member, Operand? receiver)
    {
        if (receiver is { } value && value.Type.IsDifferentiable())
            return Expressions.Refuse(lowering, member, $"'{member.Syntax}'", "use another form");
        if (member is IPropertyReferenceOperation { Property.GetMethod: var getter }) lowering.Objects.Copies.NoteCode(getter);
        var (template, operands) = Template(lowering, member, receiver);
        return lowering.Unpack(lowering.Let(new Inert(template, operands, EffectOf(member))
        {
            IsNeverNull = IsNeverNull(member.Member),
            IsStored = StoredMembers.Is(member.Member),
            IsQuiet = StoredMembers.IsQuiet(member.Member),
            Reads = StateOf.Found(member),
        }, Shapes.Of(member.Type!)));
    }

    /// <summary>A field or property to write; null if it is a part of a value.</summary>
    public static Place? Place(Lowering lowering, IMemberReferenceOperation member)
    {
        // The fields of an object that is differentiated are read when the method begins.
        if ((ObjectFields.IsMarked(member.Member.ContainingType) || ObjectFields.IsMarked(member.Instance?.Type))
            && !Attributes.IsNoGradient(member.Member)
            && (Shapes.IsDifferentiable(member.Type) || CollectionTypes.Is(member.Type) || ObjectFields.IsMarked(member.Type)))
        {
            lowering.Report(Descriptors.Unsupported.ActiveFieldWrite, member.Syntax, member.Member.Name, "");
            return new DiscardPlace(member.Type);
        }
        if (member.Instance is { Type.IsValueType: true } and not IInstanceReferenceOperation || GenericReceivers.IsValue(member.Instance))
            return null;
        lowering.Objects.Copies.NoteChange(lowering, member);
        if (member is IPropertyReferenceOperation { Property.SetMethod: var setter }) lowering.Objects.Copies.NoteCode(setter);
        var (template, operands) = Template(lowering, member, Receiver(lowering, member));
        return lowering.AtExpression(member.Syntax, () => new InertPlace(template, operands, Shapes.Of(member.Type!), lowering.Origin)
        {
            IsNumber = IsNumber(member),
            State = StateOf.Place(member),
            Advice = ContainerUses.Advice(member) + LocalClasses.GenericAdvice(member.Member.ContainingType),
        });
    }

    private static bool IsNumber(IMemberReferenceOperation member) =>
        (member is IFieldReferenceOperation || (member is IPropertyReferenceOperation { Property: { IsIndexer: false } property }
            && property is { IsVirtual: false, IsOverride: false, IsAbstract: false, IsPartialDefinition: false }
            && Structs.IsAutomatic(property)))
        && member.Type is { TypeKind: TypeKind.Enum } or { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_String };

    /// <summary>
    /// Whether a parameter is one of the type (of its primary constructor), which the object holds like a field without a qualified name.
    /// </summary>
    public static bool IsHeld(IParameterReferenceOperation parameter) =>
        IsOfConstructor(parameter.Parameter) && Writes.Root(parameter) is not (IConstructorBodyOperation or ISymbolInitializerOperation
            or IInvocationOperation { TargetMethod.MethodKind: MethodKind.Constructor });

    public static bool IsHeld(Lowering lowering, ISymbol symbol) =>
        IsOfConstructor(symbol) && lowering.Method.MethodKind != MethodKind.Constructor;

    public static Tree<Operand> Held(Lowering lowering, IParameterReferenceOperation held)
    {
        if (LocalTables.Cell(lowering, held.Parameter) is { } cell) return Places.Read(lowering, cell);
        if (Tuples.Variable(lowering, held) is { } field) return LocalObjects.Read(lowering, held, field);
        var name = held.Parameter.Name;
        if (lowering.Receiver is null)
            return Expressions.Refuse(lowering, held, $"the parameter '{name}' of the type", "read it from a field or property that is initialised with it");
        var effect = lowering.Held.Changes(held.Parameter) ? Effect.Read : Effect.Pure;
        return lowering.Unpack(lowering.Let(
            new Inert(Spelling.Identifier(name), [], effect) { Reads = StateOf.Found(held) }, Shapes.Of(held.Type!)));
    }

    public static Place HeldPlace(Lowering lowering, IParameterReferenceOperation held)
    {
        if (lowering.Receiver is not null) return lowering.AtExpression(held.Syntax, () => Place(lowering, held));
        lowering.Report(Descriptors.Unsupported.ActiveFieldWrite, held.Syntax, held.Parameter.Name, "");
        return new DiscardPlace(held.Type);
    }

    private static InertPlace Place(Lowering lowering, IParameterReferenceOperation held) =>
        new(Spelling.Identifier(held.Parameter.Name), [], Shapes.Of(held.Type!), lowering.Origin) { State = StateOf.Place(held) };

    private static bool IsOfConstructor(ISymbol symbol) =>
        symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } };

    /// <summary>An element of an array or span that has no derivatives.</summary>
    public static Place InertElement(Lowering lowering, IOperation buffer, IEnumerable<IOperation> positions, ITypeSymbol type)
    {
        var array = Expressions.Scalar(lowering, buffer);
        var places = positions.Select(Counted).ToList();
        var indices = places.Select(place => Expressions.Scalar(lowering, place.Value)).ToList();
        var holes = string.Join(", ", places.Select((place, i) => $"{place.Prefix}{{{i + 1}}}"));
        return new InertPlace($"{{0}}[{holes}]", [array, .. indices], Shapes.Of(type), lowering.Origin)
        {
            IsElement = true,
            State = StateOf.Elements(buffer.Type),
        };
    }

    /// <summary>
    /// <c>list[^1]</c> of a list or span without derivatives; null if it is of anything else. The index comes before the count, and the
    /// position is found before what is assigned is computed: each may change how many elements the list has.
    /// </summary>
    public static Place? ImpliedElement(Lowering lowering, IImplicitIndexerReferenceOperation element)
    {
        if (element is not { Instance: var source, IndexerSymbol: IPropertySymbol { GetMethod: { } getter }, LengthSymbol: { } length }
            || !(Shapes.IsSpan(source.Type) || FrameworkFunctions.IsIn(getter, "System.Collections.Generic")))
            return null;
        var whole = Expressions.Scalar(lowering, source);
        var (prefix, value) = Counted(element.Argument);
        var index = Expressions.Scalar(lowering, value);
        var count = lowering.Let(new Inert($"{{0}}.{length.Name}", [whole], Effect.Read), InertType.Int);
        var position = lowering.Let(new Inert(prefix == "^" ? "{0} - {1}" : "{1}.GetOffset({0})", [count, index], Effect.Pure), InertType.Int);
        return new InertPlace("{0}[{1}]", [whole, position], Shapes.Of(element.Type!), lowering.Origin)
        {
            State = StateOf.Elements(source.Type),
        };
    }

    /// <summary>An index, counted from the end where it is written so.</summary>
    public static (string Prefix, IOperation Value) Counted(IOperation index) => index switch
    {
        IConversionOperation { IsImplicit: true, Operand: IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat } => Counted(hat),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat => ("^", hat.Operand),
        _ => ("", index),
    };

    public static Operand? Receiver(Lowering lowering, IMemberReferenceOperation member) =>
        member.Instance is null || IsBase(member.Instance) ? null
            : member.Instance.Type!.IsValueType && IsObject(lowering, member.Instance) && lowering.Receiver is { } constant ? constant
            : Expressions.Scalar(lowering, member.Instance);

    public static bool IsBase(IOperation instance) => instance.Syntax is BaseExpressionSyntax;

    private static (string Template, EquatableArray<Operand> Operands) Template(Lowering lowering, IMemberReferenceOperation member,
        Operand? receiver)
    {
        if (lowering.Frames.IsHidden(lowering, member.Member))
        {
            if (HiddenStatics.Template(lowering, member.Member) is { } hidden) return (hidden, []);
            Frames.Refuse(lowering, member, member.Member);
        }
        var operands = new List<Operand>();
        if (receiver is not null) operands.Add(receiver);
        var holder = receiver is not null ? "{0}"
            : member.Instance is { } instance && IsBase(instance) ? "base"
            : InertText.Escape(TypeMapping.SpellItself(member.ConstrainedToType ?? member.Member.ContainingType));
        if (member is not IPropertyReferenceOperation { Property.IsIndexer: true } indexer)
            return (holder + "." + Spelling.Identifier(member.Member.Name), operands.ToEquatableArray());
        var arguments = new List<string>();
        foreach (var argument in indexer.Arguments)
        {
            arguments.Add($"{{{operands.Count}}}");
            operands.Add(Expressions.Scalar(lowering, argument.Value));
        }
        return ($"{holder}[{string.Join(", ", arguments)}]", operands.ToEquatableArray());
    }

    private static Effect EffectOf(IMemberReferenceOperation member) => member switch
    {
        IFieldReferenceOperation { Field: { IsReadOnly: true } or { IsConst: true } } => Effect.Pure,
        IPropertyReferenceOperation { Property.ContainingType.SpecialType: SpecialType.System_String } => Effect.Pure,
        IPropertyReferenceOperation { Property: { IsIndexer: false, IsVirtual: false, IsAbstract: false, IsOverride: false } property }
            when property.SetMethod is null or { IsInitOnly: true } && Structs.IsAutomatic(property) => Effect.Pure,
        _ => Effect.Read,
    };

    // What C# allows to be null without a mark may be so while objects are made, and in structs.
    private static bool IsNeverNull(ISymbol member) =>
        member is IFieldSymbol { IsReadOnly: true, NullableAnnotation: NullableAnnotation.NotAnnotated,
            ContainingType.IsReferenceType: true };
}
