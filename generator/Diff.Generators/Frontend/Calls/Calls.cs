using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers calls. In this order: <c>Detach</c>, local functions and lambdas (inlined), functions of the rule table, operations on buffers,
/// LINQ, calls without floating-point data or with effects alone (inert), and calls by contract.
/// </summary>
internal static class Calls
{
    public static Tree<Operand> Lower(Lowering lowering, IInvocationOperation call) =>
        ReturnedCollections.IsGivenBy(lowering, call) && call.Parent is not IExpressionStatementOperation
            ? lowering.Refuse(call, Descriptors.Unsupported.Collection, call.Syntax.ToString())
            : Value(lowering, call);

    /// <summary>The elements of the collection that a call returns.</summary>
    public static Operand Elements(Lowering lowering, IInvocationOperation call)
    {
        var elements = lowering.Pack(Value(lowering, call));
        if (elements.Type is BufferType) return elements;
        // What is wrong with the method is said at its declaration.
        if (!lowering.Sink.HasErrors) lowering.Report(Descriptors.Unsupported.Collection, call.Syntax, call.Syntax.ToString());
        return Constant.Default(CollectionTypes.OfResult(call.Type)!);
    }

    private static Tree<Operand> Value(Lowering lowering, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (ConditionalCalls.IsOmitted(call)) return Lowering.Nothing;
        if (Families.OriginOfGenerated(method) is { } origin)
            return lowering.Refuse(call, Descriptors.Unsupported.GeneratedMember, method.Name, origin.Name);
        if (ReturnedReferences.Of(lowering, call) is { } element) return Places.Read(lowering, element);
        if (method.MethodKind == MethodKind.LocalFunction) return LocalFunctions.Call(lowering, call);
        if (method.MethodKind == MethodKind.DelegateInvoke && Callable.Of(lowering, call.Instance) is { } function)
            return function.Call(lowering, call);
        if (GeneratedMembers.FamilyOf(method) is { } family)
            return lowering.Refuse(call, Descriptors.Unsupported.GeneratedMember, method.Name, family);
        if ((LocalObjectMembers.Lower(lowering, call) ?? NullableValues.Lower(lowering, call)) is { } inlined) return inlined;
        if (EntryPointCall.Of(call) is { } derivative)
            return lowering.Frames.Class is not null
                ? lowering.Refuse(call, Descriptors.Unsupported.Body, call.Syntax.ToString(), "it takes a derivative",
                    "take it in the method itself")
                : NestedDerivatives.Lower(lowering, derivative);
        if (StructArguments.Implementation(call) is { } body)
            return Invoke(lowering, call, body, call.Instance, call.Arguments, TypeSubstitution.Argument(call.Instance!.Type!));
        if (IsDetach(method)) return LowerDetach(lowering, call);
        if (Pairs.Create(lowering, call) is { } pair) return pair;
        if (Primitives.Lower(lowering, call) is { } primitive) return primitive;
        if (Conversions.Lower(lowering, call) is { } converted) return converted;
        if (Numerics.Lower(lowering, method, call.Instance, call.Arguments) is { } numerics) return numerics;
        if (VectorMemory.Lower(lowering, call) is { } copied) return copied;
        if (Buffers.Lower(lowering, call) is { } buffer) return buffer;
        if ((Linq.Lower(lowering, call) ?? ListQueries.Lower(lowering, call)) is { } linq) return linq;
        if (ParallelLoops.Lower(lowering, call) is { } loop) return loop;
        if (AnonymousObjects.IsNameless(method.ReturnType) || AnonymousObjects.AreIn(call))
            return AnonymousObjects.RefuseWhole(lowering, call);
        if (ReadsBits(method) && TakesDifferentiable(call))
            return lowering.Refuse(call, Descriptors.Unsupported.NoRule, method.ToDisplayString(Spelling.InMessages));
        if ((method.ReturnsByRef || method.ReturnsByRefReadonly) && TakesDifferentiable(call))
            return lowering.Refuse(call, Descriptors.Unsupported.Reference, call.Syntax.ToString());
        if (method.MethodKind == MethodKind.DelegateInvoke && TakesDifferentiable(call))
            return lowering.Refuse(call, Descriptors.Unsupported.UnknownFunction, call.Instance?.Syntax.ToString() ?? method.Name);
        if (lowering.Frames.IsHidden(lowering, method)) Frames.Refuse(lowering, call, method);
        if (GenericReceivers.AreChanged(lowering, call)) return GenericReceivers.Refuse(lowering, call, call.Instance!);
        if (MutatesCopy(lowering, call.Instance, method))
            return Expressions.Refuse(lowering, call, $"a call that may change the struct '{call.Instance!.Syntax}'",
                "mark the struct [Differentiable], make the method readonly, or call it outside the method");
        if (IsMarked(method) || (HasOutputs(call) && !Sinks.Is(call))) return ByContract(lowering, call);
        if (ObjectParameters.MayChange(lowering, call))
            return Expressions.Refuse(lowering, call,
                $"a call that may change fields of '{(call.Instance!.IsImplicit ? "this" : call.Instance.Syntax)}', which is differentiated,",
                "change them outside the method, or mark the fields [NoGradient]");
        return !TakesDifferentiable(call) || Sinks.Is(call) ? Inerts.Call(lowering, call) : ByContract(lowering, call);
    }

