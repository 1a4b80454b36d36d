using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Collections that a method makes and returns: an array in the IR, whose memory nobody else has.
/// <code>
/// List&lt;double&gt; Path(double x) { var path = new List&lt;double&gt;(); … return path; }   →   … return path[..pathCount].ToArray();
/// var path = Path(x); path.Add(0);                                               →   path = Path(x); pathCount = path.Length; …
/// </code>
/// A collection that somebody else may have too is refused where it is returned.
/// </summary>
internal static class ReturnedCollections
{
    /// <summary>Whether a call gives a collection that the called method has made, and whose elements are followed.</summary>
    public static bool IsGivenBy(Lowering lowering, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (CollectionTypes.OfResult(method.OriginalDefinition.ReturnType) is null) return false;
        if (method.MethodKind == MethodKind.LocalFunction)
            return RecursiveFunctions.IsCalled(lowering, call)
                || (LocalFunctions.Find(call, method) is { } function && AreMadeBy(method, function));
        if (MemberCall.Of(call)?.IsInlined(lowering) == true)
            return lowering.Frames.BodyOf(lowering, method) is { } body && AreMadeBy(method, body);
        return Calls.IsMarked(method);
    }

    /// <summary>
    /// Whether an array stands for what a function returns whose body is known: all that it returns is made by it. A list of constants is
    /// an object like any other.
    /// </summary>
    public static bool AreMadeBy(IMethodSymbol function, IOperation body)
    {
        if (CollectionTypes.OfResult(function.ReturnType) is null || function.MethodKind == MethodKind.AnonymousFunction) return false;
        if (function.MethodKind == MethodKind.Ordinary && Attributes.IsDifferentiable(function.OriginalDefinition)) return true;
        var returned = LocalFunctions.Own(body).OfType<IReturnOperation>().Select(returns => returns.ReturnedValue).OfType<IOperation>()
            .ToList();
        return returned.Count > 0 && returned.TrueForAll(value => IsMade(value, function)) && LocalLists.IsNoConstant(body);
    }

    /// <summary>
    /// Whether a name of a local list is all that is returned, so that the list has no other name when the function ends.
    /// </summary>
    public static bool IsReturned(IOperation use)
    {
        if (Writes.Variable(use) is not ILocalSymbol { ContainingSymbol: IMethodSymbol function }) return false;
        var place = Outside(use);
        if (place is not IReturnOperation) return false;
        for (var around = place.Parent; ; around = around.Parent)
        {
            if (around is ITryOperation { Finally: not null }) return false;
            if (around is null or ILocalFunctionOperation or IAnonymousFunctionOperation)
            {
                var (symbol, body) = around is ILocalFunctionOperation local ? (local.Symbol, local.Body) : (function, Writes.Root(use));
                return around is not IAnonymousFunctionOperation && SymbolEqualityComparer.Default.Equals(symbol, function)
                    && body is not null
                    && function.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction
                    && (AreMadeBy(function, body) || Recursion.OfLocal(use, function) is not null);
            }
        }
    }

    /// <summary>What a method returns as an array of its own.</summary>
    public static Tree<Operand> Array(Lowering lowering, IOperation returned, BufferType type) =>
        Expressions.Leaf(Find(lowering, returned, type));

