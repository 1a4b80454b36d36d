using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// A call in a body, however it is written: of a method, an accessor with code, an operator, a conversion, a constructor.
/// <code>
/// net.Gain = a + b;   →   operator +(a, b), set_Gain of net        using var t = new Tuner(net);   →   Tuner(net), Dispose of it
/// </code>
/// </summary>
/// <param name="Method">What is called.</param>
/// <param name="Instance">What it is called on.</param>
/// <param name="Arguments">What it gets.</param>
internal sealed record BodyCall(IMethodSymbol Method, IOperation? Instance,
    IReadOnlyList<(IParameterSymbol? Parameter, IOperation Value)> Arguments)
{
    /// <summary>All that the method gets.</summary>
    public IEnumerable<IOperation> Values => Instance is null ? Arguments.Select(argument => argument.Value)
        : Arguments.Select(argument => argument.Value).Prepend(Instance);

    /// <summary>Null if the operation calls nothing.</summary>
    public static BodyCall? Of(IOperation operation) => operation switch
    {
        IInvocationOperation call => new(call.TargetMethod, call.Instance, Passed(call.Arguments)),
        IObjectCreationOperation { Constructor: { } constructor } creation => new(constructor, null, Passed(creation.Arguments)),
        IPropertyReferenceOperation { Property.GetMethod: { } getter } read when !StoredMembers.IsRead(read.Property) =>
            new(getter, read.Instance, Passed(read.Arguments)),
        IBinaryOperation { OperatorMethod: { } method } binary => Operator(method, binary.LeftOperand, binary.RightOperand),
        IUnaryOperation { OperatorMethod: { } method } unary => Operator(method, unary.Operand),
        IConversionOperation { OperatorMethod: { } method } conversion => Operator(method, conversion.Operand),
        ICompoundAssignmentOperation { OperatorMethod: { } method } assignment => method.IsStatic
            ? Operator(method, assignment.Target, assignment.Value)
            : new(method, assignment.Target, [(method.Parameters[0], assignment.Value)]),
        IIncrementOrDecrementOperation { OperatorMethod: { } method } step => method.IsStatic
            ? Operator(method, step.Target)
            : new(method, step.Target, []),
        _ => null,
    };

    /// <summary>
    /// The call that a method named by its name may become, <c>items.ForEach(Reset)</c>: with all that is passed beside it.
    /// </summary>
    public static BodyCall Of(IMethodReferenceOperation function)
    {
        IOperation? user = function;
        while (user is not null and not IInvocationOperation) user = user.Parent;
        var values = user is IInvocationOperation call
            ? Of(call)!.Values.Where(value => !value.DescendantsAndSelf().Contains(function))
            : [];
        return new(function.Method, function.Instance,
            [.. values.SelectMany(value => function.Method.Parameters.Select(parameter => ((IParameterSymbol?)parameter, value)))]);
    }

    /// <summary>The call of a setter with code that an assignment to a property is; null for any other target.</summary>
    public static BodyCall? OfSetter(IOperation target) =>
        target is IPropertyReferenceOperation { Property.SetMethod: { } setter } property && !StoredMembers.IsRead(property.Property)
            ? new(setter, property.Instance, Passed(property.Arguments))
            : null;

    /// <summary>What a statement calls that is not written: <c>using</c>, <c>foreach</c>, deconstruction, text of an object.</summary>
    public static IEnumerable<BodyCall> Implicit(IOperation operation) => operation switch
    {
        IUsingOperation { Resources: var resources } => Resources(resources).SelectMany(value => Member(value, "Dispose")),
        IUsingDeclarationOperation { DeclarationGroup: var resources } =>
            Resources(resources).SelectMany(value => Member(value, "Dispose")),
        IForEachLoopOperation { Collection: var collection } => Member(Sinks.Strip(collection), "GetEnumerator"),
        IDeconstructionAssignmentOperation { Value: var value } => Member(value, "Deconstruct"),
        IInterpolationOperation { Expression: var value } => Member(Sinks.Strip(value), "ToString"),
        _ => [],
    };

    private static IEnumerable<IOperation> Resources(IOperation resources) => resources is IVariableDeclarationGroupOperation group
        ? group.Declarations.SelectMany(declaration => declaration.Declarators)
            .Select(declarator => declarator.Initializer?.Value).OfType<IOperation>()
        : [resources];

    /// <summary>The member of a type or of its base classes that a statement means, explicit implementations too.</summary>
    private static IEnumerable<BodyCall> Member(IOperation value, string name) => value.Type is not INamedTypeSymbol type
        ? []
        : ObjectMembers.Bases(type).Prepend(type).SelectMany(part => part.GetMembers().OfType<IMethodSymbol>())
            .Where(method => !method.IsStatic && (method.Name == name || method.Name.EndsWith("." + name, StringComparison.Ordinal))
                && (type.TypeKind == TypeKind.Interface || !method.DeclaringSyntaxReferences.IsEmpty))
            .Select(method => new BodyCall(method, value, []));

    private static BodyCall Operator(IMethodSymbol method, params IOperation[] operands) =>
        new(method, null, operands.Select((operand, i) => ((IParameterSymbol?)method.Parameters[i], operand)).ToList());

    private static IReadOnlyList<(IParameterSymbol?, IOperation)> Passed(IEnumerable<IArgumentOperation> arguments) =>
        arguments.Select(argument => (argument.Parameter, argument.Value)).ToList();
}