    /// <summary>Calls a method by its contract, and delivers what it returns by reference.</summary>
    public static Tree<Operand> Invoke(
        Lowering lowering, IOperation at, IMethodSymbol method, IOperation? instance, IReadOnlyList<IArgumentOperation> arguments,
        ITypeSymbol? receiverType) =>
        Contract(method, instance, arguments, receiverType) is var callee && callee.ReturnsCollection && at is not IInvocationOperation
            ? lowering.Refuse(at, Descriptors.Unsupported.Collection, at.Syntax.ToString())
            : Invoke(lowering, at, callee, method, instance, arguments, null);

    private static Callee Contract(IMethodSymbol method, IOperation? instance, IReadOnlyList<IArgumentOperation> arguments,
        ITypeSymbol? receiverType)
    {
        if (instance is not null && Members.IsBase(instance)) return CalleeContracts.OfBase(method);
        var callee = CalleeContracts.Of(method, receiverType);
        if (callee.Kind != CalleeKind.Unknown) return callee;
        var call = new BodyCall(method, instance, [.. arguments.Select(argument => (argument.Parameter, argument.Value))]);
        return callee with
        {
            IsHarmless = Inerts.IsHarmless(method),
            Stores = MethodTraces.StoredBy(call),
            Reads = MethodTraces.ReadBy(call),
        };
    }

    /// <summary>Calls a method with values for its parameters.</summary>
    public static Tree<Operand> Apply(Lowering lowering, IOperation at, IMethodSymbol method, IOperation? instance,
        IReadOnlyList<Operand> operands)
    {
        if (Primitives.Apply(lowering, method, operands) is { } primitive) return primitive;
        var callee = CalleeContracts.Of(method, instance?.Type);
        if (callee.ReturnsCollection) return lowering.Refuse(at, Descriptors.Unsupported.Collection, at.Syntax.ToString());
        IReadOnlyList<Operand> receiver = instance is null ? [] : [Expressions.Scalar(lowering, instance)];
        if (ObjectParameters.Arguments(lowering, at, method, instance, []) is not { } fields)
            return Lowering.Placeholder(method.ReturnType);
        return Returned(lowering, callee, method, Call(lowering, callee, [.. receiver, .. fields, .. operands]));
    }

    private static Tree<Operand> Returned(Lowering lowering, Callee callee, IMethodSymbol method, EquatableArray<Value> results) =>
        callee.Results is not [{ Parameter: < 0 }, ..] ? Lowering.Nothing
        : callee.ReturnsCollection ? Expressions.Leaf(results[0])
        : callee.ReturnedTuple is { } tuple ? Tuples.Of(tuple, results)
        : Tuples.TakeApart(lowering, results[0],
            Shapes.Of(method.MethodKind == MethodKind.Constructor ? method.ContainingType : method.ReturnType));

    /// <summary>Calls a recursive function that has become a method, and passes what it captures.</summary>
    /// <param name="row">What a member of a row is called on.</param>
    public static Tree<Operand> Invoke(Lowering lowering, IOperation at, Callee callee, IReadOnlyList<IArgumentOperation> arguments,
        RecursiveFunction function, Operand? row) =>
        Invoke(lowering, at, callee, at is IInvocationOperation call ? call.TargetMethod : function.Symbol, null,
            [.. function.Passed(arguments)], function, row);