    private static Operand Find(Lowering lowering, IOperation returned, BufferType type)
    {
        switch (returned)
        {
            case IParenthesizedOperation parenthesized:
                return Find(lowering, parenthesized.Operand, type);
            case IConversionOperation { IsImplicit: true, Operand: ICollectionExpressionOperation or IThrowOperation } conversion:
                return Find(lowering, conversion.Operand, type);
            case ICollectionExpressionOperation listed:
                return Allocations.Elements(lowering, type, listed.Elements).Leaf;
            case IConversionOperation { IsImplicit: true, OperatorMethod: null, Operand: { Type: not null } operand } conversion
                when CollectionTypes.OfResult(operand.Type) is not null || IsArrayShown(conversion):
                return IsArrayShown(conversion) ? Expressions.Scalar(lowering, operand) : Find(lowering, operand, type);
            case IConditionalOperation { IsRef: false, WhenFalse: { } otherwise } conditional:
                return lowering.Choose(Expressions.Scalar(lowering, conditional.Condition), type,
                    () => Array(lowering, conditional.WhenTrue, type), () => Array(lowering, otherwise, type)).Leaf;
            case ISwitchExpressionOperation choice:
                var chosen = lowering.Variables.Temporary(type, "chosen");
                Switches.Lower(lowering, choice, arm => lowering.Write(chosen, Array(lowering, arm, type)));
                return lowering.Read(chosen).Leaf;
            case IThrowOperation thrown:
                Exceptions.LowerThrow(lowering, thrown);
                return Constant.Default(type);
            case ILocalReferenceOperation when LocalLists.Of(lowering, returned) is { } list:
                return BufferCopies.ToArray(lowering, list.Elements(lowering));
            case var _ when NewCollections.Is(lowering, returned):
                return lowering.AtExpression(returned.Syntax, () => NewCollections.Array(lowering, returned, type));
            default:
                return Refuse(lowering, returned, type);
        }
    }

    private static Constant Refuse(Lowering lowering, IOperation returned, BufferType type)
    {
        var (reason, advice) = Sinks.IsNull(returned) ? ("which is no collection,", "return an empty one")
            : Linq.Sequence(lowering, returned) is not null ? ("which is enumerated later,", "call ToList or ToArray, and return that")
            : ("which somebody else may have too,", "return a new one, a copy for example");
        Expressions.Refuse(lowering, returned, $"the returned '{returned.Syntax}', {reason}", advice);
        return Constant.Default(type);
    }

    /// <summary>Whether an array is returned as a collection that can only be read.</summary>
    private static bool IsArrayShown(IConversionOperation conversion) =>
        Shapes.IsVector(conversion.Operand.Type) && conversion.Operand.Type is IArrayTypeSymbol && conversion.Type?.Name != "IList";

    /// <param name="function">The function whose local may be returned; null if none may.</param>
    private static bool IsMade(IOperation value, IMethodSymbol? function) => value switch
    {
        IParenthesizedOperation parenthesized => IsMade(parenthesized.Operand, function),
        ICollectionExpressionOperation or IThrowOperation => true,
        IConversionOperation { IsImplicit: true, OperatorMethod: null, Operand: { } operand } conversion =>
            IsArrayShown(conversion) || IsMade(operand, function),
        IConditionalOperation { WhenFalse: { } otherwise } conditional =>
            IsMade(conditional.WhenTrue, function) && IsMade(otherwise, function),
        ISwitchExpressionOperation choice => choice.Arms.All(arm => IsMade(arm.Value, function)),
        IObjectCreationOperation creation => NewCollections.IsList(creation.Type),
        IInvocationOperation call =>
            NewCollections.IsMadeBy(call) || (CollectionTypes.OfResult(call.Type) is not null && Calls.IsMarked(call.TargetMethod)),
        ILocalReferenceOperation { Local: var local }
            when function is not null && SymbolEqualityComparer.Default.Equals(local.ContainingSymbol, function) =>
                Initializers.Of(local, value) is { } initializer && Followed.Values(local, initializer).All(given => IsMade(given, null)),
        _ => false,
    };

    /// <summary>What stands around an expression that it may be the value of.</summary>
    private static IOperation? Outside(IOperation value) => value.Parent switch
    {
        IParenthesizedOperation or IConversionOperation { IsImplicit: true } => Outside(value.Parent),
        IConditionalOperation conditional when conditional.Condition != value => Outside(conditional),
        ISwitchExpressionArmOperation { Parent: { } choice } arm when arm.Value == value => Outside(choice),
        var parent => parent,
    };
}
