using System.Text;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Prints an expression so that it means the same inside generated code: types and static members qualified, extension methods called
/// as static ones, a hole for every variable of the method around it.
/// <code>
/// () => $"{name}: {Format(x)}"   →   () => $"{({0})}: {(global::N.C.Format({1}))}"
/// </code>
/// </summary>
internal sealed class InertText
{
    private readonly Lowering _lowering;
    private readonly SemanticModel _model;
    private readonly SyntaxNode _root;
    private readonly int _firstHole;
    private readonly bool _isOfConstructor;
    private readonly StringBuilder _text = new();
    private readonly List<ISymbol> _captured = [];
    private readonly List<Operand> _operands = [];
    private bool _isRefused;
    private bool _isSpaced;

    private InertText(Lowering lowering, SemanticModel model, IOperation expression, int firstHole)
    {
        _isOfConstructor = Writes.Root(expression) is IConstructorBodyOperation or ISymbolInitializerOperation;
        _lowering = lowering;
        _model = model;
        _root = expression.Syntax;
        _firstHole = firstHole;
    }

    /// <summary>Doubles the braces of a text that becomes part of a template.</summary>
    public static string Escape(string text) => text.Replace("{", "{{").Replace("}", "}}");

    /// <summary>Null if the expression was refused, which has been reported.</summary>
    public static (string Template, IReadOnlyList<Operand> Operands)? Print(Lowering lowering, IOperation expression) =>
        Print(lowering, expression, 0);

    private static (string Template, IReadOnlyList<Operand> Operands)? Print(Lowering lowering, IOperation expression, int firstHole)
    {
        if (expression.SemanticModel is not { } model) return null;
        var printer = new InertText(lowering, model, expression, firstHole);
        if (!InertUses.Accept(lowering, expression)) return null;
        printer.AppendQueryParameters(expression);
        printer.Visit(expression.Syntax);
        return printer._isRefused ? null : (printer._text.ToString(), printer._operands);
    }