    private static Tree<Operand> Invoke(
        Lowering lowering, IOperation at, Callee callee, IMethodSymbol method, IOperation? instance,
        IReadOnlyList<IArgumentOperation> arguments, RecursiveFunction? function, Operand? row = null)
    {
        var receiver = !callee.IsInstance ? null
            : instance is null ? lowering.Frames.OuterReceiver(lowering) : Expressions.Scalar(lowering, instance);
        var operands = new Operand[callee.Parameters.Count];
        var places = new Place?[callee.Parameters.Count];
        var first = callee.Parameters.Count(parameter => parameter.IsField) + (callee.HasReceiverParameter ? 1 : 0) + (row is null ? 0 : 1);
        if (row is not null) operands[0] = row;
        if (callee.HasReceiverParameter) (operands[0], places[0]) = Receivers.Lower(lowering, instance!, callee.Parameters[0]);
        foreach (var argument in arguments)
        {
            var ordinal = function?.IndexOf(argument) ?? argument.Parameter!.Ordinal;
            var index = ordinal + (IsReduced(method, arguments, callee) ? 1 : first);
            (operands[index], places[index]) = Argument(lowering, argument, callee.Parameters[index]);
        }
        ReadByReference(lowering, callee, instance, operands, places);
        if (function is not null)
        {
            var captured = function.Captured.Select(variable => CapturedValues.Pack(lowering, variable))
                .Concat(RowFunctions.Arguments(lowering, function)).ToList();
            captured.CopyTo(operands, operands.Length - captured.Count);
        }
        if ((function is { Member: not null } ? [] : ObjectParameters.Arguments(lowering, at, method, instance, arguments))
            is not { } fields)
            return Lowering.Placeholder(method.ReturnType);
        for (var i = 0; i < fields.Count; i++) operands[i + (callee.HasReceiverParameter ? 1 : 0)] = fields[i];
        RefArguments.Check(lowering, callee, arguments, places, operands);
        var results = Call(lowering, callee, receiver is null ? operands : [receiver, .. operands]);
        // The returned value first: writing the other results back takes statements of its own.
        var returned = Returned(lowering, callee, method, results);
        for (var i = 0; i < results.Count; i++)
            if (callee.Results[i].Parameter is >= 0 and var index && places[index] is { } place)
                Places.Write(lowering, place, ToPlace(lowering, at, results[i], callee, method, index, place));
        return returned;
    }

    /// <summary>Calls a user-defined operator or conversion.</summary>
    public static Tree<Operand> Invoke(Lowering lowering, IMethodSymbol method, params IReadOnlyList<Tree<Operand>> operands) =>
        Numerics.Lower(lowering, method, operands)
            ?? Tuples.TakeApart(lowering, Call(lowering, CalleeContracts.Of(method), operands.Select(lowering.Pack))[0],
                Shapes.Of(method.ReturnType));

    /// <summary>Adds a call whose arguments have been evaluated; returns its results.</summary>
    public static EquatableArray<Value> Call(Lowering lowering, Callee callee, IEnumerable<Operand> arguments)
    {
        var results = callee.Results.Select(result => new Value(lowering.Ids.Take(), result.Type, "")).ToEquatableArray();
        lowering.Add(new Let(results, new Call(callee, CallKind.Primal, arguments.ToEquatableArray()), lowering.Origin));
        return results;
    }

    private static Tree<Operand> ByContract(Lowering lowering, IInvocationOperation call)
    {
        if (call.Instance is { } instance && Members.IsBase(instance) && !IsMarked(call.TargetMethod))
            return lowering.Refuse(call, Descriptors.Unsupported.DynamicDispatch, call.Syntax.ToString());
        return Invoke(lowering, call, call.TargetMethod, call.Instance, call.Arguments, call.Instance?.Type ?? call.ConstrainedToType);
    }

    private static bool IsReduced(IMethodSymbol method, IReadOnlyList<IArgumentOperation> arguments, Callee callee) =>
        method.ReducedFrom is not null && arguments.Count < callee.Parameters.Count;

