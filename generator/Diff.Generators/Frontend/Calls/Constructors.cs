using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers the body of a struct's constructor, whose result is <c>this</c>: what <c>: this(…)</c> makes or else the initial values of the
/// fields, then the body.
/// <code>
/// V(double x) : this(x, 0) { Y = 2 * x; }   →   made = new V(x, 0); made_Y = 2 * x; return made;
/// </code>
/// </summary>
internal static class Constructors
{
    /// <param name="body">Null for a primary constructor.</param>
    public static void Lower(Lowering lowering, IOperation? body, IReadOnlyList<FieldInitializer> initializers)
    {
        var constructor = body as IConstructorBodyOperation;
        if (Chained(constructor?.Initializer) is { } chained)
            lowering.Write(lowering.This!, StructValues.Construct(lowering, chained, chained.TargetMethod, chained.Arguments));
        else
        {
            if (constructor is null) Positional(lowering);
            foreach (var (field, value) in initializers)
                lowering.AtStatement(value.Syntax, () => lowering.Write(lowering.This!.Fields[field], Expressions.Lower(lowering, value)));
        }
        if ((constructor?.BlockBody ?? constructor?.ExpressionBody) is { } block) Statements.Lower(lowering, block);
    }

    /// <summary>Assigns the properties that a record has for parameters of its primary constructor.</summary>
    private static void Positional(Lowering lowering)
    {
        foreach (var (shown, field) in Structs.Shown(lowering.Method.ContainingType).Select((shown, field) => (shown, field)))
            if (shown.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is ParameterSyntax
                && lowering.Method.Parameters.FirstOrDefault(candidate => candidate.Name == shown.Name) is { } parameter)
                lowering.Write(lowering.This!.Fields[field], lowering.Read(lowering.Variables[parameter]));
    }

    /// <summary>The initial values that the declarations of the fields and automatic properties give.</summary>
    public static IReadOnlyList<FieldInitializer> Initializers(IMethodSymbol constructor, SemanticModel model,
        CancellationToken cancellation)
    {
        var found = new List<FieldInitializer>();
        foreach (var (shown, field) in Structs.Shown(constructor.ContainingType).Select((shown, field) => (shown, field)))
        {
            var clause = shown.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) switch
            {
                VariableDeclaratorSyntax declared => declared.Initializer,
                PropertyDeclarationSyntax property => property.Initializer,
                _ => null,
            };
            if (clause is null) continue;
            var own = clause.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(clause.SyntaxTree);
            if (own.GetOperation(clause, cancellation) is ISymbolInitializerOperation initializer) found.Add(new(field, initializer.Value));
        }
        return found;
    }

    /// <summary>
    /// The constructor of the base class that a primary constructor passes something to, <c>class Call(double strike) : Payoff(strike)</c>.
    /// </summary>
    public static IInvocationOperation? BaseCall(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.Select(reference => (reference.GetSyntax(cancellation) as TypeDeclarationSyntax)?.BaseList?.Types)
            .Select(bases => bases?.FirstOrDefault()).OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault() is { } call
            ? compilation.GetSemanticModel(call.SyntaxTree).GetOperation(call, cancellation) as IInvocationOperation
            : null;

    /// <summary>The constructor that one begins with.</summary>
    public static IInvocationOperation? Chained(IOperation? initializer) => initializer switch
    {
        IExpressionStatementOperation { Operation: IInvocationOperation call } => call,
        IInvocationOperation call => call,
        _ => null,
    };
}

/// <param name="Field">The index of the field that gets the value.</param>
internal readonly record struct FieldInitializer(int Field, IOperation Value);
