using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Calls that may read differentiated values because nothing comes back from them: console output, assertions, logging, text.
/// Anything else that takes such values is a call by contract, so that it is reported if it has no derivative.
/// </summary>
internal static class Sinks
{
    /// <summary>What keeps the text that it gets.</summary>
    private static readonly string[] Writers =
        ["System.Text.StringBuilder", "System.IO.TextWriter", "System.IO.StreamWriter", "System.IO.StringWriter"];

    private static readonly HashSet<string> Types = new(Writers, StringComparer.Ordinal)
    {
        "System.Console", "System.Diagnostics.Debug", "System.Diagnostics.Trace", "System.Diagnostics.Debugger", "string", "object",
        "System.ValueType", "double", "float", "System.Half", "System.ArgumentException", "System.ArgumentOutOfRangeException",
        "System.ArgumentNullException", "System.ObjectDisposedException", "System.FormattableString", "System.IFormattable", "System.Convert",
        "Microsoft.Extensions.Logging.ILogger", "Microsoft.Extensions.Logging.LoggerExtensions",
    };

    public static bool Is(IInvocationOperation call)
    {
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        if (FloatingPoint.IsCarriedBy(method.ReturnType) && !method.ReturnsVoid) return false;
        if (Calls.HasOutputs(call)) return false;
        return IsKnown(method.ContainingType) || Lookups.Is(method) || IsSearch(method);
    }

    /// <summary>Whether an argument has floating-point values inside, behind a box too.</summary>
    public static bool Carries(IOperation value) => Strip(value) switch
    {
        IInterpolatedStringHandlerCreationOperation handler => CarriesText(handler.Content),
        IArrayCreationOperation { Initializer: { } initializer, Type: IArrayTypeSymbol array } when !Shapes.IsBuffer(array) =>
            initializer.ElementValues.Any(Carries),
        ICollectionExpressionOperation collection when !Shapes.IsBuffer(collection.Type) => collection.Elements.Any(Carries),
        IFieldReferenceOperation { Field.IsStatic: true, Type: IArrayTypeSymbol } => false,
        var array when IsTable(array) => false,
        var inner => Shapes.IsDifferentiable(inner.Type) && !inner.ConstantValue.HasValue,
    };

    /// <summary>Whether an expression makes an array of constants.</summary>
    private static bool IsTable(IOperation value) => value switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => IsTable(initializer),
        IConversionOperation { Operand: ICollectionExpressionOperation elements } => IsTable(elements),
        IArrayInitializerOperation initializer =>
            initializer.ElementValues.All(element => element.ConstantValue.HasValue || IsTable(element)),
        ICollectionExpressionOperation { Type: IArrayTypeSymbol } collection =>
            collection.Elements.All(element => element.ConstantValue.HasValue),
        _ => false,
    };

    /// <summary>The value inside boxes and conversions to interfaces.</summary>
    public static IOperation Strip(IOperation value) => value switch
    {
        IConversionOperation { IsImplicit: true, OperatorMethod: null, Type: { IsReferenceType: true }
            and not IArrayTypeSymbol, Operand: { Type: not null } operand } => Strip(operand),
        IParenthesizedOperation parenthesized => Strip(parenthesized.Operand),
        _ => value,
    };

    /// <summary>Whether an expression is <c>null</c>.</summary>
    public static bool IsNull(IOperation value) => Strip(value) is { ConstantValue: { HasValue: true, Value: null } };

    /// <summary>Finds the place of an element.</summary>
    public static bool IsSearch(IMethodSymbol method) => method.ContainingType is { SpecialType: SpecialType.System_Array }
        && method.Name is "BinarySearch" or "IndexOf" or "LastIndexOf" or "FindIndex" or "FindLastIndex" or "Exists" or "TrueForAll";

    private static bool CarriesText(IOperation content) => content.Descendants().Any(part => Shapes.IsDifferentiable(part.Type));

    /// <summary>Whether a type of the framework keeps the text that it gets.</summary>
    public static bool IsWriter(ITypeSymbol? type) => type is INamedTypeSymbol && Writers.Contains(type.ToDisplayString());

    /// <summary>Whether a type of the framework only shows what it is given.</summary>
    public static bool IsKnown(INamedTypeSymbol? type) => type is not null && Types.Contains(type.OriginalDefinition.ToDisplayString());
}