    /// <summary>
    /// What is passed by reference is read once all arguments have been computed, for one of them may have assigned it:
    /// <c>F(ref x, x = 2)</c>.
    /// </summary>
    private static void ReadByReference(Lowering lowering, Callee callee, IOperation? instance, Operand[] operands, Place?[] places)
    {
        if (callee.HasReceiverParameter && places[0] is null && Tuples.Variable(lowering, instance!) is { } receiver)
            operands[0] = lowering.Pack(lowering.Read(receiver));
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] is CellPlace cell) places[i] = cell.Now(lowering);
            if (places[i] is { } place && callee.Parameters[i].Mode != PassMode.Out)
                operands[i] = lowering.Pack(Places.Read(lowering, place));
        }
    }

    /// <returns>The value; if it is passed by reference, its place, and nothing yet that counts as value.</returns>
    private static (Operand Operand, Place? Place) Argument(Lowering lowering, IArgumentOperation argument, CalleeParameter parameter)
    {
        switch (parameter.Mode)
        {
            case var _ when parameter.IsCollection:
                return (Followed.Span(lowering, argument.Value), null);
            case PassMode.Out or PassMode.Ref:
            case PassMode.In when InArguments.IsReference(lowering, argument.Value):
                return (Constant.Default(parameter.Type), Places.Of(lowering, argument.Value));
            case PassMode.In when Buffers.Element(lowering, argument.Value) is { } element:
                return (Constant.Default(parameter.Type), element);
            case PassMode.In when Tuples.Variable(lowering, argument.Value) is { } variable:
                return (Constant.Default(parameter.Type), new VariablePlace(variable));
            default:
                return (Expressions.Scalar(lowering, argument.Value), null);
        }
    }

    private static Tree<Operand> ToPlace(Lowering lowering, IOperation at, Operand result, Callee callee, IMethodSymbol method, int index,
        Place place) =>
        place is VariablePlace { Slots: var slots } ? Tuples.TakeApart(lowering, result, slots.Type) : Expressions.Leaf(result);

    public static bool IsMarked(IMethodSymbol method) => Attributes.IsDifferentiable((method.ReducedFrom ?? method).OriginalDefinition);

    /// <summary>An interpolated string handler is passed by reference, but C# makes it for this call alone.</summary>
    public static bool HasOutputs(IInvocationOperation call) => call.Arguments.Any(argument =>
        argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out } && argument.Value is not IInterpolatedStringHandlerCreationOperation);

    public static bool TakesDifferentiable(IInvocationOperation call) =>
        Shapes.IsDifferentiable(call.Instance?.Type) || call.Arguments.Any(argument => Sinks.Carries(argument.Value));

    /// <summary>The bits of a number carry its value to where no derivative is seen.</summary>
    private static bool ReadsBits(IMethodSymbol method) =>
        method.ContainingType is { IsStatic: true, Name: "BitConverter" or "Unsafe" or "MemoryMarshal" or "BinaryPrimitives" };

    public static bool IsDetach(IMethodSymbol method) =>
        method.Name == KnownNames.Detach && method.ContainingType?.ToDisplayString() == KnownNames.Gradient;

    private static Tree<Operand> LowerDetach(Lowering lowering, IInvocationOperation call)
    {
        var value = Expressions.Lower(lowering, call.Arguments[0].Value);
        return value.Select(operand => (Operand)lowering.Let(new Detach(operand), operand.Type));
    }

    /// <summary>A struct held in a variable is a value here: a method that changes it would change a copy.</summary>
    private static bool MutatesCopy(Lowering lowering, IOperation? instance, IMethodSymbol method) => ChangesCopy(lowering, instance,
        method)
        || (instance is ILocalReferenceOperation or IParameterReferenceOperation or IConditionalOperation { IsRef: true }
            && IsChangeable(instance.Type, method)
            && !Shapes.IsDifferentiable(instance.Type));

    /// <summary>Whether a member of a struct of numbers may change it, and no contract of a marked struct says so.</summary>
    public static bool ChangesCopy(Lowering lowering, IOperation? instance, IMethodSymbol member) =>
        instance is not (null or IInstanceReferenceOperation) && IsChangeable(instance.Type, member)
            && Shapes.IsDifferentiable(instance.Type)
        && !TypeMarks.TakesReceiver(member) && Receivers.IsVariable(lowering, instance) && MayChange(member);

    private static bool IsChangeable(ITypeSymbol? type, IMethodSymbol member) =>
        type is { IsValueType: true, IsReadOnly: false } && member is { IsReadOnly: false, IsExtensionMethod: false } && !IsFramework(type);

    /// <summary>Of a method of another assembly whose result counts, a rule may be known; a getter is taken to change nothing.</summary>
    private static bool MayChange(IMethodSymbol method) => method.DeclaringSyntaxReferences.IsEmpty
        ? !method.IsOverride && method.AssociatedSymbol is null && !Shapes.IsDifferentiable(method.ReturnType)
        : ReceiverWrites.IsIn(method);

    private static bool IsFramework(ITypeSymbol type) =>
        type.SpecialType != SpecialType.None || type.TypeKind is TypeKind.Enum or TypeKind.TypeParameter
        || (type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true });
}
