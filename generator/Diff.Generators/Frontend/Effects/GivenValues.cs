using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>How a variable gets to a value.</summary>
internal enum Given
{
    /// <summary>It is the value.</summary>
    Value,

    /// <summary>It may be an element or a part of the value.</summary>
    Element,

    /// <summary>It holds the value, in a member or as an element.</summary>
    Member,
}

/// <summary>
/// What the variables of a body are given anywhere in it: locals, and parameters and results of the functions in it.
/// <code>
/// var w = _w; foreach (var row in w) list.Add(row);   →   w: _w        row: an element of w        list: holds row
/// </code>
/// </summary>
internal static class GivenValues
{
    public static IEnumerable<(ISymbol Variable, IOperation Value, Given How)> In(IOperation body) =>
        body.DescendantsAndSelf().SelectMany(By);

    private static IEnumerable<(ISymbol, IOperation, Given)> By(IOperation operation) => operation switch
    {
        IVariableDeclaratorOperation { Symbol: var local, Initializer: { } initializer } => [(local, initializer.Value, Given.Value)],
        IVariableDeclaratorOperation { Symbol: var local, Parent: IVariableDeclarationOperation { Initializer: { } initializer } } =>
            [(local, initializer.Value, Given.Value)],
        IForEachLoopOperation loop => loop.Locals.Select(local => ((ISymbol)local, loop.Collection, Given.Element)),
        IDeconstructionAssignmentOperation parts => Variables(parts.Target).Select(variable => (variable, parts.Value, Given.Element)),
        IAssignmentOperation assignment => Assigned(assignment),
        IIsPatternOperation test => Declared(test.Pattern).Select(local => (local, test.Value, Given.Element)),
        ISwitchOperation choice => choice.Cases.SelectMany(section => section.Clauses.OfType<IPatternCaseClauseOperation>())
            .SelectMany(clause => Declared(clause.Pattern)).Select(local => (local, choice.Value, Given.Element)),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => Declared(arm.Pattern))
            .Select(local => (local, choice.Value, Given.Element)),
        IInvocationOperation call => Passed(call),
        ILocalFunctionOperation function => function.Descendants().OfType<IReturnOperation>()
            .Select(result => result.ReturnedValue).OfType<IOperation>().Select(value => ((ISymbol)function.Symbol, value, Given.Value)),
        _ => [],
    };

    /// <summary>Also <c>list.Add(x)</c>, <c>item.Next = x</c>, <c>rows[i] = x</c>: the variable leads to the value from then on.</summary>
    private static IEnumerable<(ISymbol, IOperation, Given)> Assigned(IAssignmentOperation assignment) =>
        Variables(assignment.Target).Select(variable => (variable, assignment.Value, Given.Value))
            .Concat(Root(assignment.Target) is { } holder ? [(holder, assignment.Value, Given.Member)] : []);

    private static IEnumerable<(ISymbol, IOperation, Given)> Passed(IInvocationOperation call)
    {
        if (call.TargetMethod.MethodKind == MethodKind.LocalFunction)
            return call.Arguments.Select(argument => ((ISymbol)argument.Parameter!.OriginalDefinition, argument.Value, Given.Value));
        var values = call.Arguments.Select(argument => argument.Value).ToList();
        var receivers = call.Instance is null ? values : values.Append(call.Instance).ToList();
        var functions = values.SelectMany(value => value.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>())
            .SelectMany(function => function.Symbol.Parameters);
        var outputs = call.Arguments.Where(argument => argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref)
            .SelectMany(argument => Variables(argument.Value));
        var holders = call.Instance is null ? [] : Variables(call.Instance);
        return functions.Concat(outputs).SelectMany(variable => receivers.Select(value => (variable, value, Given.Element)))
            .Concat(holders.SelectMany(holder => values.Select(value => (holder, value, Given.Member))));
    }

    private static IEnumerable<ISymbol> Variables(IOperation target) => target switch
    {
        ILocalReferenceOperation { Local: var local } => [local],
        IParameterReferenceOperation { Parameter: var parameter } => [parameter],
        IDeclarationExpressionOperation declaration => Variables(declaration.Expression),
        ITupleOperation tuple => tuple.Elements.SelectMany(Variables),
        IConversionOperation conversion => Variables(conversion.Operand),
        _ => [],
    };

    private static IEnumerable<ISymbol> Declared(IPatternOperation pattern) => pattern.DescendantsAndSelf().Select(part => part switch
    {
        IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
        IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
        IListPatternOperation list => list.DeclaredSymbol,
        _ => null,
    }).OfType<ISymbol>();

    /// <summary>The variable whose member or element is assigned.</summary>
    private static ISymbol? Root(IOperation target) => target switch
    {
        IMemberReferenceOperation { Instance: { } instance } => Variables(instance).FirstOrDefault() ?? Root(instance),
        IArrayElementReferenceOperation { ArrayReference: var array } => Variables(array).FirstOrDefault() ?? Root(array),
        _ => null,
    };
}