    /// <summary>An interpolated string whose parts have been lowered.</summary>
    public static string Interpolated(IInterpolatedStringOperation operation, Func<IOperation, string> hole)
    {
        if (operation.Syntax is not InterpolatedStringExpressionSyntax syntax) return "\"\"";
        var text = new StringBuilder(Escape(syntax.StringStartToken.Text));
        foreach (var (content, part) in syntax.Contents.Zip(operation.Parts, (content, part) => (content, part)))
        {
            switch (content)
            {
                case InterpolatedStringTextSyntax literal:
                    text.Append(Escape(literal.TextToken.Text));
                    break;
                case InterpolationSyntax interpolation:
                    var value = part switch
                    {
                        IInterpolationOperation { Expression: var expression } => expression,
                        IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments: [var first, ..] } } =>
                            first.Value,
                        _ => null,
                    };
                    if (value is null) break;
                    var opening = Escape(interpolation.OpenBraceToken.Text);
                    var closing = Escape(interpolation.CloseBraceToken.Text);
                    text.Append(opening).Append('(').Append(hole(value)).Append(')')
                        .Append(Escape(interpolation.AlignmentClause?.ToString() ?? ""))
                        .Append(Escape(interpolation.FormatClause?.ToString() ?? "")).Append(closing);
                    break;
            }
        }
        return text.Append(Escape(syntax.StringEndToken.Text)).ToString();
    }

    /// <summary>Like <see cref="Print(Lowering, IOperation)"/>, as a part of a template that has operands already.</summary>
    public static string? Append(Lowering lowering, IOperation expression, List<Operand> operands)
    {
        if (Print(lowering, expression, operands.Count) is not var (template, more)) return null;
        operands.AddRange(more);
        return template;
    }

    private void Visit(SyntaxNode node)
    {
        switch (node)
        {
            case InvocationExpressionSyntax call when _model.GetConstantValue(call) is { HasValue: true, Value: string name }:
                Append(Escape(SymbolDisplay.FormatLiteral(name, quote: true)));
                break;
            case InvocationExpressionSyntax call when Symbol(call) is IMethodSymbol method && EntryPointCall.Is(method):
                Refuse(node);
                break;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
                when Symbol(call) is IMethodSymbol { ReducedFrom: not null } extension:
                VisitExtension(call, access, extension);
                break;
            case ImplicitObjectCreationExpressionSyntax creation when _model.GetTypeInfo(creation).Type is { } type:
                Append("new ").Append(Escape(TypeMapping.SpellItself(type)));
                VisitChildren(node, skip: 1);
                break;
            case InterpolationSyntax interpolation:
                Append("{{(");
                Visit(interpolation.Expression);
                Append(")").Append(Escape(interpolation.AlignmentClause?.ToString() ?? ""))
                    .Append(Escape(interpolation.FormatClause?.ToString() ?? "")).Append("}}");
                break;
            case ExpressionSyntax expression
                when !IsLabel(expression) && Symbol(expression) is INamedTypeSymbol type
                    && expression is not IdentifierNameSyntax { IsVar: true }:
                Append(Escape(TypeMapping.SpellItself(type)));
                break;
            case SimpleNameSyntax name when !IsLabel(name):
                VisitName(name);
                break;
            case StackAllocArrayCreationExpressionSyntax or RefExpressionSyntax or AwaitExpressionSyntax:
                Refuse(node);
                break;
            default:
                VisitChildren(node);
                break;
        }
    }

    /// <summary>A clause of a query stands for a lambda whose parameters it does not write: <c>where x > 0</c> for <c>x => x > 0</c>.</summary>
    private void AppendQueryParameters(IOperation expression)
    {
        if (expression is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters: var parameters } }
            || expression.Syntax is AnonymousFunctionExpressionSyntax)
            return;
        if (parameters.Any(parameter => !SyntaxFacts.IsValidIdentifier(parameter.Name)))
            Refuse(expression.Syntax, "several variables of a query", "write the query with methods and lambdas");
        Append($"({string.Join(", ", parameters.Select(parameter => Spelling.Identifier(parameter.Name)))}) => ");
    }

    private void VisitChildren(SyntaxNode node, int skip = 0)
    {
        foreach (var child in node.ChildNodesAndTokens().Skip(skip))
        {
            if (child.AsNode() is { } inner)
            {
                _isSpaced |= inner.HasLeadingTrivia;
                Visit(inner);
                _isSpaced |= inner.HasTrailingTrivia;
            }
            else VisitToken(child.AsToken());
        }
    }

    private void VisitToken(SyntaxToken token)
    {
        _isSpaced |= token.HasLeadingTrivia;
        Append(Escape(token.Text));
        _isSpaced = token.HasTrailingTrivia;
    }

    /// <summary>Trivia between two tokens becomes one space.</summary>
    private StringBuilder Append(string text)
    {
        if (_isSpaced && _text.Length > 0 && _text[_text.Length - 1] is not (' ' or '(')) _text.Append(' ');
        _isSpaced = false;
        return _text.Append(text);
    }

    private void VisitExtension(InvocationExpressionSyntax call, MemberAccessExpressionSyntax access, IMethodSymbol extension)
    {
        Append(Escape(TypeMapping.SpellItself(extension.ContainingType))).Append('.');
        if (access.Name is GenericNameSyntax generic) VisitGeneric(generic);
        else Append(access.Name.Identifier.Text);
        Append("(");
        Visit(access.Expression);
        foreach (var argument in call.ArgumentList.Arguments)
        {
            Append(", ");
            Visit(argument);
        }
        Append(")");
    }

    private void VisitName(SimpleNameSyntax name)
    {
        switch (Symbol(name))
        {
            case ILocalSymbol or IParameterSymbol or IRangeVariableSymbol when Symbol(name) is { } variable:
                if (InertUses.IsDeclaredIn(variable, _root) || variable is IRangeVariableSymbol
                    || (Members.IsHeld(_lowering, variable) && !_isOfConstructor))
                    Append(name.Identifier.Text);
                else AppendHole(variable);
                break;
            case IMethodSymbol { MethodKind: MethodKind.LocalFunction }:
            case { } member when ExtensionBlocks.IsIn(member):
                Refuse(name);
                break;
            case ITypeParameterSymbol parameter:
                Append(Escape(TypeMapping.SpellItself(parameter)));
                break;
            case INamespaceSymbol space:
                Append("global::").Append(space.ToDisplayString());
                break;
            case { IsStatic: true, ContainingType: { } type } and not INamedTypeSymbol:
                Append(Escape(TypeMapping.SpellItself(type))).Append('.');
                AppendName(name);
                break;
            case { ContainingType: not null }
                and (IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary } or IEventSymbol):
                Append("this.");
                AppendName(name);
                break;
            default:
                AppendName(name);
                break;
        }
    }

    private void AppendName(SimpleNameSyntax name)
    {
        if (name is GenericNameSyntax generic) VisitGeneric(generic);
        else Append(name.Identifier.Text);
    }

    private void VisitGeneric(GenericNameSyntax name)
    {
        Append(name.Identifier.Text);
        Visit(name.TypeArgumentList);
    }

    private void AppendHole(ISymbol variable)
    {
        var index = _captured.FindIndex(captured => SymbolEqualityComparer.Default.Equals(captured, variable));
        if (index < 0)
        {
            index = _captured.Count;
            _captured.Add(variable);
            _operands.Add(variable is ILocalSymbol { HasConstantValue: true } constant
                ? Constants.Of(constant.Type, constant.ConstantValue)
                : Current(variable));
        }
        Append("{").Append(_firstHole + index).Append('}');
    }

    private void Refuse(SyntaxNode node) =>
        Refuse(node, $"'{node}' in this place", "assign it to a local first, or write it as a statement of its own");

    private void Refuse(SyntaxNode node, string what, string advice)
    {
        _isRefused = true;
        _lowering.Report(Descriptors.Unsupported.Expression, node, what, advice);
    }

    private ISymbol? Symbol(SyntaxNode node) => _model.GetSymbolInfo(node).Symbol;

    /// <summary>A name that belongs to the node around it: after a dot, before a colon, a member in an initialiser.</summary>
    private static bool IsLabel(ExpressionSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name,
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax or ExpressionColonSyntax => true,
        QualifiedNameSyntax qualified => qualified.Right == name,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left == name,
        _ => false,
    };

    private Operand Current(ISymbol variable) => _lowering.Pack(
        _lowering.Delegates.Value(variable) is { } made ? Expressions.Lower(_lowering, made)
            : _lowering.References.Of(variable) is { } place ? Places.Read(_lowering, Places.Current(_lowering, place))
            : _lowering.Read(_lowering.Variables[variable]));
}
