using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers the body of a struct's constructor, whose result is <c>this</c>: what <c>: this(…)</c> makes or else the initial values of the fields, then the body.
/// <code>
/// V(double x) : this(x, 0) { Y = 2 * x; }   →   made = new V(x, 0); made_Y = 2 * x; return made;
/// </code>
/// </summary>
internal static class Constructors
{
    public static void Lower(Lowering lowering, IConstructorBodyOperation constructor)
    {
        if (Chained(constructor.Initializer) is { } chained)
            lowering.Write(lowering.This!, StructValues.Construct(lowering, chained, chained.TargetMethod, chained.Arguments));
        else
            Initialize(lowering, constructor);
        if ((constructor.BlockBody ?? constructor.ExpressionBody) is { } body) Statements.Lower(lowering, body);
    }

    private static IInvocationOperation? Chained(IOperation? initializer) => initializer switch
    {
        IExpressionStatementOperation { Operation: IInvocationOperation call } => call,
        IInvocationOperation call => call,
        _ => null,
    };

    private static void Initialize(Lowering lowering, IOperation constructor)
    {
        var type = lowering.Method.ContainingType;
        foreach (var (index, value) in Initializers(type, constructor.SemanticModel!)) lowering.Write(lowering.This!.Fields[index], Expressions.Lower(lowering, value));
    }

    private static IEnumerable<(int Index, IOperation Value)> Initializers(INamedTypeSymbol type, SemanticModel model)
    {
        foreach (var (shown, index) in Structs.Shown(type).Select((shown, index) => (shown, index)))
        {
            var clause = shown.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
            {
                VariableDeclaratorSyntax field => field.Initializer,
                PropertyDeclarationSyntax property => property.Initializer,
                _ => null,
            };
            if (clause is null) continue;
            var own = clause.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(clause.SyntaxTree);
            if (own.GetOperation(clause) is ISymbolInitializerOperation initializer) yield return (index, initializer.Value);
        }
    }
}
